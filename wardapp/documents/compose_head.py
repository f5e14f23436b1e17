"""The head of a document: two header blocks, title, addressees (HD05 II.1-5, NĐ30 PL I II.1-5)."""

from __future__ import annotations

from wardapp.core.dates import blank_header_date, header_date
from wardapp.core.dispatches import Priority
from wardapp.core.document import OfficialDocument
from wardapp.core.layout import Standard
from wardapp.core.text import new_tone, old_tone
from wardapp.documents.composition import Columns, Indent, Item, Para, Rule, Span, Stamp
from wardapp.documents.metrics import (
    MM_PER_INCH,
    TWIPS_PER_INCH,
    balance,
    share_columns,
    twips,
)
from wardapp.documents.setter import Setter, text_width

_SUBJECT_LABELS = ("về việc ", "v/v ")
_ENDINGS = " \t;,."
_JOINT = " - "


def number_text(document: OfficialDocument, standard: Standard) -> str:
    """Return the line of số, ký hiệu: `Số 12-CV/BXDĐ`, with room for the number in a draft."""
    number = document.code_number or standard.words("number_blank")
    joint = standard.words("number_joint")
    return f"{standard.words('number_prefix')}{number}{joint}{document.code_notation}"


def date_text(document: OfficialDocument) -> str:
    """Return the line of place and date, with room for what is not known yet."""
    if document.issued_date is not None:
        return header_date(document.place, document.issued_date, document.family)
    year, month = document.draft_month
    return blank_header_date(document.place, year, month or None)


def compose_head(document: OfficialDocument, setter: Setter) -> Columns:
    """Return the two header blocks with their widths."""
    standard = setter.standard
    names = [("parent", document.parent_line), ("issuer", issuer_text(document, setter))]
    lines = [(style, setter.text(style, text)) for style, text in names if text.strip()]
    date_line = date_text(document)
    widths, lines, date_line = _fitted(setter, lines, date_line)
    columns = (twips(widths[0]), 0, twips(widths[2]))
    total = text_width(standard.page)
    columns = (columns[0], total - columns[0] - columns[2], columns[2])
    left = _left(document, setter, lines, columns[0])
    return Columns(
        widths=columns,
        left=left,
        right=_right(setter, date_line, columns[2], _line_count(lines)),
    )


def issuer_text(document: OfficialDocument, setter: Setter) -> str:
    """Return the issuer's name; bodies that issue together part where they join (HD05 2.1.5)."""
    name = document.own_line
    is_wide = setter.widest("issuer", name.upper()) > setter.standard.measure("header_left")
    return name.replace(_JOINT, " -\n") if document.other_signatures and is_wide else name


def _line_count(lines: list[tuple[str, str]]) -> int:
    return sum(text.count("\n") + 1 for _, text in lines)


def _fitted(
    setter: Setter, lines: list[tuple[str, str]], date_line: str
) -> tuple[tuple[float, float, float], list[tuple[str, str]], str]:
    """Make both blocks fit: break the date after its comma, else the issuer's lines, else both."""
    measure = setter.standard.measure
    total = text_width(setter.standard.page) * MM_PER_INCH / TWIPS_PER_INCH
    gap = measure("header_gap")
    least = (measure("header_left"), measure("header_right"))
    broken_date = date_line.replace(", ", ",\n", 1)
    for dated in (date_line, broken_date):
        needs = (_left_need(setter, lines), _right_need(setter, dated))
        widths = share_columns(needs, least, total, gap)
        if widths:
            return widths, lines, dated
    for dated in (date_line, broken_date):
        right = _right_need(setter, dated)
        room = min(total - right - gap, least[0])
        if room >= measure("header_narrowest"):
            return (room, total - room - right, right), _broken(setter, lines, room), dated
    room = measure("header_narrowest")
    right = total - room - gap
    dated = setter.broken("place_date", date_line, right)
    return (room, gap, right), _broken(setter, lines, room), dated


def _broken(setter: Setter, lines: list[tuple[str, str]], room: float) -> list[tuple[str, str]]:
    return [(style, setter.broken(style, text, room)) for style, text in lines]


def _left_need(setter: Setter, lines: list[tuple[str, str]]) -> float:
    widest = max((setter.widest(style, text) for style, text in lines), default=0.0)
    return widest + setter.standard.measure("header_air")


def _right_need(setter: Setter, date_line: str) -> float:
    widest = max(setter.widest(style, text) for style, text in _mottoes(setter.standard))
    return max(widest, setter.widest("place_date", date_line)) + setter.standard.measure(
        "header_air"
    )


def _mottoes(standard: Standard) -> list[tuple[str, str]]:
    words = dict(standard.wording)
    return [(key, words[key]) for key in ("motto", "motto2") if key in words]


def _left(
    document: OfficialDocument, setter: Setter, lines: list[tuple[str, str]], width: int
) -> tuple[Item, ...]:
    standard = setter.standard
    items: list[Item] = [
        Para(style=style, spans=(Span(text=line),))
        for style, text in lines
        for line in text.split("\n")
    ]
    share = standard.measure("issuer_rule_share")
    if share and lines:
        style, text = lines[-1]
        items.append(rule_in(width, setter.width(style, text.split("\n")[-1]) * share))
    if standard.words("star"):
        items.append(setter.para("star", standard.words("star")))
    drop = _drop(standard, len(_mottoes(standard)) - _line_count(lines))
    number = Span(text=number_text(document, standard))
    items.append(Para(style="number", spans=(number,), before=drop))
    items += _under_number(document, setter, width)
    return tuple(items)


def _right(setter: Setter, date_line: str, width: int, left_lines: int) -> tuple[Item, ...]:
    standard = setter.standard
    mottoes = _mottoes(standard)
    items: list[Item] = [setter.para(style, text) for style, text in mottoes]
    style, text = mottoes[-1]
    items.append(rule_in(width, setter.width(style, text) * standard.measure("motto_rule_share")))
    drop = _drop(standard, left_lines - len(mottoes))
    # One paragraph, also where it breaks: readers find place and date together.
    items.append(Para(style="place_date", spans=(Span(text=date_line),), before=drop))
    return tuple(items)


def _drop(standard: Standard, lines: int) -> float | None:
    """Return the space that brings number and date level in State documents (PL I II.4)."""
    if lines <= 0 or not standard.measure("issuer_rule_share"):
        return None
    return lines * standard.style("issuer").line


def rule_in(room: int, length_mm: float) -> Rule:
    """Return a rule of a length in the middle of a room in twips."""
    return Rule(indent=max(0, (room - twips(length_mm)) // 2))


def _under_number(document: OfficialDocument, setter: Setter, width: int) -> list[Item]:
    """Return abstract of a công văn, urgency and draft mark, in the order of HD05 II.3-4."""
    standard = setter.standard
    items: list[Item] = []
    if not standard.type(document.type_code).named and document.subject.strip():
        room = min(standard.measure("cv_subject_room"), width * MM_PER_INCH / TWIPS_PER_INCH)
        subject = setter.broken("cv_subject", dispatch_subject(document, standard), room)
        items.append(Para(style="cv_subject", spans=(Span(text=subject),)))
    if document.priority is not Priority.NORMAL:
        items.append(_urgency(document, setter, width))
    if document.draft_no is not None:
        text = standard.words("draft").replace("{n}", str(document.draft_no))
        items.append(setter.para("draft_no", text))
    return items


def dispatch_subject(document: OfficialDocument, standard: Standard) -> str:
    """Return the abstract of a công văn under its label, typed with or without one."""
    subject = document.subject.strip()
    label = standard.words("cv_subject_prefix")
    if not label:
        return subject
    for typed in _SUBJECT_LABELS:
        if subject.lower().startswith(typed):
            subject = subject[len(typed) :].lstrip()
    return label + subject


def _urgency(document: OfficialDocument, setter: Setter, width: int) -> Item:
    standard = setter.standard
    phrase = standard.words(f"urgency_{int(document.priority)}")
    phrase = old_tone(phrase) if document.old_tone_marks else new_tone(phrase)
    measures = dict(standard.measures)
    frame = measures.get(f"stamp_width_{int(document.priority)}", measures["stamp_width"])
    if not frame:
        return setter.para("urgency", phrase)
    indent = max(0, (width - twips(frame)) // 2)
    return Stamp(style="urgency", text=phrase, left=indent, right=indent)


def compose_opening(document: OfficialDocument, setter: Setter) -> tuple[Item, ...]:
    """Return what stands between header and body: type name, subject, addressees."""
    kind = setter.standard.type(document.type_code)
    items: list[Item] = []
    if kind.named:
        items += _title(document, setter)
    if document.addressees and kind.addressed:
        items += _addressees(document, setter, kind.addressed, is_first=not items)
    return tuple(items)


def _title(document: OfficialDocument, setter: Setter) -> list[Item]:
    standard = setter.standard
    items: list[Item] = [setter.para("type_name", document.type_name)]
    if not document.subject.strip():
        return (
            [Para(style="type_name", spans=items[0].spans, after=6)]
            if isinstance(items[0], Para)
            else items
        )
    subject = setter.broken("subject", document.subject, standard.measure("subject_room"))
    items.append(Para(style="subject", spans=(Span(text=subject),)))
    if standard.words("subject_dashes"):
        items.append(setter.para("dashes", standard.words("subject_dashes")))
    share = standard.measure("subject_rule_share")
    if share:
        length = setter.width("subject", subject.split("\n")[-1]) * share
        rule = rule_in(text_width(standard.page), length)
        items.append(Rule(indent=rule.indent, after=standard.style("body").after))
    return items


def _addressees(
    document: OfficialDocument, setter: Setter, label: str, *, is_first: bool
) -> list[Item]:
    names = [setter.text("addressee", name).strip(_ENDINGS) for name in document.addressees]
    names = [name.removeprefix("-").strip() for name in names if name]
    if not names:
        return []
    before = 12.0 if is_first else setter.standard.style("addressee").before
    after = setter.standard.style("body").after
    italic = setter.standard.family == "party"
    mark = Span(text=f"{label}:", italic=italic or None)
    if len(names) == 1:
        ending = setter.standard.words("addressee_single")
        return [_single(setter, mark, names[0] + ending, before, after)]
    return _several(setter, mark, names, before, after)


def _single(setter: Setter, mark: Span, name: str, before: float, after: float) -> Para:
    room = text_width(setter.standard.page) * MM_PER_INCH / TWIPS_PER_INCH
    label_width = setter.width("addressee", mark.text + " ")
    lines = balance(name, room - label_width, lambda line: setter.width("addressee", line))
    return Para(
        style="addressee",
        spans=(mark, Span(text=" " + "\n".join(lines))),
        before=before,
        after=after,
    )


def _several(
    setter: Setter, mark: Span, names: list[str], before: float, after: float
) -> list[Item]:
    """Set `- name;` lines exactly under each other, the label before the first."""
    measure = setter.standard.measure
    widest = max(setter.width("addressee", f"- {name};") for name in names)
    is_long = widest > measure("addressee_long")
    start = measure("addressee_at_long" if is_long else "addressee_at")
    label_width = setter.metrics.width_mm(
        mark.text, setter.standard.style("addressee").size, italic=bool(mark.italic)
    )
    at = start + label_width + measure("addressee_gap")
    turn = measure("addressee_turn")
    joint, last = (setter.standard.words(f"addressee_{key}") for key in ("separator", "last"))
    items: list[Item] = []
    for i, name in enumerate(names):
        is_end = i == len(names) - 1
        hanging = twips(at + turn) - twips(start) if i == 0 else twips(turn)
        items.append(
            Para(
                style="addressees",
                spans=(Span(text=f"- {name}{last if is_end else joint}"),),
                label=mark if i == 0 else None,
                tab=twips(at) if i == 0 else 0,
                indent=Indent(left=twips(at + turn), hanging=hanging),
                before=before if i == 0 else None,
                after=after if is_end else None,
            )
        )
    return items
