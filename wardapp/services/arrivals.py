"""From what was read in a file to the line the clerk will check, and the line made clean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wardapp.core.books import RegisterBook
from wardapp.core.dispatches import Arrival, Channel, Priority
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Body, BodyLevel, Issuer, SignerInfo
from wardapp.core.reading import Confidence, FileKind, Reading
from wardapp.core.text import fold, one_line
from wardapp.services.bodies import body_named, known_body, organ_of, written_as
from wardapp.services.secrets_gate import refuse_secret_words
from wardapp.services.series import book_for_level

# Lengths of NĐ30 Phụ lục VI: what another system will take.
LONGEST = {
    "code_number": (11, "Số"),
    "code_notation": (30, "Ký hiệu"),
    "organ_name": (200, "Cơ quan ban hành"),
    "subject": (500, "Trích yếu"),
    "type_name": (100, "Tên loại"),
    "description": (500, "Ghi chú"),
    "language": (30, "Ngôn ngữ"),
    "organ_id": (13, "Mã cơ quan"),
    "handler": (200, "Người xử lý"),
    "storage_place": (200, "Nơi để bản giấy"),
    "late_reason": (200, "Lý do vào sổ muộn"),
    "trace_headers": (4000, "Lịch sử gửi nhận"),
}
TIDIED = (*LONGEST, "parent_organ_name")
LONGEST_PLACES = 1000  # ToPlaces: all addressees together
MOST_PAGES = 999  # PageAmount and copies have three digits
INITIALS = re.compile(r"[^\W\d_]{1,4}(?:[.\- ]?[^\W\d_]{0,4}){0,3}\.?")
LONGEST_POSITION = 100
LONGEST_FULL_NAME = 50
MOST_YEARS_APART = 10


@dataclass(frozen=True, slots=True)
class Arriving:
    """What a proposal is made from besides the reading itself."""

    issuers: tuple[Issuer, ...]
    bodies: tuple[Body, ...]
    today: date
    books: tuple[RegisterBook, ...] = ()


def proposed_arrival(
    reading: Reading, around: Arriving, issuer_id: RecordId | None
) -> tuple[Arrival, Reading]:
    """Return the proposed line, and the reading with the doubts that the directory raised."""
    fields = reading.fields
    organ, reading = _organ(reading, around.bodies)
    issuer = issuer_id or addressed_issuer(fields.addressees, around.issuers).id
    body = body_named(organ, around.bodies)
    level = body.level if body is not None else BodyLevel.UNKNOWN
    arrival = Arrival(
        issuer_id=issuer,
        book=book_for_level(issuer, level, around.books),
        organ_id=body.organ_id if body is not None else "",
        arrival_date=around.today,
        organ_name=organ,
        parent_organ_name=organ_of(fields.parent_body or "", ""),
        code_number=fields.number or "",
        code_notation=fields.symbol or "",
        issued_date=fields.date,
        type_name=fields.type or "",
        subject=_capital(fields.subject or ""),
        signer=SignerInfo(
            full_name=fields.signer_name or "",
            position=fields.signer_position or "",
            authority=fields.authority,
        ),
        addressees=fields.addressees,
        priority=fields.urgency or Priority.NORMAL,
        channel=Channel.NETWORK,
        page_amount=_pages(reading),
        due_date=proposed_due(reading, around.today),
    )
    return arrival, reading


def proposed_due(reading: Reading, today: date) -> date | None:
    """Return the first deadline of the text that is not past, None when it states none.

    The office's default of so many days is never put in silently; the clerk asks for it.
    """
    return min((each.date for each in reading.deadlines if each.date >= today), default=None)


def addressed_issuer(addressees: Iterable[str], issuers: tuple[Issuer, ...]) -> Issuer:
    """Return the body of this office that the dispatch is addressed to, else the first one."""
    if not issuers:
        raise BadValue("issuer_id", "Sổ này chưa có cơ quan nào. Hãy thêm trong Danh mục.")
    named = [fold(each) for each in addressees]
    for issuer in issuers:
        if any(fold(issuer.full_name) in each for each in named):
            return issuer
    return issuers[0]


def clean_arrival(arrival: Arrival, today: date) -> Arrival:
    """Return the line with tidy text; BadValue names the first field that can't stand."""
    if arrival.is_secret:
        return _secret_row(arrival, today)
    lines: dict[str, Any] = {name: one_line(getattr(arrival, name)) for name in TIDIED}
    tidy = replace(
        arrival,
        **lines,
        signer=clean_signer(arrival.signer),
        addressees=tuple(dict.fromkeys(filter(None, map(one_line, arrival.addressees)))),
        suffix=one_line(arrival.suffix).lower(),
    )
    refuse_secret_words(
        tidy.subject, tidy.organ_name, tidy.description, tidy.late_reason, tidy.storage_place
    )
    _check_texts(tidy)
    _check_amounts(tidy)
    _check_days(tidy, today)
    return tidy


def _secret_row(arrival: Arrival, today: date) -> Arrival:
    """Return all that the open book may say of a secret paper: its day and who received it.

    Whatever else was typed or read is left behind (domain §6).
    """
    row = Arrival(
        issuer_id=arrival.issuer_id,
        arrival_date=arrival.arrival_date,
        organ_name="",
        subject="",
        book=arrival.book,
        suffix=one_line(arrival.suffix).lower(),
        handler=one_line(arrival.handler).upper(),
        is_secret=True,
    )
    if INITIALS.fullmatch(row.handler) is None:
        raise BadValue("handler", "Ghi chữ viết tắt tên người nhận, ví dụ N.T.H.")
    _check_days(row, today)
    return row


def clean_signer(signer: SignerInfo) -> SignerInfo:
    """Return the signer with tidy text; BadValue when a line is longer than the law's field."""
    tidy = SignerInfo(
        full_name=one_line(signer.full_name),
        position=one_line(signer.position),
        authority=tuple(filter(None, map(one_line, signer.authority))),
    )
    _check_length("signer.full_name", "Họ tên người ký", tidy.full_name, LONGEST_FULL_NAME)
    _check_length("signer.position", "Chức vụ người ký", tidy.position, LONGEST_POSITION)
    return tidy


def _organ(reading: Reading, bodies: tuple[Body, ...]) -> tuple[str, Reading]:
    fields = reading.fields
    if not fields.issuing_body:
        return "", reading
    written = written_as(fields.issuing_body, fields.parent_body or "")
    known = known_body(written, bodies, fields.date)
    if known is None:
        return written.names[0], reading
    return known.name, reading if known.is_certain else _doubted(reading, "issuing_body")


def _doubted(reading: Reading, field: str) -> Reading:
    evidence = tuple(
        (name, replace(each, confidence=Confidence.CHECK) if name == field else each)
        for name, each in reading.evidence
    )
    return replace(reading, evidence=evidence)


def _check_texts(arrival: Arrival) -> None:
    if not arrival.organ_name:
        raise BadValue("organ_name", "Chưa có cơ quan ban hành. Anh, chị nhập tên cơ quan gửi đến.")
    if not arrival.subject:
        raise BadValue("subject", "Chưa có trích yếu. Anh, chị nhập nội dung chính của văn bản.")
    for field, (longest, label) in LONGEST.items():
        _check_length(field, label, getattr(arrival, field), longest)


def _check_amounts(arrival: Arrival) -> None:
    for field, label in (("page_amount", "Số trang"), ("copy_amount", "Số bản")):
        amount = getattr(arrival, field)
        if amount is not None and not 1 <= amount <= MOST_PAGES:
            raise BadValue(field, f"{label} từ 1 đến {MOST_PAGES}.")
    length = len("; ".join(arrival.addressees))
    if length > LONGEST_PLACES:
        raise BadValue(
            "addressees", f"Kính gửi dài {length} ký tự, tối đa {LONGEST_PLACES}. Hãy rút gọn."
        )


def _check_length(field: str, label: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise BadValue(
            field, f"{label} dài {len(text)} ký tự, tối đa {longest}. Anh, chị rút gọn giúp."
        )


def _check_days(arrival: Arrival, today: date) -> None:
    if arrival.arrival_date > today:
        raise BadValue("arrival_date", "Ngày đến chưa tới. Anh, chị xem lại giúp.")
    if arrival.issued_date and arrival.issued_date > arrival.arrival_date:
        raise BadValue("issued_date", "Ngày ban hành sau ngày đến. Anh, chị xem lại giúp.")
    if arrival.due_date and arrival.due_date < (arrival.issued_date or arrival.due_date):
        raise BadValue("due_date", "Hạn xử lý trước ngày ban hành. Anh, chị xem lại giúp.")
    _check_years("arrival_date", "Ngày đến", arrival.arrival_date, today)
    if arrival.due_date:
        _check_years("due_date", "Hạn xử lý", arrival.due_date, arrival.arrival_date)


def _check_years(field: str, label: str, day: date, near: date) -> None:
    if abs(day.year - near.year) > MOST_YEARS_APART:
        raise BadValue(field, f"{label} ghi năm {day.year}, quá xa năm {near.year}. Hãy xem lại.")


def _capital(text: str) -> str:
    """Return the text with a capital first letter, as registers write the subject of a line."""
    return text[:1].upper() + text[1:]


def _pages(reading: Reading) -> int | None:
    """Return the pages of a paper that has pages; set text is not the page of the original."""
    has_pages = reading.kind in {FileKind.PDF, FileKind.SCAN}
    return reading.page_count or None if has_pages else None
