"""150 reminder letters to units that are late, and the board they come from."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.bench.table import Row, repeated
from wardapp.app import find_places
from wardapp.core.clock import DayClock
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Unit
from wardapp.core.letters import LetterNumbering
from wardapp.core.regimes import Frequency, Regime
from wardapp.core.serial import SerialTarget
from wardapp.services.office import Office, create_office
from wardapp.services.setup import example_profile

UNITS, ROUNDS = 150, 3
TARGET_MS = 5_000


def measure(out: Path) -> list[Row]:
    """Return the times of the board and of the letters, with one number, one each and none."""
    del out
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        places = replace(find_places(), data=root / "data")
        clock = DayClock(date(2026, 6, 15))
        profile = example_profile("party", places, clock)
        with create_office(root / "so", profile, places, clock) as office:
            return _measured(office, _kept(office), root)


def _kept(office: Office) -> Regime:
    units = []
    for number in range(1, UNITS + 1):
        unit = Unit(id=office.desk.new_id(), name=f"Chi bộ Tổ dân phố số {100 + number}")
        units.append(office.catalogue.save(unit).id)
    base = Regime(
        id=RecordId(""), title="Báo cáo tháng", frequency=Frequency.MONTH, dues=(),
        unit_ids=tuple(units),
    )  # fmt: skip
    phrase = "ngày 10 hằng tháng; áp dụng từ ngày 01/5/2026"
    regimes = office.regime_desk.regimes
    return regimes.save(regimes.tried(phrase, base)[0].proposal.regime)


def _measured(office: Office, regime: Regime, root: Path) -> list[Row]:
    desk = office.regime_desk
    board = desk.boards.board(regime.id)
    rows = [
        Row("board of 150 units", repeated(lambda: desk.boards.board(regime.id), ROUNDS)),
        Row("history of 150 units", repeated(lambda: desk.boards.history(regime), ROUNDS)),
    ]
    kinds = (
        (None, ".docx", "no number"),
        (LetterNumbering.ONE, ".docx", "one number"),
        (LetterNumbering.EACH, ".pdf", "a number each"),
    )
    for numbering, ending, said in kinds:
        wish = replace(desk.reminders.usual(board), numbering=numbering)
        target = SerialTarget(path=root / f"nhac{ending}", ending=ending)
        times = repeated(lambda w=wish, t=target: desk.reminders.make(board, w, t), ROUNDS)
        rows.append(Row(f"150 reminder letters, {said}", times, f"target {TARGET_MS}"))
    return rows
