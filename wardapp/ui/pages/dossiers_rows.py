"""How a dossier and the papers in it are said in lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from wardapp.core.dates import long_date, short_date
from wardapp.core.dossier_views import DossierContents, DossierPaper, DossierRow
from wardapp.core.dossiers import TAKES_PAPERS, DossierStatus
from wardapp.ui.listing.cells import Cell, Column, GroupRow, RowLook

STATES = {
    DossierStatus.PLANNED: "Dự kiến",
    DossierStatus.OPEN: "Đang lập",
    DossierStatus.CLOSED: "Đã kết thúc",
    DossierStatus.HANDED_OVER: "Đã nộp lưu",
    DossierStatus.KEPT_BACK: "Giữ lại",
}
NO_HEADING = "Không có đề mục"


def grouped(
    rows: Sequence[DossierRow], bodies: Mapping[object, str]
) -> list[DossierRow | GroupRow]:
    """Return dossiers with their headings between; year and body are named where they differ."""
    has_years = len({row.dossier.year for row in rows}) > 1
    has_bodies = len({row.dossier.issuer_id for row in rows}) > 1
    counts = Counter(_place(row) for row in rows)
    has_headings = len(counts) > 1 or any(row.dossier.heading for row in rows)
    listed: list[DossierRow | GroupRow] = []
    before: tuple[int, str, str] | None = None
    for row in rows:
        place, dossier = _place(row), row.dossier
        if place != before and has_headings:
            parts = (
                str(dossier.year) if has_years else "",
                bodies.get(dossier.issuer_id, "") if has_bodies else "",
                dossier.heading or NO_HEADING,
            )
            listed.append(GroupRow(" · ".join(filter(None, parts)), f"{counts[place]} hồ sơ"))
        before = place
        listed.append(row)
    return listed


def _place(row: DossierRow) -> tuple[int, str, str]:
    return (row.dossier.year, row.dossier.issuer_id, row.dossier.heading)


def look_of(row: DossierRow) -> RowLook:
    """Return how a dossier looks in the list."""
    is_done = row.dossier.status is DossierStatus.HANDED_OVER
    return RowLook.DONE if is_done else RowLook.NORMAL


def columns(today: date) -> tuple[Column[DossierRow], ...]:
    """Return the columns of the list of dossiers."""
    return (
        Column(
            "Ký hiệu",
            104,
            lambda row: Cell(
                first=row.dossier.symbol, second=str(row.dossier.year), is_strong=True
            ),
        ),
        Column("Tiêu đề hồ sơ", 0, lambda row: Cell(first=row.dossier.title, wraps=True)),
        Column(
            "Bảo quản",
            112,
            lambda row: Cell(first=_short(row.dossier.retention), second=row.dossier.keeper),
        ),
        Column("Tình trạng", 142, lambda row: state_cell(row, today)),
    )


def _short(retention: str) -> str:
    return "Đến khi hết hiệu lực" if retention.startswith("Đến khi") else retention


def state_cell(row: DossierRow, today: date) -> Cell:
    """Return state and count, or when the archive wants it."""
    dossier = row.dossier
    count = f"{row.papers} văn bản" if row.papers else "Chưa có văn bản"
    if row.is_late and row.due is not None:
        late = (today - row.due).days
        return Cell(first=f"Quá hạn {late} ngày", second=count, tone="danger", is_badge=True)
    if dossier.status is DossierStatus.HANDED_OVER:
        day = short_date(dossier.handed_on, today) if dossier.handed_on else ""
        return Cell(first=f"Nộp lưu {day}".strip(), second=count, tone="ok", has_tick=True)
    if row.due is not None:
        return Cell(first=STATES[dossier.status], second=f"Nộp trước {long_date(row.due)}")
    return Cell(first=STATES[dossier.status], second=count)


def paper_columns() -> tuple[Column[DossierPaper], ...]:
    """Return the columns of the papers in a dossier."""
    return (
        Column("STT", 44, lambda paper: Cell(first=str(paper.filing.ordinal), is_strong=True)),
        Column("Số, ký hiệu", 132, _symbol_cell),
        Column("Trích yếu", 0, _subject_cell),
        Column("Tờ số", 62, _sheet_cell),
    )


def _symbol_cell(paper: DossierPaper) -> Cell:
    day = long_date(paper.day) if paper.day else ""
    return Cell(first=paper.number_symbol or "Không số", second=day, is_strong=True)


def _subject_cell(paper: DossierPaper) -> Cell:
    if paper.is_gone:
        return Cell(first="Không còn trong sổ", tone="text3")
    if paper.filing.note:
        return Cell(first=paper.type_and_subject, second=paper.filing.note)
    return Cell(first=paper.type_and_subject, wraps=True)


def _sheet_cell(paper: DossierPaper) -> Cell:
    if paper.sheet_text:
        return Cell(first=paper.sheet_text)
    return Cell(first=f"{paper.sheets} tờ" if paper.sheets else "?", tone="text3")


def facts_of(contents: DossierContents) -> tuple[tuple[str, str], ...]:
    """Return what the pane says of a dossier."""
    dossier, row = contents.dossier, contents.row
    first, last = contents.span
    span = f"{long_date(first)} đến {long_date(last)}" if first and last else ""
    sheets = f"{dossier.sheet_total} tờ" if dossier.sheet_total else ""
    pages = f"{dossier.page_total} trang" if dossier.page_total else ""
    return (
        ("Bảo quản", dossier.retention),
        ("Người lập", dossier.keeper),
        ("Thời gian", span),
        ("Số lượng", ", ".join(filter(None, (sheets, pages)))),
        ("Kết thúc", long_date(dossier.ended_on) if dossier.ended_on else ""),
        ("Hạn nộp lưu", long_date(row.due) if row.due else ""),
        ("Nộp lưu", long_date(dossier.handed_on) if dossier.handed_on else ""),
        ("Hộp, cặp", dossier.box),
        ("Sử dụng", dossier.rights),
        ("Ghi chú", dossier.description),
    )


def advice_of(contents: DossierContents) -> str:
    """Return what is still to be done before a dossier can be closed; "" when nothing is."""
    if contents.dossier.status not in TAKES_PAPERS:
        return ""
    if contents.unknown_sheets:
        return f"{contents.unknown_sheets} văn bản chưa rõ số tờ. Chọn văn bản, bấm F2 để ghi."
    return ""
