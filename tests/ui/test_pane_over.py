"""The pane that covers its list in a narrow page."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from wardapp.ui.theme import Theme
from wardapp.ui.widgets.pane_over import PaneOver


def test_the_list_comes_back_when_the_last_line_under_the_pane_goes(theme: Theme) -> None:
    page, rows, pane = QWidget(), QWidget(), QWidget()
    room = QHBoxLayout(page)
    room.addWidget(rows)
    room.addWidget(pane)
    over = PaneOver(theme, rows, pane, rows, 1000)
    over.fit(400)
    over.know(has_rows=True)
    over.open(pane)
    assert rows.isHidden()
    assert not pane.isHidden()
    over.know(has_rows=False)
    assert not rows.isHidden(), "the page would be empty"
    over.know(has_rows=True)
    assert not rows.isHidden()
    assert pane.isHidden()
