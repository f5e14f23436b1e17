from __future__ import annotations

import os
import stat
from pathlib import Path

from wardapp.core.dispatches import Attachment, FileRole
from wardapp.services.office import Office

DAY_S = 86_400


def kept(office: Office, data: bytes = b"ba cot", name: str = "Phụ lục.xlsx") -> Attachment:
    return office.desk.files.keep(data, name, FileRole.ORIGINAL)


def test_a_copy_has_its_real_name_and_only_reads(party: Office) -> None:
    attachment = kept(party)

    path = party.copies.copy(attachment)

    assert path.name == "Phụ lục.xlsx"
    assert path.read_bytes() == b"ba cot"
    assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    assert not path.is_relative_to(party.folder)


def test_whatever_a_program_does_to_the_copy_the_original_stays(party: Office) -> None:
    attachment = kept(party)
    path = party.copies.copy(attachment)
    path.chmod(0o600)
    path.write_bytes(b"changed and saved")

    again = party.copies.copy(attachment)

    assert party.desk.files.read(attachment) == b"ba cot"
    assert path.read_bytes() == b"changed and saved", "what the clerk did is not thrown away"
    assert again.name == "Phụ lục (2).xlsx"
    assert again.read_bytes() == b"ba cot"
    assert party.copies.copy(attachment) == again


def test_files_of_one_name_do_not_meet(party: Office) -> None:
    one, other = kept(party, b"1"), kept(party, b"2")

    assert party.copies.copy(one).read_bytes() == b"1"
    assert party.copies.copy(other).read_bytes() == b"2"


def test_copies_of_days_ago_are_cleared_and_fresh_ones_stay(party: Office) -> None:
    old, fresh = party.copies.copy(kept(party, b"1")), party.copies.copy(kept(party, b"2"))
    now = party.desk.clock.now_ms() / 1000
    for each in old.parent.iterdir():  # Wine keeps the mark of a copy as a file beside it
        os.utime(each, (now - 3 * DAY_S, now - 3 * DAY_S))
    os.utime(fresh, (now, now))

    party.copies.sweep()

    assert not old.parent.exists()
    assert fresh.is_file()


def test_the_longest_name_fits(party: Office) -> None:
    path = party.copies.copy(kept(party, name=f"{'Đề nghị ' * 30}.docx"))

    assert path.suffix == ".docx"
    assert len(path.name) <= 90
    assert isinstance(path, Path)
