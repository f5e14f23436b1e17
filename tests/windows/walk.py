"""The walk of the installed program under Wine: `python3 dev.py walk`.

Builds the Windows program, installs it silently in a fresh Wine prefix, does with it what a clerk
does, and takes it away again. It is a script and no test of pytest's: its steps build upon each
other, take minutes, and end in a list of what was proved, each with its figures. What Wine proves
and what it does not is told in packaging/README.md.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType

from tests.windows import (
    step_commands,
    step_damage,
    step_install,
    step_portable,
    step_setbacks,
    step_suite,
    step_uninstall,
    step_window,
    step_wizard,
)
from tests.windows.building import Build, OlderInstaller, build_fast, built_in
from tests.windows.prefix import fresh_prefix, missing_tools
from tests.windows.screen import own_screen
from tests.windows.walking import Step, Walk, go

ROOT = Path(__file__).resolve().parent.parent.parent
OUT = ROOT / ".out" / "walk"

STEPS = [
    Step("install silently", step_install.install, vital=True),
    Step("self-test", step_commands.self_test),
    Step("answers", step_commands.answers, vital=True),
    Step("exit codes", step_commands.exit_codes),
    Step("tour", step_commands.tour),
    Step("window", step_window.window),
    Step("second start", step_window.second_start),
    Step("install over a running program", step_window.refused_while_running),
    Step("missing parts", step_damage.missing_parts),
    Step("data folder refused", step_damage.data_folder_refused),
    Step("portable", step_portable.portable),
    Step("unit tests", step_suite.unit_tests),
    Step("first paint", step_window.first_paint),
    Step("uninstall", step_uninstall.uninstall),
    Step("upgrade", step_uninstall.upgrade),
    Step("uninstall the upgraded", step_uninstall.uninstall_upgraded),
    Step("wizard", step_wizard.wizard),
    Step("refused folders", step_setbacks.refused_folders),
    Step("failed upgrade", step_setbacks.failed_upgrade),
    Step("upgrade cut short", step_setbacks.cut_upgrade),
]


def main() -> int:
    """Walk and return the exit code: 0 when everything was proved."""
    words = _words()
    if lacking := missing_tools():
        print(f"walk: missing here: {', '.join(lacking)}")
        return 2
    signal.signal(signal.SIGTERM, _leave)
    begun = time.monotonic()
    build = (
        built_in(words.built.resolve()) if words.built else build_fast(ROOT / ".out" / "package")
    )
    print(f"\n── built or found in {time.monotonic() - begun:.0f} s: {build.installer}", flush=True)
    shutil.rmtree(OUT, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix="wardapp-walk-"))
    older = OlderInstaller(build, folder / "older")
    try:
        failed = _walk(build, older, folder / "first", _chosen(words.only))
        if failed:
            failed = _again(build, older, folder / "second", failed)
    finally:
        older.stop()
        if not words.keep:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"\nWalked in {time.monotonic() - begun:.0f} s; pictures in {OUT.relative_to(ROOT)}")
    return 1 if failed else 0


def _walk(build: Build, older: OlderInstaller, folder: Path, steps: list[Step]) -> dict[str, str]:
    """Take steps in a Windows of their own; return what failed."""
    folder.mkdir()
    with own_screen() as screen, fresh_prefix(folder, screen.display) as prefix:
        walk = Walk(prefix, screen, build, older, folder / "files", OUT)
        walk.folder.mkdir()
        return go(walk, steps)


def _again(
    build: Build, older: OlderInstaller, folder: Path, failed: dict[str, str]
) -> dict[str, str]:
    """Take what failed once more in a fresh Windows; what fails there again has failed.

    Wine itself loses a program now and then. A fault of ours comes again, and both tries are told.
    """
    print("\n══ the steps that failed, once more in a fresh Windows", flush=True)
    left = _walk(build, older, folder, _chosen(list(failed)))
    for title in failed.keys() - left.keys():
        print(f"  second try: {title} (first: {failed[title]})", flush=True)
    return left


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py walk", description=__doc__)
    parser.add_argument("--built", type=Path, help="folder of an earlier `dev.py package --fast`")
    parser.add_argument("--only", nargs="+", default=[], help="words of the steps to take")
    parser.add_argument("--keep", action="store_true", help="leave the prefix behind")
    return parser.parse_args()


def _chosen(wanted: list[str]) -> list[Step]:
    if not wanted:
        return STEPS
    return [step for step in STEPS if step.vital or any(word in step.title for word in wanted)]


def _leave(_number: int, _frame: FrameType | None) -> None:
    sys.exit(1)  # so that Wine and the screen are ended on the way out


if __name__ == "__main__":
    sys.exit(main())
