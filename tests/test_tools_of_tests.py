from pathlib import Path

import pytest
from docx import Document

from tests.office_tools import OfficeTools


@pytest.mark.prove
def test_libreoffice_turns_many_files_into_pdf_in_one_call(
    soffice: OfficeTools, tmp_path: Path
) -> None:
    files = [tmp_path / f"{name}.docx" for name in ("one", "two")]
    for file in files:
        paper = Document()
        paper.add_paragraph("Đảng uỷ phường Liên Hồ").runs[0].font.name = "Times New Roman"
        paper.save(str(file))

    made = soffice(files, tmp_path / "pdf")

    assert [pdf.name for pdf in made] == ["one.pdf", "two.pdf"]
    assert all(b"Tinos" in pdf.read_bytes() for pdf in made)
