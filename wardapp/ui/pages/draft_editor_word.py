"""A draft in Word and back, as the editor shows it: open, notice a save, keep it, take its text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from wardapp.core.dates import time_text
from wardapp.core.dispatches import Attachment
from wardapp.core.drafts import Draft, DraftContent
from wardapp.core.errors import ChangedSince, SecretRefused, WardError
from wardapp.core.identity import RecordId
from wardapp.core.word_trip import WordComparison, WordSave, spoken_name
from wardapp.ui import dialogs
from wardapp.ui.context import Context
from wardapp.ui.outside import show_outside
from wardapp.ui.pages.draft_editor_facts import CLOSED, EditorFacts
from wardapp.ui.pages.draft_editor_saving import DraftSaver
from wardapp.ui.pages.draft_editor_word_changes import WordChangesDialog
from wardapp.ui.widgets.cards import Way
from wardapp.ui.widgets.live_pages import LivePages
from wardapp.ui.widgets.strip import Strip
from wardapp.ui.word_watch import WordWatch

NOT_THE_PAPER = "Không phải bản chính"
MOST_TRIES = 8
"""How often a file that Word is just writing is looked at again before the clerk is told."""
SECRET_LIES = "Tệp vừa lưu trong Word vẫn ở {folder}: hãy chuyển tệp khỏi đó theo quy định."


class WordHost(Protocol):
    """The editor page, as far as this module knows it."""

    facts: EditorFacts | None
    saver: DraftSaver

    def content(self) -> DraftContent:
        """Return the draft as typed."""
        ...

    def window(self) -> QWidget:
        """Return the window."""
        ...


class DraftWord(QObject):
    """Everything between the editor and Word; `strip` is what the clerk sees of it."""

    def __init__(self, host: WordHost, context: Context, strip: Strip, pages: LivePages) -> None:
        super().__init__(host.window())
        self._host, self._context, self.strip, self._pages = host, context, strip, pages
        self._save: WordSave | None = None
        self._dropped: WordSave | None = None
        self._tries = 0
        self._watch = WordWatch(self)
        self._watch.stirred.connect(self.look)

    # ---- following a draft -------------------------------------------------------------------

    def follow(self) -> None:
        """Show where the draft stands with Word; called whenever it was read again."""
        self._show()
        self.look()

    def leave(self) -> None:
        """Watch no more: the editor was left."""
        self._watch.stop()
        self._save = self._dropped = None
        self.strip.hide()

    def look(self) -> None:
        """Ask whether Word has saved anything new of this draft."""
        draft, word = self._shown(), self._context.office.word
        if draft is None:
            return
        self._context.jobs.read(
            lambda: (draft.id, word.files.path_of(draft.id), word.saved(draft.id)),
            lambda found: self._take(*found),
            key="draft.word",
            owner=self,
            on_refused=lambda _error: self._look_again(),
        )

    def _look_again(self) -> None:
        """Word is in the middle of saving: wait for the end of it, but not for ever."""
        self._tries += 1
        if self._tries < MOST_TRIES:
            self._watch.look_later()

    def _take(self, draft_id: str, path: Path | None, save: WordSave | None) -> None:
        draft = self._shown()
        if draft is None or draft.id != draft_id:
            return
        self._tries = 0
        if path is None:
            self._watch.stop()
        else:
            self._watch.watch(path)
        self._save = save
        self._show()

    def _show(self) -> None:
        draft = self._shown()
        master = self.master
        self._pages.set_note(NOT_THE_PAPER if master is not None else "")
        if draft is None or self._context.office.read_only:
            self.strip.hide()
        elif self._save is not None and draft.status in CLOSED:
            self._show_late(self._save)
        elif self._waiting is not None:
            self._show_save(self._waiting)
        elif master is not None:
            self._show_master(master)
        else:
            self.strip.hide()

    @property
    def _waiting(self) -> WordSave | None:
        """Return what the clerk is asked about: a file that was dropped, else what Word saved."""
        return self._dropped or self._save

    def _show_save(self, save: WordSave) -> None:
        is_dropped = save is self._dropped
        self.strip.show_strip(
            f"Tệp {save.path.name} vừa kéo vào dự thảo này."
            if is_dropped
            else f"Word đã lưu lúc {time_text(save.saved_ms)}.",
            (
                Way("Giữ bản Word", self.keep, "save"),
                Way("Xem", self.show_changes, "eye"),
                Way("Bỏ qua", self.pass_over),
            ),
        )

    def _show_late(self, save: WordSave) -> None:
        self.strip.show_strip(
            f"Word lưu lúc {time_text(save.saved_ms)}, khi dự thảo đã đóng: bản đó không vào sổ.",
            (Way("Mở tệp đó", self.open_late, "open"), Way("Bỏ qua", self.pass_over)),
        )

    def _show_master(self, master: Attachment) -> None:
        self.strip.show_strip(
            f"{spoken_name(master.name)} là bản chính: in, xuất, phát hành theo bản đó.",
            (
                Way("Mở trong Word", self.open, "open"),
                Way("Xem, lấy nội dung", self.show_changes, "eye"),
                Way("Dùng trang này", self.use_page),
            ),
        )

    # ---- what the clerk does -----------------------------------------------------------------

    def open(self) -> None:
        """Write the draft as a Word file, keep that version, open it."""
        draft, office = self._draft(), self._context.office
        if draft is None:
            return
        self._host.saver.then(
            lambda: office.word.open(draft.id),
            self._opened,
            on_refused=lambda error: self._fail("Chưa mở được trong Word", error),
            title="Đang mở trong Word…",
        )
        self._host.saver.note_version()

    def _opened(self, path: Path) -> None:
        self._watch.watch(path)
        show_outside(self._context, path)

    def offer(self, path: Path) -> None:
        """Ask about a Word file from elsewhere, as about one that Word saved here."""
        if self._draft() is None:
            return

        def take(save: WordSave) -> None:
            self._dropped = save
            self._show()

        self._context.jobs.read(
            lambda: self._context.office.word.offered(path),
            take,
            owner=self,
            on_refused=lambda error: self._fail("Chưa đọc được tệp", error),
        )

    def keep(self) -> None:
        """Keep what Word saved as the version that goes first."""
        draft, save, office = self._draft(), self._waiting, self._context.office
        if draft is None or save is None:
            return
        self._host.saver.then(
            lambda: office.word.keep(draft.id, save),
            self._kept,
            on_refused=lambda error: self._refuse("Chưa giữ bản Word", error),
            title="Đang giữ bản Word…",
        )

    def _kept(self, draft: Draft) -> None:
        if self._dropped is None:
            self._save = None
        self._dropped = None
        master, frame = draft.word_master, self._context.frame
        if master is not None:
            frame.toast(f"Đã giữ {spoken_name(master.name)}.", frame.undo)
        else:
            frame.toast("Đã giữ bản Word và lấy lời văn về trang này.", frame.undo)

    def open_late(self) -> None:
        """Open what Word saved after the draft was issued or put away."""
        if self._save is not None:
            show_outside(self._context, self._save.path)

    def pass_over(self) -> None:
        """Keep nothing of it; the next save is told again."""
        draft, save, word = self._shown(), self._waiting, self._context.office.word
        if draft is None or save is None:
            return
        if save is self._dropped:
            self._dropped = None
            self._show()
            return
        self._save = None
        self._show()
        self._context.jobs.write(lambda: word.pass_over(draft.id, save))

    def show_changes(self) -> None:
        """Show what Word says otherwise than the page, with what can be done about it."""
        draft, save, office = self._draft(), self._waiting, self._context.office
        if draft is None:
            return
        content = self._host.content()
        self._context.jobs.read(
            lambda: (
                office.word.compare(draft.id, content)
                if save is None
                else office.word.compare_saved(draft.id, content, save)
            ),
            lambda found: self._ask(found, is_kept=save is None),
            owner=self,
            on_refused=lambda error: self._refuse("Chưa xem được bản Word", error),
        )

    def _ask(self, comparison: WordComparison, *, is_kept: bool) -> None:
        dialog = WordChangesDialog(
            self._host.window(), self._context.theme, comparison, is_kept=is_kept
        )
        if not dialog.exec():
            return
        if is_kept:
            self.take()
        else:
            self.keep()

    def take(self) -> None:
        """Put the body of the kept Word version into the text."""
        self._change(self._context.office.word.take, "Đã lấy nội dung từ Word vào dự thảo.")

    def use_page(self) -> None:
        """Let the text of this page go first again."""
        draft = self._draft()
        master = draft.word_master if draft is not None else None
        if master is not None and dialogs.ask(
            self._host.window(),
            self._context.theme,
            "Dùng nội dung trên trang này?",
            f"{spoken_name(master.name)} vẫn còn trong Các lần lưu, nhưng in, xuất và phát hành "
            "sẽ theo nội dung trên trang.",
            "Dùng trang này",
        ):
            self._change(self._context.office.word.set_aside, "Bản chính là nội dung trên trang.")

    @property
    def master(self) -> Attachment | None:
        """Return the Word file that goes before the page, None while the page is the paper."""
        draft = self._draft()
        return draft.word_master if draft is not None else None

    def print_in_word(self) -> None:
        """Open the master to be printed by Word, and mark the draft as laid before the signer."""
        master, draft, office = self.master, self._draft(), self._context.office
        if master is None or draft is None or not dialogs.ask(
            self._host.window(),
            self._context.theme,
            "In bản Word trong Word?",
            f"{spoken_name(master.name)} là bản chính nên trang bên này không in ra. Word mở bản "
            "đó để anh, chị in; dự thảo chuyển sang Đã trình ký.",
            "Mở Word để in",
        ):  # fmt: skip
            return

        def opened(path: Path) -> None:
            self._opened(path)
            self._context.frame.toast("Dự thảo chuyển sang Đã trình ký.", self._context.frame.undo)

        def work() -> Path:
            path = office.word.open(draft.id)
            office.drafting.submit(draft.id)
            return path

        self._host.saver.then(
            work, opened, on_refused=lambda error: self._fail("Chưa mở được trong Word", error)
        )
        self._host.saver.note_version()

    def _change(self, work: Callable[[RecordId], Draft], said: str) -> None:
        draft, frame = self._draft(), self._context.frame
        if draft is None:
            return
        self._host.saver.then(
            lambda: work(draft.id),
            lambda _draft: frame.toast(said, frame.undo),
            on_refused=lambda error: self._fail("Chưa lấy được nội dung từ Word", error),
        )
        self._host.saver.note_version()

    def _refuse(self, title: str, error: WardError) -> None:
        if isinstance(error, ChangedSince):
            self._watch.look_later()
        lies = ""
        if isinstance(error, SecretRefused) and self._waiting is not None:
            lies = f" {SECRET_LIES.format(folder=self._waiting.path.parent)}"
        self._context.frame.fail(title, f"{error.sentence}{lies}")

    def _fail(self, title: str, error: WardError) -> None:
        self._context.frame.fail(title, error.sentence)

    def _shown(self) -> Draft | None:
        return self._host.facts.draft if self._host.facts is not None else None

    def _draft(self) -> Draft | None:
        """Return the draft while it can still be changed."""
        draft = self._shown()
        return draft if draft is not None and draft.status not in CLOSED else None
