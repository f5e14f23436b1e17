"""Chép ra USB: written whole or not at all, read back from the disk and compared, then let go."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from wardapp.core.disk_trouble import Trouble, trouble_of
from wardapp.core.errors import DiskRefused
from wardapp.core.exchange import Stick
from wardapp.core.files import CHUNK, patiently, reading_refusal, remove_file, sync_folder
from wardapp.core.progress import Progress, Silent
from wardapp.store.removable import sticks, stored_pieces

PART_ENDING = ".chep-do"
"""Ends the name of a file that is being copied: never taken for a package."""

PACKAGES_FOLDER = "WardApp"
MARGIN = 1 << 20
"""Bytes a stick must have left over: its folder grows too."""

_COPYING, _COMPARING = "Đang chép ra USB", "Đang đọc lại để so"
_NEVER_HALF = "Chưa có tệp nào dở dang trên USB."


class Sticks:
    """The removable disks that are in now, and copying packages to one of them."""

    def __init__(
        self,
        find: Callable[[], tuple[Stick, ...]] = sticks,
        stored: Callable[[Path], Iterable[bytes]] = stored_pieces,
    ) -> None:
        self._find = find
        self._stored = stored

    def all(self) -> tuple[Stick, ...]:
        """Return the sticks that are in now."""
        return self._find()

    def copy(
        self, sources: Sequence[Path], stick: Stick, progress: Progress | None = None
    ) -> tuple[Path, ...]:
        """Copy files to a stick, all of them or none, and return where they lie.

        Each was synced, read back from the disk itself and compared before it got its name.
        DiskRefused says in a sentence what the stick refused; then nothing of them is on it.
        """
        folder = stick.root / PACKAGES_FOLDER
        told = progress or Silent()
        need = sum(path.stat().st_size for path in sources)
        done: list[Path] = []
        try:
            _swept(folder)
            _refuse_full(stick, need, shutil.disk_usage(stick.root).free)
            folder.mkdir(exist_ok=True)
            for at, source in enumerate(sources):
                target = free_name(folder, source.name)
                self._copied(source, target, (told, 2 * at, 2 * len(sources)))
                done.append(target)
            sync_folder(folder)
            sync_folder(stick.root)
        except OSError as error:
            _taken_away(done)
            raise _refused(error, stick, need) from error
        except BaseException:
            _taken_away(done)
            raise
        return tuple(done)

    def _copied(self, source: Path, target: Path, step: tuple[Progress, int, int]) -> None:
        told, at, every = step
        part = target.with_name(target.name + PART_ENDING)
        try:
            told.step(at, every, _COPYING)
            sha256 = _written(source, part, lambda: told.step(at, every, _COPYING))
            told.step(at + 1, every, _COMPARING)
            digest = hashlib.sha256()
            for piece in self._stored(part):
                told.step(at + 1, every, _COMPARING)
                digest.update(piece)
            if digest.hexdigest() != sha256:
                raise DiskRefused(
                    "Đọc lại thấy khác bản gốc: USB này ghi không đúng. "
                    f"Hãy dùng USB khác. {_NEVER_HALF}"
                )
            patiently(lambda: part.replace(target))
            _synced(target)
        finally:
            with suppress(OSError):  # a stick that is gone took it along
                remove_file(part)


def free_name(folder: Path, name: str) -> Path:
    """Return a path in a folder where nothing lies yet: the name, or with a number behind."""
    plain, copy = Path(name), 1
    target = folder / name
    while target.exists():
        copy += 1
        target = folder / f"{plain.stem} ({copy}){plain.suffix}"
    return target


def _is_part(path: Path) -> bool:
    return path.name.endswith(PART_ENDING) or path.name.startswith("._")


def _written(source: Path, part: Path, told: Callable[[], None]) -> str:
    """Copy a file and sync it; return the hash of what was read."""
    digest = hashlib.sha256()
    with part.open("wb") as stream:
        for piece in _pieces(source):
            told()
            digest.update(piece)
            stream.write(piece)
        stream.flush()
        os.fsync(stream.fileno())
    return digest.hexdigest()


def _pieces(source: Path) -> Iterator[bytes]:
    try:
        stream = source.open("rb")
    except OSError as error:
        raise reading_refusal(error, source) from error
    with stream:
        while piece := stream.read(CHUNK):
            yield piece


def _synced(target: Path) -> None:
    """Let the disk keep the new name too, before anybody pulls it."""
    with target.open("r+b") as stream:
        os.fsync(stream.fileno())


def _swept(folder: Path) -> None:
    """Remove what a pulled stick left half-written the time before."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name.endswith(PART_ENDING):
                remove_file(path)


def _taken_away(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            remove_file(path)


def _refuse_full(stick: Stick, need: int, free: int) -> None:
    if free < need + MARGIN:
        raise DiskRefused(_full(stick, need, free))


def _full(stick: Stick, need: int, free: int) -> str:
    return (
        f"USB {_named(stick)} không đủ chỗ: cần {_megabytes(need)}, còn {_megabytes(free)}. "
        f"Hãy dọn bớt hoặc dùng USB khác. {_NEVER_HALF}"
    )


def _refused(error: OSError, stick: Stick, need: int) -> DiskRefused:
    match trouble_of(error, stick.root):
        case Trouble.FULL:
            return DiskRefused(_full(stick, need, 0))
        case Trouble.PLACE_READ_ONLY | Trouble.FILE_READ_ONLY:
            return DiskRefused(
                f"USB {_named(stick)} chỉ cho đọc. Hãy gạt khóa trên USB hoặc dùng USB khác."
            )
        case Trouble.GONE:
            return DiskRefused(
                f"USB {_named(stick)} đã rút ra hoặc bị lỗi giữa chừng. Hãy cắm lại rồi chép lại; "
                "tệp chép dở trên đó không dùng được và sẽ được dọn."
            )
        case _:
            return DiskRefused(
                f"Chưa chép được ra USB {_named(stick)}: USB lỗi hoặc đang bị chương trình khác "
                "giữ. Hãy cắm lại hoặc dùng USB khác."
            )


def _named(stick: Stick) -> str:
    return stick.label or str(stick.root)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB".replace(".", ",")
