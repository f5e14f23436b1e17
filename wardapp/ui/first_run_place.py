"""Step 5 of the guide: where the office lies and where a second backup goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from wardapp.core.errors import BadValue
from wardapp.core.office import PlaceAdvice
from wardapp.core.profile import OfficeProfile
from wardapp.services.catalogue_rules import check_settings
from wardapp.services.setup import default_office_folder, place_advice
from wardapp.ui.first_run_step import Guide, GuideStep
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Button
from wardapp.ui.widgets.cards import Notice, Way
from wardapp.ui.widgets.fields import LineField
from wardapp.ui.widgets.texts import Text

ADVICE_MS = 250


class PlaceStep(GuideStep):
    """The folder, with advice while it is typed, and a second place for backups."""

    question = "Sổ lưu ở đâu trên máy này?"
    hint = "Một thư mục giữ tất cả: dữ liệu, tệp gốc, bản sao lưu. Chép cả thư mục là đủ."

    def __init__(self, guide: Guide) -> None:
        super().__init__(guide)
        theme = guide.theme
        self.folder = LineField(theme, "Thư mục của sổ")
        self.second = LineField(theme, "Nơi sao lưu thứ hai (USB, ổ khác)", "Không bắt buộc")
        self.advice = Notice(theme, "warn")
        self.fields = {"folder": self.folder, "second_backup": self.second}
        for field, title in (
            (self.folder, "Chọn nơi lưu sổ"),
            (self.second, "Chọn nơi sao lưu thứ hai"),
        ):
            self._add(field, title)
            if field is self.folder:
                self.form.addWidget(self.advice)
        note = "WardApp tự sao lưu khi mở và khi đóng sổ, giữ 10 bản gần nhất."
        self.form.addWidget(Text(theme, note, Role.SMALL, "text2", wrap=True))
        self._title = ""
        self._wait = QTimer(self, singleShot=True, interval=ADVICE_MS)
        self._wait.timeout.connect(self._ask_advice)
        self.folder.line.textChanged.connect(lambda _text: self._wait.start())

    def _add(self, field: LineField, title: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(field, 1)
        pick = Button(self.guide.theme, "Chọn…", icon="folder")
        pick.setAccessibleName(title)
        pick.clicked.connect(partial(self._pick, field, title))
        row.addWidget(pick, 0, Qt.AlignmentFlag.AlignBottom)
        self.form.addLayout(row)

    def _pick(self, field: LineField, title: str) -> None:
        name = QFileDialog.getExistingDirectory(self, title, field.text())
        if name:
            field.set_text(str(Path(name)))

    def fill(self, profile: OfficeProfile) -> None:
        """Propose a folder named after the office, until the clerk names another."""
        before = str(default_office_folder(self.guide.places, self._title)) if self._title else ""
        if self.folder.text() in {"", before}:
            self.folder.set_text(str(default_office_folder(self.guide.places, profile.title)))
        self._title = profile.title

    def apply(self, profile: OfficeProfile) -> OfficeProfile:
        """Return the profile with the second place."""
        if not self.folder.text():
            raise BadValue("folder", "Hãy chọn thư mục để lưu sổ.")
        settings = replace(profile.settings, second_backup=self.second.text())
        return replace(profile, settings=settings)

    def check(self, profile: OfficeProfile) -> Callable[[], object]:
        """Return what must hold of both places."""
        folder, places, title = Path(self.folder.text()), self.guide.places, profile.title

        def ask() -> None:
            check_settings(profile.settings)
            advice = place_advice(folder, places, title)
            if not advice.ok:
                raise BadValue("folder", advice.sentence)

        return ask

    def _ask_advice(self) -> None:
        text, places, title = self.folder.text(), self.guide.places, self._title
        if text:
            self.guide.jobs.read(
                lambda: place_advice(Path(text), places, title),
                self._show_advice,
                key="guide.place",
                owner=self,
            )

    def _show_advice(self, advice: PlaceAdvice) -> None:
        if advice.ok or advice.proposed is None:
            self.advice.hide()
            return
        proposed, second = advice.proposed, advice.second_backup
        words = "Dùng ổ của máy, sao lưu thêm vào đây" if second else "Dùng thư mục khác"
        way = Way(words, partial(self._take, proposed, second), "folder")
        self.advice.show_notice(advice.sentence, f"Thư mục gợi ý: {proposed}", (way,))

    def _take(self, proposed: Path, second: Path | None) -> None:
        self.folder.set_text(str(proposed))
        if second is not None:
            self.second.set_text(str(second))
        self.folder.set_state("")
        self.folder.set_echo("")
