"""Letters as files: made ready beside their place, then put there all together, or none."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from wardapp.core.errors import BadValue
from wardapp.core.files import disk_refusal, patiently, write_whole
from wardapp.core.identity import RecordId
from wardapp.core.long_paths import reachable
from wardapp.core.progress import Progress
from wardapp.core.serial import SerialTarget
from wardapp.services.file_stems import safe_stem
from wardapp.services.targets import checked_targets

KINDS = (".docx", ".pdf")
STEM_LENGTH = 70
ABANDONED_AFTER_MS = 24 * 3_600_000
"""A run takes no day: a hidden folder of letters that old belongs to one that died."""
_STAGE = re.compile(r"\.wardapp-[0-9a-f]{12}\.part")
_STAGED = re.compile(r"\d{4,}|\.\d{4,}\.\d+\.part")


def checked_place(target: SerialTarget) -> SerialTarget:
    """Return a target that can be written; BadValue before anything is made for it."""
    if target.ending not in KINDS:
        raise BadValue("target", f"Không ghi được đuôi {target.ending}: chỉ .docx hoặc .pdf.")
    if not target.is_folder:
        checked_targets((target.path,), KINDS)
        return target
    if not reachable(target.path).is_dir():
        raise BadValue(
            "target", f"Chưa có thư mục {target.path.name}. Hãy tạo thư mục hoặc chọn nơi khác."
        )
    return target


def letter_name(place: int, total: int, number: str, addressee: str) -> str:
    """Return the stem of one letter of many: unique by its place, safe on every system."""
    width = max(len(str(total)), 2)
    return safe_stem(f"{place:0{width}} {f'{number} ' if number else ''}{addressee}"[:STEM_LENGTH])


class StagedFiles:
    """Files on their way: written and synced in a hidden folder, `settle` puts them in place.

    Leaving the block without `settle` leaves nothing behind; what a run that was killed left in
    that folder long ago goes with the next one.
    """

    def __init__(self, target: SerialTarget, run_id: RecordId, now_ms: int) -> None:
        self._target = target
        folder = target.path if target.is_folder else target.path.parent
        self._stage = reachable(folder) / f".wardapp-{run_id[-12:]}.part"
        self._now_ms = now_ms
        self._staged: list[tuple[Path, Path]] = []

    def __enter__(self) -> Self:
        sweep_abandoned(self._stage.parent, self._now_ms)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):
            if self._stage.exists():
                shutil.rmtree(self._stage)

    def add_all(self, letters: Sequence[tuple[str, bytes]], progress: Progress, text: str) -> None:
        """Write letters (stem, bytes) beside their place; DiskRefused leaves none."""
        for at, (stem, data) in enumerate(letters):
            progress.step(at, len(letters), text)
            self.add(stem, data)

    def add(self, stem: str, data: bytes) -> None:
        """Write one letter; a file of this name that is there already is never touched."""
        if self._target.is_folder:
            final = _free(reachable(self._target.path), stem, self._target.ending)
        else:
            final = reachable(self._target.path)
        part = self._stage / f"{len(self._staged):04}"
        write_whole(part, data)
        self._staged.append((part, final))

    def settle(self) -> tuple[Path, ...]:
        """Put every file in its place; when one cannot be, those put there go again."""
        placed: list[Path] = []
        for part, final in self._staged:
            try:
                _put(part, final)
            except OSError as error:
                self._take_back(placed)
                raise disk_refusal(error, final) from error
            placed.append(final)
        return tuple(placed)

    def _take_back(self, placed: list[Path]) -> None:
        for path in placed if self._target.is_folder else ():
            with suppress(OSError):
                path.unlink()


def sweep_abandoned(folder: Path, now_ms: int) -> None:
    """Remove the hidden folders that runs of letters which died left in a folder.

    Only what is ours by its exact name, holds nothing but our letters and was not touched for a
    day goes; what the disk does not let go of stays for the next run.
    """
    latest = (now_ms - ABANDONED_AFTER_MS) / 1000
    with suppress(OSError):
        for path in folder.glob(".wardapp-*.part"):
            with suppress(OSError):
                if _is_abandoned(path, latest):
                    shutil.rmtree(path)


def _is_abandoned(path: Path, latest: float) -> bool:
    if not _STAGE.fullmatch(path.name) or path.is_symlink() or not path.is_dir():
        return False
    inside = list(path.iterdir())
    return all(
        _STAGED.fullmatch(each.name) and each.is_file() and not each.is_symlink() for each in inside
    ) and all(each.stat().st_mtime < latest for each in (path, *inside))


def _put(part: Path, final: Path) -> None:
    patiently(lambda: part.replace(final))


def _free(folder: Path, stem: str, ending: str) -> Path:
    path, copy = folder / f"{stem}{ending}", 1
    while path.exists():
        copy += 1
        path = folder / f"{stem} ({copy}){ending}"
    return path
