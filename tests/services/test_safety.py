"""The light of the data: what makes it yellow or red, and the next thing to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import an_arrival
from tests.copies import copy_folder
from wardapp.core.clock import SetClock
from wardapp.core.errors import DiskRefused
from wardapp.core.places import Places
from wardapp.core.progress import Silent
from wardapp.core.safety import Light, SafetyFact
from wardapp.services.office import Office, open_office
from wardapp.services.safety import state_of
from wardapp.services.safety_facts import Look
from wardapp.store.backup import shelf_of

DAY_MS = 24 * 60 * 60 * 1000


@pytest.fixture
def office(new_office: Path, tmp_path: Path, places: Places, clock: SetClock) -> Iterator[Office]:
    copy_folder(new_office, tmp_path)
    opened = open_office(tmp_path / "so", places, clock)
    yield opened
    opened.close()


def register(office: Office) -> None:
    issuer = office.catalogue.issuers()[0]
    office.intake.register(an_arrival(issuer_id=issuer.id))


def fact(office: Office, topic: str) -> SafetyFact:
    return next(each for each in office.safety.state().facts if each.topic == topic)


def test_a_young_office_is_advised_of_what_was_not_done_and_shows_nothing_as_done(
    office: Office, clock: SetClock, tmp_path: Path
) -> None:
    state = office.safety.state()

    assert (state.light, state.deed, state.is_calm) == (Light.OPEN, "safety.second", True)
    assert "Chưa có nơi thứ hai" in state.sentence
    assert fact(office, "Kiểm tra toàn bộ").light is Light.OPEN
    usb = tmp_path / "usb"
    usb.mkdir()
    settings = office.catalogue.settings()
    office.catalogue.save_settings(replace(settings, second_backup=str(usb)))
    office.backups.make()
    assert office.backups.bring_second_up() == ""
    state = office.safety.state()
    assert (state.light, state.deed) == (Light.OPEN, "safety.check")
    assert state.sentence == "Chưa kiểm tra toàn bộ lần nào."
    clock.instant_ms += 8 * DAY_MS
    assert fact(office, "Kiểm tra toàn bộ").light is Light.YELLOW
    clock.instant_ms -= 8 * DAY_MS
    office.safety.check(Silent())
    state = office.safety.state()
    assert (state.light, state.deed) == (Light.GREEN, "")
    assert state.sentence == "Mọi mục đã xem đều tốt."
    assert {"Bản sao lưu", "Chỗ trống", "Đồng hồ", "Nơi để sổ"} <= {
        each.topic for each in state.facts
    }


def test_the_worst_fact_speaks_and_the_first_of_equal_ones() -> None:
    green = SafetyFact(topic="a", light=Light.GREEN, sentence="a", deed="x")
    first = SafetyFact(topic="b", light=Light.YELLOW, sentence="b", deed="y")
    second = SafetyFact(topic="c", light=Light.YELLOW, sentence="c")
    red = SafetyFact(topic="d", light=Light.RED, sentence="d")

    assert (state_of([]).light, state_of([None, green]).deed) == (Light.GREEN, "x")
    seldom = SafetyFact(topic="e", light=Light.OPEN, sentence="e", deed="z")
    unseen = state_of([green, seldom])
    assert (unseen.light, unseen.deed, unseen.is_calm) == (Light.OPEN, "z", True)
    assert not state_of([seldom, first]).is_calm
    yellow = state_of([green, first, second])
    assert (yellow.light, yellow.sentence, yellow.deed) == (Light.YELLOW, "b", "y")
    assert [each.topic for each in state_of([green, first, red]).facts] == ["d", "b", "a"]


def test_work_that_no_backup_holds_grows_from_yellow_to_red(
    office: Office, clock: SetClock
) -> None:
    register(office)
    assert fact(office, "Bản sao lưu").light is Light.GREEN
    clock.instant_ms += 2 * DAY_MS
    assert fact(office, "Bản sao lưu").light is Light.YELLOW
    clock.instant_ms += 6 * DAY_MS
    assert fact(office, "Bản sao lưu").light is Light.RED
    assert fact(office, "Bản sao lưu").deed == "window.backup"
    office.backups.make()
    assert fact(office, "Bản sao lưu").light is Light.GREEN
    for kept in office.backups.list():
        shelf_of(office.opened.folder).remove(kept.name)
    assert fact(office, "Bản sao lưu").sentence == "Chưa có bản sao lưu nào."


def test_a_second_place_that_stays_away_is_reminded_of(
    office: Office, clock: SetClock, tmp_path: Path
) -> None:
    clock.instant_ms += 8 * DAY_MS
    assert fact(office, "Nơi thứ hai").light is Light.YELLOW, "none was ever chosen"
    usb = tmp_path / "usb"
    usb.mkdir()
    settings = office.catalogue.settings()
    office.catalogue.save_settings(replace(settings, second_backup=str(usb), second_days=3))
    assert fact(office, "Nơi thứ hai").deed == "window.backup"
    assert office.backups.bring_second_up() == ""
    assert fact(office, "Nơi thứ hai").light is Light.GREEN
    clock.instant_ms += 4 * DAY_MS
    assert "4 ngày" in fact(office, "Nơi thứ hai").sentence
    assert fact(office, "Nơi thứ hai").light is Light.YELLOW
    clock.instant_ms += 9 * DAY_MS
    assert fact(office, "Nơi thứ hai").light is Light.RED


def test_a_clock_that_was_set_back_is_named(office: Office, clock: SetClock) -> None:
    register(office)
    clock.instant_ms -= DAY_MS // 2
    assert fact(office, "Đồng hồ").light is Light.YELLOW
    clock.instant_ms -= 5 * DAY_MS
    assert fact(office, "Đồng hồ").light is Light.RED
    assert "chỉnh ngày giờ" in fact(office, "Đồng hồ").sentence


def test_a_whole_check_finds_what_is_not_whole_and_is_remembered(
    office: Office, clock: SetClock
) -> None:
    register(office)
    office.backups.make()
    assert fact(office, "Kiểm tra toàn bộ").deed == "safety.check"
    report = office.safety.check(Silent())
    assert {each.light for each in report.facts} == {Light.GREEN}
    assert office.safety.last_check() == report
    assert "nguyên vẹn" in fact(office, "Kiểm tra toàn bộ").sentence
    clock.instant_ms += 40 * DAY_MS
    assert fact(office, "Kiểm tra toàn bộ").light is Light.YELLOW

    path = shelf_of(office.opened.folder).database(office.backups.list()[0].name)
    path.write_bytes(path.read_bytes()[:-4096])
    bad = [each for each in office.safety.check(Silent()).facts if each.light is not Light.GREEN]
    assert [(each.topic, each.light) for each in bad] == [("Bản sao lưu", Light.RED)]
    assert office.safety.state().light is Light.RED


def test_another_service_may_watch_too_and_a_refusal_is_a_fact(office: Office) -> None:
    def refused(_look: Look) -> SafetyFact:
        raise DiskRefused("Ổ đĩa không trả lời.")

    office.safety.watch(lambda _look: None)
    office.safety.watch(refused)

    assert office.safety.state().light is Light.YELLOW
    assert office.safety.state().sentence == "Ổ đĩa không trả lời."
