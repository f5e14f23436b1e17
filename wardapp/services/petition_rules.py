"""What a line about a petition must keep to: nothing of the person, and days that make sense."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from wardapp.core.errors import BadValue
from wardapp.core.petitions import (
    DENUNCIATION_WORDS,
    Petition,
    PetitionClosing,
    PetitionEntry,
    PetitionKind,
    PetitionStatus,
    PrivatePerson,
)
from wardapp.core.text import clean, fold, has_person_numbers, one_line
from wardapp.services.person_gate import NUMBERS_SEEN, PersonSeen, refuse_person_words
from wardapp.services.secrets_gate import refuse_secret_words

ENDS = frozenset(
    {
        PetitionStatus.DONE,
        PetitionStatus.FORWARDED,
        PetitionStatus.GUIDED,
        PetitionStatus.FILED,
    }
)
LONGEST = {"subject": 500, "note": 500, "result": 500}
LONGEST_WORDS = 200
MOST_YEARS = 10
SHORTEST_NAME = 2
WORDS = ("forwarded_to", "handler", "place", "late_reason")

DENIED = (
    "Đơn tố cáo không ghi nội dung và người tố cáo ở đây. Để trống hai mục đó, ghi nơi có thẩm "
    "quyền nhận đơn rồi chuyển đơn theo quy định riêng."
)
NAMED_IN = {
    "subject": "Nội dung",
    "note": "Ghi chú",
    "place": "Nơi ở",
    "result": "Kết quả",
}
"""How a text is called that must not name the person; the others are reasons."""


def clean_entry(
    entry: PetitionEntry, person: PrivatePerson, today: date, *, with_numbers: bool = False
) -> PetitionEntry:
    """Return the entry with tidy text; BadValue names the first field that can't stand.

    `with_numbers`: the clerk looked at the figures that seem to be a person's and leaves them.
    """
    texts: dict[str, Any] = {
        name: one_line(getattr(entry, name)) for name in (*WORDS, "subject", "note")
    }
    tidy = replace(entry, **texts, suffix=one_line(entry.suffix).lower())
    if tidy.kind is PetitionKind.DENUNCIATION:
        tidy = _denunciation(tidy, person)
    if not tidy.subject:
        raise BadValue("subject", "Chưa có nội dung. Hãy ghi tóm tắt, không ghi họ tên.")
    _check_lengths(tidy)
    refuse_secret_words(tidy.subject, tidy.note)
    check_person_apart(person, **texts_of(tidy))
    _warn(tidy, seen=with_numbers)
    if not tidy.competent and not tidy.forwarded_to:
        raise BadValue("forwarded_to", "Không thuộc thẩm quyền thì ghi nơi chuyển đến.")
    _check_days(tidy, today)
    return tidy


def _warn(entry: PetitionEntry, *, seen: bool) -> None:
    """Warn of figures and names of persons; a denunciation holds none by its nature."""
    for name in ("subject", "note"):
        if not seen and has_person_numbers(getattr(entry, name)):
            raise PersonSeen(name, NUMBERS_SEEN)
    refuse_person_words(
        {"subject": entry.subject, "note": entry.note, "place": entry.place}, seen=seen
    )


def clean_person(person: PrivatePerson) -> PrivatePerson:
    """Return the person with tidy text; BadValue when a line is too long."""
    tidy = PrivatePerson(
        full_name=one_line(person.full_name),
        address=one_line(person.address),
        phone=one_line(person.phone),
    )
    for name in ("full_name", "address", "phone"):
        if len(getattr(tidy, name)) > LONGEST_WORDS:
            raise BadValue(name, f"Mục này dài quá {LONGEST_WORDS} ký tự. Hãy viết gọn lại.")
    return tidy


def clean_closing(
    closing: PetitionClosing, petition: Petition, person: PrivatePerson, today: date
) -> PetitionClosing:
    """Return how a petition ended with tidy text; BadValue for what can't stand."""
    tidy = replace(
        closing,
        result=one_line(closing.result),
        answer_symbol=one_line(closing.answer_symbol),
        forwarded_to=one_line(closing.forwarded_to) or petition.forwarded_to,
    )
    _check_end(tidy)
    if len(tidy.result) > LONGEST["result"]:
        raise BadValue("result", f"Kết quả dài quá {LONGEST['result']} ký tự. Hãy viết gọn lại.")
    if has_person_numbers(tidy.result):
        raise BadValue("result", NUMBERS_SEEN)
    check_person_apart(person, result=tidy.result)
    refuse_secret_words(tidy.result)
    for name, day in (("on", tidy.on), ("answered_date", tidy.answered_date)):
        if day is not None and not petition.received <= day <= today:
            raise BadValue(name, "Ngày này phải từ ngày nhận đến hôm nay. Anh, chị xem lại giúp.")
    return tidy


def _check_end(tidy: PetitionClosing) -> None:
    if tidy.status not in ENDS:
        raise BadValue("status", "Hãy chọn đã giải quyết, đã chuyển, đã hướng dẫn hoặc lưu.")
    if tidy.status is PetitionStatus.GUIDED and not (tidy.result or tidy.forwarded_to):
        raise BadValue("result", "Hãy ghi đã hướng dẫn gửi đến đâu.")
    if tidy.status is PetitionStatus.FORWARDED and not tidy.forwarded_to:
        raise BadValue("forwarded_to", "Hãy ghi nơi chuyển đến.")
    if tidy.status is PetitionStatus.FILED and not tidy.result:
        raise BadValue("result", "Hãy ghi vì sao lưu đơn, ví dụ đơn nặc danh.")


def _denunciation(entry: PetitionEntry, person: PrivatePerson) -> PetitionEntry:
    if entry.subject not in {"", DENUNCIATION_WORDS} or entry.note:
        raise BadValue("subject", DENIED)
    if person.is_known:
        raise BadValue("full_name", DENIED)
    if not entry.forwarded_to:
        raise BadValue("forwarded_to", "Đơn tố cáo: hãy ghi nơi có thẩm quyền nhận đơn.")
    return replace(entry, subject=DENUNCIATION_WORDS, competent=False, place="")


def check_person_apart(person: PrivatePerson, **texts: str) -> None:
    """Refuse the person's own name in what everybody reads and no purge can take back."""
    name = f" {fold(person.full_name)} "
    if len(name.split()) < SHORTEST_NAME:
        return  # a given name alone is also a common word: An, Hòa
    for field, text in texts.items():
        if name in f" {fold(clean(text))} ":
            raise BadValue(
                field,
                f"{NAMED_IN.get(field, 'Lý do')} có họ tên người phản ánh. Hãy bỏ họ tên đi.",
            )


def clean_reason(reason: str, person: PrivatePerson, missing: str) -> str:
    """Return a reason tidy; BadValue without one, or when it tells of the person."""
    tidy = one_line(reason)
    if not tidy:
        raise BadValue("reason", missing)
    if has_person_numbers(tidy):
        raise BadValue("reason", NUMBERS_SEEN)
    check_person_apart(person, reason=tidy)
    return tidy


def texts_of(line: PetitionEntry) -> dict[str, str]:
    """Return what a line says in words that events keep."""
    return {name: getattr(line, name) for name in ("subject", "note", "place", "late_reason")}


def _check_lengths(entry: PetitionEntry) -> None:
    for name in (*WORDS, "subject", "note"):
        longest = LONGEST.get(name, LONGEST_WORDS)
        if len(getattr(entry, name)) > longest:
            raise BadValue(name, f"Mục này dài quá {longest} ký tự. Hãy viết gọn lại.")


def _check_days(entry: PetitionEntry, today: date) -> None:
    if entry.received > today:
        raise BadValue("received", "Ngày nhận chưa tới. Anh, chị xem lại giúp.")
    if abs(today.year - entry.received.year) > MOST_YEARS:
        raise BadValue("received", f"Ngày nhận ghi năm {entry.received.year}. Hãy xem lại.")
    if entry.due_date is not None and entry.due_date < entry.received:
        raise BadValue("due_date", "Hạn trả lời trước ngày nhận. Anh, chị xem lại giúp.")
