"""Offices that earlier versions made: brought up with all they hold, after one backup."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.folder_tools import NOW_MS, an_office, an_opening
from wardapp.core.dispatches import FileRole
from wardapp.core.errors import OfficeRefused
from wardapp.core.identity import RecordId
from wardapp.store import migrations
from wardapp.store.backup import shelf_of
from wardapp.store.database import Database
from wardapp.store.file_texts import FileTexts
from wardapp.store.opening import open_to_look, open_with_lock
from wardapp.store.records import dump, plain

AN_OLD_OFFICE = """
    INSERT INTO issuers VALUES ('i', 'party', 'advisory', 'BXDĐ', 'Ban', '', '', 'BXDĐ', 'Liên Hồ',
      '', '', '', 0, 1, '[]', 0, 0);
    INSERT INTO incoming VALUES (1, 'a', 'i', '2026-06-05', 'UBND', 'Phòng lụt', '', '12',
      'UBND', NULL, '', '{"full_name": "Vũ Mạnh"}', '[]', 0, 'paper',
      NULL, NULL, NULL, '', '', 315, 1, 'new',
      NULL, NULL, NULL, '', 0, '[]', 2026, 1, '12-ubnd', 'ubnd');
"""


def test_an_office_of_the_first_version_comes_up_with_its_lines_and_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = migrations.STEPS
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    folder.database.unlink()
    monkeypatch.setattr(migrations, "STEPS", steps[:1])
    monkeypatch.setattr(migrations, "NEWEST", 1)
    ids = {"replica_id": RecordId("r"), "office_id": RecordId("o")}
    Database.create(folder.database, **ids, now_ms=NOW_MS).close()
    kept = folder.file_store().keep(b"cong van", "cv.txt", FileRole.ORIGINAL)
    with closing(sqlite3.connect(folder.database)) as old, old:
        old.executescript(AN_OLD_OFFICE)
        old.execute("UPDATE incoming SET attachments = ?", (dump([plain(kept)]),))
    monkeypatch.setattr(migrations, "STEPS", steps)
    monkeypatch.setattr(migrations, "NEWEST", len(steps))

    opened = open_with_lock(folder.root, an_opening(tmp_path / "data"))
    with opened.database.read() as tx:
        line = tx.incoming.by_number(RecordId("i"), 2026, 315)
        waiting = FileTexts(tx.work.connection).waiting(5)
    opened.close()

    assert line is not None
    assert (line.arrival_code, line.subject, line.attachments) == ("315", "Phòng lụt", (kept,))
    assert [each.sha256 for each in waiting] == [kept.sha256]
    backups = [backup.reason for backup in shelf_of(folder).list()]
    assert backups == ["Trước khi nâng cấp từ bản 1"]
    with pytest.raises(OfficeRefused, match="cũ hơn"):
        open_to_look(folder.root)
