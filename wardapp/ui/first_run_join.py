"""Nhận sổ từ máy khác: the guide makes the second PC's folder from a full package."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from wardapp.core.errors import PasswordNeeded, PasswordWrong, WardError
from wardapp.services.joining import JoinWish, Offered, full_among, join_office, offered
from wardapp.services.setup import default_office_folder
from wardapp.ui import trust_dialogs
from wardapp.ui.first_run_office import OfficeStep
from wardapp.ui.jobs import JobProgress

WORDS = "Đang nhận sổ từ gói…"
PACKAGES = "Gói trao đổi (*.wardpack*);;Mọi tệp (*)"


@dataclass(frozen=True, slots=True)
class _Found:
    """The full package among those chosen, and whose office it is."""

    paths: tuple[Path, ...]
    offer: Offered


class JoinOffice(QObject):
    """Asks for the package, has its code compared, makes the office and hands its folder over."""

    def __init__(
        self,
        window: QWidget,
        step: OfficeStep,
        begin: Callable[[str], None],
        made: Callable[[Path], None],
    ) -> None:
        super().__init__(window)
        self._window, self._guide, self._begin, self._made = window, step.guide, begin, made
        step.join_wanted.connect(self.ask)

    def ask(self) -> None:
        """Ask for the full package, all its parts at once."""
        names, _kind = QFileDialog.getOpenFileNames(
            self._window, "Chọn gói đầy đủ máy kia gửi", "", PACKAGES
        )
        if names:
            self.look(tuple(Path(name) for name in names))

    def look(self, paths: tuple[Path, ...], password: str = "") -> None:
        """Look whose office it is; a sealed package asks for its password."""
        places = self._guide.places

        def read() -> _Found:
            whole = full_among(paths, places, password)
            return _Found(whole, offered(whole, places, password))

        def refused(error: WardError) -> None:
            if not isinstance(error, PasswordNeeded | PasswordWrong):
                self._guide.jobs.refused.emit(error.sentence)
                return
            trouble = error.sentence if isinstance(error, PasswordWrong) else ""
            typed = trust_dialogs.ask_password(
                self._window, self._guide.theme, paths[0].name, trouble
            )
            if typed:
                self.look(paths, typed)

        self._guide.jobs.read(
            read,
            lambda found: self._compare(found, password),
            key="guide.join",
            owner=self,
            on_refused=refused,
        )

    def _compare(self, found: _Found, password: str) -> None:
        card = found.offer.card
        if not trust_dialogs.ask_trust(self._window, self._guide.theme, card, is_other_key=False):
            return
        guide, wish = self._guide, JoinWish(paths=found.paths, password=password, code=card.code)
        target = default_office_folder(guide.places, found.offer.manifest.office_name)

        def join(progress: JobProgress) -> Path:
            join_office(target, wish, guide.places, guide.clock, progress).close()
            return target

        self._begin(WORDS)
        guide.jobs.long(join, self._made, title=WORDS)
