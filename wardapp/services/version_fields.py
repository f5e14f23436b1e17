"""The fields of a draft in words, and those in which two states differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wardapp.core.dates import long_date
from wardapp.core.dispatches import PRIORITIES
from wardapp.core.drafts import DraftAnnex, DraftContent, DraftExtras, JointParty
from wardapp.core.identity import RecordId
from wardapp.core.recipient_lines import recipient_lines
from wardapp.core.titles import type_name_of
from wardapp.core.versions import FieldDifference
from wardapp.services.text_difference import compared_words

LANDSCAPE = "khổ ngang"


@dataclass(frozen=True, slots=True)
class Names:
    """What the catalogue and the signature matrix call what a draft names."""

    issuers: Mapping[RecordId, str]
    signers: Mapping[RecordId, str]
    signing: Mapping[str, str]


def field_differences(
    before: DraftContent, after: DraftContent, names: Names
) -> tuple[FieldDifference, ...]:
    """Return the fields that differ, in the order of the editor; the body is not among them."""
    pairs = zip(_fields(before, names), _fields(after, names), strict=True)
    return tuple(
        FieldDifference(label, one, other, compared_words(one, other))
        for (label, one), (_, other) in pairs
        if one != other
    )


def _fields(content: DraftContent, names: Names) -> Iterator[tuple[str, str]]:
    """Yield every field with its words."""
    yield "Loại", type_name_of(content.type_code) or content.type_code
    yield "Ngày", long_date(content.date) if content.date else ""
    yield "Cơ quan ban hành", names.issuers.get(content.issuer_id, "")
    yield "Kính gửi", "\n".join(content.addressees)
    yield "Trích yếu", content.subject
    yield "Nơi nhận", recipient_lines(content.recipients, content.storage_line)
    yield "Người ký", names.signers.get(content.signer_id, "") if content.signer_id else ""
    yield "Độ khẩn", dict(PRIORITIES)[content.priority]
    yield "Dự thảo lần", str(content.draft_no or "")
    yield from _extras(content.extras, names)
    yield "Phụ lục", "\n".join(map(_annex, content.annexes))


def _extras(extras: DraftExtras, names: Names) -> Iterator[tuple[str, str]]:
    confirmed = extras.confirmed_by
    yield "Ký thay ai", names.signing.get(extras.signing, extras.signing)
    yield "Khổ giấy", extras.paper.value
    yield "Chỉ dẫn phạm vi lưu hành", "\n".join(extras.circulation)
    yield "Ghi ở trang cuối", extras.last_page_note
    yield "Ký hiệu người soạn", extras.drafter_mark
    yield "Số bản", str(extras.copy_count or "")
    yield "Dòng liên hệ", extras.contact_line
    yield "Thư ký", extras.secretary
    yield "Chức danh chủ trì", extras.chair_title
    yield "Xác nhận chữ ký", names.signers.get(confirmed, "") if confirmed else ""
    yield "Cơ quan cùng ban hành", "\n".join(map(_party, extras.joint))


def _party(party: JointParty) -> str:
    parts = (f"{party.name} ({party.symbol})", *party.signer_lines, party.signer_name)
    return ", ".join(filter(None, parts))


def _annex(annex: DraftAnnex) -> str:
    return f"{annex.title} ({LANDSCAPE})" if annex.landscape else annex.title
