from __future__ import annotations

from pathlib import Path

import pytest

from wardapp.core.clock import SetClock
from wardapp.core.dispatches import ListFilter, ListQuery
from wardapp.core.dossiers import DossierQuery
from wardapp.core.number_views import NumberFilter, SeriesRow
from wardapp.core.opinions import OpinionQuery
from wardapp.core.petitions import PetitionFilter, PetitionQuery
from wardapp.core.places import Places
from wardapp.core.progress import Silent
from wardapp.services.doctor import examine
from wardapp.services.examples import build_example
from wardapp.services.office import Office, open_office


def _cancelled(office: Office, row: SeriesRow) -> int:
    if row.series_id is None:
        return 0
    return office.numbering.strip(row.series_id, NumberFilter.CANCELLED).total


@pytest.mark.prove
@pytest.mark.parametrize("kind", ["party", "state"])
def test_half_a_year_of_work_is_alive_on_the_day_it_is_opened(
    kind: str, tmp_path: Path, places: Places, clock: SetClock
) -> None:
    build_example(kind, tmp_path / "so-mau", places, clock, Silent())

    with open_office(tmp_path / "so-mau", places, clock) as office:
        lines = office.intake.counts(ListQuery())
        assert lines.all > 120
        assert 3 < lines.open < 40
        assert office.registry.counts(ListQuery()).all >= 15
        assert office.drafting.page().total >= 2
        late = office.intake.page(ListQuery(only=ListFilter.OVERDUE)).rows
        assert all(line.due_date < clock.today() for line in late if line.due_date)
        newest = office.intake.page(ListQuery()).rows[0]
        assert office.intake.paper(newest.id).pdf is not None
        assert len(office.numbering.reservations()) == 1
        assert office.registry.counts(ListQuery()).unsent == 1
        assert office.petitions.counts(PetitionQuery())[PetitionFilter.OPEN] == 2
        assert not any(
            office.petitions.person(row.petition.id)
            for row in office.petitions.page(PetitionQuery()).rows
        )
        dossiers = office.dossiers.page(DossierQuery()).rows
        assert [row.papers > 1 for row in dossiers] == [True, True]
        cancelled = [each for each in office.numbering.series() if _cancelled(office, each)]
        assert len(cancelled) == 1
        period = office.reporting.current_period("phu-luc-02")
        filled = office.reporting.fill("phu-luc-02", period.id)
        talked = [row.cell("issue").value for row in filled.table("C").rows]
        assert office.opinions.page(OpinionQuery()).total == 16
        assert "Ngập úng ở các ngõ thấp sau mưa lớn" in talked
        assert "Lịch cắt điện luân phiên báo muộn" not in " ".join(map(str, talked))
        assert all(row.cell("spread").value for row in filled.table("C").rows)
        broken = [each for each in office.reporting.check(filled) if not each.passed]
        assert len(broken) < 20
    assert all(fact.ok for fact in examine(tmp_path / "so-mau"))
