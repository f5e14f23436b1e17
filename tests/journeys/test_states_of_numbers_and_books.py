"""Every state of a number and of a closed book reached and taken back by the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from tests.journeys.clerk import Clerk, has_focus
from wardapp.core.numbering import NumberState
from wardapp.ui.dialogs import Dialog
from wardapp.ui.form_dialog import FormDialog

Opens = Callable[[str], Clerk]


def says_why(clerk: Clerk, key: str, said: str) -> None:
    def answer(_dialog: QDialog) -> None:
        clerk.types("Ghi nhầm, đã xin ý kiến")
        clerk.press("Tab", "Tab", "Space")

    with clerk.answering(Dialog, answer):
        clerk.press(key)
    clerk.told(said)


def fills(clerk: Clerk, key: str, said: str, *texts: str) -> None:
    """Fill a form from its first field on; an empty text leaves a field as it is."""

    def act(_dialog: QDialog) -> None:
        for at, text in enumerate(texts):
            if at:
                clerk.press("Tab")
            if text:
                clerk.types_over(text)
        clerk.press("Return")

    with clerk.answering(FormDialog, act):
        clerk.press(key)
    clerk.told(said)


def undoes(clerk: Clerk) -> None:
    clerk.press("Ctrl+Z")
    clerk.told("Đã hoàn tác")


def stands(clerk: Clerk, number: int, state: NumberState | None) -> None:
    """Wait until the newest number of the strip is this one, in this state."""

    def is_so() -> bool:
        row = clerk.page.chosen_number()
        return row is not None and (row.last, row.state) == (number, state)

    clerk.sees(is_so, f"number {number} {state}")


def counts(clerk: Clerk, last: int) -> None:
    """Wait until the counter stands at a number again."""
    clerk.sees(lambda: clerk.page.chosen_series().last_number == last, f"the last number {last}")


def test_every_state_of_a_number_is_reached_and_undone_with_keys(sits_down: Opens) -> None:
    clerk = sits_down("party")
    clerk.press("Alt+S")
    clerk.is_on("numbers")
    clerk.sees(lambda: clerk.page.chosen_number() is not None, "a number")
    last = clerk.page.chosen_number().last

    fills(clerk, "Ctrl+N", "Đang giữ số", "Phòng Kinh tế", "Kế hoạch")
    stands(clerk, last + 1, NumberState.RESERVED)
    fills(clerk, "F2", "Đã gia hạn", "+10 ngày")
    undoes(clerk)
    undoes(clerk)
    counts(clerk, last)

    fills(clerk, "Ctrl+L", "Đang giữ số", "Báo cáo gấp")
    stands(clerk, last + 1, NumberState.RESERVED)
    says_why(clerk, "Del", "Đã trả số")
    counts(clerk, last)

    fills(clerk, "Ctrl+M", "Đã ghi số")
    stands(clerk, last + 1, NumberState.SECRET)
    says_why(clerk, "Ctrl+Backspace", "Đã trả lại số")
    counts(clerk, last)

    fills(clerk, "Alt+Up", "Số hiện tại là", str(last + 3), "Sổ giấy đi trước")
    stands(clerk, last + 3, NumberState.EXTERNAL)
    undoes(clerk)
    counts(clerk, last)


@pytest.mark.prove
def test_a_kept_number_inside_the_series_is_spoiled_and_kept_again(sits_down: Opens) -> None:
    clerk = sits_down("party")
    clerk.press("Alt+S")
    clerk.is_on("numbers")
    clerk.sees(lambda: clerk.page.chosen_number() is not None, "a number")
    last = clerk.page.chosen_number().last
    fills(clerk, "Ctrl+N", "Đang giữ số", "Phòng Kinh tế", "Kế hoạch", "", "2")
    clerk.press("F6", "Home")
    clerk.press("Down")
    stands(clerk, last + 1, NumberState.RESERVED)
    says_why(clerk, "Del", f"Số {last + 1:02}-")
    stands(clerk, last + 1, NumberState.CANCELLED)
    undoes(clerk)
    stands(clerk, last + 1, NumberState.RESERVED)


@pytest.mark.prove
def test_a_term_begins_and_is_taken_back_with_keys(sits_down: Opens) -> None:
    clerk = sits_down("party")
    clerk.press("Alt+S")
    clerk.is_on("numbers")

    def begin(_dialog: QDialog) -> None:
        clerk.press("Tab")
        clerk.types("2030 - 2035")
        clerk.press("Return")

    def agree() -> None:
        asked = QApplication.activeModalWidget()
        if type(asked) is Dialog and has_focus(asked):  # what the term changes
            timer.stop()
            clerk.press("Return")

    timer = QTimer(interval=30)
    timer.timeout.connect(agree)
    timer.start()
    with clerk.answering(FormDialog, begin):
        clerk.press("Ctrl+T")
    clerk.told("Đã mở nhiệm kỳ 2030 - 2035.")
    undoes(clerk)


def test_pages_and_a_whole_book_are_closed_and_opened_again_with_keys(sits_down: Opens) -> None:
    clerk = sits_down("party")
    clerk.press("Alt+B")
    clerk.is_on("books")
    clerk.sees(lambda: clerk.page.chosen() is not None, "a book")
    for key, said in (("Ctrl+Return", "Đã đóng trang"), ("Alt+K", "Đã đóng trang")):
        with clerk.answering(Dialog, lambda _dialog: clerk.press("Return")):
            clerk.press(key)
        clerk.told(said)
        says_why(clerk, "Ctrl+R", "Đã mở lại")
