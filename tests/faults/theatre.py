"""Has scenes played in a process of their own, recorded, refused or killed at a call."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from tests.faults.player import ROOT
from tests.faults.recording import CHANGES, Ending, Kind, Op, compiled, recorded

KILLED = -9


@dataclass(frozen=True)
class Played:
    """How a playing ended: exit code, what it said, what it recorded, where it left its home."""

    status: int
    said: str
    home: Path
    log: Path

    def ops(self) -> tuple[Op, ...]:
        """The record of it, as far as it went."""
        return recorded(self.log)

    def forget(self) -> None:
        """Remove what it left."""
        shutil.rmtree(self.home, ignore_errors=True)
        self.log.unlink(missing_ok=True)


class Theatre:
    """Plays scenes; homes lie below `ground`, which should be a disk in memory."""

    def __init__(self, ground: Path) -> None:
        self.ground = ground
        self._numbers = count(1)
        self._records: dict[str, Played] = {}
        library = compiled(ground)
        env = {**os.environ, "LD_PRELOAD": str(library), "PYTHONPATH": str(ROOT)}
        self._stage = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.stage"],
            env=env,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()

    def close(self) -> None:
        """End the process."""
        assert self._stage.stdin is not None
        assert self._stage.stdout is not None
        self._stage.stdin.close()
        self._stage.wait()
        self._stage.stdout.close()

    def home(self, scene: str) -> Path:
        """The home that a scene begins with, made once."""
        home = self.ground / f"before-{scene}"
        if not home.exists():
            played = self._play(home, {"scene": scene, "part": "before"})
            assert played.status == 0, played.said
        return home

    def record(self, scene: str) -> Played:
        """The record of a scene, played once as it should go."""
        if scene not in self._records:
            played = self.play(scene)
            assert played.status == 0, played.said
            self._records[scene] = played
        return self._records[scene]

    def play(
        self,
        scene: str,
        *,
        call: int = 0,
        ending: Ending = Ending.KILL_AFTER,
        number: int = 0,
        kinds: Kind = CHANGES,
    ) -> Played:
        """Play a scene in a fresh home; the n-th call of these kinds ends otherwise."""
        home = self.ground / f"home-{next(self._numbers)}"
        shutil.copytree(self.home(scene), home)
        wish = {
            "scene": scene,
            "part": "play",
            "call": call,
            "ending": int(ending),
            "number": number,
            "kinds": int(kinds),
        }
        return self._play(home, wish)

    def _play(self, home: Path, wish: dict[str, Any]) -> Played:
        log, told = home.with_name(f"{home.name}.log"), home.with_name(f"{home.name}.told")
        places = {
            "home": str(home),
            "log": str(log),
            "promised": str(self.ground / f"promised-{wish['scene']}.json"),
        }
        assert self._stage.stdin is not None
        self._stage.stdin.write(f"{json.dumps(wish | places)}\n")
        self._stage.stdin.flush()
        status = self._answer()["status"]
        said = told.read_text("utf-8") if told.exists() else ""
        told.unlink(missing_ok=True)
        return Played(status, said, home, log)

    def _answer(self) -> dict[str, Any]:
        assert self._stage.stdout is not None
        line = self._stage.stdout.readline()
        assert line, "the stage is gone"
        return dict(json.loads(line))
