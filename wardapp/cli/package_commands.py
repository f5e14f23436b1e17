"""`wardapp verify`: packages read through, with or without an office (design §6)."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, FOUND, REFUSED, Call
from wardapp.core.errors import UnreadableFile
from wardapp.core.exchange import PackageCheck, Purpose, Trust
from wardapp.services.package_check import PackageChecking

OFFICE_VARIABLE = "WARDAPP_OFFICE"
PASSWORD_VARIABLE = "WARDAPP_PASSWORD"
LONGEST_PASSWORD = 10_000

PURPOSES = {
    Purpose.SYNC: "trao đổi giữa các máy của một cơ quan",
    Purpose.REPORT: "báo cáo của đơn vị kèm minh chứng",
    Purpose.DISPATCH: "văn bản gửi cơ quan khác",
    Purpose.CATALOGUE: "biểu mẫu, danh mục, mẫu văn bản cho đơn vị",
}
TRUSTS = {
    Trust.TRUSTED: "đã tin",
    Trust.OWN: "chính máy này",
    Trust.NEW: "chưa tin: hãy gọi điện so mã",
    Trust.OTHER_KEY: "máy đã biết nhưng khóa khác: hãy gọi điện so mã trước khi nhận",
}


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    parser = commands.add_parser(
        "verify", parents=[common], help="kiểm tra gói .wardpack, không nhận gì, không cần sổ"
    )
    parser.add_argument(
        "files", nargs="+", metavar="TỆP", type=Path, help="gói, hoặc các phần của gói đã chia"
    )
    add_password(parser)
    parser.set_defaults(run=verify)


def add_password(parser: argparse.ArgumentParser) -> None:
    """Let a command take a password where no list of running programs shows it."""
    parser.add_argument(
        "--password-file",
        metavar="TỆP",
        type=Path,
        help=f"tệp có mật khẩu ở dòng đầu (hay biến {PASSWORD_VARIABLE})",
    )


def password_of(call: Call) -> str:
    """Return the password that was given to a command, "" for none."""
    path: Path | None = call.args.password_file
    if path is None:
        return os.environ.get(PASSWORD_VARIABLE, "")
    try:
        with path.open(encoding="utf-8-sig") as stream:
            return stream.readline(LONGEST_PASSWORD).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"Chưa đọc được tệp mật khẩu {path.name}. Hãy xem lại tệp.") from error


def verify(call: Call) -> int:
    """Check each package; one that fails is told and the others are checked all the same."""
    paths, password = call.args.files, password_of(call)
    if call.args.office or os.environ.get(OFFICE_VARIABLE):
        with call.office() as office:
            checks = PackageChecking(office.devices).check(paths, password)
    else:
        checks = PackageChecking().check(paths, password)
    call.answer([as_json(each) for each in checks], "\n\n".join(map(as_text, checks)))
    for each in checks:
        if each.refusal:
            call.say(shown(each.refusal))
    if any(each.is_fault or each.trust is Trust.OTHER_KEY for each in checks):
        return FOUND
    return REFUSED if any(each.refusal for each in checks) else DONE


def as_json(check: PackageCheck) -> dict[str, Any]:
    """Return a check under the names of `verify --json`."""
    card, manifest = check.card, check.manifest
    return {
        "files": list(check.names),
        "ok": not check.refusal,
        "error": check.refusal or None,
        "sha256": check.sha256 or None,
        "sealed": check.is_sealed,
        "signer": card
        and {
            "key": card.key,
            "code": card.code,
            "device": card.device_name or None,
            "office": card.office_name or None,
            "trust": check.trust.value if check.trust else None,
        },
        "format": manifest and f"{manifest.major}.{manifest.minor}",
        "purpose": manifest and manifest.purpose.value,
        "events": manifest and manifest.event_count,
        "attachments": manifest and len(manifest.files),
        "entries": manifest and len(manifest.entries),
        "note": manifest and (manifest.note or None),
    }


def as_text(check: PackageCheck) -> str:
    """Return a check for the eye."""
    lines = [" + ".join(map(shown, check.names))]
    if check.card:
        who = ", ".join(filter(None, (check.card.device_name, check.card.office_name)))
        lines.append(f"  Chữ ký đúng, mã máy {check.card.code}{f' ({shown(who)})' if who else ''}.")
    if check.trust:
        lines.append(f"  Máy ký: {TRUSTS[check.trust]}.")
    if check.manifest:
        holds = check.manifest
        lines.append(f"  Mục đích: {PURPOSES[holds.purpose]}.")
        lines.append(
            f"  {holds.event_count} thay đổi, {len(holds.files)} tệp đính kèm, "
            f"{len(holds.entries)} phần khác; quy cách {holds.major}.{holds.minor}."
        )
    return "\n".join(lines)


def shown(text: str) -> str:
    """Return a text on one line, without letters that steer a console."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
