"""The two journeys of the house in the real window, as a clerk's hand goes them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractItemView

from wardapp.core.dispatches import FileRole, Incoming, IncomingStatus, Outgoing
from wardapp.core.files import sha256_of
from wardapp.core.forms import CellKey
from wardapp.core.tour import TourStep
from wardapp.services.office import Office
from wardapp.services.paper_words import words_of
from wardapp.ui.pages.daylog import DaylogPage
from wardapp.ui.pages.draft_editor import DraftPage
from wardapp.ui.pages.draft_editor_issue import IssueDialog
from wardapp.ui.pages.incoming import IncomingPage
from wardapp.ui.pages.outgoing import OutgoingPage
from wardapp.ui.pages.proposal import ProposalPage
from wardapp.ui.pages.reports import ReportsPage
from wardapp.ui.printing import print_pdf
from wardapp.ui.self_hand import Hand, StepFailed

FILE = "01-cong-van-khan.pdf"
TYPED = "1. Đã phát 64 buổi trên loa truyền thanh của phường."
LOG_LINE = "fb; Tự thử của WardApp; 3; 1500; tdp 9 12"
LOG_AMOUNT = 3
FORM, PERIOD = "phu-luc-02", "2026-06"
FIGURE = CellKey(table="A", row="A3", column="actual")
FIGURE_ROW = "Fanpage"
LEAST_COLOURS = 8
"""A window with rail, cards and letters has far more."""
MOST_ROWS = 50
PRINTED, PRINTED_AT = "ban-in.pdf", 72
MIDDLE = 128


def answer_a_file(hand: Hand) -> Iterator[TourStep]:
    """Journey A: a dropped file is registered, answered and issued."""
    yield _opened(hand)
    arrival = _register(hand)
    yield _step("register", f"Thả tệp {FILE}: vào sổ đến số {arrival.arrival_number}.")
    page = _draft_answer(hand)
    yield _step("draft", "Trả lời: dự thảo mở ra, trang in theo kịp chữ gõ.")
    line = _issue(hand, page)
    pdf = _check_kept(hand, arrival, line)
    yield _step("issue", f"Phát hành {line.number_symbol}: đúng số, có dòng trong Văn bản đi.")
    sheets = _print(hand, pdf)
    yield _step("print", f"In qua cửa sổ ra tệp: {sheets} trang, có chữ.")


def report_from_the_log(hand: Hand) -> Iterator[TourStep]:
    """Journey B: a line typed into the log stands as a figure in the report."""
    before = hand.sees(_figure)
    _write_line(hand)
    yield _step("log", "Nhật ký: gõ một dòng, ghi được.")
    after = before + LOG_AMOUNT
    _find_figure(hand, after)
    yield _step("report", f"Báo cáo: ô {FIGURE_ROW} từ {before} thành {after} theo Nhật ký.")


def _step(name: str, sentence: str) -> TourStep:
    return TourStep(step=f"window.{name}", ok=True, sentence=sentence)


def _opened(hand: Hand) -> TourStep:
    window = hand.window
    hand.until(window.isVisible, "cửa sổ mở ra")
    hand.settle()
    image = window.grab().toImage()
    colours = {
        image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)
    }
    if len(colours) < LEAST_COLOURS:
        raise StepFailed("Cửa sổ mở ra nhưng không vẽ được gì. Hãy cài lại WardApp.")
    return _step("open", f"Cửa sổ mở được, cỡ {window.width()}×{window.height()}.")


# ---- journey A -------------------------------------------------------------------------------


def _register(hand: Hand) -> Incoming:
    file = hand.window.context.places.example / "inbox" / FILE
    number = hand.sees(_next_arrival)
    hand.drop(file)
    page = hand.on("proposal", ProposalPage)
    hand.until(lambda: page.form.organ.text() and page.paper.view.page_count, "tệp được đọc")
    hand.settle()
    hand.press(page.form.subject.editor, Qt.Key.Key_Return)
    book = hand.on("incoming", IncomingPage)
    shown = f"{number}"
    hand.until(lambda: _stands(book.list, shown), f"số {shown} trong Văn bản đến")
    kept = hand.sees(lambda office: office.intake.by_number(number, _year(office)))
    if [each.sha256 for each in kept.attachments] != [sha256_of(file)]:
        raise StepFailed("Tệp kèm của dòng vừa vào sổ không giống tệp gốc. Hãy xem lại ổ đĩa.")
    return kept


def _next_arrival(office: Office) -> int:
    return office.intake.next_number(office.catalogue.issuers()[0].id, office.desk.today())


def _year(office: Office) -> int:
    return office.desk.today().year


def _draft_answer(hand: Hand) -> DraftPage:
    hand.window.run_action("incoming.reply")
    page = hand.on("draft", DraftPage)
    hand.until(lambda: page.pages.rendered, "trang in của dự thảo")
    hand.types(page.text, f"\n{TYPED}")
    hand.until(lambda: TYPED in page.text.text(), "chữ vừa gõ")
    hand.until(lambda: TYPED in _printed(page), "chữ vừa gõ trên trang in")
    hand.settle()
    return page


def _printed(page: DraftPage) -> str:
    rendered = page.pages.rendered
    return words_of(rendered.pdf) if rendered is not None else ""


def _issue(hand: Hand, page: DraftPage) -> Outgoing:
    promised: list[str] = []

    def confirm(dialog: IssueDialog) -> bool:
        if dialog.preview is None or not dialog.yes.isEnabled():
            return False
        promised.append(dialog.preview.number_symbol)
        dialog.yes.click()
        return True

    with hand.answering(IssueDialog, confirm, "câu hỏi phát hành"):
        hand.window.run_action("draft.issue")
    book = hand.on("outgoing", OutgoingPage)
    hand.until(lambda: _stands(book.list, promised[0]), f"dòng {promised[0]} trong Văn bản đi")
    line = book.line
    if line is None or line.number_symbol != promised[0]:
        raise StepFailed(f"Số đã cấp khác số đã báo ({promised[0]}). Hãy cài lại WardApp.")
    return line


def _check_kept(hand: Hand, arrival: Incoming, line: Outgoing) -> bytes:
    """Read line, answered dispatch and frozen pages again from the office; return the pages."""
    answered, pdf = hand.sees(lambda office: _kept(office, arrival, line))
    if answered.status is not IncomingStatus.DONE or answered.replied_by != line.id:
        raise StepFailed("Văn bản đến chưa được ghi là đã trả lời. Hãy cài lại WardApp.")
    words = words_of(pdf)
    if line.number_symbol not in words or TYPED not in words:
        raise StepFailed("Bản phát hành thiếu số hoặc thiếu nội dung. Hãy cài lại WardApp.")
    return pdf


def _kept(office: Office, arrival: Incoming, line: Outgoing) -> tuple[Incoming, bytes]:
    kept = office.registry.get(line.id)
    files = {each.role: office.registry.file_path(each) for each in kept.attachments}
    return office.intake.get(arrival.id), files[FileRole.ISSUE_PDF].read_bytes()


def _print(hand: Hand, pdf: bytes) -> int:
    """Print pages the way the window prints them, into a file; return how many sheets came out."""
    exporting, jobs = hand.window.office.exporting, hand.window.jobs
    target = hand.window.office.folder.parent / PRINTED
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setResolution(PRINTED_AT)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    pages = tuple(range(len(exporting.page_sizes(pdf))))
    drawn: list[int] = []
    jobs.long(print_pdf(printer, pdf, exporting, pages), drawn.append, title="Đang in…")
    hand.until(lambda: drawn, "bản in")
    printed = target.read_bytes()
    image = exporting.page_image(printed, 0, 1.0)
    ink = sum(value < MIDDLE for value in image.data[::4])
    if len(exporting.page_sizes(printed)) != len(pages) or not ink:
        raise StepFailed("Bản in thiếu trang hoặc trắng giấy. Hãy cài lại WardApp.")
    return drawn[0]


# ---- journey B -------------------------------------------------------------------------------


def _write_line(hand: Hand) -> None:
    hand.window.run_action("daylog.add")
    page = hand.on("daylog", DaylogPage)
    entry = page.entry
    hand.types(entry.content.line, LOG_LINE)
    hand.press(entry.content.line, Qt.Key.Key_Return)
    hand.until(lambda: "Enter để ghi" in entry.hint.accessibleName(), "dòng gõ tắt được hiểu")
    hand.press(entry.content.line, Qt.Key.Key_Return)
    content = LOG_LINE.split("; ")[1]
    hand.until(lambda: _stands(page.list, content), "dòng vừa ghi trong Nhật ký")
    hand.settle()


def _find_figure(hand: Hand, figure: int) -> None:
    hand.window.go("reports")
    page = hand.on("reports", ReportsPage)
    page.go_to(FIGURE)
    hand.until(lambda: _shown_figure(page) == str(figure), f"số {figure} ở ô {FIGURE_ROW}")


def _shown_figure(page: ReportsPage) -> str:
    """Return the words of the figure's cell as the table shows them."""
    cells = (cell for row in page.parts.table.model_.face.rows for cell in row.cells)
    return next((cell.text for cell in cells if cell.key == FIGURE), "")


def _figure(office: Office) -> int:
    row = office.reporting.fill(FORM, PERIOD).table(FIGURE.table).row(FIGURE.row)
    cell = row.cell(FIGURE.column) if row is not None else None
    return cell.value if cell is not None and isinstance(cell.value, int) else 0


def _stands(view: QAbstractItemView, words: str) -> bool:
    """Tell whether words stand in a list that is shown."""
    role, model = Qt.ItemDataRole.AccessibleTextRole, view.model()
    return view.isVisible() and any(
        words in str(model.index(row, column).data(role) or "")
        for row in range(min(model.rowCount(), MOST_ROWS))
        for column in range(model.columnCount())
    )
