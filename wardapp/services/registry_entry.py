"""What the clerk types for an outgoing line, made clean; each fault names its field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from wardapp.core.dates import long_date
from wardapp.core.dispatches import JointBody, Outgoing, OutgoingEntry, Recipient
from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.layout import DocumentType
from wardapp.core.text import one_line
from wardapp.services.arrivals import LONGEST, clean_signer
from wardapp.services.deliveries import clean_delivery, refuse_twice
from wardapp.services.secrets_gate import refuse_secret_words
from wardapp.services.series import COPY_BOOK, COPY_TYPES, OUTGOING_BOOK, outgoing_notation
from wardapp.services.toml_tables import MAX_NUMBER

LONGEST_LANGUAGE = 30
MOST_PAGES = 999
"""Lengths of NĐ30 Phụ lục VI, as another system takes them."""


def clean_entry(entry: OutgoingEntry, today: date) -> OutgoingEntry:
    """Return the entry with tidy text; BadValue names the field that cannot stand."""
    if entry.issued_date > today:
        raise BadValue("issued_date", "Ngày ban hành chưa tới. Anh, chị xem lại giúp.")
    if entry.number is not None and not 1 <= entry.number <= MAX_NUMBER:
        raise BadValue("number", "Số văn bản từ 1 đến 10.000.000.")
    suffix = one_line(entry.suffix).lower()
    late_reason = one_line(entry.late_reason)
    if suffix and entry.number is not None and not late_reason:
        raise BadValue(
            "late_reason",
            f"Số chèn {entry.number}{suffix} phải có lý do vào sổ muộn. Hãy ghi lý do.",
        )
    deliveries = tuple(clean_delivery(each, today) for each in entry.deliveries)
    refuse_twice(deliveries)
    refuse_secret_words(entry.subject, *entry.addressees, entry.description, entry.copy_of)
    tidy = replace(
        entry,
        subject=needed_subject(entry.subject),
        suffix=suffix,
        late_reason=late_reason,
        code_notation=one_line(entry.code_notation),
        signer=clean_signer(entry.signer),
        addressees=tuple(filter(None, map(one_line, entry.addressees))),
        recipients=clean_recipients(entry.recipients),
        deliveries=deliveries,
        joint_with=clean_joint(entry.joint_with),
        copy_of=one_line(entry.copy_of),
        language=one_line(entry.language),
        description=one_line(entry.description),
        archive_holder=one_line(entry.archive_holder),
    )
    check_facts(tidy)
    return tidy


def check_facts(line: OutgoingEntry | Outgoing) -> None:
    """Raise BadValue where days, amounts or lengths cannot stand."""
    if line.due_date and line.due_date < line.issued_date:
        raise BadValue("due_date", "Hạn trả lời trước ngày ban hành. Anh, chị xem lại giúp.")
    if line.sent_date and line.sent_date < line.issued_date:
        raise BadValue(
            "sent_date", f"Ngày gửi đứng trước ngày ban hành {long_date(line.issued_date)}."
        )
    amounts = (("page_amount", "Số trang"), ("issued_amount", "Số lượng bản"))
    for field, label in amounts:
        amount = getattr(line, field)
        if amount is not None and not 1 <= amount <= MOST_PAGES:
            raise BadValue(field, f"{label} từ 1 đến {MOST_PAGES}.")
    longest = (
        ("description", *LONGEST["description"]),
        ("code_notation", *LONGEST["code_notation"]),
        ("language", LONGEST_LANGUAGE, "Ngôn ngữ"),
    )
    for field, most, label in longest:
        length = len(getattr(line, field))
        if length > most:
            raise BadValue(
                field, f"{label} dài {length} ký tự, tối đa {most}. Anh, chị rút gọn giúp."
            )


def needed_subject(text: str) -> str:
    """Return the subject tidy; BadValue when there is none or it is too long."""
    subject = one_line(text)
    if not subject:
        raise BadValue("subject", "Chưa có trích yếu. Anh, chị nhập nội dung chính của văn bản.")
    longest, label = LONGEST["subject"]
    if len(subject) > longest:
        raise BadValue(
            "subject",
            f"{label} dài {len(subject)} ký tự, tối đa {longest}. Anh, chị rút gọn giúp.",
        )
    return subject


def clean_recipients(recipients: Iterable[Recipient]) -> tuple[Recipient, ...]:
    """Return the recipients tidy, without those that name nobody."""
    return tuple(
        Recipient(name=one_line(each.name), purpose=one_line(each.purpose))
        for each in recipients
        if one_line(each.name)
    )


def clean_joint(bodies: Iterable[JointBody]) -> tuple[JointBody, ...]:
    """Return the other bodies of a joint document; BadValue when one has no symbol."""
    tidy = tuple(
        JointBody(name=one_line(each.name), symbol=one_line(each.symbol))
        for each in bodies
        if one_line(each.name) or one_line(each.symbol)
    )
    for each in tidy:
        if not each.name or not each.symbol:
            raise BadValue(
                "joint_with",
                f"Cơ quan cùng ban hành “{each.name or each.symbol}” cần cả tên và ký hiệu.",
            )
    return tidy


def unnumbered(entry: OutgoingEntry, issuer: Issuer, kind: DocumentType) -> Outgoing:
    """Return the line an entry makes, still without its number and series."""
    is_copy = kind in COPY_TYPES[issuer.family]
    if entry.book not in {OUTGOING_BOOK, COPY_BOOK} or (entry.book == COPY_BOOK and not is_copy):
        copies = ", ".join(each.code for each in COPY_TYPES[issuer.family])
        raise BadValue(
            "book",
            f"{kind.name} không vào sổ “{entry.book}”. Sổ {OUTGOING_BOOK} nhận văn bản đi, "
            f"sổ {COPY_BOOK} nhận bản sao ({copies}).",
        )
    if is_copy and not entry.copy_of:
        raise BadValue(
            "copy_of", "Bản sao phải ghi sao từ văn bản nào: số, ký hiệu, ngày, cơ quan."
        )
    same = {
        name: getattr(entry, name)
        for name in OutgoingEntry.__dataclass_fields__
        if name
        not in {"number", "suffix", "code_notation", "type_code", "book", "copy_of", "reserved"}
    }
    notation = entry.code_notation or outgoing_notation(issuer, kind, entry.joint_with)
    return Outgoing(
        **same,
        id=RecordId(""),
        series_id=RecordId(""),
        number=0,
        suffix=entry.suffix if entry.number is not None else "",
        code_notation=notation,
        type_code=kind.code,
        type_name=kind.name,
        registered_ms=0,
        book=COPY_BOOK if is_copy else OUTGOING_BOOK,
        copy_of=entry.copy_of if is_copy else "",
    )


def numbers_kept_elsewhere(issuer: Issuer) -> str:
    """Return the sentence for a body whose numbers another office gives."""
    return (
        f"{issuer.name} không giữ sổ số ở máy này, số do nơi khác cấp. Hãy để trống số, "
        "xuất văn bản, rồi đính kèm bản đã ban hành."
    )


def refuse_numbers_elsewhere(issuer: Issuer) -> None:
    """Raise WardError for a body whose numbers another office gives."""
    if not issuer.keeps_numbers:
        raise WardError(numbers_kept_elsewhere(issuer))
