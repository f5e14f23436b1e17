"""`wardapp pack` and `wardapp unpack`: packages out and in, without a window (design §6)."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, REFUSED, Call
from wardapp.cli.package_commands import PURPOSES, add_password, password_of, shown
from wardapp.cli.parsing import whole_between
from wardapp.cli.values import plain
from wardapp.core.check_code import typed_code
from wardapp.core.clock import moment_text
from wardapp.core.errors import BadValue, NotFound, PackageRefused, WardError
from wardapp.core.exchange import (
    PACKAGE_ENDING,
    Arrival,
    Packed,
    PackRequest,
    Purpose,
    ReceiveChoices,
    Received,
    RecordPreview,
    Trust,
)
from wardapp.core.files import write_whole
from wardapp.core.identity import RecordId
from wardapp.core.returns import SameUnit
from wardapp.core.sources import HeldFile
from wardapp.core.text import fold
from wardapp.services.data_folder import refuse_unwritable_data
from wardapp.services.joining import JoinWish, full_among, is_vacant, join_office, offered
from wardapp.services.office import Office
from wardapp.services.sticks import free_name
from wardapp.services.targets import checked_targets

MEGABYTE = 1_000_000
MOST_MEGABYTES = 2_000
SHOWN_RECORDS = 40
_SAME = {"new": SameUnit.NEW, "old": SameUnit.OLD}
_SIGNS = {"added": "+", "changed": "~", "conflict": "!", "deleted": "-"}


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    _add_pack(commands, common)
    _add_unpack(commands, common)


def _add_pack(commands: Any, common: argparse.ArgumentParser) -> None:
    pack = commands.add_parser("pack", parents=[common], help="đóng gói .wardpack để gửi")
    pack.add_argument(
        "--purpose", choices=[each.value for each in Purpose], default=Purpose.SYNC.value,
        help="sync (mặc định): máy khác của cùng sổ; report: báo cáo; dispatch: văn bản; "
        "catalogue: biểu mẫu, danh mục",
    )  # fmt: skip
    pack.add_argument(
        "-o", dest="target", type=Path, required=True, metavar="GÓI", help="tệp .wardpack sẽ ghi"
    )
    since = pack.add_mutually_exclusive_group()
    since.add_argument("--since", metavar="MÁY", help="chỉ những gì máy này chưa báo đã có")
    since.add_argument("--full", action="store_true", help="toàn bộ (mặc định)")
    pack.add_argument("--to", default="", metavar="TÊN", help="gửi cho ai, ghi vào lịch sử")
    pack.add_argument("--note", default="", metavar="LỜI", help="lời nhắn nằm trong gói")
    pack.add_argument(
        "--split", type=whole_between(1, MOST_MEGABYTES), metavar="MB", help="chia phần để gửi thư"
    )
    pack.add_argument("--form", default="", metavar="BIỂU", help="report: mẫu báo cáo đã chốt")
    pack.add_argument("--period", default="", metavar="KỲ", help="report: kỳ báo cáo")
    pack.add_argument(
        "--outgoing", action="append", default=[], metavar="SỐ", help="dispatch: số, ký hiệu"
    )
    pack.add_argument(
        "--part", action="append", default=[], metavar="PHẦN",
        help="catalogue: forms, templates, catalogue, directory (mặc định tất cả)",
    )  # fmt: skip
    add_password(pack)
    pack.set_defaults(run=run_pack)


def _add_unpack(commands: Any, common: argparse.ArgumentParser) -> None:
    unpack = commands.add_parser(
        "unpack", parents=[common], help="nhận gói .wardpack; --preview chỉ xem"
    )
    unpack.add_argument("files", nargs="+", type=Path, metavar="GÓI", help="theo thứ tự tùy ý")
    unpack.add_argument("--preview", action="store_true", help="chỉ xem, không nhận gì")
    unpack.add_argument(
        "--trust", action="append", default=[], metavar="MÃ",
        help="tin máy có mã này, sau khi đã so qua điện thoại",
    )  # fmt: skip
    unpack.add_argument("--unit", default="", metavar="ĐƠN_VỊ", help="báo cáo này của đơn vị nào")
    unpack.add_argument(
        "--again", choices=sorted(_SAME), help="đơn vị đã có bản khác: giữ bản mới hay bản cũ"
    )
    unpack.add_argument(
        "--theirs", action="store_true", help="danh mục: chỗ hai bên cùng sửa thì lấy của gói"
    )
    unpack.add_argument(
        "--files-to", dest="folder", type=Path, metavar="THƯ_MỤC",
        help="văn bản: ghi các tệp nhận được vào đây để xem rồi vào sổ",
    )  # fmt: skip
    add_password(unpack)
    unpack.set_defaults(run=run_unpack)


def run_pack(call: Call) -> int:
    """Write a package and remember that it was handed out."""
    args = call.args
    (target,) = checked_targets((args.target,), (PACKAGE_ENDING,))
    with call.office() as office:
        packed = office.exchanging.pack_to(_request(call, office), target)
        card = office.devices.card()
    call.answer(
        {
            "files": [str(path) for path in packed.paths],
            "sha256": packed.sha256,
            "size": packed.size,
            "purpose": packed.manifest.purpose.value,
            "events": packed.manifest.event_count,
            "attachments": len(packed.manifest.files),
            "missing": list(packed.notices),
            "code": card.code,
        },
        _packed_text(packed, card.code),
    )
    return DONE


def run_unpack(call: Call) -> int:
    """Look at packages, and take in all that can be; each one whole or not at all."""
    password = password_of(call)
    answers, code = _joined(call, password), DONE
    paths = [path for path in call.args.files if path not in _used(answers)]
    passwords = dict.fromkeys(paths, password) if password else {}
    with call.office() as office:
        arrivals = office.exchanging.look_at(paths, passwords)
        if _trusted(call, office, arrivals, is_asked=not answers):
            arrivals = office.exchanging.look_at(paths, passwords)
        for arrival in arrivals:
            received, refusal = None, _refusal(arrival)
            if not refusal and not call.args.preview:
                received, refusal = _taken(call, office, arrival, password)
            if refusal:
                call.say(shown(f"{arrival.path.name}: {refusal}"))
                code = REFUSED
            answers.append(_answer(call, office, (arrival, received, refusal)))
    call.answer([value for value, _ in answers], "\n".join(text for _, text in answers))
    return code


Told = tuple[dict[str, Any], str]
"""What became of a package, as JSON and for the eye."""


def _joined(call: Call, password: str) -> list[Told]:
    """Make a copy of an office where none lies yet; nothing where one does."""
    folder = call.office_folder()
    if not is_vacant(folder):
        return []
    refuse_unwritable_data(call.places.data)
    paths = full_among(call.args.files, call.places, password)
    if call.args.preview:
        found = offered(paths, call.places, password)
        raise PackageRefused(
            f"Thư mục “{folder.name}” chưa có sổ. Gói này tạo được một bản của sổ "
            f"{found.manifest.office_name}, mã máy gửi {found.card.code}. Bỏ --preview để tạo."
        )
    code = next(iter(call.args.trust), "")
    wish = JoinWish(paths=paths, password=password, code=code)
    with join_office(folder, wish, call.places, call.clock) as office:
        sentence = f"Đã tạo một bản của sổ {office.title} trong {folder.name}."
        (receipt, *_) = office.exchanging.receipts()
    files = [str(path) for path in paths]
    told = {"joined": True, "files": files, "sentence": sentence, "receipt": plain(receipt)}
    return [(told, sentence)]


def _used(answers: list[Told]) -> set[Path]:
    """Return the files that a copy of the office was made from."""
    return {Path(name) for value, _ in answers for name in value["files"]}


def _request(call: Call, office: Office) -> PackRequest:
    args = call.args
    purpose = Purpose(args.purpose)
    partner, since = None, None
    if args.since:
        if purpose is not Purpose.SYNC:
            raise BadValue("since", "--since chỉ dùng cho gói đồng bộ (--purpose sync).")
        partner, since = _partner(office, args.since), ()
    return PackRequest(
        purpose=purpose,
        to=args.to or args.since or "",
        partner=partner,
        since=since,
        record_ids=_records(call, office, purpose),
        parts=tuple(args.part),
        note=args.note,
        password=password_of(call),
        split_at=args.split * MEGABYTE if args.split else None,
    )


def _partner(office: Office, words: str) -> RecordId:
    partners = [each for each in office.exchanging.partners() if each.replica_id]
    wanted = fold(words)
    found = [each for each in partners if each.replica_id == words or wanted in fold(each.name)]
    if len(found) == 1 and found[0].replica_id:
        return found[0].replica_id
    known = "; ".join(each.name for each in partners) or "chưa có máy nào"
    raise NotFound(f"Không rõ máy “{words}”. Các máy khác của sổ: {known}.")


def _records(call: Call, office: Office, purpose: Purpose) -> tuple[RecordId, ...]:
    args = call.args
    if purpose is Purpose.DISPATCH:
        return tuple(office.registry.by_symbol(each).id for each in args.outgoing)
    if purpose is not Purpose.REPORT:
        return ()
    if not args.form or not args.period:
        raise BadValue("form", "Gói báo cáo cần --form BIỂU và --period KỲ.")
    filled = office.reporting.kept(args.form, args.period)
    if filled is None or filled.id is None:
        raise NotFound(f"Chưa có báo cáo {args.form} kỳ {args.period}. Hãy lập và chốt trước.")
    return (filled.id,)


def _trusted(call: Call, office: Office, arrivals: Iterable[Arrival], *, is_asked: bool) -> bool:
    """Trust the keys whose codes were typed; a code that fits none is told where `is_asked`."""
    codes = {code: typed_code(code) for code in call.args.trust}
    fitting = False
    for typed, code in codes.items():
        cards = [each.card for each in arrivals if each.card and each.card.code == code and code]
        if not cards and is_asked:
            raise BadValue("trust", f"Mã “{typed}” không phải mã của gói nào ở đây. Hãy so lại mã.")
        if cards:
            office.devices.trust(cards[0])
            fitting = True
    return fitting


def _refusal(arrival: Arrival) -> str:
    if arrival.refusal:
        return arrival.refusal
    if arrival.needs_password:
        return "Gói có mật khẩu. Hãy thêm --password-file TỆP."
    if arrival.trust in {Trust.NEW, Trust.OTHER_KEY} and arrival.card is not None:
        other = "" if arrival.trust is Trust.NEW else " bằng khóa khác với khóa đã tin"
        return (
            f"Gói ký{other} bởi máy chưa tin, mã {arrival.card.code}. Hãy gọi điện so mã; đúng thì "
            f"thêm --trust {arrival.card.code}."
        )
    return ""


def _taken(
    call: Call, office: Office, arrival: Arrival, password: str
) -> tuple[Received | None, str]:
    try:
        choices = _choices(call, office, arrival)
        return office.exchanging.receive(arrival, password, choices=choices), ""
    except WardError as refusal:
        return None, refusal.sentence


def _choices(call: Call, office: Office, arrival: Arrival) -> ReceiveChoices:
    args = call.args
    fields = [
        (record.record_id, field.field)
        for record in arrival.preview.records
        for field in record.fields
        if field.is_conflict and args.theirs
    ]
    unit = None
    if args.unit:
        units = [
            each
            for each in office.catalogue.units()
            if args.unit in {each.name, each.code, each.id, *each.other_names}
        ]
        if not units:
            raise BadValue("unit", f"Không có đơn vị “{args.unit}” trong Danh mục.")
        unit = units[0].id
    same = _SAME.get(args.again or "", SameUnit.ASK)
    return ReceiveChoices(take=tuple(fields), unit_id=unit, same_unit=same)


def _answer(call: Call, office: Office, done: tuple[Arrival, Received | None, str]) -> Told:
    """Return what became of one package, as JSON and for the eye."""
    arrival, received, refusal = done
    manifest, card = arrival.manifest, arrival.card
    value: dict[str, Any] = {
        "file": arrival.path.name,
        "parts": [path.name for path in arrival.parts],
        "purpose": manifest.purpose.value if manifest else None,
        "office": manifest.office_name if manifest else None,
        "device": manifest.device_name if manifest else None,
        "code": card.code if card else None,
        "trust": arrival.trust.value,
        "waits": arrival.waits,
        "received_ms": arrival.received_ms,
        "error": refusal or None,
        "preview": plain(arrival.preview),
        "lines": list(arrival.lines),
        "received": None,
    }
    lines = [_headline(arrival), *_looked(arrival)]
    if received is not None:
        proposals = [_proposal(office, each) for each in received.files]
        value["received"] = {
            "receipt": received.receipt.id,
            "sentence": received.sentence,
            "conflicts": received.conflicts,
            "new_records": list(received.new_records),
            "left_out": list(received.lines),
            "proposals": [plain(each) for each in proposals],
            "files": _written(call, received.files),
        }
        lines += [received.sentence, *(f"Không nhận: {each}" for each in received.lines)]
    return value, "\n".join(map(shown, lines))


def _headline(arrival: Arrival) -> str:
    if arrival.manifest is None:
        return arrival.path.name
    what = PURPOSES[arrival.manifest.purpose]
    told = f"{arrival.path.name}: {what}, của {arrival.manifest.office_name}"
    if arrival.received_ms is None:
        return told
    return f"{told}, đã nhận lúc {moment_text(arrival.received_ms)}"


def _looked(arrival: Arrival) -> list[str]:
    preview = arrival.preview
    lines = [f"  {each}" for each in arrival.lines]
    if not preview.is_empty:
        lines.append(
            f"  {preview.added} thêm, {preview.changed} sửa, {preview.deleted} xóa, "
            f"{preview.conflicts} chỗ khác nhau"
        )
    for record in preview.records[:SHOWN_RECORDS]:
        lines += _record_lines(record)
    return [*lines, *(f"  {each}" for each in preview.notices)]


def _record_lines(record: RecordPreview) -> list[str]:
    sign = _SIGNS[record.change.value]
    fields = (
        f"      {each.label}: {each.before or '(trống)'} → {each.after or '(trống)'}"
        for each in record.fields
        if each.before
    )
    return [f"  {sign} {record.kind}: {record.title}", *fields]


def _proposal(office: Office, held: HeldFile) -> Any:
    """Return the line that would be proposed in Văn bản đến; nothing is registered."""
    return office.intake.look_at(held).arrival


def _written(call: Call, files: Sequence[HeldFile]) -> list[str]:
    """Write the received papers into the folder that was asked for, none over another."""
    folder: Path | None = call.args.folder
    if folder is None:
        return []
    if not folder.is_dir():
        raise BadValue("files_to", f"Chưa có thư mục {folder.name}. Hãy tạo rồi chạy lại.")
    written = []
    for each in files:
        for held in (each, *(each.mail.beside if each.mail else ())):
            target = free_name(folder, held.name)
            write_whole(target, held.data)
            written.append(str(target))
    return written


def _packed_text(packed: Packed, code: str) -> str:
    names = ", ".join(path.name for path in packed.paths)
    holds = packed.manifest
    is_sync = holds.purpose is Purpose.SYNC
    inside = f"{holds.event_count} thay đổi, " if is_sync else ""
    said = f"Đã ghi {names}: {inside}{len(holds.files)} tệp kèm. Mã của máy này: {code}."
    return "\n".join(map(shown, (said, *packed.notices)))
