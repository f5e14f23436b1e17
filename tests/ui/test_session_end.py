"""Sleep, log-off and the end of the program save what was typed and ask nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.picture_office import at
from wardapp.core.clock import SetClock
from wardapp.core.places import Places
from wardapp.services.office import Office
from wardapp.ui.day_watch import DayWatch
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import PAGES
from wardapp.ui.pages.daylog import DaylogPage
from wardapp.ui.pages.proposal import ProposalPage
from wardapp.ui.session_end import SessionEnd
from wardapp.ui.theme import Theme
from wardapp.ui.unfinished_offer import offer_unfinished

Settled = Callable[[MainWindow], None]
Again = Callable[[], MainWindow]


class Manager:
    """What Windows' session manager is asked at log-off."""

    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


def inside(service: Any) -> Any:
    return service.service


@pytest.fixture
def days(window: MainWindow) -> DayWatch:
    return DayWatch(window)


@pytest.fixture
def ending(qapp: QApplication, window: MainWindow, days: DayWatch) -> Iterator[SessionEnd]:
    made = SessionEnd(qapp, window, days)
    yield made
    made.stop()


@pytest.fixture
def again(
    office: Office, theme: Theme, day: SetClock, places: Places, settled: Settled
) -> Iterator[Again]:
    """A window of the same office after the first one ended."""
    made: list[MainWindow] = []

    def begin() -> MainWindow:
        window = MainWindow(office, theme, day, places, DeskStore(places.data), PAGES)
        window.resize(1366, 688)
        window.show()
        made.append(window)
        offer_unfinished(window)
        settled(window)
        return window

    yield begin
    for window in made:
        window.close()
        window.deleteLater()


def kept(office: Office, page: str) -> dict[str, str]:
    found = inside(office.unfinished).kept(page)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("way", ["log_off", "sleep", "end"])
def test_a_draft_is_in_the_database_when_windows_has_its_answer(
    way: str, ending: SessionEnd, window: MainWindow, office: Office, settled: Settled
) -> None:
    draft = inside(office.drafting).page(0, 1).rows[0].id
    window.go("draft", draft)
    settled(window)
    window.page("draft").text.insertPlainText("Viết dở lúc mất điện. ")

    manager = Manager()
    getattr(ending, way)(*([manager] if way == "log_off" else []))

    assert "Viết dở lúc mất điện." in inside(office.drafting).get(draft).body
    assert not manager.cancelled


def test_a_line_of_the_log_comes_back_after_a_log_off(
    ending: SessionEnd,
    window: MainWindow,
    office: Office,
    again: Again,
    day: SetClock,
    settled: Settled,
) -> None:
    window.go("daylog")
    settled(window)
    page = window.page("daylog")
    assert isinstance(page, DaylogPage)
    page.entry.content.set_text("Ra quân tình nguyện hè")
    page.entry.places.set_text("9, 12")
    page.entry.reach.set_text("1.500")
    ending.log_off(Manager())
    assert kept(office, "daylog")["content"] == "Ra quân tình nguyện hè"

    day.instant_ms = at(day.today() + timedelta(days=1), 7, 30)
    later = again()
    assert [each.text() for each in later.messages.notice.buttons] == ["Mở Nhật ký", "Đóng"]
    later.messages.notice.buttons[0].click()
    settled(later)
    entry = later.page("daylog").entry
    assert (entry.content.text(), entry.places.text(), entry.reach.text()) == (
        "Ra quân tình nguyện hè", "9, 12", "1.500",
    )  # fmt: skip
    assert entry.day.text() == "hôm qua"
    assert "giữ lại" in entry.hint.accessibleName()

    entry.submit()
    settled(later)
    assert kept(office, "daylog") == {}, "written, so nothing is unfinished"


def test_a_kept_line_that_was_being_changed_comes_back_as_a_change(
    ending: SessionEnd, window: MainWindow, again: Again, settled: Settled
) -> None:
    window.go("daylog")
    settled(window)
    page = window.page("daylog")
    page.list.choose(1)
    page.amend()
    line = page.entry.amended
    assert line is not None
    page.entry.content.set_text("Sửa dở")
    ending.end()

    later = again()
    later.go("daylog")
    settled(later)
    entry = later.page("daylog").entry
    assert entry.amended is not None
    assert entry.amended.id == line.id
    assert entry.content.text() == "Sửa dở"


def test_a_dispatch_half_written_by_hand_is_offered_after_the_start(
    ending: SessionEnd, window: MainWindow, office: Office, again: Again, settled: Settled
) -> None:
    window.go("proposal", ())
    settled(window)
    page = window.page("proposal")
    assert isinstance(page, ProposalPage)
    ending.sleep()
    assert kept(office, "proposal") == {}, "an empty form is nothing"
    page.form.organ.set_text("UBMTTQ thành phố Hà Liên")
    page.form.subject.set_text("Mời dự hội nghị")
    page.form.due.line.setText("12/6")
    ending.log_off(Manager())

    later = again()
    later.messages.notice.buttons[0].click()
    settled(later)
    form = later.page("proposal").form
    assert later.current == "proposal"
    assert form.organ.text() == "UBMTTQ thành phố Hà Liên"
    assert form.subject.text() == "Mời dự hội nghị"
    assert form.due.line.text() == "12/6/2026"

    later.page("proposal").register()
    settled(later)
    assert kept(office, "proposal") == {}


def test_a_changed_value_comes_back_beside_its_file(
    ending: SessionEnd,
    window: MainWindow,
    paper: Path,
    again: Again,
    settled: Settled,
) -> None:
    window.go("proposal", (paper,))
    settled(window)
    ending.sleep()
    window.page("proposal").form.note.set_text("Chuyển đồng chí Lan")
    ending.log_off(Manager())

    later = again()
    later.messages.notice.buttons[0].click()
    settled(later)
    page = later.page("proposal")
    assert page._files == (paper,)
    assert page.form.note.text() == "Chuyển đồng chí Lan"
    assert page.form.organ.text(), "and what is read from the file stands there again"


def test_a_correction_comes_back_on_its_line(
    ending: SessionEnd, window: MainWindow, again: Again, settled: Settled
) -> None:
    line = window.page("incoming").rows.row_at(0)
    window.go("proposal", line)
    settled(window)
    window.page("proposal").form.handler.set_text("Lê Văn Bình")
    ending.log_off(Manager())

    later = again()
    later.messages.notice.buttons[0].click()
    settled(later)
    page = later.page("proposal")
    assert page._line is not None
    assert page._line.id == line.id
    assert page.form.handler.text() == "Lê Văn Bình"


def test_words_of_secrecy_are_not_kept(
    ending: SessionEnd, window: MainWindow, office: Office, settled: Settled
) -> None:
    window.go("daylog")
    settled(window)
    window.page("daylog").entry.content.set_text("TUYỆT MẬT")
    ending.log_off(Manager())
    assert kept(office, "daylog") == {}


def test_a_power_cut_loses_a_few_seconds_at_most(
    window: MainWindow,
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    settled: Settled,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr("wardapp.ui.typed_keeper.KEEP_MS", 30)
    window.go("daylog")
    settled(window)
    window.page("daylog").entry.content.set_text("Chưa kịp bấm Enter")
    qtbot.waitUntil(lambda: bool(kept(office, "daylog")), timeout=20_000)
    assert kept(office, "daylog")["content"] == "Chưa kịp bấm Enter"


def test_what_was_put_off_is_not_offered_again(
    ending: SessionEnd, window: MainWindow, office: Office, settled: Settled
) -> None:
    window.go("proposal", ())
    settled(window)
    window.page("proposal").form.organ.set_text("Nhầm")
    ending.log_off(Manager())
    assert kept(office, "proposal")
    window.page("proposal").put_off()
    settled(window)
    assert kept(office, "proposal") == {}


def test_a_log_off_waits_for_work_that_cannot_stop_and_gives_way_to_it(
    ending: SessionEnd, window: MainWindow, monkeypatch: pytest.MonkeyPatch, settled: Settled
) -> None:
    monkeypatch.setattr("wardapp.ui.session_end.LANE_S", 0.05)
    monkeypatch.setattr("wardapp.ui.session_end.STOPPED_LANE_S", 0.05)
    goes_on = threading.Event()
    window.jobs.write(lambda: goes_on.wait(20))
    manager = Manager()
    ending.log_off(manager)
    goes_on.set()
    assert manager.cancelled
    settled(window)


def test_long_work_is_stopped_so_that_typed_text_gets_through(
    ending: SessionEnd,
    window: MainWindow,
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    settled: Settled,
) -> None:
    monkeypatch.setattr("wardapp.ui.session_end.LANE_S", 0.05)
    window.go("daylog")
    settled(window)
    window.page("daylog").entry.content.set_text("Việc gõ dở")
    stopped = threading.Event()

    def work(progress: Any) -> None:
        while not stopped.wait(0.01):
            progress.step(1, 2, "Đang xuất")

    window.jobs.long(work, title="Xuất")
    manager = Manager()
    ending.log_off(manager)
    stopped.set()
    assert not manager.cancelled
    assert kept(office, "daylog")["content"] == "Việc gõ dở"


def test_nothing_is_asked_once_the_session_ends(
    ending: SessionEnd, window: MainWindow, office: Office, settled: Settled
) -> None:
    window.go("draft", inside(office.drafting).page(0, 1).rows[0].id)
    settled(window)
    page = window.page("draft")
    page.saver._fault = "Ổ đĩa đã đầy."  # leaving would ask
    ending.end()
    assert window.close(), "a question would have hung the test"
    assert QApplication.activeModalWidget() is None


def test_the_signals_of_qt_lead_here(
    qapp: QApplication, ending: SessionEnd, window: MainWindow, office: Office, settled: Settled
) -> None:
    window.go("daylog")
    settled(window)
    window.page("daylog").entry.content.set_text("Đang gõ")
    with_dialog = QDialog(window)
    with_dialog.open()
    qapp.aboutToQuit.emit()
    assert kept(office, "daylog")["content"] == "Đang gõ"
    window.page("daylog").entry.content.set_text("Đang gõ tiếp")
    ending._power.sleeps.emit()
    assert kept(office, "daylog")["content"] == "Đang gõ tiếp"
    with_dialog.close()
    window.is_ending = False


def test_after_a_night_every_text_shows_the_new_day(
    ending: SessionEnd, window: MainWindow, day: SetClock, settled: Settled, qtbot: QtBot
) -> None:
    window.go("today")
    settled(window)
    day.instant_ms = at(day.today() + timedelta(days=3), 7, 30)
    ending._power.woke.emit()
    settled(window)
    assert window.page("today")._day_shown.day == 8


def test_a_line_half_typed_at_midnight_stays_on_its_day(
    days: DayWatch, window: MainWindow, day: SetClock, settled: Settled
) -> None:
    window.go("daylog")
    settled(window)
    window.page("daylog").entry.content.set_text("Trực Tết")
    day.instant_ms = at(day.today() + timedelta(days=1), 0, 5)
    days.look()
    settled(window)
    assert window.page("daylog").entry.day.text() == "hôm qua"
