"""`wardapp init`, `backup`, `restore`, `doctor`: the office folder itself."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, FOUND, Call
from wardapp.cli.values import plain
from wardapp.core.clock import moment_of
from wardapp.core.errors import BadValue, NotFound, OfficeDamaged
from wardapp.core.journal import Backup
from wardapp.core.number_views import GivenSince
from wardapp.core.profile import OfficeProfile
from wardapp.core.safety import Losses
from wardapp.services.backups import backups_in, restore_damaged
from wardapp.services.data_folder import refuse_unwritable_data
from wardapp.services.doctor import examine
from wardapp.services.installation import installation_facts
from wardapp.services.office import create_office
from wardapp.services.seal_proof import prove_in
from wardapp.services.setup import (
    EXAMPLES,
    default_office_folder,
    example_profile,
    profile_from_toml,
)

MEGABYTE = 1_000_000


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    init = commands.add_parser("init", parents=[common], help="tạo sổ mới")
    source = init.add_mutually_exclusive_group(required=True)
    source.add_argument("profile", nargs="?", metavar="HỒ_SƠ.toml", type=Path)
    source.add_argument("--example", choices=EXAMPLES, help="sổ mẫu, mọi tên đều đặt ra")
    init.set_defaults(run=run_init)
    backup = commands.add_parser("backup", parents=[common], help="sao lưu ngay")
    backup.add_argument("--list", action="store_true", help="chỉ xem các bản đã có")
    backup.add_argument(
        "--to", metavar="THƯ_MỤC", type=Path, help="chép thêm bản mới sang nơi này (USB, ổ khác)"
    )
    backup.set_defaults(run=run_backup)
    restore = commands.add_parser("restore", parents=[common], help="khôi phục từ bản sao lưu")
    restore.add_argument("name", metavar="TÊN", help="tên bản sao lưu, hay last = bản mới nhất")
    restore.add_argument(
        "--preview", action="store_true", help="chỉ xem khôi phục thì mất gì, không đổi gì"
    )
    restore.set_defaults(run=run_restore)
    doctor = commands.add_parser("doctor", parents=[common], help="khám sổ, không sửa gì")
    doctor.add_argument(
        "--code", metavar="MÃ", help="chứng thực cả lịch sử theo mã niêm phong hoặc mã trang đã in"
    )
    doctor.add_argument(
        "--seals", metavar="TỆP", type=Path, help="ghi phiếu mã niêm phong của tháng (.pdf …)"
    )
    doctor.set_defaults(run=run_doctor)


def run_init(call: Call) -> int:
    """Make an office from a profile or an example."""
    refuse_unwritable_data(call.places.data)
    profile = _profile(call)
    named = call.args.office or os.environ.get("WARDAPP_OFFICE", "")
    folder = Path(named) if named else default_office_folder(call.places, profile.title)
    with create_office(folder, profile, call.places, call.clock) as office:
        issuers = [issuer.symbol for issuer in office.catalogue.issuers()]
    call.answer(
        {"office": str(folder), "title": profile.title, "issuers": issuers},
        f"Đã tạo sổ {profile.title} tại {folder}.",
    )
    return DONE


def _profile(call: Call) -> OfficeProfile:
    if call.args.example:
        return example_profile(call.args.example, call.places, call.clock)
    return profile_from_toml(call.args.profile, call.clock)


def run_backup(call: Call) -> int:
    """Make a backup, or list those there are; with --to a copy goes to a second place."""
    with call.office() as office:
        if call.args.list:
            kept = office.backups.list()
            call.answer([plain(each) for each in kept], "\n".join(map(_row, kept)))
            return DONE
        made = office.backups.make()
        if call.args.to is not None:
            office.second_places.copy_to(call.args.to, made.name)
    beside = f" Đã chép sang {call.args.to}, đọc lại và so khớp." if call.args.to else ""
    call.answer(plain(made), f"Đã sao lưu: {made.name}.{beside} {made.note}".rstrip())
    return DONE


def run_restore(call: Call) -> int:
    """Swap the office for a backup; the present state is backed up or kept aside first."""
    losses = Losses()
    try:
        with call.office() as office:
            name = _chosen(call.args.name, office.backups.list())
            losses = office.backups.losses(name)
            if not call.args.preview:
                office.backups.restore(name)
    except OfficeDamaged:
        folder = call.office_folder()
        name = _chosen(call.args.name, backups_in(folder))
        if call.args.preview:
            raise
        restore_damaged(folder, name, call.clock)
    if call.args.preview:
        call.answer({"name": name, **plain(losses)}, _told(losses))
        return DONE
    _tell_given(call, losses.numbers)
    call.answer({"restored": name}, f"Đã khôi phục từ bản {name}.")
    return DONE


def _told(losses: Losses) -> str:
    """Return what going back would cost, kind by kind and record by record."""
    lines = [f"{losses.steps} việc ghi sau bản này sẽ không còn trong sổ."]
    for kind in losses.kinds:
        lines.append(f"{kind.kind}: thêm {kind.added}, sửa {kind.changed}, xóa {kind.removed}")
        lines += [f"\t{each.deed}\t{each.title}" for each in kind.records]
    lines += [f"Số đã cấp: {each.series}: {each.numbers}" for each in losses.numbers]
    return "\n".join(lines)


def _tell_given(call: Call, given: tuple[GivenSince, ...]) -> None:
    """Tell which numbers were given after the backup: they stay used, their papers may stand."""
    for each in given:
        call.say(
            f"{each.series}: số {each.numbers} đã cấp sau bản sao lưu này nên không cấp lại. Giấy "
            "nào đã mang số mà nội dung không còn thì hãy vào sổ lại đúng số ấy."
        )


def _chosen(typed: str, kept: Sequence[Backup]) -> str:
    if not kept:
        raise NotFound("Sổ này chưa có bản sao lưu nào.")
    name = kept[0].name if typed == "last" else typed
    if name not in {each.name for each in kept}:
        known = ", ".join(each.name for each in kept)
        raise BadValue("name", f"Không có bản sao lưu “{name}”. Các bản: {known}.")
    return name


def run_doctor(call: Call) -> int:
    """Look over the office and the installation; exit 3 when something is wrong."""
    if call.args.code is not None:
        return _prove(call)
    if call.args.seals is not None:
        return _seals(call)
    today, resources = call.clock.today(), call.places.resources
    found = examine(call.office_folder(), today=today, resources=resources)
    facts = (*found, *installation_facts(call.places))
    told = "\n".join(
        f"{'đạt' if each.ok else 'LỖI'}\t{each.topic}: {each.sentence}" for each in facts
    )
    call.answer([plain(each) for each in facts], told)
    return DONE if all(each.ok for each in facts) else FOUND


def _prove(call: Call) -> int:
    """Hold the whole history against a code from paper; exit 3 when it is refuted."""
    proof = prove_in(call.office_folder(), call.args.code)
    more = [f"\t{each}" for each in (*proof.faults, *proof.beside)]
    told = [proof.sentence, f"Đã đối chiếu {proof.event_count} sự kiện.", *more]
    call.answer({**plain(proof), "proved": proof.is_proved}, "\n".join(told))
    return DONE if proof.is_proved and not proof.beside else FOUND


def _seals(call: Call) -> int:
    """Write the sheet of this month's codes."""
    with call.office() as office:
        target = office.seals.sheet_to(call.clock.today(), call.args.seals)
        days = office.seals.month(call.clock.today())
    call.answer([plain(each) for each in days], f"Đã ghi {target}: mã của {len(days)} ngày.")
    return DONE


def _row(backup: Backup) -> str:
    made = moment_of(backup.made_ms)
    size = f"{backup.size / MEGABYTE:.1f} MB".replace(".", ",")
    kept = ", giữ mãi" if backup.is_kept else ""
    return (
        f"{backup.name}\t{made:%d/%m/%Y %H:%M}\t{backup.dispatches} văn bản\t{size}\t"
        f"{backup.reason}{kept}"
    )
