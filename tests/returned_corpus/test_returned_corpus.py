"""Hundreds of damaged returns of units: no value is dropped or taken wrongly in silence."""

from __future__ import annotations

import sys

import pytest

from tests.conftest import Proof
from tests.returned_corpus.corpus import FACTS, UNITS, files, period_of, spec_of
from tests.returned_corpus.damages import DEEDS
from tests.returned_corpus.judging import Verdict, judge
from wardapp.core.unit_books import AwaitedReturn
from wardapp.documents.returned.door import returned_file
from wardapp.reports.matching import match

LEAST_DEEDS = 20
LEAST_RIGHT = 0.95


def awaited() -> AwaitedReturn:
    """Return what the ward gathers: every unit's Phụ lục 02 of one period."""
    return AwaitedReturn(
        specs=(spec_of(), spec_of("2026.1")),
        units=UNITS,
        form_id=spec_of().id,
        period=period_of(),
        office_id=FACTS.office_id,
    )


def read_all(seed: str, count: int, version: str = "") -> Verdict:
    """Return what became of a corpus."""
    verdict, wanted = Verdict(), awaited()
    for made in files(seed, count, version=version):
        read = match(returned_file(made.name, made.data), wanted)
        judge(made, read, verdict, version)
    return verdict


def _hold(verdict: Verdict) -> None:
    assert not verdict.dropped, "\n".join(verdict.dropped[:20])
    assert not verdict.wrong, "\n".join(verdict.wrong[:20])
    assert not verdict.misplaced_units, verdict.misplaced_units[:10]
    assert not verdict.blocked


def test_a_few_damaged_returns_lose_no_value() -> None:
    verdict = read_all("2026", 6)
    _hold(verdict)
    assert verdict.right > LEAST_RIGHT * verdict.told


@pytest.mark.prove
@pytest.mark.parametrize(("version", "share"), [("", 1), ("2026.1", 4)])
def test_damaged_returns_lose_no_value(
    version: str, share: int, proof: Proof, capsys: pytest.CaptureFixture[str]
) -> None:
    """300 units, one file each, every deed some eight times; a fourth as many of the old form.

    The proofs take the same files each time; the full ones other files with each seed, and among
    thousands a rare pair of deeds still loses an answer.
    """
    seed = str(proof.seed) if proof.level == "full" else "2026"
    verdict = read_all(seed, max(40, proof.times(40, 300, 3_000) // share), version)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{verdict.files} returned files, {len(DEEDS)} kinds of damage: "
            f"{verdict.told} values, {verdict.right} right, {verdict.doubted} doubted, "
            f"{len(verdict.dropped)} dropped in silence, {len(verdict.wrong)} wrong in silence\n"
        )
    _hold(verdict)
    assert len(verdict.by_deed) >= LEAST_DEEDS
    assert verdict.right > LEAST_RIGHT * verdict.told
