"""The lists of dossiers: filing plan, documents of one, hand-over, kept back, overdue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from wardapp.core.dates import long_date
from wardapp.core.dossier_views import DossierContents, DossierPaper, DossierRow
from wardapp.core.dossiers import Dossier
from wardapp.core.issuers import Issuer
from wardapp.core.number_words import number_words
from wardapp.core.printout import Printout, PrintText, SignatureBlock
from wardapp.reports.lists import HEADING, ListFacts, ListRow, list_printout, load_book

SIGN = "(Ký, ghi rõ họ và tên, chức vụ)"
HAND = "(Ký, ghi rõ họ và tên)"


@dataclass(frozen=True, slots=True)
class ListPaper:
    """Whose list it is, on which day it prints, and where the drawings of lists lie."""

    issuer: Issuer
    today: date
    folder: Path


def plan_printout(
    paper: ListPaper, dossiers: Sequence[Dossier], year: int, reference: str = ""
) -> Printout:
    """Return Danh mục hồ sơ of a year (NĐ30 Phụ lục V): five columns, headings between."""
    permanent = sum(each.retention_years is None for each in dossiers)
    said = (
        f"Danh mục hồ sơ này có {len(dossiers)} hồ sơ ({number_words(len(dossiers))} hồ sơ), "
        f"bao gồm: {permanent} hồ sơ bảo quản vĩnh viễn; "
        f"{len(dossiers) - permanent} hồ sơ bảo quản có thời hạn."
    )
    facts = ListFacts(
        issuer=paper.issuer,
        title=f"DANH MỤC HỒ SƠ\nCỦA {paper.issuer.full_name.upper()}",
        subtitle="\n".join(filter(None, (f"Năm {year}", reference))),
        day=paper.today,
        texts=(PrintText(title="", lines=(said,)),),
        signatures=(SignatureBlock(lines=("NGƯỜI ĐỨNG ĐẦU CƠ QUAN",), note=SIGN),),
    )
    foot = f"danh mục hồ sơ năm {year}"
    return _list(paper, "danh-muc-ho-so", _plan_rows(dossiers), facts, foot)


def _plan_rows(dossiers: Sequence[Dossier]) -> list[ListRow]:
    rows: list[ListRow] = []
    heading = ""
    for each in dossiers:
        if each.heading and each.heading != heading:
            rows.append({HEADING: each.heading})
        heading = each.heading
        rows.append(
            {
                "symbol": each.symbol,
                "title": each.title,
                "retention": each.retention,
                "keeper": each.keeper,
                "remarks": each.description,
            }
        )
    return rows


def contents_printout(paper: ListPaper, contents: DossierContents) -> Printout:
    """Return Mục lục văn bản trong hồ sơ (NĐ30 Phụ lục V): seven columns."""
    dossier = contents.dossier
    facts = ListFacts(
        issuer=paper.issuer,
        title="MỤC LỤC VĂN BẢN, TÀI LIỆU TRONG HỒ SƠ",
        subtitle=f"Hồ sơ số {dossier.symbol}, năm {dossier.year}: {dossier.title}",
        texts=(PrintText(title="", lines=(contents_said(contents),)),),
        signatures=(_maker(paper, dossier.keeper),),
    )
    rows = [_paper_row(number, each) for number, each in enumerate(contents.papers, start=1)]
    foot = f"hồ sơ {dossier.symbol}, năm {dossier.year}"
    return _list(paper, "muc-luc-van-ban", rows, facts, foot)


def contents_said(contents: DossierContents) -> str:
    """Return how many documents and sheets a dossier has, in figures and words."""
    count = len(contents.papers)
    said = f"Hồ sơ gồm {count} văn bản, tài liệu ({number_words(count)})"
    sheets = contents.dossier.sheet_total or _last_sheet(contents)
    return f"{said}; {sheets} tờ ({number_words(sheets)} tờ)." if sheets else f"{said}."


def _last_sheet(contents: DossierContents) -> int:
    return max((paper.filing.last_sheet or 0 for paper in contents.papers), default=0)


def _paper_row(number: int, paper: DossierPaper) -> ListRow:
    return {
        "ordinal": number,
        "number_symbol": paper.number_symbol,
        "issued_date": paper.day,
        "type_and_subject": paper.type_and_subject,
        "organ_name": paper.author,
        "sheets": paper.sheet_text,
        "remarks": paper.filing.note,
    }


def handover_printout(
    paper: ListPaper, dossiers: Sequence[DossierContents], label: str
) -> Printout:
    """Return Mục lục hồ sơ, tài liệu nộp lưu (NĐ30 Phụ lục V): seven columns."""
    count = len(dossiers)
    said = (
        f"Mục lục này gồm {count} hồ sơ (đơn vị bảo quản).",
        f"Viết bằng chữ: {number_words(count)} hồ sơ (đơn vị bảo quản).",
    )
    facts = ListFacts(
        issuer=paper.issuer,
        subtitle=label,
        texts=(PrintText(title="", lines=said),),
        signatures=(_maker(paper, ""),),
    )
    rows = [_handover_row(number, each) for number, each in enumerate(dossiers, start=1)]
    return _list(paper, "muc-luc-nop-luu", rows, facts)


def _handover_row(number: int, contents: DossierContents) -> ListRow:
    dossier = contents.dossier
    sheets = dossier.sheet_total or _last_sheet(contents) or None
    parts = (f"{sheets} tờ" if sheets else "", f"{dossier.page_total} trang")
    shown = parts[: 2 if dossier.page_total else 1]
    return {
        "ordinal": number,
        "symbol": dossier.symbol,
        "title": dossier.title,
        "period": period_said(contents),
        "retention": dossier.retention,
        "sheets": "/".join(filter(None, shown)),
        "remarks": dossier.description,
    }


def period_said(contents: DossierContents) -> str:
    """Return the days between which the papers of a dossier were made."""
    first, last = contents.span
    if first is None or last is None or first == last:
        return long_date(first) if first else ""
    return f"{long_date(first)} - {long_date(last)}"


def kept_back_printout(
    paper: ListPaper, dossiers: Sequence[DossierContents], label: str
) -> Printout:
    """Return the list of what stays with the unit beyond its time (NĐ30 Điều 30)."""
    rows = [
        {
            **_handover_row(number, each),
            "until": each.dossier.kept_back_until,
        }
        for number, each in enumerate(dossiers, start=1)
    ]
    facts = ListFacts(
        issuer=paper.issuer, subtitle=label, signatures=(_maker(paper, ""),), day=paper.today
    )
    return _list(paper, "ho-so-giu-lai", rows, facts)


def overdue_printout(paper: ListPaper, rows: Sequence[DossierRow]) -> Printout:
    """Return the dossiers that should lie in the archive already."""
    listed = [
        {
            "ordinal": number,
            "symbol": f"{row.dossier.symbol}\n{row.dossier.year}",
            "title": row.dossier.title,
            "keeper": row.dossier.keeper,
            "ended_on": row.dossier.ended_on,
            "due": row.due,
            "late": (paper.today - row.due).days if row.due else None,
        }
        for number, row in enumerate(rows, start=1)
    ]
    facts = ListFacts(issuer=paper.issuer, subtitle=f"Tính đến ngày {long_date(paper.today)}")
    return _list(paper, "ho-so-qua-han", listed, facts)


def _list(
    paper: ListPaper, code: str, rows: Sequence[ListRow], facts: ListFacts, foot: str = ""
) -> Printout:
    made = list_printout(load_book(paper.folder, code, paper.issuer.family), rows, facts)
    return replace(made, footer=f"{paper.issuer.full_name}, {foot}") if foot else made


def _maker(paper: ListPaper, name: str) -> SignatureBlock:
    day = paper.today
    place = f"{paper.issuer.place}, ngày {day:%d} tháng {day.month} năm {day.year}"
    return SignatureBlock(lines=(place, "NGƯỜI LẬP"), note=SIGN, name=name)
