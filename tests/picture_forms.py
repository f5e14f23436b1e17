"""Forms of an office's own for the pictures: one of an official file, in two versions."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.documents.official_forms.official_files import Dress, a_workbook
from wardapp.core.forms import CellKey
from wardapp.core.official import FormHead
from wardapp.services.office import Office

FORM = "tuyen-truyen-quy"
HEAD = FormHead(
    id=FORM, version="2026.1", label="Mẫu tuyên truyền quý", title="BÁO CÁO kết quả tuyên truyền"
)
MOVES = """
[[mappings]]
version = "2026.1"
[[mappings.moves]]
kind = "merge"
old = ["A.A1", "A.A4"]
new = ["A.A1"]
note = "Pano gộp vào loa"
[[mappings.moves]]
kind = "drop"
old = ["A.*.ghi_chu"]
note = "Thành uỷ không hỏi ghi chú nữa."
"""


def own_form(office: Office, folder: Path) -> Path:
    """Keep a form of an official workbook and fill it; return the file of its next version."""
    keeping = office.own_forms.keeping
    source = folder / "mau-tuyen-truyen.xlsx"
    source.write_bytes(a_workbook(Dress(frozenset({"sums", "second", "chart"}))))
    path = keeping.write(keeping.propose(source), HEAD, source, folder)
    keeping.add(path)
    period = office.reporting.current_period(FORM).id
    values = {("A1", "ke_hoach"): 12, ("A4", "ke_hoach"): 5, ("A2", "thuc_hien"): 34,
              ("A2", "ghi_chu"): "Thiếu hai bài vì mất điện"}  # fmt: skip
    typed = tuple(
        (CellKey(table="A", row=row, column=column), value)
        for (row, column), value in values.items()
    )
    office.reporting.put_all(FORM, period, typed)
    text = path.read_text("utf-8").replace('version = "2026.1"', 'version = "2026.2"', 1)
    begin = text.index('[[tables.rows]]\ncode = "A4"')
    text = text[:begin] + text[text.index("[[tables]]", begin) :]
    text = "\n".join(line for line in text.split("\n") if ".A4." not in line)
    begin = text.index('[[tables.columns]]\nkey = "ghi_chu"')
    text = text[:begin] + text[text.index("[[tables.rows]]", begin) :]
    text = "\n".join(line for line in text.split("\n") if "ghi_chu" not in line)
    path.write_text(text + MOVES, "utf-8")
    return path


def fill_forms(office: Office) -> tuple[str, str]:
    """Keep the form and its next version; return the older one, which a report is filled in."""
    with tempfile.TemporaryDirectory() as folder:
        path = own_form(office, Path(folder))
        office.own_forms.keeping.add(path)
    return FORM, HEAD.version
