"""What the page An toàn dữ liệu does when asked: restore, second place, password, check."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from wardapp.core.errors import PasswordNeeded, PasswordWrong, WardError
from wardapp.core.journal import Backup
from wardapp.core.safety import CheckReport, Light, Losses
from wardapp.ui import dialogs
from wardapp.ui.backup_chooser import ask_second_password
from wardapp.ui.backup_rows import moment_text
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book, JobProgress
from wardapp.ui.pages.safety_losses import asks_to_go_on
from wardapp.ui.restored_words import keep_given
from wardapp.ui.widgets.fields import LineField

TOUCHED = frozenset({Book.BACKUPS, Book.SAFETY})
FORGOTTEN = (
    "Ghi mật khẩu ra giấy và cất ở nơi khác USB. Quên mật khẩu thì không ai mở được các bản này "
    "trên máy khác, kể cả người làm WardApp. Các bản chưa khóa ở nơi thứ hai sẽ được thay bằng bản "
    "có khóa ở lần sao lưu tới."
)


class SafetyDeeds:
    """The deeds of the page; each hands its service to a lane and says what came of it."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context

    # ---- restore -----------------------------------------------------------------------------

    def ask_restore(self, backup: Backup) -> None:
        """Read what would be lost, then ask."""
        backups = self._context.office.backups
        self._context.jobs.read(
            lambda: backups.losses(backup.name),
            lambda losses: self._confirm(backup, losses),
            key="safety.lost",
            owner=self._page,
        )

    def _confirm(self, backup: Backup, losses: Losses) -> None:
        context = self._context
        if asks_to_go_on(self._page, context.theme, backup, losses, context.clock.today):
            self.restore_now(backup, losses)

    def restore_now(self, backup: Backup, losses: Losses) -> None:
        """Swap the office for the backup and open it again, where the numbers are told once more.

        A refusal after the office was closed opens it again as it was.
        """
        context = self._context

        def reopen() -> None:
            keep_given(context.desk, losses.numbers)
            context.frame.reopen()

        context.jobs.write(
            lambda: context.office.backups.restore(backup.name),
            lambda _none: reopen(),
            touches=(),
            title="Đang khôi phục…",
            on_refused=self._not_restored,
        )

    def _not_restored(self, error: WardError) -> None:
        self._context.frame.fail("Chưa khôi phục được", error.sentence)
        if not self._context.office.backups.is_open:
            self._context.frame.reopen()

    def ask_remove(self, backup: Backup) -> None:
        """Ask, then remove a backup."""
        context = self._context
        sentence = f"Bản lúc {moment_text(backup)} ({backup.reason}) không lấy lại được nữa."
        if dialogs.ask(
            self._page, context.theme, "Xóa bản sao lưu này?", sentence, "Xóa", danger=True
        ):
            context.jobs.write(
                lambda: context.office.backups.remove(backup.name),
                lambda _none: context.frame.toast("Đã xóa một bản sao lưu."),
                touches=TOUCHED,
            )

    # ---- whole check -------------------------------------------------------------------------

    def check(self) -> None:
        """Look through everything beside the work."""
        self._context.jobs.beside(
            self._checked, self._told, title="Đang kiểm tra toàn bộ…", touches=TOUCHED
        )

    def _checked(self, progress: JobProgress) -> CheckReport:
        return self._context.office.safety.check(progress)

    def _told(self, report: CheckReport) -> None:
        bad = [fact for fact in report.facts if fact.light is not Light.GREEN]
        if bad:
            sentences = "\n".join(f"{fact.topic}: {fact.sentence}" for fact in bad)
            self._context.frame.fail("Kiểm tra thấy chỗ cần xem", sentences)
        else:
            self._context.frame.toast("Đã kiểm tra toàn bộ: mọi thứ nguyên vẹn.")

    # ---- second place ------------------------------------------------------------------------

    def choose_second(self) -> None:
        """Ask for the place, keep it, and bring the newest backup there at once."""
        name = QFileDialog.getExistingDirectory(self._page, "Chọn nơi sao lưu thứ hai")
        if name:
            self.keep_second(str(Path(name)))

    def keep_second(self, place: str) -> None:
        """Keep the place in the settings; a new one gets a copy of the newest backup."""
        office = self._context.office

        def keep() -> None:
            settings = office.catalogue.settings()
            office.catalogue.save_settings(replace(settings, second_backup=place))

        self._context.jobs.write(
            keep,
            lambda _none: self._copy_there() if place else None,
            touches={Book.CATALOGUE, *TOUCHED},
        )

    def _copy_there(self) -> None:
        """Bring the newest backup to the place, beside the work."""
        backups = self._context.office.backups
        self._context.jobs.beside(
            lambda _progress: backups.bring_second_up(),
            lambda note: self._context.frame.toast(note or "Đã chép một bản sang nơi thứ hai."),
            title="Đang chép sang nơi thứ hai…",
            touches=TOUCHED,
        )

    def set_password(self) -> None:
        """Ask twice for the password, having said what forgetting it means."""
        theme = self._context.theme
        first = LineField(theme, "Mật khẩu (ít nhất 8 chữ)")
        again = LineField(theme, "Gõ lại mật khẩu")
        for field in (first, again):
            field.line.setEchoMode(QLineEdit.EchoMode.Password)
        title = "Đặt mật khẩu cho nơi thứ hai"
        if not dialogs.ask_fields(
            self._page, theme, title, (first, again), "Đặt mật khẩu", FORGOTTEN
        ):
            return
        if first.text() != again.text():
            self._context.frame.fail("Chưa đặt mật khẩu", "Hai lần gõ khác nhau. Hãy đặt lại.")
            return
        typed = first.text()
        second = self._context.office.second_places
        self._context.jobs.write(
            lambda: second.set_password(typed), lambda _none: self._copy_there(), touches=TOUCHED
        )

    def drop_password(self) -> None:
        """Ask, then leave later copies open."""
        context, second = self._context, self._context.office.second_places
        sentence = (
            "Ai nhặt được USB sẽ mở được các bản chép sau này. Bản đã khóa vẫn giữ mật khẩu cũ."
        )
        if dialogs.ask(self._page, context.theme, "Bỏ mật khẩu?", sentence, "Bỏ mật khẩu"):
            context.jobs.write(second.forget_password, touches=TOUCHED)

    def fetch(self, place: Path, password: str = "") -> None:
        """Bring the newest backup of a place onto the own shelf; ask for the password if needed."""
        second = self._context.office.second_places

        def bring(_progress: JobProgress) -> str:
            return second.fetch_newest(place, password)

        self._context.jobs.beside(
            bring,
            lambda _name: self._context.frame.toast("Đã lấy bản sao lưu về, chọn rồi khôi phục."),
            title="Đang lấy bản sao lưu về…",
            touches=TOUCHED,
            on_refused=lambda error: self._ask_password(place, error),
        )

    def _ask_password(self, place: Path, error: WardError) -> None:
        if not isinstance(error, PasswordNeeded | PasswordWrong):
            self._context.frame.fail("Chưa lấy được bản sao lưu", error.sentence)
            return
        if typed := ask_second_password(self._page, self._context.theme, error.sentence):
            self.fetch(place, typed)
