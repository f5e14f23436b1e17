"""Dữ liệu cá nhân by keyboard: a request and an incident from beginning to end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wardapp.core.privacy import Incident, PersonRequest
from wardapp.ui.form_dialog import FormDialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import privacy_deeds
from wardapp.ui.pages.privacy import PrivacyPage
from wardapp.ui.widgets.fields import BoxField, LineField

START = "today"
Settled = Callable[[MainWindow], None]


def the_form(qtbot: QtBot) -> FormDialog:
    def is_there() -> None:
        assert isinstance(QApplication.activeModalWidget(), FormDialog)

    qtbot.waitUntil(is_there)
    form = QApplication.activeModalWidget()
    assert isinstance(form, FormDialog)
    return form


def fill(form: FormDialog, **texts: str) -> None:
    for name, text in texts.items():
        field = form._fields[name]
        assert isinstance(field, LineField | BoxField)
        field.set_text(text)


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> PrivacyPage:
    window.run_action("petitions.privacy")
    settled(window)
    shown = window.page("privacy")
    assert isinstance(shown, PrivacyPage)
    assert window.current == "privacy"
    return shown


def test_a_request_is_taken_acknowledged_extended_and_answered(
    page: PrivacyPage, window: MainWindow, qtbot: QtBot, settled: Settled
) -> None:
    window.run_action("privacy.request")
    form = the_form(qtbot)
    fill(form, petition_id="77")
    form.try_save()
    settled(window)
    assert form.isVisible()  # there is no such number
    fill(form, petition_id="")
    form.try_save()
    settled(window)

    def request() -> PersonRequest:
        assert page.row is not None
        assert isinstance(page.row.value, PersonRequest)
        return page.row.value

    assert request().due_date is not None
    assert "xác nhận đến 09/6/2026" in window.toast_box.text
    window.run_action("privacy.acknowledge")
    settled(window)
    assert request().acknowledged_on is not None
    window.run_action("privacy.extend")
    form = the_form(qtbot)
    fill(form, extension_reason="Chờ đối chiếu")
    form.try_save()
    settled(window)
    assert request().extended_to is not None
    window.run_action("privacy.answer")
    form = the_form(qtbot)
    fill(form, outcome="Đã cho xem")
    form.try_save()
    settled(window)
    assert not request().is_open
    assert page.can("privacy.take_up")


def test_an_incident_shows_its_hours_and_is_told(
    page: PrivacyPage, window: MainWindow, qtbot: QtBot, settled: Settled,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window.run_action("privacy.incident")
    form = the_form(qtbot)
    fill(form, what="Gửi nhầm danh sách", time="07:30")
    form.try_save()
    settled(window)
    assert page.row is not None
    assert isinstance(page.row.value, Incident)
    assert "giờ" in repr(page.rows.cell(1, 2))
    assert not page.can("privacy.close")

    def told(_page: object, _theme: object, _title: str, fields: tuple[LineField], *_: str) -> bool:
        fields[0].set_text("Công an thành phố")
        return True

    monkeypatch.setattr(privacy_deeds, "ask_fields", told)
    window.run_action("privacy.notify")
    settled(window)
    assert page.row.value.notified_whom == "Công an thành phố"
    window.run_action("privacy.close")
    settled(window)
    assert page.row.value.closed_on is not None
