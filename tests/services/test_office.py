"""An office from creation to close: window, command, look, refusals, backups and back again."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.copies import copy_folder
from tests.folder_tools import small_disk
from tests.killed_window import KILL
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import Arrival
from wardapp.core.errors import (
    BadValue,
    DiskRefused,
    NotFound,
    OfficeOpenElsewhere,
    OfficeRefused,
)
from wardapp.core.places import Places
from wardapp.core.profile import GuideChoice, GuideKind, LastNumber
from wardapp.core.safety import Light
from wardapp.services.backups import backups_in, restore_damaged
from wardapp.services.discarding import discard_example
from wardapp.services.doctor import examine
from wardapp.services.first_window import window_key
from wardapp.services.office import (
    Office,
    create_office,
    open_for_command,
    open_office,
)
from wardapp.services.second_places import bring_back
from wardapp.services.setup import example_profile, guide_profile

ROOT = Path(__file__).resolve().parents[2]
START_MS = 1_780_627_320_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Party example office with the data folder of its PC, made once."""
    home = tmp_path_factory.mktemp("made")
    places = Places(
        resources=ROOT / "resources", forms=ROOT / "forms", data=home / "data", program=ROOT
    )
    clock = SetClock(START_MS - 60_000)
    create_office(home / "so", example_profile("party", places, clock), places, clock).close()
    return home


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """A fresh office on its own PC: the folder and `device.json` together."""
    copy_folder(made, tmp_path)
    return tmp_path / "so"


def register(office: Office, subject: str = "Báo cáo quý II") -> int:
    issuer = office.catalogue.issuers()[0]
    arrival = Arrival(
        issuer_id=issuer.id,
        arrival_date=office.desk.today(),
        organ_name="Thành ủy Hà Liên",
        subject=subject,
        code_number="57",
        code_notation="KH/TU",
    )
    return office.intake.register(arrival).arrival_number


def test_a_new_office_goes_on_from_the_paper_books(
    root: Path, places: Places, clock: SetClock
) -> None:
    with open_office(root, places, clock) as office:
        issuer = office.catalogue.issuers()[0]
        assert office.title == "Đảng ủy phường Liên Hồ"
        assert office.is_example
        assert office.notices == ()
        assert issuer.symbol == "BXDĐ"
        assert register(office) == 315
        assert office.drafting.expected_number(office.drafting.new()) == "12-CV/BXDĐ"
        assert len(office.daylog.channels()) > 5
        assert office.today.board().day == clock.today()


def test_a_state_office_counts_by_the_year(tmp_path: Path, places: Places, clock: SetClock) -> None:
    profile = example_profile("state", places, clock)
    with create_office(tmp_path / "ubnd", profile, places, clock) as office:
        assert register(office) == 1043
        assert office.drafting.expected_number(office.drafting.new()) == "119/UBND-VHXH"


def test_the_guide_s_proposal_makes_an_office_without_nameless_people(
    tmp_path: Path, places: Places, clock: SetClock
) -> None:
    choice = GuideChoice(kind=GuideKind.ADVISORY, ward="Bến Đò", city="Thành phố Hà Liên")
    with create_office(tmp_path / "so", guide_profile(choice, clock), places, clock) as office:
        assert office.catalogue.signers() == office.catalogue.people() == ()
        assert office.catalogue.issuers()[0].parent_line == "ĐẢNG UỶ PHƯỜNG BẾN ĐÒ"
        assert not office.is_example


def test_a_profile_that_cannot_stand_leaves_no_folder(
    tmp_path: Path, places: Places, clock: SetClock
) -> None:
    profile = example_profile("party", places, clock)
    wrong = LastNumber(issuer_symbol="BXDĐ", book="di", group="CV", scope_label="nay", number=1)
    with pytest.raises(BadValue, match="“nay”"):
        create_office(tmp_path / "so", replace(profile, last_numbers=(wrong,)), places, clock)
    assert not (tmp_path / "so").exists()


def test_a_last_number_given_twice_is_asked_not_guessed(
    tmp_path: Path, places: Places, clock: SetClock
) -> None:
    profile = example_profile("party", places, clock)
    first = profile.last_numbers[0]
    other = replace(first, number=first.number - 1)
    twice = replace(profile, last_numbers=(*profile.last_numbers, other))
    with pytest.raises(BadValue, match="ghi hai lần"):
        create_office(tmp_path / "so", twice, places, clock)
    assert not (tmp_path / "so").exists()


def test_an_office_is_never_made_over_another(root: Path, places: Places, clock: SetClock) -> None:
    before = (root / "office.db").read_bytes()
    with pytest.raises(OfficeRefused, match="đã có sổ"):
        create_office(root, example_profile("state", places, clock), places, clock)
    assert (root / "office.db").read_bytes() == before


def test_a_disk_too_small_for_an_office_stays_empty(
    tmp_path: Path, places: Places, clock: SetClock
) -> None:
    with small_disk(tmp_path / "ổ", kilobytes=400) as disk:
        with pytest.raises(DiskRefused):
            create_office(disk / "so", example_profile("party", places, clock), places, clock)
        assert list(disk.iterdir()) == []


def test_a_second_start_is_told_to_raise_the_first(
    root: Path, places: Places, clock: SetClock
) -> None:
    with open_office(root, places, clock):
        with pytest.raises(OfficeOpenElsewhere) as refusal:
            open_office(root, places, clock)
        assert refusal.value.same_desk
    assert window_key(root) == window_key(root / "." / "files" / "..")
    assert window_key(root) != window_key(root.parent)


def test_a_command_beside_the_window_is_seen_by_it(
    root: Path, places: Places, clock: SetClock
) -> None:
    with open_office(root, places, clock) as window:
        seen = window.data_version()
        with open_for_command(root, places, clock) as command:
            assert register(command) == 315
        assert window.data_version() != seen
        assert register(window) == 316


def test_an_office_open_elsewhere_can_be_looked_at(
    root: Path, places: Places, clock: SetClock
) -> None:
    with open_office(root, places, clock) as window:
        register(window)
        with open_office(root, places, clock, read_only=True) as look:
            assert look.read_only
            assert look.title == window.title
            assert "không ghi được" in look.notices[0]
            with pytest.raises(OfficeRefused, match="chỉ để xem"):
                register(look)
            with pytest.raises(OfficeRefused, match="chỉ để xem"):
                look.backups.make()


def test_a_window_backs_up_at_start_and_at_close_when_something_changed(
    root: Path, places: Places, clock: SetClock
) -> None:
    with open_office(root, places, clock) as office:
        register(office)
    assert [backup.reason for backup in backups_in(root)] == ["Khi đóng sổ", "Khi tạo sổ"]
    assert backups_in(root)[0].dispatches == 1

    open_office(root, places, clock).close()
    assert len(backups_in(root)) == 2


def test_restoring_brings_back_a_day_and_numbers_go_on(
    root: Path, places: Places, clock: SetClock
) -> None:
    office = open_office(root, places, clock)
    register(office, "giữ")
    kept = office.backups.make()
    register(office, "mất")
    replica = office.desk.database.replica_id

    office.backups.restore(kept.name)
    assert office.close() == ""
    assert office.close() == ""

    with open_office(root, places, clock) as again:
        assert again.desk.database.replica_id != replica
        assert again.backups.last() is not None
        assert [hit.title for hit in again.searching.find("giữ")] != []
        assert again.searching.find("mất") == ()
        assert register(again) == 317, "316 may stand on paper"


def test_a_command_cannot_restore_under_an_open_window(
    root: Path, places: Places, clock: SetClock
) -> None:
    with open_office(root, places, clock) as window:
        name = window.backups.make().name
        with open_for_command(root, places, clock) as command:
            with pytest.raises(OfficeOpenElsewhere):
                command.backups.restore(name)
            assert register(command) == 315
        assert register(window) == 316


def test_an_unknown_backup_leaves_the_office_open(
    root: Path, places: Places, clock: SetClock
) -> None:
    with open_office(root, places, clock) as office:
        with pytest.raises(NotFound):
            office.backups.restore("2020-01-01_00-00-00")
        assert register(office) == 315


def test_a_damaged_office_is_examined_and_restored_without_opening(
    root: Path, places: Places, clock: SetClock
) -> None:
    with open_office(root, places, clock) as office:
        register(office)
    assert all(fact.ok for fact in examine(root, lambda _: False))
    (root / "office.db").write_bytes(b"hong" * 9000)
    assert [fact.topic for fact in examine(root, lambda _: False) if not fact.ok] == ["Dữ liệu"]

    restore_damaged(root, backups_in(root)[0].name, clock)
    with open_office(root, places, clock) as again:
        assert again.recovery is None
        assert register(again) == 316


def test_a_damaged_office_opens_by_itself_and_the_check_up_tells_of_it(
    root: Path, places: Places, clock: SetClock
) -> None:
    with open_office(root, places, clock) as office:
        register(office)
        assert register(office) == 316
    (root / "office.db").write_bytes(b"hong" * 9000)

    with open_for_command(root, places, clock) as again:
        assert again.recovery is not None
        assert register(again) == 317
        facts = {fact.topic: fact for fact in again.safety.state().facts}
        assert facts["Tự phục hồi"].deed == "recovered.open"
        assert facts["Bản ghi song song"].light is Light.GREEN

    found = {fact.topic: fact for fact in examine(root, lambda _: False)}
    assert found["Bản ghi song song"].ok
    assert "phục hồi" in found["Phục hồi"].sentence


def test_an_office_comes_back_on_a_new_pc_from_the_second_place(
    root: Path, tmp_path: Path, places: Places, clock: SetClock
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    with open_office(root, places, clock) as office:
        settings = office.catalogue.settings()
        office.catalogue.save_settings(replace(settings, second_backup=str(usb)))
        register(office)
    shutil.rmtree(root)

    with pytest.raises(NotFound, match="Không thấy bản sao lưu"):
        bring_back(tmp_path, tmp_path / "máy mới")
    bring_back(usb, tmp_path / "máy mới")

    with open_office(tmp_path / "máy mới", places, clock) as again:
        again.last_numbers.confirm_all({})
        assert register(again) == 316
    shutil.rmtree(usb)
    office = open_office(tmp_path / "máy mới", places, clock)
    register(office)
    assert "nơi thứ hai" in office.close()


def test_a_killed_window_loses_nothing_and_keeps_nobody_out(
    root: Path, places: Places, clock: SetClock
) -> None:
    child = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "killed_window.py"), str(root), str(places.data)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.stdout == "315\n", child.stderr
    assert child.returncode == (int(KILL) if sys.platform == "win32" else -KILL)

    with open_office(root, places, clock) as office:
        assert office.notices == ()
        assert register(office) == 316


def test_an_example_can_be_thrown_away_and_a_real_office_cannot(
    root: Path, tmp_path: Path, places: Places, clock: SetClock
) -> None:
    with open_office(root, places, clock), pytest.raises(OfficeOpenElsewhere):
        discard_example(root, clock)
    discard_example(root, clock)
    assert not root.exists()
    assert not list(tmp_path.glob(".*"))

    choice = GuideChoice(kind=GuideKind.ADVISORY, ward="Bến Đò", city="Thành phố Hà Liên")
    create_office(root, guide_profile(choice, clock), places, clock).close()
    with pytest.raises(OfficeRefused, match="sổ thật"):
        discard_example(root, clock)
    assert (root / "office.db").is_file()
