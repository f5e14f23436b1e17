"""Channels and content groups in Danh mục: added, renamed and retired by the clerk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from wardapp.services.office import Office
from wardapp.ui.form_dialog import FormDialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.catalogue import CataloguePage
from wardapp.ui.pages.daylog import DaylogPage
from wardapp.ui.widgets.fields import ChoiceField, LineField

START = "catalogue"
Settled = Callable[[MainWindow], None]


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> CataloguePage:
    window.go("catalogue", "channels")
    settled(window)
    shown = window.page("catalogue")
    assert isinstance(shown, CataloguePage)
    return shown


def form(page: CataloguePage, **values: object) -> FormDialog:
    """Fill the dialog that is open and save it."""
    dialog = page.findChildren(FormDialog)[-1]
    for name, value in values.items():
        field = dialog._fields[name]
        if isinstance(field, LineField):
            field.set_text(str(value))
        elif isinstance(field, ChoiceField):
            field.set_value(value)
    dialog.try_save()
    return dialog


def test_a_channel_is_added_and_offered_then_retired_and_offered_no_more(
    page: CataloguePage, window: MainWindow, settled: Settled, office: Office
) -> None:
    window.run_action("catalogue.add")
    settled(window)
    dialog = form(page, name="Màn hình LED chợ", unit="lượt", shortcuts="fb", form_row="A7")
    settled(window)
    assert dialog.isVisible()
    form(page, shortcuts="mhl", is_digital=True)
    settled(window)
    assert not dialog.isVisible()
    names = [row.name for row in page._rows()]
    assert "Màn hình LED chợ" in names

    window.run_action("daylog.add")
    settled(window)
    daylog = window.page("daylog")
    assert isinstance(daylog, DaylogPage)
    offered = dict(daylog.entry.channel.entries())
    assert offered["man-hinh-led-cho"] == "Màn hình LED chợ"
    window.go("catalogue", "channels")
    settled(window)
    page.list.choose(names.index("Màn hình LED chợ"))
    window.run_action("catalogue.edit")
    settled(window)
    form(page, active=False)
    settled(window)
    window.run_action("daylog.add")
    settled(window)
    assert "man-hinh-led-cho" not in dict(daylog.entry.channel.entries())


def test_a_retired_channel_stays_with_its_lines_when_they_are_amended(
    page: CataloguePage, window: MainWindow, settled: Settled, office: Office
) -> None:
    daylog_service: Any = office.daylog
    line = daylog_service.service.add(daylog_service.service.parse("pano; Băng rôn; 2"))
    pano = next(row for row in page._rows() if row.code == "pano")
    page.list.choose(page._rows().index(pano))
    window.run_action("catalogue.edit")
    settled(window)
    form(page, active=False)
    settled(window)
    window.go("daylog", line.id)
    settled(window)
    daylog = window.page("daylog")
    assert isinstance(daylog, DaylogPage)
    window.run_action("daylog.amend")
    assert daylog.entry.channel.value() == "pano"
    daylog.entry.content.set_text("Băng rôn mới")
    daylog.entry.submit()
    settled(window)
    kept = daylog_service.service.get(line.id)
    assert (kept.content, kept.channel) == ("Băng rôn mới", "pano")


def test_the_code_of_a_kept_group_cannot_be_typed_over(
    page: CataloguePage, window: MainWindow, settled: Settled
) -> None:
    window.go("catalogue", "log_groups")
    settled(window)
    assert [row.code for row in page._rows()][:3] == ["1.1", "1.2", "1.3"]
    window.run_action("catalogue.edit")
    settled(window)
    dialog = page.findChildren(FormDialog)[-1]
    code = dialog._fields["code"]
    assert isinstance(code, LineField)
    assert code.line.isReadOnly()
    form(page, name="Nhiệm vụ trọng tâm")
    settled(window)
    assert page._rows()[0].name == "Nhiệm vụ trọng tâm"
