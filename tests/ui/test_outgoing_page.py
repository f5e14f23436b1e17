from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand, save_as
from wardapp.core.dispatches import ListQuery, Outgoing, OutgoingEntry, OutgoingStatus
from wardapp.core.dossier_views import RecordRef
from wardapp.core.identity import RecordId
from wardapp.core.issuers import AddresseeGroup
from wardapp.services.office import Office
from wardapp.ui import dialogs
from wardapp.ui.dialogs import Dialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.outgoing import OutgoingPage
from wardapp.ui.pages.outgoing_book import BookDialog, BookWay
from wardapp.ui.pages.outgoing_entry import EntryDialog
from wardapp.ui.widgets.texts import Text

START = "today"

Settled = Callable[[MainWindow], None]


def inside(service: Any) -> Any:
    """Return a service without its guard, to look from the test."""
    return service.service


@pytest.fixture
def issued(office: Office) -> Outgoing:
    """The example's answer to number 318, issued."""
    draft = inside(office.drafting).page(0, 1).rows[0]
    return inside(office.issuing).issue(draft.id).outgoing


@pytest.fixture
def page(window: MainWindow, settled: Settled, issued: Outgoing) -> OutgoingPage:
    """Văn bản đi at the line just issued."""
    window.go("outgoing", issued.id)
    settled(window)
    shown = window.page("outgoing")
    assert isinstance(shown, OutgoingPage)
    return shown


def to_file(path: Path) -> Callable[..., QPrinter]:
    """Return a choice of printer that prints into a PDF."""

    def choose(_parent: QWidget, _title: str, _pages: int, *, landscape: bool = False) -> QPrinter:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setResolution(72)
        return printer

    return choose


def test_the_line_shows_its_copy_and_what_it_answers_and_the_way_there_and_back(
    page: OutgoingPage, window: MainWindow, settled: Settled, issued: Outgoing
) -> None:
    assert page.line is not None
    assert page.line.id == issued.id
    assert page.paper.view.page_count >= 1
    assert page.pane._source.text().startswith("Trả lời số đến 318")

    page.pane._source.click()
    settled(window)
    assert window.current == "incoming"
    window.back()
    page.open_draft()
    settled(window)
    assert window.current == "draft"


def test_a_number_is_struck_through_with_its_reason_and_hoan_tac_brings_it_back(
    page: OutgoingPage,
    window: MainWindow,
    settled: Settled,
    issued: Outgoing,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    office = page.context.office
    monkeypatch.setattr(dialogs, "ask_reason", lambda *_args: "Nhầm trích yếu")

    page.cancel()
    settled(window)

    line = inside(office.registry).get(issued.id)
    assert line.status is OutgoingStatus.CANCELLED
    assert line.cancel_reason == "Nhầm trích yếu"
    assert page.pane._cancelled.isVisible()
    assert not page.can("outgoing.print")
    told: list[str] = []
    hand = DialogHand(
        qtbot,
        Dialog,
        lambda dialog: (
            told.extend(each.text() for each in dialog.findChildren(Text)),
            dialog.accept(),
        ),
    )
    page.show_history()
    hand.wait()
    assert any("Lý do: Nhầm trích yếu" in each for each in told)
    window.undo()
    settled(window)
    assert inside(page.context.office.registry).get(issued.id).status is OutgoingStatus.ISSUED


def test_an_issued_paper_and_its_number_alone_print_and_the_number_has_left(
    page: OutgoingPage,
    window: MainWindow,
    settled: Settled,
    issued: Outgoing,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office = page.context.office
    whole, overlay = tmp_path / "ban.pdf", tmp_path / "so.pdf"
    page.dialogs.paper.choose_printer = to_file(whole)
    page.print_paper()
    settled(window)
    settled(window)
    assert inside(office.registry).get(issued.id).left_screen

    monkeypatch.setattr(dialogs, "ask", lambda *_args, **_named: True)
    page.dialogs.paper.choose_printer = to_file(overlay)
    page.print_overlay()
    settled(window)
    settled(window)

    assert whole.stat().st_size > overlay.stat().st_size > 0


def test_the_issue_copy_and_the_signed_copy_both_stay(
    page: OutgoingPage,
    window: MainWindow,
    settled: Settled,
    issued: Outgoing,
    tmp_path: Path,
    paper: Path,
) -> None:
    office = page.context.office
    target = tmp_path / "ra.docx"
    page.dialogs.paper.choose_target = lambda *_args: target
    page.export_paper()
    page.dialogs.attach_final(issued, paper)
    settled(window)

    line = inside(office.registry).get(issued.id)
    assert target.read_bytes().startswith(b"PK")
    assert [each.role.value for each in line.attachments][-1] == "final_copy"
    assert len(line.attachments) == len(issued.attachments) + 1
    assert page.pane._final.isVisible()


def test_a_line_by_hand_takes_the_next_number_and_a_used_one_is_refused_with_the_free_one(
    page: OutgoingPage,
    window: MainWindow,
    settled: Settled,
    office: Office,
    issued: Outgoing,
    qtbot: QtBot,
) -> None:
    seen: list[str] = []

    def fill(dialog: EntryDialog) -> None:
        dialog.issuer.set_value(issued.issuer_id)
        dialog.kind.set_value("CV")
        qtbot.waitUntil(lambda: "số trước là 12-CV" in dialog.number.pick._echo.text())
        assert dialog.yes.text() == "Vào sổ 13-CV/BXDĐ"
        dialog.enter()
        qtbot.waitUntil(lambda: "trích yếu" in dialog.fields.subject._echo.text())
        dialog.fields.subject.set_text("Văn bản ký tay")
        dialog.fields.joint.set_text("Ban Dân vận")
        dialog.enter()
        qtbot.waitUntil(lambda: "cả tên và ký hiệu" in dialog.fields.joint._echo.text())
        assert dialog.fields.shows_more
        dialog.fields.joint.set_text("")
        dialog.number.use(issued.number)
        dialog.enter()
        qtbot.waitUntil(dialog.notice.isVisible)
        seen.append(dialog.notice.buttons[0].text())
        dialog.notice.buttons[0].click()

    hand = DialogHand(qtbot, EntryDialog, fill)
    page.add_by_hand()
    hand.wait()
    settled(window)

    assert seen == ["Dùng số 13"]
    assert page.line is not None
    assert (page.line.number, page.line.subject) == (13, "Văn bản ký tay")
    assert page.line.draft_id is None


def test_the_register_of_a_year_goes_to_excel_word_and_pdf(
    page: OutgoingPage, window: MainWindow, settled: Settled, tmp_path: Path, qtbot: QtBot
) -> None:
    for ending, start in ((".xlsx", b"PK"), (".docx", b"PK"), (".pdf", b"%PDF")):
        target = tmp_path / f"so-di{ending}"
        page.dialogs.paper.choose_target = lambda *_args, chosen=target: chosen
        hand = DialogHand(qtbot, BookDialog, lambda dialog: dialog._choose(BookWay.FILE))
        page.print_book()
        hand.wait()
        settled(window)
        assert target.read_bytes().startswith(start)


def test_terms_are_offered_for_a_party_register(
    page: OutgoingPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    spans: list[str] = []

    def look(dialog: BookDialog) -> None:
        choice = dialog.span.choice
        spans.extend(choice.itemText(place) for place in range(choice.count()))
        dialog.reject()

    hand = DialogHand(qtbot, BookDialog, look)
    page.print_book()
    hand.wait()
    settled(window)

    assert spans[0] == "Năm 2026"
    assert any(each.startswith("Nhiệm kỳ") for each in spans)


def test_no_hit_and_an_empty_book_say_so(
    window: MainWindow, settled: Settled, qtbot: QtBot, office: Office
) -> None:
    window.go("outgoing")
    settled(window)
    page = window.page("outgoing")
    assert isinstance(page, OutgoingPage)
    assert page.layout_box.currentIndex() == 1

    issuer = inside(office.catalogue).issuers()[0]
    entry = OutgoingEntry(
        issuer_id=RecordId(issuer.id),
        type_code="CV",
        issued_date=inside(office.desk).today(),
        subject="Một việc",
    )
    inside(office.registry).add_by_hand(entry)
    page.refresh()
    settled(window)
    assert page.layout_box.currentIndex() == 0
    qtbot.keyClicks(page.filter.text, "khong co")
    qtbot.waitUntil(lambda: bool(page.filter.query.text))
    settled(window)
    assert page.rows.rowCount() == 0
    assert page.escape()
    settled(window)
    assert page.rows.rowCount() == 1


def test_an_amended_line_keeps_its_number(
    page: OutgoingPage,
    window: MainWindow,
    settled: Settled,
    office: Office,
    issued: Outgoing,
    qtbot: QtBot,
) -> None:
    page.dialogs._save(replace(issued, number=99, description="Gửi qua văn thư"))
    settled(window)

    line = inside(office.registry).get(issued.id)
    assert (line.number, line.description) == (issued.number, "Gửi qua văn thư")
    qtbot.keyClick(page.list, Qt.Key.Key_Down)


def test_an_incoming_dispatch_and_a_dossier_leave_as_files_for_other_systems(
    window: MainWindow, settled: Settled, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    line = inside(office.intake).page(ListQuery(), 0, 1).rows[0]
    dossiers = inside(office.dossiers)
    dossier = dossiers.save(replace(dossiers.blank(), symbol="01.TH", title="Tổng hợp"))
    dossiers.file(dossier.id, (RecordRef(entity="incoming", record_id=line.id),))
    for page, wanted, target in (
        ("incoming", line.id, tmp_path / "den.edxml"),
        ("dossiers", dossier.id, tmp_path / "ho-so.zip"),
    ):
        window.go(page, wanted)
        settled(window)
        hand = DialogHand(qtbot, QFileDialog, save_as(target))
        window.run_action(f"{page}.machine")
        hand.wait()
        settled(window)
        assert target.stat().st_size > 500
    assert inside(office.intake).get(line.id).left_screen


def test_by_hand_groups_are_chosen_by_key_and_only_those_in_office_sign(
    page: OutgoingPage, window: MainWindow, office: Office, issued: Outgoing, qtbot: QtBot
) -> None:
    catalogue = inside(office.catalogue)
    catalogue.save(
        AddresseeGroup(
            id=catalogue.new_id(), name="Các chi bộ tổ dân phố", members=("Chi bộ 1", "Chi bộ 2")
        )
    )
    old = catalogue.signers(issued.issuer_id)[0]
    catalogue.save(replace(old, in_office_to=date(2026, 5, 31)))
    seen: list[object] = []

    def names(dialog: EntryDialog) -> list[str]:
        choice = dialog.fields.signer.choice
        return [choice.itemText(at) for at in range(choice.count())]

    def fill(dialog: EntryDialog) -> None:
        dialog.issuer.set_value(issued.issuer_id)
        seen.append(old.full_name in names(dialog))
        dialog.day.line.setText("29/5/2026")
        dialog.day.settle()
        seen.append(old.full_name in names(dialog))
        box = dialog.fields.recipients.box
        box.setFocus()
        qtbot.waitUntil(box.hasFocus)
        qtbot.keyClicks(box, "chi bo to")
        offers = dialog.fields.offers[1].list
        qtbot.waitUntil(offers.isVisible)
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
            qtbot.keyClick(offers, key)
        seen.append(box.toPlainText())
        qtbot.keyClick(box, Qt.Key.Key_Return)
        qtbot.keyClicks(box, "cac chi bo")
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            qtbot.keyClick(offers, key)
        seen.extend((box.toPlainText().splitlines()[-1], offers.isVisible()))
        dialog.reject()

    hand = DialogHand(qtbot, EntryDialog, fill)
    page.add_by_hand()
    hand.wait()

    assert seen == [False, True, "Chi bộ 1\nChi bộ 2", "Các chi bộ tổ dân phố", False]


def test_what_was_read_before_a_deed_does_not_show_the_line_as_it_was(
    page: OutgoingPage, window: MainWindow, settled: Settled, office: Office
) -> None:
    before = page.pane.behind
    assert before is not None
    inside(office.registry).cancel(before.line.id, "Nhầm")
    page.refresh()
    settled(window)
    page._take_behind(before)
    assert page.pane.behind is not None
    assert page.pane.behind.line.status is OutgoingStatus.CANCELLED
