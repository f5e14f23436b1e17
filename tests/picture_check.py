"""A Word file with slips that everybody makes, for the pictures and tests of the layout check."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from wardapp.services.office import Office

DAY = date(2026, 6, 5)
SLIPS = (
    ("ĐẢNG CỘNG SẢN", "ĐẢNG CÔNG SẢN"),
    ("ngày 05 tháng 6", "ngày 5 tháng 06"),
    ("về việc ", "V/v "),
    ("- Như trên;", "- Như trên,"),
    ("Nơi nhận:", "Nơi nhận"),
)


def wrong_paper(office: Office, folder: Path) -> Path:
    """What the example's draft prints, with the slips."""
    draft = office.drafting.page(0, 1).rows[0]
    document = office.drafting.document(replace(draft, date=DAY))
    right, wrong = folder / "dung.docx", folder / "cong-van-du-thao.docx"
    right.write_bytes(office.drafting.papers.to_docx(document, DAY))
    with zipfile.ZipFile(right) as source, zipfile.ZipFile(wrong, "w") as copy:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "word/document.xml":
                text = part.decode()
                for good, bad in SLIPS:
                    text = text.replace(good, bad)
                part = text.encode()
            copy.writestr(entry, part)
    right.unlink()
    return wrong
