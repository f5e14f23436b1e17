"""Where an export may go: known endings, an existing folder, one name once."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from wardapp.core.disk_trouble import FORBIDDEN
from wardapp.core.errors import BadValue
from wardapp.core.files import PART_ENDING, disk_refusal
from wardapp.core.long_paths import LONGEST_NAME, is_name_too_long, reachable
from wardapp.services.file_stems import DEVICES


def checked_targets(targets: Iterable[Path], kinds: Iterable[str]) -> tuple[Path, ...]:
    """Return the targets; BadValue when one has an ending that can't be written there.

    Asked before a number is taken, so that a slip in a file name costs nothing.
    """
    known = tuple(kinds)
    found = tuple(targets)
    for target in found:
        real = reachable(target, PART_ENDING)
        if target.suffix.casefold() not in known:
            raise BadValue(
                "target", f"Không ghi được {target.name}: tên tệp phải có đuôi {_listed(known)}."
            )
        _refuse_name(target.name)
        if _is_folder(real):
            raise BadValue("target", f"{target.name} là thư mục. Hãy ghi tên tệp.")
        if real.exists() and not real.is_file():
            raise BadValue("target", f"{target.name} không phải là tệp. Hãy chọn tên tệp khác.")
        if not real.absolute().parent.is_dir():
            raise BadValue(
                "target",
                f"Chưa có thư mục {target.absolute().parent.name} để ghi {target.name}. "
                "Hãy tạo thư mục trước hoặc chọn nơi khác.",
            )
    return found


def _refuse_name(name: str) -> None:
    """Refuse what Windows would write elsewhere: a colon beside the file, `con` to a device."""
    if sys.platform == "win32":
        refuse_name_on_windows(name)


def refuse_name_on_windows(name: str) -> None:
    """Raise BadValue for a file name that Windows does not take as it stands."""
    if is_name_too_long(name):
        raise BadValue(
            "target",
            f"Tên tệp quá dài: Windows chỉ nhận {LONGEST_NAME} ký tự. Hãy đặt tên ngắn hơn.",
        )
    if FORBIDDEN.intersection(name):
        raise BadValue(
            "target",
            f'Tên tệp {name} có ký tự Windows không nhận (< > : " / \\ | ? *). Hãy đặt tên khác.',
        )
    if name.partition(".")[0].strip().casefold() in DEVICES:
        raise BadValue("target", f"Windows dành riêng tên {name}. Hãy đặt tên tệp khác.")


def _is_folder(target: Path) -> bool:
    try:
        return target.is_dir()
    except OSError as error:
        raise disk_refusal(error, target) from error


def _listed(kinds: tuple[str, ...]) -> str:
    return " hoặc ".join([", ".join(kinds[:-1]), kinds[-1]] if len(kinds) > 1 else kinds)
