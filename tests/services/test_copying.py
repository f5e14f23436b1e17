"""Copies of documents: one kind under HD05, numbered ones under HD36 and NĐ30 (domain §1.12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from tests.builders import an_arrival
from tests.word_hand import a_draft, beyond_the_outline, in_word, save_in_word, saved
from wardapp.core.copies import CopyWish
from wardapp.core.dispatches import FileRole, Outgoing, Recipient
from wardapp.core.document import CopyKind
from wardapp.core.errors import WardError
from wardapp.services.office import Office

HD36_DAY = date(2026, 5, 26)


def issued(office: Office, day: date | None = None) -> Outgoing:
    draft = office.drafting.new(type_code="TB")
    content = replace(draft, subject="lịch tiếp công dân", body="Lịch tiếp công dân như sau.")
    office.drafting.autosave(draft.id, content)
    return office.issuing.issue(draft.id, day).outgoing


def words_of(pdf: bytes, page: int = 0) -> str:
    file = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        return file[page].get_textpage().get_text_range()
    finally:
        file.close()


def wish_of(line: Outgoing, **fields: object) -> CopyWish:
    return CopyWish(**{"issuer_id": line.issuer_id, "outgoing_id": line.id, **fields})


def test_hd05_stamps_a_copy_and_takes_no_number(party: Office) -> None:
    line = issued(party)
    issuer = party.catalogue.issuers()[0]
    assert [each.label for each in party.copying.kinds(issuer)] == ["Bản sao văn bản"]
    made = party.copying.make(wish_of(line))
    assert (made.is_whole, made.line, made.number_symbol) == (True, None, "")
    shown = words_of(made.rendered.pdf)
    assert "Lịch tiếp công dân như sau." in shown
    assert shown.count("Trần Minh Quang") == 2
    assert "Bản sao văn bản" in shown
    assert "BS/" not in shown


def test_hd36_numbers_copies_in_a_series_of_the_term(party: Office) -> None:
    line, issuer = issued(party, HD36_DAY), party.catalogue.issuers()[0]
    labels = [each.label for each in party.copying.kinds(issuer, HD36_DAY)]
    assert labels == ["Sao y bản chính", "Sao lục", "Trích sao"]
    wish = wish_of(line, day=HD36_DAY, top_mm=120, kind=CopyKind.EXTRACT)
    assert party.copying.preview(wish).number_symbol == "01-BS/BXDĐ"
    for number in ("01-BS/BXDĐ", "02-BS/BXDĐ"):  # a preview took none
        made = party.copying.make(wish)
        assert made.number_symbol == number
        assert not made.is_whole
        assert "TRÍCH SAO" in words_of(made.rendered.pdf).upper()
    assert made.line is not None
    assert made.line.book == "sao"
    assert made.line.copy_of.startswith(f"{line.number_symbol} ngày 26/5/2026 của Ban")
    kept = party.registry.get(made.line.id)
    assert [each.role for each in kept.attachments] == [FileRole.ISSUE_PDF]
    assert kept.page_amount == made.rendered.page_count
    assert len(party.history.of("outgoing", kept.id)) == 1  # its pages came with it
    party.history.undo()
    assert party.copying.preview(wish).number_symbol == "02-BS/BXDĐ"
    with pytest.raises(WardError, match="trước ngày văn bản gốc"):
        party.copying.make(replace(wish, day=date(2026, 5, 25)))


def test_a_paper_that_word_made_is_never_copied_in_our_layout(party: Office) -> None:
    draft = a_draft(party)
    save_in_word(in_word(party, draft), beyond_the_outline("12 buổi", "13 buổi"))
    party.word.keep(draft.id, saved(party, draft))
    line = party.issuing.issue(draft.id).outgoing
    made = party.copying.make(wish_of(line))
    assert not made.is_whole  # the foot alone, to be put under Word's own print
    assert "13 buổi" not in words_of(made.rendered.pdf)


def test_nd30_copies_an_incoming_scan_with_the_foot_behind_it(
    state: Office, tmp_path: Path
) -> None:
    source = issued(state)
    scan = tmp_path / "ban-quet.pdf"
    state.exporting.issued_to(source.id, scan)
    issuer = state.catalogue.issuers()[0]
    arrival = an_arrival(issuer_id=issuer.id, code_notation="QĐ-UBND", code_number="15")
    came = state.intake.register(arrival, file=scan)
    wish = CopyWish(
        issuer_id=issuer.id,
        incoming_id=came.id,
        kind=CopyKind.REISSUED,
        recipients=(Recipient(name="Các tổ dân phố"),),
        storage_line="Lưu: VT",
    )
    made = state.copying.make(wish)
    assert made.line is not None
    assert made.number_symbol == "01/SL-UBND"
    assert made.line.copy_of.startswith("15/QĐ-UBND ngày 03/6/2026 của Ban Tuyên giáo")
    assert (made.is_whole, made.rendered.page_count) == (True, 2)
    assert "SAO LỤC" in words_of(made.rendered.pdf, 1).upper()
    assert "Các tổ dân phố" in words_of(made.rendered.pdf, 1)
    second = state.copying.make(replace(wish, kind=CopyKind.WHOLE, top_mm=150))
    assert second.number_symbol == "02/SY-UBND"  # one series for every kind
    assert second.rendered.page_count == 1
    with pytest.raises(WardError, match="chọn văn bản"):
        state.copying.preview(CopyWish(issuer_id=issuer.id))
