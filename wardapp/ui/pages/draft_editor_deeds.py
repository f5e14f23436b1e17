"""The slots of a draft's actions that leave the editor."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer

from wardapp.core.dossier_views import RecordRef
from wardapp.core.sources import FileSource
from wardapp.ui.affair import Affair, read_affair
from wardapp.ui.context import Context
from wardapp.ui.dossier_chooser import file_records
from wardapp.ui.page import Page
from wardapp.ui.pages.draft_editor_facts import CLOSED, EditorFacts
from wardapp.ui.pages.draft_editor_layout import EditorLayout
from wardapp.ui.pages.draft_editor_out import DraftOut
from wardapp.ui.pages.draft_editor_word import DraftWord
from wardapp.ui.pages.outgoing_history import tell_history


class DraftDeeds(Page):
    """What the actions of `draft_editor_actions` call; the editor sets `out` and `word`."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.facts: EditorFacts | None = None
        self.out: DraftOut
        self.word: DraftWord
        self.layout_box: EditorLayout

    def print_for_signing(self) -> None:
        """Print the pages and mark the draft as laid before the signer."""
        if self.word.master is None:
            self.out.print_for_signing()
        else:
            self.word.print_in_word()

    def issue(self) -> None:
        """Ask once, then take the number."""
        self.out.issue()

    def mark_signed(self) -> None:
        """Mark the draft as signed on paper."""
        self.out.mark_signed()

    def export(self) -> None:
        """Save the draft as Word or PDF."""
        self.out.export()

    def open_in_word(self) -> None:
        """Open the draft in Word; what is saved there is noticed."""
        self.word.open()

    def take_files(self, files: tuple[FileSource, ...]) -> bool:
        """Ask about a Word file dropped on an open draft; leave others to the proposal."""
        if self.facts is None or self.facts.draft.status in CLOSED or len(files) != 1:
            return False
        path = files[0]
        if not isinstance(path, Path) or path.suffix.casefold() != ".docx":
            return False
        self.word.offer(path)
        return True

    def show_versions(self) -> None:
        """Show what was kept of the draft and how it differs."""
        if self.facts is not None:
            self.context.frame.go("versions", self.facts.draft.id)

    def send_many(self) -> None:
        """Send the draft to everybody of a list; what was typed is kept first."""
        if self.facts is not None:
            self.save_now()
            self.context.frame.go("letters", ("draft", self.facts.draft.id))

    def check_layout(self) -> None:
        """Check what the draft would print against the law of its day."""
        self.out.check_layout()

    def keep_version(self) -> None:
        """Keep a version now."""
        self.out.keep_version()

    def drop(self) -> None:
        """Put the draft away."""
        self.out.drop()

    def open_source(self) -> None:
        """Open the dispatch this answers."""
        if self.facts is not None:
            self.context.frame.go("incoming", self.facts.draft.in_reply_to)

    def show_history(self) -> None:
        """Show the versions kept and what else was done to the draft."""
        if self.facts is not None:
            draft = self.facts.draft
            title = f"Lịch sử dự thảo, {draft.version} bản đã giữ"
            tell_history(self.context, self.window(), "draft", draft.id, title)

    def file_in_dossier(self) -> None:
        """Put the draft into a dossier, or take it out."""
        if self.facts is not None:
            file_records(self, self.context, (RecordRef("draft", self.facts.draft.id),))

    def walk_chain(self) -> None:
        """Go into the steps of the affair."""
        self.layout_box.chain.walk()

    def switch_more_fields(self) -> None:
        """Show the seldom fields and go into them, or put them away (Shift+F4)."""
        self.layout_box.show_fields()
        more = self.layout_box.head.more
        more.switch()
        target = more.focused if not more.is_folded else more.toggle
        QTimer.singleShot(0, self, lambda: self.layout_box.head.ensureWidgetVisible(target))

    def read_chain(self) -> None:
        """Read again what hangs together with the draft, its text as last saved."""
        if self.facts is not None:
            ref = RecordRef("draft", self.facts.draft.id)
            read_affair(self, self.context, ref, (), self._show_chain)

    def _show_chain(self, affair: Affair) -> None:
        if self.facts is not None and self.facts.draft.id == affair.ref.record_id:
            self.layout_box.chain.show_chain(affair.chain)
