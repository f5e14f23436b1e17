"""Opens mutated files in a process of its own; one JSON line for each, before and after.

`walk.py SEED FIRST LAST WORKING_FOLDER`. Everything is loaded once. A file that takes too long ends
the process, and the parent goes on with the next one; memory is bounded, so that a bomb is an error
and not a machine on its knees.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from tests.checking_corpus.corpus import papers  # noqa: E402
from tests.documents.example_documents import CREATED, official  # noqa: E402
from tests.documents.mutations.doors import (  # noqa: E402
    RESOURCES,
    ListDoors,
    WordDoors,
    paste,
)
from tests.documents.mutations.mutants import broken_fields, mutant, packed, unpacked  # noqa: E402
from tests.documents.mutations.other_mutants import (  # noqa: E402
    html_mutant,
    html_seeds,
    list_mutant,
    list_seeds,
)
from wardapp.documents.docx_writer import DocxWriter  # noqa: E402
from wardapp.documents.outline import parse_outline  # noqa: E402
from wardapp.documents.standards import load_standards  # noqa: E402
from wardapp.documents.templates.door import accepted, read_template  # noqa: E402

MEMORY = 2 << 30
SECONDS_A_FILE = 20.0
SEEDS = 10
OF_A_DOZEN, LIST_AT, HTML_AT = 12, 10, 11
"""Of twelve files ten are Word's, one is a list and one is pasted."""
A_COMMAND, AN_AUDIT = 80, 200
BODY = "Kính mời: {{Họ tên}}\n\nTại: ……………\n\n1. Một việc.\n\n| Tổ | Số |\n|---|---:|\n| 9 | 2 |"


class Walks(Protocol):
    """What `main` walks: the name and the work of each file, by its number."""

    def prepared(self, at: int) -> tuple[str, Any]:
        """Return what was done to a file, and the work that opens it by its doors."""
        ...


def main(words: list[str], walks: Callable[[str, Path], Walks] | None = None) -> int:
    """Walk the files and say what became of each."""
    seed, first, last, folder = words[0], int(words[1]), int(words[2]), Path(words[3])
    _bound_memory()
    warnings.simplefilter("error")
    rooms = folder / "rooms"
    rooms.mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = str(rooms)
    walk = (walks or _Walk)(seed, folder)
    for at in range(first, last):
        way, work = walk.prepared(at)
        _say({"at": at, "way": way})
        _bound_time()
        begun = time.process_time()
        done = work()
        left = [path.name for path in rooms.iterdir()]
        if left:
            done["left"] = f"Traceback: {left}"
        seconds = round(time.process_time() - begun, 2)
        _say({"at": at, "way": way, "done": done, "seconds": seconds, "memory": _memory()})
    return 0


class _Walk:
    """The seeds, and which doors a file goes through."""

    def __init__(self, seed: str, folder: Path) -> None:
        self._seed = seed
        self._word, self._lists = WordDoors(folder), ListDoors(folder)
        self._papers, self._tables, self._pastes = word_seeds(seed), list_seeds(), html_seeds()

    def prepared(self, at: int) -> tuple[str, Any]:
        """Return what was done to a file, and the work that opens it by its doors."""
        seed = f"{self._seed}/{at}"
        if at % OF_A_DOZEN == LIST_AT:
            way, name, table = list_mutant(self._tables, seed)
            return f"list {way}", lambda: {"list": self._lists.open(name, table)}
        if at % OF_A_DOZEN == HTML_AT:
            way, html = html_mutant(self._pastes, seed)
            return f"paste {way}", lambda: {"paste": paste(html)}
        way, data = mutant(self._papers, seed)
        doors = self._doors(seed)
        return way, lambda: {door: self._word.open(door, data) for door in doors}

    @staticmethod
    def _doors(seed: str) -> list[str]:
        """Return one door of the five or two, and now and then a slow one."""
        pick = random.Random(f"{seed}/doors")
        doors = pick.sample(WordDoors.NAMES, pick.choice((1, 1, 1, 2)))
        doors += ["command"] if pick.randrange(A_COMMAND) == 0 else []
        return doors + (["audit"] if pick.randrange(AN_AUDIT) == 0 else [])


def word_seeds(seed: str) -> list[bytes]:
    """Return foreign papers, some with fields, and our own letters with blanks and with fields."""
    whole = [paper.data for paper in papers(len(seed), SEEDS, can_resave=False)]
    fielded = []
    for at, data in enumerate(whole[::2]):
        parts = unpacked(data)
        for step in range(4):
            broken_fields(parts, random.Random(f"{at}/{step}"))
        fielded.append(packed(parts))
    standard = next(each for each in load_standards(RESOURCES / "standards") if each.id == "HD05")
    draft = official(
        standard, "CV", body=parse_outline(BODY), code_number=None, code_notation="CV/ĐU",
        issued_date=None, draft_no=2,
    )  # fmt: skip
    ours = DocxWriter(RESOURCES).write(draft, standard, created=CREATED)
    letter = accepted(ours, read_template(ours).proposals)
    return [*whole, *fielded, ours, ours, letter, letter]


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _bound_time() -> None:
    """Let the system end this process when a file takes too long, even inside a regex.

    It counts the processor's time: what others do on the machine meanwhile does not matter.
    """
    if sys.platform != "win32":
        import signal  # noqa: PLC0415

        signal.setitimer(signal.ITIMER_PROF, SECONDS_A_FILE)


def _memory() -> int:
    """Return the most memory held so far, in megabytes."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
