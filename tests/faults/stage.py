"""The process that plays scenes with the recorder inside; each playing is a fork of it.

Reads a wish a line (JSON) from standard input, answers in a line each. Started by `Stage` in
`theatre.py`, which is what tests use.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.faults.player import Player
from tests.faults.recording import Ending, Kind, Recorder
from tests.faults.scenes import SCENES
from wardapp.core.errors import WardError
from wardapp.documents.printouts import load_all

REFUSED, BROKE = 3, 4


def main() -> None:
    """Play wish after wish until there is none."""
    recorder = Recorder()
    _warm()
    _answer({"ready": True})
    for line in sys.stdin:
        wish = json.loads(line)
        child = os.fork()
        if child == 0:
            _play(recorder, wish)
        _, status = os.waitpid(child, 0)
        _answer({"status": os.waitstatus_to_exitcode(status)})


def _answer(facts: dict[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(facts)}\n")
    sys.stdout.flush()


def _warm() -> None:
    """Load what scenes use, so that each fork need not; nothing that starts a thread."""
    load_all()
    with TemporaryDirectory() as place:
        scene = SCENES["register"]
        for deed in (scene.before, scene.play):
            deed(Player(Path(place) / "home", Path(place) / "papers", lambda _: None))


def _play(recorder: Recorder, wish: dict[str, Any]) -> None:
    """Play in this fork, which ends with the exit code that tells how it went."""
    home = Path(wish["home"])
    told = home.with_name(f"{home.name}.told")
    player = Player(home, home.with_name("papers"), recorder.mark)
    code = BROKE  # what no sentence is made of ends here, its trace on standard error
    try:
        _perform(recorder, player, wish)
        told.write_text(str(recorder.calls()))
        code = 0
    except WardError as error:
        told.write_text(error.sentence)
        code = _left(player)
    finally:
        if code == BROKE:
            told.write_text(traceback.format_exc())
        os._exit(code)


def _perform(recorder: Recorder, player: Player, wish: dict[str, Any]) -> None:
    scene, promised = SCENES[wish["scene"]], Path(wish["promised"])
    if wish["part"] == "before":
        marks: list[dict[str, Any]] = []
        player.mark = marks.append
        scene.before(player)
        last = marks[-1] if marks else {}
        facts = {**last, "events": sorted(player.known), "gone": []} if marks else {}
        promised.write_text(json.dumps(facts), "utf-8")
        return
    facts = json.loads(promised.read_text("utf-8"))
    player.known = set(facts.get("events", ()))
    recorder.begin(player.home, Path(wish["log"]))
    ending, kinds = Ending(wish["ending"]), Kind(wish["kinds"])
    recorder.choose(wish["call"], ending, wish["number"], kinds)
    recorder.mark(facts)
    scene.play(player)


def _left(player: Player) -> int:
    """Close the office on a disk that may go on refusing; that too may say a sentence only."""
    with suppress(WardError):
        player.leave()
    return REFUSED


if __name__ == "__main__":
    main()
