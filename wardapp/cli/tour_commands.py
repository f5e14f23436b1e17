"""`wardapp tour`: the whole main job without a window."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from wardapp.cli.call import DONE, REFUSED, Call
from wardapp.core.progress import Progress, Silent
from wardapp.core.tour import TOUR_DAY, TourOrder, TourResult, TourStep
from wardapp.services.setup import EXAMPLES
from wardapp.services.touring import tour


class Told:
    """A progress that says on standard error what is being done."""

    def step(self, done: int, total: int, text: str) -> None:
        """Print how far it is."""
        sys.stderr.write(f"[{done}/{total}] {text}\n")


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    walk = commands.add_parser(
        "tour", parents=[common], help="đi hết việc chính trên một sổ mẫu, không cần cửa sổ"
    )
    walk.add_argument("out", metavar="THƯ_MỤC_RA", type=Path)
    walk.add_argument("--inbox", metavar="THƯ_MỤC", type=Path, help="tệp nhận được")
    walk.add_argument("--example", choices=EXAMPLES, default=EXAMPLES[0])
    walk.set_defaults(run=run_tour)


def run_tour(call: Call) -> int:
    """Walk the tour into a folder."""
    result = _walk(call, call.args.out, call.args.example, call.args.inbox)
    told = "\n".join(map(_line, result.steps))
    call.answer(story(result), f"{told}\nKết quả ở {result.out}")
    return DONE if result.ok else REFUSED


def story(result: TourResult) -> list[dict[str, Any]]:
    """Return the steps as `tour.json` holds them."""
    return [{**asdict(step), "values": dict(step.values)} for step in result.steps]


def _walk(call: Call, out: Path, example: str, inbox: Path | None) -> TourResult:
    progress: Progress = Told() if sys.stderr.isatty() else Silent()
    order = TourOrder(out=out, inbox=inbox, example=example, day=call.today_given or TOUR_DAY)
    return tour(order, call.places, progress)


def _line(step: TourStep) -> str:
    return f"{'đạt' if step.ok else 'LỖI'}\t{step.sentence}"
