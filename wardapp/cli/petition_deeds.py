"""`wardapp petition`: taking up again, urging, duplicates, evidence, and the figures."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, Call
from wardapp.cli.petition_words import found_line, number_of, plain_row
from wardapp.core.dates import long_date
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.petition_counts import FIGURES, PetitionCounts
from wardapp.core.petitions import CHANNEL_NAMES, FIELD_NAMES, KIND_NAMES, Petition
from wardapp.services.office import Office

WORDS = {
    "carried": "Kỳ trước chuyển sang",
    "received": "Tiếp nhận trong kỳ",
    "reopened": "  trong đó mở lại",
    "eligible": "Đủ điều kiện xử lý",
    "not_eligible": "Không đủ điều kiện",
    "competent": "Thuộc thẩm quyền",
    "not_competent": "Không thuộc thẩm quyền",
    "solved": "Đã giải quyết",
    "on_time": "  đúng hạn",
    "late": "  quá hạn",
    "moved": "Chuyển nơi có thẩm quyền",
    "guided": "Hướng dẫn",
    "filed": "Lưu",
    "pending": "Đang giải quyết",
    "overdue": "  đã quá hạn",
    "urged": "Được đôn đốc",
    "answers": "Văn bản phúc đáp",
    "duplicates": "Ghép vào dòng khác (không tính riêng)",
}
"""How each figure is called; a test holds it against `FIGURES`."""

TABLES: dict[str, Mapping[Any, str]] = {
    "kind": KIND_NAMES,
    "field": FIELD_NAMES,
    "channel": CHANNEL_NAMES,
}


def add_deeds(verbs: Any, common: argparse.ArgumentParser, one: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    reopen = verbs.add_parser("reopen", parents=[common, one], help="mở lại một dòng đã xong")
    reopen.add_argument("--due", metavar="NGÀY", help="hạn mới, mặc định tính từ hôm nay")
    reopen.set_defaults(run=run_reopen)
    urge = verbs.add_parser("urge", parents=[common, one], help="ghi một lần đôn đốc")
    urge.add_argument("--on", metavar="NGÀY", help="mặc định hôm nay")
    urge.set_defaults(run=run_urge)
    link = verbs.add_parser("link", parents=[common, one], help="ghép vào một dòng trùng")
    link.add_argument("main", metavar="SỐ_CHÍNH")
    link.add_argument("--main-year", type=int, metavar="NĂM", help="năm của số chính")
    link.set_defaults(run=run_link)
    unlink = verbs.add_parser("unlink", parents=[common, one], help="bỏ ghép")
    unlink.set_defaults(run=run_unlink)
    likely = verbs.add_parser("likely", parents=[common, one], help="dòng có thể trùng")
    likely.set_defaults(run=run_likely)
    attach = verbs.add_parser("attach", parents=[common, one], help="thêm minh chứng")
    attach.add_argument("files", nargs="*", type=Path, metavar="TỆP")
    attach.add_argument("--link", action="append", default=[], metavar="LIÊN_KẾT")
    attach.set_defaults(run=run_attach)
    counting = verbs.add_parser("counts", parents=[common], help="số liệu theo Biểu 01 của một kỳ")
    counting.add_argument("--from", dest="first", required=True, metavar="NGÀY")
    counting.add_argument("--to", dest="last", metavar="NGÀY", help="mặc định hôm nay")
    counting.add_argument("--lines", action="store_true", help="kể cả số của từng dòng")
    counting.set_defaults(run=run_counts)


def run_reopen(call: Call) -> int:
    """Take a closed line up again."""
    due = call.day(call.args.due)
    return _do(
        call,
        lambda office, line: office.petitions.reopen(line.id, due),
        lambda line: f"Đã mở lại số {line.number_symbol}, lần {len(line.reopened)}.",
    )


def run_urge(call: Call) -> int:
    """Note that who handles a line was urged."""
    day = call.day(call.args.on)
    return _do(
        call,
        lambda office, line: office.petitions.urge(line.id, day),
        lambda line: f"Đã ghi đôn đốc số {line.number_symbol}, lần {len(line.urged)}.",
    )


def run_link(call: Call) -> int:
    """Let another line stand for this one."""
    number, suffix = number_of(call.args.main)

    def deed(office: Office, line: Petition) -> Petition:
        year = call.args.main_year or call.args.year or office.desk.today().year
        main = office.petitions.by_number(number, year, suffix)
        return office.petitions.link(line.id, main.id)

    return _do(call, deed, lambda line: f"Đã ghép số {line.number_symbol} vào số {call.args.main}.")


def run_unlink(call: Call) -> int:
    """Let a line stand for itself again."""
    return _do(
        call,
        lambda office, line: office.petitions.unlink(line.id),
        lambda line: f"Số {line.number_symbol} lại đứng riêng.",
    )


def run_likely(call: Call) -> int:
    """Print lines that may be about the same thing."""
    with call.office() as office:
        line = found_line(call, office)
        found = office.petitions.likely(line, line.id)
    call.answer(
        [{**plain_row(each.row), "score": each.score, "why": each.why} for each in found],
        "\n".join(
            f"{each.row.petition.number_symbol}\t{each.score}\t{each.row.petition.subject}"
            f"\t{each.why}"
            for each in found
        ),
    )
    return DONE


def run_attach(call: Call) -> int:
    """Add evidence: files through the secret gate, links as they are."""
    if not call.args.files and not call.args.link:
        raise BadValue("files", "Hãy ghi tệp hoặc --link.")

    def deed(office: Office, line: Petition) -> Petition:
        if call.args.files:
            line = office.petitions.attach(line.id, tuple(call.args.files))
        if call.args.link:
            line = office.petitions.set_links(line.id, (*line.links, *call.args.link))
        return line

    return _do(
        call,
        deed,
        lambda line: (
            f"Số {line.number_symbol}: {len(line.attachments)} tệp, {len(line.links)} liên kết."
        ),
    )


def run_counts(call: Call) -> int:
    """Print the figures of a span of days."""
    with call.office() as office:
        first = call.day(call.args.first)
        last = call.day(call.args.last) or office.desk.today()
        if first is None:
            raise BadValue("first", "Hãy ghi --from NGÀY.")
        told = office.petitions.figures(first, last)
        numbers = _numbers(office, told) if call.args.lines else {}
    call.answer(_plain_counts(told, numbers), "\n".join(_lines(told, numbers)))
    return DONE


def _do(
    call: Call,
    deed: Callable[[Office, Petition], Petition],
    words: Callable[[Petition], str],
) -> int:
    with call.office() as office:
        line = deed(office, found_line(call, office))
        row = office.petitions.row(line.id)
    call.answer(plain_row(row), words(line))
    return DONE


def _numbers(office: Office, told: PetitionCounts) -> dict[RecordId, str]:
    ids = {each for name in FIGURES for each in told.ids(name)}
    found = (office.petitions.get(each) for each in ids)
    return {line.id: f"{line.number_symbol}/{line.received.year}" for line in found}


def _plain_counts(told: PetitionCounts, numbers: dict[RecordId, str]) -> dict[str, Any]:
    figures: dict[str, Any] = {name: len(told.ids(name)) for name in FIGURES}
    tables = {
        f"by_{name}": {each: len(told.ids(f"{name}:{each}")) for each in names}
        for name, names in TABLES.items()
    }
    lines = {name: [numbers[each] for each in told.ids(name)] for name in FIGURES if numbers}
    return {
        "from": told.first.isoformat(),
        "to": told.last.isoformat(),
        **figures,
        "urgings": told.urgings,
        **tables,
        "balances": told.balances,
        **({"lines": lines} if lines else {}),
    }


def _lines(told: PetitionCounts, numbers: dict[RecordId, str]) -> list[str]:
    rows = [f"Từ {long_date(told.first)} đến {long_date(told.last)}"]
    for name, words in WORDS.items():
        ids = told.ids(name)
        behind = f"\t{', '.join(numbers[each] for each in ids)}" if numbers and ids else ""
        rows.append(f"{words}: {len(ids)}{behind}")
    for table, names in TABLES.items():
        parts = [(words, len(told.ids(f"{table}:{each}"))) for each, words in names.items()]
        rows.append("; ".join(f"{words}: {count}" for words, count in parts if count))
    return [row for row in rows if row]
