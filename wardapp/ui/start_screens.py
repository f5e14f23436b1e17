"""What stands in the way of opening an office, said in one sentence with the ways on."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from wardapp.core.clock import Clock
from wardapp.core.errors import (
    OfficeDamaged,
    OfficeOpenElsewhere,
    OfficeTooNew,
    PasswordNeeded,
    PasswordWrong,
    WardError,
)
from wardapp.core.places import Places
from wardapp.services.backups import backups_in, restore_damaged
from wardapp.services.discarding import discard_example
from wardapp.services.office import Office, open_office
from wardapp.services.second_places import bring_back
from wardapp.services.setup import default_office_folder
from wardapp.ui.backup_chooser import ask_second_password, choose_backup
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.dialogs import ask, show_failure
from wardapp.ui.restored_words import UNREAD
from wardapp.ui.theme import Role, Theme
from wardapp.ui.waiting import wait_for
from wardapp.ui.widgets.cards import Way, WayCard
from wardapp.ui.widgets.texts import Text

TITLE = "Chưa mở được sổ"
_WISH = "start.wish"
_DOOMED = "start.doomed"


class Choice(StrEnum):
    """What the clerk chose on a start screen."""

    LEAVE = "leave"
    RETRY = "retry"
    LOOK = "look"
    TAKE = "take"
    RESTORE = "restore"
    BY_DATE = "by_date"
    SECOND = "second"
    OTHER = "other"


WAYS: dict[Choice, tuple[str, str, str]] = {
    Choice.RETRY: ("Thử lại", "arrow_sync", "Khi đã đóng cửa sổ kia hoặc sửa xong ổ đĩa"),
    Choice.LOOK: ("Mở để xem", "eye", "Xem bản sao lưu tốt gần nhất, không ghi được"),
    Choice.TAKE: ("Tiếp quản", "lock_closed", "Chỉ khi máy kia đã tắt hoặc không còn dùng sổ"),
    Choice.RESTORE: ("Khôi phục bản sao lưu", "history", f"Tệp hỏng được giữ lại riêng. {UNREAD}"),
    Choice.BY_DATE: (
        "Chọn bản sao lưu theo ngày",
        "calendar_ltr",
        "Khi bản gần nhất cũng không dùng được",
    ),
    Choice.SECOND: (
        "Lấy lại từ nơi sao lưu thứ hai",
        "usb_stick",
        f"Chọn USB hoặc thư mục sao lưu; dữ liệu vào một thư mục mới. {UNREAD}",
    ),
    Choice.OTHER: ("Mở sổ khác", "folder", "Chọn thư mục khác, tạo sổ mới hoặc xem sổ mẫu"),
}


def ways_for(error: WardError) -> tuple[Choice, ...]:
    """Return the ways out of a refusal, the best one first."""
    if isinstance(error, OfficeDamaged):
        first = Choice.RESTORE if error.backup else Choice.SECOND
        if not error.backup:
            return (first, Choice.OTHER)
        return (first, Choice.BY_DATE, Choice.SECOND, Choice.LOOK, Choice.OTHER)
    if isinstance(error, OfficeTooNew):
        return (Choice.OTHER,)
    if isinstance(error, OfficeOpenElsewhere):
        taking = (Choice.TAKE,) if error.can_take_over else ()
        return (Choice.LOOK, *taking, Choice.RETRY, Choice.OTHER)
    return (Choice.RETRY, Choice.LOOK, Choice.OTHER)


class StartScreen(QDialog):
    """The sentence of a refusal and its ways as cards; Esc leaves the program."""

    def __init__(self, theme: Theme, error: WardError, folder: Path) -> None:
        super().__init__()
        self.choice = Choice.LEAVE
        self.setWindowTitle("WardApp")
        self.setAccessibleName(TITLE)
        self.setAccessibleDescription(error.sentence)
        self.setFixedWidth(theme.px(560))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 22)
        column.setSpacing(8)
        column.addWidget(Text(theme, TITLE, Role.TITLE))
        self.sentence = Text(theme, error.sentence, Role.BODY, wrap=True)
        column.addWidget(self.sentence)
        column.addWidget(Text(theme, str(folder), Role.SMALL, "text3", wrap=True))
        column.addSpacing(6)
        self.cards: dict[Choice, WayCard] = {}
        for choice in ways_for(error):
            words, icon, detail = WAYS[choice]
            card = WayCard(theme, Way(words, self._chooser(choice), icon, "", detail))
            self.cards[choice] = card
            column.addWidget(card)
        column.addStretch()
        self.setFixedHeight(column.totalHeightForWidth(self.width()))
        next(iter(self.cards.values())).setFocus()

    def _chooser(self, choice: Choice) -> Callable[[], None]:
        def choose() -> None:
            self.choice = choice
            self.accept()

        return choose


class StartDesk:
    """Opens an office and walks through the screens until it is open or the clerk turns away."""

    def __init__(self, theme: Theme, places: Places, clock: Clock) -> None:
        self._theme, self._places, self._clock = theme, places, clock
        self._known: WardError | None = None

    def open(self, folder: Path, known: WardError | None = None) -> Office | Choice:
        """Return the open office, else OTHER (another office is wanted) or LEAVE.

        With `known` that refusal is shown first: damage that was found beside the open window.
        Raises OfficeOpenElsewhere where this account's own window is to be raised instead.
        """
        self._known, choice = known, Choice.RETRY
        while True:
            try:
                return self._try(folder, choice)
            except OfficeOpenElsewhere as error:
                if error.same_desk and choice is Choice.RETRY:
                    raise
                choice = self._ask(error, folder)
            except WardError as error:
                choice = self._ask(error, folder)
                if choice in {Choice.RESTORE, Choice.BY_DATE}:
                    choice = self._restored(folder, error, choice)
            if choice is Choice.SECOND:
                folder, choice = self._from_second_place(folder) or folder, Choice.RETRY
            if choice in {Choice.OTHER, Choice.LEAVE}:
                return choice

    def _try(self, folder: Path, choice: Choice) -> Office:
        """Open the office off the window's thread: what stands on the screen goes on painting."""
        told, self._known = self._known, None
        if told is not None:
            raise told
        return wait_for(
            lambda: open_office(
                folder,
                self._places,
                self._clock,
                take_over=choice is Choice.TAKE,
                read_only=choice is Choice.LOOK,
            )
        )

    def _ask(self, error: WardError, folder: Path) -> Choice:
        screen = StartScreen(self._theme, error, folder)
        screen.exec()
        choice = screen.choice
        if choice is Choice.TAKE and not self._confirms_taking(error):
            return self._ask(error, folder)
        return choice

    def _confirms_taking(self, error: WardError) -> bool:
        where = error.where if isinstance(error, OfficeOpenElsewhere) else ""
        sentence = (
            f"Nếu máy {where} vẫn đang ghi, hai bên có thể ghi đè nhau. "
            "Chỉ tiếp quản khi chắc rằng cửa sổ bên đó không còn."
        )
        return ask(QWidget(), self._theme, "Tiếp quản sổ này?", sentence, "Tiếp quản", danger=True)

    def _restored(self, folder: Path, error: WardError, choice: Choice) -> Choice:
        backup = error.backup if isinstance(error, OfficeDamaged) else ""
        try:
            if choice is Choice.BY_DATE:
                kept = wait_for(lambda: backups_in(folder))
                backup = choose_backup(QWidget(), self._theme, kept, self._clock.today())
            if not backup:
                return self._ask(error, folder)
            wait_for(lambda: restore_damaged(folder, backup, self._clock))
        except WardError as refusal:
            return self._ask(refusal, folder)
        return Choice.RETRY

    def _from_second_place(self, folder: Path) -> Path | None:
        """Make a new office folder from the newest backup of a place the clerk points at."""
        name = QFileDialog.getExistingDirectory(None, "Chọn nơi sao lưu thứ hai")
        if not name:
            return None
        target = default_office_folder(self._places, folder.name)
        password = ""
        while True:
            try:
                wait_for(partial(bring_back, Path(name), target, password))
            except (PasswordNeeded, PasswordWrong) as refusal:
                password = ask_second_password(QWidget(), self._theme, refusal.sentence)
                if not password:
                    return None
            except WardError as refusal:
                self._say(refusal.sentence)
                return None
            else:
                return target

    def _say(self, sentence: str) -> None:
        show_failure(QWidget(), self._theme, "Chưa khôi phục được", sentence)


# ---- wishes that outlive a window ------------------------------------------------------------


def wish_guide(store: DeskStore) -> None:
    """Ask the start to show the guide once this window has closed."""
    store.keep_text(_WISH, "guide")


def wish_discard(store: DeskStore, folder: Path) -> None:
    """Ask the start to throw an example office away once its window has closed."""
    store.keep_text(_WISH, "guide")
    store.keep_text(_DOOMED, str(folder))


def settle_wishes(theme: Theme, clock: Clock, store: DeskStore) -> bool:
    """Do what a closed window asked for; return True when the guide is wanted now."""
    wish, doomed = store.text(_WISH), store.text(_DOOMED)
    store.keep_text(_WISH, "")
    store.keep_text(_DOOMED, "")
    if doomed:
        try:
            discard_example(Path(doomed), clock)
        except WardError as error:
            show_failure(QWidget(), theme, "Chưa bỏ được sổ mẫu", error.sentence)
    return wish == "guide"
