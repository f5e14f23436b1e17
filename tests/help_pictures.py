"""The pictures of the help pages: one light picture of each real screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from wardapp.ui.first_run import FirstRun
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.help_pages import OF_PAGES

SIZE = (1280, 660)
SKIPPED = {"drafts"}  # Dự thảo shows the editor


def shoot_help(
    window: MainWindow,
    out: Path,
    settle: Callable[[MainWindow | FirstRun], None],
    arguments: dict[str, object],
) -> None:
    """Take the picture of every help page into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    window.theme.apply("light", "normal")
    window.resize(*SIZE)
    for page, topic in OF_PAGES.items():
        if page not in SKIPPED and page in window.specs:
            _take(window, page, arguments.get(page), settle, out / f"{topic}.png")
    _take(window, "settings", "backups", settle, out / "sao-luu.png")
    guide = FirstRun(window.theme, window.context.clock, window.context.places)
    guide.resize(*SIZE)
    guide.show()
    guide.office.ward.set_text("Liên Hồ")
    guide.office.city.set_text("Thành phố Hà Liên")
    settle(guide)
    guide.grab().save(str(out / "lan-dau.png"))
    guide.jobs.close()
    guide.close()


def _take(
    window: MainWindow,
    page: str,
    argument: object,
    settle: Callable[[MainWindow | FirstRun], None],
    file: Path,
) -> None:
    window.go(page, argument)
    settle(window)
    window.grab().save(str(file))
