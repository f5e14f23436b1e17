"""Soát thể thức: what is wrong in a Word file by which clause; mends go into a copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from wardapp.core.checking import CheckChoice, CheckedCopy, CheckFinding, Fix, Verdict
from wardapp.core.errors import WardError
from wardapp.core.sources import FileSource, HeldFile
from wardapp.services.checking import report_name, safe_fixes
from wardapp.ui.context import Context
from wardapp.ui.file_dialogs import PDF, WORD, Purpose, ask_file
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.check_actions import (
    ACTIONS,
    CHOOSE,
    FIX_ALL,
    PAGE,
    PRINT,
    SAVE,
    START,
)
from wardapp.ui.pages.check_draft import DraftToCheck, draft_copy
from wardapp.ui.pages.check_pane import FindingPane, counts_of
from wardapp.ui.pages.check_paper import CheckedPaper
from wardapp.ui.pages.check_rows import COLUMNS, FindingRow, rows_of
from wardapp.ui.pages.outgoing_paper import PaperOut
from wardapp.ui.theme import Role
from wardapp.ui.widgets.bars import choice_bar, words_bar
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.cards import EmptyPage, Way
from wardapp.ui.widgets.fields import Choice
from wardapp.ui.widgets.split_pane import SplitPane
from wardapp.ui.widgets.texts import Elided, Rule

LIST = 440
BY_PAPER = "Theo ngày và nơi ban hành của văn bản"
FIX_HERE, FIX_IN_DRAFT = "Sửa chỗ này", "Về dự thảo để sửa"


class CheckPage(Page):
    """Works through the findings of one file."""

    is_task = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self._source: FileSource | DraftToCheck | None = None
        self._copy: CheckedCopy | None = None
        self._before: list[CheckedCopy] = []
        self.rows: RowList[FindingRow] = RowList(COLUMNS)
        self.list = RowView(theme, "Chỗ cần xem")
        self.list.show_model(self.rows)
        self.standard = Choice(theme)
        self.standard.setAccessibleName("Soát theo")
        self.pane = FindingPane(theme)
        self.paper = CheckedPaper(theme)
        self.out = PaperOut(context, self)
        self._why = Elided(theme, "", Role.SMALL, "text2")
        self._counts = Elided(theme, "", Role.SMALL, "text2")
        self._sheets = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self.context.theme
        self.header.say("Soát thể thức", "Chưa chọn tệp")
        buttons = {each: self.header.add_action(each) for each in (PRINT, FIX_ALL)}
        self._buttons = {**buttons, SAVE: self.header.add_action(SAVE, Kind.PRIMARY)}
        self._fit_buttons()
        left = _column(self.list, Rule(), words_bar(theme, (self._counts, 1)), grows=self.list)
        bar = choice_bar(theme, "Soát theo", self.standard, (self._why, 1))
        right = _column(bar, Rule(), self.pane, Rule(), self.paper, grows=self.paper)
        left.setMinimumWidth(theme.px(300))
        right.setMinimumWidth(theme.px(320))
        ways = (
            Way("Chọn tệp Word", self.choose_file, "document_text", CHOOSE.cap,
                "Hoặc thả tệp .docx vào cửa sổ này"),
        )  # fmt: skip
        self._sheets.addWidget(
            EmptyPage(
                theme,
                "Soát thể thức một tệp Word",
                "Từng chỗ sai có điều khoản; sửa vào bản sao, bản gốc giữ nguyên.\n"
                "Không cần mạng, không lưu gì của tệp.",
                ways,
            )
        )
        self._sheets.addWidget(
            SplitPane(self.context.desk, PAGE, (left, right), (theme.px(LIST), 0))
        )
        self.body.addWidget(self._sheets)

    def _connect(self) -> None:
        self.list.chosen.connect(lambda _row: self._show_chosen())
        self.list.opened.connect(lambda _row: self.fix_this())
        self.standard.currentIndexChanged.connect(lambda _index: self._check_again())
        self.pane.fix.clicked.connect(self.fix_this)

    # ---- arriving ----------------------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Take a file, several of which the first is checked, or a draft."""
        if isinstance(argument, tuple) and argument:
            if len(argument) > 1:
                self.context.frame.toast("Soát từng tệp một; đây là tệp đầu tiên.")
            argument = argument[0]
        if isinstance(argument, Path | HeldFile | DraftToCheck):
            self._source, self._copy, self._before = argument, None, []
            self._offer_standards(())
            self._open()

    def take_files(self, files: tuple[FileSource, ...]) -> bool:
        """Check what is dropped here."""
        self.arrive(files)
        return True

    def _offer_standards(self, standards: tuple[tuple[str, str], ...]) -> None:
        with QSignalBlocker(self.standard):
            self.standard.clear()
            self.standard.addItem(BY_PAPER, "")
            for key, title in standards:
                self.standard.addItem(title, key)

    def _choice(self) -> CheckChoice:
        return CheckChoice(standard_id=str(self.standard.currentData() or ""))

    def _open(self) -> None:
        source, office, choice = self._source, self.context.office, self._choice()
        if source is None:
            return
        day = self.context.clock.today()
        self.context.jobs.read(
            lambda: (
                office.checking.standards(),
                draft_copy(office, source, choice, day)
                if isinstance(source, DraftToCheck)
                else office.checking.opened(source, choice),
            ),
            lambda found: self._show_first(*found),
            key="check.open",
            owner=self,
            on_refused=self._refuse,
        )

    def _refuse(self, error: WardError) -> None:
        if self._copy is None:
            self._source = None
            self._sheets.setCurrentIndex(0)
            self.header.say("Soát thể thức", "Chưa chọn tệp")
        self.context.frame.fail("Chưa soát được tệp", error.sentence)

    def _check_again(self) -> None:
        copy, office, choice = self._copy, self.context.office, self._choice()
        if copy is not None:
            self.context.jobs.read(
                lambda: office.checking.again(copy, choice),
                self._show,
                key="check.open",
                owner=self,
                on_refused=self._refuse,
            )

    def _show_first(self, standards: tuple[tuple[str, str], ...], copy: CheckedCopy) -> None:
        self._offer_standards(standards)
        self._show(copy)

    # ---- what is shown -----------------------------------------------------------------------

    def _show(self, copy: CheckedCopy) -> None:
        row = self.list.chosen_row if self._copy is not None else 0
        self._copy = copy
        report = copy.view.report
        done = f", đã sửa {copy.mended} chỗ trong bản sao" if copy.mended else ""
        fact = "chỉ xem: tệp " + report.only_looked if report.only_looked else ""
        self.header.say("Soát thể thức", " · ".join(filter(None, (copy.name + done, fact))))
        self._why.set_text(report.why)
        self._counts.set_text(counts_of(report))
        self.paper.show_lines(copy.view.lines, (*report.faults, *report.remarks))
        self.rows.show(rows_of(report))
        self._sheets.setCurrentIndex(1)
        self._choose_near(max(row, 0))
        self._fit_buttons()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit_buttons(self) -> None:
        for action, button in self._buttons.items():
            button.setEnabled(self.can(action.id))

    def _choose_near(self, row: int) -> None:
        """Choose the finding at a row, else the nearest one."""
        count = self.rows.rowCount()
        order = [*range(row, count), *range(min(row, count) - 1, -1, -1)]
        for each in order:
            if isinstance(self.rows.row_at(each), FindingRow):
                self.list.choose(each)
                break
        self._show_chosen()

    def chosen(self) -> CheckFinding | None:
        """Return the chosen finding."""
        row = self.rows.row_at(self.list.chosen_row) if self.list.chosen_row >= 0 else None
        return row.finding if isinstance(row, FindingRow) else None

    def _show_chosen(self) -> None:
        finding = self.chosen()
        is_draft = isinstance(self._source, DraftToCheck)
        words = FIX_IN_DRAFT if is_draft else FIX_HERE
        self.pane.show_finding(finding, can_fix=is_draft or self.can("check.fix"), fix_words=words)
        self.paper.show_place(finding)

    # ---- the frame ---------------------------------------------------------------------------

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts that F6 goes through."""
        return (self.list, self.standard, self.paper) if self._copy is not None else ()

    def start_focus(self) -> None:
        """Begin in the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Go back to where the clerk came from."""
        self.context.frame.back()
        return True

    def can(self, action: str) -> bool:
        """Return whether an action is possible now."""
        if action in {CHOOSE.id, START.id}:
            return True
        copy = self._copy
        if copy is None:
            return False
        is_locked = bool(copy.view.report.only_looked)
        if action == "check.fix":
            finding = self.chosen()
            has_way = finding is not None and finding.fix is not None
            return isinstance(self._source, DraftToCheck) or (has_way and not is_locked)
        if action == "check.fix_all":
            is_file = not isinstance(self._source, DraftToCheck)
            return is_file and not is_locked and bool(safe_fixes(copy.view.report))
        if action == "check.take_back":
            return bool(self._before)
        return action != "check.save" or copy.mended > 0

    # ---- actions -----------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask for a Word file and check it."""
        chosen = ask_file(self, self.context.desk, Purpose.CHECK, "Chọn tệp Word để soát")
        if chosen is not None:
            self.arrive((chosen,))

    def next_place(self) -> None:
        """Go to the next finding (F8)."""
        self._step(1)

    def previous_place(self) -> None:
        """Go to the finding before (Alt+F8)."""
        self._step(-1)

    def _step(self, by: int) -> None:
        count = self.rows.rowCount()
        for distance in range(1, count + 1):
            at = (self.list.chosen_row + by * distance) % count
            row = self.rows.row_at(at)
            if isinstance(row, FindingRow) and row.finding.verdict is Verdict.FAIL:
                self.list.choose(at)
                return

    def fix_this(self) -> None:
        """Mend the chosen place in the copy; of a draft, go back to its text."""
        finding, source = self.chosen(), self._source
        if isinstance(source, DraftToCheck):
            self.context.frame.go("draft", source.draft_id)
        elif finding is not None and finding.fix is not None and self.can("check.fix"):
            self._mend((finding.fix,))

    def fix_all(self) -> None:
        """Mend every place that is surely wrong and safe to mend."""
        if self._copy is not None and self.can("check.fix_all"):
            self._mend(safe_fixes(self._copy.view.report))

    def _mend(self, fixes: tuple[Fix, ...]) -> None:
        copy, office, choice = self._copy, self.context.office, self._choice()
        if copy is None:
            return

        def done(mended: CheckedCopy) -> None:
            self._before.append(copy)
            self._show(mended)
            self.context.frame.toast(f"Đã sửa {len(fixes)} chỗ trong bản sao. Bản gốc giữ nguyên.")

        self.context.jobs.read(
            lambda: office.checking.mended(copy, fixes, choice),
            done,
            key="check.mend",
            owner=self,
            on_refused=lambda error: self.context.frame.fail("Chưa sửa được", error.sentence),
        )

    def take_back(self) -> None:
        """Have the copy as it was before the last mend."""
        if self._before:
            self._copy = self._before.pop()
            self._check_again()

    def save_copy(self) -> None:
        """Save the mended copy beside the original under another name."""
        copy, office = self._copy, self.context.office
        if copy is not None:
            name = f"{Path(copy.name).stem} (đã sửa).docx"
            self.out.save(
                "Lưu bản đã sửa", name, (WORD,), lambda path: office.checking.save_copy(copy, path)
            )

    def print_report(self) -> None:
        """Print the report for the drafter."""
        copy, office = self._copy, self.context.office
        if copy is not None:
            report = copy.view.report
            self.out.print_made(
                "báo cáo soát thể thức",
                lambda: office.checking.report_data(report),
                lambda: self.context.frame.toast("Đã in báo cáo soát thể thức."),
            )

    def save_report(self) -> None:
        """Save the report as PDF or Word."""
        copy, office = self._copy, self.context.office
        if copy is not None:
            report = copy.view.report
            self.out.save(
                "Lưu báo cáo",
                f"{report_name(report)}.pdf",
                (PDF, WORD),
                lambda path: office.checking.report_to(report, path),
            )

    def choose_standard(self) -> None:
        """Put the focus on the choice of standard (F4)."""
        self.standard.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.standard.showPopup()


def _column(*parts: QWidget, grows: QWidget) -> QWidget:
    """Return parts under each other, one of which takes what is left."""
    whole = QWidget()
    whole.setProperty("ground", "surface")
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, 1 if part is grows else 0)
    return whole


SPEC = PageSpec(
    key=PAGE,
    title="Soát thể thức",
    icon="document_text",
    factory=CheckPage,
    actions=ACTIONS,
    under="drafts",
    help_topic="check",
)
