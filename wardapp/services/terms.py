"""Nhiệm kỳ mới, đại hội: what Party numbers run in, and what it changes for every counter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from wardapp.core.dates import long_date
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Family, Issuer, IssuerKind, Term, TermStart
from wardapp.core.number_views import NewTerm, Reservation, TermPreview
from wardapp.core.text import one_line
from wardapp.services.catalogue_rules import check_issuer, check_term, tidied
from wardapp.services.desk import Desk
from wardapp.services.number_reading import NumberReading
from wardapp.services.papers import Papers
from wardapp.services.series import NO_PARTY_COPIES_FROM, QD_TYPES, shares_qd_counter
from wardapp.store.transaction import Transaction

HD05_FROM = NO_PARTY_COPIES_FROM
START_REASONS = {
    TermStart.CLOSING: "Bế mạc đại hội",
    TermStart.FIRST_MEETING: "Khai mạc hội nghị lần thứ nhất của cấp ủy khóa mới",
    TermStart.APPOINTED: "Quyết định chỉ định cấp ủy có hiệu lực",
}
CONGRESS_SYMBOL = "ĐH"


class Terms:
    """Opens terms and congresses; each is one step that Ctrl+Z takes back."""

    def __init__(self, desk: Desk, papers: Papers) -> None:
        self._desk = desk
        self._numbers = NumberReading(desk, papers)

    def preview(self, new: NewTerm) -> TermPreview:
        """Return what opening a term would do; BadValue names the field that can't stand."""
        with self._desk.database.read() as tx:
            previous = _previous(tx, _tidy(new))
            start = start_of(new)
            issuers = _counting(tx, new.committee)
            already = tx.numbers.counted_from(previous.id, start) if previous else 0
        what = TermPreview(
            start=start,
            previous_label=previous.label if previous else "",
            previous_end=start - timedelta(days=1) if previous else None,
            left_over=self._left_over(previous.id) if previous else (),
            already_numbered=already,
            sentences=(),
        )
        names = ", ".join(issuer.name for issuer in issuers)
        return replace(what, sentences=tuple(_sentences(new, what, names)))

    def open(self, new: NewTerm) -> Term:
        """Begin a term: the one before ends the day before, every counter starts at 01 again.

        Advisory bodies count in it as their committee does. Numbers given stay as they are.
        """
        tidy = _tidy(new)
        start = start_of(tidy)
        term = Term(
            id=self._desk.new_id(),
            committee=tidy.committee,
            label=tidy.label,
            start=start,
            start_reason=tidy.reason or START_REASONS[tidy.start_kind],
            start_kind=tidy.start_kind,
        )
        command = self._desk.command("terms.open", f"Mở nhiệm kỳ {tidy.label}", tidy.reason)
        with self._desk.database.begin(command) as tx:
            previous = _previous(tx, tidy)
            if previous is not None:
                ended = replace(
                    previous, end=start - timedelta(days=1), end_reason=f"Nhiệm kỳ {tidy.label}"
                )
                tx.catalogue.save_term(ended)
            check_term(term, tx.catalogue.terms(tidy.committee))
            tx.catalogue.save_term(term)
            for issuer in _counting(tx, tidy.committee):
                tx.catalogue.save_issuer(
                    _choosing(issuer, tx.catalogue.terms(tidy.committee), term, tidy)
                )
        return term

    def set_up_congress(
        self, committee_id: RecordId, name: str, sits_from: date, sits_to: date | None = None
    ) -> Issuer:
        """Add a congress: a body whose papers of all types count in one series (HD05 3.1.1)."""
        title = one_line(name)
        with self._desk.database.read() as tx:
            committee = tx.catalogue.issuer(committee_id)
            position = len(tx.catalogue.issuers())
        if committee.family is not Family.PARTY:
            raise BadValue("committee", "Chỉ cấp ủy đảng mới có đại hội. Hãy chọn cấp ủy.")
        congress = replace(
            committee,
            id=self._desk.new_id(),
            kind=IssuerKind.CONGRESS,
            name=title,
            full_name=title,
            parent_line="",
            own_line=title.upper(),
            symbol=CONGRESS_SYMBOL,
            position=position,
            sits_from=sits_from,
            sits_to=sits_to,
            organ_id="",
        )
        command = self._desk.command("terms.congress", f"Mở dãy số của {title or 'đại hội'}")
        with self._desk.database.begin(command) as tx:
            check_issuer(tidied(congress), tx.catalogue.issuers())
            return tx.catalogue.save_issuer(tidied(congress))

    def _left_over(self, term_id: RecordId) -> tuple[Reservation, ...]:
        with self._desk.database.read() as tx:
            series = {s.id for s in tx.numbers.all() if s.key.scope_value == term_id}
        return tuple(each for each in self._numbers.reservations() if each.span.series_id in series)


def start_of(new: NewTerm) -> date:
    """Return the first day of a term.

    From HD05 on that is the day of the closing itself, before it the day after; the first meeting
    and an appointment count from their own day.
    """
    is_day_after = new.start_kind is TermStart.CLOSING and new.on < HD05_FROM
    return new.on + timedelta(days=1) if is_day_after else new.on


def with_qd_choice(tx: Transaction, issuer: Issuer) -> Issuer:
    """Return a body as it may be kept: the shared counter is chosen once a term (domain §1.3).

    Terms before keep what they had; BadValue when this term has given such numbers already.
    """
    old = next((each for each in tx.catalogue.issuers() if each.id == issuer.id), None)
    if old is None or old.shared_qd_counter == issuer.shared_qd_counter:
        return issuer
    terms = tx.catalogue.terms(old.committee)
    running = terms[-1] if terms else None
    if running is not None and _has_given_qd(tx, issuer.id, running.id):
        raise BadValue(
            "shared_qd_counter",
            f"Nhiệm kỳ {running.label} đã cấp số Quyết định, Quy định nên chưa đổi được cách đếm. "
            "Hãy chọn lại khi mở nhiệm kỳ mới.",
        )
    return _pinned(issuer, old, (term for term in terms if term is not running))


def _has_given_qd(tx: Transaction, issuer_id: RecordId, term_id: RecordId) -> bool:
    return any(
        found.last_number
        for found in tx.numbers.all()
        if found.key.issuer_id == issuer_id
        and found.key.scope_value == term_id
        and found.key.group in QD_TYPES
    )


def _choosing(issuer: Issuer, terms: tuple[Term, ...], new: Term, what: NewTerm) -> Issuer:
    if issuer.shared_qd_counter == what.shares_qd_counter:
        return issuer
    changed = replace(issuer, shared_qd_counter=what.shares_qd_counter)
    return _pinned(changed, issuer, (term for term in terms if term.id != new.id))


def _pinned(changed: Issuer, old: Issuer, terms: Iterable[Term]) -> Issuer:
    """Return the body with what every term before counted by, so that the change leaves them."""
    choices = dict(old.qd_choices) | {term.id: shares_qd_counter(old, term.id) for term in terms}
    return replace(changed, qd_choices=tuple(sorted(choices.items())))


def _previous(tx: Transaction, new: NewTerm) -> Term | None:
    terms = tx.catalogue.terms(new.committee)
    if not terms:
        return None
    start, newest = start_of(new), terms[-1]
    if start <= newest.start:
        raise BadValue(
            "on",
            f"Nhiệm kỳ {newest.label} bắt đầu ngày {long_date(newest.start)}; nhiệm kỳ mới phải "
            "bắt đầu sau ngày đó.",
        )
    return newest if newest.end is None or newest.end >= start else None


def _tidy(new: NewTerm) -> NewTerm:
    tidy = replace(new, label=one_line(new.label), reason=one_line(new.reason))
    if not tidy.label:
        raise BadValue("label", "Hãy ghi tên nhiệm kỳ, ví dụ 2030 - 2035.")
    return tidy


def _counting(tx: Transaction, committee: str) -> tuple[Issuer, ...]:
    return tuple(
        issuer
        for issuer in tx.catalogue.issuers()
        if issuer.committee == committee
        and issuer.family is Family.PARTY
        and issuer.kind is not IssuerKind.CONGRESS
    )


def _sentences(new: NewTerm, what: TermPreview, names: str) -> Iterator[str]:
    first = long_date(what.start)
    if what.previous_end is not None:
        yield f"Nhiệm kỳ {what.previous_label} kết thúc ngày {long_date(what.previous_end)}."
    yield f"Từ ngày {first} mọi dãy số của {names} bắt đầu lại từ 01."
    if what.left_over:
        kept = ", ".join(each.printed for each in what.left_over)
        yield (
            f"Còn {len(what.left_over)} số đang giữ trong nhiệm kỳ cũ: {kept}. "
            "Hãy dùng hoặc bỏ giữ trước khi khóa sổ."
        )
    if what.already_numbered:
        yield (
            f"Đã có {what.already_numbered} văn bản từ ngày {first} lấy số của nhiệm kỳ cũ; "
            "số đã cấp giữ nguyên."
        )
    if new.start_kind is TermStart.CLOSING and new.on < HD05_FROM:
        yield "Đại hội bế mạc trước 27/5/2026 nên nhiệm kỳ tính từ ngày hôm sau (HD 36-HD/VPTW)."
