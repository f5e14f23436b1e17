from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.installed_tree import PARTS, an_installed_program
from wardapp.core.parts import Part
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.help_pages import HelpPage
from wardapp.ui.pages.licence import LicencePage
from wardapp.ui.pages.settings import SettingsPage
from wardapp.ui.pages.settings_about import AboutSheet
from wardapp.ui.support_text import without_account
from wardapp.ui.widgets.texts import Text

START = "settings"

Settled = Callable[[MainWindow], None]


@pytest.fixture
def about(window: MainWindow, settled: Settled) -> AboutSheet:
    window.run_action("settings.about")
    settled(window)
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    return page.about


def words(sheet: AboutSheet) -> str:
    return "\n".join(text.text() for text in sheet.findChildren(Text) if text.isVisibleTo(sheet))


def test_it_names_version_promise_folders_and_all_parts(
    about: AboutSheet, window: MainWindow
) -> None:
    said = words(about)

    assert "WardApp 0.1.0" in said
    assert "WardApp không gửi gì ra ngoài" in said
    assert str(window.context.places.data / "logs") in said
    assert about.list.rows.rowCount() > 20
    assert about.list.height() >= about.list.rows.rowCount() * about.list.rowHeight(0)


def test_enter_opens_the_licence_and_esc_returns_to_the_part(
    about: AboutSheet, window: MainWindow, settled: Settled
) -> None:
    names = [about.list.rows.row_at(row).name for row in range(about.list.rows.rowCount())]
    about.list.choose(names.index("Qt"))
    QTest.keyClick(about.list, Qt.Key.Key_Return)
    settled(window)
    page = window.page("licence")
    assert isinstance(page, LicencePage)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in page.text.toPlainText()
    assert "thay các tệp DLL của Qt" in page.about.text()

    QTest.keyClick(page.text, Qt.Key.Key_Escape)

    assert window.current == "settings"
    assert about.isVisible()
    assert about.list.chosen_row == names.index("Qt")


def test_a_part_without_a_text_says_where_it_is(window: MainWindow, settled: Settled) -> None:
    window.go("licence", Part(name="Lạ", version="1", licence="MIT"))
    settled(window)
    page = window.page("licence")

    assert isinstance(page, LicencePage)
    assert page.text.isHidden()
    assert "trong thư mục licences" in page.about.text()


def test_without_a_part_the_licence_is_that_of_the_program(
    window: MainWindow, settled: Settled
) -> None:
    window.go("licence")
    settled(window)
    page = window.page("licence")

    assert isinstance(page, LicencePage)
    assert page.part is not None
    assert page.part.name == "WardApp"
    assert "MIT License" in page.text.toPlainText()


def test_the_arrows_keep_the_chosen_part_in_sight(about: AboutSheet) -> None:
    about.list.setFocus()
    about.list.choose(0)
    for _step in range(about.list.rows.rowCount() - 1):
        QTest.keyClick(about.list, Qt.Key.Key_Down)

    inside = about.widget()
    assert inside is not None
    top = about.list.mapTo(inside, about.list.row_top(about.list.chosen_row)).y()
    shown_from = about.verticalScrollBar().value()
    assert shown_from <= top <= shown_from + about.viewport().height() - about.list.rowHeight(0)


def test_what_is_copied_names_the_program_and_no_office_or_person(
    about: AboutSheet, window: MainWindow, settled: Settled
) -> None:
    window.run_action("settings.copy_facts")
    settled(window)

    text = QGuiApplication.clipboard().text()
    assert text.startswith("WardApp 0.1.0")
    assert "Màn hình" in text
    assert "SQLite" in text
    assert window.office.title not in text
    assert str(window.office.folder) not in text


def test_a_path_below_the_account_does_not_name_it(tmp_path: Path) -> None:
    home = tmp_path / "Lan"

    assert without_account(home / "AppData", home) == str(Path("%USERPROFILE%") / "AppData")
    assert without_account(tmp_path / "WardApp", home) == str(tmp_path / "WardApp")


def test_a_folder_is_opened_by_the_system(
    about: AboutSheet, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)

    about.folders["Dữ liệu trên máy"].click()

    assert [Path(url.toLocalFile()) for url in opened] == [window.context.places.data]


def test_the_check_names_a_missing_file_of_the_installed_program(
    about: AboutSheet, window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    about.check.click()
    settled(window)
    assert "Chạy từ mã nguồn" in words(about)

    listed = {**PARTS, "files": {"lib/PySide6/Qt6Core.dll": [5, "0" * 64]}}
    places = an_installed_program(tmp_path, window.context.places, listed)
    object.__setattr__(about._context, "places", places)
    about.check.click()
    settled(window)

    assert "thiếu tệp lib\\PySide6\\Qt6Core.dll" in words(about)


def test_tab_goes_through_it_in_reading_order(about: AboutSheet) -> None:
    wanted = [about.copy, about.check, *about.folders.values(), about.licence, about.list]
    about.copy.setFocus()
    met = [QApplication.focusWidget()]
    for _step in wanted[1:]:
        QTest.keyClick(met[-1], Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())

    assert met == wanted


def test_a_damaged_list_of_parts_is_said_in_the_page(
    about: AboutSheet, window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    places = an_installed_program(tmp_path, window.context.places, "{")
    object.__setattr__(about._context, "places", places)
    about.copy.click()
    settled(window)

    assert "Không đọc được danh sách các phần" in words(about)


def test_help_leads_to_it(window: MainWindow, settled: Settled) -> None:
    window.go("help", "cai-chuong-trinh")
    settled(window)
    page = window.page("help")
    assert isinstance(page, HelpPage)

    page.browser.anchorClicked.emit(QUrl("page:settings/about"))
    settled(window)

    assert window.current == "settings"
    settings = window.page("settings")
    assert isinstance(settings, SettingsPage)
    assert settings.about.isVisible()
