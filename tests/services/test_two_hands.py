"""A command beside a window writes between the reading and the writing of one call."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest

from tests.builders import TODAY, an_arrival
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import Direction, Incoming, IncomingStatus, ListQuery
from wardapp.core.errors import ChangedSince
from wardapp.core.places import Places
from wardapp.services.office import Office, open_for_command


@dataclass
class InterruptingClock(SetClock):
    """A clock while whose hand moves something else happens, once."""

    happens: Callable[[], object] | None = None
    readings_left: int = 0

    def meanwhile(self, happens: Callable[[], object], *, after: int = 0) -> None:
        self.happens, self.readings_left = happens, after

    def now_ms(self) -> int:
        if self.happens is not None and self.readings_left == 0:
            happens, self.happens = self.happens, None
            happens()
        self.readings_left -= 1
        self.instant_ms += 1
        return self.instant_ms


@contextmanager
def interrupted(office: Office, places: Places) -> Iterator[tuple[Office, InterruptingClock]]:
    clock = InterruptingClock(office.desk.clock.now_ms())
    with open_for_command(office.folder, places, clock) as beside:
        yield beside, clock


def registered(office: Office) -> Incoming:
    issuer = office.catalogue.issuers()[0].id
    return office.intake.register(an_arrival(issuer_id=issuer))


def test_what_another_wrote_meanwhile_stays(party: Office, places: Places) -> None:
    line = registered(party)
    with interrupted(party, places) as (beside, clock):
        clock.meanwhile(lambda: party.intake.amend(replace(line, description="Bản giấy ở tủ 2")))
        beside.intake.finish(line.id)

    now = party.intake.get(line.id)
    assert (now.status, now.description) == (IncomingStatus.DONE, "Bản giấy ở tủ 2")


def test_two_different_decisions_at_once_are_not_both_kept(party: Office, places: Places) -> None:
    line = registered(party)
    decision = Direction(leader="Lê Thị Hoài Ân", opinion="Giao Ban xử lý.", on=TODAY)
    with interrupted(party, places) as (beside, clock):
        clock.meanwhile(lambda: party.intake.direct(line.id, decision, None, "Ngô Thị Ước"))
        with pytest.raises(ChangedSince, match="vừa được sửa ở nơi khác"):
            beside.intake.direct(line.id, decision, None, "Phạm Quốc Khải")

    assert party.intake.get(line.id).handler == "Ngô Thị Ước"


def test_a_draft_changed_after_it_was_rendered_is_not_issued(party: Office, places: Places) -> None:
    draft = party.drafting.new()
    ready = replace(draft, subject="ra quân", addressees=("Các chi bộ",), body="Đã xong.")
    party.drafting.autosave(draft.id, ready)
    with interrupted(party, places) as (beside, clock):
        changed = replace(ready, body="Chưa xong.")
        # The text is kept first, with two readings; the line is named after rendering.
        clock.meanwhile(lambda: party.drafting.autosave(draft.id, changed), after=2)
        with pytest.raises(ChangedSince, match="Dự thảo vừa được sửa ở nơi khác"):
            beside.issuing.issue(draft.id)

    assert clock.happens is None
    assert party.registry.page(ListQuery()).total == 0
    assert party.drafting.get(draft.id).body == "Chưa xong."
