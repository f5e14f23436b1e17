"""Nơi nhận: its lines, braces, storage line and the drafter's mark (HD05 II.9 and II.II.5)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from wardapp.core.dispatches import Recipient
from wardapp.core.document import OfficialDocument
from wardapp.core.issuers import Family
from wardapp.core.text import one_line
from wardapp.documents.composition import Brace, Item, Para, Span
from wardapp.documents.metrics import MM_PER_INCH, TWIPS_PER_INCH, twips
from wardapp.documents.setter import Setter

STYLE = "recipient"
BRACE_SIGN = "}"
_ENDINGS = " \t;,."
_MOST_BRACED = 20  # lines before one brace: a page has to hold them


def compose_recipients(
    recipients: Sequence[Recipient], storage_line: str, setter: Setter
) -> tuple[Item, ...]:
    """Return the label and the lines, () when nobody receives and nothing is stored."""
    words = setter.standard.words
    named = [
        (text, each.brace)
        for each in recipients
        if (text := _recipient_text(setter, each).removeprefix("-").strip())
    ]
    stored = setter.text(STYLE, storage_line).strip(_ENDINGS).removeprefix("-").strip()
    named += [(stored, "")] if stored else []
    if not named:
        return ()
    ends = [words("recipient_separator")] * (len(named) - 1) + [words("recipient_last")]
    lines = [(f"- {text}{end}", brace) for (text, brace), end in zip(named, ends, strict=True)]
    items: list[Item] = [_label(setter)]
    for brace, group in groupby(lines, key=lambda line: line[1]):
        texts = [text for text, _ in group]
        if brace:
            parts = (texts[at : at + _MOST_BRACED] for at in range(0, len(texts), _MOST_BRACED))
            items += [_braced(part, brace, setter) for part in parts]
        else:
            items += [_line(text) for text in texts]
    return tuple(items)


def drafter_mark(document: OfficialDocument, setter: Setter) -> tuple[Item, ...]:
    """Return the drafter's initials with the number of copies, () when there are none."""
    mark, copies = one_line(document.drafter_mark), document.copy_count
    if not mark and copies is None:
        return ()
    if mark and copies is not None:
        shown = setter.standard.words("drafter").replace("{mark}", mark.rstrip("."))
        mark = shown.replace("{n}", str(copies))
    return (setter.para("drafter", mark or str(copies)),)


def _label(setter: Setter) -> Para:
    text = setter.standard.words("recipients_label")
    is_party = setter.standard.family is Family.PARTY
    return Para(style="recipients_label", spans=(Span(text=text, underline=is_party),))


def _line(text: str) -> Para:
    return Para(style=STYLE, spans=(Span(text=text),))


def _recipient_text(setter: Setter, recipient: Recipient) -> str:
    name = setter.text(STYLE, recipient.name).strip(_ENDINGS)
    purpose = setter.text(STYLE, recipient.purpose).strip(_ENDINGS).strip("()").strip()
    return f"{name} ({purpose})" if name and purpose else name


def _braced(texts: list[str], brace: str, setter: Setter) -> Brace:
    """Return lines before one brace; their breaks are set here, as its height hangs on them."""
    measure = setter.standard.measure
    style = setter.standard.style(STYLE)
    said = setter.text(STYLE, brace).strip(f"{_ENDINGS}}}()").strip()
    words = f"({said})" if said else ""
    sign = measure("brace_width")
    room = measure("signature_left")
    share = min(setter.width(STYLE, words) + measure("brace_air"), room * measure("brace_share"))
    said_width = twips(share) if words else 0
    names = twips(room) - twips(sign) - said_width
    inner = names * MM_PER_INCH / TWIPS_PER_INCH - style.hanging_mm - measure("brace_air")
    broken = [setter.filled(STYLE, text, inner) for text in texts]
    said_lines = setter.broken(STYLE, words, share - measure("brace_air")) if words else ""
    height = sum(text.count("\n") + 1 for text in broken) * style.line
    size = round(height * 2) / 2
    wide = setter.metrics.width_mm(BRACE_SIGN, size)
    return Brace(
        widths=(names, twips(sign), said_width),
        lines=tuple(_line(text) for text in broken),
        height=height,
        size=size,
        squeeze=min(100, round(100 * measure("brace_sign") / wide)),
        words=Para(style="brace_words", spans=(Span(text=said_lines),)) if words else None,
    )
