"""Sao văn bản from the book: asked in a small form, saved as PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wardapp.services.office import Office
from wardapp.ui.form_dialog import FormDialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.outgoing import OutgoingPage
from wardapp.ui.widgets.fields import ChoiceField, DateField, LineField

START = "outgoing"

Settled = Callable[[MainWindow], None]


def test_a_dispatch_is_copied_with_the_stamp_of_today(
    office: Office, window: MainWindow, settled: Settled, qtbot: QtBot, tmp_path: Path
) -> None:
    draft = office.drafting.service.page(0, 1).rows[0]
    line = office.issuing.service.issue(draft.id).outgoing
    window.go("outgoing", line.id)
    settled(window)
    page = window.page("outgoing")
    assert isinstance(page, OutgoingPage)
    target = tmp_path / "ban-sao.pdf"
    page.dialogs.paper.choose_target = lambda *_args: target
    window.run_action("outgoing.copy")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FormDialog))
    form = QApplication.activeModalWidget()
    assert isinstance(form, FormDialog)
    kind, signer = form._fields["kind"], form._fields["signer"]
    day, top = form._fields["day"], form._fields["top"]
    assert isinstance(kind, ChoiceField)
    assert isinstance(signer, ChoiceField)
    assert isinstance(day, DateField)
    assert isinstance(top, LineField)
    assert kind.choice.currentText() == "Bản sao văn bản"
    assert signer.choice.count() > 1
    top.set_text("cao")
    form.try_save()
    assert "mi-li-mét" in top.editor.accessibleDescription()
    top.set_text("")
    form.try_save()
    settled(window)
    assert target.read_bytes().startswith(b"%PDF")
