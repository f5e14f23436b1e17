"""forms/README.md: its example loads, fills and checks as it says, and it names all there is."""

from __future__ import annotations

import re

from tests.form_examples import ROOT, example_of
from wardapp.core.forms import CellType, Combine, TableKind
from wardapp.reports import sources
from wardapp.reports.expression_parser import FUNCTIONS
from wardapp.reports.form_rules import FACTS, MEASURES
from wardapp.reports.loading import faults_of, form_of
from wardapp.reports.tomlfile import toml_record

GUIDE = (ROOT / "forms" / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
NAMES = set(re.findall(r"[A-Za-z_*]+", GUIDE))


def test_the_small_form_of_the_guide_fills_as_it_says() -> None:
    form, example = BLOCKS[:2]

    assert faults_of(form) == ()
    filled = example_of(form_of(toml_record("form.toml", form)), example)
    assert filled.wrong() == []
    assert filled.broken() == filled.told["broken"]


def test_the_blocks_of_moves_and_official_files_fit_the_small_form() -> None:
    moves, official = BLOCKS[2:4]
    form = BLOCKS[0].replace('version = "2026.1"', 'version = "2026.2"', 1)
    more = form.replace('code = "A3"', 'code = "A4"').replace("A.A3", "A.A4")

    assert faults_of(f"{more}\n{moves}\n{official}") == ()


def test_the_guide_names_every_word_of_the_language() -> None:
    words = (
        sources.ROW_SOURCES | sources.UNIT_SOURCES | sources.FROM_LOG | sources.FROM_OPINIONS,
        set(sources.SELECTS) | {value for known in sources.SELECTS.values() for value in known},
        set(CellType) | set(TableKind) | set(Combine) | FUNCTIONS | FACTS | MEASURES,
    )

    assert set().union(*words) - NAMES == set()
