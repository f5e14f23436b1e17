"""Nhắc các đơn vị chậm: one letter each to all late units, from a text the office can edit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from wardapp.core.dates import long_date
from wardapp.core.drafts import DraftContent
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.letters import LetterNumbering, LetterRow, Snippet
from wardapp.core.progress import Progress
from wardapp.core.regime_views import BoardRow, ReportBoard
from wardapp.core.regimes import DutyState
from wardapp.core.serial import SerialPlan, SerialPreview, SerialResult, SerialTarget
from wardapp.services.desk import Desk
from wardapp.services.first_issuer import issuer_or_first
from wardapp.services.official import default_signer
from wardapp.services.replies import leaders
from wardapp.services.report_boards import ReportBoards
from wardapp.services.serial_letters import SerialLetters
from wardapp.services.snippets import Snippets

SNIPPET_GROUP = "Nhắc báo cáo"
SNIPPET_TITLE = "Nhắc đơn vị chậm gửi báo cáo"
SUBJECT = "đôn đốc gửi {{Báo cáo}}"
BODY = """\
Thực hiện {{Căn cứ}}, các đơn vị gửi {{Báo cáo}} về {{Cơ quan}} chậm nhất ngày {{Hạn}}. Đến ngày \
{{Ngày nhắc}}, {{Cơ quan}} chưa nhận được báo cáo của {{Đơn vị}}, chậm {{Số ngày chậm}} ngày.
{{Cơ quan}} đề nghị {{Đơn vị}} gửi báo cáo chậm nhất ngày {{Hạn mới}} để kịp tổng hợp, báo cáo \
cấp trên. Trường hợp đã gửi, đề nghị thông tin lại để đối chiếu.
Trân trọng."""
NEW_DAYS = 3
"""Working days a reminder gives."""
TO_WHOM = "các đơn vị chậm gửi báo cáo"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderWish:
    """What the clerk chose: text, which units, and how the letters get numbers."""

    subject: str
    body: str
    unit_ids: tuple[RecordId, ...]
    numbering: LetterNumbering | None = None
    new_due: date | None = None


class ReportReminders:
    """Makes reminder letters through the letters to many, and writes down who was reminded."""

    def __init__(
        self, desk: Desk, boards: ReportBoards, letters: SerialLetters, snippets: Snippets
    ) -> None:
        self._desk, self._boards = desk, boards
        self._letters, self._snippets = letters, snippets

    def late(self, board: ReportBoard) -> tuple[BoardRow, ...]:
        """Return the units to remind: due and not come."""
        return tuple(row for row in board.rows if row.state is DutyState.LATE)

    def usual(self, board: ReportBoard) -> ReminderWish:
        """Return the reminder as the office usually writes it, to all late units."""
        kept = self._kept()
        subject, _, body = kept.text.partition("\n") if kept else (SUBJECT, "", BODY)
        workdays, today = self._desk.workdays(), self._desk.today()
        return ReminderWish(
            subject=subject.strip(),
            body=body.strip("\n") or BODY,
            unit_ids=tuple(row.unit_id for row in self.late(board)),
            new_due=workdays.add(today, NEW_DAYS),
        )

    def keep_text(self, subject: str, body: str) -> Snippet:
        """Keep the text as the office's own for the next time."""
        kept = self._kept()
        text = f"{subject.strip()}\n{body.strip()}"
        if kept is not None:
            return self._snippets.save(replace(kept, text=text))
        return self._snippets.add(SNIPPET_TITLE, text, SNIPPET_GROUP)

    def preview(self, board: ReportBoard, wish: ReminderWish) -> SerialPreview:
        """Return what the letters would do: numbers, and what stands against them."""
        return self._letters.preview(self.plan(board, wish))

    def page(self, board: ReportBoard, wish: ReminderWish, place: int = 0) -> bytes:
        """Return one letter as PDF, to look at."""
        return self._letters.shown(self.plan(board, wish), place)[0]

    def make(
        self,
        board: ReportBoard,
        wish: ReminderWish,
        target: SerialTarget | None = None,
        progress: Progress | None = None,
    ) -> SerialResult:
        """Make the letters, register those with numbers, and write down who was reminded."""
        plan = self.plan(board, wish)
        if wish.numbering is None:
            if target is None:
                raise BadValue("target", "Chưa chọn nơi ghi thư. Thư không lấy số phải ghi ra tệp.")
            made = self._letters.write(plan, target, progress)
        else:
            made = self._letters.issue(plan, target, progress)
        lines = made.lines * len(wish.unit_ids) if len(made.lines) == 1 else made.lines
        ids: list[RecordId | None] = [line.id for line in lines]
        ids = ids or [None] * len(wish.unit_ids)
        self._boards.remind(board, dict(zip(wish.unit_ids, ids, strict=True)))
        return made

    def plan(self, board: ReportBoard, wish: ReminderWish) -> SerialPlan:
        """Return the letters as the service for letters to many takes them."""
        rows = {row.unit_id: row for row in board.rows}
        chosen = [rows[unit_id] for unit_id in wish.unit_ids if unit_id in rows]
        if not chosen:
            raise BadValue("unit_ids", "Không có đơn vị nào chậm để nhắc.")
        with self._desk.database.read() as tx:
            issuer = issuer_or_first(tx)
            signer = default_signer(tx.catalogue.signers(issuer.id), self._desk.today())
        content = DraftContent(
            issuer_id=issuer.id,
            type_code="CV",
            subject=wish.subject,
            body=wish.body,
            recipients=leaders(issuer),
            storage_line=issuer.storage_line,
            signer_id=signer.id if signer else None,
        )
        return SerialPlan(
            rows=tuple(_letter(row, at) for at, row in enumerate(chosen, start=1)),
            content=content,
            values=self._common(board, issuer, wish),
            numbering=wish.numbering,
            day=self._desk.today(),
            to_whom=TO_WHOM if len(chosen) > 1 else "",
        )

    def _common(
        self, board: ReportBoard, issuer: Issuer, wish: ReminderWish
    ) -> tuple[tuple[str, str], ...]:
        regime, today = board.regime, self._desk.today()
        new_due = wish.new_due or self._desk.workdays().add(today, NEW_DAYS)
        title = regime.title[:1].lower() + regime.title[1:]
        return (
            ("Báo cáo", f"{title}, {board.period.label}"),
            ("Hạn", long_date(board.period.due_date)),
            ("Hạn mới", long_date(new_due)),
            ("Ngày nhắc", long_date(today)),
            ("Căn cứ", regime.basis or "chế độ thông tin, báo cáo"),
            ("Cơ quan", issuer.full_name or issuer.name),
        )

    def _kept(self) -> Snippet | None:
        found = (each for each in self._snippets.in_use() if each.title == SNIPPET_TITLE)
        return next(found, None)


def _letter(row: BoardRow, line: int) -> LetterRow:
    values = (("Đơn vị", row.unit_name), ("Số ngày chậm", str(row.days_late)))
    return LetterRow(addressee=row.unit_name, line=line, values=values)
