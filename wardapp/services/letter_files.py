"""Letters as files: made ready beside their place, then put there all together, or none."""

from __future__ import annotations

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

    Leaving the block without `settle` leaves nothing behind.
    """

    def __init__(self, target: SerialTarget, run_id: RecordId) -> None:
        self._target = target
        folder = target.path if target.is_folder else target.path.parent
        self._stage = reachable(folder) / f".wardapp-{run_id[-12:]}.part"
        self._staged: list[tuple[Path, Path]] = []

    def __enter__(self) -> Self:
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


def _put(part: Path, final: Path) -> None:
    patiently(lambda: part.replace(final))


def _free(folder: Path, stem: str, ending: str) -> Path:
    path, copy = folder / f"{stem}{ending}", 1
    while path.exists():
        copy += 1
        path = folder / f"{stem} ({copy}){ending}"
    return path
