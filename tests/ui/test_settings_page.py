from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from wardapp.core.number_views import GivenSince
from wardapp.core.places import Places
from wardapp.core.settings import DeskSettings, OfficeSettings
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.help_pages import OF_PAGES, TOPICS, HelpPage
from wardapp.ui.pages.settings import SECOND, SettingsPage
from wardapp.ui.restored_offer import tell_restored
from wardapp.ui.restored_words import keep_given

START = "today"

Settled = Callable[[MainWindow], None]


@pytest.fixture
def settings(window: MainWindow, settled: Settled) -> SettingsPage:
    window.go("settings")
    settled(window)
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    return page


def test_every_declared_setting_of_the_office_has_its_field(settings: SettingsPage) -> None:
    shown = {*settings.fields, SECOND}

    assert shown == {item.name for item in fields(OfficeSettings)}


def test_theme_and_text_size_change_at_once_and_are_kept(
    settings: SettingsPage, window: MainWindow
) -> None:
    for name, entry in (("theme", 2), ("text_size", 2)):
        box = settings.look_fields[name].choice
        box.setCurrentIndex(entry)
        box.activated.emit(entry)

    assert window.theme.is_dark
    assert window.theme.scale == pytest.approx(1.3)
    kept = DeskStore(window.context.places.data).settings
    assert kept == DeskSettings(theme="dark", text_size="largest")


def test_a_setting_is_kept_when_its_field_is_left(
    settings: SettingsPage, window: MainWindow, settled: Settled
) -> None:
    field = settings.fields["digital_target"]
    field.set_text("14")
    field.line.editingFinished.emit()
    settled(window)

    assert settings.settings.digital_target == 14
    assert "Đã đổi" in window.toast_box.text


def test_a_setting_that_cannot_stand_is_refused_beside_its_field(
    settings: SettingsPage, window: MainWindow, settled: Settled
) -> None:
    for text in ("mười", "0"):
        field = settings.fields["default_days"]
        field.set_text(text)
        field.line.editingFinished.emit()
        settled(window)
        assert field.editor.property("state") == "wrong"
    assert settings.settings.default_days == 10


def test_the_check_up_names_every_topic(
    settings: SettingsPage, window: MainWindow, settled: Settled
) -> None:
    settings.data.check.click()
    settled(window)

    assert settings.data._facts.count() >= 4


def test_the_numbers_a_restore_took_back_are_told_once_in_the_next_window(
    window: MainWindow,
) -> None:
    keep_given(window.context.desk, (GivenSince(series="Kế hoạch", first=13, last=15),))
    tell_restored(window)
    assert "Kế hoạch: số 13 - 15" in window.messages.notice.accessibleName()

    window.messages.notice.buttons[-1].click()
    tell_restored(window)
    assert window.messages.notice.isHidden()


def test_f1_opens_the_help_of_the_page_and_esc_returns(
    settings: SettingsPage, window: MainWindow, settled: Settled
) -> None:
    window.open_help()
    settled(window)
    page = window.page("help")
    assert isinstance(page, HelpPage)
    assert page.topic == "cai-dat"
    assert "Cài đặt" in page.browser.toPlainText()

    page.escape()

    assert window.current == "settings"


def test_every_page_has_a_help_page_that_keeps_secrets_out(
    window: MainWindow, places: Places
) -> None:
    topics = {name for name, _title, _icon in TOPICS}
    pages = {key for key in window.specs if key != "help"}
    assert pages <= set(OF_PAGES)
    assert set(OF_PAGES.values()) <= topics
    texts = {name: (places.help / f"{name}.md").read_text("utf-8") for name in topics}
    assert all(text.startswith("# ") for text in texts.values())
    assert "lưu văn bản mật ở đây" in texts["van-ban-den"]
    assert all(f"pictures/{name}.png" in text for name, text in texts.items())
    assert all(isinstance(name, str) and Path(name).name == name for name in topics)


def test_the_focus_goes_along_to_the_section_that_a_command_shows(
    window: MainWindow, settings: SettingsPage
) -> None:
    window.activateWindow()
    settings.nav.items["office"].setFocus()

    settings.show_section("about")

    assert settings.nav.items["about"].hasFocus()
    assert settings.nav.items["about"].isChecked()
