"""A draft in Word and back: the working file, what Word saved, and which of the two is the master.

The working file lies in the data folder of this PC, never in the office: what Word saves there is
nobody's until the clerk keeps it, and then it passes the gate like any other file.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from pathlib import Path

from wardapp.core.clock import moment_of
from wardapp.core.dates import long_date, time_text
from wardapp.core.dispatches import Attachment
from wardapp.core.drafts import Draft, DraftContent
from wardapp.core.errors import ChangedSince, NotFound, UnreadableFile
from wardapp.core.files import disk_refusal, sha256_of, write_whole
from wardapp.core.identity import RecordId
from wardapp.core.reading import FileKind
from wardapp.core.views import IssuePreview
from wardapp.core.word_trip import WORD_NAME, WordComparison, WordSave, WordText
from wardapp.documents.reader import FileReader
from wardapp.services.desk import Desk
from wardapp.services.drafting import Drafting
from wardapp.services.file_stems import safe_stem
from wardapp.services.targets import checked_targets
from wardapp.services.versions import Versions, demoted
from wardapp.services.word_changes import compared
from wardapp.services.word_files import WordFiles

STEM_LENGTH = 60
AROUND = (
    "Phần đầu, nơi nhận, chữ ký hoặc phụ lục trong bản Word khác các ô bên trái; "
    "sổ văn bản đi ghi theo các ô đó."
)


class WordTrip:
    """Sends drafts to Word and takes back what was written there."""

    def __init__(
        self, desk: Desk, drafting: Drafting, reader: FileReader, files: WordFiles
    ) -> None:
        self._desk, self._drafting = desk, drafting
        self._reader, self.files = reader, files
        self._versions = Versions(desk, drafting)

    def open(self, draft_id: RecordId) -> Path:
        """Write the draft as a working file for Word and return it; its text is kept as a version.

        What Word saved before and nobody looked at is returned as it is. Where a kept Word file is
        the master, writing goes on in that one.
        """
        waiting = self.files.saved(draft_id)
        if waiting is not None:
            return waiting.path
        draft = self._drafting.get(draft_id)
        kept = draft.word_master or self._kept_now(draft)
        stem = safe_stem(f"Dự thảo {draft.subject or 'chưa có trích yếu'}"[:STEM_LENGTH])
        return self.files.write(draft_id, stem, self._desk.files.read(kept))

    def saved(self, draft_id: RecordId) -> WordSave | None:
        """Return what Word has saved since and nobody has decided about, None when nothing."""
        return self.files.saved(draft_id)

    def offered(self, path: Path) -> WordSave:
        """Return a Word file from elsewhere as if Word had saved it here; nothing is kept yet."""
        try:
            saved_ms = path.stat().st_mtime_ns // 1_000_000
            return WordSave(path=path, sha256=sha256_of(path), saved_ms=saved_ms)
        except OSError as error:
            raise disk_refusal(error, path) from error

    def pass_over(self, draft_id: RecordId, save: WordSave) -> None:
        """Keep nothing of a save and ask no more about it; the file stays where it is."""
        self.files.settle(draft_id, save)

    def keep(self, draft_id: RecordId, save: WordSave) -> Draft:
        """Keep what Word saved as a version, its text read into the draft where it still fits.

        Where it does not (the fields of the page were changed too, the text was typed on since,
        something stands in it that a text can't hold, or only the looks differ) Word's file is the
        master and goes before the page. SecretRefused or UnreadableFile when it may not come in;
        then nothing of it was kept.
        """
        data = self._judged(save)
        name = f"{WORD_NAME} {self._moment(save)}.docx"
        draft = self._drafting.get(draft_id)
        comparison = self._compared(draft, data)
        fits = comparison.can_take and not comparison.around_differs
        if fits and not self._was_typed_on(draft):
            kept = self._drafting.take_made(draft, data, name, comparison.body)
        else:
            kept = self._drafting.keep_made(draft_id, data, name)
        if save.path == self.files.path_of(draft_id):  # not a file from elsewhere
            self.files.settle(draft_id, save)
        return kept

    def compare_saved(
        self, draft_id: RecordId, content: DraftContent, save: WordSave
    ) -> WordComparison:
        """Return how the page differs from what Word saved; the gate stands before this, too."""
        return self._compared(content, self._judged(save))

    def compare(self, draft_id: RecordId, content: DraftContent) -> WordComparison:
        """Return how the page differs from the kept Word version that is the master."""
        master = self._master(self._drafting.get(draft_id))
        return self._compared(content, self._desk.files.read(master))

    def take(self, draft_id: RecordId) -> Draft:
        """Put the body of the master into the draft's text, which is the master again."""
        draft = self._drafting.get(draft_id)
        comparison = self.compare(draft_id, draft)
        if comparison.losses:
            raise UnreadableFile(lost_words(comparison.losses))
        changed = replace(demoted(draft), body=comparison.body)
        return self._drafting.save_changed(draft, changed, "Lấy nội dung từ Word vào dự thảo")

    def set_aside(self, draft_id: RecordId) -> Draft:
        """Let the draft's own text be the master again; the Word versions stay among the kept."""
        draft = self._drafting.get(draft_id)
        self._master(draft)
        return self._drafting.save_changed(draft, demoted(draft), "Dùng nội dung trên trang")

    def warned(self, draft_id: RecordId, preview: IssuePreview) -> IssuePreview:
        """Return a preview of issuing that also tells what Word saved and nobody has kept."""
        save, draft = self.files.saved(draft_id), self._drafting.get(draft_id)
        told = [preview.warning]
        if save is not None:
            used = "bản Word đã giữ" if draft.word_master is not None else "nội dung trên trang"
            told.append(
                f"Word đã lưu lúc {time_text(save.saved_ms)}, bản đó chưa giữ; "
                f"phát hành sẽ dùng {used}."
            )
        if draft.word_master is not None and self.compare(draft_id, draft).around_differs:
            told.append(AROUND)
        return replace(preview, warning=" ".join(filter(None, told)))

    def export(self, draft_id: RecordId, target: Path) -> Path:
        """Write the kept Word file that is the master, byte for byte; its PDF is Word's to make."""
        checked_targets((target,), (".docx",))
        master = self._master(self._drafting.get(draft_id))
        write_whole(target, self._desk.files.read(master))
        return target

    def sweep(self) -> None:
        """Remove working files that are long done with."""
        self.files.sweep(self._desk.clock.now_ms())

    def _was_typed_on(self, draft: Draft) -> bool:
        """Return whether the page says otherwise than when the draft went to Word."""
        sent = [each for each in draft.versions if not each.name.startswith(WORD_NAME)]
        then = self._versions.content_at(draft.id, sent[-1]) if sent else None
        return then is None or any(
            getattr(draft, field.name) != getattr(then, field.name) for field in fields(then)
        )

    def _kept_now(self, draft: Draft) -> Attachment:
        """Return the newest version when it is the text of now, else one kept for this trip."""
        today = self._desk.today()
        data = self._drafting.papers.to_docx(self._drafting.document(draft), today)
        newest = draft.versions[-1] if draft.versions else None
        if newest is not None and newest.sha256 == hashlib.sha256(data).hexdigest():
            return newest
        return self._drafting.keep_version(draft.id, "Mở trong Word").versions[-1]

    def _judged(self, save: WordSave) -> bytes:
        """Return the bytes of a save that may come in; what was judged is what is returned."""
        data = self._reader.bytes_of(save.path)
        if hashlib.sha256(data).hexdigest() != save.sha256:
            raise ChangedSince("Word vừa lưu thêm lần nữa. Hãy xem lại bản mới rồi giữ.")
        reading = self._reader.read_bytes(save.path.name, data)
        if reading.kind is not FileKind.DOCX:
            raise UnreadableFile("Tệp không còn là tệp Word (.docx). Hãy lưu lại dạng .docx.")
        return data

    def _compared(self, content: DraftContent, data: bytes) -> WordComparison:
        return compared(
            self._words(content, data),
            self._printed(content),
            content.body,
            lambda body: self._printed(replace(content, body=body)),
        )

    def _printed(self, content: DraftContent) -> WordText:
        document = self._drafting.document(content)
        return self._words(content, self._drafting.papers.to_docx(document, self._desk.today()))

    def _words(self, content: DraftContent, data: bytes) -> WordText:
        family = self._drafting.framing(content).issuer.family
        return self._drafting.papers.word_text(data, family, content.date or self._desk.today())

    def _moment(self, save: WordSave) -> str:
        moment = moment_of(save.saved_ms)
        return f"{moment:%Hh%M} ngày {long_date(moment.date()).replace('/', '-')}"

    def _master(self, draft: Draft) -> Attachment:
        master = draft.word_master
        if master is None:
            raise NotFound("Dự thảo này không có bản Word nào là bản chính.")
        return master


def lost_words(losses: tuple[str, ...]) -> str:
    """Return why a Word text can't be taken over."""
    return (
        f"Bản Word có {', '.join(losses)} mà trang soạn thảo không giữ được, nên không lấy nội "
        "dung vào được. Hãy dùng tiếp bản Word, hoặc bỏ phần đó trong Word rồi lưu lại."
    )
