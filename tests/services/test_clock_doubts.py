"""A clock that cannot be believed is told; what is written stays in order, on the office's day."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.copies import copy_folder
from tests.two_pcs import packed, registered, second_pc, taken
from wardapp.core.clock import SetClock, SystemClock, day_of, moment_text, start_of_day
from wardapp.core.errors import OfficeOpenHere
from wardapp.core.places import Places
from wardapp.services.clock_doubts import clock_behind
from wardapp.services.office import Office, open_office

HOUR_MS = 60 * 60 * 1000
DAY_MS = 24 * HOUR_MS


@pytest.fixture
def folder(new_office: Path, tmp_path: Path, places: Places, clock: SetClock) -> Path:
    copy_folder(new_office, tmp_path)
    with open_office(tmp_path / "so", places, clock) as office:
        registered(office, "một")
    return tmp_path / "so"


def opened(folder: Path, places: Places, clock: SetClock) -> Office:
    return open_office(folder, places, clock)


def test_a_clock_set_back_is_told_at_the_start_and_before_a_number(
    folder: Path, places: Places, clock: SetClock, tmp_path: Path
) -> None:
    paper = tmp_path / "57-KH-TU.txt"
    paper.write_text("KẾ HOẠCH\nvề việc trồng cây", "utf-8")
    with opened(folder, places, clock) as office:
        assert office.notices == ()
        assert not any(
            each.code == "clock" for each in office.intake.look_at(paper).reading.warnings
        )
    clock.instant_ms -= 3 * HOUR_MS
    with opened(folder, places, clock) as office:
        (notice,) = office.notices
        assert "chậm hơn việc đã ghi" in notice
        first = office.intake.look_at(paper).reading.warnings[0]
        assert first.text.startswith("Đồng hồ máy chỉ")
        registered(office, "khi đồng hồ chạy lùi")
        with office.desk.database.read() as tx:
            assert tx.journal.verify() == ()
    clock.instant_ms += 3 * HOUR_MS + 60 * DAY_MS
    with opened(folder, places, clock) as office:
        assert "60 ngày sau việc ghi gần nhất" in office.notices[0]
        registered(office, "sau kỳ nghỉ")
    with opened(folder, places, clock) as office:
        assert office.notices == ()


def test_a_write_through_which_the_pc_slept_is_whole_and_the_office_stays_held(
    folder: Path, places: Places, clock: SetClock
) -> None:
    with opened(folder, places, clock) as office:
        line = registered(office, "trước khi ngủ")
        database = office.desk.database
        with database.begin(office.desk.command("test.sleep", "Ghi dở thì máy ngủ")) as tx:
            clock.instant_ms += 9 * HOUR_MS
            tx.incoming.save(replace(tx.incoming.get(line.id), subject="ghi tiếp sáng hôm sau"))
        with pytest.raises(OfficeOpenHere):
            opened(folder, places, clock)
        registered(office, "hôm sau")
        with database.read() as tx:
            assert tx.incoming.get(line.id).subject == "ghi tiếp sáng hôm sau"
            assert tx.journal.verify() == ()


def test_another_pcs_clock_years_ahead_does_not_send_the_clerk_to_her_own(
    folder: Path, places: Places, clock: SetClock, tmp_path: Path
) -> None:
    true_ms = clock.now_ms()
    clock.instant_ms = true_ms + 3650 * DAY_MS
    with second_pc(folder, tmp_path / "hai", places, clock) as ahead:
        registered(ahead, "năm sau")
        files = packed(ahead, tmp_path / "goi")
    clock.instant_ms = true_ms
    with opened(folder, places, clock) as office:
        taken(office, *files)
        registered(office, "hôm nay")
        assert clock_behind(office.desk) == ""
    with opened(folder, places, clock) as office:
        (notice,) = office.notices
        assert "máy nào sai thì chỉnh" in notice
        assert notice in [fact.sentence for fact in office.safety.state().facts]
        registered(office, "giờ đúng")
    clock.instant_ms = true_ms - DAY_MS
    with opened(folder, places, clock) as office:
        assert "chậm hơn việc đã ghi" in clock_behind(office.desk)


@pytest.fixture(params=["America/Los_Angeles", "Pacific/Kiritimati", "UTC"])
def strange_zone(request: pytest.FixtureRequest) -> Iterator[str]:
    if sys.platform == "win32":
        pytest.skip("Windows takes its zone from the registry")
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    os.environ.pop("TZ")
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.usefixtures("strange_zone")
def test_days_are_those_of_the_office_in_whatever_zone_the_pc_stands() -> None:
    midnight = 1_780_592_400_000  # 00:00 of 5 June 2026 at the office, 4 June in Greenwich
    assert (day_of(midnight - 1), day_of(midnight)) == (date(2026, 6, 4), date(2026, 6, 5))
    assert start_of_day(date(2026, 6, 5)) == midnight
    assert moment_text(midnight + 7 * HOUR_MS) == "07:00 ngày 05/6/2026"
    assert SystemClock().today() == day_of(time.time_ns() // 1_000_000)
