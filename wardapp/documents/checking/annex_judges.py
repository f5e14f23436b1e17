"""Judges annexes and tables, and what a clerk should know of the file before it goes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wardapp.core.checking import CheckFinding, CheckRule, Fix
from wardapp.core.layout import Standard
from wardapp.documents.checking.judging import (
    Fault,
    Kind,
    components_of,
    fault,
    figure,
    not_evaluated,
    number,
)
from wardapp.documents.checking.model import CheckedDocument, CheckedParagraph, CheckedTable

_NO_ANNEX = "văn bản không có phụ lục"
_WIDTH_SLACK_MM = 4.0


def _annexes(document: CheckedDocument) -> list[tuple[CheckedParagraph, int]]:
    """Return the first paragraph of each annex and its number."""
    firsts: dict[int, CheckedParagraph] = {}
    for paragraph in document.paragraphs:
        if paragraph.annex > 0 and paragraph.text.strip():
            firsts.setdefault(paragraph.annex, paragraph)
    return [(paragraph, number) for number, paragraph in firsts.items()]


def judge_annex_page(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield annexes that do not begin on a page of their own."""
    firsts = _annexes(document)
    if not firsts:
        yield not_evaluated(rule, standard, _NO_ANNEX)
    whole = document.paragraphs
    for first, _ in firsts:
        at = whole.index(first)
        before = whole[max(at - 1, 0) : at]
        same = [each for each in whole[:at] if each.text.strip()]
        begins = first.page_break_before or first.page_break
        turned = bool(same) and same[-1].section != first.section
        blank_break = any(each.page_break for each in whole[_last_text(whole, at) : at])
        if not (begins or turned or blank_break or (before and before[0].page_break)):
            fix = Fix(
                label="Sang trang mới",
                paragraph=first.index,
                settings=(("page_break_before", "1"),),
            )
            what = Fault(
                found="nằm cùng trang với phần trước",
                expected="phụ lục bắt đầu ở trang riêng",
                fix=fix,
            )
            yield fault(rule, standard, what, first)


def _last_text(whole: tuple[CheckedParagraph, ...], at: int) -> int:
    """Return the last paragraph with words before one."""
    return next((before for before in range(at - 1, -1, -1) if whole[before].text.strip()), 0)


def judge_annex_pages(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield annexes whose pages go on with the numbers of the paper."""
    firsts = _annexes(document)
    if not firsts:
        yield not_evaluated(rule, standard, _NO_ANNEX)
    for first, _ in firsts:
        section = document.sections[min(first.section, len(document.sections) - 1)]
        if first.section and section.restarts:
            continue
        what = Fault(
            found="số trang nối tiếp phần trước", expected="phụ lục đánh số trang riêng, từ 1"
        )
        yield fault(rule, standard, what, first)


def judge_annex_part(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield annexes without the component that each of them needs."""
    firsts = _annexes(document)
    if not firsts:
        yield not_evaluated(rule, standard, _NO_ANNEX)
    having = {each.annex for each in document.of(rule.component)}
    words = {"annex_title": "tên phụ lục", "annex_reference": "dòng “(Kèm theo …)”"}
    name = words.get(rule.component, "dòng “Phụ lục”")
    for first, at in firsts:
        if at not in having:
            what = Fault(found=f"không có {name}", expected=f"có {name}")
            yield fault(rule, standard, what, first)


def _ruled(document: CheckedDocument) -> list[CheckedTable]:
    return [table for table in document.tables if table.ruled and table.rows > 1]


def judge_table_head(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield long tables whose head does not repeat on each page."""
    long = [table for table in _ruled(document) if table.height_mm > number(rule, "least")]
    if not long:
        yield not_evaluated(rule, standard, "không có bảng dài")
    for table in long:
        if table.head_rows:
            continue
        first = document.at(table.paragraph)
        fix = Fix(
            label="Lặp lại dòng đầu bảng",
            paragraph=table.paragraph,
            settings=(("repeat_head", "1"),),
        )
        what = Fault(
            found="dòng đầu bảng không lặp lại",
            expected="dòng đầu bảng lặp lại ở mỗi trang (Repeat Header Rows)",
            where=f"Bảng thứ {_order(document, table)}",
            fix=fix,
        )
        yield fault(rule, standard, what, first)


def judge_table_width(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield tables wider than the text."""
    tables = _ruled(document)
    if not tables:
        yield not_evaluated(rule, standard, "không có bảng")
    for table in tables:
        if table.width_mm > table.room_mm + _WIDTH_SLACK_MM:
            what = Fault(
                found=f"bảng rộng {figure(round(table.width_mm))} mm",
                expected=f"không quá {figure(round(table.room_mm))} mm",
                where=f"Bảng thứ {_order(document, table)}",
            )
            yield fault(rule, standard, what, document.at(table.paragraph))


def _order(document: CheckedDocument, table: CheckedTable) -> int:
    return _ruled(document).index(table) + 1


def judge_unseen(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield tables that hold header or signature and show their lines."""
    holding = {each.table for each in document.of(*components_of(rule)) if each.table >= 0}
    for table in document.tables:
        if table.number in holding and table.ruled:
            what = Fault(found="bảng có đường kẻ", expected="bảng không kẻ (No Border)")
            yield fault(rule, standard, what, document.at(table.paragraph))


def judge_tracked(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield that changes wait to be accepted; the check takes them as accepted."""
    if document.has_tracked_changes:
        what = Fault(
            found="còn thay đổi được theo dõi (Track Changes)",
            expected="chấp nhận hoặc bỏ hết thay đổi trước khi trình",
        )
        yield fault(rule, standard, what)


def judge_comments(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield that comments stand in the file."""
    if document.has_comments:
        what = Fault(found="còn ghi chú bên lề", expected="xóa hết ghi chú trước khi trình")
        yield fault(rule, standard, what)


KINDS: Mapping[str, Kind] = {
    "annex_page": Kind(judge=judge_annex_page),
    "annex_pages": Kind(judge=judge_annex_pages),
    "annex_part": Kind(judge=judge_annex_part, needs_component=False),
    "table_head": Kind(judge=judge_table_head, must=frozenset({"least"})),
    "table_width": Kind(judge=judge_table_width),
    "unseen": Kind(judge=judge_unseen),
    "tracked": Kind(judge=judge_tracked),
    "comments": Kind(judge=judge_comments),
}
