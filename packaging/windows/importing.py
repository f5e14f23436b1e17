"""Proves that every module which our own files import is shipped, or Python's own."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from common import BuildError


def see_imports(program: Path) -> None:
    """Refuse a tree in which an import of ours would fail, as by a file that git does not track."""
    app, lib = program / "app", program / "lib"
    lacking = [
        f"{path.relative_to(app).as_posix()} imports {module}"
        for path in sorted(app.rglob("*.py"))
        for module in sorted(set(imported_modules(path)))
        if not (is_module(app, module) or is_module(lib, module))
        and module.partition(".")[0] not in sys.stdlib_module_names
    ]
    if lacking:
        raise BuildError("Modules are missing:\n  " + "\n  ".join(lacking))


def imported_modules(path: Path) -> Iterator[str]:
    """Return the modules that a source imports, at its top or further in."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def is_module(folder: Path, module: str) -> bool:
    """Return True when a folder holds the module or package, as source or as a Windows library."""
    place = folder.joinpath(*module.split("."))
    built = place.parent.glob(f"{place.name}.*pyd")
    return place.is_dir() or place.with_suffix(".py").exists() or any(built)
