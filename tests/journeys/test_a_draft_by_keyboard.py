"""A clerk who does not see the screen: a paper written, checked, printed and issued by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from tests.journeys.clerk import Clerk
from tests.journeys.papers import ink_of
from wardapp.core.dispatches import FileRole, Outgoing, Recipient
from wardapp.core.drafts import Draft
from wardapp.documents.page_images import page_count, page_text
from wardapp.services.office import Office
from wardapp.ui.dialogs import Dialog
from wardapp.ui.pages.draft_editor_issue import IssueDialog
from wardapp.ui.widgets.fields import Field

SUBJECT = "lịch sinh hoạt chi bộ tháng 7"
TYPED = (
    "Ban Xây dựng Đảng thông báo lịch sinh hoạt chi bộ tháng 7 như sau:\n"
    "1. Thời gian: từ ngày 01 đến ngày 05.\n"
    "Nội dung: theo hướng dẫn của Thành uỷ.\n"
    "\n"
    "Đề nghị các chi bộ thực hiện"
)
"""As typed: Enter goes on counting, and on an empty line stops counting."""
MOST_STOPS = 90


def heard(clerk: Clerk) -> str:
    """Return what a screen reader says of the place the keys go to."""
    return clerk.focus.accessibleName()


def stops(clerk: Clerk, key: str = "Tab") -> Iterator[QWidget]:
    """Yield every place that a key comes by, until it is back where it began."""
    first = clerk.focus
    yield first
    for _step in range(MOST_STOPS):
        clerk.press(key)
        if clerk.focus is first:
            return
        yield clerk.focus
    raise AssertionError("Tab never came back")


def is_seen(widget: QWidget) -> bool:
    """Return whether a widget stands in the part of its scrolled pane that is shown."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if parent is None:
        return widget.isVisible()
    port = parent.viewport()
    box = QRect(widget.mapTo(port, widget.rect().topLeft()), widget.size())
    return port.rect().intersects(box)


def to(clerk: Clerk, name: str) -> None:
    """Press Tab until the place with this name has the focus."""
    for _step in range(MOST_STOPS):
        if heard(clerk) == name:
            return
        clerk.press("Tab")
    raise AssertionError(f"{name} cannot be reached")


def begin(clerk: Clerk, letters: str) -> None:
    """Begin a draft of a type found by its first letters."""
    with clerk.answering(Dialog, lambda _dialog: choose(clerk, letters)):
        clerk.press("Ctrl+D")
    clerk.is_on("draft")
    clerk.sees(lambda: clerk.page.facts is not None, "the draft")
    clerk.settles()


def choose(clerk: Clerk, letters: str) -> None:
    assert heard(clerk) == "Loại văn bản"
    clerk.types(letters)
    clerk.sees(lambda: heard(clerk) == "Tìm loại văn bản", "the list of types")
    clerk.press("Return")
    clerk.sees(lambda: heard(clerk) == "Loại văn bản", "the field again")
    clerk.press("Return")


def fill_head(clerk: Clerk) -> None:
    """Go through the fields and type what they ask for."""
    clerk.press("F4")
    assert heard(clerk) == "Loại"
    to(clerk, "Trích yếu")
    clerk.types_over(SUBJECT)
    to(clerk, "Nơi nhận")
    clerk.types_over("Thường trực Đảng uỷ (để báo cáo)\nUBKT }\nCác chi bộ } để thực hiện\nLưu VP")
    clerk.press("Shift+F4")
    clerk.sees(lambda: not clerk.page.head.more.is_folded, "the seldom fields")
    to(clerk, "Chỉ dẫn phạm vi lưu hành: Lưu hành nội bộ")
    clerk.press("Space")
    clerk.settles()


def looked_through(clerk: Clerk) -> int:
    """Wait until what was typed last is looked through; return how many findings there are."""
    clerk.sees(lambda: not clerk.page._findings_wait.isActive(), "the end of typing")
    clerk.settles()
    return len(clerk.page.walk.findings)


def mend(clerk: Clerk) -> None:
    """Go to every finding and take its mend where there is one."""
    assert looked_through(clerk)
    for _step in range(looked_through(clerk)):
        clerk.press("F8", "F7")
        looked_through(clerk)
    assert not any(each.blocks_issue for each in clerk.page.walk.findings)


def check(clerk: Clerk) -> None:
    """Look at what the law says of the paper, nothing against it, and come back."""
    clerk.press("Shift+F7")
    clerk.is_on("check")
    clerk.sees(lambda: heard(clerk), "the list of what the law says of it")
    assert clerk.page._copy.view.report.faults == ()
    clerk.press("Escape")
    clerk.is_on("draft")
    clerk.settles()


def printed(clerk: Clerk, sheet: Path, told: str) -> Path:
    """Print what is looked at and return the sheet, on which there is ink."""
    with clerk.printing_to(sheet):
        clerk.press("Ctrl+P")
    clerk.told(told)
    assert ink_of(sheet)
    return sheet


def test_a_paper_is_written_checked_printed_and_issued_by_keys_alone(
    clerk: Clerk, tmp_path: Path
) -> None:
    begin(clerk, "thong bao")
    assert clerk.page.head.kind.value() == "TB"
    assert heard(clerk) == "Nội dung"
    clerk.types_over(TYPED)

    fill_head(clerk)
    mend(clerk)
    text = clerk.page.text.text()
    assert "2. Nội dung: theo hướng dẫn của Thành uỷ." in text
    assert text.endswith("\nĐề nghị các chi bộ thực hiện."), text

    check(clerk)

    sheet = printed(clerk, tmp_path / "trinh-ky.pdf", "Đã in. Dự thảo chuyển sang Đã trình ký.")
    assert page_count(sheet.read_bytes()) == 1

    with clerk.answering(IssueDialog, lambda _dialog: clerk.press("Return")):
        clerk.press("Ctrl+Return")
    clerk.told("Đã phát hành ")
    clerk.is_on("outgoing")
    line, draft, pdf = clerk.looks(issued_last)
    assert (line.subject, line.type_code) == (SUBJECT, "TB")
    assert Recipient(name="Các chi bộ", brace="để thực hiện") in draft.recipients
    assert draft.extras.circulation == ("Lưu hành nội bộ",)
    assert line.number_symbol in page_text(pdf, 0)
    printed(clerk, tmp_path / "phat-hanh.pdf", "Đã in ")


def issued_last(office: Office) -> tuple[Outgoing, Draft, bytes]:
    draft = next(
        each for each in office.drafting.page(0, 5, open_only=False).rows if each.outgoing_id
    )
    assert draft.outgoing_id is not None
    line = office.registry.get(draft.outgoing_id)
    copy = next(each for each in line.attachments if each.role is FileRole.ISSUE_PDF)
    return line, draft, office.desk.files.read(copy)


@pytest.mark.parametrize("letters", ["cong van", pytest.param("bien ban", marks=pytest.mark.prove)])
def test_tab_comes_by_every_control_of_the_editor_each_with_a_name_and_in_sight(
    clerk: Clerk, letters: str
) -> None:
    begin(clerk, letters)
    clerk.page.head.more.fold(on=False)
    clerk.press("F4")
    seen = []
    for widget in stops(clerk):
        assert widget.accessibleName().strip(), f"{type(widget).__name__} has no name"
        assert is_seen(widget), f"{widget.accessibleName()} is out of sight"
        seen.append(widget)

    everything = [
        each
        for each in clerk.page.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
    ]
    missed = [each.accessibleName() for each in everything if each not in seen]
    assert missed == []
    assert len({id(each) for each in seen}) == len(seen)
    names = [each.accessibleName() for each in seen]
    order = ["Loại", "Ngày", "Cơ quan ban hành", "Trích yếu", "Nơi nhận", "Người ký", "Độ khẩn"]
    assert [name for name in names if name in order] == order
    assert names.index("Độ khẩn") < names.index("Nội dung") < names.index("Phát hành")
    for field in clerk.page.findChildren(Field):
        assert field.label.buddy() is field.editor, field.label.text()
    back = [each.accessibleName() for each in stops(clerk, "Shift+Tab")]
    assert back == [names[0], *reversed(names[1:])]


def test_every_page_of_a_draft_names_what_is_left_of_it(clerk: Clerk) -> None:
    begin(clerk, "cong van")
    clerk.press("Ctrl+L")
    clerk.is_on("versions")
    for widget in stops(clerk):
        assert widget.accessibleName().strip(), f"{type(widget).__name__} has no name"
    unnamed = [
        each.text()
        for each in clerk.page.findChildren(QLabel)
        if each.isVisible() and each.buddy() is not None and not each.buddy().accessibleName()
    ]
    assert unnamed == []
    clerk.press("Escape")
    clerk.is_on("draft")
    assert QApplication.activeModalWidget() is None
