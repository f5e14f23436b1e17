"""After a restore that could not know its numbers the window asks for the last ones on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.builders import an_arrival
from wardapp.core.errors import WardError
from wardapp.store.entities import COPY
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.safety_numbers import LastNumbersDialog
from wardapp.ui.restored_offer import tell_restored

START = "safety"

Settled = Callable[[MainWindow], None]


def doubt(window: MainWindow) -> None:
    """Let the office be one that was restored from a backup on another PC."""
    desk = window.office.desk.service
    with desk.database.begin(desk.command("test.doubt", "Khôi phục"), undoable=False) as tx:
        copy = tx.keeping.introduce("Máy văn thư")
        now_ms = desk.clock.now_ms()
        unsure = replace(copy, unsure_ms=now_ms, unsure_since_ms=now_ms - 3_600_000)
        tx.work.write(COPY, copy, unsure)


def register(window: MainWindow, refusals: list[str]) -> int:
    intake, issuer = window.office.intake.service, window.office.catalogue.service.issuers()[0]
    arrival = an_arrival(issuer_id=issuer.id, arrival_date=window.context.clock.today())
    try:
        number: int = intake.register(arrival).arrival_number
    except WardError as error:
        refusals.append(error.sentence)
        return 0
    return number


def test_the_last_numbers_on_paper_are_said_in_one_dialog_and_numbers_go_on(
    window: MainWindow, settled: Settled
) -> None:
    doubt(window)
    tell_restored(window)
    settled(window)
    refusals: list[str] = []
    said: list[int] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, LastNumbersDialog):
            QTimer.singleShot(20, answer)
            return
        line = next(each for each in dialog.lines if each.row.key.book == "den")
        line.edit.setText("x")
        dialog.try_keep()
        refusals.append(dialog.fault.text())
        line.edit.setText(str(line.row.last + 3))
        said.append(line.row.last)
        dialog.yes.click()

    assert register(window, refusals) == 0
    QTimer.singleShot(0, answer)
    assert "Hãy xác nhận số cuối" in window.messages.notice.accessibleName()
    window.messages.notice.buttons[0].click()
    settled(window)

    assert "Xác nhận số cuối" in refusals[0]
    assert "hãy gõ một số" in refusals[1]
    assert register(window, refusals) == said[0] + 4
    assert not window.office.last_numbers.service.sentence()
