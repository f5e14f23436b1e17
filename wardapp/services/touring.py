"""The whole main job without a window: files in, answer out, log, report and registers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path

from wardapp.core.clock import DayClock
from wardapp.core.errors import BadValue, WardError
from wardapp.core.files import (
    ROOM_INSIDE,
    disk_refusal,
    remove_file,
    remove_folder,
    write_whole,
)
from wardapp.core.long_paths import reachable, shown
from wardapp.core.places import Places
from wardapp.core.progress import Progress
from wardapp.core.tour import TourOrder, TourResult, TourStep
from wardapp.services.office import Office, create_office
from wardapp.services.setup import EXAMPLES, example_profile
from wardapp.services.tour_inbox import register_inbox
from wardapp.services.tour_papers import answer_newest, export_books, fill_report, write_log

OFFICE_FOLDER = "office"
STORY = "tour.json"

Part = Callable[[Office, TourOrder, Places], Iterator[TourStep]]
PARTS: tuple[tuple[str, str, Part], ...] = (
    ("register", "Vào sổ các tệp nhận được", register_inbox),
    ("answer", "Trả lời văn bản đến", answer_newest),
    ("log", "Ghi nhật ký", write_log),
    ("report", "Lập báo cáo", fill_report),
    ("books", "In sổ", export_books),
)


def tour(order: TourOrder, places: Places, progress: Progress) -> TourResult:
    """Walk the tour into `order.out` and return its steps, which also stand in `tour.json`.

    Raises WardError when the tour cannot begin; later each step tells its own failure and the
    next ones go on with what there is.
    """
    _check(order)
    order = replace(order, out=reachable(order.out, ROOM_INSIDE))
    was_there = order.out.exists()
    walked = False
    try:
        result = _walk(order, places, progress)
        walked = True
    finally:
        if not walked:  # stopped or refused on the way: OUT is as it was, to be walked again
            _clear(order.out, was_there=was_there)
    return result


def _walk(order: TourOrder, places: Places, progress: Progress) -> TourResult:
    steps: list[TourStep] = []
    total = len(PARTS) + 1
    progress.step(0, total, "Tạo sổ mẫu")
    _make(order.out)
    clock = DayClock(order.day)
    profile = example_profile(order.example, places, clock)
    office = create_office(order.out / OFFICE_FOLDER, profile, places, clock)
    with office:
        steps.append(_office_step(office))
        for done, (name, title, part) in enumerate(PARTS, start=1):
            progress.step(done, total, title)
            steps.extend(_told(name, part, office, order, places))
    result = TourResult(out=shown(order.out), steps=tuple(steps))
    write_whole(order.out / STORY, _story(result))
    progress.step(total, total, "Xong")
    return result


def _check(order: TourOrder) -> None:
    if order.example not in EXAMPLES:
        raise BadValue("example", f"Không có sổ mẫu “{order.example}”. Hãy chọn party hoặc state.")
    if order.inbox is not None and not order.inbox.is_dir():
        raise BadValue("inbox", f"Không có thư mục {order.inbox.name} để lấy tệp nhận được.")
    try:
        if order.out.exists() and (not order.out.is_dir() or any(order.out.iterdir())):
            raise BadValue("out", f"{order.out.name} đã có tệp. Hãy chọn thư mục mới hoặc trống.")
    except OSError as error:
        raise disk_refusal(error, order.out) from error


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_refusal(error, out) from error


def _clear(out: Path, *, was_there: bool) -> None:
    """Remove what a tour made; the folder itself stays when it was there before."""
    if not was_there:
        remove_folder(out)
        return
    for made in out.iterdir():
        if made.is_dir():
            remove_folder(made)
        else:
            remove_file(made)


def _office_step(office: Office) -> TourStep:
    return TourStep(
        step="office",
        ok=True,
        sentence=f"Đã tạo {office.title}.",
        files=(OFFICE_FOLDER,),
        values=(("title", office.title),),
    )


def _told(
    name: str, part: Part, office: Office, order: TourOrder, places: Places
) -> Iterator[TourStep]:
    """Yield the steps of a part; a refusal becomes its failed step."""
    try:
        yield from part(office, order, places)
    except WardError as refusal:
        yield TourStep(step=name, ok=False, sentence=refusal.sentence)


def _story(result: TourResult) -> bytes:
    steps = [{**asdict(step), "values": dict(step.values)} for step in result.steps]
    return json.dumps(steps, ensure_ascii=False, indent=1).encode()
