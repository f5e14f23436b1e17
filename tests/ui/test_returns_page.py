from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.returned_units import (
    FORM,
    JUNE,
    damaged,
    key,
    number_in_words,
    rule_broken,
    sent_in,
)
from wardapp.core.dispatches import FileRole
from wardapp.core.forms import CellKey, FormValue
from wardapp.core.returns import ReturnState, ReturnWish, UnitReturn
from wardapp.ui.form_dialog import FormDialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import returns_deeds, returns_files
from wardapp.ui.widgets.fields import BoxField

Settled = Callable[[MainWindow], None]
START = "today"
ZALO, ISSUE = key("A", "A4", "actual"), key("C", "C1", "issue")


Made = TypeVar("Made")


def off_window(work: Callable[[], Made]) -> Made:
    """Do something to the office as another program would: not on the window's thread."""
    with ThreadPoolExecutor(1) as desk:
        return desk.submit(work).result()


def files(window: MainWindow, folder: Path, *given: dict[CellKey, FormValue]) -> list[Path]:
    """Write what the first units send in."""

    def write() -> list[Path]:
        office = window.office
        units = [unit for unit in office.catalogue.units() if unit.kind == "tdp"]
        return [
            sent_in(office, folder, unit, each) for unit, each in zip(units, given, strict=False)
        ]

    return off_window(write)


def kept(window: MainWindow, *paths: Path) -> None:
    """Keep files as returns."""

    def keep() -> None:
        returns = window.office.returns
        returns.keep_all([ReturnWish(proposal=each) for each in returns.look_at(paths)])

    off_window(keep)


def there(window: MainWindow) -> tuple[UnitReturn, ...]:
    """Return what the office holds."""
    return off_window(lambda: window.office.returns.of_period(FORM, JUNE))


def test_a_second_file_of_a_unit_is_asked_about_in_the_pane(
    window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    kept(window, *files(window, tmp_path, {ZALO: 3}))
    newer = files(window, tmp_path, {ZALO: 5})[0]
    broken = tmp_path / "hong.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    window.go("returns", (newer, broken))
    settled(window)
    page = window.page("returns")

    assert [each.field for each in page.waiting] == ["same_unit", "file"]
    assert page.pane.question.isVisible()
    assert not page.can("returns.keep")
    page.pane.question.buttons[0].click()
    settled(window)
    window.run_action("returns.keep")
    settled(window)

    assert there(window)[0].state is ReturnState.REPLACED
    assert [each.wish.proposal.file for each in page.waiting] == ["hong.xlsx"]
    page.list.choose(1)
    window.run_action("returns.drop")
    settled(window)
    assert page.waiting == ()


def test_in_a_narrow_window_details_come_over_the_list(
    window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    kept(window, *files(window, tmp_path, {ZALO: 3}))
    window.resize(760, 560)
    window.go("returns")
    settled(window)
    page = window.page("returns")
    assert (page.list.isVisible(), page.pane.isVisible()) == (True, False)

    page.list.opened.emit(page.list.chosen_row)
    assert (page.list.isVisible(), page.pane.isVisible()) == (False, True)
    assert page.escape()
    assert (page.list.isVisible(), page.pane.isVisible()) == (True, False)

    window.resize(1366, 700)
    settled(window)
    assert (page.list.isVisible(), page.pane.isVisible()) == (True, True)


def test_doubts_of_one_kind_are_taken_in_all_returns_at_once(
    window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    paths = files(window, tmp_path, {ZALO: 3}, {ZALO: 4})
    kept(window, *(damaged(path, rule_broken) for path in paths))
    window.go("returns", None)
    settled(window)
    page = window.page("returns")
    doubts = {each.kind for each in page.line.doubts if not each.settled}
    while page.pane.doubt.kind.value != "check":
        window.run_action("returns.next")

    window.run_action("returns.take_everywhere")
    settled(window)

    still = {each.kind for returned in there(window) for each in returned.open_doubts}
    assert "check" in {each.value for each in doubts}
    assert "check" not in {each.value for each in still}
    window.undo()
    settled(window)
    assert any(each.open_doubts for each in there(window))


def test_a_value_is_typed_and_one_left_out_with_a_reason(
    window: MainWindow,
    settled: Settled,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = files(window, tmp_path, {ZALO: 3})[0]
    kept(window, damaged(path, number_in_words))
    window.go("returns", None)
    settled(window)
    page = window.page("returns")
    open_before = len(page.line.returned.open_doubts)
    monkeypatch.setattr(returns_deeds, "ask_reason", lambda *_words: "ghi nhầm dòng")

    window.run_action("returns.leave")
    settled(window)

    returned = page.line.returned
    assert len(returned.open_doubts) == open_before - 1
    assert "ghi nhầm dòng" in {each.reason for each in returned.doubts}


def rename_the_topic(window: MainWindow) -> None:
    """Write what the merged topic says in its form."""
    window.run_action("merging.write")
    form = QApplication.activeModalWidget()
    assert isinstance(form, FormDialog)
    assert form.height() <= window.height()
    field = form._fields["issue"]
    assert isinstance(field, BoxField)
    field.set_text("Rác thải sinh hoạt")
    form.try_save()


def test_topics_are_joined_and_parted_by_keys(
    window: MainWindow, qtbot: QtBot, settled: Settled, tmp_path: Path
) -> None:
    words = ("Rác thải tồn đọng ngõ 5", "Rác thải tồn đọng ở ngõ 5", "Chợ tạm")
    kept(window, *files(window, tmp_path, *({ISSUE: text} for text in words)))
    window.go("returns", None)
    settled(window)
    window.run_action("returns.merge")
    settled(window)
    page = window.page("merging")
    assert window.current == "merging"
    assert not page.can("merging.join")

    window.run_action("merging.proposed")
    assert page.can("merging.join")
    window.run_action("merging.join")
    settled(window)
    assert [len(each.topics) for each in page.board.merged] == [2]
    rename_the_topic(window)
    settled(window)
    assert page.board.merged[0].row.cell("issue").value == "Rác thải sinh hoạt"
    page.left.choose(0)
    window.run_action("merging.add")
    settled(window)
    assert [len(each.topics) for each in page.board.merged] == [3]
    page.right.choose(2)
    window.run_action("merging.out")
    settled(window)
    assert [len(each.topics) for each in page.board.merged] == [2]
    window.run_action("merging.part")
    settled(window)
    assert page.board.merged == ()
    assert len(page.board.loose) == 3


def test_evidence_that_came_with_a_return_opens_from_its_pane(
    window: MainWindow, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = files(window, tmp_path, {ZALO: 3})
    photo = tmp_path / "anh.txt"
    photo.write_text("Ảnh", encoding="utf-8")

    def keep() -> None:
        office = window.office
        file = office.desk.files.keep(photo, photo.name, FileRole.EVIDENCE)
        wishes = [ReturnWish(proposal=each) for each in office.returns.look_at([path])]
        office.returns.keep_all(wishes, lambda _tx, each: replace(each, evidence=(file,)))

    off_window(keep)
    opened: list[str] = []
    monkeypatch.setattr(
        returns_files, "show_kept", lambda _context, _owner, kept: opened.append(kept.name)
    )
    window.go("returns")
    settled(window)
    page = window.page("returns")
    assert page.can("returns.evidence")
    window.run_action("returns.evidence")
    assert opened == ["anh.txt"]
