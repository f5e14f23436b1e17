"""A report sends itself: its letter (BC) takes a number, its form goes along, all in one step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from wardapp.core.dispatches import Attachment, FileRole, Outgoing, OutgoingStatus, Recipient
from wardapp.core.drafts import Draft, DraftContent, DraftStatus
from wardapp.core.errors import ChangedSince, WardError
from wardapp.core.files import write_whole
from wardapp.core.forms import CheckLevel, FilledForm, FilledScope, FormSpec
from wardapp.core.identity import RecordId
from wardapp.core.journal import Command
from wardapp.core.numbering import NEXT_NUMBER, NumberWish
from wardapp.core.regimes import Regime
from wardapp.core.report_views import ReportLetter, ReportPlace, SentReport
from wardapp.core.text import fold
from wardapp.documents.templates.door import joined_pdf
from wardapp.reports.printing import printed_label
from wardapp.services.desk import Desk
from wardapp.services.drafting import Drafting
from wardapp.services.due_rules import source_of
from wardapp.services.exporting import SHEET_KINDS, Exporting
from wardapp.services.file_stems import safe_stem
from wardapp.services.first_issuer import issuer_or_first
from wardapp.services.issuance import NOTHING_BESIDE, AnnexFile, Beside
from wardapp.services.issuing import Issuing
from wardapp.services.narrating import Narrating
from wardapp.services.official import default_signer, paper_named
from wardapp.services.replies import leaders
from wardapp.services.reporting import Reporting, Step
from wardapp.store.transaction import Transaction

TYPE = "BC"
_TYPE_NAME = "Báo cáo"
OPEN_DRAFTS = frozenset({DraftStatus.WRITING, DraftStatus.SUBMITTED, DraftStatus.SIGNED})
MOST_LEFT = 3
_TO_REPORT = "để báo cáo"
_CHANGED = (
    "Số liệu báo cáo vừa thay đổi nên chưa phát hành, chưa có số nào được cấp. "
    "Hãy xem lại báo cáo rồi phát hành."
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A report and the draft of its letter."""

    spec: FormSpec
    filled: FilledForm  # as it is locked
    draft: Draft
    closes: bool

    @property
    def annex(self) -> str:
        """Return what goes along: `Phụ lục 02, kỳ tháng 6/2026`."""
        return f"{self.spec.label}, {self.filled.period.label}"


class ReportIssuing:
    """Makes the letter of a report, issues it with the form, and finds it again."""

    def __init__(
        self,
        desk: Desk,
        reporting: Reporting,
        narrating: Narrating,
        exporting: Exporting,
        papers: tuple[Drafting, Issuing],
    ) -> None:
        self._desk = desk
        self._reporting = reporting
        self._narrating = narrating
        self._exporting = exporting
        self._drafting, self._issuing = papers

    # ---- sending -----------------------------------------------------------------------------

    def preview(
        self, place: ReportPlace, day: date | None = None, wish: NumberWish = NEXT_NUMBER
    ) -> ReportLetter:
        """Return what sending would do; nothing is kept and no number is taken."""
        letter = self._letter(place)
        preview = self._issuing.preview_of(letter.draft, day, wish, self._says(letter))
        sent = self._sent_sentence(letter.filled)
        framing = self._drafting.framing(letter.draft)
        return ReportLetter(
            preview=replace(preview, blocked=sent or preview.blocked),
            subject=letter.draft.subject,
            signer=framing.signer.full_name if framing.signer else "Chưa chọn người ký",
            annex=letter.annex,
            closes=letter.closes,
            warnings=self._warnings(letter),
        )

    def issue(
        self, place: ReportPlace, day: date | None = None, wish: NumberWish = NEXT_NUMBER
    ) -> SentReport:
        """Lock the report, take the number, write the line and keep every file: all or nothing."""
        letter = self._letter(place)
        sent = self._sent_sentence(letter.filled)
        if sent:
            raise WardError(sent)
        issued = self._issuing.issue_with(letter.draft, day, wish, self._beside(letter))
        return self.sent(issued.outgoing.id)

    def compose(self, place: ReportPlace) -> Draft:
        """Lock the report and begin its letter as a draft; the form goes along when that issues."""
        letter = self._letter(place)
        sent = self._sent_sentence(letter.filled)
        if sent:
            raise WardError(sent)
        command = self._desk.command("report.compose", f"Soạn báo cáo kèm {letter.annex}")
        reporting = self._reporting.of(letter.filled.scope)
        with reporting.step(place.form_id, place.period_id, command) as step:
            draft = step.tx.drafts.add(letter.draft)
            locked = self._locked(step, letter)
            step.tx.filled.save(replace(locked, draft_id=draft.id))
            return draft

    def beside(self, draft: Draft) -> Beside:
        """Return what goes along with a draft that is the letter of a report."""
        with self._desk.database.read() as tx:
            filled = tx.filled.of_draft(draft.id)
        if filled is None or filled.closed_ms is None:
            return NOTHING_BESIDE
        spec = self._reporting.spec(filled.form_id, filled.form_version)
        return self._beside(Letter(spec, filled, draft, closes=False))

    # ---- afterwards --------------------------------------------------------------------------

    def sent(self, outgoing_id: RecordId) -> SentReport:
        """Return a report that went out, with letter and form as one PDF."""
        with self._desk.database.read() as tx:
            line, filled = tx.outgoing.get(outgoing_id), tx.filled.of_outgoing(outgoing_id)
        if filled is None:
            raise WardError(f"{line.number_symbol} không phải là báo cáo lập từ biểu mẫu.")
        pages = [self._desk.files.read(each) for each in _pdfs(line)]
        return SentReport(
            filled=filled,
            outgoing=line,
            pdf=joined_pdf(pages) if pages else b"",
            files=line.attachments,
        )

    def place_of(self, outgoing_id: RecordId) -> ReportPlace | None:
        """Return the report that went out with a line, None for any other line."""
        with self._desk.database.read() as tx:
            filled = tx.filled.of_outgoing(outgoing_id)
        if filled is None:
            return None
        return ReportPlace(
            form_id=filled.form_id,
            period_id=filled.period.id,
            scope=filled.scope.value,
            filled_id=filled.id,
        )

    def line_of(self, filled: FilledForm) -> Outgoing | None:
        """Return the line a report went out with while that stands, None when it has none."""
        with self._desk.database.read() as tx:
            line = tx.outgoing.find(filled.outgoing_id) if filled.outgoing_id else None
        return line if line is not None and line.status is not OutgoingStatus.CANCELLED else None

    def export_all(self, outgoing_id: RecordId, folder: Path) -> tuple[Path, ...]:
        """Write letter and form, byte for byte as they went out, into one folder."""
        with self._desk.database.read() as tx:
            line = tx.outgoing.get(outgoing_id)
        written = []
        for each in line.attachments:
            target = folder / each.name
            write_whole(target, self._desk.files.read(each))
            written.append(target)
        self._exporting.mark_left(outgoing_id)
        return tuple(written)

    # ---- the letter --------------------------------------------------------------------------

    def _letter(self, place: ReportPlace) -> Letter:
        reporting = self._reporting.of(FilledScope(place.scope))
        filled = reporting.fill(place.form_id, place.period_id)
        spec = self._reporting.spec(filled.form_id, filled.form_version)
        closes = filled.closed_ms is None
        if closes:
            clerk = self._desk.settings().current_clerk
            filled = replace(
                filled,
                closed_ms=self._desk.clock.now_ms(),
                filled_on=self._desk.today(),
                prepared_by=filled.prepared_by or clerk,
            )
        draft = self._issuing.unkept(self._content(spec, filled))
        return Letter(spec, filled, draft, closes)

    def _content(self, spec: FormSpec, filled: FilledForm) -> DraftContent:
        """Return the letter: type, subject, text, recipients and signer as they usually are."""
        with self._desk.database.read() as tx:
            issuer = issuer_or_first(tx)
            signer = default_signer(tx.catalogue.signers(issuer.id), self._desk.today())
            source = source_of(tx, spec)
        recipients = leaders(issuer)
        if isinstance(source, Regime) and source.to and not source.unit_ids:
            up = (source.to, source.through)
            above = tuple(Recipient(name=each, purpose=_TO_REPORT) for each in up if each)
            known = {fold(each.name) for each in above}
            recipients = (*above, *(each for each in recipients if fold(each.name) not in known))
        return DraftContent(
            issuer_id=issuer.id,
            type_code=TYPE,
            subject=f"{_about(spec)}, {filled.period.label}",
            recipients=recipients,
            storage_line=issuer.storage_line,
            signer_id=signer.id if signer else None,
            body=self._body(spec, filled),
        )

    def _body(self, spec: FormSpec, filled: FilledForm) -> str:
        text = self._narrating.sheet(filled).narrative.text.strip()
        label = printed_label(spec, self._reporting.facts(filled).family)
        named = any(fold(each) in fold(text) for each in (spec.label, label))
        return text if named else f"{text}\nSố liệu chi tiết ở {label} kèm theo."

    # ---- what goes along ---------------------------------------------------------------------

    def _says(self, letter: Letter) -> Beside:
        locks = " Báo cáo được chốt cùng lúc." if letter.closes else ""
        return Beside(says=f"{letter.annex} đi kèm.{locks}")

    def _beside(self, letter: Letter) -> Beside:
        def files(symbol: str, day: date) -> tuple[AnnexFile, ...]:
            with self._desk.database.read() as tx:
                issuer = tx.catalogue.issuer(letter.draft.issuer_id)
            basis = paper_named(_TYPE_NAME, symbol, day, issuer)
            stem = safe_stem(f"{symbol} {letter.spec.label}")
            made = self._exporting.form_files(letter.filled, SHEET_KINDS, basis)
            return tuple(AnnexFile(data, f"{stem}{kind}") for kind, data in made)

        def write(tx: Transaction, line: Outgoing, command: Command) -> None:
            locked = self._locked(Step(tx, self._base_of(letter), command), letter)
            tx.filled.save(replace(locked, outgoing_id=line.id, draft_id=line.draft_id))

        return Beside(files, write, self._says(letter).says)

    def _base_of(self, letter: Letter) -> FilledForm | None:
        """Return the units' figures the letter was made with; whether they moved is told apart."""
        return letter.filled if letter.filled.scope is FilledScope.ALL else None

    def _locked(self, step: Step, letter: Letter) -> FilledForm:
        """Return the report as it is kept; ChangedSince when it is not what goes out."""
        reporting = self._reporting.of(letter.filled.scope)
        where = (letter.filled.form_id, letter.filled.period.id)
        made = reporting.locked if letter.closes else reporting.filled_in
        now = made(step, *where)
        if now.tables != letter.filled.tables or now.narrative != letter.filled.narrative:
            raise ChangedSince(_CHANGED)
        return now

    def _sent_sentence(self, filled: FilledForm) -> str:
        line = self.line_of(filled)
        if line is not None:
            return f"Báo cáo đã phát hành theo {line.number_symbol}."
        with self._desk.database.read() as tx:
            draft = tx.drafts.find(filled.draft_id) if filled.draft_id else None
        if draft is not None and draft.status in OPEN_DRAFTS:
            return "Báo cáo đang soạn thành dự thảo. Hãy phát hành dự thảo đó, hoặc bỏ dự thảo."
        return ""

    def _warnings(self, letter: Letter) -> tuple[str, ...]:
        broken = [each for each in self._reporting.check(letter.filled) if not each.passed]
        errors = sum(each.level is CheckLevel.ERROR for each in broken)
        stale = len(self._narrating.sheet(letter.filled).loose)
        said = []
        if errors:
            said.append(f"Còn {errors} chỗ kiểm tra chưa đạt.")
        if stale:
            said.append(f"Lời báo cáo còn {stale} số khác với biểu.")
        return (*said, *_official_words(self._exporting.official_left_out(letter.filled)))


def _official_words(left: tuple[str, ...]) -> tuple[str, ...]:
    """Return what finds no place in the official file; our own PDF of the form has it all."""
    if not left:
        return ()
    more = f" Và {len(left) - MOST_LEFT} chỗ khác." if len(left) > MOST_LEFT else ""
    return (
        f"Tệp mẫu chính thức đi kèm không có chỗ cho {len(left)} câu trả lời "
        f"(bản PDF có đủ): {' '.join(left[:MOST_LEFT])}{more}",
    )


def _about(spec: FormSpec) -> str:
    """Return what a form reports on, without the type name before it."""
    words = spec.title.split()
    while words and words[0].isupper():
        words = words[1:]
    return " ".join(words) or spec.label


def _pdfs(line: Outgoing) -> tuple[Attachment, ...]:
    """Return the pages that went out, the letter first."""
    letter = [each for each in line.attachments if each.role is FileRole.ISSUE_PDF]
    annexes = [each for each in line.attachments if each.role is FileRole.ANNEX]
    return (*letter, *(each for each in annexes if each.name.casefold().endswith(".pdf")))
