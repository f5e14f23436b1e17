"""A dossier's way: closed when the affair is over, handed to the archive or kept back, reopened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from wardapp.core.dates import long_date
from wardapp.core.dossiers import TAKES_PAPERS, WAITS_FOR_ARCHIVE, Dossier, DossierStatus
from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.services.dossier_filing import DossierFiling
from wardapp.services.incoming_steps import needed_reason


class DossierLife(DossierFiling):
    """Moves dossiers on and back; every call is one transaction and one step of undo."""

    def close(
        self,
        dossier_id: RecordId,
        *,
        ended_on: date,
        sheets: int | None = None,
        pages: int | None = None,
    ) -> Dossier:
        """Close a dossier: the affair is over; sheets and pages are what was counted.

        `sheets` None takes the last number given to a sheet.
        """
        dossier = self.get(dossier_id)
        if dossier.status not in TAKES_PAPERS:
            raise WardError(f"Hồ sơ {dossier.symbol} đã kết thúc rồi.")
        contents = self.contents(dossier_id)
        if not contents.papers:
            raise WardError(
                f"Hồ sơ {dossier.symbol} chưa có văn bản nào nên chưa kết thúc được. "
                "Nếu không còn dùng, anh, chị xóa hồ sơ khỏi danh mục."
            )
        if ended_on > self._desk.today():
            raise BadValue("ended_on", "Ngày kết thúc chưa tới. Anh, chị xem lại giúp.")
        for name, value in (("sheet_total", sheets), ("page_total", pages)):
            if value is not None and value < 1:
                raise BadValue(name, "Số tờ, số trang từ 1 trở lên.")
        counted = max((paper.filing.last_sheet or 0 for paper in contents.papers), default=0)
        title = f"Kết thúc hồ sơ {dossier.symbol}"
        with self._desk.database.begin(self._desk.command("dossiers.close", title)) as tx:
            self._renumber(tx, dossier)
            changed = replace(
                dossier,
                status=DossierStatus.CLOSED,
                ended_on=ended_on,
                sheet_total=sheets or counted or dossier.sheet_total,
                page_total=pages or dossier.page_total,
            )
            return tx.filing.save(changed, dossier)

    def hand_over(self, dossier_ids: Sequence[RecordId], on: date) -> tuple[Dossier, ...]:
        """Give closed dossiers to the archive, all of them or none."""
        if on > self._desk.today():
            raise BadValue("on", "Ngày giao nộp chưa tới. Anh, chị xem lại giúp.")
        dossiers = tuple(map(self.get, dossier_ids))
        for each in dossiers:
            if each.status not in WAITS_FOR_ARCHIVE:
                raise WardError(_not_closed(each, "nộp lưu"))
            if each.ended_on is not None and on < each.ended_on:
                raise BadValue("on", f"Ngày giao nộp trước ngày kết thúc của hồ sơ {each.symbol}.")
        title = f"Nộp lưu {_named(dossiers)}"
        with self._desk.database.begin(self._desk.command("dossiers.hand_over", title)) as tx:
            return tuple(
                tx.filing.save(replace(each, status=DossierStatus.HANDED_OVER, handed_on=on), each)
                for each in dossiers
            )

    def keep_back(
        self, dossier_ids: Sequence[RecordId], until: date, reason: str = ""
    ) -> tuple[Dossier, ...]:
        """Keep closed dossiers back for the work, up to the law's two years more."""
        dossiers = tuple(map(self.get, dossier_ids))
        for each in dossiers:
            if each.status not in WAITS_FOR_ARCHIVE:
                raise WardError(_not_closed(each, "giữ lại"))
            longest = self.terms().longest_keep_back(each)
            if longest is not None and until > longest:
                raise BadValue(
                    "until",
                    f"Hồ sơ {each.symbol} giữ lại đến {long_date(longest)} là chậm nhất "
                    f"({self.terms().keep_back_years.clause}).",
                )
            if until <= self._desk.today():
                raise BadValue("until", "Ngày giữ lại đến phải sau hôm nay.")
        command = self._desk.command("dossiers.keep_back", f"Giữ lại {_named(dossiers)}", reason)
        with self._desk.database.begin(command) as tx:
            return tuple(
                tx.filing.save(
                    replace(each, status=DossierStatus.KEPT_BACK, kept_back_until=until), each
                )
                for each in dossiers
            )

    def reopen(self, dossier_id: RecordId, reason: str) -> Dossier:
        """Take a dossier one step back, with a reason: from the archive, else open again."""
        why = needed_reason(reason, "Chưa có lý do mở lại hồ sơ. Lý do được giữ trong lịch sử.")
        dossier = self.get(dossier_id)
        if dossier.status in TAKES_PAPERS:
            raise WardError(f"Hồ sơ {dossier.symbol} đang mở.")
        if dossier.status is DossierStatus.HANDED_OVER:
            title = f"Nhận lại hồ sơ {dossier.symbol} từ lưu trữ"
            changed = replace(dossier, status=DossierStatus.CLOSED, handed_on=None)
        else:
            title = f"Mở lại hồ sơ {dossier.symbol}"
            changed = replace(
                dossier, status=DossierStatus.OPEN, ended_on=None, kept_back_until=None
            )
        with self._desk.database.begin(self._desk.command("dossiers.reopen", title, why)) as tx:
            return tx.filing.save(changed, dossier)


def _not_closed(dossier: Dossier, deed: str) -> str:
    if dossier.status is DossierStatus.HANDED_OVER:
        return f"Hồ sơ {dossier.symbol} đã nộp lưu rồi."
    return f"Hồ sơ {dossier.symbol} chưa kết thúc nên chưa {deed} được."


def _named(dossiers: Sequence[Dossier]) -> str:
    if len(dossiers) == 1:
        return f"hồ sơ {dossiers[0].symbol}"
    return f"{len(dossiers)} hồ sơ"
