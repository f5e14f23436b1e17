"""Checking files: by which law and why, mends into another file, the report, our own papers."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from wardapp.core.checking import CheckChoice
from wardapp.core.dispatches import Recipient
from wardapp.core.errors import BadValue, SecretRefused, UnreadableFile
from wardapp.core.issuers import Family
from wardapp.services.checking import safe_fixes
from wardapp.services.office import Office

BODY = (
    "Thực hiện chương trình công tác năm 2026, các chi bộ triển khai một số việc sau:\n"
    "1. Rà soát hội viên.\n2. Tổ chức sinh hoạt chuyên đề.\n"
    "Đề nghị các chi bộ thực hiện."
)


FACTS = {
    "subject": "công tác thư viện",
    "addressees": ("Các chi bộ trực thuộc",),
    "recipients": (Recipient(name="Như trên"),),
    "body": BODY,
}


def printed(office: Office, target: Path, day: date, **fields: object) -> Path:
    """The Word file a draft prints."""
    content = replace(office.drafting.new(), **{**FACTS, "date": day, **fields})
    return office.exporting.draft_to(content, target)


def changed(path: Path, target: Path, *slips: tuple[str, str]) -> Path:
    """A copy with other words in its main part."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "word/document.xml":
                text = data.decode()
                for right, wrong in slips:
                    assert right in text, right
                    text = text.replace(right, wrong)
                data = text.encode()
            copy.writestr(entry, data)
    return target


@pytest.fixture
def wrong(party: Office, tmp_path: Path) -> Path:
    """A công văn with a wrong title and a wrong end."""
    right = printed(party, tmp_path / "dung.docx", date(2026, 6, 5))
    slips = (("ĐẢNG CỘNG SẢN", "ĐẢNG CÔNG SẢN"), ("bộ thực hiện.", "bộ thực hiện./."))
    return changed(right, tmp_path / "sai.docx", *slips)


@pytest.mark.parametrize(
    ("family", "bodies"),
    [
        ("party", slice(1)),
        ("state", slice(1)),
        pytest.param("party", slice(1, None), marks=pytest.mark.prove),
        pytest.param("state", slice(1, None), marks=pytest.mark.prove),
    ],
    ids=["party", "state", "party, other bodies", "state, other bodies"],
)
def test_no_paper_of_ours_has_a_fault(
    family: str, bodies: slice, request: pytest.FixtureRequest
) -> None:
    office: Office = request.getfixturevalue(family)
    days = (date(2026, 5, 5), date(2026, 6, 5)) if family == "party" else (date(2026, 6, 5),)
    for issuer in office.catalogue.issuers()[bodies]:
        begun = office.drafting.new(issuer.id)
        for day in days:
            for kind in office.drafting.papers.standard(issuer.family, day).types:
                recipients = FACTS["recipients"] if kind.addressed else begun.recipients
                content = replace(
                    begun, **{**FACTS, "recipients": recipients}, date=day, type_code=kind.code
                )
                document = office.drafting.document(content)
                data = office.drafting.papers.to_docx(document, day)
                report = office.checking.opened_data("thu.docx", data).view.report
                assert report.faults == (), (issuer.name, kind.code, day)


def test_the_law_of_the_papers_own_day_judges(party: Office, tmp_path: Path) -> None:
    for day, standard in ((date(2026, 5, 26), "HD36"), (date(2026, 5, 27), "HD05")):
        report = party.checking.check(printed(party, tmp_path / "a.docx", day))
        assert (report.standard_id, report.document_date) == (standard, day)
        assert "ghi ngày" in report.why
    undated = changed(
        tmp_path / "a.docx", tmp_path / "b.docx", ("ngày 27 tháng 5", "ngày    tháng   ")
    )
    assert party.checking.check(undated).standard_id == "HD05"
    old = party.checking.check(undated, day=date(2025, 1, 2))
    assert (old.standard_id, "02/01/2025" in old.why) == ("HD36", True)
    state = party.checking.check(undated, Family.STATE)
    assert (state.standard_id, state.family) == ("ND30", Family.STATE)
    chosen = party.checking.view(undated, CheckChoice(standard_id="HD36")).report
    assert chosen.standard_id == "HD36"


def test_the_original_is_never_written(party: Office, wrong: Path, tmp_path: Path) -> None:
    before = wrong.read_bytes()
    report = party.checking.check(wrong)
    assert len(report.faults) == 2
    with pytest.raises(BadValue, match="Bản gốc không bị ghi đè"):
        party.checking.fixed_copy(wrong, safe_fixes(report), wrong)
    copy = party.checking.fixed_copy(wrong, safe_fixes(report), tmp_path / "moi.docx")
    assert party.checking.check(copy).faults == ()
    assert wrong.read_bytes() == before


def test_mends_are_taken_one_by_one_in_memory(party: Office, wrong: Path, tmp_path: Path) -> None:
    copy = party.checking.opened(wrong)
    for left in (1, 0):
        copy = party.checking.mended(copy, safe_fixes(copy.view.report)[:1])
        assert len(copy.view.report.faults) == left
    assert copy.mended == 2
    with pytest.raises(BadValue):
        party.checking.save_copy(copy, wrong)
    saved = party.checking.save_copy(copy, tmp_path / "moi.docx")
    assert party.checking.check(saved).faults == ()


def test_a_protected_file_is_only_looked_at(party: Office, wrong: Path, tmp_path: Path) -> None:
    locked = tmp_path / "khoa.docx"
    with zipfile.ZipFile(wrong) as source, zipfile.ZipFile(locked, "w") as copy:
        for entry in source.infolist():
            copy.writestr(entry, source.read(entry))
        copy.writestr("_xmlsignatures/origin.sigs", b"")
    report = party.checking.check(locked)
    assert report.only_looked == "đã ký số"
    assert report.faults
    with pytest.raises(BadValue, match="chỉ xem, không sửa"):
        party.checking.fixed_copy(locked, safe_fixes(report), tmp_path / "moi.docx")
    assert not (tmp_path / "moi.docx").exists()


def test_secrets_and_other_files_are_refused(party: Office, wrong: Path, tmp_path: Path) -> None:
    secret = changed(wrong, tmp_path / "mat.docx", ("ĐẢNG CÔNG SẢN VIỆT NAM", "TỐI MẬT"))
    with pytest.raises(SecretRefused):
        party.checking.check(secret)
    other = tmp_path / "a.docx"
    other.write_bytes(b"%PDF-1.7")
    with pytest.raises(UnreadableFile):
        party.checking.check(other)
    with pytest.raises(UnreadableFile):
        party.checking.check(tmp_path / "khong-co.docx")


@pytest.mark.parametrize("ending", [".docx", ".pdf"])
def test_the_report_tells_faults_and_nothing_else_of_the_paper(
    party: Office, wrong: Path, tmp_path: Path, ending: str
) -> None:
    report = party.checking.check(wrong)
    target = party.checking.report_to(report, tmp_path / f"bao-cao{ending}")
    paper = party.reading.read(target) if ending == ".docx" else None
    assert target.stat().st_size > 1000
    if paper is not None:
        with zipfile.ZipFile(target) as package:
            text = package.read("word/document.xml").decode()
        assert "ĐẢNG CÔNG SẢN VIỆT NAM" in text
        assert "Hướng dẫn 05-HD/VPTW" in text
        assert "sinh hoạt chuyên đề" not in text


def test_an_offices_own_names_are_watched(party: Office, tmp_path: Path) -> None:
    right = printed(
        party, tmp_path / "a.docx", date(2026, 6, 5), subject="hội nghị tại phường Liên Hộ"
    )
    report = party.checking.check(right)
    found = [each for each in report.remarks if each.rule.endswith("ten-rieng")]
    assert [each.expected for each in found] == ["phường Liên Hồ"]
    assert found[0].fix is not None
    assert found[0].fix not in safe_fixes(report)  # a remark is for the clerk to take or leave
