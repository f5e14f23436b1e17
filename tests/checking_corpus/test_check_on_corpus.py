"""The layout check on papers whose faults are known: what it finds, what it invents."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.checking_corpus.corpus import make_corpus
from tests.checking_corpus.kinds import KINDS, Case
from tests.checking_corpus.measure import Measured, alarms, measure, summary, table
from tests.conftest import Proof
from tests.office_tools import OfficeTools
from wardapp.core.places import Places

LEAST_PRECISION = 0.99
LEAST_RECALL = 0.97
EVERYDAY_RECALL = 0.9  # forty files: one miss is three in a hundred
PARTS = 2  # one for each core; together ten cases of every kind
FILES_A_PART = 2000
CASES_A_PART = 5


def test_the_check_finds_the_faults_and_invents_none(
    corpus: tuple[Path, list[Case]], places: Places
) -> None:
    folder, cases = corpus
    before = _prints(folder)
    done = measure(folder, cases, places)
    assert not done.not_read
    assert not list(alarms(done)), summary(done)
    assert done.recall >= EVERYDAY_RECALL, _misses(done)
    assert _prints(folder) == before


@pytest.mark.prove
@pytest.mark.libreoffice
@pytest.mark.parametrize("part", range(PARTS))
def test_precision_and_recall_on_thousands_of_papers(
    part: int,
    proof: Proof,
    tmp_path: Path,
    places: Places,
    soffice: OfficeTools,
    capsys: pytest.CaptureFixture[str],
) -> None:
    count = proof.times(FILES_A_PART, FILES_A_PART, 3 * FILES_A_PART)
    cases = make_corpus(tmp_path / "corpus", proof.seed + part, count, soffice)
    before = _prints(tmp_path / "corpus")
    done = measure(tmp_path / "corpus", cases, places)
    with capsys.disabled():
        sys.stdout.write(f"\n{table(done)}\n")
    made = Counter(fault.kind for case in cases for fault in case.faults)
    assert all(made[kind.name] >= CASES_A_PART for kind in KINDS)
    assert not done.not_read
    assert done.precision >= LEAST_PRECISION, list(alarms(done))
    assert done.recall >= LEAST_RECALL, _misses(done)
    assert _prints(tmp_path / "corpus") == before


def _misses(done: Measured) -> dict[str, list[str]]:
    return {name: tally.missed for name, tally in done.kinds.items() if tally.missed}


def _prints(folder: Path) -> dict[str, str]:
    """Return what every file is, to see that none was touched."""
    files = sorted(folder.glob("*.docx"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
