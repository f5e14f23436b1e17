from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand
from wardapp.core.dispatches import IncomingStatus, Priority, Recipient
from wardapp.core.drafts import DraftStatus
from wardapp.services.office import Office
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.draft_editor import DraftPage
from wardapp.ui.pages.draft_editor_issue import IssueDialog
from wardapp.ui.pages.draft_editor_layout import Room
from wardapp.ui.pages.outgoing_dialogs import OutgoingDialogs

START = "settings"

Settled = Callable[[MainWindow], None]
CTRL = Qt.KeyboardModifier.ControlModifier


def inside(service: Any) -> Any:
    """Return a service without its guard, to look from the test."""
    return service.service


@pytest.fixture
def page(window: MainWindow, settled: Settled, office: Office) -> DraftPage:
    """The example's draft that answers number 318, open in the editor."""
    window.go("draft", inside(office.drafting).page(0, 1).rows[0].id)
    settled(window)
    shown = window.page("draft")
    assert isinstance(shown, DraftPage)
    assert shown.facts is not None
    return shown


def put(page: DraftPage, window: MainWindow, settled: Settled, text: str) -> None:
    """Replace the text as a clerk who pastes it would."""
    page.text.selectAll()
    data = QMimeData()
    data.setText(text)
    page.text.insertFromMimeData(data)
    settled(window)
    page._find()
    settled(window)


def shown_image(page: DraftPage) -> bytes:
    rendered = page.pages.rendered
    assert rendered is not None
    return rendered.pdf


def test_typing_changes_the_page_and_the_names_beside_the_text(
    page: DraftPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    before = shown_image(page)
    page.text.go_to_end()

    qtbot.keyClick(page.text, Qt.Key.Key_Return)
    qtbot.keyClicks(page.text, "IV. Viec khac")
    qtbot.keyClick(page.text, Qt.Key.Key_Return)
    qtbot.keyClicks(page.text, "a) mot viec")
    settled(window)

    assert shown_image(page) != before
    assert page.text.gutter.names()[-2:] == ["Phần", "Điểm"]


def test_the_block_of_the_cursor_is_tinted_on_the_page(page: DraftPage) -> None:
    rendered = page.pages.rendered
    assert rendered is not None
    line = page.text.text().split("\n").index("II. Khó khăn, vướng mắc")

    page.text.go_to(line)

    block = page._blocks[line]
    assert page.pages.view._tint == rendered.block_spots[block]


def test_a_finding_is_underlined_and_mended_and_typing_undo_takes_it_back(
    page: DraftPage, window: MainWindow, settled: Settled
) -> None:
    put(page, window, settled, "Báo cáo gửi TDP số 9.")
    assert [each.found for each in page.walk.findings] == ["TDP"]
    assert page.text.marks_of(0)[0].length == len("TDP")
    assert "TDP" in page.bar.words

    page.next_finding()
    page.mend_finding()
    settled(window)
    page._find()
    settled(window)

    assert page.text.text() == "Báo cáo gửi tổ dân phố (TDP) số 9."
    assert page.walk.findings == ()
    page.text.undo()
    assert page.text.text() == "Báo cáo gửi TDP số 9."


def test_f8_goes_through_the_findings_of_text_and_head(
    page: DraftPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    page.head.subject.set_text("Về việc họp;")
    put(page, window, settled, "Báo cáo.\n1. Gửi TDP số 9.")
    count = len(page.walk.findings)
    assert count >= 3

    page.next_finding()
    qtbot.waitUntil(page.head.subject.box.hasFocus)
    for _step in range(count - 1):
        page.next_finding()

    assert page.text.hasFocus()
    assert page.text.current_line() == 1
    assert page.findings_button.text() == f"{count} điểm thể thức"


def test_ctrl_z_in_the_text_undoes_typing_and_nothing_else(
    page: DraftPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    step = inside(office.history).undoable()
    page.text.setFocus()
    page.text.go_to_end()
    before = page.text.text()
    qtbot.keyClicks(page.text, " them")

    qtbot.keyClick(page.text, Qt.Key.Key_Z, CTRL)
    settled(window)

    assert page.text.text() == before
    assert inside(office.history).undoable() == step


def test_typing_is_kept_without_an_event_and_a_version_is_kept_on_leaving(
    page: DraftPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    assert page.facts is not None
    draft_id = page.facts.draft.id
    events = len(inside(office.history).of("draft", draft_id))
    qtbot.keyClicks(page.text, " Them mot cau.")
    page.saver.flush()
    settled(window)
    kept = inside(office.drafting).get(draft_id)
    assert kept.body.endswith("Them mot cau.")
    assert len(inside(office.history).of("draft", draft_id)) == events

    window.go("drafts")
    settled(window)

    assert inside(office.drafting).get(draft_id).version == kept.version + 1


def test_the_fields_reach_the_page_and_the_draft_and_the_day_moves_the_standard(
    page: DraftPage, window: MainWindow, settled: Settled
) -> None:
    before, standard = shown_image(page), page.head._standard.accessibleName()
    page.head.day.set_day(date(2026, 5, 1))
    page.head.day.changed.emit()
    page.head.recipients.set_text("- Thường trực Đảng uỷ (để báo cáo);\n- Lưu VP.")
    page.head.priority.setCurrentIndex(1)
    settled(window)

    content = page.content()
    assert content.recipients == (Recipient(name="Thường trực Đảng uỷ", purpose="để báo cáo"),)
    assert content.storage_line == "Lưu VP"
    assert content.priority is Priority.URGENT
    assert page.head._standard.accessibleName() != standard
    assert shown_image(page) != before


def test_issuing_takes_the_number_freezes_the_copy_and_closes_the_question(
    page: DraftPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    assert page.facts is not None
    draft = page.facts.draft
    said: list[str] = []
    hand = DialogHand(
        qtbot, IssueDialog, lambda dialog: (said.append(dialog.yes.text()), dialog.accept())
    )

    qtbot.keyClick(page.text, Qt.Key.Key_Return, CTRL)
    hand.wait()
    settled(window)

    issued = inside(office.drafting).get(draft.id)
    line = inside(office.registry).get(issued.outgoing_id)
    assert issued.status is DraftStatus.ISSUED
    assert said == [f"Cấp số {line.number_symbol} và phát hành"]
    assert window.current == "outgoing"
    assert window.toast_box.text == f"Đã phát hành {line.number_symbol}."
    assert window.page("outgoing").line.id == line.id  # type: ignore[attr-defined]
    incoming = inside(office.intake).get(line.answers)
    assert incoming.status is IncomingStatus.DONE
    assert incoming.replied_by == line.id
    copy = inside(office.registry).paper(line.id).pdf
    assert copy is not None

    window.go("draft", draft.id)
    settled(window)
    assert page.text.isReadOnly()
    assert not page.issue_button.isEnabled()


def test_another_day_in_the_dialog_is_shown_before_it_is_used(
    page: DraftPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    seen: list[tuple[str, bool]] = []

    def look(dialog: IssueDialog) -> None:
        dialog.day_field.line.setText("8/6")
        dialog.day_field.settle()
        qtbot.waitUntil(lambda: dialog.preview is not None and bool(dialog.preview.blocked))
        seen.append((dialog.yes.text(), dialog._fault.isVisible()))
        dialog.reject()

    hand = DialogHand(qtbot, IssueDialog, look)
    page.issue()
    hand.wait()
    settled(window)

    assert seen == [("Xem điểm cần sửa", True)]
    assert window.current == "draft"


def test_a_draft_without_subject_is_not_issued_and_the_clerk_is_led_to_the_field(
    page: DraftPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    assert page.facts is not None
    page.head.subject.set_text("")
    page._find()
    settled(window)
    reasons: list[str] = []
    hand = DialogHand(
        qtbot,
        IssueDialog,
        lambda dialog: (reasons.append(dialog.preview.blocked), dialog.accept()),  # type: ignore[union-attr]
    )

    page.issue()
    hand.wait()
    settled(window)

    assert reasons == ["Chưa có trích yếu."]
    assert inside(office.drafting).get(page.facts.draft.id).status is DraftStatus.WRITING
    assert window.focusWidget() is page.head.subject.box


def test_a_body_whose_numbers_are_kept_elsewhere_is_explained(
    page: DraftPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    assert page.facts is not None
    inside(office.catalogue).save(replace(page.facts.issuer, keeps_numbers=False))
    page.refresh()
    page._note()
    settled(window)
    assert "số do nơi khác cấp" in page.head._number.text()
    seen: list[str] = []

    def look(dialog: IssueDialog) -> None:
        seen.extend((dialog.yes.text(), dialog.preview.blocked if dialog.preview else ""))
        dialog.reject()

    hand = DialogHand(qtbot, IssueDialog, look)
    page.issue()
    hand.wait()
    settled(window)

    assert seen[0] == "Xuất Word, PDF"
    assert "không giữ sổ số" in seen[1]


def test_a_secret_text_is_refused_and_said_so_in_the_page(
    page: DraftPage, window: MainWindow, settled: Settled, office: Office
) -> None:
    assert page.facts is not None
    put(page, window, settled, "TỐI MẬT\nNội dung.")
    page.saver.flush()
    settled(window)

    assert page.layout_box.notice.isVisible()
    assert "MẬT" not in inside(office.drafting).get(page.facts.draft.id).body

    page.text.undo()
    page.saver.flush()
    settled(window)
    assert not page.layout_box.notice.isVisible()


def test_the_print_for_signing_marks_the_draft_as_laid_before_the_signer(
    page: DraftPage, window: MainWindow, settled: Settled, office: Office, tmp_path: Path
) -> None:
    assert page.facts is not None
    paper = tmp_path / "trinh-ky.pdf"

    def choose(_parent: QWidget, _title: str, _pages: int, *, landscape: bool = False) -> QPrinter:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(paper))
        printer.setResolution(72)
        return printer

    page.out.paper.choose_printer = choose
    page.print_for_signing()
    settled(window)
    settled(window)

    assert paper.read_bytes().startswith(b"%PDF")
    assert inside(office.drafting).get(page.facts.draft.id).status is DraftStatus.SUBMITTED


def test_the_draft_is_saved_as_word_where_the_clerk_says(
    page: DraftPage, window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    target = tmp_path / "du-thao.docx"
    page.out.paper.choose_target = lambda *_args: target

    page.export()
    settled(window)

    assert target.read_bytes().startswith(b"PK")


def test_the_parts_fold_where_there_is_little_room(
    page: DraftPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    window.resize(1093, 534)
    settled(window)
    assert page.layout_box.room is Room.NARROW
    assert page.head.isHidden()
    page.switch_fields()
    assert page.head.isVisible()
    qtbot.keyClick(page.text, Qt.Key.Key_Escape)
    assert page.head.isHidden()
    assert window.current == "draft"

    window.resize(700, 500)
    settled(window)
    assert not page.pages.isVisible()
    page.layout_box.pages_chip.click()
    assert page.pages.isVisible()
    assert not page.text.isVisible()


@pytest.mark.parametrize("number_first", [True, False])
def test_what_is_printed_after_the_number_follows_the_setting_of_the_office(
    page: DraftPage,
    window: MainWindow,
    settled: Settled,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    *,
    number_first: bool,
) -> None:
    catalogue = inside(window.office.catalogue)
    catalogue.save_settings(replace(catalogue.settings(), number_first=number_first))
    asked: list[str] = []
    sent: list[tuple[str, str]] = []
    for way in ("print_paper", "print_overlay"):
        monkeypatch.setattr(
            OutgoingDialogs,
            way,
            lambda _self, line, way=way: sent.append((way, line.code_number)),
        )

    def agree(dialog: IssueDialog) -> None:
        asked.append(dialog.print_too.text())
        dialog.print_too.click()
        dialog.accept()

    hand = DialogHand(qtbot, IssueDialog, agree)
    page.issue()
    hand.wait()
    settled(window)

    words = "In luôn bản có số để trình ký" if number_first else "In luôn số, ngày lên bản đã ký"
    number = window.page("outgoing").line.code_number  # type: ignore[attr-defined]
    assert asked == [words]
    assert sent == [("print_paper" if number_first else "print_overlay", number)]
