"""Giới thiệu: which WardApp this is, where its folders lie, what it is made of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from wardapp.core.errors import WardError
from wardapp.core.office import OfficeFact
from wardapp.core.parts import Part, ProgramFacts
from wardapp.core.progress import Progress
from wardapp.services.installation import damage_sentence, damaged_parts, installed_root
from wardapp.services.parts import read_program
from wardapp.ui.context import Context
from wardapp.ui.listing.cells import Cell, Column
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.outside import show_outside
from wardapp.ui.pages.settings_widgets import SettingsSheet, add_buttons, fact_row
from wardapp.ui.support_text import build_text, support_text
from wardapp.ui.theme import Role, Theme, Themed
from wardapp.ui.widgets.buttons import INLINE, Button
from wardapp.ui.widgets.texts import Text

MARK = 48
PROGRAM, LOGS = "Chương trình", "Nhật ký lỗi"
PURPOSE = "Sổ văn bản đến, đi, soạn thảo, nhật ký và báo cáo cho văn thư phường, xã."
PROMISE = (
    "WardApp không gửi gì ra ngoài: chạy không cần mạng, mọi dữ liệu nằm trên máy này. "
    "Không soạn, không lưu văn bản mật ở đây."
)
SOURCE_TREE = "Chạy từ mã nguồn nên không có danh sách tệp để so."
COLUMNS: tuple[Column[Part], ...] = (
    Column("Phần", 0, lambda part: Cell(first=part.name, second=part.use, is_strong=True)),
    Column("Phiên bản", 112, lambda part: Cell(first=part.version)),
    Column("Giấy phép", 190, lambda part: Cell(first=part.licence, wraps=True)),
)


class Mark(QWidget):
    """The mark of the program."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(MARK, MARK)
        Themed(theme, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        QPainter(self).drawPixmap(0, 0, self._theme.mark(MARK, self.devicePixelRatioF()))


class PartsList(RowView):
    """All parts at once, as high as they need: the sheet around it scrolls."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Các phần của chương trình", left=4)
        self.rows: RowList[Part] = RowList(COLUMNS, parent=self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_model(self.rows)
        theme.changed.connect(self.fit)

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        """Show the parts and make room for all of them."""
        before = self.chosen_row
        self.rows.show(parts)
        self.choose(max(before, 0))
        self.fit()

    def fit(self) -> None:
        """Be as high as the rows."""
        self.setFixedHeight(self.horizontalHeader().height() + self.verticalHeader().length() + 2)

    def row_top(self, row: int) -> QPoint:
        """Return where a row begins, in the view's own measure."""
        return self.viewport().mapTo(self, QPoint(0, self.rowViewportPosition(row)))


class AboutSheet(SettingsSheet):
    """Version, promise, folders, parts; information for support and a look at the files."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme)
        self._context = context
        theme = context.theme
        self.facts: ProgramFacts | None = None
        self._name = Text(theme, "WardApp", Role.TITLE)
        self._build_line = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self.copy = Button(theme, "Chép thông tin", icon="copy")
        self.check = Button(theme, "Tự kiểm tra", icon="checkmark_circle")
        self._found = QVBoxLayout()
        self._grid = QGridLayout()
        self.folders: dict[str, Button] = {}
        self.list = PartsList(theme)
        self.licence = Button(theme, "Xem giấy phép", icon="document_text", key="Enter")
        self._build()
        self.copy.clicked.connect(self.copy_facts)
        self.check.clicked.connect(self.check_program)
        self.licence.clicked.connect(self.open_licence)
        self.list.opened.connect(lambda _row: self.open_licence())
        self.list.chosen.connect(self._keep_in_sight)

    def _build(self) -> None:
        theme, places = self._context.theme, self._context.places
        card = self.add_card("")
        card.body.addLayout(self._head())
        for words, tone in ((PURPOSE, ""), (PROMISE, ""), ("Giấy phép MIT.", "text2")):
            card.body.addWidget(Text(theme, words, Role.BODY, tone, wrap=True))
        add_buttons(card, (self.copy, self.check))
        card.body.addLayout(self._found)
        card = self.add_card("Thư mục")
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        card.body.addLayout(self._grid)
        self._add_folder("Dữ liệu trên máy", places.data)
        self._add_folder(LOGS, places.logs)
        card = self.add_card("Các phần", "Chọn một phần rồi bấm Enter để xem nguyên văn giấy phép.")
        add_buttons(card, (self.licence,))
        card.body.addWidget(self.list)
        self.end()

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._build_line)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Mark(self._context.theme), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _add_folder(self, label: str, folder: Path) -> None:
        theme, row = self._context.theme, len(self.folders)
        place = Text(theme, str(folder), Role.BODY, wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        show = Button(theme, "Mở thư mục", icon="folder", height=INLINE)
        show.setAccessibleName(f"Mở thư mục {label}")
        show.clicked.connect(lambda: show_outside(self._context, folder))
        self.folders[label] = show
        self._grid.addWidget(Text(theme, label, Role.SMALL, "text2"), row, 0)
        self._grid.addWidget(place, row, 1)
        self._grid.addWidget(show, row, 2)

    # ---- showing -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read what the program is made of, once."""
        if self.facts is None:
            self._read(self.show_facts)

    def _read(self, show: Callable[[ProgramFacts], None]) -> None:
        context = self._context
        context.jobs.read(
            lambda: read_program(context.places),
            show,
            key="about",
            owner=self,
            on_refused=self._say_refused,
        )

    def show_facts(self, facts: ProgramFacts) -> None:
        """Show version, build, the program's folder and its parts."""
        self.facts = facts
        self._name.setText(f"WardApp {facts.version}")
        self._build_line.setText(build_text(facts).capitalize())
        if PROGRAM not in self.folders:
            self._add_folder(PROGRAM, facts.program)
            QWidget.setTabOrder(self.folders[LOGS], self.folders[PROGRAM])
        self.list.show_parts(facts.parts)

    def _keep_in_sight(self, row: int) -> None:
        inside_sheet = self.widget()
        if row < 0 or inside_sheet is None or not self.list.hasFocus():
            return
        inside = self.list.mapTo(inside_sheet, self.list.row_top(row))
        half = self.list.rowHeight(row) // 2
        self.ensureVisible(0, inside.y() + half, 0, half + self._context.theme.px(8))

    # ---- doing -------------------------------------------------------------------------------

    def open_licence(self) -> None:
        """Show the licence of the chosen part."""
        part = self.list.rows.row_at(self.list.chosen_row)
        if isinstance(part, Part):
            self._context.frame.go("licence", part)

    def copy_facts(self) -> None:
        """Copy version, system, screen and folders for a mail to whoever helps."""
        self._read(self._copy)

    def _copy(self, facts: ProgramFacts) -> None:
        self.show_facts(facts)
        context = self._context
        text = support_text(facts, context.places, context.theme, self.screen())
        QGuiApplication.clipboard().setText(text)
        context.frame.toast("Đã chép. Dán vào thư gửi người hỗ trợ.")

    def check_program(self) -> None:
        """Hold every file of the program against the list that came with it."""
        root = installed_root(self._context.places)
        if root is None:
            self._show_found(SOURCE_TREE, ok=True)
            return

        def look(progress: Progress) -> str:
            return damage_sentence(root, damaged_parts(root, progress))

        self._context.jobs.long(
            look, self._say_checked, title="Đang xem bản cài…", on_refused=self._say_refused
        )

    def _say_checked(self, damage: str) -> None:
        sound = "Mọi tệp của chương trình đúng như khi phát hành."
        self._show_found(damage or sound, ok=not damage)

    def _say_refused(self, error: WardError) -> None:
        self._show_found(error.sentence, ok=False)

    def _show_found(self, sentence: str, *, ok: bool) -> None:
        while (item := self._found.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        fact = OfficeFact(topic=PROGRAM, ok=ok, sentence=sentence)
        self._found.addWidget(fact_row(self._context.theme, fact))
