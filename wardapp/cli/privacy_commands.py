"""`wardapp privacy`: requests of persons and incidents, with their days; nobody is named."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Protocol, TypeVar

from wardapp.cli.call import DONE, Call
from wardapp.cli.parsing import year_number
from wardapp.cli.petition_commands import choice_of
from wardapp.cli.petition_words import found_line
from wardapp.cli.values import plain
from wardapp.core.clock import HANOI
from wardapp.core.dates import long_date
from wardapp.core.errors import BadValue, NotFound
from wardapp.core.identity import RecordId
from wardapp.core.privacy import REQUEST_NAMES, Incident, IncidentEntry, PersonRequest, RequestEntry
from wardapp.services.daylog_lines import time_of
from wardapp.services.incident_note import moment_words
from wardapp.services.office import Office

SHORT = 8
SECOND_MS = 1000


class _Kept(Protocol):
    @property
    def id(self) -> RecordId: ...


Each = TypeVar("Each", bound=_Kept)


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    privacy = commands.add_parser("privacy", help="dữ liệu cá nhân: yêu cầu, sự cố, hạn")
    verbs = privacy.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    verbs.add_parser(
        "list", parents=[common], help="xem yêu cầu, sự cố và kỳ rà soát"
    ).set_defaults(run=run_list)
    request = verbs.add_parser("request", help="yêu cầu của người dân về dữ liệu của mình")
    _declare_request(request.add_subparsers(dest="deed", required=True, metavar="VIỆC"), common)
    incident = verbs.add_parser("incident", help="sự cố lộ, mất dữ liệu cá nhân")
    _declare_incident(incident.add_subparsers(dest="deed", required=True, metavar="VIỆC"), common)
    printing = verbs.add_parser("print", parents=[common, _one()], help="ghi phiếu một sự cố")
    printing.add_argument(
        "-o", dest="targets", nargs="+", type=Path, required=True, metavar="TỆP",
        help=".docx hoặc .pdf",
    )  # fmt: skip
    printing.set_defaults(run=run_print)


def _one() -> argparse.ArgumentParser:
    one = argparse.ArgumentParser(add_help=False)
    one.add_argument("code", metavar="MÃ", help=f"mã, hoặc {SHORT} chữ cuối của mã")
    return one


def _declare_request(verbs: Any, common: argparse.ArgumentParser) -> None:
    adding = verbs.add_parser("add", parents=[common], help="ghi một yêu cầu")
    kinds = ", ".join(f"{kind.value} ({name})" for kind, name in REQUEST_NAMES.items())
    adding.add_argument("kind", metavar="LOẠI", help=kinds)
    adding.add_argument("--day", metavar="NGÀY", help="ngày nhận, mặc định hôm nay")
    adding.add_argument(
        "--petition", dest="number", default="", metavar="SỐ", help="phản ánh có ghi người đó"
    )
    adding.add_argument("--year", type=year_number, metavar="NĂM", help="năm của số phản ánh")
    adding.set_defaults(run=run_request)
    ack = verbs.add_parser("ack", parents=[common, _one()], help="đã báo là nhận được")
    ack.set_defaults(run=run_acknowledge)
    answer = verbs.add_parser("answer", parents=[common, _one()], help="đã làm theo yêu cầu")
    answer.add_argument("outcome", metavar="KẾT_QUẢ", help="đã làm gì, không ghi họ tên")
    answer.set_defaults(run=run_answer)
    refuse = verbs.add_parser("refuse", parents=[common, _one()], help="từ chối theo luật")
    refuse.add_argument("reason", metavar="LÝ_DO", help="mã lý do; gõ sai thì các mã được kể ra")
    refuse.add_argument("--outcome", default="", metavar="CHỮ", help="đã trả lời thế nào")
    refuse.set_defaults(run=run_refuse)


def _declare_incident(verbs: Any, common: argparse.ArgumentParser) -> None:
    adding = verbs.add_parser("add", parents=[common], help="bắt đầu phiếu sự cố")
    adding.add_argument("what", metavar="VIỆC", help="đã xảy ra việc gì, không ghi họ tên ai")
    adding.add_argument("--day", metavar="NGÀY", help="ngày phát hiện, mặc định hôm nay")
    adding.add_argument("--time", default="", metavar="GIỜ", help="giờ phát hiện, như 07:30")
    adding.add_argument("--data", default="", metavar="CHỮ", help="loại dữ liệu, số người")
    adding.add_argument("--cause", default="", metavar="CHỮ", help="nguyên nhân")
    adding.add_argument("--measures", default="", metavar="CHỮ", help="biện pháp khắc phục")
    adding.add_argument("--no-harm", action="store_true", help="không có khả năng gây hại")
    adding.set_defaults(run=run_incident)
    notify = verbs.add_parser("notify", parents=[common, _one()], help="đã báo cơ quan")
    notify.add_argument("whom", metavar="CƠ_QUAN")
    notify.set_defaults(run=run_notify)
    close = verbs.add_parser("close", parents=[common, _one()], help="kết thúc sự cố")
    close.set_defaults(run=run_close)


def run_list(call: Call) -> int:
    """Print requests, incidents and the review, nobody named."""
    with call.office() as office:
        requests, incidents = office.privacy.requests(), office.privacy.incidents()
        review = office.privacy.review()
    told = [*map(_request_line, requests), *map(_incident_line, incidents)]
    told.append(
        f"Giữ dữ liệu của {review.kept} người, {review.overdue} người đã đến hạn xóa; "
        f"rà soát trước {long_date(review.next_by)}."
    )
    value = {"requests": requests, "incidents": incidents, "review": review}
    call.answer({name: plain(each) for name, each in value.items()}, "\n".join(told))
    return DONE


def run_request(call: Call) -> int:
    """Take a request down with its days."""
    args = call.args
    kind = choice_of("kind", args.kind, REQUEST_NAMES)
    with call.office() as office:
        petition = found_line(call, office).id if args.number else None
        received = call.day(args.day) or office.desk.today()
        made = office.privacy.add_request(
            RequestEntry(kind=kind, received=received, petition_id=petition)
        )
    call.answer(plain(made), f"Đã ghi yêu cầu. {_request_line(made)}")
    return DONE


def run_acknowledge(call: Call) -> int:
    """Note that the person was told their request came in."""
    return _on_request(call, lambda office, kept: office.privacy.acknowledge(kept))


def run_answer(call: Call) -> int:
    """Note that a request was met."""
    return _on_request(call, lambda office, kept: office.privacy.answer(kept, call.args.outcome))


def run_refuse(call: Call) -> int:
    """Note that a request was refused for a reason of the law."""
    reason, outcome = call.args.reason, call.args.outcome

    def refused(office: Office, kept: RecordId) -> PersonRequest:
        known = office.privacy.reasons(office.privacy.request(kept).kind)
        if reason not in {each.key for each in known}:
            keys = "; ".join(f"{each.key}: {each.text}" for each in known)
            raise BadValue("refused", f"Không có lý do {reason}. Các lý do theo luật: {keys}.")
        return office.privacy.refuse(kept, reason, outcome)

    return _on_request(call, refused)


def run_incident(call: Call) -> int:
    """Begin the note of an incident; its clock runs from the discovery."""
    args = call.args
    with call.office() as office:
        day, now = call.day(args.day), office.desk.clock.now_ms()
        is_now = day is None and not args.time
        entry = IncidentEntry(
            discovered_ms=now if is_now else _instant(day or office.desk.today(), args.time),
            what=args.what,
            data=args.data,
            may_harm=not args.no_harm,
            cause=args.cause,
            measures=args.measures,
        )
        made = office.privacy.add_incident(entry)
    call.answer(plain(made), f"Đã ghi sự cố. {_incident_line(made)}")
    return DONE


def run_notify(call: Call) -> int:
    """Note who was told of an incident."""
    return _on_incident(call, lambda office, kept: office.privacy.notify(kept, call.args.whom))


def run_close(call: Call) -> int:
    """Note that an incident is over."""
    return _on_incident(call, lambda office, kept: office.privacy.close_incident(kept))


def run_print(call: Call) -> int:
    """Write the note of an incident."""
    with call.office() as office:
        kept = _found(office.privacy.incidents(), call.args.code, "sự cố").id
        written = [office.privacy.note_to(target, kept) for target in call.args.targets]
    call.answer(
        {"files": [str(path) for path in written]},
        "\n".join(f"Đã ghi {path.name}." for path in written),
    )
    return DONE


def _on_request(call: Call, deed: Callable[[Office, RecordId], PersonRequest]) -> int:
    with call.office() as office:
        kept = _found(office.privacy.requests(), call.args.code, "yêu cầu")
        made = deed(office, kept.id)
    call.answer(plain(made), _request_line(made))
    return DONE


def _on_incident(call: Call, deed: Callable[[Office, RecordId], Incident]) -> int:
    with call.office() as office:
        kept = _found(office.privacy.incidents(), call.args.code, "sự cố")
        made = deed(office, kept.id)
    call.answer(plain(made), _incident_line(made))
    return DONE


def _found(rows: tuple[Each, ...], name: str, word: str) -> Each:
    """Return the one whose id is, or ends with, what was typed."""
    found = [each for each in rows if name and each.id.endswith(name)]
    if len(found) > 1:
        raise BadValue("code", f"Có {len(found)} {word} mã tận cùng {name}. Ghi thêm chữ của mã.")
    if not found:
        raise NotFound(f"Không có {word} nào mã {name}.")
    return found[0]


def _instant(day: date, typed: str) -> int:
    hour, minute = (int(part) for part in (time_of(typed) or "12:00").split(":"))
    return round(datetime.combine(day, time(hour, minute), HANOI).timestamp()) * SECOND_MS


def _request_line(request: PersonRequest) -> str:
    if request.done_on is not None:
        word = "từ chối" if request.refused else "đã trả lời"
        state = f"{word} {long_date(request.done_on)}"
    else:
        state = f"hạn {long_date(request.last_day)}" if request.last_day else ""
        if request.acknowledged_on is None and request.acknowledge_by is not None:
            state = f"báo nhận trước {long_date(request.acknowledge_by)}, {state}"
    return "\t".join(
        (request.id[-SHORT:], long_date(request.received), REQUEST_NAMES[request.kind], state)
    )


def _incident_line(incident: Incident) -> str:
    state = f"báo trước {moment_words(incident.notify_by_ms)}" if incident.is_waiting else ""
    if incident.notified_whom:
        state = f"đã báo {incident.notified_whom}"
    if incident.closed_on is not None:
        state = f"kết thúc {long_date(incident.closed_on)}"
    return "\t".join(
        (incident.id[-SHORT:], moment_words(incident.discovered_ms), incident.what, state)
    )
