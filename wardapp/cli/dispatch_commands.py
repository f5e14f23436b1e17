"""`wardapp incoming` and `wardapp outgoing`: the two registers from the command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from wardapp.cli import outgoing_commands
from wardapp.cli.call import DONE, Call
from wardapp.cli.entry_fields import FieldTyping, chosen_number
from wardapp.cli.incoming_commands import add_steps, incoming_named
from wardapp.cli.parsing import MOST_LINES, whole_between, year_number
from wardapp.cli.values import dispatch, incoming_row, outgoing_row
from wardapp.core.dispatches import (
    Arrival,
    Incoming,
    ListFilter,
    ListQuery,
    Outgoing,
    OutgoingEntry,
)
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.sources import FileSource
from wardapp.services.office import Office

LIST_LENGTH = 100


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare both commands."""
    _add_book(commands, common, "incoming", "sổ văn bản đến", INCOMING)
    _add_book(commands, common, "outgoing", "sổ văn bản đi", OUTGOING)


def _add_book(
    commands: Any, common: argparse.ArgumentParser, name: str, title: str, runs: dict[str, Any]
) -> None:
    book = commands.add_parser(name, help=title)
    verbs = book.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    adding = verbs.add_parser("add", parents=[common], help="vào sổ một văn bản")
    adding.add_argument("--file", type=Path, metavar="TỆP", help="tệp của văn bản")
    adding.add_argument(
        "--set", action="append", default=[], metavar="FIELD=GIÁ_TRỊ", help="ghi một trường"
    )
    listing = verbs.add_parser("list", parents=[common], help="xem các dòng, mới nhất trước")
    _add_narrowing(listing)
    showing = verbs.add_parser("show", parents=[common], help="xem một dòng")
    showing.add_argument("number", metavar="SỐ", help="số đến, 318/2026, hoặc số, ký hiệu")
    searching = verbs.add_parser("search", parents=[common], help="tìm, có dấu hoặc không dấu")
    searching.add_argument("text", metavar="CHỮ", nargs="+")
    searching.add_argument(
        "--in-files", action="store_true", help="tìm cả chữ trong tệp kèm theo (Word, PDF, txt)"
    )
    _add_narrowing(searching)
    cancelling = verbs.add_parser("cancel", parents=[common], help="hủy một dòng, có lý do")
    cancelling.add_argument("number", metavar="SỐ")
    cancelling.add_argument("--reason", required=True, metavar="LÝ_DO")
    for verb, parser in (
        ("add", adding),
        ("list", listing),
        ("show", showing),
        ("search", searching),
        ("cancel", cancelling),
    ):
        parser.set_defaults(run=runs[verb])
    if runs is INCOMING:
        add_steps(verbs, common)
    else:
        outgoing_commands.add_links(adding)
        outgoing_commands.add_steps(verbs, common)


def _add_narrowing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=year_number, metavar="NĂM")
    parser.add_argument(
        "--only", choices=[each.value for each in ListFilter], default=ListFilter.ALL.value
    )
    parser.add_argument(
        "--limit", type=whole_between(1, MOST_LINES), default=LIST_LENGTH, metavar="N"
    )


def _query(call: Call, text: str = "") -> ListQuery:
    return ListQuery(
        text=text,
        year=call.args.year,
        only=ListFilter(call.args.only),
        in_files=getattr(call.args, "in_files", False),
    )


def _typing(call: Call, office: Office) -> FieldTyping:
    today = call.clock.today()
    return FieldTyping(office.catalogue.issuers(), lambda text: call.day(text) or today)


def add_incoming(call: Call) -> int:
    """Register an incoming dispatch, read from its file or typed."""
    with call.office() as office:
        if call.args.file:
            line, warnings = _registered_file(call, office)
        else:
            typed = _typing(call, office).filled(_blank_arrival(call, office), call.args.set)
            warnings = _doubles(office, typed)
            line = office.intake.register(typed, number=chosen_number(call.args.set))
        for each in warnings:
            call.say(each)
        known = dispatch(line, office.catalogue.issuers())
    call.answer(known, f"Đã vào sổ số {line.arrival_code}.")
    return DONE


def _registered_file(call: Call, office: Office) -> tuple[Incoming, tuple[str, ...]]:
    source = _received(office, call.args.file)
    proposal = office.intake.look_at(source)
    arrival = _typing(call, office).filled(proposal.arrival, call.args.set)
    warnings = _doubles(office, arrival)
    line = office.intake.register(
        arrival,
        file=source,
        expect_sha256=proposal.sha256,
        number=chosen_number(call.args.set),
    )
    return line, warnings


def _received(office: Office, path: Path) -> FileSource:
    """Return what is registered: the first file of an edXML message, which names the others."""
    mail = office.reading.mail(path) if path.suffix.lower() == ".edxml" else None
    return mail.files[0] if mail is not None and mail.files else path


def _doubles(office: Office, arrival: Arrival) -> tuple[str, ...]:
    return tuple(
        f"Có thể trùng với số đến {each.arrival_code}."
        for each in office.intake.duplicates(arrival)
    )


def _blank_arrival(call: Call, office: Office) -> Arrival:
    issuers = office.catalogue.issuers()
    if not issuers:
        raise WardError("Sổ này chưa có cơ quan nào.")
    return Arrival(
        issuer_id=issuers[0].id, arrival_date=call.clock.today(), organ_name="", subject=""
    )


def list_incoming(call: Call) -> int:
    """Print lines of the incoming book, newest first."""
    return _print_incoming(call, "")


def search_incoming(call: Call) -> int:
    """Print lines of the incoming book that hold the words."""
    return _print_incoming(call, " ".join(call.args.text))


def _print_incoming(call: Call, text: str) -> int:
    with call.office() as office:
        _read_files(call, office)
        rows = office.intake.page(_query(call, text), 0, call.args.limit).rows
        issuers = office.catalogue.issuers()
    call.answer([dispatch(row, issuers) for row in rows], "\n".join(map(incoming_row, rows)))
    return DONE


def _read_files(call: Call, office: Office) -> None:
    """Read the files that wait, so that a search inside files misses none."""
    if getattr(call.args, "in_files", False):
        office.file_texts.read_waiting()


def show_incoming(call: Call) -> int:
    """Print one line of the incoming book."""
    with call.office() as office:
        line = incoming_named(call, office)
        known = dispatch(line, office.catalogue.issuers())
        known["answers"] = [each.number_symbol for each in office.intake.answers_of(line.id)]
        known["dossiers"] = _dossiers(office, "incoming", line.id)
    call.answer(known, _facts(known))
    return DONE


def cancel_incoming(call: Call) -> int:
    """Strike a line of the incoming book through."""
    with call.office() as office:
        line = office.intake.cancel(incoming_named(call, office).id, call.args.reason)
        known = dispatch(line, office.catalogue.issuers())
    call.answer(known, f"Đã hủy số {line.arrival_code}, lý do: {line.cancel_reason}")
    return DONE


def add_outgoing(call: Call) -> int:
    """Write a line of the outgoing book for a document made outside."""
    with call.office() as office:
        issuers = office.catalogue.issuers()
        if not issuers:
            raise WardError("Sổ này chưa có cơ quan nào.")
        blank = OutgoingEntry(
            issuer_id=issuers[0].id,
            type_code="CV",
            issued_date=call.clock.today(),
            subject="",
        )
        line = office.registry.add_by_hand(
            outgoing_commands.with_links(
                call, office, _typing(call, office).filled(blank, call.args.set)
            ),
            file=call.args.file,
        )
        known = dispatch(line, issuers)
    call.answer(known, f"Đã vào sổ văn bản đi {line.number_symbol}.")
    return DONE


def list_outgoing(call: Call) -> int:
    """Print lines of the outgoing book, newest first."""
    return _print_outgoing(call, "")


def search_outgoing(call: Call) -> int:
    """Print lines of the outgoing book that hold the words."""
    return _print_outgoing(call, " ".join(call.args.text))


def _print_outgoing(call: Call, text: str) -> int:
    with call.office() as office:
        _read_files(call, office)
        rows = office.registry.page(_query(call, text), 0, call.args.limit).rows
        issuers = office.catalogue.issuers()
    call.answer([dispatch(row, issuers) for row in rows], "\n".join(map(outgoing_row, rows)))
    return DONE


def show_outgoing(call: Call) -> int:
    """Print one line of the outgoing book."""
    with call.office() as office:
        line = office.registry.by_symbol(call.args.number)
        known = dispatch(line, office.catalogue.issuers())
        known["dossiers"] = _dossiers(office, "outgoing", line.id)
        links = office.registry.links(line.id)
        known["links"] = {
            "answers": links.answers.arrival_code if links.answers else "",
            "replaces": links.replaces.number_symbol if links.replaces else "",
            "corrects": links.corrects.number_symbol if links.corrects else "",
            "replaced_by": [each.number_symbol for each in links.replaced_by],
            "corrected_by": [each.number_symbol for each in links.corrected_by],
        }
    call.answer(known, _facts(known))
    return DONE


def cancel_outgoing(call: Call) -> int:
    """Strike a line of the outgoing book through; its number is never given again."""
    with call.office() as office:
        line: Outgoing = office.registry.by_symbol(call.args.number)
        line = office.registry.cancel(RecordId(line.id), call.args.reason)
        known = dispatch(line, office.catalogue.issuers())
    call.answer(known, f"Đã hủy số {line.number_symbol}, lý do: {line.cancel_reason}")
    return DONE


def _dossiers(office: Office, entity: str, record_id: RecordId) -> list[str]:
    return [each.symbol for each in office.dossiers.of_record(entity, record_id)]


def _facts(known: dict[str, Any]) -> str:
    return "\n".join(
        f"{name}: {value}" for name, value in known.items() if value not in (None, "", [])
    )


INCOMING = {
    "add": add_incoming,
    "list": list_incoming,
    "show": show_incoming,
    "search": search_incoming,
    "cancel": cancel_incoming,
}
OUTGOING = {
    "add": add_outgoing,
    "list": list_outgoing,
    "show": show_outgoing,
    "search": search_outgoing,
    "cancel": cancel_outgoing,
}
