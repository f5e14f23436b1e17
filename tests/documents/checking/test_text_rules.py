"""Every rule of words fails the line that breaks it and passes the right one."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Proof
from wardapp.core.checking import CheckFinding, CheckRule, Verdict
from wardapp.core.issuers import Family
from wardapp.core.layout import Standard
from wardapp.core.titles import type_code_of
from wardapp.documents.checking.judges import KINDS, check_document
from wardapp.documents.checking.judging import HARD_EVIDENCE
from wardapp.documents.checking.model import CheckedDocument, CheckedParagraph, CheckedRun
from wardapp.documents.checking.rules import load_rules
from wardapp.documents.standards import load_standards

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
TABLE = tomllib.loads(Path(__file__).with_name("text_cases.toml").read_text("utf-8"))
PAPER: dict[str, list[str]] = TABLE["paper"]
CASES: list[dict[str, Any]] = TABLE["case"]
LOOK = {"font": "Times New Roman", "size": 14.0, "bold": False, "italic": False}
DAYS = {"HD05": date(2026, 6, 5), "HD36": date(2026, 5, 5), "ND30": date(2026, 6, 5)}
ORDER = [
    "circulation", "parent", "issuer", "star", "number", "cv_subject", "urgency", "draft_no",
    "motto", "motto2", "place_date", "type_name", "subject", "dashes", "addressee",
    "addressees", "basis", "body", "part", "roman", "article", "item", "recipients_label",
    "recipient", "storage", "authority", "position", "name", "annex_label", "annex_reference",
]  # fmt: skip


@lru_cache
def standards() -> dict[str, Standard]:
    return {each.id: each for each in load_standards(RESOURCES / "standards")}


@lru_cache
def rules() -> tuple[CheckRule, ...]:
    return load_rules(RESOURCES / "rules", KINDS)


def paper(standard: str, lines: list[str]) -> CheckedDocument:
    """A paper of the lines with the usual ones around them."""
    named = [line.split(": ", 1) for line in lines]
    own = {key for key, _ in named}
    around = [line.split(": ", 1) for line in PAPER[standard]]
    all_lines = [*named, *(each for each in around if each[0] not in own)]
    if "article" not in own and "basis" not in own:  # a stable sort keeps the lines' own order
        all_lines.sort(key=lambda each: _rank(each[0], own))
    paragraphs = tuple(
        CheckedParagraph(
            index=number,
            text=text,
            runs=(CheckedRun(text=text, **LOOK),),
            style="",
            align="left",
            component=key,
            annex=1 if key.startswith("annex") else 0,
        )
        for number, (key, text) in enumerate(all_lines)
    )
    name = next((text for key, text in all_lines if key == "type_name"), "")
    return CheckedDocument(
        file_name="thu.docx",
        paragraphs=paragraphs,
        sections=(),
        family=Family.STATE if standard == "ND30" else Family.PARTY,
        type_code=type_code_of(name),
        day=DAYS[standard],
        own_phrases=("phường Liên Hồ", "Liên Hồ"),
    )


def _rank(component: str, own: set[str]) -> int:
    if {"storage", "recipient"} <= own and component in {"storage", "recipient"}:
        return ORDER.index("recipient")
    if {"authority", "position"} <= own and component in {"authority", "position"}:
        return ORDER.index("authority")
    return ORDER.index(component)


def said(rule: str, standard: str, lines: list[str]) -> list[CheckFinding]:
    chosen = [each for each in rules() if each.id == rule]
    return list(check_document(paper(standard, lines), standards()[standard], chosen))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_a_rule_tells_wrong_from_right(case: dict[str, Any]) -> None:
    rule, standard, wrong, right = (case[key] for key in ("rule", "standard", "wrong", "right"))
    faults = said(rule, standard, wrong)
    assert {each.verdict for each in faults} == {Verdict.FAIL}, faults
    for each in faults:
        assert each.where
        assert each.found
        assert each.clause
        assert each.expected or each.fix
        assert each.is_soft or each.evidence in HARD_EVIDENCE
    assert {each.verdict for each in said(rule, standard, right)} <= {
        Verdict.PASS,
        Verdict.NOT_EVALUATED,
    }


@pytest.mark.parametrize("standard", sorted(PAPER))
def test_a_right_paper_has_no_fault_of_words(standard: str) -> None:
    document = paper(standard, [])
    own = [each for each in rules() if each.id in text_rules()]
    found = check_document(document, standards()[standard], own)
    assert [each for each in found if each.verdict is Verdict.FAIL] == []


@lru_cache
def text_rules() -> frozenset[str]:
    files = (RESOURCES / "rules").glob("text-*.toml")
    tables = [tomllib.loads(path.read_text("utf-8")) for path in files]
    return frozenset(row["id"] for table in tables for row in table["rule"])


def test_every_rule_of_words_has_its_example() -> None:
    assert {case["rule"] for case in CASES} == text_rules()
    assert len(text_rules()) >= 70


def test_scrambled_papers_are_judged_and_every_mend_stands_where_it_says(proof: Proof) -> None:
    lines = [line for case in CASES for line in (*case["wrong"], *case["right"])]
    odd = ("", ":", "Số", "Phụ lục 0", "ngày 99 tháng 99 năm 99999", "Điều 9999999", " " * 9000,
           "Đ" * 9000, "Căn cứ ; " * 900, "\u0323")  # fmt: skip
    chance = proof.random()
    for _ in range(proof.times(12, 2_000, 20_000)):
        standard = chance.choice(sorted(PAPER))
        mixed = []
        for _line in range(chance.randrange(1, 14)):
            key, text = chance.choice(lines).split(": ", 1)
            at, other = chance.randrange(len(text) + 1), chance.choice(lines).split(": ", 1)[1]
            cut = text[:at] + other[: chance.randrange(9)] + text[at + chance.randrange(3) :]
            mixed.append(f"{key}: {chance.choice((text, cut, chance.choice(odd)))}")
        document = paper(standard, mixed)
        own = [each for each in rules() if each.id in text_rules()]
        for finding in check_document(document, standards()[standard], own):
            fix = finding.fix
            if fix is not None:
                whole = document.paragraphs[fix.paragraph].text
                assert whole[fix.start : fix.start + len(fix.found)] == fix.found
