from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from wardapp.core.errors import WardError
from wardapp.ui.jobs import Book, JobProgress, Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_a_result_comes_back_on_the_windows_thread(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[tuple[threading.Thread, threading.Thread]] = []

    jobs.read(
        threading.current_thread, lambda worker: seen.append((worker, threading.current_thread()))
    )
    qtbot.waitUntil(lambda: bool(seen))

    worker, here = seen[0]
    assert worker is not threading.main_thread()
    assert here is threading.main_thread()


def test_only_the_newest_request_of_a_key_is_run_and_answered(jobs: Jobs, qtbot: QtBot) -> None:
    gate, ran, answers = threading.Event(), [], []

    def work(number: int) -> int:
        gate.wait(5)
        ran.append(number)
        return number

    for number in range(4):
        jobs.read(lambda number=number: work(number), answers.append, key="list")
    gate.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)

    assert answers == [3]
    assert ran in ([3], [0, 3])  # the first may have begun before the others came


def test_writes_happen_in_the_order_they_were_asked(jobs: Jobs, qtbot: QtBot) -> None:
    order: list[int] = []

    for number in range(20):
        jobs.write(lambda number=number: order.append(number))
    qtbot.waitUntil(lambda: not jobs.is_busy)

    assert order == list(range(20))


def test_a_write_names_the_books_it_touched(jobs: Jobs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(jobs.touched) as told:
        jobs.write(lambda: 1, touches={Book.INCOMING, Book.DRAFTS})

    assert told.args == [frozenset({Book.INCOMING, Book.DRAFTS})]


def test_a_refusal_is_told_in_its_own_sentence(jobs: Jobs, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise WardError("Số này đã dùng.")

    with qtbot.waitSignal(jobs.refused) as told:
        jobs.write(refuse, touches={Book.INCOMING})

    assert told.args == ["Số này đã dùng."]


def test_a_refusal_goes_to_the_page_that_asked_for_it(jobs: Jobs, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise WardError("Sai ngày.")

    heard: list[str] = []
    jobs.write(refuse, on_refused=lambda error: heard.append(error.sentence))
    qtbot.waitUntil(lambda: bool(heard))

    assert heard == ["Sai ngày."]


def test_a_fault_of_ours_is_told_with_its_traceback(jobs: Jobs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(jobs.crashed) as told:
        jobs.read(lambda: 1 // 0, lambda _value: None)

    assert "ZeroDivisionError" in told.args[0]


def test_long_work_reports_and_stops_when_asked(jobs: Jobs, qtbot: QtBot) -> None:
    begun, done = threading.Event(), []

    def work(progress: JobProgress) -> None:
        for step in range(10_000):
            progress.step(step, 10_000, "Đang xuất")
            begun.set()
            threading.Event().wait(0.001)
        done.append(True)

    with qtbot.waitSignal(jobs.progressed) as told:
        jobs.long(work, title="Đang xuất")
    begun.wait(5)
    jobs.cancel()
    qtbot.waitUntil(lambda: not jobs.is_busy)

    assert told.args[0].text == "Đang xuất"
    assert done == []
