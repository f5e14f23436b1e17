"""Numbers on two PCs: who keeps them, blocks lent out, provisional lines; `office.leases`."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.keeping import (
    Concordance,
    CopyAnswer,
    CopyRow,
    Keepers,
    LeaseRow,
    ProvisionalLine,
    TakingOver,
)
from wardapp.core.numbering import NumberSpan, NumberState, Series
from wardapp.core.text import one_line
from wardapp.services.concordance import ConcordancePaper
from wardapp.services.contested import ContestedLines
from wardapp.services.lease_names import CopyNames, told_line
from wardapp.services.numbering import needed
from wardapp.services.series_titles import SeriesNames
from wardapp.store.transaction import Transaction

LONGEST_NAME = 60
LARGEST_GAP = 10_000
LEASE_DAYS = timedelta(days=31)
"""So long a lent block may be used unless another day is said, never beyond its year."""

_KEPT_ALL = "Máy này giữ mọi dãy số của sổ."
_ANSWERS = {
    CopyAnswer.MOVED: "Máy này thay máy cũ và giữ số tiếp",
    CopyAnswer.SECOND: "Máy này là máy thứ hai, máy kia vẫn ghi",
}


class Leases(ContestedLines):
    """Who gives which numbers; every writing call is one transaction."""

    # ---- reading -----------------------------------------------------------------------------

    def keepers(self) -> Keepers:
        """Return who keeps the numbers, which copies there are, and what waits here."""
        with self._desk.database.read() as tx:
            names = CopyNames.load(tx)
            here, main = names.row(names.here), names.row(names.main)
            before = tx.keeping.copied_from()
            return Keepers(
                here=here,
                main=main,
                copies=names.rows(),
                is_asked=bool(before),
                copied_from=names.row(RecordId(before)).name if before else "",
                sentence=_sentence(tx, names),
                waiting=len(tx.numbers.waiting()),
                contested=len(self._contested(tx)),
                open_leases=len(tx.numbers.leases()),
            )

    def leases(self, series_id: RecordId | None = None) -> tuple[LeaseRow, ...]:
        """Return the blocks of numbers lent out, of one series or of all."""
        with self._desk.database.read() as tx:
            names, titles = CopyNames.load(tx), SeriesNames.load(tx)
            return tuple(
                self._lease_row(tx, names, titles, span) for span in tx.numbers.leases(series_id)
            )

    def given_back(self, series_id: RecordId | None = None) -> tuple[LeaseRow, ...]:
        """Return the numbers that were given back and that nobody decided about yet."""
        with self._desk.database.read() as tx:
            names, titles = CopyNames.load(tx), SeriesNames.load(tx)
            spans = tx.numbers.given_back(series_id)
            return tuple(self._lease_row(tx, names, titles, span) for span in spans)

    def until(self, series_id: RecordId) -> date:
        """Return the day proposed as the last of a new block: a month on, inside its year."""
        with self._desk.database.read() as tx:
            last = SeriesNames.load(tx).days(tx.numbers.get(series_id).key)[1]
        return max(self._desk.today(), min(self._desk.today() + LEASE_DAYS, last))

    def provisional(self) -> tuple[ProvisionalLine, ...]:
        """Return the lines that wait for a final number, in the order of arrival."""
        return self._lines(waiting=True)

    def concordance(self) -> Concordance:
        """Return every line that ever had a provisional number, with its final one."""
        lines = self._lines(waiting=False)
        waiting = sum(not each.final for each in lines)
        return Concordance(lines=lines, sentence=f"{len(lines)} dòng số tạm, {waiting} dòng chờ.")

    def concordance_to(self, target: Path, ids: tuple[RecordId, ...] = ()) -> Path:
        """Write provisional beside final numbers to a .pdf, .docx or .xlsx; all, or those named.

        What stands on it has left the screen: its final number never goes back.
        """
        lines = tuple(each for each in self.concordance().lines if not ids or each.id in ids)
        if not lines:
            raise WardError("Chưa có dòng số tạm nào để in bảng đối chiếu.")
        made = ConcordancePaper(self._desk, self._places).to(lines, target)
        self._mark_left(lines)
        return made

    def concordance_pdf(self) -> bytes:
        """Return the whole concordance as PDF, to be looked at or printed."""
        return ConcordancePaper(self._desk, self._places).pdf(self.concordance().lines)

    def mark_concordance_left(self) -> None:
        """Remember that the concordance was printed."""
        self._mark_left(self.concordance().lines)

    # ---- this copy ---------------------------------------------------------------------------

    def answer(self, answer: CopyAnswer) -> str:
        """Keep what the clerk says this copied folder is; return what follows as a sentence."""
        command = self._desk.command("keeping.answer", _ANSWERS[answer])
        with self._desk.database.begin(command, undoable=False) as tx:
            tx.keeping.answer(answer)
        if answer is CopyAnswer.MOVED:
            return "Đã ghi: máy này thay máy cũ và cấp số tiếp. Đừng ghi vào sổ ở máy cũ nữa."
        return (
            "Đã ghi: đây là máy thứ hai. Văn bản đến và đơn thư vào sổ bằng số tạm; văn bản đi "
            "cần khối số do máy giữ số cấp."
        )

    def introduce(self, name: str) -> CopyRow:
        """Let the other copies know this one by a name the clerk chose."""
        tidy = one_line(name)[:LONGEST_NAME]
        if not tidy:
            raise BadValue("name", "Hãy ghi tên máy, ví dụ Máy văn phòng.")
        command = self._desk.command("keeping.name", f"Đặt tên máy: {tidy}")
        with self._desk.database.begin(command, undoable=False) as tx:
            tx.keeping.rename(tidy)
            return CopyNames.load(tx).row(tx.work.replica_id)

    # ---- keeping -----------------------------------------------------------------------------

    def hand_over(
        self, replica_id: RecordId, series_id: RecordId | None = None, reason: str = ""
    ) -> str:
        """Let another PC keep one series, or all; it does once the next package reaches it."""
        name = self._name_of(replica_id)
        command = self._desk.command(
            "keeping.hand_over", f"Giao giữ số cho {name}", one_line(reason)
        )
        with self._desk.database.begin(command, undoable=False) as tx:
            self._introduce(tx)
            count = tx.keeping.hand_over(replica_id, series_id, one_line(reason))
        what = "mọi dãy số" if series_id is None else "dãy số này"
        return (
            f"Đã giao {what} ({count}) cho {name}. Từ giờ máy này không cấp số của dãy đã giao; "
            f"{name} cấp được sau khi nhận gói trao đổi tiếp theo."
        )

    def seize(self, taking: TakingOver) -> str:
        """Keep the numbers here because the PC that kept them is gone for good.

        Every counter in use steps over `gap` numbers that the lost PC may have given.
        """
        why = needed(taking.reason, "nhận giữ số")
        if not 0 <= taking.gap <= LARGEST_GAP:
            raise BadValue("gap", f"Số bỏ qua từ 0 đến {LARGEST_GAP:,}.".replace(",", "."))
        command = self._desk.command("keeping.seize", "Nhận giữ số thay máy đã mất", why)
        with self._desk.database.begin(command, undoable=False) as tx:
            self._introduce(tx)
            count = tx.keeping.seize(why, self._gaps(tx, taking.gap))
        return (
            f"Máy này nay giữ {count} dãy số, mỗi dãy đang dùng bỏ qua {taking.gap} số. Hãy so số "
            "cuối với sổ giấy và tuyệt đối không ghi vào sổ ở máy cũ nữa."
        )

    # ---- lending -----------------------------------------------------------------------------

    def grant(
        self, series_id: RecordId, replica_id: RecordId, count: int, until: date | None = None
    ) -> NumberSpan:
        """Lend the next `count` numbers of a series to another PC."""
        name = self._name_of(replica_id)
        command = self._desk.command("numbers.lease", f"Cấp khối {count} số cho {name}")
        with self._desk.database.begin(command, undoable=False) as tx:
            self._introduce(tx)
            return tx.numbers.lease(series_id, replica_id, count, until)

    def give_back(self, span_id: RecordId, reason: str = "") -> str:
        """End a block lent to this PC; its unused numbers go back to the keeper, explained."""
        why = one_line(reason) or "Trả lại số chưa dùng"
        command = self._desk.command("numbers.lease_return", "Trả lại khối số", why)
        with self._desk.database.begin(command, undoable=False) as tx:
            left = tx.numbers.give_back(span_id, why)
        if not left:
            return "Khối số đã dùng hết nên không còn số nào để trả."
        return f"Đã trả lại {_ranges(left)}; máy giữ số thấy sau gói trao đổi tiếp theo."

    def revoke(self, span_id: RecordId, reason: str) -> str:
        """End a block whose PC is gone for good: what is not known as used is spoiled."""
        why = needed(reason, "thu hồi khối số")
        command = self._desk.command("numbers.lease_revoke", "Thu hồi khối số", why)
        with self._desk.database.begin(command, undoable=False) as tx:
            left = tx.numbers.revoke(span_id, why)
        if not left:
            return "Đã kết thúc khối số; mọi số trong khối đều đã dùng."
        return f"Đã hủy {_ranges(left)} của khối số; các số này không cấp cho ai nữa."

    def take_back(self, span_id: RecordId) -> str:
        """Let the series go on with numbers that were given back as its last."""
        command = self._desk.command("numbers.lease_take_back", "Lấy lại số được trả")
        with self._desk.database.begin(command, undoable=False) as tx:
            found = tx.numbers.take_back(span_id)
        return f"Dãy số cấp tiếp từ số {found.last_number + 1:02}."

    def spoil(self, span_id: RecordId, reason: str) -> str:
        """Spoil numbers that were given back in the middle of a series."""
        why = needed(reason, "hủy số được trả")
        command = self._desk.command("numbers.lease_spoil", "Hủy số được trả lại", why)
        with self._desk.database.begin(command, undoable=False) as tx:
            span = tx.numbers.spoil(span_id, why)
        return f"Đã hủy số {span.first:02} - {span.last:02}."

    # ---- provisional lines -------------------------------------------------------------------

    def finalise(self, ids: tuple[RecordId, ...] = ()) -> Concordance:
        """Give the waiting lines their final numbers in the order of arrival, all in one step.

        Without `ids` all that this PC can number. One Ctrl+Z takes the step back while nothing
        that carries a final number was printed or sent.
        """
        lines = [each for each in self.provisional() if not ids or each.id in ids]
        if not lines:
            raise WardError("Không có dòng số tạm nào chờ cấp số chính thức.")
        title = f"Cấp số chính thức cho {len(lines)} dòng số tạm"
        with self._desk.database.begin(self._desk.command("numbers.finalise", title)) as tx:
            known = {each.id: each for each in tx.numbers.waiting()}
            for told in lines:
                line = known.get(told.id)
                if line is None:
                    raise WardError("Có dòng vừa được cấp số ở nơi khác. Hãy mở lại trang.")
                tx.numbers.finalise(line, told.key)
        done = frozenset(each.id for each in lines)
        given = tuple(each for each in self._lines(waiting=False) if each.id in done)
        return Concordance(lines=given, sentence=f"Đã cấp {len(given)} số chính thức.")

    # ---- helpers -----------------------------------------------------------------------------

    def _lines(self, *, waiting: bool) -> tuple[ProvisionalLine, ...]:
        with self._desk.database.read() as tx:
            found = tx.numbers.waiting() if waiting else tx.numbers.with_provisional()
            names, titles = CopyNames.load(tx), SeriesNames.load(tx)
            return tuple(told_line(tx, line, names, titles) for line in found)

    def _mark_left(self, lines: tuple[ProvisionalLine, ...]) -> None:
        command = self._desk.command("keeping.printed", "In bảng đối chiếu số tạm")
        with self._desk.database.begin(command, undoable=False) as tx:
            for line in tx.numbers.lines(tuple(each.id for each in lines)):
                tx.numbers.mark_line_left(line)

    def _lease_row(
        self, tx: Transaction, names: CopyNames, titles: SeriesNames, span: NumberSpan
    ) -> LeaseRow:
        count = span.last - span.first + 1
        is_open = span.state is NumberState.LEASED
        used = tx.numbers.used_of(span) if is_open else 0
        until = span.until
        return LeaseRow(
            span=span,
            series=titles.whole(tx.numbers.get(span.series_id).key),
            holder=names.row(RecordId(span.holder)) if is_open else names.row(names.main),
            used=used,
            left=count - used,
            is_over=is_open and until is not None and until < self._desk.today(),
            returnable=is_open and tx.numbers.is_lent_here(span),
            printed=f"{span.first:02} - {span.last:02}",
        )

    def _gaps(self, tx: Transaction, gap: int) -> dict[RecordId, int]:
        names, today = SeriesNames.load(tx), self._desk.today()
        return {
            found.id: gap
            for found in tx.numbers.all()
            if found.last_number and _runs_on(names, found, today)
        }

    def _name_of(self, replica_id: RecordId) -> str:
        with self._desk.database.read() as tx:
            return CopyNames.load(tx).row(replica_id).name

    def _introduce(self, tx: Transaction) -> None:
        tx.keeping.introduce(self._pc)


def _runs_on(names: SeriesNames, found: Series, today: date) -> bool:
    first, last = names.days(found.key)
    return first <= today <= last


def _sentence(tx: Transaction, names: CopyNames) -> str:
    if tx.keeping.copied_from():
        return (
            "Thư mục sổ này được chép từ nơi khác nên chưa cấp số. Máy này thay máy cũ, hay là máy "
            "thứ hai dùng cùng lúc?"
        )
    main = names.row(names.main)
    if main.is_here:
        others = [found for found in tx.numbers.all() if not tx.numbers.keeps(found.key)]
        if not others:
            return _KEPT_ALL
        return f"Máy này giữ số; {len(others)} dãy do máy khác giữ."
    known = names.known.get(names.main)
    who = main.name if known and known.name else "Máy khác"
    return f"{who} giữ số. Máy này dùng khối số được cấp, hoặc số tạm cho văn bản đến."


def _ranges(spans: tuple[NumberSpan, ...]) -> str:
    return "các số " + ", ".join(
        f"{each.first:02}" if each.first == each.last else f"{each.first:02} - {each.last:02}"
        for each in spans
    )
