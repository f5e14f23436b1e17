"""What every test may ask for, and what stands in for a missing screen, LibreOffice or samples."""

from __future__ import annotations

import gc
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
IN_MEMORY = Path("/dev/shm")

HAS_SCREEN = sys.platform == "win32" or bool(
    os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
)
# Before anything imports Qt. Workers on one screen would take the focus from each other; tests that
# want the real screen start the program by itself.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("WARDAPP_OFFICE", None)

from tests.office_tools import OfficeTools  # noqa: E402
from tests.windows.prefix import missing_tools  # noqa: E402
from wardapp.core.clock import HANOI, SetClock  # noqa: E402
from wardapp.core.places import Places  # noqa: E402

# Every day the same examples: new ones are for `prove`, which tells its seed.
settings.register_profile("everyday", max_examples=25, deadline=None, derandomize=True)
settings.register_profile(
    "prove", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("full", settings.get_profile("prove"), max_examples=20_000)
settings.load_profile("everyday")


def _samples_folder() -> Path | None:
    named = os.environ.get("WARDAPP_SAMPLES")
    return Path(named) if named and Path(named).is_dir() else None


@dataclass(frozen=True)
class _Need:
    """Something a machine may lack: how to know, what to say, which fixture asks for it."""

    is_there: Callable[[], bool]
    missing: str
    fixture: str = ""


NEEDS = {
    "libreoffice": _Need(
        lambda: OfficeTools.program() is not None, "LibreOffice is not installed", "soffice"
    ),
    "samples": _Need(
        lambda: _samples_folder() is not None, "WARDAPP_SAMPLES names no folder", "samples"
    ),
    "display": _Need(lambda: HAS_SCREEN, "there is no screen"),
    "gcc": _Need(
        lambda: sys.platform == "linux" and shutil.which("gcc") is not None,
        "gcc is not installed, which compiles the recorder of disk calls",
        "theatre",
    ),
    "wine": _Need(lambda: not missing_tools(), "Wine or a tool beside it is not installed"),
}


def _required() -> set[str]:
    named = os.environ.get("WARDAPP_REQUIRE", "")
    return {word.strip() for word in named.split(",") if word.strip()}


def pytest_configure(config: pytest.Config) -> None:
    """Choose the seed of the proofs once; workers inherit it."""
    os.environ.setdefault("WARDAPP_SEED", str(random.SystemRandom().randrange(10**9)))


def pytest_report_header() -> str:
    return f"seed of proofs: WARDAPP_SEED={os.environ['WARDAPP_SEED']}"


def pytest_collection_finish() -> None:
    """What was collected stays to the end: collecting garbage need not look at it again."""
    gc.collect()
    gc.freeze()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark a test that asks for soffice or samples as needing them."""
    for name, need in NEEDS.items():
        if need.fixture and need.fixture in getattr(item, "fixturenames", ()):
            item.add_marker(name)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for name, need in NEEDS.items():
        if item.get_closest_marker(name) is None or need.is_there():
            continue
        if name in _required():
            pytest.fail(f"WARDAPP_REQUIRE names {name}, but {need.missing}", pytrace=False)
        pytest.skip(f"{name}: {need.missing}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List by name what was skipped, and how often each proof tried."""
    _list_counts(terminalreporter)
    _keep_failed(terminalreporter)
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    terminalreporter.section("skipped, by name")
    for report in sorted(skipped, key=lambda each: each.nodeid):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        terminalreporter.line(f"{report.nodeid}: {str(reason).removeprefix('Skipped: ')}")


def _keep_failed(terminalreporter: pytest.TerminalReporter) -> None:
    """Write the names of what failed where `dev.py` looks for them, to try these once more."""
    target = os.environ.get("WARDAPP_FAILED")
    reports = [
        each for kind in ("failed", "error") for each in terminalreporter.stats.get(kind, [])
    ]
    names = dict.fromkeys(each.nodeid for each in reports)
    if target and names:
        Path(target).write_text("".join(f"{name}\n" for name in names), "utf-8")


def _list_counts(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [
        (report.nodeid, count)
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
        for name, count in report.user_properties
        if name == "times" and report.when == "call"
    ]
    if reports and os.environ.get("WARDAPP_PROOF"):
        terminalreporter.section(f"tries, seed {os.environ['WARDAPP_SEED']}")
        for nodeid, count in sorted(reports):
            terminalreporter.line(f"{count:>9,}  {nodeid}")


@dataclass(frozen=True)
class Proof:
    """How hard to try, and with which seed: `test` every day, `prove`, or `full`."""

    level: str
    seed: int
    note: Callable[[str, object], None]

    def times(self, test: int, prove: int, full: int) -> int:
        """Return the count for this run; the summary of the run names it."""
        count = {"test": test, "prove": prove, "full": full}[self.level]
        self.note("times", count)
        return count

    def random(self, salt: str = "") -> random.Random:
        """Return the generator of this run; a salt gives a test its own."""
        return random.Random(f"{self.seed}{salt}")


@pytest.fixture
def proof(record_property: Callable[[str, object], None]) -> Proof:
    """How hard this run tries (WARDAPP_PROOF) and its seed (WARDAPP_SEED)."""
    level = os.environ.get("WARDAPP_PROOF", "test")
    return Proof(level, int(os.environ["WARDAPP_SEED"]), record_property)


@pytest.fixture
def clock() -> SetClock:
    """Friday, 5 June 2026, 09:42 at the office."""
    start = datetime(2026, 6, 5, 9, 42, tzinfo=HANOI)
    return SetClock(int(start.timestamp() * 1000))


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """The program's own resources and forms, and a data folder of this test."""
    return Places(
        resources=ROOT / "resources", forms=ROOT / "forms", data=tmp_path / "data", program=ROOT
    )


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory where there is such a disk: what is written much and kept short."""
    if not os.access(IN_MEMORY, os.W_OK):
        yield tmp_path_factory.mktemp("ground")
        return
    place = Path(tempfile.mkdtemp(prefix="wardapp-tests-", dir=IN_MEMORY))
    yield place
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The top of the source tree."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real dispatches that WARDAPP_SAMPLES names."""
    folder = _samples_folder()
    assert folder is not None
    return folder


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> OfficeTools:
    """LibreOffice with its own profile and only the bundled fonts: `soffice(files, out)`."""
    home = tmp_path_factory.mktemp("libreoffice")
    yield OfficeTools(home, ROOT / "resources" / "fonts")
    shutil.rmtree(home, ignore_errors=True)
