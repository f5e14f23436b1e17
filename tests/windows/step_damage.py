"""A damaged installation says in one sentence what is wrong, on the console and in a box."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.windows.prefix import ended
from tests.windows.step_window import CLOSES_WITHIN, TITLE, close_window, open_window
from tests.windows.walking import Walk, expect

MISSING = {
    "lib/PySide6/Qt6Widgets.dll": "a Qt library",
    "app/resources/fonts/OpenSans-Regular.ttf": "a font",
    "runtime/python313.dll": "Python itself",
    "app/wardapp/services/office.py": "a part of the program",
}
BOX_TITLE = "WardApp"
ONE_LINE = 1


def missing_parts(walk: Walk) -> Iterator[str]:
    """Take one part away at a time; the console and the window both say which."""
    for name, what in MISSING.items():
        with _without(walk.program / name):
            console = _told_on_console(walk, name)
            _told_in_box(walk, f"missing-{Path(name).stem}")
        yield f"without {what} ({name}) both say it and leave 1: “{console}”"
    process = open_window(walk)
    expect(close_window(walk, process).code == 0, "it does not start with all parts back")


def data_folder_refused(walk: Walk) -> Iterator[str]:
    """Let the data folder be none: a file stands in its place, then the drive has gone."""
    blocked = walk.own("ổ chỉ đọc")
    blocked.write_text("", encoding="utf-8")
    for named, what in ((walk.prefix.named(blocked), "a file"), ("Q:\\WardApp", "no drive")):
        env = {"WARDAPP_DATA": named}
        done = walk.prefix.run(walk.console, "init", "--example", "party", env=env)
        expect(done.code == 1, f"init left {done.code} with {what} for a data folder")
        expect(len(done.lines()) == ONE_LINE, f"init said {done.lines()}")
        _told_in_box(walk, f"data-{what.replace(' ', '-')}", env)
        yield f"with {what} for a data folder both say it and leave 1: “{done.lines()[0]}”"
    blocked.unlink()


def _told_on_console(walk: Walk, name: str) -> str:
    done = walk.prefix.run(walk.console, "doctor", "--office", walk.office)
    if not done.lines():
        # On a busy machine Wine once lost the words of a program that ends at once.
        done = walk.prefix.run(walk.console, "doctor", "--office", walk.office)
    expect(done.code == 1, f"without {name} wardapp.com left {done.code}: {done.lines()}")
    expect(len(done.lines()) == ONE_LINE, f"without {name} wardapp.com said {done.lines()}")
    expect(Path(name).name in done.err, f"without {name} wardapp.com said {done.lines()}")
    return done.lines()[0]


def _told_in_box(walk: Walk, picture: str, env: dict[str, str] | None = None) -> None:
    process = walk.prefix.start(
        walk.window, env={"WARDAPP_OFFICE": walk.office, "WINEDEBUG": "-all", **(env or {})}
    )
    box = walk.screen.wait_for_window(f"^{BOX_TITLE}$", within=30)
    expect(box, f"no box came for {picture}; it left {process.poll()}")
    walk.screen.wait_until_still()
    expect(not walk.screen.windows(TITLE), "the window opened all the same")
    walk.screen.shoot(walk.pictures / f"{picture}.png")
    walk.screen.focus(box)
    walk.screen.press("Return")
    done = ended(process, CLOSES_WITHIN)
    expect(done and done.code == 1, f"after the box it left {process.returncode}")


@contextmanager
def _without(part: Path) -> Iterator[None]:
    aside = part.with_name(part.name + ".aside")
    part.rename(aside)
    try:
        yield
    finally:
        aside.rename(part)
