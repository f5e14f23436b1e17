from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand
from wardapp.core.drafts import DraftExtras, JointParty
from wardapp.services.office import Office
from wardapp.services.type_groups import grouped, is_wanted
from wardapp.ui.dialogs import Dialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.draft_editor import DraftPage
from wardapp.ui.pages.draft_editor_notes import NOT_PUBLIC
from wardapp.ui.widgets.fields import LineField

START = "settings"

Settled = Callable[[MainWindow], None]
SHIFT = Qt.KeyboardModifier.ShiftModifier


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


def kept(page: DraftPage, office: Office) -> Any:
    assert page.facts is not None
    return inside(office.drafting).get(page.facts.draft.id)


def test_seldom_fields_open_by_key_are_autosaved_and_open_by_themselves_when_set(
    page: DraftPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    more = page.head.more
    assert more.is_folded
    qtbot.keyClick(page.text, Qt.Key.Key_F4, SHIFT)
    qtbot.waitUntil(lambda: not more.is_folded)
    qtbot.waitUntil(more.signing.choice.hasFocus)

    more.notes.ticks["Lưu hành nội bộ"].toggle()
    more.notes.own.line.setText("Tài liệu Hội nghị lần 5; Chỉ đọc tại chỗ")
    more.notes.not_public.toggle()
    more.draft_no.line.setText("3")
    more.drafter.line.setText("ABC")
    more.copies.line.setText("268")
    more.contact.line.setText("Số 1 phố Hồ, điện thoại 024 3000 0000")
    window.go("incoming")  # at once: leaving keeps what the timer has not written yet
    settled(window)

    draft = kept(page, office)
    assert draft.draft_no == 3
    assert draft.extras == DraftExtras(
        circulation=("Lưu hành nội bộ", "Tài liệu Hội nghị lần 5", "Chỉ đọc tại chỗ"),
        last_page_note=NOT_PUBLIC,
        drafter_mark="ABC",
        copy_count=268,
        contact_line="Số 1 phố Hồ, điện thoại 024 3000 0000",
    )
    assert inside(office.versions).of(draft.id)[-1].content.extras == draft.extras
    window.go("draft", draft.id)
    settled(window)
    assert not page.head.more.is_folded
    assert page.content().extras == draft.extras
    assert page.saver.is_clean


def test_a_number_that_is_none_is_told_and_not_taken(page: DraftPage) -> None:
    page.head.more.copies.line.setText("hai")

    assert page.content().extras.copy_count is None
    assert page.head.more.copies.editor.accessibleDescription() == "Chỉ gõ số."


def test_only_what_fits_the_type_is_shown_and_kept(
    page: DraftPage, window: MainWindow, settled: Settled
) -> None:
    more = page.head.more
    more.joint.show_parties((JointParty(name="BAN TỔ CHỨC", symbol="BTC"),))
    assert more.secretary.isHidden()
    assert page.content().extras.joint
    page.head.kind.set_value("BB")
    settled(window)

    assert not more.secretary.isHidden()
    assert more.joint.isHidden()
    assert page.content().extras.joint == ()
    more.secretary.line.setText("Lê Thu An")
    assert page.content().extras.secretary == "Lê Thu An"
    page.head.kind.set_value("CV")
    settled(window)
    assert page.content().extras.secretary == ""
    assert page.content().extras.joint, "what was typed comes back with the type it fits"


def test_f8_goes_to_a_seldom_field_that_is_folded_away(
    page: DraftPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    page.head.subject.set_text("họp giao ban")
    page.head.kind.set_value("BB")
    settled(window)
    page._find()
    settled(window)
    codes = [each.code for each in page.walk.findings]
    assert "secretary_missing" in codes
    assert page.head.more.is_folded

    for _step in range(codes.index("secretary_missing") + 1):
        page.next_finding()

    assert not page.head.more.is_folded
    qtbot.waitUntil(page.head.more.secretary.line.hasFocus)


def test_who_signs_for_whom_is_chosen_and_its_lines_are_shown(
    page: DraftPage, window: MainWindow, settled: Settled, office: Office
) -> None:
    choices = inside(office.signing).choices_of(page.content())
    assert choices
    chosen = choices[-1]

    page.head.more.signing.set_value(chosen.rule.id)
    settled(window)

    assert page.content().extras.signing == chosen.rule.id
    assert page.head.more.signing.value() == chosen.rule.id


def test_a_joint_body_is_asked_for_changed_and_removed(
    page: DraftPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    joint = page.head.more.joint
    page.head.more.fold(on=False)

    def fill(dialog: Dialog) -> None:
        name, symbol = dialog.findChildren(LineField)[:2]
        name.set_text("BAN TỔ CHỨC")
        symbol.set_text("BTCĐU")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    hand = DialogHand(qtbot, Dialog, fill)
    qtbot.keyClick(joint.add, Qt.Key.Key_Space)
    hand.wait()
    page.save_now()
    settled(window)

    assert kept(page, office).extras.joint == (JointParty(name="BAN TỔ CHỨC", symbol="BTCĐU"),)
    hand = DialogHand(qtbot, Dialog, lambda dialog: dialog.done(2))
    joint._ask_again(0)
    hand.wait()
    assert page.content().extras.joint == ()


def test_braces_typed_in_noi_nhan_are_kept_and_explained(page: DraftPage) -> None:
    page.head.recipients.set_text("Thường trực Đảng uỷ }\nCác chi bộ } để thực hiện\nLưu VP")

    assert [each.brace for each in page.content().recipients] == ["để thực hiện"] * 2
    said = page.head.recipients.box.accessibleDescription()
    assert said.startswith("Ngoặc “để thực hiện” gộp 2 dòng.")


def test_types_are_grouped_and_found_by_letters_in_the_list_below(
    page: DraftPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    choice = page.head.kind.choice
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_K)
    below = choice.below
    qtbot.waitUntil(below.isVisible)
    qtbot.keyClick(below.line, Qt.Key.Key_H)
    assert below.codes()[0] == "KH"
    qtbot.keyClick(below.line, Qt.Key.Key_Return)
    settled(window)

    assert not below.isVisible()
    assert page.head.kind.value() == "KH"
    types = inside(office.drafting).types(page.content().issuer_id)
    groups = grouped(types, ("BB", "TB"))
    assert [each.code for each in groups[0].types][:2] == ["BB", "TB"]
    assert {each.code for group in groups for each in group.types} == {t.code for t in types}
    plan = next(each for each in types if each.code == "KH")
    assert all(is_wanted(plan, typed) for typed in ("ke hoach", "kế", "kh", "KH", "hoạch"))
    assert not is_wanted(replace(plan, code="X", name="Thông báo"), "kh")


def test_typing_goes_on_beside_what_somebody_else_writes_in_the_draft(
    page: DraftPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    before = kept(page, office)
    drafting = inside(office.drafting)

    page.text.go_to(0)
    qtbot.keyClicks(page.text, "Chu moi. ")
    drafting.autosave(before.id, replace(before, subject="viec may kia"))
    page.saver.flush()
    settled(window)

    assert (kept(page, office).subject, page.head.subject.text()) == ("viec may kia",) * 2
    assert kept(page, office).body == page.text.text() == f"Chu moi. {before.body}"
    assert (page.text.textCursor().position(), page.layout_box.notice.isVisible()) == (9, False)

    qtbot.keyClicks(page.text, "Them. ")
    drafting.autosave(before.id, replace(kept(page, office), body="Chu may kia."))
    page.saver.flush()
    settled(window)
    qtbot.keyClicks(page.text, "Nua. ")
    page.saver.flush()
    settled(window)

    assert kept(page, office).body == page.text.text()
    assert page.text.text().startswith("Chu moi. Them. Nua. ")
    (*_others, version) = inside(office.versions).of(before.id)
    assert version.content.body == "Chu may kia."
    notice = page.layout_box.notice
    assert notice.isVisible()
    notice.buttons[0].click()
    settled(window)
    assert window.current == "versions"
