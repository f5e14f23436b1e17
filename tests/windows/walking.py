"""How the walk goes: steps one after another, what each proved, and what failed."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.windows.building import Build, OlderInstaller
from tests.windows.prefix import Prefix
from tests.windows.screen import Screen

INSTALLED = ("Chương trình văn thư", "WardApp")
"""Below C:, as an office would never name it: spaces and letters that no code page has."""


class Failed(Exception):
    """What a step was to prove does not hold."""


def expect(holds: object, sentence: str) -> None:
    """Go on when it holds, else end the step with this sentence."""
    if not holds:
        raise Failed(sentence)


@dataclass(frozen=True)
class Before:
    """Names of drive C: and lines of the registry."""

    names: set[str]
    registry: set[str]


@dataclass
class Walk:
    """What the steps share."""

    prefix: Prefix
    screen: Screen
    build: Build
    older: OlderInstaller
    folder: Path
    """For files of the walk, outside of drive C:."""
    pictures: Path
    own_names: list[str] = field(default_factory=list)
    """What the walk itself put onto drive C:, beside what Windows programs wrote there."""
    office: str = ""
    """The Windows path of the example office."""
    before: Before | None = None
    """What lay in the prefix before anything was installed."""

    def own(self, name: str) -> Path:
        """Return a place of the walk's own on drive C:."""
        self.own_names.append(name)
        return self.prefix.drive / name

    @property
    def program(self) -> Path:
        """The folder that the program is installed into."""
        return self.prefix.drive.joinpath(*INSTALLED)

    @property
    def window(self) -> Path:
        """The launcher of the window."""
        return self.program / "WardApp.exe"

    @property
    def console(self) -> Path:
        """The launcher of the commands."""
        return self.program / "wardapp.com"

    @property
    def data(self) -> Path:
        """The user's data folder."""
        return self.prefix.local / "WardApp"


Deed = Callable[[Walk], Iterator[str]]
"""Does a step; yields what it proved, a sentence each; raises Failed."""


@dataclass(frozen=True)
class Step:
    """A step of the walk; one that others build upon is `vital`: without it the walk ends."""

    title: str
    deed: Deed
    vital: bool = False


def go(walk: Walk, steps: list[Step]) -> dict[str, str]:
    """Take the steps, say what was proved, and return the titles of those that failed, and why."""
    proved: list[str] = []
    failed: dict[str, str] = {}
    for number, step in enumerate(steps, 1):
        begun = time.monotonic()
        print(f"\n── {number}/{len(steps)} {step.title}", flush=True)
        fault = _take(walk, step, proved)
        print(f"   {time.monotonic() - begun:.1f} s", flush=True)
        walk.prefix.kill_programs()
        if fault:
            failed[step.title] = fault
            print(f"   FAILED: {fault}", flush=True)
        if fault and step.vital:
            failed |= {each.title: "not reached" for each in steps[number:]}
            break
    _report(proved, failed)
    return failed


def _take(walk: Walk, step: Step, proved: list[str]) -> str:
    """Take one step; return "" or what failed. Whatever goes wrong must not end the walk."""
    try:
        for sentence in step.deed(walk):
            proved.append(sentence)
            print(f"   {sentence}", flush=True)
    except Failed as failure:
        walk.screen.shoot(walk.pictures / f"failed-{step.deed.__name__}.png")
        return str(failure)
    except Exception as error:  # noqa: BLE001
        traceback.print_exc()
        return f"{type(error).__name__}: {error}"
    return ""


def _report(proved: list[str], failed: dict[str, str]) -> None:
    print(f"\n══ proved under Wine 8 ({len(proved)})")
    for sentence in proved:
        print(f"  ✓ {sentence}")
    if failed:
        print(f"\n══ FAILED ({len(failed)})")
        for title, sentence in failed.items():
            print(f"  ✗ {title}: {sentence}")
