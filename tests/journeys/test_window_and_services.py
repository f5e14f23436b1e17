"""What holds on every page: services off the window's thread, no warning of Qt, a name for each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.journeys.clerk import Clerk
from tests.journeys.conftest import Watch
from tests.off_window import Watched, services_of
from wardapp.ui.pages import PAGES


def test_the_watch_refuses_a_service_on_the_thread_of_a_shown_window(
    clerk: Clerk, watch: Watch
) -> None:
    with pytest.raises(AssertionError, match="ran on the window's thread"):
        clerk.window.office.desk.today()
    assert watch.faults == ["desk.today"]
    watch.faults.clear()
    assert "today.board" in watch.calls
    for name in services_of(clerk.window.office):
        assert isinstance(getattr(clerk.window.office, name), Watched), name
    with pytest.raises(AssertionError, match=r"drafting\.papers\.warm ran"):
        clerk.window.office.drafting.papers.warm()
    watch.faults.clear()


@pytest.mark.parametrize(
    ("size", "look"),
    [
        pytest.param((1366, 688), "light", id="usual-light"),
        pytest.param((700, 480), "dark", id="small-dark"),
        pytest.param((1366, 688), "dark", id="usual-dark", marks=pytest.mark.prove),
        pytest.param((700, 480), "light", id="small-light", marks=pytest.mark.prove),
    ],
)
def test_every_page_opens_in_both_looks_and_names_what_can_have_the_focus(
    clerk: Clerk, size: tuple[int, int], look: str
) -> None:
    window = clerk.window
    window.resize(*size)
    window.theme.apply(look, "normal")
    for spec in PAGES:
        window.go(spec.key)
        clerk.is_on(spec.key)
        unnamed = [each for each in focusable(clerk.page) if not named(each)]
        assert unnamed == [], spec.key
        assert not window.grab().isNull()


def focusable(page: QWidget) -> list[QWidget]:
    return [
        each
        for each in page.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def named(widget: QWidget) -> bool:
    return bool(widget.accessibleName() or getattr(widget, "text", str)())
