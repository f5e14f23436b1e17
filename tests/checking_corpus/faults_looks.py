"""Faults of letters: size, weight, slant and case of each component, by its row in the handbook."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.checking_corpus.kinds import KINDS, NAMED, PARTY_RULES, STATE_NAMED, Inject, Kind
from tests.checking_corpus.sheet import ND30, PARTY, STATE, Look, Para, Sheet, like


@dataclass(frozen=True)
class Row:
    """What the handbook says of a component; None = it says nothing, so nothing is broken."""

    clause: str
    sizes: tuple[float, float]
    bold: bool | None = False
    italic: bool | None = False
    case: str = ""  # "upper", "lower"
    types: tuple[str, ...] = ()
    wish: tuple[tuple[str, object], ...] = ()


LETTER = ("CV",)
PETITION = ("CV", "TTr")
NOT_MINUTES = tuple(code for code in ("CV", *NAMED) if code != "BB")
URGENT = (("urgency", True),)
DRAFT = (("draft", True),)
ONE_NAME = (("many_addressees", False),)
MANY = (("many_addressees", True),)
ANNEXED = (("annexes", 2),)
TWO_LINES = (("issuer", "committee"),)

PARTY_ROWS = {
    "title": Row("1.2", (15, 15), bold=True, italic=None, case="upper"),
    "superior": Row("2.2", (14, 14), case="upper"),
    "issuer": Row("2.2", (14, 14), bold=True, italic=None, case="upper"),
    "star": Row("2.2.1", (14, 14), italic=None),
    "number": Row("3.2.1", (14, 14)),
    "date": Row("4.2", (14, 14), italic=True),
    "type": Row("5.2", (15, 16), bold=True, italic=None, case="upper", types=NAMED),
    "subject": Row("5.2.1", (14, 15), bold=True, italic=None, case="lower", types=NAMED),
    "cv_subject": Row("5.2.3", (12, 12), italic=True, types=LETTER),
    "body": Row("6.2", (14, 15), bold=None, italic=None),
    "authority": Row("7.2", (14, 14), bold=True, italic=None, case="upper", types=NOT_MINUTES),
    "position": Row("7.1", (14, 14), case="upper", types=NOT_MINUTES, wish=TWO_LINES),
    "name": Row("7.2.3", (14, 14), bold=True, italic=None, case="mixed"),
    "recipients": Row("9.2.1", (14, 14), types=NOT_MINUTES),
    "recipient": Row("9.2.2", (12, 12), types=NOT_MINUTES),
    "addressee": Row("9.2.3", (14, 14), types=PETITION, wish=MANY),
    "urgency": Row("II.3", (14, 14), bold=True, italic=None, case="upper", wish=URGENT),
    "draft": Row("II.4.2", (14, 14), italic=True, wish=DRAFT),
    "article": Row("6.2.4c", (14, 15), bold=True, italic=None, types=("QĐ",)),
}
STATE_ROWS = {
    "title": Row("I.1", (12, 13), bold=True, italic=None, case="upper"),
    "motto": Row("I.1", (13, 14), bold=True, italic=None, case="mixed"),
    "superior": Row("I.2", (12, 13), case="upper", wish=(("issuer", "unit"),)),
    "issuer": Row("I.2", (12, 13), bold=True, italic=None, case="upper"),
    "number": Row("I.3", (13, 13)),
    "date": Row("I.4", (13, 14), italic=True),
    "type": Row("I.5a", (13, 14), bold=True, italic=None, case="upper", types=STATE_NAMED),
    "subject": Row("I.5a", (13, 14), bold=True, italic=None, types=STATE_NAMED),
    "cv_subject": Row("I.5b", (12, 13), types=LETTER),
    "body": Row("I.6", (13, 14), bold=None, italic=None),
    "basis": Row("I.6", (13, 14), bold=None, italic=True, types=("QĐ",)),
    "authority": Row(
        "I.7a", (13, 14), bold=True, italic=None, case="upper", types=STATE_NAMED,
        wish=TWO_LINES,
    ),
    "position": Row("I.7a", (13, 14), bold=True, italic=None, case="upper", types=STATE_NAMED),
    "name": Row("I.7b", (13, 14), bold=True, italic=None),
    "kinh": Row("I.9a", (13, 14), types=PETITION),
    "recipients": Row("I.9b", (12, 12), bold=True, italic=True),
    "recipient": Row("I.9b", (11, 11)),
    "urgency": Row("I.10b", (13, 14), bold=True, italic=None, case="upper", wish=URGENT),
    "annex_label": Row("annex", (14, 14), bold=True, italic=None, wish=ANNEXED),
    "annex_title": Row("annex", (13, 14), bold=True, italic=None, case="upper", wish=ANNEXED),
    "annex_reference": Row("annex", (13, 14), bold=None, italic=True, wish=ANNEXED),
    "article": Row("I.6", (13, 14), bold=True, italic=None, types=("QĐ",)),
}  # fmt: skip
_WIDE = ("title", "superior", "issuer")
BODY_ROLES = ("body", "lead", "clause", "dash", "point", "meeting", "closing", "pointer")
Change = Callable[[Look, random.Random], Look]


def _named(sheet: Sheet, role: str, rng: random.Random) -> list[Para]:
    if role == "body":
        found = sheet.all(*BODY_ROLES)
        return found if rng.random() < 0.6 else [rng.choice(found)]
    if role == "recipient":
        return sheet.all("recipient", "storage")
    return sheet.all(role)


def _looked(role: str, change: Change, said: str, wanted: str) -> Inject:
    def inject(sheet: Sheet, rng: random.Random) -> tuple[str, str] | None:
        paras = _named(sheet, role, rng)
        if not paras:
            return None
        look = change(paras[0].look, rng)
        for para in paras:
            para.look = like(
                para.look, size=look.size, bold=look.bold if said == "bold" else para.look.bold,
                italic=look.italic if said == "italic" else para.look.italic,
            )  # fmt: skip
            if para.head_look is not None and said == "size":
                para.head_look = like(para.head_look, size=look.size)
        return f"{said}: {look.size:g} {look.bold=} {look.italic=}", wanted

    return inject


def _cased(role: str, case: str) -> Inject:
    def inject(sheet: Sheet, rng: random.Random) -> tuple[str, str] | None:
        del rng
        for para in sheet.all(role):
            para.text = para.text.upper() if case != "upper" else _small(para.text)
        return (sheet.one(role).text, case) if sheet.has(role) else None

    return inject


def _small(text: str) -> str:
    """Return capitals as a clerk types names: first letters big."""
    return " ".join(word[:1] + word[1:].lower() for word in text.split(" "))


def _wrong_size(sizes: tuple[float, float]) -> Change:
    low, high = sizes
    wrong = [low - 2, low - 1, high + 1, high + 2]

    def change(look: Look, rng: random.Random) -> Look:
        return like(look, size=rng.choice(wrong))

    return change


def _weighed(look: Look, rng: random.Random) -> Look:
    del rng
    return like(look, bold=not look.bold)


def _slanted(look: Look, rng: random.Random) -> Look:
    del rng
    return like(look, italic=not look.italic)


def _add(family: str, role: str, row: Row, aspect: str, inject: Inject) -> None:
    KINDS.append(
        Kind(
            f"{family}.{role}.{aspect}",
            "body" if role == "article" else role,
            row.clause,
            inject,
            standards=PARTY_RULES if family == PARTY else (ND30,),
            types=row.types,
            wish=dict(row.wish),
            about=aspect,
            # A wide Quốc hiệu or superior breaks, and what stands below it moves down.
            also=r"dia danh|\bso\b|tieu ngu" if aspect == "size" and role in _WIDE else "",
        )
    )


def _register(family: str, role: str, row: Row) -> None:
    wanted = f"{row.sizes[0]:g}-{row.sizes[1]:g}"
    changed = _wrong_size(row.sizes)
    _add(family, role, row, "size", _looked(role, changed, "size", wanted))
    if row.bold is not None:
        wanted = "đậm" if row.bold else "không đậm"
        _add(family, role, row, "bold", _looked(role, _weighed, "bold", wanted))
    if row.italic is not None:
        wanted = "nghiêng" if row.italic else "đứng"
        _add(family, role, row, "italic", _looked(role, _slanted, "italic", wanted))
    if row.case:
        _add(family, role, row, "case", _cased(role, row.case))


for _family, _rows in ((PARTY, PARTY_ROWS), (STATE, STATE_ROWS)):
    for _role, _row in _rows.items():
        _register(_family, _role, _row)
