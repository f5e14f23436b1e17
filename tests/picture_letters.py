"""Templates and letters to many, for the pictures."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from wardapp.core.identity import RecordId
from wardapp.core.letters import TemplateField
from wardapp.services.office import Office

BODY = (
    "Ban Xây dựng Đảng trân trọng kính mời: {{Họ tên, chức vụ người được mời}}\n"
    "Dự hội nghị sơ kết công tác tuyên truyền 6 tháng đầu năm, triển khai nhiệm vụ quý III.\n"
    "1. Thời gian: {{giờ, ngày họp}}, thứ Sáu.\n"
    "2. Địa điểm: ……………… phường Liên Hồ.\n"
    "Đề nghị đại biểu có mặt đúng giờ, mang theo tài liệu đã gửi."
)
LONG = "Phiếu chuyển đơn thư, phản ánh, kiến nghị của công dân đến cơ quan có thẩm quyền giải quyết"


def fill_templates(office: Office) -> RecordId:
    """Add two templates made of our own layout; return the one with fields and proposals."""
    draft = office.drafting.new(type_code="GM")
    content = replace(draft, subject="dự hội nghị sơ kết", body=BODY)
    data = office.drafting.papers.to_docx(office.drafting.document(content), date(2026, 6, 5))
    office.drafting.drop(draft.id)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "giay-moi.docx"
        path.write_bytes(data)
        kept = office.templates.add(path, "Giấy mời họp sơ kết", type_code="GM")
        office.templates.add(path, LONG, type_code="CV")
    view = office.templates.open(kept.id).view
    office.templates.accept(kept.id, view.proposals[:2])
    field = office.templates.open(kept.id).view.fields[0]
    named = TemplateField(key=field.key, label="Kính mời", source="addressee")
    office.templates.put_field(kept.id, field.key, named)
    return kept.id


def fill_letters(office: Office) -> tuple[str, str]:
    """Return the draft that goes to many: its addressees come from a list."""
    draft = office.drafting.new(type_code="CV")
    body = "Kính mời {{Chức vụ}} dự hội nghị sơ kết công tác 6 tháng đầu năm 2026 của phường."
    office.drafting.autosave(draft.id, replace(draft, subject="mời dự hội nghị", body=body))
    return "draft", draft.id


def people_list(folder: Path) -> Path:
    """Write a list of addressees with a few slips."""
    rows = ["TT,Nơi nhận,Chức vụ"]
    rows += [f"{n},Chi bộ Tổ dân phố số {n},Bí thư Chi bộ" for n in range(1, 27)]
    rows += ["27,,Bí thư Chi bộ", "28,Chi bộ Tổ dân phố số 3,Phó Bí thư", "29,Chi bộ Trường THCS,"]
    path = folder / "danh-sach-moi.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path
