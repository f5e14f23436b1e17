"""What 24 tổ dân phố sent in, for the pictures of Đơn vị gửi về and Gộp vấn đề."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tests.returned_units import DAMAGES, FORM, JUNE, damaged, invented_values, sent_in
from wardapp.core.report_views import ReportPlace
from wardapp.core.returns import ReturnWish
from wardapp.services.office import Office

MISSING, WAITING = 6, 4
PLACE = ReportPlace(form_id=FORM, period_id=JUNE)


def fill_returns(office: Office) -> ReportPlace:
    """Keep returns of most units, some late, some with doubts; return which report it is."""
    if office.returns.of_period(FORM, JUNE):
        return PLACE
    chance, today = random.Random(7), office.desk.today()
    units = [unit for unit in office.catalogue.units() if unit.kind == "tdp" and unit.active]
    with tempfile.TemporaryDirectory() as folder:
        paths = [
            sent_in(office, Path(folder), unit, invented_values(unit, chance))
            for unit in units[: len(units) - MISSING]
        ]
        for at, deed in enumerate(DAMAGES):
            damaged(paths[at * 3 % len(paths)], deed)
        looked = office.returns.look_at(paths, FORM, JUNE)
        wishes = [
            ReturnWish(
                proposal=proposal,
                unit_id=unit.id,
                received_on=min(today, date(2026, 6, 1) + timedelta(days=at % 5)),
            )
            for at, (proposal, unit) in enumerate(zip(looked, units, strict=False))
            if not proposal.blocked
        ]
        office.returns.keep_all([replace(each, period_id=JUNE) for each in wishes])
    return PLACE


def fill_topics(office: Office) -> ReportPlace:
    """Merge the first proposal of the topics sent in."""
    fill_returns(office)
    board = office.merging.board(FORM, JUNE)
    if board.proposals and not board.merged:
        members = [topic.member for topic in board.proposals[0]]
        office.merging.join(board, members)
    return PLACE
