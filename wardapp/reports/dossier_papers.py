"""Papers about a dossier that are no lists: its cover, its closing sheet, the minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wardapp.core.dates import header_date, long_date
from wardapp.core.dossier_views import DossierContents, Handover
from wardapp.core.issuers import Issuer
from wardapp.core.number_words import number_words
from wardapp.core.printout import Printout, PrintText, SignatureBlock
from wardapp.reports.dossier_lists import HAND, contents_said
from wardapp.reports.lists import motto, own_header
from wardapp.reports.slip import DOTS

COVER = "HỒ SƠ"
CLOSING = "CHỨNG TỪ KẾT THÚC"
MINUTES = "BIÊN BẢN"
_SHORT = DOTS[:24]
_LONG = DOTS[:60]


def cover_printout(contents: DossierContents, issuer: Issuer, today: date) -> Printout:
    """Return the cover of a dossier with its closing sheet behind it."""
    dossier = contents.dossier
    closing = closing_printout(contents, issuer, today)
    first, last = contents.span
    span = f"Từ ngày {_day(first)} đến ngày {_day(last)}"
    lines = [text for _, text in own_header(issuer)]
    lines += [COVER, dossier.title, span]
    lines.append(f"Gồm {_figure(_sheets(contents))} tờ")
    lines.append(f"Số, ký hiệu hồ sơ: {dossier.symbol} (năm {dossier.year})")
    if dossier.box:
        lines.append(f"Hộp, cặp: {dossier.box}")
    lines.append(f"Thời hạn bảo quản: {dossier.retention}")
    return Printout(
        file_stem="bia-ho-so",
        title=f"{COVER}\n{dossier.symbol}, NĂM {dossier.year}",
        subtitle=dossier.title,
        cover=tuple(lines),
        texts=(PrintText(title=CLOSING, lines=()), *closing.texts),
        signatures=closing.signatures,
        landscape=False,
        footer=f"{issuer.full_name}, hồ sơ {dossier.symbol}, năm {dossier.year}",
        hidden_facts=(("dossier", dossier.id),),
    )


def closing_printout(contents: DossierContents, issuer: Issuer, today: date) -> Printout:
    """Return the closing sheet that every dossier gets (NĐ30 Điều 29)."""
    dossier = contents.dossier
    pages = f"Số trang: {dossier.page_total}." if dossier.page_total else ""
    listed = "có mục lục văn bản kèm theo" if dossier.retention_years is None else "không bắt buộc"
    lines = (
        contents_said(contents),
        pages,
        f"Mục lục văn bản: {listed}.",
        f"Thời hạn bảo quản: {dossier.retention}.",
        f"Ngày kết thúc công việc: {_day(dossier.ended_on)}.",
        f"Đặc điểm, tình trạng tài liệu trong hồ sơ: {DOTS[:62]}",
        DOTS[:136],
    )
    return Printout(
        file_stem="chung-tu-ket-thuc",
        title=CLOSING,
        subtitle=f"Hồ sơ số {dossier.symbol}, năm {dossier.year}: {dossier.title}",
        top_left=own_header(issuer),
        texts=(PrintText(title="", lines=tuple(filter(None, lines))),),
        signatures=(
            SignatureBlock(
                lines=(header_date(issuer.place, today, issuer.family), "NGƯỜI LẬP HỒ SƠ"),
                name=dossier.keeper,
                note=HAND,
            ),
        ),
        landscape=False,
        hidden_facts=(("dossier", dossier.id),),
    )


def minutes_printout(
    dossiers: Sequence[DossierContents], issuer: Issuer, facts: Handover
) -> Printout:
    """Return Biên bản giao nhận hồ sơ, tài liệu (NĐ30 Phụ lục V), in two copies."""
    spans = [each.span for each in dossiers]
    days = [day for span in spans for day in span if day is not None]
    period = f"{long_date(min(days))} đến {long_date(max(days))}" if days else _LONG
    years = sorted({each.dossier.year for each in dossiers})
    papers = sum(len(each.papers) for each in dossiers)
    count = len(dossiers)
    return Printout(
        file_stem="bien-ban-giao-nhan",
        title=f"{MINUTES}\nVề việc giao nhận hồ sơ, tài liệu",
        top_left=own_header(issuer),
        top_right=motto(issuer, facts.on),
        texts=(
            PrintText(title="", lines=_opening(issuer, facts, years)),
            PrintText(
                title="Thống nhất lập biên bản giao nhận tài liệu với những nội dung sau:",
                lines=(
                    f"1. Tên khối tài liệu giao nộp: hồ sơ, tài liệu của {issuer.full_name}, "
                    f"năm {', '.join(map(str, years)) or _SHORT}.",
                    f"2. Thời gian của hồ sơ, tài liệu: {period}.",
                    "3. Thành phần và số lượng tài liệu:",
                    f"- Tổng số hộp (cặp): {_figure(facts.boxes)}.",
                    f"- Tổng số hồ sơ (đơn vị bảo quản): {count} ({number_words(count)}), "
                    f"{papers} văn bản. Quy ra mét giá: {facts.metres or _SHORT} mét.",
                    f"- Tổng số tờ: {_figure(_all_sheets(dossiers))}.",
                    f"4. Tình trạng tài liệu giao nộp: {facts.condition or DOTS[:80]}.",
                    "5. Mục lục hồ sơ, tài liệu nộp lưu kèm theo.",
                    "Biên bản này được lập thành 02 bản; bên giao giữ 01 bản, "
                    "bên nhận giữ 01 bản./.",
                ),
            ),
        ),
        signatures=(
            SignatureBlock(lines=("ĐẠI DIỆN BÊN GIAO",), name=facts.giver, note=HAND),
            SignatureBlock(lines=("ĐẠI DIỆN BÊN NHẬN",), name=facts.receiver, note=HAND),
        ),
        landscape=False,
        hidden_facts=(("dossiers", " ".join(each.dossier.id for each in dossiers)),),
    )


def _opening(issuer: Issuer, facts: Handover, years: Sequence[int]) -> tuple[str, ...]:
    plan = ", ".join(map(str, years)) or _SHORT
    return (
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác "
        "văn thư;",
        f"Căn cứ Danh mục hồ sơ năm {plan} của {issuer.full_name},",
        f"Hôm nay, ngày {facts.on:%d} tháng {facts.on.month} năm {facts.on.year}, chúng tôi gồm:",
        f"BÊN GIAO: {issuer.full_name}",
        _person(facts.giver, facts.giver_position),
        "BÊN NHẬN: Lưu trữ hiện hành",
        _person(facts.receiver, facts.receiver_position),
    )


def _person(name: str, position: str) -> str:
    return f"Ông (bà): {name or DOTS[:56]}; chức vụ: {position or DOTS[:44]}"


def _sheets(contents: DossierContents) -> int | None:
    last = max((paper.filing.last_sheet or 0 for paper in contents.papers), default=0)
    return contents.dossier.sheet_total or last or None


def _all_sheets(dossiers: Sequence[DossierContents]) -> int | None:
    counts = [_sheets(each) for each in dossiers]
    return None if None in counts else sum(count or 0 for count in counts)


def _figure(number: int | None) -> str:
    return _SHORT if number is None else f"{number} ({number_words(number)})"


def _day(day: date | None) -> str:
    return _SHORT if day is None else long_date(day)
