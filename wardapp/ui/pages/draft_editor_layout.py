"""How the parts of the editor stand: fields, text, pages side by side, or in turns."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardapp.ui.actions import Action
from wardapp.ui.context import Context
from wardapp.ui.pages.draft_editor_head import WIDTH as HEAD_WIDTH
from wardapp.ui.pages.draft_editor_head import DraftHead
from wardapp.ui.pages.draft_editor_parts import AnnexHead, PartChips
from wardapp.ui.pages.draft_editor_text_actions import BOLD, ITALIC
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import INLINE, Button, Chip, Kind
from wardapp.ui.widgets.cards import Notice
from wardapp.ui.widgets.chain_strip import ChainStrip
from wardapp.ui.widgets.find_bar import FindBar
from wardapp.ui.widgets.finding_bar import FindingBar
from wardapp.ui.widgets.live_pages import BAR, LivePages
from wardapp.ui.widgets.outline_edit import OutlineEdit
from wardapp.ui.widgets.split_pane import SplitPane
from wardapp.ui.widgets.strip import Strip
from wardapp.ui.widgets.texts import Elided, Rule, Text

WIDE_FROM, USUAL_FROM, NARROW_FROM = 1680, 1280, 1024
PAGES_WIDTH, WIDE_PAGES = 424, 830
LEAST_WHOLE = 560
HINT = "Gõ I.  1.  a)  -  là đủ"


class Room(IntEnum):
    """How much room there is (look.md §3)."""

    TINY = 0  # the pages stand behind a tab
    NARROW = 1  # the fields are a drawer
    USUAL = 2
    WIDE = 3  # the page in its real size


class EditorLayout(QWidget):
    """Arranges the parts by the width of the window; `fields_shown` after F4."""

    fields_shown = Signal(bool)

    def __init__(
        self, context: Context, head: DraftHead, text: OutlineEdit, pages: LivePages,
        bar: FindingBar,
    ) -> None:  # fmt: skip
        super().__init__()
        self._theme = context.theme
        self.head, self.text, self.pages, self.bar = head, text, pages, bar
        self.notice = Notice(context.theme)
        self.strip = Strip(context.theme)
        self.chain = ChainStrip(context.theme)
        self.room: Room | None = None
        self._has_drawer = False
        self._has_annexes = False
        self._shows_pages = False
        self.fields_chip = Chip(self._theme, "Phần đầu")
        self.text_chip = Chip(self._theme, "Nội dung")
        self.pages_chip = Chip(self._theme, "Trang in")
        self.parts_chips = PartChips(self._theme)
        self.annex_head = AnnexHead(self._theme)
        self.find_bar = FindBar(self._theme, text)
        self.insert = Button(self._theme, "Chèn", icon="add", kind=Kind.GHOST, height=INLINE)
        self.insert.setAccessibleName("Chèn căn cứ, mẫu câu, bảng, phụ lục")
        self._title = Text(self._theme, "Nội dung", Role.SECTION)
        self._hint = Elided(self._theme, HINT, Role.SMALL, "text3")
        self._middle = QWidget()
        self._build(context)
        self.fields_chip.clicked.connect(self.switch_fields)
        self.text_chip.clicked.connect(lambda: self.show_pages(on=False))
        self.pages_chip.clicked.connect(lambda: self.show_pages(on=True))

    def _top(self, context: Context) -> QWidget:
        """Return what stands over the text: its name or parts, and what can be put in."""
        row = QHBoxLayout()
        row.setContentsMargins(14, 3, 14, 3)
        row.setSpacing(8)
        for chip in (self.fields_chip, self.text_chip, self.pages_chip):
            row.addWidget(chip)
        row.addWidget(self._title)
        row.addWidget(self.parts_chips)
        row.addStretch(1)
        row.addWidget(self._hint)
        for action in (BOLD, ITALIC):
            row.addWidget(self._look_button(context, action))
        row.addWidget(self.insert)
        top = QWidget()
        top.setProperty("ground", "surface")
        top.setLayout(row)
        top.setFixedHeight(self._theme.px(BAR))
        return top

    def _build(self, context: Context) -> None:
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top(context))
        column.addWidget(Rule())
        column.addWidget(self.annex_head)
        column.addWidget(self.find_bar)
        column.addWidget(self.text, 1)
        column.addWidget(Rule())
        column.addWidget(self.bar)
        column.addWidget(framed(self.chain))
        self._middle.setMinimumWidth(self._theme.px(260))
        self.pages.setMinimumWidth(self._theme.px(260))
        self.split = SplitPane(
            context.desk,
            "draft",
            (self.head, self._middle, self.pages),
            (self._theme.px(HEAD_WIDTH), 0, self._theme.px(PAGES_WIDTH)),
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.notice)
        whole.addWidget(self.strip)
        whole.addWidget(self.split, 1)

    def _look_button(self, context: Context, action: Action) -> Button:
        button = Button(self._theme, "", icon=action.icon, kind=Kind.GHOST, height=INLINE)
        button.setAccessibleName(action.title)
        button.setToolTip(f"{action.title} ({action.cap})")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: context.frame.run_action(action.id))
        return button

    def show_parts(self, annexes: int) -> None:
        """Give the chips of the annexes the room of title and hint."""
        self._has_annexes = annexes > 0
        self._settle()

    def switch_fields(self) -> None:
        """Show or hide the fields where they are a drawer; elsewhere go into them."""
        if self.room is None or self.room >= Room.USUAL:
            self.head.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.fields_chip.setChecked(False)
            return
        self._has_drawer = not self._has_drawer
        self._settle()
        target = self.head if self._has_drawer else self.text
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_fields(self) -> None:
        """Make sure that the fields can be seen."""
        if self.head.isHidden():
            self.switch_fields()

    def close_drawer(self) -> bool:
        """Close what lies over the text; True when something did."""
        if self.room is None or self.room >= Room.USUAL:
            return False
        if self._has_drawer:
            self.switch_fields()
            return True
        if self._shows_pages:
            self.show_pages(on=False)
            return True
        return False

    def show_pages(self, *, on: bool) -> None:
        """Show the pages in place of the text, where there is no room for both."""
        self._shows_pages = on
        self._settle()
        (self.pages.view if on else self.text).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        room = _room_of(self.window().width())
        if room is not self.room:
            self.room = room
            self._settle()
            self._spread()
        self._fit_page()

    def _settle(self) -> None:
        room = self.room if self.room is not None else Room.USUAL
        is_tiny = room is Room.TINY
        self.head.setVisible(room >= Room.USUAL or self._has_drawer)
        self.pages.setVisible(not is_tiny or self._shows_pages)
        for part in (self.text, self.bar):
            part.setVisible(not is_tiny or not self._shows_pages)
        self._middle.setMaximumWidth(16_777_215)
        self.fields_chip.setVisible(room < Room.USUAL)
        self.fields_chip.setChecked(self._has_drawer)
        for chip in (self.text_chip, self.pages_chip):
            chip.setVisible(is_tiny)
        self.text_chip.setChecked(not self._shows_pages)
        self.pages_chip.setChecked(self._shows_pages)
        self._title.setVisible(not is_tiny and not self._has_annexes)
        self._hint.setVisible(not is_tiny and not self._has_annexes)

    def _fit_page(self) -> None:
        """Show the whole page where it is legible, else its width, which follows the cursor."""
        is_low = self.height() < self._theme.px(LEAST_WHOLE)
        self.pages.show_size(real=self.room in {Room.WIDE, Room.TINY} or is_low)

    def _spread(self) -> None:
        px = self._theme.px
        is_wide = self.room is Room.WIDE
        pages = px(WIDE_PAGES if is_wide else PAGES_WIDTH)
        self.split.arrange("wide" if is_wide else "usual", (px(HEAD_WIDTH), 0, pages))


def framed(chain: ChainStrip) -> QWidget:
    """Return the strip with the margins of the text above it."""
    frame = QWidget()
    frame.setProperty("ground", "surface")
    row = QHBoxLayout(frame)
    row.setContentsMargins(14, 0, 14, 0)
    row.addWidget(chain)
    return frame


def _room_of(width: int) -> Room:
    for room, least in ((Room.WIDE, WIDE_FROM), (Room.USUAL, USUAL_FROM)):
        if width >= least:
            return room
    return Room.NARROW if width >= NARROW_FROM else Room.TINY
