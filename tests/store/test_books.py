"""Drafts, log, forms, catalogue and settings as services meet them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.builders import TODAY, a_content, a_draft, a_log_entry, a_signer, a_term, a_unit, an_id
from tests.desk import Desk
from wardapp.core.daylog import ContentGroup, LogChannel, LogEntry, LogLine, LogQuery
from wardapp.core.drafts import DraftStatus
from wardapp.core.forms import CellKey, FilledCell, FilledForm, FilledRow, FilledTable, Period
from wardapp.core.issuers import Person
from wardapp.core.profile import Holiday
from wardapp.core.settings import OfficeSettings

A1 = CellKey(table="A", row="A1", column="amount")


def a_form(**cells: object) -> FilledForm:
    row = FilledRow(code="A1", label="Loa", cells=(FilledCell(key=A1, computed=3),))
    return FilledForm(
        form_id="phu-luc-02",
        form_version="1",
        period=Period(
            id="2026-06",
            label="kỳ tháng 6/2026",
            window_from=date(2026, 3, 10),
            window_to=date(2026, 6, 9),
            due_date=date(2026, 6, 10),
        ),
        reporter="Ban Xây dựng Đảng",
        tables=(FilledTable(code="A", rows=(row,)), FilledTable(code="E", rows=())),
        **cells,  # type: ignore[arg-type]
    )


def log(desk: Desk, **fields: object) -> LogLine:
    entry: LogEntry = a_log_entry(**fields)
    with desk.begin("Ghi") as tx:
        return tx.daylog.add(entry, record_id=tx.new_id(), registered_ms=tx.now_ms)


def test_typing_is_kept_without_an_event_until_a_version_is_made(desk: Desk) -> None:
    with desk.begin() as tx:
        kept = tx.drafts.add(a_draft())
    with desk.begin() as tx:
        tx.drafts.autosave(kept.id, a_content(body="Đang gõ"), 99)
    with desk.database.read() as tx:
        typed = tx.drafts.get(kept.id)
        before = len(tx.journal.history("draft", kept.id))
    with desk.begin("Lưu bản") as tx:
        tx.drafts.save(replace(typed, version=1))

    with desk.database.read() as tx:
        assert (typed.body, typed.changed_ms) == ("Đang gõ", 99)
        assert tx.drafts.get(kept.id).body == "Đang gõ"
        history = tx.journal.history("draft", kept.id)
    assert (before, len(history)) == (1, 2)


def test_what_was_typed_survives_a_change_of_another_field(desk: Desk) -> None:
    with desk.begin() as tx:
        seen = tx.drafts.add(a_draft())
        tx.drafts.autosave(seen.id, a_content(body="Đang gõ"), 99)
        typed = tx.drafts.get(seen.id)
        tx.drafts.save(replace(typed, status=DraftStatus.SUBMITTED), base=typed)
        kept = tx.drafts.get(seen.id)

    assert (kept.body, kept.status) == ("Đang gõ", DraftStatus.SUBMITTED)


def test_drafts_stand_changed_last_first_and_finished_ones_apart(desk: Desk) -> None:
    with desk.begin() as tx:
        tx.drafts.add(a_draft(id=an_id(1), subject="Một", in_reply_to=an_id(9)))
        tx.drafts.add(a_draft(id=an_id(2), subject="Hai", status=DraftStatus.ISSUED))
        tx.drafts.add(a_draft(id=an_id(3), subject="Ba"))
        tx.drafts.autosave(an_id(1), a_content(subject="Một sửa"), 2_000_000_000_000)

    with desk.database.read() as tx:
        page = tx.drafts.page(0, 10)
        everything = tx.drafts.page(0, 2, open_only=False)
        assert tx.drafts.open_count() == 2
    assert [draft.subject for draft in page.rows] == ["Một sửa", "Ba"]
    assert (len(everything.rows), everything.total) == (2, 3)


def test_the_log_is_counted_by_day_and_channel(desk: Desk) -> None:
    log(desk, amount=2)
    log(desk, channel="zalo", amount=5, evidence_links=("bai-1",))
    log(desk, day=date(2026, 6, 4), amount=1)
    june = (date(2026, 6, 1), date(2026, 6, 30))

    with desk.database.read() as tx:
        assert tx.daylog.day_counts(*june) == {TODAY: 2, date(2026, 6, 4): 1}
        assert tx.daylog.channel_totals(*june) == {"loa": 3, "zalo": 5}
        last = tx.daylog.last_of_channel("")
        page = tx.daylog.page(LogQuery(channel="loa"), 0, 10)
        unproved = tx.daylog.page(LogQuery(missing_evidence=True, date_from=TODAY), 0, 10)
        assert [line.day for line in tx.daylog.between(*june)] == [date(2026, 6, 4), TODAY, TODAY]
    assert last is not None
    assert last.amount == 1
    assert [line.day for line in page.rows] == [TODAY, date(2026, 6, 4)]
    assert [line.channel for line in unproved.rows] == ["loa"]


def test_a_removed_log_line_can_be_brought_back(desk: Desk) -> None:
    line = log(desk)
    with desk.begin("Xóa") as tx:
        tx.daylog.remove(line.id)
    desk.undo()

    with desk.database.read() as tx:
        assert tx.daylog.get(line.id) == line


def test_a_typed_cell_makes_an_event_of_that_cell(desk: Desk) -> None:
    with desk.begin("Điền") as tx:
        form = tx.filled.save(a_form())
    typed = FilledCell(key=A1, computed=3, typed=Decimal("4.5"), is_typed=True, reason="Sổ giấy")
    with desk.begin("Nhập tay") as tx:
        tx.filled.save(replace(form, overrides=(typed,)))

    with desk.database.read() as tx:
        kept = tx.filled.latest("phu-luc-02", "2026-06", "Ban Xây dựng Đảng")
        newest = tx.journal.events(desk.database.replica_id)[-1]
        assert tx.filled.list() == (kept,)
    assert kept == replace(form, overrides=(typed,))
    assert [change.field for change in newest.changes] == [
        "overrides",
        f"overrides/{A1.table}/{A1.row}/{A1.column}",
    ]


def test_a_form_of_a_period_is_kept_once(desk: Desk) -> None:
    with desk.begin() as tx:
        first = tx.filled.save(a_form())
        again = tx.filled.save(a_form(phone="0900"))

    assert first.id == again.id


def test_the_catalogue_reads_in_the_order_of_the_office(desk: Desk) -> None:
    with desk.begin() as tx:
        for number in (12, 9):
            tx.catalogue.save_unit(
                a_unit(id=an_id(number), name=f"Tổ dân phố số {number}", code=str(number))
            )
        tx.catalogue.save_signer(a_signer(rank=2))
        tx.catalogue.save_signer(a_signer(id=an_id(302), full_name="Vũ Lệ", rank=1))
        for at, name in enumerate(("Trần Ước", "Đỗ Ân", "Lê An")):
            tx.catalogue.save_person(Person(id=an_id(at + 1), full_name=name))
        tx.catalogue.save_holiday(Holiday(day=date(2026, 9, 2), name="Quốc khánh"))
        tx.catalogue.save_group(ContentGroup(code="1.10", name="Mười", axis="Một"))
        tx.catalogue.save_group(ContentGroup(code="1.2", name="Hai", axis="Một"))

    with desk.database.read() as tx:
        book = tx.catalogue
        assert [unit.code for unit in book.units()] == ["9", "12"]
        assert [signer.full_name for signer in book.signers(an_id(101))] == ["Vũ Lệ", "Trần Thu Hà"]
        assert [one.full_name for one in book.people()] == ["Lê An", "Đỗ Ân", "Trần Ước"]
        assert [holiday.name for holiday in book.holidays()] == ["Quốc khánh"]
        assert [group.code for group in book.groups()] == ["1.2", "1.10"]


def test_catalogue_entries_can_be_removed(desk: Desk) -> None:
    channel = LogChannel(code="loa", name="Loa", unit="tin", icon="loa", form_row="A1")
    with desk.begin() as tx:
        tx.catalogue.save_holiday(Holiday(day=date(2026, 9, 2), name="Quốc khánh"))
        tx.catalogue.save_channel(channel)
        tx.catalogue.remove_holiday(date(2026, 9, 2))
        tx.catalogue.remove_channel("loa")
        assert tx.catalogue.holidays() == ()
        assert tx.catalogue.channels() == ()


def test_the_term_of_a_day_ends_where_the_next_begins(desk: Desk) -> None:
    old = a_term(id=an_id(202), label="2020 - 2025", start=date(2020, 6, 1), end=date(2025, 8, 1))
    with desk.begin() as tx:
        tx.catalogue.save_term(old)
        committee = old.committee
        assert tx.catalogue.term_on(committee, date(2025, 8, 1)) == old
        assert tx.catalogue.term_on(committee, date(2025, 8, 2)) == a_term()
        assert tx.catalogue.term_on(committee, date(2019, 1, 1)) is None
        assert tx.catalogue.terms() == (old, a_term())


def test_settings_never_set_have_their_default(desk: Desk) -> None:
    with desk.begin("Cài đặt") as tx:
        tx.catalogue.save_settings(OfficeSettings(number_first=False, default_days=7))

    with desk.database.read() as tx:
        assert tx.catalogue.settings() == OfficeSettings(number_first=False, default_days=7)
    desk.undo()
    with desk.database.read() as tx:
        assert tx.catalogue.settings() == OfficeSettings()
