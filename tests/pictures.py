"""Pictures of every page: `python3 dev.py pictures`, or this file with --only, --size, --theme."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication  # noqa: E402

from tests.help_pictures import shoot_help  # noqa: E402
from tests.picture_books import fill_books  # noqa: E402
from tests.picture_check import wrong_paper  # noqa: E402
from tests.picture_dossiers import fill_dossiers  # noqa: E402
from tests.picture_exchange import fill_exchange, packages  # noqa: E402
from tests.picture_forms import fill_forms  # noqa: E402
from tests.picture_letters import fill_letters, fill_templates  # noqa: E402
from tests.picture_log import CHAT  # noqa: E402
from tests.picture_number_pcs import fill_number_pcs  # noqa: E402
from tests.picture_numbers import fill_numbers  # noqa: E402
from tests.picture_office import make_example, make_half_year  # noqa: E402
from tests.picture_old_book import old_book  # noqa: E402
from tests.picture_outgoing import fill_outgoing  # noqa: E402
from tests.picture_petitions import fill_opinions, fill_petitions, fill_privacy  # noqa: E402
from tests.picture_recovered import fill_recovered  # noqa: E402
from tests.picture_regimes import fill_board, fill_regimes  # noqa: E402
from tests.picture_reports import fill_reports  # noqa: E402
from tests.picture_returns import fill_returns, fill_topics  # noqa: E402
from tests.picture_safety import fill_safety  # noqa: E402
from wardapp.core.places import Places  # noqa: E402
from wardapp.ui.desk_store import DeskStore  # noqa: E402
from wardapp.ui.main_window import MainWindow  # noqa: E402
from wardapp.ui.pages import PAGES  # noqa: E402
from wardapp.ui.theme import Theme  # noqa: E402

SIZES = ("1366x688", "1920x1000")
THEMES = ("light", "dark")
WAIT_S, QUIET_TURNS = 8.0, 12

# Pages that need something to show: page key -> what to give its `arrive`.
ARGUMENTS: dict[str, Callable[[MainWindow, Path], object]] = {
    "proposal": lambda _window, paper: (paper,),
    "outgoing": lambda window, _paper: fill_outgoing(window.office),
    "books": lambda window, _paper: fill_books(window.office),
    "numbers": lambda window, _paper: fill_numbers(window.office),
    "number_pcs": lambda window, paper: fill_number_pcs(window.office, paper.parent),
    "templates": lambda window, _paper: fill_templates(window.office),
    "letters": lambda window, _paper: fill_letters(window.office),
    "petitions": lambda window, _paper: fill_petitions(window.office),
    "log_paste": lambda _window, _paper: CHAT,
    "opinions": lambda window, _paper: fill_opinions(window.office),
    "privacy": lambda window, _paper: fill_privacy(window.office),
    "recovered": lambda window, _paper: fill_recovered(window.office),
    "regimes": lambda window, _paper: fill_regimes(window.office),
    "report_board": lambda window, _paper: fill_board(window.office),
    "forms": lambda window, _paper: fill_forms(window.office),
    "reports": lambda window, _paper: fill_reports(window.office),
    "returns": lambda window, _paper: fill_returns(window.office),
    "merging": lambda window, _paper: fill_topics(window.office),
    "safety": lambda window, _paper: fill_safety(window.office),
    "exchange": lambda window, _paper: fill_exchange(window.office),
    "exchange_in": lambda window, _paper: packages(window.office),
    "dossiers": lambda window, _paper: fill_dossiers(window.office),
    "import": lambda _window, paper: (old_book(paper.parent),),
    "check": lambda window, paper: (wrong_paper(window.office, paper.parent),),
    "draft": lambda window, _paper: window.office.drafting.page(0, 1).rows[0].id,
}


# Other faces of a page: its name and the action that shows it, and shows the first one again.
FACES: dict[str, tuple[tuple[str, str], ...]] = {
    "exchange": (
        ("history", "exchange.history"),
        ("conflicts", "exchange.conflicts"),
        ("devices", "exchange.devices"),
    ),
    "reports": (("words", "reports.words"), ("all", "reports.scope")),
}


def settle(app: QApplication, window: MainWindow) -> None:
    """Let the lanes end their work and the window paint it."""
    end, quiet = time.monotonic() + WAIT_S, 0
    while time.monotonic() < end and quiet < QUIET_TURNS:
        app.processEvents()
        time.sleep(0.012)
        quiet = 0 if window.jobs.is_busy else quiet + 1


def shoot(app: QApplication, window: MainWindow, paper: Path, order: argparse.Namespace) -> None:
    """Take the pictures that were asked for."""
    for key in window.specs:
        if order.only and key not in order.only:
            continue
        make = ARGUMENTS.get(key)
        window.go(key, make(window, paper) if make else None)
        take(app, window, key, order)
        for name, action in FACES.get(key, ()):
            window.run_action(action)
            take(app, window, f"{key}-{name}", order)
            window.run_action(action)
            settle(app, window)


def take(app: QApplication, window: MainWindow, name: str, order: argparse.Namespace) -> None:
    """Save what is shown in every size and theme asked for."""
    for size in order.size:
        width, height = (int(part) for part in size.split("x"))
        for theme in order.theme:
            window.theme.apply(theme, order.text)
            window.resize(width, height)
            settle(app, window)
            file = f"{name}-{size}-{theme}{'' if order.text == 'normal' else '-' + order.text}"
            window.grab().save(str(order.out / f"{file}.png"))


def main() -> int:
    """Build the example office and shoot every page into the folder asked for."""
    parser = argparse.ArgumentParser(description="Pictures of every page.")
    parser.add_argument("--out", type=Path, default=ROOT / ".out" / "pictures")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--size", nargs="*", default=list(SIZES))
    parser.add_argument("--theme", nargs="*", default=list(THEMES))
    parser.add_argument("--text", default="normal")
    parser.add_argument("--help-pictures", type=Path, help="pictures of the help pages go here")
    order = parser.parse_args()
    order.out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as spot:
        folder = Path(spot)
        places = Places(
            resources=ROOT / "resources", forms=ROOT / "forms", data=folder / "data", program=ROOT
        )
        make = make_half_year if order.help_pictures else make_example
        office, clock, paper = make(folder / "so", places)
        theme = Theme(app, places.fonts, places.icons)
        window = MainWindow(office, theme, clock, places, DeskStore(places.data), PAGES)
        window.show()
        if order.help_pictures:
            shoot_help(window, order.help_pictures, lambda shown: settle(app, shown), paper)
        else:
            shoot(app, window, paper, order)
        window.close()
        office.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
