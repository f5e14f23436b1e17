"""Every shipped form broken in hundreds of ways: a sentence with a line, or another meaning."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import Proof
from tests.form_examples import CHANNELS, ROOT
from wardapp.core.forms import FormSpec
from wardapp.reports.catalogues import load_groups
from wardapp.reports.faults import FormFault
from wardapp.reports.loading import faults_of, form_of, load_form
from wardapp.reports.tomlfile import decoded, toml_record

FORMS = sorted(ROOT.glob("forms/*/form.toml"))
LEAST = 200
_VALUE = re.compile(r"^(\w+) = (.+)$", re.MULTILINE)
_SWAPS = (
    "3", '"x y"', "true", "[]", "[1, 2]", "{}", "1999-01-01", '""', "-5", "1e308", "nan",
    '"__import__(\'os\')"', '"' + "(" * 40 + '"', "9" * 400, '"\\u0000"',
)  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A text with one thing wrong, and what was done."""

    deed: str
    text: str
    is_wrong: bool = False  # must be refused


def mutants(text: str, chance: random.Random) -> Iterator[Mutant]:
    keys = list(_VALUE.finditer(text))
    for found in chance.sample(keys, min(90, len(keys))):
        cut = text[: found.start()] + text[found.end() :]
        yield Mutant(f"drop {found[0]}", cut)
        yield Mutant(f"rename {found[0]}", _put(text, found, f"{found[1]}x = {found[2]}"), True)
        swap = chance.choice(_SWAPS)
        yield Mutant(f"{found[0]} := {swap}", _put(text, found, f"{found[1]} = {swap}"))
        yield Mutant(f"twice {found[0]}", _put(text, found, f"{found[0]}\n{found[0]}"), True)
    for found in [each for each in keys if each[1] in {"formula", "rule", "when"}]:
        for bad in (
            "nowhere + 1",
            "A.nowhere.x > 1",
            "1 +",
            "f(x)",
            "before(1)",
            "a; b",
            "x" * 500,
        ):
            yield Mutant(f"{found[1]} = {bad}", _put(text, found, f'{found[1]} = "{bad}"'), True)
    for found in [each for each in keys if each[1] in {"code", "key"}][:25]:
        other = next(each for each in keys if each[1] == found[1] and each[2] != found[2])
        yield Mutant(f"{found[0]} like {other[2]}", _put(text, found, f"{found[1]} = {other[2]}"))
    for found in [each for each in keys if each[1] == "width_mm"]:
        for bad in ("0", "-3", "100000", '"20"'):
            yield Mutant(f"width {bad}", _put(text, found, f"width_mm = {bad}"), True)
    for place in chance.sample(range(len(text)), 60):
        yield Mutant(f"cut at {place}", text[:place])
        yield Mutant(f"lost at {place}", text[:place] + text[place + 40 :])
        yield Mutant(f"mark at {place}", text[:place] + chance.choice('"[]{}=#\n') + text[place:])
    yield Mutant("huge", text + "\n#" + "x" * 1_100_000, True)
    yield Mutant("deep", text + "\nextra = " + "[" * 5000, True)
    yield Mutant("deep inline", text + "\nextra = " + "{a=" * 3000, True)
    yield Mutant("nothing", "", True)


def _put(text: str, found: re.Match[str], line: str) -> str:
    return text[: found.start()] + line + text[found.end() :]


def _spec(text: str) -> FormSpec:
    return form_of(toml_record("form.toml", text))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.parent.name)
def test_a_form_broken_in_forty_ways_is_refused_or_means_what_it_says(
    path: Path, proof: Proof
) -> None:
    chance = proof.random(path.parent.name)
    whole = list(mutants(path.read_text("utf-8"), chance))

    assert len(whole) >= LEAST
    assert _judged(path, [*chance.sample(whole, 40), *whole[-4:]]) > 10


@pytest.mark.prove
@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.parent.name)
def test_a_broken_form_is_refused_with_lines_or_means_what_it_says(
    path: Path, proof: Proof
) -> None:
    chance = proof.random(path.parent.name)
    tried = [
        each
        for _ in range(proof.times(1, 3, 12))
        for each in mutants(path.read_text("utf-8"), chance)
    ]
    proof.note("times", len(tried))

    assert _judged(path, tried) > len(tried) / 4


def _judged(path: Path, broken: list[Mutant]) -> int:
    """Return how many mutants are refused; each other one must mean something else."""
    whole, values = load_form(path), tomllib.loads(path.read_text("utf-8"))
    refused = 0
    for mutant in broken:
        faults = faults_of(mutant.text)
        for fault in faults:
            assert 1 <= fault.line <= mutant.text.count("\n") + 1, (mutant.deed, fault)
            assert fault.remedy.endswith("."), mutant.deed
            assert f"dòng {fault.line}" in fault.sentence, mutant.deed
        assert faults or not mutant.is_wrong, mutant.deed
        refused += bool(faults)
        if not faults and not mutant.deed.startswith("drop"):  # what is left out is as the default
            is_same = tomllib.loads(mutant.text) == values
            assert (_spec(mutant.text) == whole) is is_same, mutant.deed
    return refused


def test_all_faults_of_a_file_are_told_in_order_of_lines() -> None:
    text = FORMS[0].read_text("utf-8")
    broken = text.replace('type = "percent"', 'type = "procent"', 1)
    broken = broken.replace("month = 1\n", "month = 14\n", 1)
    broken = broken.replace('rule = "filled(links)"', 'rule = "filled(link)"')
    broken = broken.replace("landscape = true", 'landscape = "có"\npapers = "A5"')

    faults = faults_of(broken)
    lines = broken.split("\n")

    assert [lines[fault.line - 1] for fault in faults] == [
        'landscape = "có"',
        'papers = "A5"',
        "month = 14",
        'type = "procent"',
        'rule = "filled(link)"',
    ]


@pytest.mark.parametrize(
    ("rule", "row_formula", "said"),
    [
        ("a > 0", "r2 + 1", "đi vòng tròn: r1 → r2 → r1"),
        ("a + 1", "r3", "luật phải là một so sánh"),
        ('a == "x" + 1', "r3", "chữ trong ngoặc kép"),
        ("a > 0", "plus(r3:r2)", "viết ngược"),
        ("a > 0", "a + 1", "không có dòng “a”"),
        ("sum(B.x) > 0", "r3", "không có biểu “B”"),
        ("before(A.r9.a) > 0", "r3", "không có dòng “r9”"),
        ("a > 0 and (", "r3", "viết dở"),
        ("plus(a:b) > 0", "r3", "dải dòng"),
    ],
)
def test_formulas_and_rules_are_refused_in_words(rule: str, row_formula: str, said: str) -> None:
    text = f"""
id = "x"
version = "1"
label = "x"
title = "x"
source = "x"
due = [{{ month = 1, day = 1 }}]
[[tables]]
code = "A"
title = "x"
short_title = "x"
kind = "fixed"
columns = [{{ key = "a", label = "A" }}, {{ key = "b", label = "B" }}]
rows = [
  {{ code = "r1", label = "1", formula = '{row_formula}' }},
  {{ code = "r2", label = "2", formula = "r1" }},
  {{ code = "r3", label = "3" }},
]
[[checks]]
code = "c"
table = "A"
rule = '{rule}'
sentence = "x"
"""
    assert said in " ".join(fault.remedy for fault in faults_of(text))


@pytest.mark.parametrize("code", ["utf-16", "cp1258", "utf-8-sig"])
def test_other_encodings_are_told_and_a_mark_of_notepad_is_taken(code: str) -> None:
    text = FORMS[0].read_text("utf-8")
    data = text.encode(code, errors="replace")

    if code == "utf-8-sig":
        assert decoded("form.toml", data) == text
        return
    with pytest.raises(FormFault, match="UTF-8"):
        decoded("form.toml", data)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.parent.name)
def test_every_channel_and_group_of_a_form_is_in_the_catalogue(path: Path) -> None:
    channels = frozenset(channel.code for channel in CHANNELS)
    groups = frozenset(group.code for group in load_groups(ROOT / "resources" / "catalogues"))
    assert faults_of(path, channels=channels, groups=groups) == ()
    text = path.read_text("utf-8")
    if '["loa"' not in text:
        return
    broken = text.replace('["loa"', '["lao"', 1)

    (fault,) = faults_of(broken, channels=channels, groups=groups)

    assert '["lao"' in broken.split("\n")[fault.line - 1]
