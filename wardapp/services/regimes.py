"""Chế độ báo cáo: who reports what to whom and when; kept, retired, read from typed words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from wardapp.core.dates import days_in, long_date
from wardapp.core.errors import BadValue, NotFound
from wardapp.core.forms import Period
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Unit
from wardapp.core.regime_typing import parse_regime, said
from wardapp.core.regime_views import RegimeRow, RegimeTry
from wardapp.core.regimes import (
    Frequency,
    Regime,
    RegimeDue,
    RegimeProposal,
    WindowKind,
)
from wardapp.core.text import clean, one_line
from wardapp.reports import periods
from wardapp.services.desk import Desk
from wardapp.services.due_rules import begun, due_calendar
from wardapp.services.form_book import FormBook
from wardapp.services.secrets_gate import refuse_secret_words
from wardapp.store.transaction import Transaction

SHOWN_PERIODS = 12
_LAST_FROM_DAY = 28  # a window from day 29 on would have no such day in February
_MONTHS = 12
_LONGEST_MONTH = 31
_SOME_LEAP_YEAR = 2028
_FIRST_YEAR, _LAST_YEAR = 2000, 2099


class Regimes:
    """The reporting regimes of the office; one that ended stays, inactive."""

    def __init__(self, desk: Desk, book: FormBook) -> None:
        self._desk = desk
        self._book = book

    def all(self) -> tuple[Regime, ...]:
        """Return the regimes, those in force first."""
        with self._desk.database.read() as tx:
            return tx.regimes.all()

    def get(self, regime_id: RecordId) -> Regime:
        """Return a regime; NotFound when it is not here."""
        with self._desk.database.read() as tx:
            return tx.regimes.get(regime_id)

    def named(self, words: str) -> Regime:
        """Return the regime with this id, or the one whose title or form is so called."""
        known = self.all()
        asked = one_line(words).casefold()
        exact = [each for each in known if asked in {each.id, each.form_id, each.title.casefold()}]
        found = exact or [each for each in known if asked and asked in each.title.casefold()]
        if len(found) == 1:
            return found[0]
        titles = "; ".join(each.title for each in found or known) or "chưa có chế độ nào"
        why = "Có nhiều chế độ" if found else "Không có chế độ"
        raise NotFound(f"{why} “{one_line(words)}”. Các chế độ: {titles}.")

    def rows(self) -> tuple[RegimeRow, ...]:
        """Return the regimes with what is due next, for the list."""
        labels = {each.id: each.label for each in self._book.forms()}
        return tuple(
            RegimeRow(
                regime=each,
                said=said(each),
                next_period=self.next_period(each),
                form_label=labels.get(each.form_id, each.form_id),
                unit_count=len(each.unit_ids),
            )
            for each in self.all()
        )

    def units(self) -> tuple[Unit, ...]:
        """Return the units that can report."""
        with self._desk.database.read() as tx:
            return tx.catalogue.units()

    def forms(self) -> tuple[tuple[str, str], ...]:
        """Return (id, label and title) of the forms a regime can ask for."""
        return tuple((each.id, f"{each.label}: {each.title}") for each in self._book.forms())

    def parse(self, text: str) -> tuple[RegimeProposal, ...]:
        """Return what typed words say; BadValue with one sentence when they are not understood."""
        return parse_regime(text, self._desk.today())

    def tried(self, phrase: str, base: Regime) -> tuple[RegimeTry, ...]:
        """Return what a phrase says laid over a regime's other facts, with its coming due days.

        BadValue with one sentence when the phrase is not understood or cannot stand.
        """
        found = self.parse(phrase)
        laid = [
            replace(
                base,
                id=base.id if len(found) == 1 else RecordId(""),
                title=base.title if base.title and len(found) == 1 else each.regime.title,
                frequency=each.regime.frequency,
                dues=each.regime.dues,
                window=each.regime.window,
                roll=each.regime.roll,
                valid_from=each.regime.valid_from,
                valid_to=each.regime.valid_to,
            )
            for each in found
        ]
        return tuple(
            RegimeTry(
                proposal=replace(each, regime=regime),
                said=said(regime),
                periods=self.preview(regime),
            )
            for each, regime in zip(found, laid, strict=True)
        )

    def tries_of(self, proposals: Iterable[RegimeProposal]) -> tuple[RegimeTry, ...]:
        """Return read proposals with their coming due days; one that cannot stand says why."""
        return tuple(self._try_of(each) for each in proposals)

    def _try_of(self, proposal: RegimeProposal) -> RegimeTry:
        regime, fault = proposal.regime, ""
        coming: tuple[Period, ...] = ()
        try:
            coming = self.preview(regime)
        except BadValue as refused:
            fault = refused.sentence
        return RegimeTry(proposal=proposal, said=said(regime), periods=coming, fault=fault)

    def periods(self, regime: Regime, around: date | None = None) -> tuple[Period, ...]:
        """Return the periods of a regime, kept or not, due from last year to next year."""
        day = around or self._desk.today()
        with self._desk.database.read() as tx:
            calendar = due_calendar(self._desk, tx, day)
        return periods.periods_of(self._begun(regime), day, calendar)

    def period(self, regime: Regime, period_id: str) -> Period:
        """Return one period of a regime by its id, the current one for ""; NotFound."""
        day = self._desk.today()
        with self._desk.database.read() as tx:
            calendar = due_calendar(self._desk, tx, day)
        if not period_id:
            return periods.current_period(self._begun(regime), day, calendar)
        return periods.period(self._begun(regime), period_id, calendar)

    def _begun(self, regime: Regime) -> Regime:
        """Return the regime as Báo cáo counts its days."""
        specs = self._book.forms() if regime.form_id else ()
        return begun(regime, next((each for each in specs if each.id == regime.form_id), None))

    def preview(self, regime: Regime, count: int = SHOWN_PERIODS) -> tuple[Period, ...]:
        """Return the periods due from today on, at most so many; BadValue when it cannot stand."""
        checked = self.checked(regime)
        today = self._desk.today()
        coming = [each for each in self.periods(checked) if each.due_date >= today]
        return tuple(coming[:count])

    def next_period(self, regime: Regime) -> Period | None:
        """Return the period that is due next, None when none comes any more."""
        today = self._desk.today()
        known = self.periods(regime) if regime.active else ()
        return next((each for each in known if each.due_date >= today), None)

    def checked(self, regime: Regime) -> Regime:
        """Return the regime tidied; BadValue names what cannot stand."""
        refuse_secret_words(regime.title, regime.basis, regime.sentence, regime.note)
        tidy = replace(
            regime,
            title=one_line(regime.title),
            to=one_line(regime.to),
            through=one_line(regime.through),
            basis=one_line(regime.basis),
            sentence=one_line(regime.sentence),
            note=clean(regime.note).strip(),
            unit_ids=tuple(dict.fromkeys(regime.unit_ids)),
        )
        if not tidy.title:
            raise BadValue("title", "Chế độ báo cáo chưa có tên. Ví dụ: Báo cáo tháng.")
        _check_dues(tidy)
        _check_window(tidy)
        if tidy.valid_from and tidy.valid_to and tidy.valid_to < tidy.valid_from:
            raise BadValue(
                "valid_to", "Ngày hết hiệu lực đứng trước ngày có hiệu lực. Hãy sửa một ngày."
            )
        return tidy

    def save(self, regime: Regime, base: Regime | None = None) -> Regime:
        """Keep a regime, added when its id is ""; with `base` only what changed since."""
        tidy = self.checked(regime)
        is_new = not tidy.id
        verb = "Thêm" if is_new else "Sửa"
        command = self._desk.command("regimes.save", f"{verb} chế độ “{tidy.title}”")
        with self._desk.database.begin(command) as tx:
            _check_links(tx, tidy)
            kept = replace(tidy, id=self._desk.new_id()) if is_new else tidy
            return tx.regimes.save(kept, base)

    def accept(self, proposals: Iterable[RegimeProposal]) -> tuple[Regime, ...]:
        """Keep proposals the clerk agreed with, in one step; all of them or none."""
        tidy = [replace(self.checked(each.regime), id=self._desk.new_id()) for each in proposals]
        title = f"Thêm {len(tidy)} chế độ báo cáo"
        with self._desk.database.begin(self._desk.command("regimes.accept", title)) as tx:
            for each in tidy:
                _check_links(tx, each)
            return tuple(tx.regimes.save(each) for each in tidy)

    def retire(self, regime_id: RecordId, *, active: bool = False) -> Regime:
        """End a regime: nothing is expected any more, what came stays; or let it run again."""
        regime = self.get(regime_id)
        verb = "Cho chạy lại" if active else "Kết thúc"
        command = self._desk.command("regimes.retire", f"{verb} chế độ “{regime.title}”")
        with self._desk.database.begin(command) as tx:
            return tx.regimes.save(replace(tx.regimes.get(regime_id), active=active))


def _check_dues(regime: Regime) -> None:
    if not regime.dues and regime.frequency is not Frequency.AD_HOC:
        raise BadValue("dues", "Chưa có hạn gửi. Ví dụ: ngày 10 của các tháng 6, 9, 12.")
    for due in regime.dues:
        _check_due(due)
    if regime.frequency is Frequency.AD_HOC and any(due.year is None for due in regime.dues):
        raise BadValue("dues", "Báo cáo đột xuất cần hạn có đủ ngày, tháng, năm.")


def _check_due(due: RegimeDue) -> None:
    if not 0 <= due.month <= _MONTHS:
        raise BadValue("dues", f"Không có tháng {due.month}. Hãy ghi tháng từ 1 đến 12.")
    if due.year is not None and not _FIRST_YEAR <= due.year <= _LAST_YEAR:
        raise BadValue("dues", f"Năm {due.year} không đúng. Năm từ {_FIRST_YEAR} đến {_LAST_YEAR}.")
    longest = days_in(due.year or _SOME_LEAP_YEAR, due.month) if due.month else _LONGEST_MONTH
    if not 0 <= due.day <= longest:
        where = f"Tháng {due.month}" if due.month else "Một tháng"
        raise BadValue("dues", f"{where} không có ngày {due.day}. Hãy sửa ngày gửi.")


def _check_window(regime: Regime) -> None:
    window = regime.window
    if window.kind is WindowKind.EXPLICIT and (window.first is None or window.last is None):
        raise BadValue(
            "window", "Thời gian lấy số liệu còn thiếu một ngày. Hãy ghi đủ ngày đầu, ngày cuối."
        )
    if window.first and window.last and window.last < window.first:
        raise BadValue("window", "Ngày cuối đứng trước ngày đầu. Anh, chị xem lại giúp.")
    if window.kind is WindowKind.FROM_DAY and not 1 <= window.day <= _LAST_FROM_DAY:
        raise BadValue("window", f"Ngày chốt số liệu từ 1 đến {_LAST_FROM_DAY}.")
    around = date(next((due.year for due in regime.dues if due.year), _SOME_LEAP_YEAR), 1, 1)
    clash = periods.clashing(regime, around)
    if clash is not None:
        one, two = (long_date(each.due_date) for each in clash)
        raise BadValue(
            "window",
            f"Hạn {one} và hạn {two} cùng lấy số liệu {clash[0].label}. "
            "Hãy chọn “Từ hạn trước đến hạn này” hoặc tách thành hai chế độ.",
        )


def _check_links(tx: Transaction, regime: Regime) -> None:
    known = {each.id for each in tx.catalogue.units()}
    if not known.issuperset(regime.unit_ids):
        raise BadValue("unit_ids", "Có đơn vị không còn trong danh mục. Hãy chọn lại đơn vị.")
