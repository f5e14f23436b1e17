"""The types of document: the lists of the laws, each with symbol, clause and skeleton."""

from __future__ import annotations

from wardapp.core.document import BlockKind
from wardapp.core.layout import Standard
from wardapp.core.titles import TYPE_NAMES
from wardapp.documents.outline import parse_outline, plain_text

# Domain §1.2: the 25 types of Quy định 399-QĐ/TW Điều 5 and the administrative papers.
PARTY_TYPES = {
    "Nghị quyết": "NQ", "Quyết định": "QĐ", "Quy định": "QĐ", "Chỉ thị": "CT", "Kết luận": "KL",
    "Quy chế": "QC", "Thông tri": "TT", "Hướng dẫn": "HD", "Thông báo": "TB", "Thông cáo": "TC",
    "Tuyên bố": "TB", "Lời kêu gọi": "LKG", "Báo cáo": "BC", "Kế hoạch": "KH", "Quy hoạch": "QH",
    "Chương trình": "CTr", "Đề án": "ĐA", "Phương án": "PA", "Dự án": "DA", "Tờ trình": "TTr",
    "Công văn": "CV", "Biên bản": "BB",
}  # fmt: skip
CENTRAL = {"Chiến lược", "Cương lĩnh", "Điều lệ", "Tuyên bố", "Lời kêu gọi"}
PARTY_PAPERS = {
    "Giấy giới thiệu", "Giấy chứng nhận", "Giấy đi đường", "Giấy nghỉ phép", "Giấy mời",
    "Phiếu chuyển", "Phiếu gửi", "Thư công",
}  # fmt: skip
# NĐ30 Phụ lục III.
STATE_TYPES = {
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB",
    "TTr", "HĐ", "CĐ", "BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB",
}  # fmt: skip


def test_every_type_of_the_laws_is_there_with_its_symbol(standards: dict[str, Standard]) -> None:
    for law in ("HD05", "HD36"):
        known = {kind.name: kind.symbol for kind in standards[law].types}
        wanted = PARTY_TYPES | ({"Quy định": "QĐi"} if law == "HD36" else {})
        assert wanted.items() <= known.items()
        assert set(known) == {*PARTY_TYPES, *CENTRAL, *PARTY_PAPERS}
        papers = {kind.name for kind in standards[law].types if kind.administrative}
        assert papers == PARTY_PAPERS
        central = {kind.name for kind in standards[law].types if kind.central_only}
        assert central == CENTRAL
    state = {kind.code: kind.symbol for kind in standards["ND30"].types}
    assert state == {code: code for code in STATE_TYPES} | {"CV": "", "THC": ""}
    assert len(state) == 29


def test_codes_are_one_each_and_minutes_are_known(standards: dict[str, Standard]) -> None:
    for standard in standards.values():
        codes = [kind.code for kind in standard.types]
        assert len(set(codes)) == len(codes)
        assert [kind.code for kind in standard.types if kind.minutes] == ["BB"]
        assert [kind.code for kind in standard.types if not kind.named] == ["CV"]
        assert {kind.code for kind in standard.daily} < {kind.code for kind in standard.offered}
        for kind in standard.offered:
            assert TYPE_NAMES[kind.code] == kind.name


def test_skeletons_hold_what_their_type_needs(standards: dict[str, Standard]) -> None:
    for standard in standards.values():
        for kind in standard.types:
            blocks = parse_outline(kind.skeleton)
            kinds = {block.kind for block in blocks}
            assert len(blocks) > 2
            assert plain_text(blocks) == kind.skeleton
            assert "…" in kind.skeleton
            assert "{" not in kind.skeleton
            if kind.code in {"QĐ", "QC", "QyĐ"}:
                assert BlockKind.ARTICLE in kinds
            if kind.code == "BB":
                for part in ("Thời gian", "Địa điểm", "hành phần", "Chủ trì", "kết thúc"):
                    assert part in kind.skeleton
            if kind.code == "GM":
                assert "Thời gian" in kind.skeleton
                assert "Địa điểm" in kind.skeleton
        bases = [
            block.text[-1]
            for block in parse_outline(standard.type("QĐ").skeleton)
            if block.kind is BlockKind.BASIS
        ]
        assert bases[:-1] == [";"] * (len(bases) - 1)
        assert bases[-1] == standard.words("basis_last")
