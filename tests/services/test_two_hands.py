"""A command beside a window writes between the reading and the writing of one call."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest

from tests.builders import TODAY, an_arrival, an_id
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import Direction, Incoming, IncomingStatus, ListQuery
from wardapp.core.document import Paper
from wardapp.core.drafts import Draft, content_of
from wardapp.core.errors import ChangedSince
from wardapp.core.letters import LetterNumbering, LetterRow
from wardapp.core.places import Places
from wardapp.core.serial import SerialPlan
from wardapp.documents.templates.door import read_template
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


@dataclass
class Meanwhile:
    """A progress while whose first step something else happens, once."""

    happens: Callable[[], object] | None

    def step(self, _done: int, _total: int, _text: str) -> None:
        happens, self.happens = self.happens, None
        if happens is not None:
            happens()


def letters_of(office: Office) -> tuple[Draft, SerialPlan]:
    draft = office.drafting.new()
    ready = replace(draft, subject="ra quân", body="Đã xong.", addressees=())
    office.drafting.autosave(draft.id, ready)
    rows = tuple(LetterRow(addressee=f"Chi bộ {n}", line=n) for n in (1, 2))
    return ready, SerialPlan(rows=rows, draft_id=draft.id, numbering=LetterNumbering.EACH)


def test_letters_move_on_when_another_takes_their_number(party: Office, places: Places) -> None:
    _draft, plan = letters_of(party)
    first = party.letters.preview(plan).first_number
    other = party.drafting.new()
    ready = replace(other, subject="khác", addressees=("Các chi bộ",), body="Việc khác.")
    party.drafting.autosave(other.id, ready)
    with interrupted(party, places) as (beside, _clock):
        hook = Meanwhile(lambda: party.issuing.issue(other.id))
        made = beside.letters.issue(plan, None, hook)

    taken = party.registry.by_symbol(first)
    assert taken.subject == "khác"
    assert [line.number for line in made.lines] == [taken.number + 1, taken.number + 2]
    for line in made.lines:  # the kept copies bear the number of their line, not the first one
        data = party.desk.files.read(line.attachments[0])
        lines = [each.text for each in read_template(data).paragraphs]
        assert f"Số {line.number_symbol}" in lines


def test_a_draft_changed_while_its_letters_were_made_goes_to_nobody(
    party: Office, places: Places
) -> None:
    draft, plan = letters_of(party)
    changed = replace(draft, body="Chưa xong.")
    with interrupted(party, places) as (beside, _clock):
        hook = Meanwhile(lambda: party.drafting.autosave(draft.id, changed))
        with pytest.raises(ChangedSince, match="Dự thảo vừa được sửa ở nơi khác"):
            beside.letters.issue(plan, None, hook)

    assert party.registry.page(ListQuery()).total == 0
    assert party.drafting.get(draft.id).body == "Chưa xong."


@contextmanager
def beside(office: Office, **changed: object) -> Iterator[Draft]:
    """A draft as a window shows it, after somebody else changed some of its fields."""
    draft = office.drafting.new()
    office.drafting.autosave(draft.id, replace(draft, subject="họp", body="Một."))
    shown = office.drafting.get(draft.id)
    office.drafting.autosave(draft.id, replace(shown, **changed))
    yield shown


def test_what_came_to_fields_that_nobody_typed_in_stays(party: Office) -> None:
    extras = {"secretary": "Lan"}
    with beside(party, subject="họp giao ban", signer_id=an_id(5)) as shown:
        other = replace(shown.extras, **extras)
        party.drafting.autosave(shown.id, replace(party.drafting.get(shown.id), extras=other))
        typed = replace(shown, body="Hai.", extras=replace(shown.extras, paper=Paper.A5))
        kept = party.drafting.autosave(shown.id, typed, shown)

    now = party.drafting.get(shown.id)
    assert kept.sentence == ""
    assert kept.content == content_of(now)
    assert (now.subject, now.signer_id, now.body) == ("họp giao ban", an_id(5), "Hai.")
    assert (now.extras.secretary, now.extras.paper) == ("Lan", Paper.A5)
    assert now.versions == shown.versions


def test_what_came_to_the_field_that_is_typed_in_is_a_version_and_is_told_once(
    party: Office,
) -> None:
    with beside(party, body="Của máy kia.", subject="họp giao ban") as shown:
        typed = replace(shown, body="Của máy này.")
        kept = party.drafting.autosave(shown.id, typed, shown)
        again = party.drafting.autosave(shown.id, replace(kept.content, body="Thêm."), kept.content)

    assert kept.sentence == (
        "Nơi khác cũng vừa sửa Nội dung văn bản. Bản sửa đó giữ thành bản 1 trong Các lần lưu; "
        "chữ gõ ở đây vẫn như cũ."
    )
    assert again.sentence == ""
    now, (version,) = party.drafting.get(shown.id), party.versions.of(shown.id)
    assert (now.body, now.subject) == ("Thêm.", "họp giao ban")
    assert version.content is not None
    assert version.content.body == "Của máy kia."


def test_a_version_writes_over_nothing_that_came_meanwhile(party: Office, places: Places) -> None:
    draft = party.drafting.new()
    party.drafting.autosave(draft.id, replace(draft, subject="họp", body="Một."))
    came = replace(draft, subject="họp giao ban", body="Một.")
    with interrupted(party, places) as (office, clock):
        clock.meanwhile(lambda: party.drafting.autosave(draft.id, came))
        office.drafting.keep_version(draft.id, "Rời dự thảo")

    assert clock.happens is None
    assert party.drafting.get(draft.id).subject == "họp giao ban"


def test_what_another_changed_in_a_record_that_stands_in_a_form_stays(party: Office) -> None:
    catalogue, books = party.catalogue, party.register_books
    issuer, channel, settings = (
        catalogue.issuers()[0], catalogue.channels()[0], catalogue.settings()
    )  # fmt: skip
    book = books.save(replace(books.blank(), code="den-tw", name="Sổ đến Trung ương"))
    rule = party.dossiers.save_rule(replace(party.dossiers.new_rule(), title="Hồ sơ họp"))
    catalogue.save(replace(issuer, place="Hà Liên"))
    catalogue.save_of_log(replace(channel, unit="lượt"))
    catalogue.save_settings(replace(settings, digital_target=77))
    books.save(replace(book, levels=("central",)))
    party.dossiers.save_rule(replace(rule, years=20))

    catalogue.save(replace(issuer, storage_line="Lưu VP."), issuer)
    catalogue.save_of_log(replace(channel, name="Loa xã"), channel)
    catalogue.save_settings(replace(settings, default_days=9), settings)
    books.save(replace(book, name="Sổ đến của Trung ương"), book)
    party.dossiers.save_rule(replace(rule, title="Hồ sơ hội nghị"), rule)

    now = catalogue.issuers()[0]
    assert (now.place, now.storage_line) == ("Hà Liên", "Lưu VP.")
    shown = next(each for each in catalogue.channels() if each.code == channel.code)
    assert (shown.unit, shown.name) == ("lượt", "Loa xã")
    assert (catalogue.settings().digital_target, catalogue.settings().default_days) == (77, 9)
    kept = next(each for each in books.list() if each.id == book.id)
    assert (kept.levels, kept.name) == (("central",), "Sổ đến của Trung ương")
    ruled = next(each for each in party.dossiers.rules() if each.id == rule.id)
    assert (ruled.years, ruled.title) == (20, "Hồ sơ hội nghị")
    with pytest.raises(ChangedSince, match="vừa được sửa ở nơi khác"):
        catalogue.save(replace(issuer, place="Nơi khác"), issuer)
