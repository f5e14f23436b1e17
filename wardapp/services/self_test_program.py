"""Checks of the program's own files: the installation against its list, and the fonts."""

from __future__ import annotations

from collections.abc import Iterator

from wardapp.core.tour import TourStep
from wardapp.documents.font_files import BUNDLED, faulty_fonts
from wardapp.services.installation import (
    PORTABLE_MARK,
    damage_sentence,
    damaged_parts,
    installed_root,
    shipped_files,
)
from wardapp.services.self_test_step import REINSTALL, Bench, failed, passed

PRINTED_WITH = ("app/resources/", "app/forms/")
"""What papers are made of is always read byte by byte; it is small."""


def check_installation(bench: Bench) -> Iterator[TourStep]:
    """Hold the installed files against the list that was shipped with them."""
    root = installed_root(bench.places)
    if root is None:
        yield passed("installation", "Chạy từ mã nguồn, không có bản cài để đối chiếu.", files=0)
        return
    below = ("",) if bench.in_full else PRINTED_WITH
    faults = damaged_parts(root, below=below)
    if faults:
        for fault in faults:
            yield failed("installation", damage_sentence(root, (fault,)))
        return
    kind = "Bản mang theo" if (root / PORTABLE_MARK).is_file() else "Bản cài"
    count = len(shipped_files(root))
    how = "đúng từng byte" if bench.in_full else "đúng cỡ; phần để in đúng từng byte"
    yield passed("installation", f"{kind} đủ {count} tệp, {how}.", files=count)


def check_fonts(bench: Bench) -> Iterator[TourStep]:
    """Read every bundled font through: its checksums and its family."""
    faulty = faulty_fonts(bench.places.fonts)
    if faulty:
        yield failed("fonts", f"Phông chữ thiếu hoặc hỏng: {', '.join(faulty)}. {REINSTALL}")
        return
    families = " và ".join(sorted(set(BUNDLED.values())))
    yield passed("fonts", f"{len(BUNDLED)} tệp phông chữ nguyên vẹn: {families}.")
