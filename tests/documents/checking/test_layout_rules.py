"""Papers of our own writers break no layout rule; a paper set otherwise breaks the right one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.documents.checking.word_made import MADE
from tests.documents.checking.word_variants import direct, edited, themed
from tests.documents.example_documents import CREATED, altered, official
from wardapp.core.checking import CheckFinding, CheckRule, Verdict
from wardapp.core.document import OfficialDocument
from wardapp.core.layout import PageSetup, Standard, TextStyle
from wardapp.documents.checking.judges import check_document
from wardapp.documents.checking.reading import DocumentReader
from wardapp.documents.docx_writer import DocxWriter

Findings = Callable[..., tuple[CheckFinding, ...]]


@pytest.fixture
def findings(
    check_reader: DocumentReader,
    layout_rules: tuple[CheckRule, ...],
    docx_writer: DocxWriter,
) -> Findings:
    def checked(
        document: OfficialDocument | bytes,
        standard: Standard,
        written_by: Standard | None = None,
        change: Callable[[bytes], bytes] = bytes,
    ) -> tuple[CheckFinding, ...]:
        if isinstance(document, OfficialDocument):
            document = docx_writer.write(document, written_by or standard, created=CREATED)
        read = check_reader.read("a.docx", change(document))
        return check_document(read, standard, layout_rules)

    return checked


def _faults(findings: tuple[CheckFinding, ...]) -> set[str]:
    return {each.rule for each in findings if each.verdict is Verdict.FAIL and not each.is_soft}


def _all_said(findings: tuple[CheckFinding, ...]) -> list[tuple[str, str, str]]:
    return [(f.rule, f.where, f.found) for f in findings if f.verdict is Verdict.FAIL]


@pytest.mark.parametrize(
    ("standard_id", "code", "change"),
    [
        ("HD05", "KH", bytes),
        ("HD36", "TTr", bytes),
        ("ND30", "QĐ", bytes),
        ("HD05", "CV", themed),
        ("ND30", "BC", direct),
    ],
)
def test_our_own_papers_break_no_layout_rule(
    standard_id: str,
    code: str,
    change: Callable[[bytes], bytes],
    standards: dict[str, Standard],
    findings: Findings,
) -> None:
    standard = standards[standard_id]
    assert _all_said(findings(official(standard, code), standard, change=change)) == []


@pytest.mark.prove
@pytest.mark.parametrize("change", [bytes, direct, themed])
def test_no_type_of_any_standard_breaks_a_layout_rule(
    change: Callable[[bytes], bytes], standards: dict[str, Standard], findings: Findings
) -> None:
    for standard in standards.values():
        for kind in standard.types:
            found = findings(official(standard, kind.code), standard, change=change)
            assert _all_said(found) == [], (standard.id, kind.code)


@pytest.mark.parametrize("name", sorted(MADE))
def test_right_papers_made_by_hand_in_word_break_no_layout_rule(
    name: str, standards: dict[str, Standard], findings: Findings
) -> None:
    standard = standards["ND30" if name.startswith("state") else "HD05"]
    assert _faults(findings(MADE[name](), standard)) == set()


def test_every_rule_says_something_and_a_holding_one_once(
    standards: dict[str, Standard], findings: Findings, layout_rules: tuple[CheckRule, ...]
) -> None:
    standard = standards["HD05"]
    said = findings(official(standard, "KH"), standard)
    ids = {
        rule.id
        for rule in layout_rules
        if (not rule.standards or "HD05" in rule.standards)
        and (not rule.types or all(each.startswith("-") for each in rule.types))
    }
    assert ids <= {each.rule for each in said}
    held = [each.rule for each in said if each.verdict is Verdict.PASS]
    assert len(held) == len(set(held))
    assert all(each.title and each.clause and each.evidence for each in said)


def short(document: OfficialDocument, *, annexes: bool) -> OfficialDocument:
    """The document with a few paragraphs, and its text annex where a rule needs it."""
    kept = document.annexes[:1] if annexes else ()
    return replace(document, body=document.body[:6], annexes=kept)


def _looks(**fields: Any) -> Callable[[TextStyle], TextStyle]:
    return lambda style: replace(style, **fields)


Case = tuple[str, str, str, dict[str, Any], str]
STYLE_CASES: tuple[Case, ...] = (
    ("HD05", "KH", "motto", {"size": 13}, "co-chu.tieu-de"),
    ("HD05", "KH", "issuer", {"bold": False}, "dam.co-quan"),
    ("HD05", "KH", "parent", {"bold": True}, "dam.cap-tren"),
    ("HD05", "KH", "number", {"size": 12}, "co-chu.so"),
    ("HD05", "KH", "place_date", {"italic": False}, "nghieng.ngay"),
    ("HD05", "CV", "cv_subject", {"italic": False}, "nghieng.trich-yeu-cv"),
    ("ND30", "CV", "cv_subject", {"italic": True}, "nn.nghieng.trich-yeu-cv"),
    ("ND30", "CV", "cv_subject", {"before": 0}, "nn.cach.trich-yeu-cv"),
    ("HD05", "KH", "type_name", {"size": 14}, "co-chu.ten-loai"),
    ("HD05", "KH", "type_name", {"align": "left"}, "giua.ten-loai"),
    ("HD05", "KH", "subject", {"bold": False}, "dam.trich-yeu"),
    ("HD05", "KH", "dashes", {"align": "left"}, "giua.gach"),
    ("HD05", "KH", "body", {"line": 16}, "doan.gian-dong"),
    ("HD36", "KH", "body", {"line": 17}, "doan.gian-dong-cu"),
    ("ND30", "KH", "body", {"line": 30}, "nn.doan.gian-dong"),
    ("HD05", "KH", "body", {"first_line_mm": 15}, "doan.dong-dau"),
    ("HD05", "KH", "body", {"first_line_mm": 0}, "doan.dong-dau"),
    ("ND30", "KH", "body", {"first_line_mm": 5}, "nn.doan.dong-dau"),
    ("HD05", "KH", "body", {"align": "left"}, "doan.can-deu"),
    ("HD05", "KH", "body", {"after": 3}, "doan.cach"),
    ("HD05", "KH", "body", {"size": 13}, "co-chu.noi-dung"),
    ("HD05", "KH", "body", {"italic": True}, "nghieng.noi-dung"),
    ("HD05", "QĐ", "basis", {"italic": True}, "nghieng.can-cu"),
    ("ND30", "QĐ", "basis", {"italic": False}, "nn.nghieng.can-cu"),
    ("ND30", "QĐ", "article", {"bold": False}, "dam.dieu"),
    ("HD05", "KH", "recipients_label", {"size": 12}, "co-chu.nhan-noi-nhan"),
    ("ND30", "KH", "recipients_label", {"italic": False}, "nn.nghieng.nhan-noi-nhan"),
    ("HD05", "KH", "recipient", {"size": 14}, "co-chu.noi-nhan"),
    ("HD05", "KH", "position", {"bold": True}, "dam.chuc-vu"),
    ("ND30", "KH", "position", {"bold": False}, "nn.dam.chuc-vu"),
    ("HD05", "KH", "authority", {"bold": False}, "dam.quyen-han"),
    ("HD05", "KH", "name", {"bold": False}, "dam.ho-ten"),
    ("HD05", "KH", "name", {"align": "left"}, "giua.nguoi-ky"),
    ("HD05", "CV", "urgency", {"bold": False}, "dam.do-khan"),
    ("HD05", "TB", "draft_no", {"italic": False}, "nghieng.du-thao"),
    ("HD05", "TB", "draft_no", {"bold": True}, "dam.du-thao"),
    ("HD05", "KH", "star", {"bold": True}, "dam.dau-sao"),
    ("HD05", "CV", "addressees", {"italic": True}, "dung.ten-kinh-gui"),
    ("ND30", "BC", "urgency", {"frame": ""}, "nn.khan.khung"),
    ("ND30", "BC", "urgency", {"frame": "box"}, "nn.khan.mau-do"),
    ("ND30", "KH", "annex_label", {"size": 12}, "co-chu.phu-luc"),
    ("HD05", "KH", "page_number", {"size": 11}, "so-trang.co-chu"),
    ("HD05", "KH", "page_number", {"align": "right"}, "so-trang.vi-tri"),
    ("ND30", "KH", "motto2", {"size": 12}, "nn.co-chu.tieu-ngu"),
)


def _waves() -> list[tuple[Case, ...]]:
    """The cases by paper, each wave setting a style one way: few papers prove all cases."""
    waves: dict[tuple[str, str, int], list[Case]] = {}
    seen: dict[tuple[str, str, str], int] = {}
    for case in STYLE_CASES:
        at = seen[case[:3]] = seen.get(case[:3], -1) + 1
        waves.setdefault((case[0], case[1], at), []).append(case)
    return [tuple(wave) for wave in waves.values()]


@pytest.mark.parametrize("wave", _waves(), ids=lambda wave: "-".join(wave[0][:3]))
def test_a_style_set_otherwise_breaks_its_rule(
    wave: tuple[Case, ...], standards: dict[str, Standard], findings: Findings
) -> None:
    standard = written = standards[wave[0][0]]
    for _, _, key, fields, _ in wave:
        written = altered(written, key, _looks(**fields))
    document = short(official(standard, wave[0][1]), annexes=True)
    found = _faults(findings(document, standard, written, change=direct))
    assert {case[4] for case in wave} <= found


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"top": 25}, "le.tren"),
        ({"bottom": 15}, "le.duoi"),
        ({"left": 20}, "le.trai"),
        ({"right": 20}, "le.phai"),
        ({"width": 216, "height": 279}, "trang.kho-giay"),
        ({"header_distance": 15}, "so-trang.khoang-cach"),
    ],
)
def test_a_page_set_otherwise_breaks_its_rule(
    fields: dict[str, float], rule: str, standards: dict[str, Standard], findings: Findings
) -> None:
    standard = standards["HD05"]
    page: PageSetup = replace(standard.page, **fields)  # type: ignore[arg-type]
    written = replace(standard, page=page)
    assert rule in _faults(findings(official(standard, "BB"), standard, written))


@pytest.mark.parametrize(("switch", "wrong"), [("ROMAN", 1), ("roman", 1), ("Arabic", 0)])
def test_a_page_number_in_roman_figures_breaks_its_rule(
    switch: str, wrong: int, standards: dict[str, Standard], findings: Findings
) -> None:
    def change(parts: dict[str, bytes]) -> None:
        for name in [each for each in parts if each.startswith("word/header")]:
            parts[name] = re.sub(
                rb"(?<=[> \"])PAGE\b", rb"PAGE \\* " + switch.encode(), parts[name]
            )

    document = official(standards["HD05"], "KH")
    found = findings(document, standards["HD05"], change=lambda data: edited(data, change))
    assert ("so-trang.a-rap" in _faults(found)) is bool(wrong)


@pytest.mark.parametrize(
    ("figures", "what"),
    [("ngày 5/6/2026", "ngày 5/6/2026"), ("ngày 05 tháng 6/2026", "ngày 05 tháng 6/2026")],
)
def test_a_date_written_wrong_renames_nothing_beside_it(
    figures: str,
    what: str,
    standards: dict[str, Standard],
    check_reader: DocumentReader,
    docx_writer: DocxWriter,
) -> None:
    standard = standards["HD05"]

    def change(parts: dict[str, bytes]) -> None:
        text = parts["word/document.xml"].decode()
        text = re.sub(r"ngày \d+ tháng \d+ năm \d+(?=</w:t>)", figures, text, count=1)
        parts["word/document.xml"] = text.encode()

    for code in ("CV", "KH"):
        made = direct(docx_writer.write(official(standard, code), standard, created=CREATED))
        read = [check_reader.read("a.docx", data) for data in (made, edited(made, change))]
        right, wrong = ([each.component for each in document.paragraphs] for document in read)
        assert right == wrong
        assert what in "".join(each.text for each in read[1].of("place_date"))


@pytest.mark.parametrize("standard_id", ["HD05", "ND30"])
def test_a_missing_type_name_leaves_the_abstract_an_abstract(
    standard_id: str,
    standards: dict[str, Standard],
    check_reader: DocumentReader,
    docx_writer: DocxWriter,
) -> None:
    standard = standards[standard_id]

    def change(parts: dict[str, bytes]) -> None:
        text = parts["word/document.xml"].decode()
        parts["word/document.xml"] = text.replace("KẾ HOẠCH", "").encode()

    made = direct(docx_writer.write(official(standard, "KH"), standard, created=CREATED))
    read = [check_reader.read("a.docx", data) for data in (made, edited(made, change))]
    kept = [[each.text for each in document.of("subject", "dashes")] for document in read]
    assert kept[0] == kept[1]
    assert not read[1].of("cv_subject")


@pytest.mark.parametrize(
    "case",
    [
        ("HD05", "KH", "ĐẢNG CỘNG SẢN VIỆT NAM", "", "co.tieu-de"),
        ("HD05", "KH", ">*<", "><", "co.dau-sao"),
        ("HD05", "KH", "-----", "", "co.nam-gach"),
        ("HD05", "KH", "Số 12-KH/ĐU", "", "co.so"),
        ("HD05", "KH", "KẾ HOẠCH", "", "co.ten-loai"),
        ("HD05", "KH", "Nơi nhận:", "", "co.noi-nhan"),
        ("HD05", "KH", "Trần Minh Khuê", "", "co.ho-ten"),
        ("HD05", "KH", "(Kèm theo", "(Trong", "phu-luc.co-kem-theo"),
        ("HD05", "KH", "w:titlePg", "w:noTitlePg", "so-trang.trang-dau"),
        ("HD05", "KH", 'w:start="1"', "", "phu-luc.so-trang"),
        ("ND30", "KH", "Độc lập - Tự do - Hạnh phúc", "", "nn.co.tieu-ngu"),
        ("ND30", "KH", "ỦY BAN NHÂN DÂN", "Ủy ban nhân dân", "in-hoa.co-quan"),
        ("HD05", "KH", "<w:u ", "<w:noProof ", "noi-nhan.gach-chan"),
        ("HD05", "KH", "Times New Roman", "Arial", "chu.phong"),
        ("HD05", "CV", "<w:pBdr>", '<w:pBdr w:no="1"/><w:pBdrx>', "ke.tieu-de"),
    ],
)
def test_a_thing_left_out_or_replaced_breaks_its_rule(
    case: tuple[str, str, str, str, str], standards: dict[str, Standard], findings: Findings
) -> None:
    standard_id, code, old, new, rule = case

    def change(parts: dict[str, bytes]) -> None:
        text = parts["word/document.xml"].decode().replace(old, new)
        parts["word/document.xml"] = (
            text.replace("</w:pBdr>", "</w:pBdrx>").encode() if ("pBdrx" in new) else text.encode()
        )

    standard = standards[standard_id]
    document = short(official(standard, code), annexes=rule.startswith("phu-luc"))
    found = findings(document, standard, change=lambda data: edited(direct(data), change))
    assert rule in _faults(found)


def test_a_finding_tells_where_what_and_a_safe_mend(
    standards: dict[str, Standard], findings: Findings
) -> None:
    standard = standards["HD05"]
    written = altered(standard, "number", _looks(size=12))
    (found,) = (
        each
        for each in findings(official(standard, "BB"), standard, written)
        if each.verdict is Verdict.FAIL
    )
    assert found.where == "Trang đầu, dòng Số và ký hiệu"
    assert (found.found, found.expected) == ("cỡ chữ 12", "cỡ chữ 14")
    assert found.fix is not None
    assert found.fix.settings == (("size", "14"),)
    assert found.clause == "Phần II, 3.2.1"


def test_a_mend_never_reaches_other_components_of_one_paragraph(
    standards: dict[str, Standard], findings: Findings
) -> None:
    small = MADE["state-by-breaks"]()

    def change(parts: dict[str, bytes]) -> None:
        text = parts["word/document.xml"]
        parts["word/document.xml"] = text.replace(b'<w:sz w:val="26"/>', b'<w:sz w:val="20"/>')

    found = findings(edited(small, change), standards["ND30"])
    sizes = [each for each in found if each.rule == "co-chu.so"]
    assert [(each.verdict, each.fix) for each in sizes] == [(Verdict.FAIL, None)]


def test_a_note_in_the_header_of_page_one_is_judged_but_not_mended(
    standards: dict[str, Standard], findings: Findings
) -> None:
    standard = standards["HD05"]
    written = altered(standard, "circulation", _looks(size=14))
    document = short(official(standard, "BB", circulation=("Tài liệu thu hồi",)), annexes=False)
    faults = [f for f in findings(document, standard, written) if f.verdict is Verdict.FAIL]
    assert [(f.rule, f.found, f.fix) for f in faults] == [
        ("co-chu.luu-hanh", "cỡ chữ 14", None),
    ]


def test_only_what_the_law_says_makes_a_paper_wrong(
    standards: dict[str, Standard], findings: Findings
) -> None:
    standard = standards["HD05"]
    written = altered(standard, "annex_title", _looks(bold=False))  # a proposal of ours
    found = findings(official(standard, "KH"), standard, written)
    remarks = [each for each in found if each.verdict is Verdict.FAIL]
    assert {(each.rule, each.is_soft) for each in remarks} == {("dam.ten-phu-luc", True)}
