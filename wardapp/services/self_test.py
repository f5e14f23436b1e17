"""The self-test without tours and window: this installation, this PC, one small check a thing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from wardapp.core.errors import WardError
from wardapp.core.tour import TourStep
from wardapp.services.self_test_disk import (
    check_data_folder,
    check_ground,
    check_lock,
    check_space,
    check_temporary,
)
from wardapp.services.self_test_papers import (
    check_calendar,
    check_excel,
    check_layout,
    check_names,
    check_old_fonts,
    check_pages,
    check_word,
)
from wardapp.services.self_test_program import check_fonts, check_installation
from wardapp.services.self_test_reports import check_units
from wardapp.services.self_test_step import Bench, Check, failed
from wardapp.store.engine_check import engine_steps

FAULTS = (ImportError, OSError, RuntimeError, ValueError, LookupError, TypeError, AttributeError)
"""What a part that is missing or spoilt makes a check end with."""

UNTRIED = "không thử được"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Named:
    """A check under the name that its failure is told with."""

    step: str
    title: str
    check: Check


CHECKS = (
    Named("installation", "Bản cài", check_installation),
    Named("fonts", "Phông chữ", check_fonts),
    Named("typst", "Trang in", check_pages),
    Named("word", "Tệp Word", check_word),
    Named("layout", "Soát thể thức", check_layout),
    Named("excel", "Tệp Excel", check_excel),
    Named("units", "Tệp của đơn vị", check_units),
    Named("old_fonts", "Phông chữ cũ", check_old_fonts),
    Named("calendar", "Ngày nghỉ", check_calendar),
    Named("names", "Tên cơ quan", check_names),
    Named("sqlite", "SQLite", lambda bench: engine_steps(bench.scratch)),
    Named("temporary", "Thư mục tạm", check_temporary),
    Named("data", "Thư mục dữ liệu", check_data_folder),
    Named("lock", "Khóa sổ", check_lock),
    Named("ground", "Nơi lưu", check_ground),
    Named("space", "Ổ đĩa", check_space),
)


def look_over(bench: Bench) -> Iterator[TourStep]:
    """Yield the steps of every check, those that break down among them."""
    bench.scratch.mkdir(parents=True, exist_ok=True)
    for each in CHECKS:
        yield from guarded(each.step, each.title, partial(each.check, bench))


def guarded(step: str, title: str, begin: Callable[[], Iterable[TourStep]]) -> Iterator[TourStep]:
    """Yield the steps of a part; that it breaks down is a failed step, and no more follow."""
    try:
        yield from begin()
    except WardError as refusal:
        yield failed(step, f"{title}: {refusal.sentence}")
    except FAULTS as fault:
        log.exception("self-test: %s", step)
        what = f"không nạp được {fault.name}" if isinstance(fault, ImportError) else UNTRIED
        way = "Hãy cài lại WardApp; nếu vẫn lỗi, xem tệp nhật ký trong thư mục dữ liệu."
        yield failed(step, f"{title}: {what} ({type(fault).__name__}). {way}")
