from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.builders import an_arrival
from tests.ready_draft import ready
from wardapp.core.dispatches import (
    FileRole,
    IncomingStatus,
    ListQuery,
    OutgoingEntry,
    OutgoingStatus,
)
from wardapp.core.drafts import DraftStatus
from wardapp.core.errors import BadValue, NumberTaken, WardError
from wardapp.core.views import BookRequest
from wardapp.services.office import Office


def entry(office: Office, **fields: object) -> OutgoingEntry:
    values: dict[str, object] = {
        "issuer_id": office.catalogue.issuers()[0].id,
        "type_code": "CV",
        "issued_date": date(2026, 6, 5),
        "subject": "tổng kết phong trào",
        **fields,
    }
    return OutgoingEntry(**values)


def event_count(office: Office) -> tuple[int, int]:
    """How many events this copy wrote, in how many steps."""
    with office.desk.database.read() as tx:
        events = tx.journal.events(office.desk.database.replica_id)
    return len(events), len({event.step_id for event in events})


def test_issuing_takes_the_number_writes_the_line_and_freezes_the_copy(party: Office) -> None:
    draft = ready(party)

    issued = party.issuing.issue(draft.id)

    line = party.registry.get(issued.outgoing.id)
    assert line.number_symbol == "12-CV/BXDĐ"
    assert line.issued_date == date(2026, 6, 5)
    assert [each.role for each in line.attachments] == [FileRole.ISSUE_DOCX, FileRole.ISSUE_PDF]
    assert party.desk.files.read(line.attachments[1]) == issued.rendered.pdf
    assert party.drafting.get(draft.id).status is DraftStatus.ISSUED
    assert party.history.undoable().title == "Phát hành 12-CV/BXDĐ"
    assert party.drafting.expected_number(party.drafting.new()) == "13-CV/BXDĐ"


def test_an_issued_draft_is_not_issued_again(party: Office) -> None:
    draft = ready(party)
    party.issuing.issue(draft.id)

    with pytest.raises(WardError, match="đã phát hành, số 12-CV/BXDĐ"):
        party.issuing.issue(draft.id)

    assert party.registry.page(ListQuery()).total == 1


def test_issuing_an_answer_closes_the_incoming_dispatch(party: Office) -> None:
    issuer = party.catalogue.issuers()[0].id
    incoming = party.intake.register(an_arrival(issuer_id=issuer))
    reply = party.drafting.reply(incoming.id)
    party.drafting.autosave(reply.id, replace(reply, body=f"{reply.body}Đã xong."))

    issued = party.issuing.issue(reply.id)

    answered = party.intake.get(incoming.id)
    assert answered.status is IncomingStatus.DONE
    assert answered.replied_by == issued.outgoing.id
    assert issued.outgoing.answers == incoming.id


def test_a_draft_with_a_blocking_fault_takes_no_number(party: Office) -> None:
    draft = party.drafting.new()

    with pytest.raises(WardError, match="Chưa có trích yếu"):
        party.issuing.issue(draft.id)

    assert party.drafting.expected_number(draft) == "12-CV/BXDĐ"
    assert party.registry.page(ListQuery()).total == 0


def test_a_full_disk_takes_no_number(party: Office) -> None:
    limits = pytest.importorskip("resource")
    draft = ready(party)
    before = limits.getrlimit(limits.RLIMIT_FSIZE)
    limits.setrlimit(limits.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(WardError):
            party.issuing.issue(draft.id)
    finally:
        limits.setrlimit(limits.RLIMIT_FSIZE, before)

    assert party.drafting.expected_number(draft) == "12-CV/BXDĐ"
    assert party.drafting.get(draft.id).status is DraftStatus.WRITING
    assert party.issuing.issue(draft.id).outgoing.number_symbol == "12-CV/BXDĐ"


def test_a_day_without_a_term_says_what_to_enter(party: Office) -> None:
    preview = party.issuing.preview(ready(party).id, date(2025, 6, 30))

    assert "Hãy nhập nhiệm kỳ" in preview.blocked
    assert preview.number_symbol == "CV/BXDĐ"


def test_numbers_kept_elsewhere_are_not_given_here(party: Office) -> None:
    issuer = replace(party.catalogue.issuers()[0], keeps_numbers=False)
    party.catalogue.save(issuer)

    with pytest.raises(WardError, match="không giữ sổ số"):
        party.issuing.issue(ready(party).id)


def test_the_preview_tells_a_change_of_standard_and_numbers_out_of_order(party: Office) -> None:
    party.issuing.issue(ready(party).id)

    preview = party.issuing.preview(ready(party).id, date(2026, 5, 20))

    assert preview.number_symbol == "13-CV/BXDĐ"
    assert "khác với bản đang xem" in preview.standard_changed
    assert "không theo thứ tự" in preview.warning
    assert preview.blocked == ""


def test_a_future_day_is_refused(party: Office) -> None:
    with pytest.raises(WardError, match="chưa tới"):
        party.issuing.issue(ready(party).id, date(2026, 6, 6))


def test_undoing_an_issue_gives_the_number_back_until_paper_left(
    party: Office, tmp_path: Path
) -> None:
    draft = ready(party)
    party.issuing.issue(draft.id)
    party.history.undo()
    assert party.drafting.expected_number(draft) == "12-CV/BXDĐ"

    issued = party.issuing.issue(draft.id)
    party.exporting.issued_to(issued.outgoing.id, tmp_path / "cv.pdf")
    with pytest.raises(WardError):
        party.history.undo()
    assert party.registry.get(issued.outgoing.id).left_screen


def test_the_number_page_prints_only_what_the_signed_sheet_lacks(party: Office) -> None:
    issued = party.issuing.issue(ready(party).id)

    assert party.issuing.number_overlay(issued.outgoing.id).startswith(b"%PDF")


def test_a_state_series_counts_by_group_and_year(state: Office) -> None:
    letter = state.registry.add_by_hand(entry(state))
    again = state.registry.add_by_hand(entry(state, type_code="BC"))
    earlier = state.registry.add_by_hand(entry(state, issued_date=date(2025, 12, 30)))

    assert again.number == letter.number + 1
    assert again.code_notation == "BC-UBND"
    assert letter.code_notation == "UBND-VHXH"
    assert earlier.number == 1


def test_a_number_typed_by_hand_must_be_free(party: Office) -> None:
    party.registry.add_by_hand(entry(party, number=15))

    with pytest.raises(NumberTaken, match="15"):
        party.registry.add_by_hand(entry(party, number=15))
    assert party.registry.add_by_hand(entry(party)).number == 16
    late = entry(party, number=15, suffix="a", late_reason="Gửi về muộn")
    inserted = party.registry.add_by_hand(late)
    assert inserted.number_symbol == "15a-CV/BXDĐ"


def test_a_line_by_hand_needs_a_subject_and_a_day_that_came(party: Office) -> None:
    with pytest.raises(BadValue, match="trích yếu"):
        party.registry.add_by_hand(entry(party, subject=""))
    with pytest.raises(BadValue, match="chưa tới"):
        party.registry.add_by_hand(entry(party, issued_date=date(2026, 6, 6)))


def test_a_cancelled_number_keeps_its_story(party: Office) -> None:
    line = party.registry.add_by_hand(entry(party))

    cancelled = party.registry.cancel(line.id, "Trùng nội dung")

    assert cancelled.status is OutgoingStatus.CANCELLED
    assert party.registry.add_by_hand(entry(party)).number == line.number + 1
    story = party.registry.explain(line.id)
    assert story.printed == "12-CV/BXDĐ"
    assert [step.reason for step in story.life][-1] == "Trùng nội dung"


def test_the_signed_scan_is_kept_byte_for_byte_beside_the_issue_copy(
    party: Office, tmp_path: Path
) -> None:
    issued = party.issuing.issue(ready(party).id)
    scan = tmp_path / "ban-ky.pdf"
    scan.write_bytes(issued.rendered.pdf + b"\n%signed")

    line = party.registry.attach_final(issued.outgoing.id, scan)

    assert line.attachments[-1].role is FileRole.FINAL_COPY
    assert party.registry.file_path(line.attachments[-1]).read_bytes() == scan.read_bytes()
    assert party.registry.paper(line.id).file_name == "ban-ky.pdf"


def test_a_line_is_found_by_its_printed_symbol(party: Office) -> None:
    line = party.registry.add_by_hand(entry(party))

    assert party.registry.by_symbol("12-cv/bxdđ").id == line.id
    assert party.searching.find("tong ket phong trao")[0].record_id == line.id
    assert party.searching.find("  ") == ()


@pytest.mark.parametrize("kind", [".docx", ".xlsx", ".pdf"])
def test_both_books_print_in_every_form(party: Office, tmp_path: Path, kind: str) -> None:
    party.registry.add_by_hand(entry(party))

    for code in ("den", "di"):
        target = party.exporting.book_to(
            BookRequest(code=code, year=2026), tmp_path / f"so-{code}{kind}"
        )
        assert target.stat().st_size > 1000


def test_a_printed_book_keeps_todays_numbers_from_being_taken_back(
    party: Office, tmp_path: Path
) -> None:
    lines = [party.registry.add_by_hand(entry(party)) for _ in range(3)]
    before = event_count(party)

    party.exporting.book_to(BookRequest(code="di", year=2026), tmp_path / "so.xlsx")

    assert all(party.registry.get(line.id).left_screen for line in lines)
    assert event_count(party) == (before[0] + 3, before[1] + 1)  # one step marks them all


def test_an_export_to_another_kind_of_file_is_refused_in_a_sentence(
    party: Office, tmp_path: Path
) -> None:
    with pytest.raises(BadValue, match=r"đuôi \.docx hoặc \.pdf"):
        party.exporting.draft_to(ready(party), tmp_path / "cv.odt")


def test_a_book_of_a_term_holds_the_terms_lines(party: Office, tmp_path: Path) -> None:
    party.registry.add_by_hand(entry(party))
    term = party.catalogue.terms()[0]

    printout = party.exporting.book(BookRequest(code="di", term_id=term.id))

    assert "2025 - 2030" in printout.subtitle
    # Numbers used on paper before have rows of their own, without a day.
    assert len([row for row in printout.tables[0].rows if row[1].value]) == 1


def test_a_proposed_file_name_is_safe_on_windows(party: Office) -> None:
    line = party.registry.add_by_hand(entry(party, subject='họp: "một cửa" / tháng 6?'))

    name = party.exporting.proposed_name(line)

    assert not set(name) & set('<>:"/\\|?*')
    assert name.startswith("12-CV-BXDĐ họp")
