from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand
from tests.word_hand import add_after, paragraph_with, retype, save_in_word
from wardapp.core.dispatches import FileRole
from wardapp.core.drafts import DraftStatus
from wardapp.core.files import sha256_of
from wardapp.services.office import Office
from wardapp.ui.dialogs import Dialog
from wardapp.ui.file_dialogs import WORD
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.draft_editor import DraftPage
from wardapp.ui.pages.draft_editor_issue import IssueDialog
from wardapp.ui.pages.draft_editor_word_changes import WordChangesDialog
from wardapp.ui.pages.draft_versions import VersionsPage

START = "today"

Settled = Callable[[MainWindow], None]
WAIT_MS = 20_000


def inside(service: Any) -> Any:
    """Return a service without its guard, to look from the test."""
    return service.service


class OwnPrograms(QObject):
    """Stands where this PC's programs for files are: what would open is written down."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open_url(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def programs() -> Iterator[OwnPrograms]:
    """The programs of this PC, asked as ever through Qt."""
    made = OwnPrograms()
    QDesktopServices.setUrlHandler("file", made, "open_url")
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def page(window: MainWindow, settled: Settled, office: Office) -> DraftPage:
    """The example's draft that answers number 318, open in the editor."""
    window.go("draft", inside(office.drafting).page(0, 1).rows[0].id)
    settled(window)
    shown = window.page("draft")
    assert isinstance(shown, DraftPage)
    assert shown.facts is not None
    return shown


@pytest.fixture
def working_file(
    page: DraftPage, window: MainWindow, settled: Settled, programs: OwnPrograms
) -> Path:
    """The file that Word has, after Mở trong Word."""
    window.run_action("draft.word")
    settled(window)
    assert len(programs.opened) == 1
    return programs.opened[0]


def noticed(page: DraftPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.word.strip.words.startswith("Word đã lưu"), timeout=WAIT_MS)


def press(page: DraftPage, words: str) -> None:
    next(each for each in page.word.strip.buttons if each.text() == words).click()


def first_line(page: DraftPage) -> str:
    return next(line for line in page.text.text().split("\n") if line.strip())


def test_a_save_in_word_is_noticed_kept_and_its_text_taken(
    page: DraftPage,
    working_file: Path,
    window: MainWindow,
    settled: Settled,
    qtbot: QtBot,
) -> None:
    assert page.word.strip.words == ""
    last = page.text.text().rstrip().split("\n")[-1]

    save_in_word(working_file, add_after(last[-20:], "Câu thêm trong Word."))
    noticed(page, qtbot)
    press(page, "Giữ bản Word")
    settled(window)

    assert page.text.text().rstrip().endswith("Câu thêm trong Word.")
    assert page.word.strip.words == ""
    assert page.pages.note == ""

    window.undo()
    settled(window)
    assert "Câu thêm trong Word." not in page.text.text()


@pytest.fixture
def master(
    page: DraftPage, working_file: Path, window: MainWindow, settled: Settled, qtbot: QtBot
) -> Path:
    """Word's working file with an underlined word, kept: it is the master."""

    def underline(document: Document) -> None:
        add_after(first_line(page)[-20:], "Câu thêm trong Word.")(document)
        paragraph_with(document, "Câu thêm").runs[0].underline = True

    save_in_word(working_file, underline)
    noticed(page, qtbot)
    press(page, "Giữ bản Word")
    settled(window)
    return working_file


def test_while_words_file_is_the_master_nothing_of_the_page_goes_out(
    master: Path, window: MainWindow, settled: Settled, programs: OwnPrograms, qtbot: QtBot,
    tmp_path: Path,
) -> None:  # fmt: skip
    page: Any = window.page("draft")
    assert page.word.strip.words.endswith("in, xuất, phát hành theo bản đó.")
    assert page.pages.note == "Không phải bản chính"
    assert "Câu thêm trong Word." not in page.text.text()

    printed: list[str] = []
    page.out.paper.choose_printer = lambda *_asked: printed.append("ours")
    hand = DialogHand(qtbot, Dialog, lambda dialog: dialog.accept())
    page.print_for_signing()
    hand.wait()
    settled(window)
    assert printed == []
    assert programs.opened[-1] == master
    assert page.facts.draft.status is DraftStatus.SUBMITTED

    offered: list[tuple[str, ...]] = []

    def target(_parent: object, _title: str, _start: Path, kinds: tuple[str, ...]) -> Path:
        offered.append(kinds)
        return tmp_path / "ra.docx"

    page.out.paper.choose_target = target
    page.export()
    settled(window)
    assert offered == [(WORD,)]
    assert (tmp_path / "ra.docx").read_bytes() == master.read_bytes()

    window.go("drafts")
    settled(window)
    drafts: Any = window.page("drafts")
    assert "là bản chính" in drafts.paper.view._words
    assert drafts.paper.view._pdf == b""


def test_lock_files_and_a_second_look_ask_nothing(
    page: DraftPage, working_file: Path, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.word._watch.stirred, timeout=WAIT_MS):
        working_file.with_name(f"~${working_file.name[2:]}").write_bytes(b"clerk")
    settled(window)

    assert page.word.strip.words == ""


def test_a_save_while_the_editor_is_shut_is_offered_when_it_opens_again(
    page: DraftPage, working_file: Path, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    assert page.facts is not None
    draft_id = page.facts.draft.id
    window.go("incoming")
    settled(window)
    assert page.word._watch._watcher.files() == []

    save_in_word(working_file, retype(first_line(page)[:12], "Mở đầu khác"))
    window.go("draft", draft_id)
    settled(window)

    assert page.word.strip.words.startswith("Word đã lưu")
    press(page, "Bỏ qua")
    settled(window)
    assert page.word.strip.words == ""


def test_coming_back_to_the_window_looks_even_where_the_disk_tells_nothing(
    page: DraftPage, working_file: Path, qtbot: QtBot
) -> None:
    watch = page.word._watch
    watch._watcher.removePaths([*watch._watcher.files(), *watch._watcher.directories()])
    save_in_word(working_file, retype(first_line(page)[:12], "Mở đầu khác"))

    watch.look_later()  # what the change of the application's state calls

    noticed(page, qtbot)


def test_issuing_takes_words_file_with_its_number_and_opens_it_to_print(
    master: Path, window: MainWindow, settled: Settled, programs: OwnPrograms, qtbot: QtBot,
    office: Office,
) -> None:  # fmt: skip
    page: Any = window.page("draft")
    told: list[str] = []

    def look(dialog: IssueDialog) -> None:
        assert dialog.preview is not None
        told.extend((dialog.preview.effect, dialog.print_too.text()))
        dialog.print_too.setChecked(True)
        dialog.accept()

    hand = DialogHand(qtbot, IssueDialog, look)
    page.issue()
    hand.wait()
    settled(window)

    assert "Phát hành theo Bản Word" in told[0]
    assert told[1] == "Mở luôn tệp Word có số để in"
    line = inside(office.registry).get(inside(office.drafting).get(page.facts.draft.id).outgoing_id)
    assert [each.role for each in line.attachments] == [FileRole.ISSUE_DOCX]
    assert line.left_screen
    assert sha256_of(programs.opened[-1]) == line.attachments[0].sha256
    assert programs.opened[-1] != master


def test_a_save_after_the_draft_was_put_away_is_said_and_not_kept(
    page: DraftPage,
    working_file: Path,
    window: MainWindow,
    settled: Settled,
    office: Office,
) -> None:
    assert page.facts is not None
    draft_id = page.facts.draft.id
    window.go("incoming")
    settled(window)
    inside(office.drafting).drop(draft_id)
    save_in_word(working_file, retype(first_line(page)[:12], "Mở đầu khác"))

    window.go("draft", draft_id)
    settled(window)

    assert "bản đó không vào sổ" in page.word.strip.words
    assert [each.text() for each in page.word.strip.buttons] == ["Mở tệp đó", "Bỏ qua"]
    press(page, "Bỏ qua")
    settled(window)
    assert page.word.strip.words == ""
    assert working_file.is_file()


def test_a_secret_stamp_from_word_is_refused_and_nothing_kept(
    page: DraftPage,
    working_file: Path,
    window: MainWindow,
    settled: Settled,
    qtbot: QtBot,
    failures: list[tuple[object, ...]],
) -> None:
    save_in_word(
        working_file, lambda document: document.tables[0].cell(0, 0).add_paragraph("TỐI MẬT")
    )
    noticed(page, qtbot)
    press(page, "Giữ bản Word")
    settled(window)

    assert "dấu chỉ mức độ mật" in str(failures)
    assert f"vẫn ở {working_file.parent}" in str(failures), "what Word wrote is the clerk's to move"
    failures.clear()
    assert page.facts is not None
    assert page.facts.draft.word_master is None


def test_a_kept_version_opens_as_a_copy_that_cannot_be_changed(
    page: DraftPage, working_file: Path, window: MainWindow, settled: Settled,
    programs: OwnPrograms, office: Office,
) -> None:  # fmt: skip
    assert page.facts is not None
    kept = page.facts.draft.versions[-1]

    window.run_action("draft.versions")
    settled(window)
    versions = window.page("versions")
    assert isinstance(versions, VersionsPage)
    versions.list.choose(1)
    versions.open_file()
    settled(window)

    shown = programs.opened[-1]
    assert shown.name == kept.name
    assert shown.read_bytes() == inside(office.desk).files.read(kept)
    assert not shown.stat().st_mode & 0o222
    assert not shown.samefile(inside(office.desk).files.path_of(kept))


def test_nothing_here_to_open_it_is_said_in_a_sentence(
    page: DraftPage, window: MainWindow, settled: Settled, failures: list[tuple[object, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("PATH", "")  # no xdg-open, no program
    monkeypatch.delenv("BROWSER", raising=False)
    page.open_in_word()
    settled(window)

    assert "chưa có chương trình để mở tệp .docx" in str(failures)
    failures.clear()


def test_a_word_file_dropped_on_the_draft_is_asked_about_and_shown_word_by_word(
    page: DraftPage, working_file: Path, window: MainWindow, settled: Settled, qtbot: QtBot,
    tmp_path: Path,
) -> None:  # fmt: skip
    other = tmp_path / "Bản chị Hà sửa.docx"
    other.write_bytes(working_file.read_bytes())
    save_in_word(other, add_after(first_line(page)[-20:], "Câu chị Hà thêm."))

    window.take_files((other,))
    settled(window)
    assert page.word.strip.words == "Tệp Bản chị Hà sửa.docx vừa kéo vào dự thảo này."
    said: list[str] = []

    def look(dialog: WordChangesDialog) -> None:
        assert dialog.view is not None
        qtbot.keyClick(dialog, Qt.Key.Key_F8)
        said.append(dialog.view.said)
        dialog.accept()

    hand = DialogHand(qtbot, WordChangesDialog, look)
    press(page, "Xem")
    hand.wait()
    settled(window)

    assert said == ["Thêm: Câu chị Hà thêm."]
    assert "Câu chị Hà thêm." in page.text.text()
    assert page.word.strip.words == ""
    assert page.word._watch._watcher.files(), "the working file is watched as before"


def test_a_pdf_of_word_dropped_on_its_line_becomes_the_final_copy(
    master: Path, window: MainWindow, settled: Settled, qtbot: QtBot, office: Office,
    tmp_path: Path,
) -> None:  # fmt: skip
    page: Any = window.page("draft")
    line = inside(office.issuing).issue(page.facts.draft.id).outgoing
    window.go("outgoing", line.id)
    settled(window)
    pdf = tmp_path / "ban in.pdf"
    pdf.write_bytes(inside(office.drafting).render(page.facts.draft).pdf)

    hand = DialogHand(qtbot, Dialog, lambda dialog: dialog.accept())
    window.take_files((pdf,))
    hand.wait()
    settled(window)

    assert window.current == "outgoing"
    kept = inside(office.registry).get(line.id).attachments
    assert [each.role for each in kept] == [FileRole.ISSUE_DOCX, FileRole.FINAL_COPY]
    assert inside(office.registry).paper(line.id).pdf == pdf.read_bytes()
