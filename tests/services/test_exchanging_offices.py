"""Packages to and from other offices: reports of units, dispatches, forms and catalogues."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.documents.official_forms.official_files import Dress, a_workbook
from tests.template_tools import packed as packed_docx
from tests.template_tools import run
from wardapp.core.daylog import LogEntry
from wardapp.core.dispatches import FileRole, IncomingStatus, ListQuery, Outgoing, OutgoingEntry
from wardapp.core.errors import BadValue, ChangedSince, PackageRefused
from wardapp.core.exchange import Change, Packed, PackRequest, Purpose, ReceiveChoices
from wardapp.core.forms import CellKey
from wardapp.core.issuers import Body, Unit
from wardapp.core.letters import Snippet
from wardapp.core.official import FormHead
from wardapp.core.returns import ReturnState, SameUnit
from wardapp.services.office import Office

OpenOn = Callable[..., Office]
DAY = date(2026, 6, 5)
FORM, JUNE = "phu-luc-02", "2026-06"


@pytest.fixture
def both(open_on: OpenOn) -> tuple[Office, Office]:
    """Đảng ủy and UBND of the ward, each on its PC, which trust each other's keys."""
    party, state = open_on("party", "party"), open_on("state", "state")
    party.devices.trust(state.devices.card())
    state.devices.trust(party.devices.card())
    return party, state


def sent(office: Office, folder: Path, request: PackRequest) -> Packed:
    number = len(tuple(folder.glob("*.wardpack"))) if folder.is_dir() else 0
    folder.mkdir(parents=True, exist_ok=True)
    return office.exchanging.pack_to(request, folder / f"gói {number + 1}.wardpack")


# ---- reports of units ------------------------------------------------------------------------


def zalo(office: Office) -> str:
    return next(each.code for each in office.daylog.channels() if each.form_row == "A4")


def a_closed_report(office: Office, tmp_path: Path) -> Packed:
    """Fill, close and pack the form of June with evidence that names a person."""
    photo = tmp_path / "Bà Nguyễn Thị Bình 0977123987.txt"
    photo.write_text("Ảnh hội nghị", encoding="utf-8")
    office.daylog.add(
        LogEntry(
            day=DAY,
            channel=zalo(office),
            content="Bà Nguyễn Thị Bình, 0977123987, dự họp",
            amount=3,
        ),
        [photo],
    )
    office.reporting.fill(FORM, JUNE)
    filled = office.reporting.close(FORM, JUNE)
    assert filled.id is not None
    request = PackRequest(purpose=Purpose.REPORT, to="Phường", record_ids=(filled.id,))
    return sent(office, tmp_path, request)


def test_a_units_report_arrives_as_its_return_with_its_evidence(
    both: tuple[Office, Office], tmp_path: Path
) -> None:
    unit, ward = both
    packed = a_closed_report(unit, tmp_path)
    reporter = unit.reporting.fill(FORM, JUNE).reporter
    with pytest.raises(BadValue) as asked:
        ward.exchanging.receive(ward.exchanging.look_at(packed.paths)[0])
    assert asked.value.field == "unit_id"
    ward.catalogue.save(Unit(id=ward.catalogue.new_id(), name=reporter, kind="co-quan"))

    assert [file.name for file in packed.manifest.files] == ["Bà N.T.B •••••••987.txt"]
    (arrival,) = ward.exchanging.look_at(packed.paths)
    assert arrival.lines[0].endswith(f"của {reporter}")
    assert any("minh chứng" in each for each in arrival.lines)
    assert not any("Bình" in each or "0977123987" in each for each in arrival.lines)
    received = ward.exchanging.receive(arrival)
    (returned,) = ward.returns.of_period(FORM, JUNE)
    assert (returned.id,) == received.new_records
    zalo = next(each.value for each in returned.values if each.key == CellKey(
        table="A", row="A4", column="actual"))  # fmt: skip
    assert zalo == 3
    assert [ward.desk.files.read(each).decode() for each in returned.evidence] == ["Ảnh hội nghị"]
    assert not [each for each in returned.doubts if "cơ quan khác làm" in each.sentence]
    assert ward.exchanging.receipts()[0].purpose is Purpose.REPORT

    (again,) = ward.exchanging.look_at(packed.paths)
    assert again.received_before
    assert ward.exchanging.receive(again).new_records == ()
    assert len(ward.returns.of_period(FORM, JUNE)) == 1
    assert unit.exchanging.sendings()[0].note.startswith("Phụ lục 02")
    assert unit.exchanging.partners()[-1].name == "Phường"


def test_an_import_of_a_report_is_taken_back_with_its_receipt_marked(
    both: tuple[Office, Office], tmp_path: Path
) -> None:
    unit, ward = both
    packed = a_closed_report(unit, tmp_path)
    chosen = ward.catalogue.units()[0]
    (arrival,) = ward.exchanging.look_at(packed.paths)
    choices = ReceiveChoices(unit_id=chosen.id, same_unit=SameUnit.NEW)
    received = ward.exchanging.receive(arrival, choices=choices)
    ward.catalogue.save(replace(chosen, households=7))  # something else since
    ward.exchanging.undo(received.receipt.id)
    assert ward.returns.of_period(FORM, JUNE) == ()
    assert ward.exchanging.receipts()[0].undone_ms is not None
    again = ward.exchanging.receive(ward.exchanging.look_at(packed.paths)[0], choices=choices)
    assert again.new_records
    assert ward.returns.of_period(FORM, JUNE)[0].state is not ReturnState.REFUSED


def test_only_a_closed_report_is_sent(party: Office, tmp_path: Path) -> None:
    assert party.exchanging.reports_to_send() == ()
    filled = party.reporting.put(
        FORM, JUNE, CellKey(table="A", row="A4", column="actual"), "3", "đếm tay"
    )
    assert filled.id is not None
    with pytest.raises(BadValue, match="chưa chốt"):
        party.exchanging.pack(
            PackRequest(purpose=Purpose.REPORT, record_ids=(filled.id,)), tmp_path
        )


# ---- dispatches ------------------------------------------------------------------------------


def outgoing(office: Office, tmp_path: Path, subject: str, words: str = "Nội dung") -> Outgoing:
    """Enter a dispatch that went out with its signed copy."""
    issuer = office.catalogue.issuers()[0]
    line = office.registry.add_by_hand(
        OutgoingEntry(
            issuer_id=issuer.id, type_code="CV", issued_date=DAY, subject=subject,
            addressees=("UBND phường Liên Hồ",),
        )
    )  # fmt: skip
    path = tmp_path / f"{line.number}.txt"
    path.write_text(f"{words}\n", encoding="utf-8")
    return office.registry.attach_final(line.id, path)


def test_dispatches_arrive_as_proposals_and_nothing_is_registered_by_itself(
    both: tuple[Office, Office], tmp_path: Path
) -> None:
    party, state = both
    one, two = (outgoing(party, tmp_path, f"Mời họp lần {at}") for at in (1, 2))
    packed = sent(
        party,
        tmp_path,
        PackRequest(purpose=Purpose.DISPATCH, to="UBND", record_ids=(one.id, two.id)),
    )
    assert all(party.registry.get(each.id).left_screen for each in (one, two))
    (arrival,) = state.exchanging.look_at(packed.paths)
    assert [each.split(" · ")[-2] for each in arrival.lines] == ["Mời họp lần 1", "Mời họp lần 2"]
    received = state.exchanging.receive(arrival)
    assert state.intake.page(ListQuery()).total == 0
    first = state.intake.look_at(received.files[0])
    assert first.arrival.subject == "Mời họp lần 1"
    assert (first.arrival.code_number, first.arrival.issued_date) == (one.code_number, DAY)
    assert first.arrival.code_notation == one.code_notation
    assert first.arrival.addressees == ("UBND phường Liên Hồ",)
    kept = state.intake.register(first.arrival, file=received.files[0], expect_sha256=first.sha256)
    assert kept.status is IncomingStatus.NEW
    again = state.intake.look_at(state.exchanging.receive(arrival).files[0])
    assert again.duplicates


def test_a_secret_dispatch_alone_is_refused(both: tuple[Office, Office], tmp_path: Path) -> None:
    party, state = both
    good = outgoing(party, tmp_path, "Mời họp")
    bad = outgoing(party, tmp_path, "Thông báo")
    kept = party.desk.files.keep(
        "TỐI MẬT\n\nSố: 01\n".encode(), "b.txt", FileRole.FINAL_COPY
    )  # as an older program did
    with party.desk.database.begin(party.desk.command("x", "Kèm")) as tx:
        tx.outgoing.save(replace(bad, attachments=(kept,)))
    packed = sent(
        party, tmp_path, PackRequest(purpose=Purpose.DISPATCH, record_ids=(bad.id, good.id))
    )
    received = state.exchanging.receive(state.exchanging.look_at(packed.paths)[0])
    assert [state.intake.look_at(each).arrival.subject for each in received.files] == ["Mời họp"]
    assert len(received.lines) == 1
    assert "Thông báo" not in received.lines[0]
    assert state.desk.files.find(kept.sha256) is None


def test_a_dispatch_without_a_paper_or_cancelled_is_not_packed(
    party: Office, tmp_path: Path
) -> None:
    line = party.registry.add_by_hand(
        OutgoingEntry(
            issuer_id=party.catalogue.issuers()[0].id, type_code="CV", issued_date=DAY, subject="A"
        )
    )
    request = PackRequest(purpose=Purpose.DISPATCH, record_ids=(line.id,))
    with pytest.raises(BadValue, match="bản ký"):
        party.exchanging.pack(request, tmp_path)
    with pytest.raises(BadValue, match="Chưa chọn"):
        party.exchanging.pack(replace(request, record_ids=()), tmp_path)
    assert list(tmp_path.glob("*.wardpack")) == []


# ---- forms and catalogues --------------------------------------------------------------------


def body(office: Office, name: str) -> Body:
    return next(each for each in office.catalogue.bodies() if each.name == name)


def test_a_catalogue_is_compared_to_the_field_and_own_changes_stay(
    both: tuple[Office, Office], tmp_path: Path
) -> None:
    ward, unit = both
    request = PackRequest(purpose=Purpose.CATALOGUE, parts=("directory", "templates"))
    new = Body(id=ward.catalogue.new_id(), name="Công ty Nước sạch Hà Liên", address="Số 1")
    ward.catalogue.save(new)
    ward.catalogue.save(Snippet(id=ward.catalogue.new_id(), title="Kính mời", text="Trân trọng"))
    packed = sent(ward, tmp_path, request)
    (arrival,) = unit.exchanging.look_at(packed.paths)
    added = [each for each in arrival.preview.records if each.change is Change.ADDED]
    assert {"Công ty Nước sạch Hà Liên", "Kính mời"} <= {each.title for each in added}
    received = unit.exchanging.receive(arrival)
    assert body(unit, new.name).address == "Số 1"
    assert received.receipt.added == len(received.new_records)
    assert unit.exchanging.receive(arrival).receipt.added == 0

    ward.catalogue.save(replace(new, address="Số 2", email="nuoc@lienho.gov.vn"))
    unit.catalogue.save(replace(body(unit, new.name), address="Số 9", symbol="NSHL"))
    packed = sent(ward, tmp_path, request)
    (arrival,) = unit.exchanging.look_at(packed.paths)
    (shown,) = [each for each in arrival.preview.records if each.title == new.name]
    assert shown.change is Change.CONFLICT
    assert [(each.before, each.after, each.is_conflict) for each in shown.fields] == [
        ("Số 9", "Số 2", True),
        ("", "nuoc@lienho.gov.vn", False),
    ]
    unit.exchanging.receive(arrival)
    mine = body(unit, new.name)
    assert (mine.address, mine.email, mine.symbol) == ("Số 9", "nuoc@lienho.gov.vn", "NSHL")
    choices = ReceiveChoices(take=((shown.record_id, "address"),))
    received = unit.exchanging.receive(arrival, choices=choices)
    assert body(unit, new.name).address == "Số 2"
    unit.exchanging.undo(received.receipt.id)
    assert body(unit, new.name).address == "Số 9"


def test_a_difference_that_was_passed_over_is_asked_about_again_only_when_it_changes(
    both: tuple[Office, Office], tmp_path: Path
) -> None:
    ward, unit = both
    theirs = Body(id=ward.catalogue.new_id(), name="Công ty Nước sạch Hà Liên", address="Số 2")
    unit.catalogue.save(replace(theirs, id=unit.catalogue.new_id(), address="Số 9"))
    found = []
    for at, address in enumerate(("Số 2", "Số 2", "Số 3")):
        ward.catalogue.save(replace(theirs, address=address))
        request = PackRequest(purpose=Purpose.CATALOGUE, parts=("directory",), note=f"Lần {at}")
        (arrival,) = unit.exchanging.look_at(sent(ward, tmp_path, request).paths)
        found.append(arrival.preview.conflicts)
        unit.exchanging.receive(arrival)

    assert found == [1, 0, 1]
    assert body(unit, theirs.name).address == "Số 9"


def test_forms_and_templates_come_with_their_files_and_a_version_never_changes(
    both: tuple[Office, Office], tmp_path: Path
) -> None:
    ward, unit = both
    letter = tmp_path / "Giấy mời.docx"
    letter.write_bytes(packed_docx(f"<w:p>{run('Kính gửi')}</w:p>"))
    ward.templates.add(letter)
    source = tmp_path / "mau.xlsx"
    source.write_bytes(a_workbook(Dress(frozenset({"sums"}))))
    keeping = ward.own_forms.keeping
    head = FormHead(id="bieu-thu", version="1", label="Biểu thử", title="BÁO CÁO thử")
    keeping.add(keeping.write(keeping.propose(source), head, source, tmp_path / "made"))
    request = PackRequest(purpose=Purpose.CATALOGUE, parts=("forms", "templates"))
    packed = sent(ward, tmp_path, request)
    assert len(packed.manifest.files) == 2
    (arrival,) = unit.exchanging.look_at(packed.paths)
    assert {each.kind for each in arrival.preview.records} == {"Biểu mẫu", "Mẫu văn bản"}
    received = unit.exchanging.receive(arrival)
    assert received.lines == ()
    (template,) = unit.templates.all()
    assert unit.desk.files.read(template.file) == letter.read_bytes()
    assert unit.form_book.spec("bieu-thu").label == "Biểu thử"
    unit.history.undo()
    assert unit.templates.all() == ()
    assert unit.exchanging.receipts()[0].undone_ms is not None
    unit.exchanging.receive(arrival)

    with ward.desk.database.begin(ward.desk.command("x", "Sửa thẳng")) as tx:
        (form,) = tx.form_files.all()
        tx.form_files.save(replace(form, text=form.text.replace("Biểu thử", "Biểu khác")))
    received = unit.exchanging.receive(
        unit.exchanging.look_at(sent(ward, tmp_path, request).paths)[0],
        choices=ReceiveChoices(take=((form.id, "text"),)),
    )
    assert any("Phiên bản 1 của mẫu bieu-thu" in each for each in received.lines)
    assert unit.form_book.spec("bieu-thu").label == "Biểu thử"


def test_a_wrong_record_is_left_out_with_a_sentence_and_the_others_come(
    both: tuple[Office, Office], tmp_path: Path
) -> None:
    ward, unit = both
    good = Body(id=ward.catalogue.new_id(), name="Công ty Cây xanh Hà Liên")
    bad = Body(id=ward.catalogue.new_id(), name="Tối mật", email="khong-phai-thu")
    with ward.desk.database.begin(ward.desk.command("x", "Ghi thẳng")) as tx:
        tx.catalogue.save_body(good)
        tx.catalogue.save_body(bad)
    packed = sent(ward, tmp_path, PackRequest(purpose=Purpose.CATALOGUE, parts=("directory",)))
    received = unit.exchanging.receive(unit.exchanging.look_at(packed.paths)[0])
    assert body(unit, good.name)
    assert any("thư điện tử" in each for each in received.lines)
    assert not [each for each in unit.catalogue.bodies() if each.name == bad.name]


def test_a_package_for_others_never_comes_back_into_its_own_office(
    party: Office, tmp_path: Path
) -> None:
    packed = sent(party, tmp_path, PackRequest(purpose=Purpose.CATALOGUE))
    (arrival,) = party.exchanging.look_at(packed.paths)
    assert "chính sổ này" in arrival.refusal
    with pytest.raises(PackageRefused):
        party.exchanging.receive(replace(arrival, refusal=""))


def test_a_file_that_changed_since_the_look_is_not_taken_in(
    both: tuple[Office, Office], tmp_path: Path
) -> None:
    ward, unit = both
    request = PackRequest(purpose=Purpose.CATALOGUE, parts=("directory",))
    packed = sent(ward, tmp_path, request)
    (looked,) = unit.exchanging.look_at(packed.paths)
    sent(ward, tmp_path, replace(request, note="khác")).paths[0].replace(packed.paths[0])

    with pytest.raises(ChangedSince, match="đã đổi từ lúc xem"):
        unit.exchanging.receive(looked)
    assert unit.exchanging.receipts() == ()
