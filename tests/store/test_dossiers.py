"""Dossiers in the store: found by record, kept by the journal, rebuilt from events alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import an_arrival, an_id, an_issuer
from tests.desk import Desk
from wardapp.core.dossier_views import DossierPaper
from wardapp.core.dossiers import Dossier, Filing, FilingDeadline, FilingTerms, RetentionRule
from wardapp.core.identity import RecordId
from wardapp.core.number_words import number_words
from wardapp.services.dossier_papers import renumbered
from wardapp.store.rebuild import rebuild

TERMS = FilingTerms(
    hand_over_months=FilingDeadline(value=12, clause="Điều 30"),
    construction_months=FilingDeadline(value=3, clause="Điều 30"),
    keep_back_years=FilingDeadline(value=2, clause="Điều 30"),
    sheets_from_years=FilingDeadline(value=5, clause="Điều 29"),
)


def a_dossier(number: int, **fields: object) -> Dossier:
    values: dict[str, object] = {
        "id": an_id(500 + number),
        "issuer_id": an_issuer().id,
        "year": 2026,
        "symbol": f"{number:02}.TGDV",
        "title": f"Hồ sơ {number}",
        **fields,
    }
    return Dossier(**values)  # type: ignore[arg-type]


def a_filing(number: int, dossier: Dossier, record_id: RecordId, ordinal: int = 1) -> Filing:
    return Filing(
        id=an_id(700 + number),
        dossier_id=dossier.id,
        entity="incoming",
        record_id=record_id,
        ordinal=ordinal,
    )


def test_a_record_is_found_in_all_its_dossiers_and_all_is_rebuilt_from_events(
    desk: Desk, tmp_path: Path
) -> None:
    one, two = a_dossier(1), a_dossier(2, retention_years=10)
    with desk.begin("Lập hồ sơ") as tx:
        line = tx.incoming.add(
            an_arrival(), arrival_number=1, record_id=an_id(300), registered_ms=1
        )
        for dossier in (one, two):
            tx.filing.save(dossier)
        tx.filing.file(a_filing(1, two, line.id))
        tx.filing.file(a_filing(2, one, line.id))
        tx.filing.save_rule(RetentionRule(id=an_id(900), group="", title="Ảnh"))
    with desk.database.read() as tx:
        assert tx.filing.of_record("incoming", line.id) == (two, one)
        assert tx.filing.of_records("incoming", [line.id, an_id(1)]) == {line.id: (two, one)}
        assert tx.filing.counts([one.id]) == {one.id: 1}
        assert tx.filing.last_used(1) == (one.id,)
        assert tx.filing.by_symbol(one.issuer_id, 2026, "1.tgdv") is None
        assert tx.filing.by_symbol(one.issuer_id, 2026, "01.tgdv") == one
    with desk.begin("Xóa hồ sơ") as tx:
        tx.filing.remove(two.id)
    with desk.database.read() as tx:
        assert tx.filing.of_record("incoming", line.id) == (one,)
        assert tx.incoming.get(line.id) == line
    assert rebuild(desk.database, tmp_path / "moi.db") == ()


@given(st.lists(st.one_of(st.none(), st.integers(1, 40)), max_size=30))
def test_sheets_are_numbered_without_gap_or_guess(counts: list[int | None]) -> None:
    dossier = a_dossier(1)
    papers = [
        DossierPaper(filing=a_filing(n, dossier, an_id(n), 99 - n), sheets=count)
        for n, count in enumerate(counts)
    ]
    numbered, unknown = renumbered(papers, numbers_sheets=True)
    assert [each.ordinal for each in numbered] == list(range(1, len(counts) + 1))
    known = counts[: counts.index(None)] if None in counts else counts
    sheets = [
        sheet
        for each in numbered
        if each.first_sheet and each.last_sheet
        for sheet in range(each.first_sheet, each.last_sheet + 1)
    ]
    assert sheets == list(range(1, sum(count or 0 for count in known) + 1))
    assert unknown == counts.count(None)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.booleans())
def test_the_archive_waits_a_year_and_never_less_for_other_than_building_work(
    ended: date, building: bool
) -> None:
    dossier = replace(a_dossier(1), ended_on=ended, is_construction=building)
    due, longest = TERMS.hand_over_due(dossier), TERMS.longest_keep_back(dossier)
    assert due is not None
    assert longest is not None
    months = (due.year - ended.year) * 12 + due.month - ended.month
    assert months == (3 if building else 12)
    assert due.day <= ended.day
    assert longest.year - due.year == 2


def test_numbers_are_said_as_people_say_them() -> None:
    said = {
        0: "không",
        15: "mười lăm",
        21: "hai mươi mốt",
        24: "hai mươi tư",
        105: "một trăm linh năm",
        1005: "một nghìn không trăm linh năm",
        2_000_015: "hai triệu không trăm mười lăm",
    }
    assert {number: number_words(number) for number in said} == said
