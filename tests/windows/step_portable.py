"""The portable archive: everything stays beside the program."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.windows.step_commands import GREEN
from tests.windows.step_window import close_window
from tests.windows.trees import drive_names, registry_lines
from tests.windows.walking import Walk, expect

STICK = "USB của tôi"
STATE_TITLE = "UBND phường Liên Hồ"


def portable(walk: Walk) -> Iterator[str]:
    """Unzip, make an office, tour and open the window; look where anything was written."""
    folder = walk.own(STICK)
    with zipfile.ZipFile(walk.build.portable) as archive:
        archive.extractall(folder)
    expect((folder / "WardApp" / "portable.txt").is_file(), "there is no portable.txt")
    names, keys = drive_names(walk.prefix), registry_lines(walk.prefix)
    _work_with(walk, folder / "WardApp")
    new = drive_names(walk.prefix) - names
    outside = [name for name in new if not name.startswith(f"{STICK}/")]
    expect(not outside, f"written outside of its folder: {sorted(outside)[:10]}")
    inside = [name for name in new if name.startswith(f"{STICK}/WardApp/")]
    astray = [name for name in inside if not name.startswith(f"{STICK}/WardApp/data")]
    expect(not astray, f"written into the program: {sorted(astray)[:10]}")
    left = registry_lines(walk.prefix) - keys
    expect(not left, f"written into the registry: {sorted(left)[:10]}")
    yield (
        f"portable: unzipped to C:\\{STICK}, office, tour and window all write below "
        f"WardApp\\data ({len(inside)} names), nothing in AppData or the registry"
    )


def _work_with(walk: Walk, program: Path) -> None:
    run, console = walk.prefix.run, program / "wardapp.com"
    made = run(console, "init", "--example", "state", "--json")
    expect(made.code == 0, f"init ended with {made.code}: {made.err}")
    office = json.loads(made.out)["office"]
    home = walk.prefix.named(program / "data")
    expect(office.startswith(home), f"the office lies in {office}")
    toured = run(console, "tour", program.parent / "Đi thử", timeout=300)
    bad = [line for line in toured.lines() if not line.startswith(GREEN)]
    expect(toured.code == 0, f"tour ended with {toured.code}: {bad}")
    process = walk.prefix.start(program / "WardApp.exe", env={"WARDAPP_OFFICE": office})
    found = walk.screen.wait_for_window(STATE_TITLE)
    expect(found, "its window did not come")
    walk.screen.wait_until_still()
    walk.screen.focus(found)
    walk.screen.shoot(walk.pictures / "portable.png")
    expect(close_window(walk, process).code == 0, "its window did not close well")
