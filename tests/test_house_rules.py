"""What every file of the house keeps to; ruff, mypy and import-linter prove the rest."""

from __future__ import annotations

import argparse
import ast
import importlib
import importlib.util
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = {"core", "store", "documents", "exchange", "reports", "services", "cli", "ui"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
COMMON_FUNCTION = 30
COMMON_SHARE = 0.95
NETWORK = {"socket", "urllib", "http", "requests", "ftplib", "smtplib", "httpx", "aiohttp"}
NETWORK_PARTS = {"QtNetwork", "urllib.request", "http.client", "QtWebSockets"}
HARMLESS = {"urllib.parse"}
QT_TESTS = ("tests/ui/", "tests/journeys/")
TEXT_KINDS = {".py", ".md", ".toml", ".txt", ".in", ".svg", ".typ", ".html"}
# Split, so that this file does not name them itself.
MACHINE_PATHS = re.compile(
    "|".join(("/" + "home/", "/" + "root/", "/" + "work/", r"C:\\+" + "Users"))
)
KEPT_DOT_FILES = {".ci", ".gitignore", ".github"}


def is_made(path: Path) -> bool:
    """True for what tools make: dot folders and compiled modules."""
    dots = {part for part in path.parts if part.startswith(".")} - KEPT_DOT_FILES
    return bool(dots) or "__pycache__" in path.parts


def tracked() -> list[Path]:
    """Files of the source tree; what git knows, or all but made things without git."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        every = (path for path in ROOT.rglob("*") if path.is_file())
        return [path for path in every if not is_made(path.relative_to(ROOT))]
    return [path for line in listed.stdout.splitlines() if (path := ROOT / line).is_file()]


FILES = tracked()
SOURCES = [path for path in FILES if path.suffix == ".py"]
PROGRAM = [path for path in SOURCES if path.is_relative_to(ROOT / "wardapp")]


@dataclass(frozen=True)
class Facts:
    """What the rules ask of a file; its tree is let go of: it is heavy to collect garbage in."""

    functions: tuple[tuple[str, int], ...]
    imports: tuple[str, ...]
    broad: tuple[int, ...]


@cache
def facts(path: Path) -> Facts:
    """A file parsed when asked for: every worker imports this module, few run its tests."""
    functions: list[tuple[str, int]] = []
    imports: list[str] = []
    broad: list[int] = []
    for node in statements(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            functions.append((node.name, (node.end_lineno or 0) - node.lineno + 1))
        elif isinstance(node, ast.Import):
            imports += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            imports += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ExceptHandler) and catches_all(node):
            broad.append(node.lineno)
    return Facts(tuple(functions), tuple(imports), tuple(broad))


def statements(tree: ast.Module) -> Iterator[ast.AST]:
    """Every statement and handler of a file; what stands inside them is not walked through."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        for part in ("body", "orelse", "handlers", "finalbody", "cases"):
            inside = getattr(node, part, ())
            waiting += inside if isinstance(inside, list) else ()


def nodes(path: Path, *words: str) -> Iterator[ast.AST]:
    """Every node of a file that has one of the words; few have, and walking all is slow."""
    text = path.read_text(encoding="utf-8")
    if any(word in text for word in words):
        yield from ast.walk(ast.parse(text))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def catches_all(handler: ast.ExceptHandler) -> bool:
    """True for a handler of every exception, unless it ends by raising the same again."""
    last = handler.body[-1]
    passes_on = isinstance(last, ast.Raise) and last.exc is None
    is_broad = handler.type is None or ast.unparse(handler.type) in {"Exception", "BaseException"}
    return is_broad and not passes_on


def code_words(markdown: str) -> set[str]:
    return set(re.findall(r"`([A-Za-z_.]+)`", markdown))


def test_files_are_short() -> None:
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_functions_are_short_and_most_are_shorter() -> None:
    lengths = {
        f"{named(path)}:{name}": lines for path in PROGRAM for name, lines in facts(path).functions
    }
    common = sum(lines <= COMMON_FUNCTION for lines in lengths.values())

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}
    assert common >= COMMON_SHARE * len(lengths)


def test_all_texts_are_composed_unicode() -> None:
    texts = (path for path in FILES if path.suffix in TEXT_KINDS)
    loose = [
        named(path)
        for path in texts
        if not unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))
    ]

    assert loose == []


def test_nothing_catches_every_exception_but_the_lanes_and_the_crash_window() -> None:
    allowed = ("wardapp/ui/jobs", "wardapp/ui/crash", "wardapp/ui/lane")
    broad = [
        f"{named(path)}:{line}"
        for path in PROGRAM
        for line in facts(path).broad
        if not named(path).startswith(allowed)
    ]

    assert broad == []


def test_only_commands_print() -> None:
    printing = {
        named(path)
        for path in PROGRAM
        for node in nodes(path, "print(")
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "print"
    }

    assert {name for name in printing if not name.startswith("wardapp/cli/")} == set()


def test_no_file_knows_a_machine() -> None:
    texts = (path for path in FILES if path.suffix in {*TEXT_KINDS, ".lock", ""})
    found = {
        named(path)
        for path in texts
        if MACHINE_PATHS.search(path.read_text(encoding="utf-8", errors="replace"))
    }

    assert found == set()


def test_the_program_has_no_network_code() -> None:
    reaching = {
        f"{named(path)}: {name}"
        for path in PROGRAM
        for name in facts(path).imports
        if not name.startswith(tuple(HARMLESS))
        and (name.split(".")[0] in NETWORK or any(part in name for part in NETWORK_PARTS))
    }

    assert reaching == set()


def test_only_windows_tests_ask_for_a_window() -> None:
    askers = {
        named(path)
        for path in SOURCES
        if named(path).startswith("tests/") and not named(path).startswith(QT_TESTS)
        for node in nodes(path, "qtbot", "qapp")
        if isinstance(node, ast.arg) and node.arg in {"qtbot", "qapp"}
    }

    assert askers == set()


def test_tests_stand_beside_the_rooms() -> None:
    rooms = {path.name for path in (ROOT / "wardapp").iterdir() if path.is_dir()} - {"__pycache__"}

    assert rooms == ROOMS
    assert not list((ROOT / "tests").rglob("__init__.py"))


@pytest.mark.parametrize(
    "form", sorted((ROOT / "forms").glob("*/form.toml")), ids=lambda p: p.parent.name
)
def test_every_form_has_its_example(form: Path) -> None:
    assert (form.parent / "example.toml").is_file()


def test_every_word_of_the_glossary_stands_in_the_code() -> None:
    readme = (ROOT / "wardapp" / "README.md").read_text(encoding="utf-8")
    glossary = readme.partition("\n## Words")[2].partition("\n## ")[0]
    names = {name for path in PROGRAM for name in re.findall(r"[\w.]+", path.read_text("utf-8"))}
    program = "\n".join(names)
    words = code_words(glossary)

    assert len(words) > 20
    assert {word for word in words if not re.search(rf"\b{re.escape(word)}", program)} == set()


def test_every_named_file_of_the_map_exists() -> None:
    readme = (ROOT / "wardapp" / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", readme, re.MULTILINE)
    lost = [
        f"{room}/{name}"
        for room, starts in rows
        if room in ROOMS
        for name in re.findall(r"`([\w/]+(?:\.py|/))`", starts)
        if not (ROOT / "wardapp" / room / name).exists()
    ]

    assert lost == []


def loaded_dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    dev = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(dev)
    return dev


@pytest.fixture(scope="module")
def commands() -> ModuleType:
    """The module of all commands; loaded late, so that a broken one fails only its own tests."""
    return importlib.import_module("wardapp.cli.main")


def test_every_command_that_the_docs_name_exists(commands: ModuleType) -> None:
    docs = {path: path.read_text(encoding="utf-8") for path in FILES if path.suffix == ".md"}
    known = {"dev.py ": set(loaded_dev().COMMANDS), "wardapp ": set(commands.COMMANDS)}

    unknown = {
        f"{named(path)}: {program}{word}"
        for path, text in docs.items()
        for program, names in known.items()
        for word in re.findall(
            rf"(?:^|[`\s/]){re.escape(program)}([a-z][a-z-]+)", text, re.MULTILINE
        )
        if word not in names
    }

    assert unknown == set()


def test_every_command_that_is_named_is_built(commands: ModuleType) -> None:
    built = {
        word
        for action in commands.parser()._actions
        if isinstance(action, argparse._SubParsersAction)
        for word in action.choices
    }

    assert built == set(commands.COMMANDS)
