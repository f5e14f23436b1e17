"""Strategies for whole papers: invented offices, subjects, hands and texts in every combination."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests.documents.example_documents import PHRASES, sentence
from tests.documents.special_documents import BRACED, CONTACT, NOTE
from wardapp.core.dispatches import Priority, Recipient
from wardapp.core.document import Annex, OfficialDocument, Paper
from wardapp.core.issuers import Family, SignerInfo
from wardapp.core.layout import DocumentType, Standard
from wardapp.documents.outline import parse_outline
from wardapp.documents.outline_tables import table_lines

PARTY_ISSUERS = (
    ("ĐẢNG BỘ THÀNH PHỐ HÀ LIÊN", "ĐẢNG UỶ PHƯỜNG LIÊN HỒ", "ĐU"),
    ("ĐẢNG ỦY PHƯỜNG AN LẠC", "BAN XÂY DỰNG ĐẢNG", "BXDĐ"),
    ("ĐẢNG ỦY PHƯỜNG AN LẠC", "VĂN PHÒNG", "VPĐU"),
    ("ĐẢNG UỶ PHƯỜNG LIÊN HỒ", "UỶ BAN KIỂM TRA", "UBKT"),
)
STATE_ISSUERS = (
    ("", "ỦY BAN NHÂN DÂN\nPHƯỜNG LIÊN HỒ", "UBND"),
    ("UBND PHƯỜNG AN LẠC", "PHÒNG VĂN HÓA - XÃ HỘI", "PVHXH"),
)
PLACES = ("Liên Hồ", "An Lạc", "Phường Ngô Quyền", "Hà Liên")
SUBJECTS = (
    "tăng cường công tác tuyên truyền phòng, chống cháy nổ trong mùa hanh khô trên địa bàn phường",
    "tổ chức hội nghị sơ kết sáu tháng đầu năm",
    "kiện toàn tổ công nghệ số cộng đồng và mạng lưới cộng tác viên dư luận xã hội năm 2026",
    "thực hiện Nghị quyết số 09-NQ/TU, ngày 12/02/2026 của Thành uỷ về phát triển văn hoá",
)
ADDRESSEES = (
    "Các chi bộ trực thuộc Đảng uỷ phường",
    "Uỷ ban nhân dân phường",
    "Ban Thường trực Uỷ ban Mặt trận Tổ quốc Việt Nam phường",
    "Các trường học trên địa bàn",
)
NAMES = ("Phạm Minh Hoà", "Lê Thị Ngọc Lan", "Nguyễn Văn Thắng", "Đỗ Thị Hạnh", "Ngô Ánh Dương")
PARTY_SIGNERS = (
    (("T/M BAN THƯỜNG VỤ",), "PHÓ BÍ THƯ"),
    (("K/T TRƯỞNG BAN",), "PHÓ TRƯỞNG BAN"),
    ((), "TRƯỞNG BAN"),
    (("T/L BAN THƯỜNG VỤ",), "CHÁNH VĂN PHÒNG"),
)
STATE_SIGNERS = (
    (("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH"),
    (("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), "PHÓ CHỦ TỊCH"),
    (("TUQ. CHỦ TỊCH",), "TRƯỞNG PHÒNG"),
)
URGENCIES = (Priority.NORMAL, Priority.URGENT, Priority.VERY_URGENT, Priority.EXPRESS)
MARKERS = ("", "", "I. ", "1. ", "1.1. ", "1.1.1. ", "a) ", "đ) ", "(1) ", "- ", "+ ", "Điều 1. ")
WILD = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")), max_size=30
)
CELLS = st.sampled_from(("Loa truyền thanh", "12", "1.234", "-", "**Cộng**", "a | b", "*ghi*", ""))


@st.composite
def phrases(draw: st.DrawFn) -> str:
    """A line of the body in words a clerk would type, some of them bold or italic."""
    marker = draw(st.sampled_from(MARKERS))
    words = draw(st.sampled_from(PHRASES))
    text = draw(
        st.sampled_from((f"{words}.", f"*{words}*: {words};", f"**{words}** và {words}.", words))
    )
    return f"{marker}{text[0].upper()}{text[1:]}"


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table of up to four columns, with or without a head."""
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2, max_size=5))
    return "\n".join(table_lines([["Nội dung"] * width, *rows], draw(st.integers(0, 1))))


def wild_lines() -> st.SearchStrategy[str]:
    """A line of anything that can be typed, behind any marker."""
    return st.builds("{}{}".format, st.sampled_from(MARKERS), WILD)


def bodies(lines: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A text of such lines with a table now and then."""
    pieces = st.lists(st.one_of(lines, lines, lines, tables()), min_size=1, max_size=12)
    return st.builds(lambda found, gap: gap.join(found), pieces, st.sampled_from(("\n", "\n\n")))


@st.composite
def papers(draw: st.DrawFn, standard: Standard) -> OfficialDocument:
    """A whole paper under the standard."""
    is_party = standard.family is Family.PARTY
    kind: DocumentType = draw(st.sampled_from(standard.types))
    issuers, signers = (
        (PARTY_ISSUERS, PARTY_SIGNERS) if is_party else (STATE_ISSUERS, STATE_SIGNERS)
    )
    parent, own, symbol = draw(st.sampled_from(issuers))
    authority, position = draw(st.sampled_from(signers))
    body = f"{sentence(draw(st.integers(0, 99)), 5)}\n{draw(bodies(phrases()))}"
    return OfficialDocument(
        family=standard.family,
        type_code=kind.code,
        type_name=kind.name,
        parent_line=parent,
        own_line=own,
        place=draw(st.sampled_from(PLACES)),
        code_number=draw(st.one_of(st.none(), st.integers(1, 999).map("{:02}".format))),
        code_notation=_notation(kind, symbol, is_party=is_party),
        issued_date=draw(st.dates(date(2026, 1, 1), date(2027, 12, 31))),
        subject=draw(st.sampled_from(SUBJECTS)),
        addressees=draw(_some(ADDRESSEES)) if kind.addressed else (),
        body=parse_outline(body),
        signer=SignerInfo(
            full_name=draw(st.sampled_from(NAMES)), position=position, authority=authority
        ),
        recipients=draw(st.sampled_from((BRACED, (Recipient(name="Như trên"),), ()))),
        storage_line=draw(st.sampled_from(("Lưu Văn phòng", "Lưu: VT"))),
        priority=draw(st.sampled_from(URGENCIES)),
        **_extras(draw),
    )


def _some(names: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), min_size=1, unique=True).map(tuple)


def _notation(kind: DocumentType, symbol: str, *, is_party: bool) -> str:
    if is_party:
        return f"{kind.symbol}/{symbol}"
    return f"{kind.symbol}-{symbol}" if kind.symbol else f"{symbol}-VX"


def _extras(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what only some papers carry."""
    maybe = st.booleans()
    fields: dict[str, Any] = {}
    if draw(maybe):
        fields |= {"circulation": ("Lưu hành nội bộ",), "contact_line": CONTACT}
    if draw(maybe):
        fields |= {"last_page_note": NOTE, "drafter_mark": "ABC", "copy_count": 12}
    if draw(maybe):
        blocks = parse_outline(f"{sentence(1, 3)}\n{draw(tables())}")
        fields["annexes"] = (Annex(label="Phụ lục", title="KÈM THEO", blocks=blocks),)
    if draw(maybe):
        fields["paper"] = draw(st.sampled_from(tuple(Paper)))
    if draw(maybe):
        fields["draft_no"] = draw(st.integers(1, 9))
    return fields
