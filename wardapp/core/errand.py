"""What a start of the program asks of the window: a page, files, or nothing but the window."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What the clerk wants: `page` is a page's key or the id of an action, "" for none."""

    files: tuple[Path, ...] = ()
    page: str = ""

    @property
    def is_empty(self) -> bool:
        """Return True when nothing but the window is wanted."""
        return not self.files and not self.page


NO_ERRAND = Errand()


@dataclass(frozen=True, slots=True)
class Start:
    """How the window is started: its errand, and the log of a crash that is still to be told."""

    errand: Errand = NO_ERRAND
    crash: Path | None = None


PLAIN_START = Start()


def packed(errand: Errand) -> bytes:
    """Return an errand as bytes, to be handed to another process of the program."""
    # Names that are not text (a disk of another system) travel as the surrogates they are.
    return json.dumps({"page": errand.page, "files": [str(each) for each in errand.files]}).encode()


def unpacked(data: bytes) -> Errand | None:
    """Return the errand that `packed` made, None when the bytes are none."""
    try:
        read = json.loads(data)
        files = tuple(Path(each) for each in read["files"])
        return Errand(files=files, page=str(read["page"]))
    except (ValueError, KeyError, TypeError):
        return None
