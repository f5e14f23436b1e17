"""A draft on its way out: print for signing, export, versions, Phát hành."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from wardapp.core.dates import long_date
from wardapp.core.dispatches import Outgoing
from wardapp.core.document import RenderedDocument
from wardapp.core.drafts import Draft, DraftContent
from wardapp.core.errors import WardError
from wardapp.core.views import Issued, IssuePreview
from wardapp.services.file_stems import safe_stem
from wardapp.ui import dialogs
from wardapp.ui.context import Context
from wardapp.ui.file_dialogs import PDF, WORD
from wardapp.ui.jobs import Book
from wardapp.ui.pages.check_draft import DraftToCheck
from wardapp.ui.pages.draft_editor_facts import EditorFacts
from wardapp.ui.pages.draft_editor_head import DraftHead
from wardapp.ui.pages.draft_editor_issue import IssueAnswer, IssueDialog, IssueMatter
from wardapp.ui.pages.draft_editor_saving import DraftSaver
from wardapp.ui.pages.outgoing_dialogs import OutgoingDialogs
from wardapp.ui.pages.outgoing_paper import PaperOut

ISSUE_TOUCHES = frozenset({Book.DRAFTS, Book.OUTGOING, Book.INCOMING})


class EditorHost(Protocol):
    """The editor page, as far as this module knows it."""

    facts: EditorFacts | None
    saver: DraftSaver
    head: DraftHead

    def content(self) -> DraftContent:
        """Return the draft as typed."""
        ...

    def show_blocking(self) -> None:
        """Go to what stands against issuing."""
        ...

    def window(self) -> QWidget:
        """Return the window."""
        ...


class DraftOut(QObject):
    """Everything that leaves the editor, each through the lanes."""

    def __init__(self, host: EditorHost, context: Context) -> None:
        super().__init__(host.window())
        self._host, self._context = host, context
        self.paper = PaperOut(context, host.window())

    def check_layout(self) -> None:
        """Check what the draft would print against the law of its day."""
        draft = self._draft()
        if draft is not None:
            self._host.saver.flush()
            checked = DraftToCheck(draft.id, self._host.content())
            self._context.frame.go("check", checked)

    # ---- paper and files ---------------------------------------------------------------------

    def print_for_signing(self) -> None:
        """Print the pages as they stand, then mark the draft as laid before the signer."""
        draft = self._draft()
        if draft is None:
            return
        content, office = self._host.content(), self._context.office
        self._host.saver.flush()
        self._context.jobs.render(
            lambda: office.drafting.render(content),
            lambda rendered: self._print(draft, rendered),
            owner=self,
        )

    def _print(self, draft: Draft, rendered: RenderedDocument) -> None:
        self.paper.print_pages(
            self._name(), rendered.pdf, rendered.page_sizes, lambda: self._submit(draft)
        )

    def _submit(self, draft: Draft) -> None:
        office = self._context.office
        if office.read_only:
            return
        self._host.saver.then(
            lambda: office.drafting.submit(draft.id),
            lambda _draft: self._say("Đã in. Dự thảo chuyển sang Đã trình ký."),
        )
        self._host.saver.note_version()

    def export(self) -> None:
        """Save the draft as it stands to Word or PDF."""
        draft, word = self._draft(), self._context.office.word
        if draft is None:
            return
        if draft.word_master is not None:
            self.paper.save(
                "Xuất bản Word (PDF thì lưu trong Word)",
                f"{safe_stem(self._name())}.docx",
                (WORD,),
                lambda target: word.export(draft.id, target),
            )
            return
        content, exporting = self._host.content(), self._context.office.exporting
        self.paper.save(
            "Xuất dự thảo",
            f"{safe_stem(self._name())}.docx",
            (WORD, PDF),
            lambda target: exporting.draft_to(content, target),
        )

    def keep_version(self) -> None:
        """Keep a version now."""
        draft, office = self._draft(), self._context.office
        if draft is None:
            return
        self._host.saver.then(
            lambda: office.drafting.keep_version(draft.id, "Giữ một bản"),
            lambda kept: self._say(f"Đã giữ bản {kept.version} của dự thảo."),
        )
        self._host.saver.note_version()

    def mark_signed(self) -> None:
        """Mark the draft as signed on paper."""
        draft, office = self._draft(), self._context.office
        if draft is None:
            return
        self._host.saver.then(
            lambda: office.drafting.mark_signed(draft.id),
            lambda _draft: self._say("Đã đánh dấu đã ký. Phát hành khi có số, ngày."),
        )
        self._host.saver.note_version()

    def drop(self) -> None:
        """Put the draft away and go back; Hoàn tác brings it again."""
        draft, office, frame = self._draft(), self._context.office, self._context.frame
        if draft is None or not dialogs.ask(
            self._host.window(),
            self._context.theme,
            "Bỏ dự thảo này?",
            "Dự thảo chưa có số nên bỏ được. Nội dung và các bản đã giữ vẫn còn trong sổ.",
            "Bỏ dự thảo",
            danger=True,
        ):
            return
        self._host.saver.then(lambda: office.drafting.drop(draft.id), lambda _draft: None)
        self._host.saver.close()
        frame.toast("Đã bỏ dự thảo.", frame.undo)
        frame.back()

    # ---- Phát hành ---------------------------------------------------------------------------

    def issue(self) -> None:
        """Show what issuing would do; take the number when the clerk says so."""
        draft, office = self._draft(), self._context.office
        if draft is None:
            return
        self._host.saver.then(
            lambda: (
                office.word.warned(draft.id, office.issuing.preview(draft.id)),
                office.catalogue.settings().number_first,
            ),
            lambda found: self._ask(draft, found),
            touches=frozenset(),
            on_refused=self._refuse,
        )

    def _ask(self, draft: Draft, found: tuple[IssuePreview, bool]) -> None:
        context, office = self._context, self._context.office
        if self._host.saver.fault:  # what is on the screen is not what would be issued
            self._refuse(WardError(self._host.saver.fault))
            return
        preview, number_first = found
        matter = replace(self._matter(), number_first=number_first, in_word=preview.in_word)
        dialog = IssueDialog(self._host.window(), context.theme, matter, context.clock.today)

        def look_again(day: date | None) -> None:
            wish = dialog.wish()
            context.jobs.read(
                lambda: office.word.warned(draft.id, office.issuing.preview(draft.id, day, wish)),
                dialog.show_preview,
                key="draft.preview",
                owner=dialog,
                on_refused=lambda error: dialog.refuse(error.sentence),
            )

        dialog.day_chosen.connect(look_again)
        dialog.show_preview(preview)
        answer = dialog.answer()
        if answer.day is not None:
            prints = OutgoingDialogs(self._host.window(), context) if answer.then_prints else None
            on_line = prints and _way_out(prints, number_first, in_word=preview.in_word)
            self._issue(draft, answer, on_line or _nothing)
        elif answer.wants_help:
            self._help()
        dialog.deleteLater()

    def _help(self) -> None:
        facts = self._host.facts
        if facts is not None and not facts.issuer.keeps_numbers:
            self.export()
        else:
            self._host.show_blocking()

    def _issue(self, draft: Draft, answer: IssueAnswer, then: Callable[[Outgoing], None]) -> None:
        office = self._context.office
        self._host.saver.then(
            lambda: office.issuing.issue(draft.id, answer.day, answer.wish),
            lambda issued: self._issued(issued, then),
            touches=ISSUE_TOUCHES,
            on_refused=self._refuse,
            title="Đang cấp số và phát hành…",
        )

    def _issued(self, issued: Issued, then: Callable[[Outgoing], None]) -> None:
        line, frame = issued.outgoing, self._context.frame
        self._host.saver.close()
        frame.go("outgoing", line.id)
        pages = "" if issued.rendered else " Lưu PDF trong Word rồi kéo vào đây làm bản chính thức."
        frame.toast(f"Đã phát hành {line.number_symbol}.{pages}", frame.undo)
        then(line)

    def _refuse(self, error: WardError) -> None:
        self._context.frame.fail("Chưa phát hành được", error.sentence)

    def _matter(self) -> IssueMatter:
        content, facts = self._host.content(), self._host.facts
        kind = self._host.head.chosen_type()
        signers = facts.signers if facts is not None else ()
        signer = next((each for each in signers if each.id == content.signer_id), None)
        name = f"{signer.full_name} ({self._host.head.signing_words})" if signer else "Chưa chọn"
        answers, way_out = "", "Xem điểm cần sửa"
        if facts is not None and facts.arrival_number is not None:
            answers = f"Văn bản đến số {facts.arrival_number} được đánh dấu đã trả lời, xong việc."
        if facts is not None and not facts.issuer.keeps_numbers:
            way_out = "Xuất Word, PDF"
        return IssueMatter(
            kind=kind.name if kind else "văn bản",
            subject=content.subject,
            signer=name,
            answers=answers,
            way_out=way_out,
        )

    def _draft(self) -> Draft | None:
        return self._host.facts.draft if self._host.facts is not None else None

    def _name(self) -> str:
        content, kind = self._host.content(), self._host.head.chosen_type()
        day = f" {long_date(content.date)}" if content.date else ""
        subject = content.subject or "chưa có trích yếu"
        return f"Dự thảo {kind.name.lower() if kind else ''}{day} {subject}"

    def _say(self, text: str) -> None:
        self._context.frame.toast(text, self._context.frame.undo)


def _way_out(
    prints: OutgoingDialogs, number_first: object, *, in_word: bool
) -> Callable[[Outgoing], None]:
    """Return what brings the numbered sheet onto paper."""
    if in_word:
        return prints.open_to_print
    return prints.print_paper if number_first else prints.print_overlay


def _nothing(_line: Outgoing) -> None:
    """Do nothing more with the line just issued."""
