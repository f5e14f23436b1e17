"""Backups of an open office: by the hour, what a restore costs, older versions, second places."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import an_arrival
from tests.copies import copy_folder
from wardapp.core.clock import SetClock
from wardapp.core.daylog import LogEntry
from wardapp.core.dispatches import Incoming
from wardapp.core.errors import (
    BadValue,
    NotFound,
    OfficeDamaged,
    OfficeRefused,
    PasswordNeeded,
    PasswordWrong,
)
from wardapp.core.files import sha256_of
from wardapp.core.journal import Backup
from wardapp.core.places import Places
from wardapp.services.office import Office, open_office
from wardapp.services.second_places import bring_back
from wardapp.store import migrations
from wardapp.store.backup import shelf_of

HOUR_MS = 60 * 60 * 1000


@pytest.fixture
def root(new_example: Path, tmp_path: Path) -> Path:
    copy_folder(new_example, tmp_path)
    return tmp_path / "so"


@pytest.fixture
def office(root: Path, places: Places, clock: SetClock) -> Iterator[Office]:
    opened = open_office(root, places, clock)
    yield opened
    opened.close()


def register(office: Office, subject: str = "Phòng lụt") -> Incoming:
    issuer = office.catalogue.issuers()[0]
    return office.intake.register(an_arrival(issuer_id=issuer.id, subject=subject))


def note(office: Office, content: str) -> None:
    office.daylog.add(LogEntry(day=office.desk.today(), channel="loa", content=content))


def made(office: Office) -> list[str]:
    return [each.reason for each in office.backups.list()]


def newest(office: Office) -> Backup:
    last = office.backups.last()
    assert last is not None
    return last


def test_an_hour_with_work_makes_one_backup_an_idle_one_none(
    office: Office, clock: SetClock
) -> None:
    office.backups.make()
    register(office)
    assert office.backups.each_hour() is None, "an hour has not passed"
    clock.instant_ms += HOUR_MS
    hourly = office.backups.each_hour()
    clock.instant_ms += HOUR_MS
    assert office.backups.each_hour() is None, "nothing was done"

    assert hourly is not None
    assert hourly.reason == "Mỗi giờ"


def test_a_clock_that_was_set_back_keeps_no_backup_from_being_made(
    office: Office, clock: SetClock
) -> None:
    register(office)
    office.backups.make("Trước")
    clock.instant_ms -= 400 * 24 * HOUR_MS
    note(office, "Tin sáng")
    assert office.backups.each_hour() is not None
    note(office, "Tin chiều")
    clock.instant_ms += HOUR_MS
    office.backups.make("Sau")

    assert made(office)[:3] == ["Sau", "Mỗi giờ", "Trước"], "in the order they were made"


def test_what_a_restore_costs_is_counted_and_listed_by_kind(
    office: Office, clock: SetClock
) -> None:
    line = register(office, "Trước sao lưu")
    gone = register(office, "Sẽ hủy")
    kept = office.backups.make()
    clock.instant_ms += HOUR_MS
    register(office, "Sau sao lưu")
    office.intake.amend(replace(line, handler="Trần Văn Bình"))
    office.intake.cancel(gone.id, "Vào nhầm")
    note(office, "Tin chiều")
    draft = office.drafting.new()
    office.drafting.drop(draft.id)

    losses = office.backups.losses(kept.name)

    told = {kind.kind: kind for kind in losses.kinds}
    arrivals = told["Văn bản đến"]
    assert (arrivals.added, arrivals.changed, arrivals.removed) == (1, 2, 0)
    assert any("Sau sao lưu" in each.title for each in arrivals.records)
    assert told["Nhật ký"].added == 1
    assert told["Nhật ký"].records[0].title == "Tin chiều"
    assert [each.last for each in losses.numbers if "Văn bản đến" in each.series] == [317]
    assert losses.steps >= 4
    office.backups.restore(kept.name)


def test_nothing_done_costs_nothing(office: Office) -> None:
    register(office)
    losses = office.backups.losses(office.backups.make().name)
    assert (losses.steps, losses.kinds, losses.numbers) == (0, (), ())


def test_the_only_good_backup_cannot_be_removed(office: Office) -> None:
    only = newest(office)
    with pytest.raises(OfficeRefused, match="duy nhất"):
        office.backups.remove(only.name)
    later = office.backups.make()
    office.backups.remove(only.name)
    path = shelf_of(office.opened.folder).database(later.name)
    assert [each.name for each in office.backups.list()] == [later.name]
    another = office.backups.make()
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(OfficeRefused):  # what is left would be the damaged one
        office.backups.remove(another.name)
    assert office.backups.prove(later.name)


def test_the_state_before_a_restore_is_kept_for_good_and_leads_back(
    root: Path, places: Places, clock: SetClock
) -> None:
    with open_office(root, places, clock) as office:
        before = office.backups.make()
        register(office, "Sau sao lưu")
        office.backups.restore(before.name)
    with open_office(root, places, clock) as office:
        assert not office.searching.find("Sau sao lưu")
        (kept,) = [each for each in office.backups.list() if each.is_kept]
        for _ in range(6):
            clock.instant_ms += HOUR_MS // 10
            office.backups.make()
        assert kept.name in {each.name for each in office.backups.list()}
        office.backups.restore(kept.name)
    with open_office(root, places, clock) as office:
        assert office.searching.find("Sau sao lưu")


def test_a_damaged_backup_leaves_the_office_open_and_as_it_was(office: Office) -> None:
    kept = office.backups.make()
    register(office, "Sau sao lưu")
    path = shelf_of(office.opened.folder).database(kept.name)
    with path.open("r+b") as stream:
        stream.seek(9000)
        stream.write(b"\xa5" * 100)

    with pytest.raises(OfficeDamaged, match="chọn bản khác"):
        office.backups.restore(kept.name)

    assert office.backups.is_open
    assert register(office, "Vẫn ghi được").subject == "Vẫn ghi được"
    assert not list(office.folder.glob(".*.khoi-phuc"))


def test_an_edited_row_is_found_though_the_file_is_sound(office: Office) -> None:
    register(office, "Trước khi sửa trộm")
    kept = office.backups.make()
    folder = shelf_of(office.opened.folder).folder(kept.name)
    with closing(sqlite3.connect(folder / "office.db")) as thief, thief:
        thief.execute("UPDATE incoming SET subject = 'Sau khi sửa trộm'")
    facts = (folder / "manifest.json").read_text(encoding="utf-8")
    old = shelf_of(office.opened.folder).facts(kept.name).sha256
    new = sha256_of(folder / "office.db")
    (folder / "manifest.json").write_text(facts.replace(old, new), encoding="utf-8")

    assert shelf_of(office.opened.folder).faults(kept.name) == ()
    assert office.backups.prove(kept.name)
    with pytest.raises(OfficeDamaged, match="từng dòng"):
        office.backups.restore(kept.name)


def test_a_backup_of_an_older_version_is_looked_into_and_restored(
    root: Path, places: Places, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = migrations.NEWEST
    with open_office(root, places, clock) as office:
        register(office, "Của bản cũ")
        kept = office.backups.make()
    monkeypatch.setattr(
        migrations, "STEPS", (*migrations.STEPS, ("CREATE TABLE thu_nghiem (a TEXT)",))
    )
    for module in ("migrations", "backup"):
        monkeypatch.setattr(f"wardapp.store.{module}.NEWEST", old + 1)
    monkeypatch.setattr("wardapp.services.backups.NEWEST", old + 1)
    with open_office(root, places, clock) as office:
        register(office, "Của bản mới")
        losses = office.backups.losses(kept.name)
        assert [kind.added for kind in losses.kinds if kind.kind == "Văn bản đến"] == [1]
        assert not list(office.folder.glob(".*.khoi-phuc*"))
        office.backups.restore(kept.name)
        with closing(sqlite3.connect(root / "office.db")) as fresh:
            assert fresh.execute("PRAGMA user_version").fetchone() == (old + 1,)
    with open_office(root, places, clock) as office:
        assert office.searching.find("Của bản cũ")
        assert not office.searching.find("Của bản mới")


def choose(office: Office, place: Path) -> None:
    settings = office.catalogue.settings()
    office.catalogue.save_settings(replace(settings, second_backup=str(place)))


def test_a_stick_that_comes_back_is_brought_up_to_date_by_the_hour(
    office: Office, clock: SetClock, tmp_path: Path
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    choose(office, usb)
    away = tmp_path / "đã rút"
    usb.rename(away)
    register(office)
    assert "nơi thứ hai" in office.backups.make().note
    assert office.second_places.last_ms() is None
    away.rename(usb)
    clock.instant_ms += HOUR_MS
    office.backups.each_hour()

    (place,) = office.second_places.places()
    assert (place.backup, place.is_there, place.is_wanted) == (newest(office).name, True, True)
    assert office.second_places.kept_at(usb)[0].made_ms == newest(office).made_ms
    shutil.rmtree(usb)
    settings = office.catalogue.settings()  # a place that is away keeps no other setting back
    office.catalogue.save_settings(replace(settings, default_days=7))
    assert not office.second_places.places()[0].is_there


def test_a_sealed_second_place_brings_the_office_to_a_new_pc(
    root: Path, places: Places, clock: SetClock, tmp_path: Path
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    with open_office(root, places, clock) as office:
        choose(office, usb)
        with pytest.raises(BadValue):
            office.second_places.set_password("ngắn")
        office.second_places.set_password("đồng lúa chín")
        register(office, "Có khóa")
        assert office.backups.make().note == ""
        assert "đồng lúa" not in (places.data / "noi-thu-hai.json").read_text("utf-8")
        name = newest(office).name
        office.backups.make("Thêm một bản")
        office.backups.remove(name)
        assert office.second_places.fetch_newest(usb)  # this PC knows the password
        with pytest.raises(NotFound):
            office.second_places.fetch_newest(tmp_path)
    with pytest.raises(PasswordNeeded):
        bring_back(usb, tmp_path / "máy mới")
    with pytest.raises(PasswordWrong):
        bring_back(usb, tmp_path / "máy mới", "đồng lúa xanh")
    bring_back(usb, tmp_path / "máy mới", "đồng lúa chín")
    with open_office(tmp_path / "máy mới", places, clock) as office:
        assert office.searching.find("Có khóa")
