"""The reader and rules of the layout check, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardapp.core.checking import CheckRule
from wardapp.core.layout import Standard
from wardapp.documents.checking.judges import KINDS
from wardapp.documents.checking.reading import DocumentReader
from wardapp.documents.checking.rules import load_file


@pytest.fixture(scope="session")
def check_reader(resources: Path, standards: dict[str, Standard]) -> DocumentReader:
    return DocumentReader(resources, standards.values())


@pytest.fixture(scope="session")
def layout_rules(resources: Path) -> tuple[CheckRule, ...]:
    files = sorted((resources / "rules").glob("layout-*.toml"))
    return tuple(rule for file in files for rule in load_file(file, KINDS))
