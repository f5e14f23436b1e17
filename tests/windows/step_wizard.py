"""The pages of installer and uninstaller on a screen, walked through by keyboard, each kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.windows.trees import UNINSTALLER, faults_of
from tests.windows.walking import Walk, expect

INSTALLER_TITLE = "^Cài đặt WardApp"
UNINSTALLER_TITLE = "^Gỡ cài đặt WardApp"
BEFORE = ("welcome", "folder", "ready")
"""The pages of a first installation, before the files are copied."""
COPYING_S = 180


def wizard(walk: Walk) -> Iterator[str]:
    """Install and uninstall as a clerk does, every choice left as proposed."""
    program = walk.prefix.local / "Programs" / "WardApp"
    process = walk.prefix.start(walk.build.installer)
    window = _wait_for(walk, INSTALLER_TITLE)
    for page in BEFORE:
        _keep(walk, f"wizard-{page}")
        expect(walk.screen.press_for_change("Return", window), f"nothing follows page {page}")
    expect(walk.prefix.wait_until(lambda: _is_whole(program), COPYING_S), "it is not installed")
    _keep(walk, "wizard-finish")
    walk.screen.focus(window)
    walk.screen.press("space", "Return")  # “Mở WardApp” off, then Xong
    process.wait(60)
    expect(process.returncode == 0, f"the wizard left {process.returncode}")
    expect(not walk.prefix.programs(), f"it opened {walk.prefix.programs()}")
    faults = faults_of(program)
    expect(not faults, f"installed is not what was listed: {faults[:10]}")
    yield f"Enter leads through the wizard's {len(BEFORE) + 1} pages; every file as listed"
    walk.prefix.start(program / UNINSTALLER)
    window = _wait_for(walk, UNINSTALLER_TITLE)
    _keep(walk, "wizard-uninstall")
    walk.screen.focus(window)
    walk.screen.press("Return")
    expect(walk.prefix.wait_until(lambda: not program.exists()), "it is still installed")
    _keep(walk, "wizard-uninstalled")
    walk.screen.focus(window)
    walk.screen.press("Return")
    expect(walk.prefix.wait_until(walk.prefix.is_quiet), f"runs on: {walk.prefix.programs()}")
    yield "Enter leads through the uninstaller's pages; the folder is gone"


def _wait_for(walk: Walk, title: str) -> str:
    window = walk.screen.wait_for_window(title)
    expect(window, f"no window {title} came")
    return window


def _keep(walk: Walk, name: str) -> Path:
    walk.screen.wait_until_still()
    return walk.screen.shoot(walk.pictures / f"{name}.png")


def _is_whole(program: Path) -> bool:
    return (program / UNINSTALLER).is_file() and not any(program.glob("~*"))
