"""The foot: recipients on the left, signature on the right; and the annexes behind it."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.dispatches import Recipient
from wardapp.core.document import Annex, OfficialDocument
from wardapp.core.issuers import Family
from wardapp.documents.compose_body import compose_body
from wardapp.documents.composition import AnnexPart, Columns, Item, Para, Span
from wardapp.documents.metrics import twips
from wardapp.documents.setter import Setter, text_width
from wardapp.documents.table_grid import table_grid

_ENDINGS = " \t;,."


def compose_foot(document: OfficialDocument, setter: Setter) -> Columns | None:
    """Return Nơi nhận and the signature, None while a draft has neither."""
    left = _recipients(document, setter)
    right = _signature(document, setter)
    if not left and not right:
        return None
    measure = setter.standard.measure
    total = text_width(setter.standard.page)
    left_width, right_width = twips(measure("signature_left")), twips(measure("signature_right"))
    return Columns(
        widths=(left_width, total - left_width - right_width, right_width), left=left, right=right
    )


def _recipients(document: OfficialDocument, setter: Setter) -> tuple[Item, ...]:
    words = setter.standard.words
    lines = [_recipient_text(setter, recipient) for recipient in document.recipients]
    lines.append(setter.text("recipient", document.storage_line).strip(_ENDINGS))
    lines = [line.removeprefix("-").strip() for line in lines if line]
    if not lines:
        return ()
    is_party = setter.standard.family is Family.PARTY
    label = Para(
        style="recipients_label",
        spans=(Span(text=words("recipients_label"), underline=is_party),),
    )
    joint, last = words("recipient_separator"), words("recipient_last")
    return (
        label,
        *(Para(style="recipient", spans=(Span(text=f"- {line}{joint}"),)) for line in lines[:-1]),
        Para(style="recipient", spans=(Span(text=f"- {lines[-1]}{last}"),)),
    )


def _recipient_text(setter: Setter, recipient: Recipient) -> str:
    name = setter.text("recipient", recipient.name).strip(_ENDINGS)
    purpose = setter.text("recipient", recipient.purpose).strip(_ENDINGS).strip("()").strip()
    return f"{name} ({purpose})" if name and purpose else name


def _signature(document: OfficialDocument, setter: Setter) -> tuple[Item, ...]:
    signer = document.signer
    authority = [line for line in signer.authority if line.strip()]
    # Signing directly, the title itself is the bold line (HD05 7.1.4c).
    title_style = "position" if authority else "authority"
    titled = [("authority", line) for line in authority]
    titled += [(title_style, line) for line in signer.position.split("\n") if line.strip()]
    room = setter.standard.measure("signature_right")
    items: list[Item] = [
        Para(style=style, spans=(Span(text=line),))
        for style, text in titled
        for line in setter.broken(style, text, room).split("\n")
    ]
    if signer.full_name.strip():
        items.append(setter.para("name", signer.full_name))
    return tuple(items)


def compose_annex(annex: Annex, setter: Setter) -> AnnexPart:
    """Return one annex: label, title, reference, then its blocks and tables."""
    page = setter.standard.annex_page if annex.landscape else setter.standard.page
    room = page.width - page.left - page.right
    heads = [
        (style, setter.broken(style, text, room))
        for style, text in (
            ("annex_label", annex.label),
            ("annex_title", annex.title),
            ("annex_reference", annex.reference),
        )
        if text.strip()
    ]
    items: list[Item] = [Para(style=style, spans=(Span(text=text),)) for style, text in heads]
    if items and isinstance(items[-1], Para):
        items[-1] = replace(items[-1], after=6.0)
    flow = compose_body(annex.blocks, setter, text_width(page))
    body = [replace(each, block=-1) for each in flow]
    size = setter.standard.style("cell").size
    grids = [table_grid(table, text_width(page), setter.metrics, size) for table in annex.tables]
    return AnnexPart(page=page, items=(*items, *body), tables=tuple(grids))
