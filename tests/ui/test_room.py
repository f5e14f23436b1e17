"""Nothing is wider or taller than its widget: the whole window at three sizes, text Rất lớn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand
from wardapp.ui.form_dialog import FormDialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Button, Chip
from wardapp.ui.widgets.texts import Badge

TALLEST = "ẾỀỂỄỆ ỐỒỔỖỘ ỨỪỬỮỰ ẮẰẲẴẶ Ỵ Đ gyq"
SIZES = ((1366, 688), (1093, 534), (1920, 1000))
EVERYDAY = (SIZES[1], "largest")  # the least room for the largest words
UNDER = {"numbers", "books", "import"}
"""Pages below others that show something of themselves."""
Settled = Callable[[MainWindow], None]


def crowded(page: QWidget) -> list[str]:
    """Return the visible words that have less room than they need."""
    found = []
    for part in page.findChildren(QWidget):
        if not isinstance(part, QLabel | Button | Chip | Badge) or not part.isVisible():
            continue
        room, need = part.size(), part.sizeHint()
        if isinstance(part, QLabel) and part.wordWrap():
            if part.height() + 1 < part.heightForWidth(part.width()):
                found.append(f"{part.text()!r} needs {part.heightForWidth(part.width())} rows")
            continue
        if room.width() < need.width() or room.height() < need.height():
            name = part.accessibleName() or part.objectName() or type(part).__name__
            found.append(f"{name or part}: {room.toTuple()} < {need.toTuple()}")
    return found


ROOMS = [
    pytest.param(
        size,
        text,
        id=f"{text}-{size[0]}x{size[1]}",
        marks=() if (size, text) == EVERYDAY else pytest.mark.prove,
    )
    for size in SIZES
    for text in ("normal", "largest")
]


@pytest.mark.parametrize(("size", "text"), ROOMS)
def test_no_words_are_cut_on_any_page(
    window: MainWindow, settled: Settled, size: tuple[int, int], text: str
) -> None:
    window.theme.apply("light", text)
    window.resize(*size)
    faults = {}
    for key, spec in window.specs.items():
        if spec.under and key not in UNDER:
            continue
        window.go(key)
        settled(window)
        found = crowded(window.page(key))
        if found:
            faults[key] = found
        assert window.page(key).minimumSizeHint().width() <= window.stack.width() or not found

    assert faults == {}


def test_a_long_form_stays_inside_a_low_window(
    window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    window.theme.apply("light", "largest")
    window.resize(*SIZES[1])
    seen: list[tuple[int, list[str]]] = []

    def look(dialog: FormDialog) -> None:
        seen.append((dialog.height(), crowded(dialog)))
        dialog.reject()

    for action in ("petitions.new", "books.add", "numbers.term"):
        hand = DialogHand(qtbot, FormDialog, look)
        window.run_action(action)
        settled(window)
        hand.wait()
    assert all(height <= SIZES[1][1] and not cut for height, cut in seen), seen


def test_the_highest_letters_fit_every_row_and_badge(window: MainWindow) -> None:
    for text in ("normal", "large", "largest"):
        window.theme.apply("light", text)
        metrics = {role: window.theme.metrics(role) for role in Role}
        view = window.page("incoming").list
        badge = Badge(window.theme, TALLEST, "warn")
        button = Button(window.theme, TALLEST)

        lines = metrics[Role.STRONG].height() + metrics[Role.SMALL].height()
        assert view.verticalHeader().defaultSectionSize() >= lines + 2
        assert badge.sizeHint().height() >= metrics[Role.LABEL].height() + 2
        assert button.sizeHint().height() >= metrics[Role.STRONG].height() + 2
