"""Opens mutated files in a process of its own; one JSON line for each, before and after.

`walk.py SEED FIRST LAST WORKING_FOLDER`. The parent kills it when a file takes too long and goes on
with the next one; memory is bounded, so that a bomb is an error and not a machine on its knees.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import sys
import traceback
import warnings
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from tests.checking_corpus.corpus import papers  # noqa: E402
from tests.documents.mutations.mutants import broken_fields, mutant, packed, unpacked  # noqa: E402
from wardapp.cli.main import main as command  # noqa: E402
from wardapp.core.errors import WardError  # noqa: E402
from wardapp.core.places import Places  # noqa: E402
from wardapp.documents.reader.door import FileReader  # noqa: E402
from wardapp.documents.standards import load_standards  # noqa: E402
from wardapp.documents.templates import door as templates  # noqa: E402
from wardapp.documents.word_text import read_word_text  # noqa: E402

MEMORY = 3 << 30
SEEDS = 14
DAY = date(2026, 6, 5)
RESOURCES = ROOT / "resources"


def main(words: list[str]) -> int:
    """Walk the files and say what became of each."""
    seed, first, last, folder = words[0], int(words[1]), int(words[2]), Path(words[3])
    _bound_memory()
    warnings.simplefilter("error")
    folder.mkdir(parents=True, exist_ok=True)
    walk = _Walk(folder)
    seeds = seeds_of(seed)
    for at in range(first, last):
        way, data = mutant(seeds, f"{seed}/{at}")
        _say({"at": at, "way": way})
        _say({"at": at, "way": way, "done": walk.all(data)})
    return 0


def seeds_of(seed: str) -> list[bytes]:
    """Return whole papers, half of them with fields as templates have."""
    whole = [paper.data for paper in papers(len(seed), SEEDS, can_resave=False)]
    fielded = []
    for at, data in enumerate(whole[::2]):
        parts = unpacked(data)
        for step in range(4):
            broken_fields(parts, random.Random(f"{at}/{step}"))
        fielded.append(packed(parts))
    return whole + fielded


class _Walk:
    """Everything that opens a Word file."""

    def __init__(self, folder: Path) -> None:
        self._reader = FileReader(RESOURCES)
        self._standard = load_standards(RESOURCES / "standards")[0]
        self._file = folder / "a.docx"
        self._places = Places(
            resources=RESOURCES, forms=ROOT / "forms", data=folder / "data", program=ROOT
        )

    def all(self, data: bytes) -> dict[str, str]:
        """Return what each way in said: "" done, a sentence, or a traceback."""
        return {
            "read": _tried(lambda: self._reader.read_bytes("a.docx", data)),
            "words": _tried(lambda: read_word_text(data, self._standard)),
            "template": _tried(lambda: _template(data)),
            "number": _tried(lambda: templates.fill_number(data, "12-KH/ĐU", DAY)),
            "check": _tried(lambda: self._check(data)),
        }

    def _check(self, data: bytes) -> None:
        self._file.write_bytes(data)
        around = {path.name for path in self._file.parent.iterdir()} | {"data"}
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            code = command(["check", "--json", str(self._file)], self._places)
        (answer,) = json.loads(out.getvalue())
        told = answer.get("error") if code == 1 else answer.get("findings")
        assert told is not None, (code, answer)
        assert self._file.read_bytes() == data, "the file was touched"
        assert {path.name for path in self._file.parent.iterdir()} <= around, "something was left"


def _template(data: bytes) -> None:
    view = templates.read_template(data)
    assert all(fault.found and fault.remedy for fault in view.faults), view.faults
    values = {field.key: "Liên Hồ & <Hà Liên>" for field in view.fields}
    with contextlib.suppress(WardError):
        filled = templates.ready(data, "mẫu")(values)
        with zipfile.ZipFile(io.BytesIO(filled)) as archive:
            assert archive.testzip() is None
        again = templates.read_template(filled)
        assert not again.faults, again.faults


def _tried(work: Callable[[], object]) -> str:
    """Return "" when done, the sentence of a refusal, or what broke."""
    try:
        work()
    except WardError as error:
        sentence = str(error)
        return sentence if sentence.strip() and len(sentence) < 600 else f"Traceback: {sentence!r}"
    except BaseException:  # noqa: BLE001
        return traceback.format_exc()[-1800:]
    return ""


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
