from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand
from wardapp.core.drafts import DraftStatus
from wardapp.services.office import Office
from wardapp.ui import dialogs
from wardapp.ui.dialogs import Dialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.draft_editor import DraftPage
from wardapp.ui.pages.drafts import DraftsPage

Settled = Callable[[MainWindow], None]


def inside(service: Any) -> Any:
    """Return a service without its guard, to look from the test."""
    return service.service


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> DraftsPage:
    """The list of drafts."""
    window.go("drafts")
    settled(window)
    shown = window.page("drafts")
    assert isinstance(shown, DraftsPage)
    return shown


def test_a_new_draft_begins_with_the_skeleton_of_its_type(
    page: DraftsPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    before = page.rows.rowCount()
    hand = DialogHand(qtbot, Dialog, lambda dialog: dialog.accept())

    page.start_draft()
    hand.wait()
    settled(window)

    editor = window.page("draft")
    assert window.current == "draft"
    assert isinstance(editor, DraftPage)
    assert editor.head.kind.value() == "CV"
    editor.head.kind.set_value("BC")
    settled(window)
    assert editor.content().type_code == "BC"
    window.go("drafts")
    settled(window)
    assert page.rows.rowCount() == before + 1


def test_a_draft_is_put_away_and_hoan_tac_brings_it_back(
    page: DraftsPage,
    window: MainWindow,
    settled: Settled,
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draft = page.chosen()
    assert draft is not None
    monkeypatch.setattr(dialogs, "ask", lambda *_args, **_named: True)

    page.drop()
    settled(window)
    assert inside(office.drafting).get(draft.id).status is DraftStatus.DROPPED
    assert page.rows.rowCount() == 0
    page.switch_all()
    settled(window)
    assert page.rows.rowCount() == 1
    page.switch_all()
    window.undo()
    settled(window)

    assert inside(office.drafting).get(draft.id).status is DraftStatus.WRITING
    assert page.rows.rowCount() == 1


def test_tra_loi_opens_a_draft_with_basis_addressee_and_number(
    window: MainWindow, settled: Settled
) -> None:
    window.run_action("incoming.reply")
    settled(window)

    editor = window.page("draft")
    assert isinstance(editor, DraftPage)
    assert editor.facts is not None
    assert editor.facts.arrival_number == 318
    assert "142-CV/BTGDVTU" in editor.text.text()
    assert editor.content().addressees
