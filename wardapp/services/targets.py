"""Where an export may go: known endings, an existing folder, one name once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from wardapp.core.errors import BadValue
from wardapp.core.files import disk_refusal


def checked_targets(targets: Iterable[Path], kinds: Iterable[str]) -> tuple[Path, ...]:
    """Return the targets; BadValue when one has an ending that can't be written there.

    Asked before a number is taken, so that a slip in a file name costs nothing.
    """
    known = tuple(kinds)
    found = tuple(targets)
    for target in found:
        if target.suffix.casefold() not in known:
            raise BadValue(
                "target", f"Không ghi được {target.name}: tên tệp phải có đuôi {_listed(known)}."
            )
        if _is_folder(target):
            raise BadValue("target", f"{target.name} là thư mục. Hãy ghi tên tệp.")
        if target.exists() and not target.is_file():
            raise BadValue("target", f"{target.name} không phải là tệp. Hãy chọn tên tệp khác.")
        if not target.absolute().parent.is_dir():
            raise BadValue(
                "target",
                f"Chưa có thư mục {target.absolute().parent.name} để ghi {target.name}. "
                "Hãy tạo thư mục trước hoặc chọn nơi khác.",
            )
    return found


def _is_folder(target: Path) -> bool:
    try:
        return target.is_dir()
    except OSError as error:
        raise disk_refusal(error, target) from error


def _listed(kinds: tuple[str, ...]) -> str:
    return " hoặc ".join([", ".join(kinds[:-1]), kinds[-1]] if len(kinds) > 1 else kinds)
