"""The values that stand in the head itself: number, place, date, type, urgency, layout."""

from __future__ import annotations

import re
from datetime import date

from wardapp.core.dispatches import Priority
from wardapp.core.issuers import Family
from wardapp.core.titles import CONG_VAN, type_name_of
from wardapp.documents.reader.found import Found
from wardapp.documents.reader.head import Head
from wardapp.documents.reader.keys import plain
from wardapp.documents.reader.phrases import is_type_spelled, urgency_of

NUMBER_PLACE = "Dưới tên cơ quan"
DATE_PLACE = "Góc trên phải"
TYPE_PLACE = "Giữa trang đầu"
_QD = "QĐ"
_TT = "TT"
_PARTY_BODY = re.compile(
    r"^(?:dang (?:uy|bo)|thanh uy|tinh uy|chi (?:bo|uy)|ban xay dung dang|huyen uy|ban tuyen giao)"
)
_STATE_BODY = re.compile(r"^(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|so |bo |phong )")

NumberFound = tuple[Found[str] | None, Found[str] | None, Found[str] | None]


def read_family(head: Head, issuing_body: str) -> Family | None:
    """Return whose layout it is: by the title, else the symbol, else the body that issued it."""
    if head.family is not None:
        return head.family
    if head.number is not None and head.number[1].family is not None:
        return head.number[1].family
    key = plain(issuing_body)
    if _PARTY_BODY.match(key):
        return Family.PARTY
    return Family.STATE if _STATE_BODY.match(key) else None


def read_number(head: Head) -> NumberFound:
    """Return number, symbol, and both in normal form, as far as they stand there."""
    if head.number is None:
        return None, None, None
    at, line = head.number
    lines = (head.lines[at],)

    def found(value: str | None) -> Found[str] | None:
        if value is None:
            return None
        sure = not line.mended
        return Found(value=value, lines=lines, sure=sure, place=NUMBER_PLACE, words=line.words)

    return found(line.number), found(line.symbol), found(line.printed)


def read_place(head: Head) -> Found[str] | None:
    """Return the place before the date of the header."""
    if head.day is None or head.day[1].place is None:
        return None
    ats, day = head.day
    return Found(
        value=day.place or "",
        lines=tuple(head.lines[at] for at in ats),
        sure=day.place_words.endswith(","),
        place=DATE_PLACE,
        words=day.place_words,
    )


def read_day(head: Head) -> Found[date] | None:
    """Return the date when day, month and year stand there and the day exists."""
    if head.day is None or head.day[1].day is None:
        return None
    ats, day = head.day
    return Found(
        value=head.day[1].day,
        lines=tuple(head.lines[at] for at in ats),
        sure=not day.mended,
        place=DATE_PLACE,
        words=day.date_words,
    )


def read_type(head: Head, family: Family | None) -> Found[str] | None:
    """Return the type's name: printed, else shown by the symbol, else a công văn by its form."""
    if head.kind is not None:
        ats, code, rest = head.kind
        lines = tuple(head.lines[at] for at in ats)
        spelled = is_type_spelled(lines[0].text) and not rest and len(ats) == 1
        sure = spelled and (head.number is None or head.number[1].type_code in {"", code})
        return Found(value=type_name_of(code), lines=lines, sure=sure, place=TYPE_PLACE)
    return _type_by_number(head, family)


def _type_by_number(head: Head, family: Family | None) -> Found[str] | None:
    if head.number is None:
        at = head.address
        return None if at is None else _letter(head, at, sure=False)
    at, number = head.number
    code = number.type_code
    if code == CONG_VAN:
        return _letter(head, at, sure=head.address is not None)
    if not code:
        stands = number.symbol is not None and head.address is not None
        return _letter(head, at, sure=stands and family is Family.STATE) if stands else None
    if code == _QD and family is Family.PARTY:
        return None  # Quyết định and Quy định share the symbol
    if code == _TT and family is not Family.PARTY:
        return None  # TT is the Party's Thông tri and the State's Thông tư
    return Found(
        value=type_name_of(code),
        lines=(head.lines[at],),
        sure=False,
        place=NUMBER_PLACE,
        words=number.words,
    )


def _letter(head: Head, at: int, *, sure: bool) -> Found[str]:
    line = head.lines[at]
    return Found(value=type_name_of(CONG_VAN), lines=(line,), sure=sure, place=NUMBER_PLACE)


def read_urgency(head: Head) -> Found[Priority] | None:
    """Return the urgency that a stamp line of the header says."""
    last = head.kind[0][-1] if head.kind else head.end
    for line in head.lines[: max(last, head.end)]:
        urgency = urgency_of(line.text)
        if urgency is not None:
            return Found(value=urgency[0], lines=(line,), sure=urgency[1], place=NUMBER_PLACE)
    return None
