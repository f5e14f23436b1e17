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
from wardapp.services.backups import backups_in, restore_damaged
from wardapp.services.data_folder import refuse_unwritable_data
from wardapp.services.doctor import examine
from wardapp.services.installation import installation_facts
from wardapp.services.office import create_office
from wardapp.services.setup import (
    EXAMPLES,
    default_office_folder,
    example_profile,
    profile_from_toml,
)


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    init = commands.add_parser("init", parents=[common], help="tạo sổ mới")
    source = init.add_mutually_exclusive_group(required=True)
    source.add_argument("profile", nargs="?", metavar="HỒ_SƠ.toml", type=Path)
    source.add_argument("--example", choices=EXAMPLES, help="sổ mẫu, mọi tên đều đặt ra")
    init.set_defaults(run=run_init)
    backup = commands.add_parser("backup", parents=[common], help="sao lưu ngay")
    backup.add_argument("--list", action="store_true", help="chỉ xem các bản đã có")
    backup.set_defaults(run=run_backup)
    restore = commands.add_parser("restore", parents=[common], help="khôi phục từ bản sao lưu")
    restore.add_argument("name", metavar="TÊN", help="tên bản sao lưu, hay last = bản mới nhất")
    restore.set_defaults(run=run_restore)
    doctor = commands.add_parser("doctor", parents=[common], help="khám sổ, không sửa gì")
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
    """Make a backup, or list those there are."""
    with call.office() as office:
        if call.args.list:
            kept = office.backups.list()
            call.answer([plain(each) for each in kept], "\n".join(map(_row, kept)))
            return DONE
        made = office.backups.make()
    call.answer(plain(made), f"Đã sao lưu: {made.name}. {made.note}".rstrip())
    return DONE


def run_restore(call: Call) -> int:
    """Swap the office for a backup; the present state is backed up or kept aside first."""
    given: tuple[GivenSince, ...] = ()
    try:
        with call.office() as office:
            name = _chosen(call.args.name, office.backups.list())
            given = office.backups.given_since(name)
            office.backups.restore(name)
    except OfficeDamaged:
        folder = call.office_folder()
        name = _chosen(call.args.name, backups_in(folder))
        restore_damaged(folder, name, call.clock)
    _warn_of_given(call, given)
    call.answer({"restored": name}, f"Đã khôi phục từ bản {name}.")
    return DONE


def _warn_of_given(call: Call, given: tuple[GivenSince, ...]) -> None:
    """Tell which numbers were given after the backup: some may stand on paper already."""
    for each in given:
        call.say(
            f"{each.series}: trước khi khôi phục đã cấp đến số {each.last:02}, nay là "
            f"{each.first - 1:02}. Giấy nào đã ghi số {each.numbers} thì hãy vào sổ lại đúng số "
            "ấy trước, hoặc đặt số hiện tại (number set), để không cấp lần nữa."
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
    today, resources = call.clock.today(), call.places.resources
    found = examine(call.office_folder(), today=today, resources=resources)
    facts = (*found, *installation_facts(call.places))
    told = "\n".join(
        f"{'đạt' if each.ok else 'LỖI'}\t{each.topic}: {each.sentence}" for each in facts
    )
    call.answer([plain(each) for each in facts], told)
    return DONE if all(each.ok for each in facts) else FOUND


def _row(backup: Backup) -> str:
    made = moment_of(backup.made_ms)
    return f"{backup.name}\t{made:%d/%m/%Y %H:%M}\t{backup.dispatches} văn bản\t{backup.reason}"
