"""Windows alone: a draft whose working file Word holds open, and copies that a program holds."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import replace

import pytest

from tests.windows_hand import SHARE_NOTHING, held_by_word
from wardapp.core.dispatches import FileRole
from wardapp.core.errors import DiskRefused
from wardapp.services.office import Office

if sys.platform != "win32":
    pytest.skip("Word holds files on Windows only", allow_module_level=True)


def test_a_file_that_word_holds_is_never_pulled_away(party: Office) -> None:
    draft = party.drafting.new()
    party.drafting.autosave(draft.id, replace(draft, subject="họp", body="Một.\n"))
    path = party.word.open(draft.id)
    shown = path.read_bytes()
    party.drafting.autosave(draft.id, replace(draft, subject="họp", body="Hai.\n"))

    with held_by_word(path):
        with pytest.raises(DiskRefused, match="đang mở"):
            party.word.open(draft.id)
        assert party.word.saved(draft.id) is None, "what we wrote before is no save of Word's"

    assert path.read_bytes() == shown
    assert party.word.open(draft.id) == path
    assert path.read_bytes() != shown


def test_a_file_in_the_middle_of_being_saved_asks_for_patience(party: Office) -> None:
    draft = party.drafting.new()
    path = party.word.open(draft.id)

    with held_by_word(path, SHARE_NOTHING), pytest.raises(DiskRefused):
        party.word.saved(draft.id)


def test_a_copy_is_marked_read_only_and_an_open_one_waits_for_the_next_sweep(
    party: Office,
) -> None:
    path = party.copies.copy(party.desk.files.keep(b"1", "Phụ lục.xlsx", FileRole.ORIGINAL))
    assert path.stat().st_file_attributes & stat.FILE_ATTRIBUTE_READONLY
    path.chmod(0o600)
    long_ago = party.desk.clock.now_ms() / 1000 - 30 * 86_400
    os.utime(path, (long_ago, long_ago))

    with held_by_word(path):
        party.copies.sweep()
        assert path.is_file()
    party.copies.sweep()
    assert not path.exists()
