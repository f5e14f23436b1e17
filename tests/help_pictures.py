"""The pictures of the help pages: one light picture of each real screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPixmap

from tests.picture_books import fill_books
from tests.picture_check import wrong_paper
from tests.picture_exchange import fill_exchange
from tests.picture_forms import fill_forms
from tests.picture_letters import fill_templates
from tests.picture_numbers import fill_numbers
from tests.picture_old_book import old_book
from tests.picture_petitions import fill_opinions, fill_petitions, fill_privacy
from tests.picture_regimes import fill_board, fill_regimes
from tests.picture_returns import fill_returns
from tests.picture_safety import fill_safety
from wardapp.core.parts import Kind
from wardapp.services.office import Office
from wardapp.ui.first_run import FirstRun
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.help_pages import OF_PAGES

SIZE = (1366, 688)
ABOUT_HEIGHT = 292
BUILT = date(2026, 11, 22)
COLOURS = 256
FILLED: dict[str, Callable[[Office], object]] = {
    "numbers": fill_numbers,
    "templates": fill_templates,
    "petitions": fill_petitions,
    "opinions": fill_opinions,
    "privacy": fill_privacy,
    "regimes": fill_regimes,
    "forms": fill_forms,
    "returns": fill_returns,
    "safety": fill_safety,
    "exchange": fill_exchange,
}
SHADE, OPAQUE = 0xE0E0E0, 0xFF000000
SKIPPED = {
    "drafts",
    "versions",
    "letters",
    "licence",
    "merging",
    "recovered",
    "exchange_in",
    "number_pcs",
    "log_paste",
    "log_charts",
    "report_board",  # its picture is that of tep-don-vi
}  # Dự thảo shows the editor, and so on


def shoot_help(
    window: MainWindow,
    out: Path,
    settle: Callable[[MainWindow | FirstRun], None],
    paper: Path,
) -> None:
    """Take the picture of every help page into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    arguments: dict[str, object] = {
        "books": fill_books(window.office),
        "proposal": (paper,),
        "check": (wrong_paper(window.office, paper.parent),),
        "draft": window.office.drafting.page(0, 1).rows[0].id,
    }
    window.theme.apply("light", "normal")
    window.resize(*SIZE)
    for page, topic in OF_PAGES.items():
        if page in FILLED:
            arguments[page] = FILLED[page](window.office)
        if page == "import":
            window.go(page, (old_book(paper.parent),))
            _go_to_preview(window, settle)
            _save(window.grab(), out / f"{topic}.png")
        elif page not in SKIPPED and page in window.specs:
            _take(window, page, arguments.get(page), settle, out / f"{topic}.png")
    _take(window, "report_board", fill_board(window.office), settle, out / "tep-don-vi.png")
    _take_search(window, settle, out / "tim-kiem.png")
    _take_about(window, settle, out / "cai-chuong-trinh.png")
    guide = FirstRun(window.theme, window.context.clock, window.context.places)
    guide.resize(*SIZE)
    guide.show()
    guide.office.ward.set_text("Liên Hồ")
    guide.office.city.set_text("Thành phố Hà Liên")
    settle(guide)
    _save(guide.grab(), out / "lan-dau.png")
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
    _save(window.grab(), file)


def _go_to_preview(window: MainWindow, settle: Callable[[MainWindow | FirstRun], None]) -> None:
    """Go on from the files of an old book to the lines as they would come in."""
    for _ in range(2):
        settle(window)
        window.run_action("import.on")
    settle(window)


def _take_search(
    window: MainWindow, settle: Callable[[MainWindow | FirstRun], None], file: Path
) -> None:
    """Take Ctrl+K over the register, with what a few letters find."""
    window.go("incoming")
    settle(window)
    window.open_palette()
    window.palette_box.line.setText("truyền thông")
    settle(window)
    _save(window.grab(), file)
    window.palette_box.dismiss()


def _take_about(
    window: MainWindow, settle: Callable[[MainWindow | FirstRun], None], file: Path
) -> None:
    """Take the head of Giới thiệu as an installed program shows it, without this PC's folders."""
    window.go("settings", "about")
    settle(window)
    about = window.page("settings").about
    about.show_facts(replace(about.facts, kind=Kind.INSTALLED, built=BUILT))
    settle(window)
    _save(window.grab(QRect(0, 0, SIZE[0], ABOUT_HEIGHT)), file)


def _save(picture: QPixmap, file: Path) -> None:
    """Write a PNG of 256 colours: one of every shade there is, then the ones most used."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    used = Counter(memoryview(image.constBits()).cast("I")).most_common()
    shades: dict[int, int] = {}
    for colour, _count in used:
        shades.setdefault(colour & SHADE, colour)
    table = list(dict.fromkeys([*shades.values(), *(colour for colour, _count in used)]))
    few = image.convertToFormat(
        QImage.Format.Format_Indexed8,
        [colour | OPAQUE for colour in table[:COLOURS]],
        Qt.ImageConversionFlag.AvoidDither,
    )
    few.save(str(file), "PNG", 0)
