"""What Văn bản đến asks before it acts, and what it says afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from wardapp.core.dispatches import Incoming
from wardapp.core.identity import RecordId
from wardapp.ui import dialogs
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.outside import show_kept


class IncomingDialogs:
    """Joins the page's actions to services: ask, run in a lane, say what happened."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context

    def step(
        self, line: Incoming | None, service: Callable[[RecordId], Incoming], said: str
    ) -> None:
        """Move a line one step on."""
        if line is None:
            return
        frame = self._context.frame
        self._context.jobs.write(
            lambda: service(line.id),
            lambda done: frame.toast(said.format(number=done.arrival_code), frame.undo),
            touches={Book.INCOMING},
        )

    def cancel(self, line: Incoming | None) -> None:
        """Ask for the reason and strike the line through."""
        if line is None:
            return
        reason = dialogs.ask_reason(
            self._page,
            self._context.theme,
            f"Hủy số {line.arrival_code}",
            "Dòng vẫn nằm trong sổ, gạch ngang, kèm lý do. Số này không cấp lại.",
            f"Hủy số {line.arrival_code}",
        )
        if reason:
            intake, frame = self._context.office.intake, self._context.frame
            self._context.jobs.write(
                lambda: intake.cancel(line.id, reason),
                lambda done: frame.toast(
                    f"Đã hủy số {done.arrival_code}, lý do: {done.cancel_reason}", frame.undo
                ),
                touches={Book.INCOMING},
            )

    def many(
        self,
        ids: tuple[RecordId, ...],
        service: Callable[[tuple[RecordId, ...]], tuple[Incoming, ...]],
        said: str,
    ) -> None:
        """Move several lines one step on, in one step that one undo takes back."""
        frame = self._context.frame
        self._context.jobs.write(
            lambda: service(ids),
            lambda done: frame.toast(said.format(count=len(done)), frame.undo),
            touches={Book.INCOMING},
        )

    def send_back(self, line: Incoming | None) -> None:
        """Ask for the reason and return the dispatch to its sender."""
        if line is None:
            return
        reason = dialogs.ask_reason(
            self._page,
            self._context.theme,
            f"Chuyển trả số {line.arrival_code}",
            "Dòng vẫn nằm trong sổ, lý do in ở cột Ghi chú. Mở lại được khi cần.",
            f"Chuyển trả số {line.arrival_code}",
            "Lý do chuyển trả",
        )
        if reason:
            intake, frame = self._context.office.intake, self._context.frame
            self._context.jobs.write(
                lambda: intake.send_back(line.id, reason),
                lambda done: frame.toast(f"Đã chuyển trả số {done.arrival_code}.", frame.undo),
                touches={Book.INCOMING},
            )

    def restore(self, line: Incoming | None) -> None:
        """Ask for the reason and take a cancellation back."""
        if line is None:
            return
        reason = dialogs.ask_reason(
            self._page,
            self._context.theme,
            f"Bỏ hủy số {line.arrival_code}",
            "Dòng trở lại như trước khi hủy; việc hủy và bỏ hủy đều còn trong lịch sử.",
            f"Bỏ hủy số {line.arrival_code}",
            "Lý do bỏ hủy",
        )
        if reason:
            intake, frame = self._context.office.intake, self._context.frame
            self._context.jobs.write(
                lambda: intake.restore(line.id, reason),
                lambda done: frame.toast(f"Đã bỏ hủy số {done.arrival_code}.", frame.undo),
                touches={Book.INCOMING},
            )

    def attach(self, line: Incoming | None, path: Path) -> None:
        """Keep a file with a line."""
        if line is None:
            return
        intake, frame = self._context.office.intake, self._context.frame
        self._context.jobs.write(
            lambda: intake.attach(line.id, path),
            lambda done: frame.toast(f"Đã kèm tệp vào số {done.arrival_code}.", frame.undo),
            touches={Book.INCOMING},
        )

    def open_file(self, line: Incoming | None) -> None:
        """Open a copy of the first file of a line in its own program."""
        if line is None or not line.attachments:
            return
        show_kept(self._context, self._page, line.attachments[0])
