"""The chooser behind the title of Báo cáo: forms of the office, and the pages around reports."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from wardapp.core.forms import CellRecord
from wardapp.ui.page import Page
from wardapp.ui.pages.cell_records import CellRecords
from wardapp.ui.pages.reports_reading import Sheet

PAGES_OF = {"log": "daylog", "petition": "petitions", "opinion": "opinions", "unit": "catalogue"}
"""Where the records behind a figure are at home."""

BY_IDS = frozenset({"petition", "opinion"})
"""What its page shows exactly; of others it shows the first."""

AROUND = (
    ("returns", "Báo cáo đơn vị gửi về"),
    ("report_board", "Theo dõi nộp báo cáo"),
    ("regimes", "Chế độ báo cáo"),
    ("forms", "Mẫu báo cáo"),
)


def records_of(records: tuple[CellRecord, ...], label: str) -> object:
    """Return what the page of these records is asked for: all of them, or the first."""
    if records[0].entity in BY_IDS:
        return CellRecords(tuple(each.record_id for each in records), label)
    return records[0].record_id


def forms_menu(page: Page, sheet: Sheet, show_form: Callable[[str], None]) -> QMenu:
    """Return a menu of the forms and of the pages that exist around them."""
    menu, frame = QMenu(page), page.context.frame

    def shower(form: str) -> Callable[[], None]:
        return lambda: show_form(form)

    def goer(key: str) -> Callable[[], None]:
        return lambda: frame.go(key)

    for spec in sheet.forms:
        entry = menu.addAction(f"{spec.label}: {_about(spec.title)}", shower(spec.id))
        entry.setCheckable(True)
        entry.setChecked(spec.id == sheet.spec.id)
    menu.addSeparator()
    known = {action.page for action in frame.all_actions()}
    for key, words in AROUND:
        if key in known:
            menu.addAction(words, goer(key))
    return menu


def _about(title: str) -> str:
    words = [word for word in title.split() if not word.isupper()]
    return " ".join(words) or title
