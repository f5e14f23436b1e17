"""The window: rail, pages, keys, drops, toasts; it knows no office rule."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from wardapp.core.clock import Clock
from wardapp.core.issuers import Issuer
from wardapp.core.journal import SearchHit
from wardapp.core.places import Places
from wardapp.core.sources import FileSource
from wardapp.core.text import fold
from wardapp.services.office import Office
from wardapp.ui.actions import WINDOW_ACTIONS, Action
from wardapp.ui.beside import Beside
from wardapp.ui.context import Context
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.dropped import Dropped, dropped, is_welcome
from wardapp.ui.dropped_packages import offer_files
from wardapp.ui.file_dialogs import Purpose, ask_files
from wardapp.ui.jobs import EVERYTHING, Book, Jobs
from wardapp.ui.keyboard import Keyboard, holds_focus, keyed_pages
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.palette import Palette
from wardapp.ui.palette_entries import ENTITIES, commands_of, filters_of, pages_of
from wardapp.ui.rail import Rail, names_beside_mark
from wardapp.ui.rail_counting import rail_counts
from wardapp.ui.safety_watch import SafetyWatch
from wardapp.ui.theme import Theme
from wardapp.ui.tokens import NARROW_BELOW, NARROW_BELOW_SCALED, USUAL_HEIGHT, USUAL_WIDTH
from wardapp.ui.window_messages import WindowMessages

LEAST_WIDTH, LEAST_HEIGHT = 680, 340
DROP_PAGE = "proposal"


class MainWindow(QMainWindow):
    """One open office on the screen."""

    def __init__(
        self,
        office: Office,
        theme: Theme,
        clock: Clock,
        places: Places,
        desk: DeskStore,
        pages: tuple[PageSpec, ...],
    ) -> None:
        super().__init__()
        self.office, self.theme = office, theme
        self.jobs = Jobs(self)
        self.context = Context(office, self.jobs, theme, clock, places, desk, self)
        self.specs = {spec.key: spec for spec in pages}
        self.current, self._before = "", ""
        self._pages: dict[str, Page] = {}
        self.wanted_office: Path | None = None
        self.is_ending = False  # once the program has to end, nothing may be asked
        self.rail = Rail(theme, keyed_pages(pages), *names_beside_mark(office.title))
        self.stack = QStackedWidget()
        self.messages = WindowMessages(self, self.stack, theme, self.jobs)
        self.toast_box = self.messages.toast_box
        self.palette_box = Palette(theme, self.jobs, office.searching.find, self._open_hit, self)
        self.keyboard = Keyboard(self, tuple(self.all_actions()), self._run_key)
        self._build()
        self._connect()
        self.go(next(iter(self.specs)))
        self.refresh_rail()
        self._read_names()
        self.messages.show_notices(office.notices, places.logs)

    def _build(self) -> None:
        self.setWindowTitle(f"{self.office.title} - WardApp")
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.setAcceptDrops(True)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.messages.notice)
        right.addWidget(self.stack, 1)
        ground = QWidget()
        ground.setProperty("ground", "sheet")
        ground.setLayout(right)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(ground, 1)
        centre = QWidget()
        centre.setProperty("ground", "bg")
        centre.setLayout(row)
        self.setCentralWidget(centre)
        kept = self.context.desk.remembered("geometry")
        if kept.isEmpty() or not self.restoreGeometry(kept):
            self.resize(USUAL_WIDTH, USUAL_HEIGHT)

    def _connect(self) -> None:
        self.rail.picked.connect(self.go)
        self.theme.changed.connect(self._fit_rail)
        self.safety = SafetyWatch(self.office, self.jobs, self)
        self.safety.seen.connect(self.rail.show_safety)
        self.safety.told.connect(self.toast)
        Beside(self.jobs, self.office.data_version, self).changed.connect(self.refresh_all)
        for spec, key in keyed_pages(tuple(self.specs.values())):
            if key:
                self.keyboard.listen(key, partial(self.go, spec.key))
        self.jobs.touched.connect(self._refresh_touched)

    # ---- pages -------------------------------------------------------------------------------

    def go(self, page: str, argument: object = None) -> None:
        """Show a page; `argument` goes to its `arrive`."""
        if page not in self.specs:
            return
        if self.current and page != self.current and not self._pages[self.current].leave():
            self.rail.mark(self._rail_key(self.current))
            return
        shown = self.page(page)
        if page != self.current:
            self._before = self.current
        self.current = page
        self.stack.setCurrentWidget(shown)
        self.toast_box.lift = self.theme.px(shown.foot_height)
        self.messages.place()
        self.rail.mark(self._rail_key(page))
        if argument is not None:
            shown.arrive(argument)
        if shown.is_stale:
            shown.is_stale = False
            shown.refresh()
        if self.isVisible():
            shown.start_focus()

    def page(self, key: str) -> Page:
        """Return a page, made when it is first wanted."""
        if key not in self._pages:
            made = self.specs[key].factory(self.context)
            self._pages[key] = made
            self.stack.addWidget(made)
        return self._pages[key]

    def back(self) -> None:
        """Return to the page shown before, else to the one this task belongs to."""
        under = self.specs[self.current].under
        self.go(
            self._before if self._before in self.specs and self._before != self.current else under
        )

    def _rail_key(self, page: str) -> str:
        return self.specs[page].under or page

    def refresh_rail(self) -> None:
        """Read the counters of the rail again."""
        now = self.context.clock.now_ms()
        self.jobs.read(
            partial(rail_counts, self.office),
            lambda counts: self.rail.show_counts(counts, now),
            key="rail",
        )

    def _read_names(self) -> None:
        issuers = self.office.catalogue.issuers
        self.jobs.read(issuers, self._show_names, key="window.names")

    def _show_names(self, issuers: tuple[Issuer, ...]) -> None:
        """Name the first body of the office above the office itself."""
        own, above = names_beside_mark(self.office.title)
        if not above and issuers and fold(issuers[0].name) != fold(own):
            own, above = issuers[0].name, own
        self.rail.name(own, above)
        self.setWindowTitle(f"{', '.join(part for part in (own, above) if part)} - WardApp")

    def open_other(self) -> None:
        """Close this office and open another one."""
        name = QFileDialog.getExistingDirectory(
            self, "Chọn thư mục của sổ khác", str(self.office.folder.parent)
        )
        if name:
            self.reopen(Path(name))

    def reopen(self, folder: Path | None = None) -> None:
        """Close the window and open an office again: this one, or another."""
        self.wanted_office = folder or self.office.folder
        self.close()

    def refresh_all(self) -> None:
        """Read everything again (another program changed the office)."""
        self._refresh_touched(EVERYTHING)

    def made_pages(self) -> tuple[Page, ...]:
        """Return the pages that were shown since the start."""
        return tuple(self._pages.values())

    def save_now(self) -> None:
        """Hand everything typed and not written yet to the writing lane; nothing is asked."""
        for page in self._pages.values():
            page.save_now()

    def _refresh_touched(self, books: frozenset[Book]) -> None:
        self.refresh_rail()
        if Book.CATALOGUE in books:
            self._read_names()
        for key, page in self._pages.items():
            if not page.books & books:
                continue
            page.is_stale = key != self.current
            if not page.is_stale:
                page.refresh()

    # ---- actions -----------------------------------------------------------------------------

    def all_actions(self) -> list[Action]:
        """Return every action of the window and of all its pages."""
        return [
            *WINDOW_ACTIONS,
            *(action for spec in self.specs.values() for action in spec.actions),
        ]

    def run_action(self, action: str) -> None:
        """Run an action by its id, on its own page."""
        for known in self.all_actions():
            if known.id == action and self._may(known):
                self._run(known)
                return

    def _run(self, action: Action) -> None:
        if not action.page:
            getattr(self, action.slot)()
            return
        if action.page != self.current:
            self.go(action.page)
        if self.current != action.page:
            return
        if self.page(action.page).can(action.id):
            getattr(self.page(action.page), action.slot)()
        else:  # a key that does nothing and says nothing is taken for a broken one
            self.toast(f"Chưa làm được với dòng đang chọn: {action.button or action.title}.")

    def _may(self, action: Action) -> bool:
        if action.needs_writing and self.office.read_only:
            self.toast("Sổ đang mở chỉ để xem.")
            return False
        return True

    def _run_key(self, actions: tuple[Action, ...]) -> None:
        """Run what a key means here: the page's own action first, then one for everywhere."""
        if self.palette_box.isVisible():
            return
        own = [action for action in actions if action.page == self.current]
        anywhere = [action for action in actions if action.everywhere]
        for action in (*own, *anywhere):
            if self._may(action):
                self._run(action)
            return

    def open_palette(self) -> None:
        """Open Ctrl+K with every action."""
        specs, actions = self.specs, self.all_actions()
        known = commands_of(specs, self.current, actions, self.run_action)
        self.palette_box.open((*known, *pages_of(specs, self.go)))
        self.jobs.read(
            self.office.saved_filters.all,
            lambda kept: self.palette_box.add(filters_of(specs, kept, self.go)),
            key="palette.filters",
        )

    def _open_hit(self, hit: SearchHit) -> None:
        self.go(ENTITIES[hit.entity][2], hit.record_id)

    def undo(self) -> None:
        """Take back the newest step of this window."""
        self.jobs.write(self.office.history.undo, self.toast, touches=EVERYTHING)

    def redo(self) -> None:
        """Do again what was taken back."""
        self.jobs.write(self.office.history.redo, self.toast, touches=EVERYTHING)

    def say_saved(self) -> None:
        """Say that nothing needs saving."""
        self.toast("Đã tự lưu. Không cần bấm lưu.")

    def make_backup(self) -> None:
        """Make a backup now."""
        self.jobs.beside(
            lambda _progress: self.office.backups.make(),
            lambda made: self.toast(f"Đã sao lưu xong. {made.note}".rstrip()),
            touches={Book.BACKUPS},
            title="Đang sao lưu…",
        )

    def switch_theme(self) -> None:
        """Switch between light and dark and keep the choice."""
        mode = "light" if self.theme.is_dark else "dark"
        self.context.desk.change(theme=mode)
        self.theme.apply(mode, self.context.desk.settings.text_size)

    def open_help(self) -> None:
        """Open the help of the page."""
        topic = self.specs[self.current].help_topic or self.current
        if "help" in self.specs:
            self.go("help", topic)

    def next_pane(self) -> None:
        """Move the focus to the next part of the page."""
        panes = (self.rail, *self.page(self.current).panes())
        inside = [place for place, pane in enumerate(panes) if holds_focus(pane)]
        target = panes[((inside[-1] if inside else 0) + 1) % len(panes)]
        if target is self.rail:
            self.rail.items[self._rail_key(self.current)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    # ---- drops, messages ---------------------------------------------------------------------

    def choose_files(self) -> None:
        """Let the clerk choose files to register."""
        files = ask_files(self, self.context.desk, Purpose.RECEIVE, "Chọn tệp để vào sổ")
        if files:
            self.take_files(files)

    def take_files(self, files: tuple[FileSource, ...]) -> None:
        """Open the proposal for files, unless the page shown wants them itself."""
        offer_files(self.context, self.page(self.current), files)

    def register_files(self, files: tuple[FileSource, ...]) -> None:
        """Open the proposal for files, whatever page is shown, behind those that wait there."""
        if self.current == DROP_PAGE:
            self.take_files(files)
        else:
            self.go(DROP_PAGE, files)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        if is_welcome(event.mimeData()) and not self.office.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take files."""
        event.acceptProposedAction()
        # The other program waits until we return: let it go before anything is shown.
        QTimer.singleShot(0, self, partial(self._take_dropped, dropped(event.mimeData())))

    def _take_dropped(self, found: Dropped) -> None:
        if found.files:
            self.take_files(found.files)
        if found.trouble:
            self.fail("Chưa lấy được tệp vừa thả", found.trouble)

    def toast(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say what happened."""
        # Ctrl Z takes back steps of the journal; what only a page can give back has no key.
        is_step = undo is None or undo == self.undo
        self.messages.toast(text, undo, "Hoàn tác" if is_step else "Lấy lại")

    def fail(self, title: str, sentence: str) -> None:
        """Show what did not happen, and why."""
        self.messages.fail(title, sentence)

    # ---- the window itself -------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a key."""
        if event.key() == Qt.Key.Key_Escape and self.page(self.current).escape():
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._fit_rail()
        self.messages.place()
        self.palette_box.setGeometry(self.rect())

    def _fit_rail(self) -> None:
        width, scale = self.width(), self.theme.scale
        narrow = width < NARROW_BELOW or width / scale < NARROW_BELOW_SCALED
        self.rail.set_narrow(narrow=narrow)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave in order."""
        if not self.is_ending and not self.page(self.current).leave():
            event.ignore()
            return
        self.save_now()
        self.context.desk.remember("geometry", QByteArray(self.saveGeometry()))
        self.jobs.close()
        super().closeEvent(event)
