"""Errors that a clerk can act on: each carries its own Vietnamese sentence."""

from __future__ import annotations

from datetime import date


class WardError(Exception):
    """Something was refused; `str(error)` is one Vietnamese sentence that says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class BadValue(WardError):
    """A value typed by the clerk cannot stand; `field` names it as in the dataclass."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class BadDate(BadValue):
    """The text is not a date that exists."""


class NotFound(WardError):
    """The record asked for is not in this office."""


class NumberTaken(WardError):
    """The number asked for already belongs to another document of the series."""

    def __init__(
        self, printed: str, used_on: date, next_free: int, *, deed: str = "đã dùng"
    ) -> None:
        super().__init__(
            f"Số {printed} {deed} ngày {used_on.day:02}/{used_on.month}. "
            f"Số kế tiếp còn trống là {next_free}."
        )
        self.next_free = next_free


class ChangedSince(WardError):
    """The record was changed after the step to be undone, or after it was read."""


class SecretRefused(WardError):
    """The file or text carries a state-secret mark: nothing of it was kept (domain §6)."""

    def __init__(self) -> None:
        super().__init__(
            "Văn bản có dấu chỉ mức độ mật. WardApp không nhận văn bản mật và chưa lưu gì. "
            "Xin xử lý theo quy định riêng."
        )


class UnreadableFile(WardError):
    """The file is empty, encrypted, broken, too large or of an unknown kind."""


class OfficeRefused(WardError):
    """The office folder cannot be opened or made here."""


class OfficeOpenElsewhere(OfficeRefused):
    """Another window holds the office; `where` names the PC and account, `since` the time.

    `same_desk` is True when that window belongs to this PC and account and can be raised;
    `can_take_over` is True when the window seems dead and the clerk may take its place.
    """

    same_desk = False
    can_take_over = False

    def __init__(self, where: str, since: str) -> None:
        super().__init__(
            f"Sổ này đang mở ở máy {where}, từ {since}. Hãy đóng cửa sổ bên đó hoặc chọn Mở để xem."
        )
        self.where = where
        self.since = since


class OfficeLeftOpen(OfficeOpenElsewhere):
    """The office is still marked as open by a PC that gives no sign of life."""

    can_take_over = True

    def __init__(self, where: str, since: str) -> None:
        super().__init__(where, since)
        self.sentence = (
            f"Sổ này còn ghi là đang mở ở máy {where}, từ {since}. Nếu máy đó đã tắt hoặc không "
            "còn dùng sổ, hãy chọn Tiếp quản; nếu không, đóng cửa sổ bên đó trước."
        )
        self.args = (self.sentence,)


class OfficeOpenHere(OfficeOpenElsewhere):
    """The same account of this PC already has a window on the office: raise that one."""

    same_desk = True


class OfficeTooNew(OfficeRefused):
    """The office was written by a newer WardApp."""


class OfficeDamaged(OfficeRefused):
    """The database does not pass its check; `backup` names the newest good backup, "" = none."""

    backup = ""


class DiskRefused(WardError):
    """The disk is full, read-only or gone; nothing was written by halves."""


class StoreBusy(WardError):
    """Another window or command is writing; trying again in a moment helps."""


class PackageRefused(WardError):
    """A package cannot be taken in; nothing of it was."""


class PackageDamaged(PackageRefused):
    """Bytes of the package are not those that were signed, or not what a package may hold."""


class PackageTooNew(PackageRefused):
    """The package was written by a newer WardApp in a format that this one does not read."""


class PasswordNeeded(PackageRefused):
    """The package or sealed file opens with a password only, and none was given."""


class PasswordWrong(PackageRefused):
    """The password given does not open the package or sealed file."""


class Cancelled(Exception):  # not a WardError: the clerk asked for it, nothing to tell
    """The clerk pressed Dừng; the work stopped and changed nothing."""


class PackageWaits(PackageRefused):
    """An earlier package is missing: the same file may be taken in after it."""
