"""Requests of persons and incidents: the clocks of the law, what is written, nobody named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardapp.core.clock import SetClock
from wardapp.core.errors import BadValue, NotFound, WardError
from wardapp.core.petitions import PetitionEntry, PrivatePerson
from wardapp.core.privacy import IncidentEntry, RequestEntry, RequestKind
from wardapp.core.settings import OfficeSettings
from wardapp.core.workdays import Workdays
from wardapp.services.office import Office
from wardapp.services.person_gate import PersonSeen
from wardapp.services.person_rules import load_petition_rule, load_privacy_rules
from wardapp.services.privacy import HOUR_MS, counted
from wardapp.services.today_people import hours_left
from wardapp.store.rebuild import rebuild

DAY = date(2026, 6, 5)
PERSON = PrivatePerson(full_name="Nguyễn Văn Ẩn", address="Số 7 ngõ Giấu Kín", phone="0912345678")
RESOURCES = Path(__file__).parents[2] / "resources"


def a_clock(office: Office) -> SetClock:
    clock = office.desk.clock
    assert isinstance(clock, SetClock)
    return clock


def test_the_timers_are_those_of_the_law() -> None:
    rules = load_privacy_rules(RESOURCES)
    days = {rule.kind: (rule.days, rule.unit) for rule in rules.requests}
    ten, fifteen = (10, "day"), (15, "day")
    assert days == {
        RequestKind.SEE: ten,
        RequestKind.CORRECT: ten,
        RequestKind.COPY: ten,
        RequestKind.RESTRICT: fifteen,
        RequestKind.OBJECT: fifteen,
        RequestKind.WITHDRAW: fifteen,
        RequestKind.DELETE: (20, "day"),
    }
    assert (rules.acknowledge_days, rules.notify_hours) == (2, 72)
    assert all(rule.clause for rule in rules.requests)
    assert all(each.clause for each in rules.reasons)
    assert load_petition_rule(RESOURCES).days == OfficeSettings().petition_days == 10


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(1, 30))
def test_a_time_in_days_ends_on_the_first_working_day_from_its_last(start: date, days: int) -> None:
    off = Workdays(days_off=frozenset({start + timedelta(days=days)}))
    end = counted(start, days, "day", off)
    last = start + timedelta(days=days)
    assert off.is_working(end)
    assert last <= end <= last + timedelta(days=4)
    assert not any(off.is_working(last + timedelta(days=n)) for n in range((end - last).days))


def test_a_request_runs_its_course(party: Office, tmp_path: Path) -> None:
    privacy = party.privacy
    line = party.petitions.add(
        PetitionEntry(
            issuer_id=party.catalogue.issuers()[0].id, received=DAY, subject="Đèn ngõ hỏng"
        ),
        PERSON,
    )
    made = privacy.add_request(
        RequestEntry(kind=RequestKind.DELETE, received=DAY, petition_id=line.id)
    )
    assert (made.acknowledge_by, made.due_date) == (date(2026, 6, 9), date(2026, 6, 25))
    shown = [item for item in party.today.board().coming if item.entity == "privacy"]
    assert [item.due_date for item in shown if item.record_id == made.id] == [date(2026, 6, 9)]

    assert privacy.acknowledge(made.id).acknowledged_on == DAY
    with pytest.raises(BadValue, match="15/7/2026"):
        privacy.extend(made.id, date(2026, 7, 30), "Chờ đối chiếu hồ sơ")
    with pytest.raises(BadValue, match="lý do"):
        privacy.extend(made.id, date(2026, 7, 1), " ")
    extended = privacy.extend(made.id, date(2026, 7, 1), "Chờ đối chiếu hồ sơ")
    assert extended.last_day == date(2026, 7, 1)
    with pytest.raises(WardError, match="một lần"):
        privacy.extend(made.id, date(2026, 7, 3), "Thêm nữa")

    done = privacy.answer(made.id, "Đã xóa họ tên, địa chỉ, điện thoại", forget=True)
    assert not done.is_open
    assert party.petitions.person(line.id) is None
    with pytest.raises(WardError, match="đã xong"):
        privacy.refuse(made.id, "archive")
    again = privacy.take_up(made.id)
    refused = privacy.refuse(again.id, "archive")
    assert "Điều 14.2" in refused.refused
    with pytest.raises(PersonSeen):
        privacy.answer(privacy.take_up(made.id).id, "Đã gặp ông Nguyễn Văn Ẩn")
    assert rebuild(party.desk.database, tmp_path / "again.db") == ()


def test_only_reasons_of_the_law_refuse(party: Office) -> None:
    made = party.privacy.add_request(RequestEntry(kind=RequestKind.SEE, received=DAY))
    assert [each.key for each in party.privacy.reasons(RequestKind.SEE)] == ["other"]
    with pytest.raises(BadValue, match="theo luật"):
        party.privacy.refuse(made.id, "archive")
    with pytest.raises(BadValue, match="điều nào"):
        party.privacy.refuse(made.id, "other")
    with pytest.raises(BadValue):
        party.privacy.add_request(
            RequestEntry(kind=RequestKind.SEE, received=DAY + timedelta(days=1))
        )
    with pytest.raises(NotFound):
        party.privacy.request(made.id[:-1] + "x")  # type: ignore[arg-type]


def test_an_incident_counts_hours_and_prints_without_names(party: Office, tmp_path: Path) -> None:
    clock, privacy = a_clock(party), party.privacy
    entry = IncidentEntry(
        discovered_ms=clock.now_ms() - 30 * HOUR_MS + 60_000,
        what="Gửi nhầm danh sách người phản ánh vào nhóm Zalo tổ dân phố",
        data="Họ tên, số điện thoại của 12 người",
    )
    made = privacy.add_incident(entry)
    items = party.today.board()
    (item,) = [each for each in (*items.today, *items.coming) if each.record_id == made.id]
    assert item.due.text == "Còn 42 giờ"
    clock.instant_ms += 46 * HOUR_MS
    assert hours_left(made.notify_by_ms, clock.now_ms()).text == "Quá hạn 3 giờ"
    with pytest.raises(WardError, match="phải báo"):
        privacy.close_incident(made.id)
    with pytest.raises(PersonSeen):
        privacy.amend_incident(made.id, replace(entry, cause="Do bà Trần Thị Lan Anh gửi"))
    found = replace(entry, discovered_ms=entry.discovered_ms - HOUR_MS)
    amended = privacy.amend_incident(
        made.id, replace(found, cause="Chọn nhầm nhóm", measures="Đã thu hồi")
    )
    assert amended.notify_by_ms == made.notify_by_ms - HOUR_MS
    with pytest.raises(BadValue):
        privacy.notify(made.id, " ")
    told = privacy.notify(made.id, "Cơ quan chuyên trách bảo vệ dữ liệu cá nhân, Công an")
    assert not told.is_waiting
    assert privacy.close_incident(made.id).closed_on == party.desk.today()
    for ending in (".docx", ".pdf"):
        assert privacy.note_to(tmp_path / f"phieu{ending}", made.id).stat().st_size
    printed = repr(privacy.note(made.id))
    for words in ("Hạn thông báo", "Chọn nhầm nhóm", "Điều 23.1", "Công an"):
        assert words in printed


def test_the_review_counts_who_is_kept_and_comes_round(party: Office) -> None:
    assert party.privacy.review().kept == 0
    entry = PetitionEntry(
        issuer_id=party.catalogue.issuers()[0].id, received=DAY, subject="Đèn ngõ hỏng"
    )
    party.petitions.add(entry, PERSON)
    dated = party.petitions.add(entry, PERSON)
    party.petitions.set_purge(dated.id, DAY)
    found = party.privacy.review()
    assert (found.kept, found.undated, found.overdue, found.next_by) == (2, 1, 1, DAY)
    assert any(item.entity == "privacy" for item in party.today.board().today)
    assert party.privacy.reviewed().next_by == date(2026, 12, 5)
    assert not any(item.entity == "privacy" for item in party.today.board().today)
