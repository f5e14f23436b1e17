"""Kept files are read once for the search, whatever they are; a refused one leaves no word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docx import Document

from wardapp.core.dispatches import Arrival, FileRole, ListQuery
from wardapp.services.office import Office

SECRET = "ĐẢNG CỘNG SẢN VIỆT NAM\nTỐI MẬT\nSố 12-CV/ĐU\nKế hoạch bí ẩn của phường\n"


def a_word_file(path: Path, text: str) -> Path:
    document = Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path


def register(office: Office, subject: str, file: Path) -> str:
    arrival = Arrival(
        issuer_id=office.catalogue.issuers()[0].id,
        arrival_date=office.desk.today(),
        organ_name="Ban Tuyên giáo và Dân vận Thành ủy Hà Liên",
        subject=subject,
    )
    return office.intake.register(arrival, file=file).id


def found(office: Office, typed: str) -> list[str]:
    page = office.intake.page(ListQuery(text=typed, in_files=True))
    return [line.subject for line in page.rows]


def test_every_kind_of_file_is_read_once_and_found(party: Office, tmp_path: Path) -> None:
    word = a_word_file(tmp_path / "ke-hoach.docx", "Đắp bờ kè ở xóm Vạn trước mùa mưa bão")
    text = tmp_path / "ghi.txt"
    text.write_text("Dựng lại cổng làng Yên Phụng", "utf-8")
    scan = tmp_path / "anh.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 40)
    broken = tmp_path / "hong.pdf"
    broken.write_bytes(b"%PDF-1.4 hong")
    files = {"Một": word, "Hai": text, "Ba": scan, "Bốn": broken}
    for subject, file in files.items():
        register(party, subject, file)

    assert party.file_texts.read_waiting() == 4
    assert party.file_texts.read_waiting() == 0
    counts = party.file_texts.counts()
    assert (counts.read, counts.waiting, counts.without_text) == (2, 0, 2)
    assert found(party, "bo ke xom van") == ["Một"]
    assert found(party, "cổng làng") == ["Hai"]
    [hit] = party.searching.find("yen phung")
    assert hit.circumstance == "trong tệp ghi.txt: Dựng lại cổng làng Yên Phụng"
    step = party.history.undoable()  # reading is nothing to take back
    assert step is not None
    assert step.title.startswith("Vào sổ")


def test_a_file_that_the_gate_refuses_leaves_no_word(party: Office, tmp_path: Path) -> None:
    kept = party.desk.files.keep(SECRET.encode(), "du-thao.txt", FileRole.ORIGINAL)
    line = party.intake.get(register(party, "Một", a_word_file(tmp_path / "a.docx", "Chữ")))  # type: ignore[arg-type]
    command = party.desk.command("test", "Như bản cũ đã làm")
    with party.desk.database.begin(command) as tx:
        tx.incoming.save(replace(line, attachments=(kept,)))

    assert party.file_texts.read_waiting() == 1
    assert found(party, "bí ẩn") == []
    data = b"".join(path.read_bytes() for path in party.folder.glob("office.db*"))
    assert "bí ẩn".encode() not in data


def test_reading_stops_when_told_and_goes_on_later(party: Office, tmp_path: Path) -> None:
    for number in range(3):
        register(party, f"Số {number}", a_word_file(tmp_path / f"{number}.docx", f"Chữ {number}"))
    turns = iter((False, True))

    assert party.file_texts.read_waiting(lambda: next(turns)) == 1
    assert party.file_texts.counts().waiting == 2
    assert party.file_texts.read_waiting() == 2
