"""Words of kept files: found with their records, gone with them, there after a migration."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from tests.builders import TODAY
from tests.desk import Desk
from wardapp.core.dispatches import Attachment, FileRole, Incoming, ListQuery
from wardapp.core.file_texts import FileTextCounts, FileTextState
from wardapp.store import migrations
from wardapp.store.connecting import connect
from wardapp.store.file_texts import FileTexts
from wardapp.store.migrations import make_schema, migrate

SECRET_OF_FILE = "Danh sách hộ dân nhận nước sạch ở ngõ Giếng, đường Ven Hồ đoạn số 7"


def a_file(letter: str = "a", role: FileRole = FileRole.ORIGINAL) -> Attachment:
    return Attachment(sha256=letter * 64, name=f"danh-sach-{letter}.docx", size=9, role=role)


def with_files(desk: Desk, line: Incoming, *files: Attachment) -> Incoming:
    with desk.begin("Kèm tệp") as tx:
        return tx.incoming.save(replace(line, attachments=files))


def keep(desk: Desk, letter: str, text: str = SECRET_OF_FILE) -> None:
    with desk.begin("Đọc") as tx:
        FileTexts(tx.work.connection).keep(letter * 64, FileTextState.READ, text)


def counts(desk: Desk) -> FileTextCounts:
    with desk.database.read() as tx:
        return FileTexts(tx.work.connection).counts()


def listed(desk: Desk, typed: str, **query: object) -> list[str]:
    with desk.database.read() as tx:
        wanted = ListQuery(text=typed, in_files=True, **query)  # type: ignore[arg-type]
        return [line.subject for line in tx.incoming.page(wanted, TODAY, 0, 10).rows]


def test_lines_are_found_by_the_words_of_their_files(desk: Desk) -> None:
    first = desk.register(subject="Báo cáo một")
    other = desk.register(subject="Họp ở ngõ Giếng")
    with_files(desk, first, a_file("a"), a_file("b", FileRole.VERSION))
    with desk.database.read() as tx:
        assert [each.sha256[0] for each in FileTexts(tx.work.connection).waiting(9)] == ["a"]
    keep(desk, "a")

    assert listed(desk, "ngo gieng") == ["Họp ở ngõ Giếng", "Báo cáo một"]
    assert listed(desk, "nước sạch", year=TODAY.year) == ["Báo cáo một"]
    assert listed(desk, "nước sách") == ["Báo cáo một"]  # no file has it: then without accents
    assert listed(desk, "nước sạch", year=TODAY.year - 1) == []
    with desk.database.read() as tx:
        assert tx.incoming.page(ListQuery(text="nuoc sach"), TODAY, 0, 9).total == 0
        hits = tx.search.find("ven hồ nuoc", in_files=True)
        assert not tx.search.find("ve", in_files=True)
        named = tx.search.find("ngõ giếng", in_files=True)
    assert [(hit.entity, hit.record_id, hit.in_file) for hit in hits] == [
        ("incoming", first.id, True)
    ]
    assert hits[0].circumstance.startswith("trong tệp danh-sach-a.docx: Danh")
    assert "nhận nước sạch" in hits[0].circumstance
    assert [hit.record_id for hit in named] == [other.id, first.id]
    assert counts(desk) == FileTextCounts(read=1, waiting=0, without_text=0)


def test_the_words_of_a_file_go_with_the_last_line_that_names_it(desk: Desk) -> None:
    first = with_files(desk, desk.register(subject="Một"), a_file())
    second = with_files(desk, desk.register(subject="Hai"), a_file())
    keep(desk, "a")
    keep(desk, "a", "lần nữa")  # read twice changes nothing
    keep(desk, "e", "không ai kèm")

    with_files(desk, first)
    assert listed(desk, "nước sạch") == ["Hai"]
    with_files(desk, second)
    assert counts(desk) == FileTextCounts(read=0, waiting=0, without_text=0)
    assert listed(desk, "nuoc sach") == []
    desk.undo()  # the file is named again and waits to be read again
    assert counts(desk) == FileTextCounts(read=0, waiting=1, without_text=0)
    with desk.database.read() as tx:
        left = tx.work.connection.exec_driver_sql(
            "SELECT count(*) FROM file_texts_search WHERE file_texts_search MATCH 'nuoc'"
        )
        assert left.scalar_one() == 0


def test_what_cannot_be_read_is_remembered_without_its_words(desk: Desk) -> None:
    line = desk.register()
    with_files(desk, line, a_file("a"), a_file("b"))
    with desk.begin("Đọc") as tx:
        texts = FileTexts(tx.work.connection)
        texts.keep("a" * 64, FileTextState.REFUSED, "không được giữ")
        texts.keep("b" * 64, FileTextState.UNREADABLE)

    assert counts(desk) == FileTextCounts(read=0, waiting=0, without_text=2)
    with desk.database.read() as tx:
        kept = tx.work.connection.exec_driver_sql("SELECT text FROM file_texts").scalars().all()
    assert kept == ["", ""]


def test_an_older_office_is_searched_as_before_after_the_step(tmp_path: Path) -> None:
    steps = migrations.STEPS
    path = tmp_path / "old.db"
    with closing(connect(path, mode="rwc")) as database:
        make_until(database, steps[:3])
        database.execute(
            "INSERT INTO log_lines_search (rowid, exact, folded) VALUES (1, 'đường', 'duong')"
        )
        migrate(database)
        found = database.execute(
            "SELECT rowid, exact FROM log_lines_search WHERE log_lines_search MATCH 'folded: duo*'"
        ).fetchall()
    assert found == [(1, "đường")]


def make_until(database: sqlite3.Connection, steps: tuple[tuple[str, ...], ...]) -> None:
    """Make the schema as a program of that time did."""
    kept = migrations.STEPS, migrations.NEWEST
    migrations.STEPS, migrations.NEWEST = steps, len(steps)
    try:
        make_schema(database)
    finally:
        migrations.STEPS, migrations.NEWEST = kept
