"""Checks of this PC's disk: write rights, whole writes, the lock, what kind of place, room."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

from wardapp.core.files import write_whole
from wardapp.core.office import Ground
from wardapp.core.tour import TourStep
from wardapp.services.data_folder import refuse_unwritable_data
from wardapp.services.self_test_step import Bench, failed, passed
from wardapp.store.engine_check import lock_step
from wardapp.store.folder import low_space_notice
from wardapp.store.ground import ground_of

FIRST, SECOND = b"l\xe1\xba\xa7n m\xe1\xbb\x99t", b"l\xe1\xba\xa7n hai"


def check_temporary(bench: Bench) -> Iterator[TourStep]:
    """Write, sync and replace a file where temporary files lie."""
    yield _replaced("temporary", "Thư mục tạm", bench.scratch)


def check_data_folder(bench: Bench) -> Iterator[TourStep]:
    """Do the same in the user's data folder; the file is taken away again."""
    refuse_unwritable_data(bench.places.data)
    yield _replaced("data", "Thư mục dữ liệu", bench.places.data)


def check_lock(bench: Bench) -> Iterator[TourStep]:
    """Take the lock of an office folder, and fail to take it twice."""
    folder = bench.scratch / "khóa"
    folder.mkdir(parents=True, exist_ok=True)
    yield lock_step(folder, bench.clock.now_ms())


def check_ground(bench: Bench) -> Iterator[TourStep]:
    """See that the data folder lies neither on another machine nor in a synced folder."""
    folder = bench.places.data
    match ground_of(folder):
        case Ground.LOCAL:
            yield passed("ground", f"Dữ liệu nằm trên ổ của máy: {folder}.", folder=str(folder))
        case Ground.NETWORK:
            yield failed(
                "ground", f"Thư mục dữ liệu {folder} nằm trên ổ mạng. Hãy để sổ trên ổ của máy này."
            )
        case Ground.CLOUD:
            yield failed(
                "ground",
                f"Thư mục dữ liệu {folder} do OneDrive hoặc dịch vụ tương tự đồng bộ, dễ hỏng sổ. "
                "Hãy để sổ ở thư mục khác.",
            )


def check_space(bench: Bench) -> Iterator[TourStep]:
    """See that the disk of the data folder has room."""
    folder = bench.places.data.absolute()  # it need not exist yet
    there = next((each for each in (folder, *folder.parents) if each.is_dir()), bench.scratch)
    notice = low_space_notice(there)
    yield failed("space", notice) if notice else passed("space", "Ổ đĩa còn đủ chỗ.")


def _replaced(step: str, title: str, folder: Path) -> TourStep:
    probe = folder / f".{secrets.token_hex(4)}.thu"
    try:
        write_whole(probe, FIRST)
        write_whole(probe, SECOND)
        kept = probe.read_bytes()
    finally:
        probe.unlink(missing_ok=True)
    if kept != SECOND or probe.exists():
        way = "Hãy kiểm tra ổ đĩa và phần mềm diệt vi-rút."
        return failed(step, f"{title}: tệp vừa ghi đọc lại không đúng. {way}")
    return passed(step, f"{title} ghi, thay và xóa tệp được.")
