from __future__ import annotations

import random

import pytest

from tests.conftest import Proof
from tests.reports.form_edits import Making
from tests.reports.form_ledger import Ledger, next_ledger
from wardapp.core.forms import CellKey, FilledForm, FormSpec, FormValue
from wardapp.reports.evolution import carried, carried_along, route_of
from wardapp.reports.going_back import carried_back_along
from wardapp.reports.laying import values_of

MOST_VERSIONS = 6


def answers(form: FilledForm) -> dict[CellKey, FormValue]:
    """Every answer of a form by its place."""
    cells = values_of(form)
    return {
        key: cell.value
        for key, cell in cells.items()
        if cell.is_typed or (form.closed_ms is not None and cell.value is not None)
    }


def apart(form: FilledForm) -> set[tuple[str, CellKey, FormValue]]:
    return {(cell.version, cell.key, cell.value) for cell in form.unplaced}


def a_history(making: Making) -> tuple[list[FormSpec], FilledForm, list[FilledForm], list[Ledger]]:
    """A form, its versions, and it filled in each of them beside the ledger."""
    spec = making.form()
    form = making.filled(spec)
    specs, forms, ledgers = [spec], [form], [Ledger(live=answers(form))]
    for number in range(2, making.rng.randint(3, MOST_VERSIONS) + 1):
        following, edits = making.edited(spec, str(number))
        ledgers.append(next_ledger(ledgers[-1], spec, following, edits))
        forms.append(carried(forms[-1], spec, following))
        spec = following
        specs.append(spec)
    return specs, form, forms, ledgers


def lose_nothing(making: Making) -> None:
    specs, first, forms, ledgers = a_history(making)
    for form, ledger in zip(forms, ledgers, strict=True):
        assert answers(form) == ledger.live
        assert apart(form) == ledger.apart
        assert all(cell.why and cell.version for cell in form.unplaced)
    last = forms[-1]
    assert carried(last, specs[-2], specs[-1]) == last
    assert carried_along(first, route_of(specs, "1", specs[-1].version)) == last
    back = carried_back_along(last, specs)
    kept = answers(back)
    for key, value in answers(first).items():
        assert kept.get(key) == value or ("1", key, value) in apart(back)


def try_many(rng: random.Random, times: int) -> None:
    """Try so many random histories; a failure names the generator that made it."""
    for _ in range(times):
        seed = rng.random()
        try:
            lose_nothing(Making(random.Random(seed)))
        except AssertionError as error:
            error.add_note(f"generator {seed}")
            raise


def test_some_sequences_of_edits_lose_no_answer(proof: Proof) -> None:
    try_many(proof.random("form edits"), 60)


@pytest.mark.prove
def test_no_sequence_of_edits_loses_an_answer(proof: Proof) -> None:
    try_many(proof.random("many form edits"), proof.times(300, 10_000, 50_000))
