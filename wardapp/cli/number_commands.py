"""`wardapp number`: counters, numbers kept for a document, spoiled, secret, and their lives."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import Any

from wardapp.cli import number_last, number_pcs
from wardapp.cli.call import DONE, Call
from wardapp.cli.parsing import MOST_LINES, whole_between
from wardapp.cli.values import dispatch, plain
from wardapp.core.dates import long_date
from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.errors import BadValue, NotFound
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Family, Issuer
from wardapp.core.notation import Notation, parse_notation, state_notation
from wardapp.core.number_views import NumberFilter, NumberRow, SeriesRow
from wardapp.core.numbering import NumberLife, NumberSpan, NumberState, Reserving, SeriesKey
from wardapp.core.text import fold
from wardapp.core.titles import CONG_VAN, known_code, type_code_of
from wardapp.services.office import Office
from wardapp.services.series import COPY_TYPES
from wardapp.services.spec import find_issuer

STATE_WORDS = {
    NumberState.USED: "đã dùng",
    NumberState.CANCELLED: "đã hủy",
    NumberState.EXTERNAL: "dùng ngoài chương trình",
    NumberState.SECRET: "dùng ở sổ riêng",
    NumberState.RESERVED: "đang giữ",
    NumberState.RETURNED: "đã trả lại",
    NumberState.LEASED: "cấp cho máy khác",
    NumberState.GIVEN_BACK: "khối số trả lại",
    NumberState.LOST: "đã cấp, mất nội dung khi khôi phục",
    None: "trống",
}
MOST_AT_ONCE = 200
A_NUMBER = "13-KH/BXDĐ, 07/KH-UBND; hoặc chỉ số kèm --type, --issuer, --book"


@dataclass(frozen=True, slots=True)
class Named:
    """A number as a command names it."""

    key: SeriesKey
    number: int
    suffix: str


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    number = commands.add_parser("number", help="cấp, giữ, hủy, trả lại và giải thích số")
    verbs = number.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    series = argparse.ArgumentParser(add_help=False)
    series.add_argument("--type", default="", metavar="LOẠI", help="mã loại văn bản: KH, CV, QĐ …")
    series.add_argument("--issuer", default="", metavar="KÝ_HIỆU", help="cơ quan, nếu có nhiều")
    series.add_argument("--book", default="di", metavar="SỔ", help="di, sao, den hoặc sổ riêng")
    series.add_argument("--date", metavar="NGÀY", help="ngày văn bản, nếu không phải hôm nay")
    shared = [common, series]
    _add_giving(verbs, shared)
    _add_changing(verbs, shared)
    number_pcs.add(verbs, shared, lambda call, office: _row(office, _key(call, office)))
    number_last.add(verbs, shared, _key)
    listing = verbs.add_parser("list", parents=shared, help="các dãy số, hoặc các số của một dãy")
    listing.add_argument(
        "--only", choices=[each.value for each in NumberFilter], help="chỉ các số như vậy"
    )
    listing.add_argument("--limit", type=whole_between(1, MOST_LINES), default=100, metavar="N")
    listing.set_defaults(run=run_list)


def _add_giving(verbs: Any, shared: list[argparse.ArgumentParser]) -> None:
    take = verbs.add_parser("take", parents=shared, help="lấy số kế tiếp cho văn bản đang cầm")
    take.add_argument("--title", default="", metavar="TRÍCH_YẾU")
    take.add_argument("--holder", default="", metavar="AI")
    take.set_defaults(run=run_take)
    reserve = verbs.add_parser("reserve", parents=shared, help="giữ trước một hay nhiều số")
    reserve.add_argument("--holder", default="", metavar="AI", help="giữ cho ai")
    reserve.add_argument("--title", default="", metavar="TRÍCH_YẾU")
    reserve.add_argument("--until", metavar="NGÀY", help="giữ đến ngày nào")
    reserve.add_argument("--count", type=whole_between(1, MOST_AT_ONCE), default=1, metavar="N")
    reserve.add_argument("--reason", default="", metavar="LÝ_DO")
    reserve.set_defaults(run=run_reserve)
    secret = verbs.add_parser("secret", parents=shared, help="ghi số đã dùng ở sổ văn bản mật")
    secret.add_argument("--number", type=int, metavar="SỐ", help="mặc định: số kế tiếp")
    secret.set_defaults(run=run_secret)


def _add_changing(verbs: Any, shared: list[argparse.ArgumentParser]) -> None:
    def verb(name: str, run: Any, told: str, *, reason: bool = True) -> Any:
        parser = verbs.add_parser(name, parents=shared, help=told)
        parser.add_argument("number", metavar="SỐ", help=A_NUMBER)
        if reason:
            parser.add_argument("--reason", required=True, metavar="LÝ_DO")
        parser.set_defaults(run=run)
        return parser

    verb("explain", run_explain, "số này đã qua những gì", reason=False)
    verb("cancel", run_cancel, "hủy một số, có lý do")
    verb("release", run_release, "không giữ số nữa")
    verb("rollback", run_roll_back, "trả lại số cuối của dãy, cấp trong ngày")
    verb("set", run_set, "đặt số hiện tại của dãy, chỉ tăng")
    extend = verb("extend", run_extend, "giữ số đến ngày khác", reason=False)
    extend.add_argument("--until", metavar="NGÀY", help="bỏ trống: giữ đến khi dùng")


def run_take(call: Call) -> int:
    """Take the next number for the paper in hand."""
    with call.office() as office:
        span = office.numbering.take(_key(call, office), call.args.title, call.args.holder)
        return _kept(call, office, (span,))


def run_reserve(call: Call) -> int:
    """Keep the next numbers for somebody."""
    args = call.args
    what = Reserving(
        holder=args.holder, title=args.title, until=call.day(args.until), reason=args.reason
    )
    with call.office() as office:
        return _kept(call, office, office.numbering.reserve(_key(call, office), args.count, what))


def run_secret(call: Call) -> int:
    """Mark a number as used for a paper in the book of secret papers."""
    with call.office() as office:
        key = _key(call, office)
        number = office.numbering.secret(key, call.args.type, call.args.number)
        printed = office.numbering.explain_in(key, number).printed
    call.answer({"number": number, "printed": printed}, f"Số {printed} dùng ở sổ riêng.")
    return DONE


def run_extend(call: Call) -> int:
    """Keep a number until another day."""
    with call.office() as office:
        span = _reservation(office, _named(call, office))
        return _kept(call, office, (office.numbering.extend(span.id, call.day(call.args.until)),))


def run_release(call: Call) -> int:
    """Keep a number no longer."""
    with call.office() as office:
        named = _named(call, office)
        sentence = office.numbering.release(_reservation(office, named).id, call.args.reason)
    call.answer({"number": named.number, "sentence": sentence}, sentence)
    return DONE


def run_cancel(call: Call) -> int:
    """Cancel a number, with its line if it has one; it is never given again."""
    with call.office() as office:
        named = _named(call, office)
        line = office.numbering.explain_in(named.key, named.number, named.suffix).dispatch
        if line is None:
            office.numbering.cancel(named.key, named.number, call.args.reason)
            printed = office.numbering.explain_in(named.key, named.number).printed
            known = {"number": named.number, "printed": printed, "status": "cancelled"}
            call.answer(known, f"Đã hủy số {printed}, lý do: {call.args.reason}")
            return DONE
        if isinstance(line, Outgoing):
            cancelled: Outgoing | Incoming = office.registry.cancel(line.id, call.args.reason)
        else:
            cancelled = office.intake.cancel(line.id, call.args.reason)
        known = dispatch(cancelled, office.catalogue.issuers())
    told = getattr(cancelled, "arrival_code", cancelled.number_symbol)
    call.answer(known, f"Đã hủy số {told}, lý do: {cancelled.cancel_reason}")
    return DONE


def run_roll_back(call: Call) -> int:
    """Give the last number of a counter back."""
    with call.office() as office:
        named = _named(call, office)
        row = _row(office, named.key)
        if row.series_id is None or row.last_number != named.number or named.suffix:
            raise BadValue(
                "number", f"Chỉ trả lại được số cuối của dãy, nay là {row.last_number:02}."
            )
        office.numbering.roll_back(row.series_id, call.args.reason)
    call.answer({"number": named.number}, f"Đã trả lại số {named.number:02}.")
    return DONE


def run_set(call: Call) -> int:
    """Set the last number used by hand, only upward."""
    with call.office() as office:
        named = _named(call, office)
        series = office.numbering.raise_to(named.key, named.number, call.args.reason)
    call.answer(plain(series), f"Số hiện tại là {series.last_number:02}.")
    return DONE


def run_explain(call: Call) -> int:
    """Tell the whole life of a number, of one that was never given too."""
    with call.office() as office:
        named = _named(call, office)
        story = office.numbering.explain_in(named.key, named.number, named.suffix)
    told = [story.printed, *(f"  {_step(step)}" for step in story.life)]
    told += [f"  {story.note}"] if story.note else []
    answer = {"printed": story.printed, "life": plain(story.life), "note": story.note}
    call.answer(answer, "\n".join(told))
    return DONE


def run_list(call: Call) -> int:
    """Print the counters, or with --type or another book the numbers of one."""
    args = call.args
    with call.office() as office:
        if not args.type and args.book == "di" and not args.only:
            return _list_series(call, office)
        row = _row(office, _key(call, office))
        only = NumberFilter(args.only or NumberFilter.ALL.value)
        rows: tuple[NumberRow, ...] = ()
        if row.series_id is not None:
            rows = office.numbering.strip(row.series_id, only, 0, args.limit).rows
    call.answer(plain(rows), "\n".join(map(_number_row, rows)))
    return DONE


def _list_series(call: Call, office: Office) -> int:
    issuer = _issuer(call, office).id if call.args.issuer else None
    rows = office.numbering.series(issuer)
    told = [
        "\t".join((row.sample, row.title, row.scope, row.issuer, f"số cuối {row.last_number:02}"))
        for row in rows
        if row.last_number or row.is_current
    ]
    call.answer(plain(rows), "\n".join(told))
    return DONE


def _kept(call: Call, office: Office, spans: tuple[NumberSpan, ...]) -> int:
    printed = [office.numbering.kept_for_use(span.id).printed for span in spans]
    known = [plain(span) | {"printed": shown} for span, shown in zip(spans, printed, strict=True)]
    until = f" đến {long_date(spans[0].until)}" if spans[0].until else ""
    holder = f" cho {spans[0].holder}" if spans[0].holder else ""
    call.answer(known, f"Đang giữ số {', '.join(printed)}{holder}{until}.")
    return DONE


def _key(call: Call, office: Office) -> SeriesKey:
    args = call.args
    code = _type_code(args.type, args.book, _issuer(call, office))
    if args.book == "di" and not code and _issuer(call, office).family is Family.PARTY:
        raise BadValue("type", "Số của cơ quan đảng đếm theo loại. Hãy thêm --type, ví dụ KH.")
    return office.numbering.key_of(_issuer(call, office).id, args.book, code, call.day(args.date))


def _type_code(typed: str, book: str, issuer: Issuer) -> str:
    if not typed:
        return ""
    copies = {fold(kind.code): kind.code for kind in COPY_TYPES[issuer.family]}
    code = (
        copies.get(fold(typed), "") if book == "sao" else known_code(typed) or type_code_of(typed)
    )
    if not code:
        raise BadValue("type", f"Không có loại văn bản mang mã “{typed}”.")
    return code


def _issuer(call: Call, office: Office) -> Issuer:
    issuers = office.catalogue.issuers()
    if not call.args.issuer:
        return issuers[0]
    found = find_issuer(call.args.issuer, issuers)
    if found is None:
        known = ", ".join(issuer.symbol for issuer in issuers)
        raise BadValue("issuer", f"Không có cơ quan “{call.args.issuer}”. Các cơ quan: {known}.")
    return found


def _named(call: Call, office: Office) -> Named:
    """Return the number that was named by its printed form, or with the options of its series."""
    notation = parse_notation(call.args.number)
    if notation is None or not notation.number:
        raise BadValue("number", f"“{call.args.number}” không phải số. Ví dụ: {A_NUMBER}.")
    if not notation.symbol:
        return Named(_key(call, office), notation.number, notation.suffix)
    line = _line_of(office, notation)
    if line is not None:
        return line
    return Named(_key_of_symbol(call, office, notation), notation.number, notation.suffix)


def _line_of(office: Office, notation: Notation) -> Named | None:
    try:
        line = office.registry.by_symbol(str(notation))
    except NotFound:
        return None
    return Named(office.numbering.key(line.series_id), line.number, line.suffix)


def _key_of_symbol(call: Call, office: Office, notation: Notation) -> SeriesKey:
    """Return the series that a printed symbol belongs to: `KH/BXDĐ`, `KH-UBND`, `UBND-VHXH`."""
    first, _, last = notation.symbol.partition("/" if "/" in notation.symbol else "-")
    day = call.day(call.args.date)
    for issuer in office.catalogue.issuers():
        joint = last.split("-")[0]
        if fold(issuer.symbol) in {fold(last), fold(joint)}:
            is_copy = first in {kind.code for kind in COPY_TYPES[issuer.family]}
            book, code = ("sao", first) if is_copy else ("di", known_code(first) or first)
            return office.numbering.key_of(issuer.id, book, code, day)
        letter = state_notation(CONG_VAN, issuer.symbol, issuer.unit_symbol)
        if issuer.family is Family.STATE and fold(letter) == fold(notation.symbol):
            return office.numbering.key_of(issuer.id, "di", CONG_VAN, day)
    raise NotFound(f"Sổ này không có dãy số nào in ra “{notation.symbol}”.")


def _row(office: Office, key: SeriesKey) -> SeriesRow:
    for row in office.numbering.series(key.issuer_id):
        if row.key == key:
            return row
    raise NotFound("Dãy số này chưa cấp số nào.")


def _reservation(office: Office, named: Named) -> NumberSpan:
    row = _row(office, named.key)
    for each in office.numbering.reservations(row.series_id or RecordId("")):
        if each.span.first == named.number:
            return each.span
    raise NotFound(f"Số {named.number:02} không phải số đang giữ.")


def _step(step: NumberLife) -> str:
    state = STATE_WORDS[step.state]
    title = f", {step.title}" if step.title else ""
    reason = f", {step.reason}" if step.reason and step.reason not in step.title else ""
    return f"{long_date(step.on)}: {state}{title}{reason}, {step.actor}"


def _number_row(row: NumberRow) -> str:
    day = long_date(row.day) if row.day else ""
    until = f"đến {long_date(row.until)}" if row.until else ""
    parts = (row.printed or row.code, STATE_WORDS[row.state], day, row.title, row.holder, until)
    return "\t".join(parts)
