"""`wardapp self-test`: whether this PC and this installation carry the whole main job."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, REFUSED, Call
from wardapp.core.places import Places
from wardapp.core.progress import Silent
from wardapp.core.tour import TOUR_DAY, TourOrder, TourStep
from wardapp.services.self_test import guarded, look_over
from wardapp.services.self_test_step import Bench
from wardapp.services.setup import EXAMPLES
from wardapp.services.touring import tour

PARTS = {"check": "", "party": "Sổ mẫu Đảng: ", "state": "Sổ mẫu Nhà nước: ", "window": "Cửa sổ: "}
"""What a step belongs to, and how its line begins."""

INSTALLATION, REFUSED_FILE = "installation", "refuse"
NOT_WHOLE = "chưa thử vì bản cài không nguyên vẹn. Hãy cài lại WardApp rồi chạy lại."

Told = tuple[str, TourStep]


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    test = commands.add_parser(
        "self-test", parents=[common], help="tự thử máy và bản cài trên sổ tạm, mỗi bước một dòng"
    )
    test.add_argument(
        "--no-window", action="store_true", help="không mở cửa sổ (máy không có màn hình)"
    )
    test.add_argument("--full", action="store_true", help="so từng byte mọi tệp của bản cài")
    test.set_defaults(run=run_self_test)


def run_self_test(call: Call) -> int:
    """Check program and PC, walk both tours and the window, in a folder that is thrown away."""
    steps: list[Told] = []

    def tell(part: str, step: TourStep) -> None:
        steps.append((part, step))
        if not call.args.json:
            call.answer(None, _line(part, step))

    with tempfile.TemporaryDirectory(prefix="wardapp-", ignore_cleanup_errors=True) as name:
        scratch = Path(name)
        own = replace(call.places, data=scratch / "data")
        for part, step in _all_steps(call, own, scratch):
            tell(part, step)
    tell("check", _swept(scratch))
    if call.args.json:
        call.answer([_value(*told) for told in steps], "")
    failed = sum(not step.ok for _part, step in steps)
    if failed:
        call.say(f"Tự thử: {failed} trong {len(steps)} bước có lỗi. Hãy làm theo các dòng LỖI.")
    return REFUSED if failed else DONE


def _all_steps(call: Call, own: Places, scratch: Path) -> Iterator[Told]:
    bench = Bench(
        places=call.places, scratch=scratch / "checks", clock=call.clock, in_full=call.args.full
    )
    is_whole = True
    for step in look_over(bench):
        is_whole = is_whole and (step.ok or step.step != INSTALLATION)
        yield "check", step
    for example in EXAMPLES:
        order = TourOrder(out=scratch / example, example=example, day=TOUR_DAY)
        yield from _of(example, guarded("tour", "Đi thử", partial(_toured, order, own)))
    yield from _of("window", _window_steps(call, own, scratch, is_whole=is_whole))


def _window_steps(call: Call, own: Places, scratch: Path, *, is_whole: bool) -> Iterable[TourStep]:
    if call.args.no_window or call.walk_window is None:
        return (TourStep(step="window", ok=True, sentence="bỏ qua theo yêu cầu."),)
    if not is_whole:  # Qt ends the whole process when a part of its own is missing
        return (TourStep(step="window", ok=False, sentence=NOT_WHOLE),)
    return guarded("window", "Mở thử", partial(call.walk_window, scratch, own))


def _toured(order: TourOrder, own: Places) -> tuple[TourStep, ...]:
    return tour(order, own, Silent()).steps


def _swept(scratch: Path) -> TourStep:
    ok = not scratch.exists()
    way = f"Còn sót thư mục tạm {scratch}: có tệp chưa được đóng. Hãy xóa bằng tay."
    return TourStep(step="swept", ok=ok, sentence="Đã dọn sạch thư mục tạm." if ok else way)


def _of(part: str, steps: Iterable[TourStep]) -> Iterator[Told]:
    return ((part, step) for step in steps)


def _line(part: str, step: TourStep) -> str:
    expected = "Từ chối đúng tệp thử: " if step.step == REFUSED_FILE else ""
    return f"{'đạt' if step.ok else 'LỖI'}\t{PARTS[part]}{expected}{step.sentence}"


def _value(part: str, step: TourStep) -> dict[str, Any]:
    return {"part": part, **asdict(step), "values": dict(step.values)}
