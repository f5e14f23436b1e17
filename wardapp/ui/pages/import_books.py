"""Nhập sổ cũ: files and sheets, columns, a look at every line; then one step that can be undone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.old_books import CellFix, Doubt, DryRun, Imported, ImportPlan, SheetColumns
from wardapp.services.backups import BEFORE_IMPORT
from wardapp.services.importing_heads import is_enough
from wardapp.ui.context import Context
from wardapp.ui.file_dialogs import Purpose, start_folder
from wardapp.ui.jobs import Book, JobProgress
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.import_books_actions import ACTIONS, BACK, CHOOSE, NEXT, ON, PAGE
from wardapp.ui.pages.import_books_columns import ColumnsPanel
from wardapp.ui.pages.import_books_dialogs import ask_term, may_import, ready_words
from wardapp.ui.pages.import_books_files import FilesPanel, Opened
from wardapp.ui.pages.import_books_preview import Preview, PreviewPanel, preview_of
from wardapp.ui.pages.proposal_layout import FOOT, Foot
from wardapp.ui.widgets.buttons import MAIN, Button, Kind
from wardapp.ui.widgets.cards import EmptyPage, Step, Steps, Way
from wardapp.ui.widgets.texts import Rule

KINDS = "Sổ cũ (*.xlsx *.xlsm *.csv *.tsv *.txt *.docx *.xml *.html *.htm)"
STEPS = ("Chọn tệp và trang", "Cột", "Xem trước và nhập")
FILES, COLUMNS, PREVIEW = range(3)
STEPS_HEIGHT = 50


class ImportBooksPage(Page):
    """Three steps; nothing is written before the last."""

    is_task = True
    foot_height = FOOT

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self._opened: Opened | None = None
        self._fixes: tuple[CellFix, ...] = ()
        self._accepted: frozenset[Doubt] = frozenset()
        self._dry: DryRun | None = None
        self._now = FILES
        self.steps = Steps(theme)
        self.files = FilesPanel(context)
        self.columns = ColumnsPanel(context)
        self.preview = PreviewPanel(context)
        self._panels = QStackedWidget()
        self._sheets = QStackedWidget()
        self._back = Button(theme, BACK.button, icon=BACK.icon, key=BACK.cap, kind=Kind.GHOST,
                            height=MAIN)  # fmt: skip
        self._doubt = Button(theme, NEXT.title, key=NEXT.cap, kind=Kind.GHOST, height=MAIN)
        self._go = Button(theme, "Tiếp", icon=ON.icon, key=ON.cap, kind=Kind.PRIMARY, height=MAIN)
        self.header.add_action(CHOOSE)
        self._build()
        self._connect()
        self._show_step()

    def _build(self) -> None:
        theme = self.context.theme
        for panel in (self.files, self.columns, self.preview):
            self._panels.addWidget(panel)
        self.steps.setMinimumHeight(theme.px(STEPS_HEIGHT))
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_inset(self.steps))
        column.addWidget(Rule())
        column.addWidget(self._panels, 1)
        column.addWidget(Rule())
        column.addWidget(Foot(theme, (self._back, self._doubt), self._go))
        self.empty = EmptyPage(
            theme,
            "Nhập sổ cũ vào WardApp",
            "Sổ đến, sổ đi của các năm trước trong Excel, CSV, Word hoặc tệp xuất từ Access.\n"
            "Số giữ nguyên; chữ .VnTime, VNI tự đổi. Xem hết rồi mới ghi, hoàn tác bằng một phím.",
            (
                Way(
                    "Chọn tệp của sổ cũ",
                    self.choose,
                    "document_table",
                    CHOOSE.cap,
                    "Hoặc thả tệp vào cửa sổ",
                ),
            ),
        )
        self._sheets.addWidget(self.empty)
        self._sheets.addWidget(work)
        self.body.addWidget(self._sheets, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.go_back)
        self._doubt.clicked.connect(self.next_doubt)
        self._go.clicked.connect(self.go_on)
        self.files.changed.connect(self._understand)
        self.preview.fixed.connect(self._fix)

    # ---- coming and going --------------------------------------------------------------------

    def begin(self) -> None:
        """Begin (Ctrl+K): ask for files at once when none are open."""
        if self._opened is None:
            self.choose()

    def arrive(self, argument: object) -> None:
        """Take files that were dropped."""
        if isinstance(argument, tuple) and argument:
            self._read(tuple(Path(str(each)) for each in argument))

    def take_files(self, files: tuple[Path, ...]) -> bool:
        """Read files dropped on the page."""
        self._read(files)
        return True

    def choose(self) -> None:
        """Ask for files."""
        start = start_folder(self.context.desk, Purpose.RECEIVE)
        names, _kind = QFileDialog.getOpenFileNames(self, "Chọn tệp của sổ cũ", start, KINDS)
        if names:
            self._read(tuple(map(Path, names)))

    def start_focus(self) -> None:
        """Put the focus where the step begins."""
        if self._opened is None:
            self.empty.cards[0].setFocus()
            return
        (self.files.list, self.columns.list, self.preview.doubt_list)[self._now].setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        if self._opened is None:
            return (self.empty.cards[0],)
        return (
            (self.files.list, self.files.book),
            (self.columns.list, self.columns.field),
            (self.preview.list, self.preview.doubt_list, self.preview.mend),
        )[self._now]

    def escape(self) -> bool:
        """Go one step back."""
        if self._opened is None or self._now == FILES:
            return False
        self.go_back()
        return True

    def can(self, action: str) -> bool:
        """Tell what is possible in this step."""
        if action in {"import.open", "import.choose"}:
            return True
        if self._opened is None:
            return False
        return self._now == PREVIEW or action in {ON.id, BACK.id}

    # ---- step 1 ------------------------------------------------------------------------------

    def _read(self, paths: tuple[Path, ...]) -> None:
        importing = self.context.office.importing

        def work(progress: JobProgress) -> Opened:
            files = importing.open(paths, progress)
            issuers = importing.issuers()
            books = tuple((each.id, importing.books(each.id)) for each in issuers)
            return Opened(files, importing.guess_book(files), issuers, books)

        self.context.jobs.long(
            work,
            self._show_opened,
            title="Đang đọc tệp…",
            on_refused=lambda error: self.context.frame.fail("Chưa đọc được sổ cũ", error.sentence),
        )

    def _show_opened(self, opened: Opened) -> None:
        self._opened, self._dry = opened, None
        self._fixes, self._accepted = (), frozenset()
        self._now = FILES
        self._sheets.setCurrentIndex(1)
        self.files.show_opened(opened)
        self._show_step()
        self.start_focus()

    def _understand(self) -> None:
        """Read how the columns are understood for the book chosen."""
        if self._opened is None:
            return
        importing, files = self.context.office.importing, self._opened.files
        book = self.files.book_code
        self.context.jobs.read(
            lambda: importing.columns(files, book),
            self.files.show_columns,
            key="import.columns",
            owner=self,
        )

    # ---- from step to step -------------------------------------------------------------------

    def go_on(self) -> None:
        """Go to the next step, at the last one import."""
        if self._opened is None:
            return
        if self._now == FILES:
            self._to_columns()
        elif self._now == COLUMNS:
            self._try()
        else:
            self._import()

    def go_back(self) -> None:
        """Go to the step before."""
        if self._opened is None or self._now == FILES:
            self.context.frame.back()
            return
        self._now -= 1
        self._show_step()
        self.start_focus()

    def _to_columns(self) -> None:
        try:
            self.files.year_typed()
        except BadValue:
            self.files.year.setFocus()
            return
        sheets = self.files.sheets()
        if not sheets or self._opened is None:
            self.context.frame.toast("Hãy chọn ít nhất một trang để nhập (phím cách).")
            return
        self.columns.show_sheets(self._opened.files, sheets, self.files.book_code)
        self._now = COLUMNS
        self._show_step()
        self.start_focus()

    def _show_step(self) -> None:
        self.steps.show_steps(tuple(
            Step(label, "", "done" if at < self._now else "now" if at == self._now else "later")
            for at, label in enumerate(STEPS)
        ))  # fmt: skip
        self._panels.setCurrentIndex(self._now)
        names = ", ".join(file.name for file in self._opened.files) if self._opened else ""
        self.header.say("Nhập sổ cũ", names)
        self._back.setVisible(self._now > FILES)
        self._doubt.setVisible(self._now == PREVIEW and bool(self.preview.doubts))
        ready = self._dry.counts.ready if self._dry else 0
        self._go.setText(ready_words(self._dry) if self._now == PREVIEW else "Tiếp")
        self._go.setEnabled(self._now != PREVIEW or ready > 0)

    # ---- step 3 ------------------------------------------------------------------------------

    def _plan(self) -> ImportPlan:
        return ImportPlan(
            issuer_id=self.files.issuer_id,
            book=self.files.book_code,
            sheets=self.columns.sheets(),
            year=self.files.year_typed(),
            fixes=self._fixes,
        )

    def _try(self) -> None:
        """Make the dry run anew."""
        if self._opened is None:
            return
        plan, files = self._plan(), self._opened.files
        lacking = [each for _file, each in plan.sheets if not is_enough(each, plan.book)]
        if lacking:
            self._say_lacking(lacking[0])
            return
        importing, accepted = self.context.office.importing, self._accepted
        self.context.jobs.long(
            lambda progress: preview_of(importing.dry_run(files, plan, progress), accepted),
            self._show_preview,
            title="Đang xem từng dòng…",
        )

    def _say_lacking(self, columns: SheetColumns) -> None:
        self.context.frame.fail(
            "Chưa xem được các dòng",
            f"Trang “{columns.sheet}” chưa có cột số hoặc cột ngày. Hãy chỉ các cột đó, hoặc quay "
            "lại bỏ trang này.",
        )

    def _show_preview(self, preview: Preview) -> None:
        self._dry = preview.dry
        was = self._now
        self._now = PREVIEW
        self.preview.show_preview(preview)
        self._show_step()
        if was != PREVIEW or not self.preview.mend.hasFocus():
            self.start_focus()

    def next_doubt(self) -> None:
        """Go to the next doubtful cell."""
        self.preview.step(1)

    def previous_doubt(self) -> None:
        """Go to the doubtful cell before."""
        self.preview.step(-1)

    def accept_all(self) -> None:
        """Take every cell that only wants a look as it was read."""
        dry = self._dry
        if dry is None:
            return
        self._accepted |= frozenset(doubt for doubt in dry.doubts if not doubt.blocks)
        accepted = self._accepted
        self.context.jobs.read(
            lambda: preview_of(dry, accepted), self._show_preview, key="import.preview", owner=self
        )

    def leave_out(self) -> None:
        """Leave the row looked at out of the import."""
        fix = self.preview.row_left_out()
        if fix is not None:
            self._fix(fix)

    def take_back(self) -> None:
        """Take back what was last corrected or left out here."""
        if self._fixes:
            self._fixes = self._fixes[:-1]
            self._try()

    def _fix(self, fix: CellFix) -> None:
        where = (fix.file, fix.sheet, fix.row, fix.column)
        kept = [
            each for each in self._fixes if (each.file, each.sheet, each.row, each.column) != where
        ]
        self._fixes = (*kept, fix)
        self._try()

    def add_term(self) -> None:
        """Ask for the term that old numbers were counted in, and look again."""
        try:
            term = ask_term(self, self.context.theme, self.context.clock.today)
        except BadValue as error:
            self.context.frame.fail("Chưa thêm nhiệm kỳ", error.sentence)
            return
        if term is None:
            return
        importing, issuer = self.context.office.importing, self.files.issuer_id
        self.context.jobs.write(
            lambda: importing.add_term(issuer, term.label, term.start, term.end),
            lambda _term: self._try(),
            touches={Book.CATALOGUE},
        )

    def _import(self) -> None:
        dry = self._dry
        if dry is None or not dry.counts.ready:
            return
        looks = sum(not doubt.blocks for doubt in self.preview.doubts)
        if not may_import(self, self.context.theme, dry, looks):
            return
        office = self.context.office
        self.context.jobs.long(
            lambda progress: office.backups.first(
                BEFORE_IMPORT, lambda: office.importing.run(dry, progress)
            ),
            self._show_imported,
            title="Đang nhập sổ cũ…",
            touches=frozenset(Book),
            on_refused=self._refused,
        )

    def _refused(self, error: WardError) -> None:
        self.context.frame.fail("Chưa nhập được sổ cũ", error.sentence)

    def _show_imported(self, done: Imported) -> None:
        page = "outgoing" if self.files.book_code == "di" else "incoming"
        self._opened, self._dry, self._now = None, None, FILES
        self._fixes, self._accepted = (), frozenset()
        self._sheets.setCurrentIndex(0)
        self._show_step()
        said = f"Đã nhập {done.lines:,} dòng vào sổ.".replace(",", ".")
        if done.refused:
            said += f" {len(done.refused)} dòng không còn nhập được."
        first: RecordId | None = done.first
        self.context.frame.go(page, first)
        self.context.frame.toast(said, undo=self.context.frame.undo)


def _inset(part: QWidget) -> QWidget:
    """Return the steps with the air that the header has."""
    ground = QWidget()
    row = QVBoxLayout(ground)
    row.setContentsMargins(24, 12, 24, 4)
    row.addWidget(part)
    return ground


SPEC = PageSpec(
    key=PAGE,
    title="Nhập sổ cũ",
    icon="document_table",
    factory=ImportBooksPage,
    actions=ACTIONS,
    under="incoming",
    help_topic="nhap-so-cu",
)
