from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.file_dialogs import (
    EXCEL,
    PDF,
    WORD,
    Purpose,
    ask_files,
    ask_target,
    start_folder,
    with_ending,
)

KINDS = (".docx", ".pdf")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def typed(name: str, kind: str) -> Callable[[QFileDialog], None]:
    """Return what a hand does that types a bare name and chooses a kind."""

    def act(dialog: QFileDialog) -> None:
        dialog.selectNameFilter(kind)
        dialog.filterSelected.emit(kind)
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert line is not None
        line.setText(name)
        dialog.accept()

    return act


def test_the_system_s_own_dialog_may_be_used(parent: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    seen: list[QFileDialog] = []

    def look(dialog: QFileDialog) -> None:
        assert not dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
        assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
        assert type(dialog) is QFileDialog, "a subclass would never be the native dialog"
        seen.append(dialog)
        dialog.reject()

    hand = DialogHand(qtbot, QFileDialog, look)
    assert ask_target(parent, "Xuất", tmp_path / "a.docx", (WORD, PDF)) is None
    hand.wait()
    assert seen


@pytest.mark.parametrize(("kind", "ending"), [(WORD, ".docx"), (PDF, ".pdf"), (EXCEL, ".xlsx")])
def test_the_ending_follows_the_kind(
    parent: QWidget, qtbot: QtBot, tmp_path: Path, kind: str, ending: str
) -> None:
    hand = DialogHand(qtbot, QFileDialog, typed("bao cao", kind))

    target = ask_target(parent, "Xuất", tmp_path / "x.docx", (WORD, PDF, EXCEL))

    hand.wait()
    assert target == tmp_path / f"bao cao{ending}"


def test_a_file_that_is_there_is_never_written_over_unasked(
    parent: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    """`12-CV.BXDĐ` has what looks like an ending, so the dialog itself adds none."""
    (tmp_path / "12-CV.BXDĐ.docx").write_bytes(b"kept")
    asked: list[str] = []
    hands: list[DialogHand[QFileDialog] | DialogHand[QMessageBox]] = []

    def refuse(box: QMessageBox) -> None:
        asked.append(box.text())
        box.button(QMessageBox.StandardButton.No).click()

    def agree_to_the_whole_name(dialog: QFileDialog) -> None:
        assert dialog.selectedFiles() == [str(tmp_path / "12-CV.BXDĐ.docx")]
        hands.append(DialogHand(qtbot, QMessageBox, refuse))
        dialog.accept()
        dialog.reject()

    def type_bare(dialog: QFileDialog) -> None:
        typed("12-CV.BXDĐ", WORD)(dialog)
        hands.append(DialogHand(qtbot, QFileDialog, agree_to_the_whole_name))

    hands.append(DialogHand(qtbot, QFileDialog, type_bare))
    assert ask_target(parent, "Xuất", tmp_path / "x.docx", (WORD, PDF)) is None
    assert len(asked) == 1
    assert (tmp_path / "12-CV.BXDĐ.docx").read_bytes() == b"kept"


def test_a_known_ending_typed_by_hand_stays() -> None:
    assert with_ending(Path("a.PDF"), ".docx", KINDS) == Path("a.PDF")
    assert with_ending(Path("a"), ".docx", KINDS) == Path("a.docx")
    assert with_ending(Path("a."), ".docx", KINDS) == Path("a.docx")
    assert with_ending(Path("12.5"), ".pdf", KINDS) == Path("12.5.pdf")


def test_each_purpose_begins_where_it_ended(parent: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    desk, usb = DeskStore(tmp_path / "data"), tmp_path / "usb"
    usb.mkdir()
    (usb / "a.pdf").write_bytes(b"%PDF")
    downloads = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
    assert start_folder(desk, Purpose.RECEIVE) == downloads

    def choose(dialog: QFileDialog) -> None:
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert line is not None
        line.setText(str(usb / "a.pdf"))
        dialog.accept()

    hand = DialogHand(qtbot, QFileDialog, choose)
    assert ask_files(parent, desk, Purpose.RECEIVE, "Chọn tệp") == (usb / "a.pdf",)
    hand.wait()

    again = DeskStore(tmp_path / "data")
    assert start_folder(again, Purpose.RECEIVE) == str(usb)
    assert start_folder(again, Purpose.SIGNED) == downloads
    (usb / "a.pdf").unlink()
    usb.rmdir()
    assert start_folder(again, Purpose.RECEIVE) == downloads, "the stick was pulled"
