"""One call of a command: what was asked, and the one way to answer."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from wardapp.core.clock import Clock, DayClock, SystemClock
from wardapp.core.dates import parse_day
from wardapp.core.errors import DiskRefused, OfficeRefused
from wardapp.core.places import Places
from wardapp.core.tour import TourStep
from wardapp.services.data_folder import refuse_unwritable_data
from wardapp.services.office import Office, open_for_command

DONE = 0
REFUSED = 1
FOUND = 3
"""Exit codes: done, refused with a sentence, a check found something."""


WalkWindow = Callable[[Path, Places], Iterable[TourStep]]
"""Walks through the real window, in a folder of its own, and tells each step as it is done."""


@dataclass(frozen=True, slots=True)
class Call:
    """A command with its arguments, the program's places and the way to the window."""

    args: argparse.Namespace
    places: Places
    walk_window: WalkWindow | None = None

    @property
    def clock(self) -> Clock:
        """Return the PC's clock, or the one that stands on `--today`."""
        day = self.today_given
        return DayClock(day) if day else SystemClock()

    @property
    def today_given(self) -> date | None:
        """Return the day of `--today`, None without it."""
        text = getattr(self.args, "today", None)
        return parse_day(text, SystemClock().today()) if text else None

    def day(self, text: str | None) -> date | None:
        """Return a day as clerks type it, None when nothing was typed."""
        return parse_day(text, self.clock.today()) if text else None

    def office_folder(self) -> Path:
        """Return the folder of `--office` or WARDAPP_OFFICE; refused when neither is given."""
        named = self.args.office or os.environ.get("WARDAPP_OFFICE", "")
        if not named:
            raise OfficeRefused(
                "Chưa nói sổ ở đâu. Hãy thêm --office THƯ_MỤC hoặc đặt biến WARDAPP_OFFICE."
            )
        return Path(named)

    @contextmanager
    def office(self) -> Iterator[Office]:
        """Open the office beside the window, and close it after the command."""
        folder = self.office_folder()
        refuse_unwritable_data(self.places.data)
        office = open_for_command(folder, self.places, self.clock)
        try:
            if office.recovery is not None:
                kept, lost = office.recovery.kept_aside, office.recovery.lost
                self.say(f"Sổ bị hỏng và đã tự phục hồi; tệp hỏng giữ ở {kept}. {' '.join(lost)}")
            yield office
        finally:
            office.close()

    def answer(self, value: Any, text: str) -> None:
        """Print the value as one JSON value with `--json`, else the text."""
        if self.args.json:
            text = json.dumps(value, ensure_ascii=False, indent=1)
        _print(f"{text}\n")

    def say(self, sentence: str) -> None:
        """Print a sentence on standard error."""
        sys.stderr.write(f"{sentence}\n")


def _print(text: str) -> None:
    """Print at once; a closed output takes nothing, a full one is told."""
    stream: TextIO | None = sys.stdout
    if stream is None:
        return
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        raise DiskRefused(
            "Việc đã làm xong nhưng chưa in được câu trả lời vì nơi nhận đã đầy hoặc bị ngắt. "
            "Hãy chọn nơi nhận khác rồi xem lại sổ."
        ) from error
