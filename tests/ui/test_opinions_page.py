"""Dư luận xã hội by keyboard: typed, heard again, joined, ended, taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wardapp.ui.form_dialog import FormDialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import opinions_deeds
from wardapp.ui.pages.opinions import OpinionsPage
from wardapp.ui.widgets.fields import BoxField, ChoiceField, LineField

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
        if isinstance(field, ChoiceField):
            field.set_value(text)
        else:
            assert isinstance(field, LineField | BoxField)
            field.set_text(text)


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> OpinionsPage:
    window.go("opinions")
    settled(window)
    shown = window.page("opinions")
    assert isinstance(shown, OpinionsPage)
    return shown


def typed(window: MainWindow, qtbot: QtBot, settled: Settled, **texts: str) -> None:
    window.run_action("opinions.new")
    form = the_form(qtbot)
    fill(form, **texts)
    form.try_save()
    settled(window)


def test_a_topic_lives_on_the_page(
    page: OpinionsPage, window: MainWindow, qtbot: QtBot, settled: Settled,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    typed(
        window, qtbot, settled, issue="Lo giá đền bù thấp", leaning="opposed", spread="many",
        strength="high", places="toàn phường",
    )  # fmt: skip
    assert page.topic is not None
    assert page.topic.places == ("*",)
    cells = [page.rows.cell(0, column) for column in range(4)]
    assert "Phản đối" in repr(cells)
    window.run_action("opinions.heard")
    settled(window)
    assert page.topic.heard_on == ()  # heard first today: the same day is not another one
    typed(window, qtbot, settled, issue="Giá đất bồi thường thấp")
    monkeypatch.setattr(opinions_deeds, "ask_fields", lambda *_args, **_more: True)
    window.run_action("opinions.join")
    settled(window)
    assert page.topic.joined_to is not None
    assert not page.can("opinions.close")
    assert page.can("opinions.apart")
    window.run_action("opinions.apart")
    settled(window)
    window.run_action("opinions.close")
    form = the_form(qtbot)
    fill(form, outcome="Đã giải thích")
    form.try_save()
    settled(window)
    assert page.topic.closed_on is not None
    window.undo()
    settled(window)
    assert page.topic.closed_on is None
    page.filter._pick_opposed()
    settled(window)
    assert page.rows.rowCount() == 1


def test_a_named_person_stops_the_first_time_only(
    page: OpinionsPage, window: MainWindow, qtbot: QtBot, settled: Settled
) -> None:
    window.run_action("opinions.new")
    form = the_form(qtbot)
    fill(form, issue="Ông Trần Văn Bền kêu giá đất thấp")
    form.try_save()
    settled(window)
    assert form.isVisible()
    assert "lần nữa" in form._fields["issue"].editor.accessibleDescription()
    form.try_save()
    settled(window)
    assert page.topic is not None
