"""What follows from typing in a draft: outline, pages, findings, number and standard."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QTimer

from wardapp.core.dates import time_text
from wardapp.core.document import Block, BlockKind
from wardapp.core.drafts import DraftContent
from wardapp.core.issuers import Signer
from wardapp.core.layout import DocumentType
from wardapp.ui.context import Context
from wardapp.ui.pages.draft_editor_facts import CLOSED, active_signers, read_notes
from wardapp.ui.pages.draft_editor_findings import FindingWalk
from wardapp.ui.pages.draft_editor_saving import DraftSaver
from wardapp.ui.pages.draft_editor_text_deeds import DraftTextDeeds
from wardapp.ui.widgets.buttons import Button
from wardapp.ui.widgets.cards import Way
from wardapp.ui.widgets.live_pages import LivePages

FINDINGS_MS = 250


class DraftTyping(DraftTextDeeds):
    """Keeps what stands around the text in step with it; the editor sets the parts."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._blocks: dict[int, int] = {}
        self._told = ""
        self._findings_wait = QTimer(self, singleShot=True, interval=FINDINGS_MS)
        self._findings_wait.timeout.connect(self._find)
        self.pages: LivePages
        self.saver: DraftSaver
        self.walk: FindingWalk
        self.findings_button: Button

    def title(self) -> str:
        """Return what the header calls the draft."""
        if self.facts is not None and self.facts.arrival_number is not None:
            return f"Trả lời số đến {self.facts.arrival_number}"
        kind = self.head.chosen_type()
        return f"Soạn {kind.name.lower()}" if kind is not None else "Dự thảo"

    def content(self) -> DraftContent:
        """Return the draft as it stands in the fields and the text."""
        return self.parts.with_parts(self.head.content(self.parts.body))

    def _after_edit(self) -> None:
        self._after_change()
        self._note()

    def _after_change(self) -> None:
        self.saver.touch()
        self._draw()
        self._findings_wait.start()

    def _draw(self) -> None:
        """Ask for outline and pages of the newest text; older requests are dropped."""
        if self.facts is None:
            return
        content, office, jobs = self.content(), self.context.office, self.context.jobs
        asked, shown = self.text.round, self.text.text()
        jobs.read(
            lambda: office.drafting.outline(shown),
            lambda blocks: self._take_outline(blocks, asked),
            key="draft.outline",
            owner=self,
        )
        jobs.render(
            lambda: office.drafting.render(content),
            lambda made: self.pages.show_rendered(made, follow=self.text.hasFocus()),
            key="draft.pages",
            owner=self,
            on_refused=lambda error: self._say_refused(error.sentence),
        )

    def _take_outline(self, blocks: tuple[Block, ...], asked: int) -> None:
        if asked == self.text.round:
            self._blocks = dict(_places(blocks))
            self.text.show_outline(blocks, asked)
            self._show_block()

    def _show_block(self) -> None:
        block = self._blocks.get(self.text.current_line(), -1)
        self.pages.show_block(block, annex=self.parts.shown - 1)

    def _find(self) -> None:
        if self.facts is None:
            return
        content, office = self.content(), self.context.office
        self.context.jobs.read(
            lambda: office.drafting.findings(content),
            self.walk.take,
            key="draft.findings",
            owner=self,
        )

    def _count_findings(self, count: int) -> None:
        self.findings_button.set_icon("warning" if count else "checkmark_circle")
        self.findings_button.setText(f"{count} điểm thể thức" if count else "Đúng thể thức")
        self.header.fit()

    def _note(self) -> None:
        """Read standard and expected number again."""
        if self.facts is None:
            return
        content, office = self.content(), self.context.office
        self.context.jobs.read(
            lambda: read_notes(office, content), self.head.show_notes, key="draft.notes", owner=self
        )

    def _change_issuer(self) -> None:
        if self.facts is None:
            return
        content, office = self.content(), self.context.office
        self.context.jobs.read(
            lambda: (
                office.drafting.types(content.issuer_id),
                active_signers(office, content),
            ),
            lambda found: self._take_issuer(content, *found),
            key="draft.issuer",
            owner=self,
        )

    def _change_day(self) -> None:
        content, office = self.content(), self.context.office
        self.context.jobs.read(
            lambda: active_signers(office, content, content.signer_id),
            lambda signers: self.head.show_signers(signers, content.signer_id),
            key="draft.signers",
            owner=self,
        )

    def _take_issuer(
        self, content: DraftContent, types: tuple[DocumentType, ...], signers: tuple[Signer, ...]
    ) -> None:
        codes = {each.code for each in types}
        code = content.type_code if content.type_code in codes else types[0].code
        first = min(signers, key=lambda each: each.rank, default=None)
        self.head.show_choices(types, signers, code, first.id if first else None)
        self._after_edit()

    def _change_skeleton(self) -> None:
        """Put the skeleton of the new type in place of an untouched one."""
        kind, typed = self.head.chosen_type(), self.parts.body.strip()
        skeletons = {each.skeleton.strip() for each in self.facts.types} if self.facts else set()
        if kind is not None and typed in {"", *skeletons}:
            self.parts.set_body(kind.skeleton)
        self.header.say(self.title(), "")

    def _say_saved(self, now_ms: int) -> None:
        self.header.say(self.title(), f"Đã lưu {time_text(now_ms)}")
        if self.facts is not None and self.facts.draft.status not in CLOSED:
            self._show_told()

    def _say_told(self, sentence: str) -> None:
        """Tell what somebody else wrote in this draft, until it is left."""
        self._told = sentence
        self._show_told()

    def _show_told(self) -> None:
        notice = self.layout_box.notice
        if self._told:
            notice.set_tone("soft")
            ways = (Way("Các lần lưu", self.show_versions),)
            notice.show_notice("Dự thảo được sửa ở hai nơi", self._told, ways)
        else:
            notice.hide()

    def _say_refused(self, sentence: str) -> None:
        self.layout_box.notice.set_tone("danger")
        self.layout_box.notice.show_notice("Chưa lưu được dự thảo", sentence)


def _places(blocks: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """Yield which block each line belongs to; the rows of a table are one block."""
    for place, block in enumerate(blocks):
        rows = block.text.count("\n") + 1 if block.kind is BlockKind.TABLE else 1
        for row in range(rows):
            yield block.line + row, place
