"""Words from outside that begin like formulas stay words in every file the office writes."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.regime_examples import a_regime
from tests.returned_units import FORM, JUNE, key, sent_in
from wardapp.core.daylog import LogEntry
from wardapp.core.forms import FormValue
from wardapp.core.issuers import Unit
from wardapp.core.opinions import OpinionEntry, OpinionQuery
from wardapp.core.returns import SameUnit
from wardapp.services.office import Office
from wardapp.services.unit_workbooks import UnitWish

MARK = "ZQXJ"
EVIL = (
    f"=cmd|' /C {MARK}'!A0",
    f"+{MARK}+1",
    f"-2+3+{MARK}",
    f"@SUM({MARK})",
    f'=HYPERLINK("http://{MARK}.example","x")',
    f"\t={MARK}",
)
_FORMULA = re.compile(r"<f\b[^>]*>([^<]*)</f>")
_OUTSIDE = ("externalLink", "vbaProject", "ddeLink", "connections.xml")


@pytest.mark.parametrize(
    "evil", [EVIL[0], *(pytest.param(each, marks=pytest.mark.prove) for each in EVIL[1:])]
)
def test_words_like_formulas_are_words_in_every_file(
    party: Office, tmp_path: Path, evil: str
) -> None:
    """Names of units, answers, notes, topics, titles of regimes, log lines and names of files."""
    unit = _named(party, evil)
    _told(party, evil)
    _kept(party, tmp_path, unit.code, evil)

    written = _written(party, tmp_path / "ra", evil)

    assert {path.suffix for path in written} >= {".xlsx", ".docx"}
    traced = [path.name for path in written if path.suffix == ".xlsx" and _holds(path)]
    assert {"tong-hop.xlsx", "du-luan.xlsx", "bang.xlsx"} <= set(traced)


def _named(office: Office, evil: str) -> Unit:
    unit = next(each for each in office.catalogue.units() if each.kind == "tdp")
    office.catalogue.save(replace(unit, name=f"{evil} {unit.name}"))
    return next(each for each in office.catalogue.units() if each.id == unit.id)


def _told(office: Office, evil: str) -> None:
    office.opinions.add(OpinionEntry(day=date(2026, 6, 1), issue=evil, origin=evil, steps=evil))
    office.daylog.add(
        LogEntry(day=date(2026, 6, 1), channel="loa", content=evil, amount=1, note=evil)
    )


def _kept(office: Office, folder: Path, code: str, evil: str) -> None:
    unit = next(each for each in office.catalogue.units() if each.code == code)
    values: dict[object, FormValue] = {
        key("A", "A4", "actual"): 5,
        key("A", "A4", "note"): evil,
        key("B", code, "hard"): evil,
        key("C", "C1", "issue"): evil,
        key("C", "C1", "steps"): evil,
        key("E", "E1", "text"): evil,
    }
    path = sent_in(office, folder, unit, values)  # type: ignore[arg-type]
    _is_words(path)
    named = path.rename(folder / f"{evil[0].strip() or '='}{MARK}+1.xlsx")
    (proposal,) = office.returns.look_at([named], FORM, JUNE)
    assert not proposal.blocked
    assert evil.strip() in {str(each.value).strip() for each in proposal.values}
    office.returns.keep(proposal, unit.id, same_unit=SameUnit.ASK)


def _written(office: Office, folder: Path, evil: str) -> list[Path]:
    folder.mkdir()
    filled = office.reporting.fill(FORM, JUNE)
    board = a_regime(office, title=evil)
    made = [office.exporting.form_to(filled, folder / f"mau{kind}") for kind in (".xlsx", ".docx")]
    made += [
        office.consolidated_export.to(FORM, JUNE, folder / f"tong-hop{kind}")
        for kind in (".xlsx", ".docx")
    ]
    made.append(office.opinions.list_to(folder / "du-luan.xlsx", OpinionQuery()))
    paper = office.regime_desk.boards.paper(office.regime_desk.boards.board(board.id))
    made.append(office.exporting.printout_to(paper, folder / "bang.xlsx"))
    units = [each.id for each in office.catalogue.units() if MARK in each.name]
    made += office.unit_workbooks.make(UnitWish(FORM, JUNE, tuple(units), with_word=True), folder)
    for path in made:
        if path.suffix in {".xlsx", ".docx"}:
            _is_words(path)
    return made


def _holds(path: Path) -> bool:
    return any(MARK in part for part in _parts(path).values())


def _is_words(path: Path) -> None:
    """Hold a file: no formula, field, link or command of it is made of words from outside."""
    parts = _parts(path)
    for name, part in parts.items():
        formulas = [text for text in _FORMULA.findall(part) if MARK in text]
        assert not formulas, (path.name, name, formulas)
        assert not any(each in name for each in _OUTSIDE), (path.name, name)
        assert MARK not in "".join(re.findall(r"<w:instrText[^>]*>([^<]*)<", part)), path.name
        if name.endswith(".rels"):
            assert MARK not in part, (path.name, name)


def _parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}
