"""Paper and files out of a page: ask where to, work in a lane, say what was done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from wardapp.ui.context import Context
from wardapp.ui.file_dialogs import ask_target
from wardapp.ui.jobs import Book
from wardapp.ui.printing import (
    PrinterChoice,
    ask_printer,
    chosen_pages,
    print_pdf,
    wished_printer,
)


class PaperOut:
    """Prints and saves for one page of the window."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self._context, self._parent = context, parent
        self.choose_printer: PrinterChoice = ask_printer
        self.choose_target: Callable[[QWidget, str, Path, tuple[str, ...]], Path | None] = (
            ask_target
        )

    def print_pages(
        self,
        title: str,
        pdf: bytes,
        sizes: tuple[tuple[float, float], ...],
        on_printed: Callable[[], object],
        *,
        touches: frozenset[Book] = frozenset(),
    ) -> None:
        """Ask for a printer and print pages through the lane of long work."""
        choose = self.choose_printer
        printer = wished_printer(self._context, self._parent, title, sizes, choose)
        if printer is None:
            return
        pages = chosen_pages(printer, len(sizes))
        self._context.jobs.long(
            print_pdf(printer, pdf, self._context.office.exporting, pages),
            lambda _sheets: on_printed(),
            title=f"Đang in {title}",
            touches=touches,
        )

    def print_made(
        self,
        title: str,
        make: Callable[[], bytes],
        on_printed: Callable[[], object],
        *,
        touches: frozenset[Book] = frozenset(),
    ) -> None:
        """Let a service make the pages in the rendering lane, then print them."""
        maker = self._context.office.exporting

        def work() -> tuple[bytes, tuple[tuple[float, float], ...]]:
            pdf = make()
            return pdf, maker.page_sizes(pdf)

        self._context.jobs.render(
            work,
            lambda made: self.print_pages(title, *made, on_printed, touches=touches),
            owner=self._parent,
        )

    def save(
        self,
        title: str,
        name: str,
        filters: tuple[str, ...],
        write: Callable[[Path], Path],
        *,
        touches: frozenset[Book] = frozenset(),
    ) -> None:
        """Ask where to and let a service write the file there."""
        context = self._context
        start = context.export_folder / name
        target = self.choose_target(self._parent, title, start, filters)
        if target is None:
            return
        context.jobs.write(
            lambda: write(target),
            self._say_saved,
            touches=touches,
            title=f"Đang lưu {target.name}",
            on_refused=lambda error: context.frame.fail(
                f"Chưa lưu được {target.name}", error.sentence
            ),
        )

    def _say_saved(self, target: Path) -> None:
        self._context.desk.change(last_export_folder=str(target.parent))
        self._context.frame.toast(f"Đã lưu {target.name} vào {target.parent}.")
