"""A quarter of invented records: every cell of Phụ lục 02 in Word, Excel and PDF, counted again.

The recount is written from the handbook with plain loops and asks nothing of the program.
"""

from __future__ import annotations

import io
import random
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.builders import a_unit, an_id
from tests.form_examples import CHANNELS, ROOT
from wardapp.core.daylog import LogLine
from wardapp.core.forms import FilledForm, FormFacts, FormSources
from wardapp.core.opinions import Leaning, OpinionField, OpinionTopic, Strength
from wardapp.core.petitions import Petition, PetitionField, PetitionStatus
from wardapp.core.printout import Printout
from wardapp.documents.page_images import page_count, page_text
from wardapp.documents.printouts import written
from wardapp.reports.filling import blank_form, fill, totals
from wardapp.reports.loading import load_form
from wardapp.reports.periods import period
from wardapp.reports.printing import form_printout

SPEC = load_form(ROOT / "forms" / "phu-luc-02" / "form.toml")
FIRST, LAST, YEAR = date(2026, 6, 10), date(2026, 9, 9), date(2026, 1, 1)
DAY = date(2026, 9, 10)
UNITS = tuple(
    a_unit(id=an_id(n), code=str(n), name=f"Tổ dân phố số {n}", households=100 + 7 * n)
    for n in range(1, 9)
)
CODES = [unit.code for unit in UNITS]
ROWS = {
    "A1": ["loa"], "A2": ["trang-tt"], "A3": ["fanpage"], "A4": ["zalo-oa", "zalo-tdp"],
    "A5": ["video"], "A6": ["infographic"], "A7": ["bang-tin"], "A8": ["pano"],
    "A9": ["hoi-nghi"], "A10": ["hop-chi-bo"], "A11": ["hop-tdp"], "A12": ["van-ban"],
    "A13": ["bao-chi"], "A14": ["long-ghep"],
}  # fmt: skip
MEETS_THE_SAME = {"A1", "A4"}
HOUSEHOLD_CHANNELS = {"loa", "van-ban"}


def _lines(chance: random.Random) -> list[LogLine]:
    channels = [code for codes in ROWS.values() for code in codes if code != "bao-chi"]
    return [
        LogLine(
            id=an_id(10_000 + n),
            registered_ms=n,
            day=date(2025, 12, 1) + timedelta(days=chance.randrange(300)),
            time=chance.choice(("", "06:30", "17:00")),
            channel=chance.choice(channels),
            content=f"Tin {n}",
            amount=chance.randrange(0, 6),
            minutes=chance.choice((None, 10, 15)),
            reach=chance.choice((None, chance.randrange(900))),
            interactions=chance.choice((None, chance.randrange(60))),
            places=chance.choice(((), ("*",), (chance.choice(CODES),), tuple(CODES[2:5]))),
            evidence_links=chance.choice(((), (f"https://lienho.example/{n % 40}",))),
        )
        for n in range(700)
    ]


def _petitions(chance: random.Random) -> list[Petition]:
    found = []
    for n in range(160):
        received = date(2026, 3, 1) + timedelta(days=chance.randrange(220))
        status = chance.choice([each for each in PetitionStatus if each.value != "cancelled"])
        is_open = status is PetitionStatus.OPEN
        found.append(
            Petition(
                id=an_id(50_000 + n),
                issuer_id=an_id(1),
                number=n,
                registered_ms=n,
                received=received,
                subject="Một việc",
                field=chance.choice(list(PetitionField)),
                competent=chance.random() < 0.8,
                status=status,
                due_date=received + timedelta(days=chance.randrange(5, 40)),
                closed_on=None if is_open else received + timedelta(days=chance.randrange(60)),
            )
        )
    return found


def _recounted_a(lines: list[LogLine]) -> dict[tuple[str, str], object]:
    cells: dict[tuple[str, str], object] = {}
    for row, channels in ROWS.items():
        year = [x for x in lines if x.channel in channels and YEAR <= x.day <= LAST]
        window = [x for x in year if x.day >= FIRST]
        reach = [x.reach for x in window if x.reach is not None]
        met = [x.interactions for x in window if x.interactions is not None]
        covered = {code for x in window for code in (CODES if "*" in x.places else x.places)}
        links = {link for x in window for link in x.evidence_links}
        join = max if row in MEETS_THE_SAME else sum
        cells |= {
            (row, "actual"): sum(x.amount for x in window) if window else None,
            (row, "year"): sum(x.amount for x in year) if year else None,
            (row, "reach"): join(reach) if reach else None,
            (row, "interactions"): sum(met) if met else None,
            (row, "places"): f"{len(covered)}/8" if covered else None,
            (row, "evidence"): f"{len(links)} liên kết" if links else None,
        }
        if row == "A1":
            for at, some in (("actual", window), ("year", year)):
                cells["A1a", at] = len({(x.day, x.time) for x in some})
                cells["A1b", at] = sum(x.minutes or 0 for x in some)
    return cells


def _recounted_b(lines: list[LogLine]) -> dict[tuple[str, str], object]:
    cells: dict[tuple[str, str], object] = {}
    for unit in UNITS:
        reached = []
        for x in lines:
            codes = CODES if "*" in x.places else list(x.places)
            is_asked = x.channel in HOUSEHOLD_CHANNELS and FIRST <= x.day <= LAST
            if is_asked and x.reach is not None and unit.code in codes:
                whole = sum(u.households for u in UNITS if u.code in codes)
                reached.append(min(unit.households, x.reach * unit.households // whole))
        cells[unit.code, "households"] = unit.households
        cells[unit.code, "reached"] = max(reached) if reached else None
    return cells


def _recounted_d(petitions: list[Petition]) -> dict[tuple[str, str], object]:
    cells: dict[tuple[str, str], object] = {}
    for row, field in enumerate(PetitionField, 1):
        said: dict[str, int] = defaultdict(int)
        for each in petitions:
            over = each.closed_on is not None and each.closed_on < FIRST
            if each.field is not field or each.received > LAST or over:
                continue
            said["received" if each.received >= FIRST else "carried"] += 1
            said["own"] += each.competent
            if each.closed_on is None or each.closed_on > LAST:
                said["pending"] += 1
            elif each.status is PetitionStatus.DONE:
                said["solved"] += 1
                said["late" if each.closed_on > each.due_date else "on_time"] += 1
            else:
                said["moved"] += 1
        for key in ("carried", "received", "own", "moved", "solved", "on_time", "late", "pending"):
            cells[f"D{row}", key] = said[key]
    return cells


def _printed(value: object) -> str:
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else str(value or "")


@pytest.fixture(scope="module")
def counted() -> tuple[FilledForm, Printout, dict[str, dict[tuple[str, str], object]]]:
    chance = random.Random(11)
    lines, petitions = _lines(chance), _petitions(chance)
    form = blank_form(SPEC, period(SPEC, "2026-09"), "Đảng uỷ phường Liên Hồ")
    sources = FormSources(
        lines=tuple(lines), units=UNITS, channels=CHANNELS, petitions=tuple(petitions)
    )
    filled = replace(fill(SPEC, form, sources), closed_ms=1)
    again = {
        "A": _recounted_a(lines),
        "B": _recounted_b(lines),
        "D": _recounted_d(petitions),
    }
    return filled, form_printout(SPEC, filled, FormFacts(reporter=form.reporter)), again


def test_every_cell_is_what_a_recount_finds(counted) -> None:
    filled, _, again = counted
    compared = 0
    for code, cells in again.items():
        for (row, column), expected in cells.items():
            cell = filled.table(code).row(row).cell(column)
            if cell is not None:
                assert cell.value == expected, (row, column)
                compared += 1
    assert compared > 150
    assert filled.table("A").row("A13").cell("actual").value is None


def _expected(filled: FilledForm, again, code: str) -> list[list[str]]:
    """Return the recounted figures of each row in the order of the columns, `chưa có` where due."""
    rows = []
    for row in filled.table(code).rows:
        said = []
        for column in SPEC.table(code).columns:
            cell = row.cell(column.key)
            if cell is None or (row.code, column.key) not in again[code]:
                continue
            value = again[code][row.code, column.key]
            is_due = value is None and column.type.value == "count"
            said.append("chưa có" if is_due else _printed(value))
        rows.append([each for each in said if each])
    return rows


FIELDS = ("Kinh tế", "Văn hóa, xã hội", "An ninh, quốc phòng",
          "Xây dựng Đảng, hệ thống chính trị", "Khác")  # fmt: skip
LEANINGS = ("Tán thành", "Băn khoăn, chưa rõ", "Phản đối")
STRENGTHS = ("Thấp", "Vừa", "Cao")


def test_topics_alive_in_the_quarter_stand_in_their_table() -> None:
    chance = random.Random(13)
    topics = [
        OpinionTopic(
            id=an_id(90_000 + n),
            registered_ms=n,
            day=(day := date(2026, 3, 1) + timedelta(days=chance.randrange(260))),
            issue=f"Việc {n}",
            field=chance.choice(list(OpinionField)),
            leaning=chance.choice(list(Leaning)),
            strength=chance.choice(list(Strength)),
            steps=f"Bước {n}",
            closed_on=chance.choice((None, day + timedelta(days=chance.randrange(90)))),
        )
        for n in range(80)
    ]
    form = blank_form(SPEC, period(SPEC, "2026-09"), "Đảng uỷ phường Liên Hồ")
    sources = FormSources(lines=(), units=UNITS, channels=CHANNELS, opinions=tuple(topics))

    rows = fill(SPEC, form, sources).table("C").rows

    again = {
        (
            each.issue,
            FIELDS[list(OpinionField).index(each.field)],
            LEANINGS[list(Leaning).index(each.leaning)],
            STRENGTHS[list(Strength).index(each.strength)],
            each.steps,
        )
        for each in topics
        if each.day <= LAST and (each.closed_on is None or each.closed_on >= FIRST)
    }
    said = [
        tuple(row.cell(key).value for key in ("issue", "field", "leaning", "strength", "steps"))
        for row in rows
    ]
    assert 10 < len(again) < len(topics)
    assert len(said) == len(again)
    assert set(said) == again


def test_percents_and_sums_are_what_a_recount_finds(counted) -> None:
    filled, _, again = counted
    in_d = ("carried", "received", "own", "moved", "solved", "on_time", "late", "pending")
    for code, columns in {"B": ("households", "reached"), "D": in_d}.items():
        sums = totals(SPEC.table(code), filled.table(code))
        for column in columns:
            each = [said for (_, key), said in again[code].items() if key == column and said]
            assert sums.cell(column).value == sum(each), column
    for unit in UNITS:
        reached = again["B"][unit.code, "reached"]
        part = None if reached is None else Fraction(reached * 100, unit.households)
        assert _is_share(filled.table("B").row(unit.code).cell("rate").value, part)
    whole = sum(each for (_, key), each in again["B"].items() if key == "reached" and each)
    of = sum(unit.households for unit in UNITS)
    sums = totals(SPEC.table("B"), filled.table("B"))
    assert _is_share(sums.cell("rate").value, Fraction(whole * 100, of))


def _is_share(said: object, part: Fraction | None) -> bool:
    """Say whether a percent is the nearest tenth of what it stands for."""
    if said is None or part is None:
        return said is part
    return abs(Fraction(str(said)) - part) <= Fraction(1, 20)


def test_word_excel_and_pdf_print_what_a_recount_finds(counted) -> None:
    filled, printout, again = counted
    resources = ROOT / "resources"
    word = Document(io.BytesIO(written(printout, ".docx", resources, created=DAY)))
    in_word = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    book = load_workbook(
        io.BytesIO(written(printout, ".xlsx", resources, created=DAY)), data_only=True
    )
    in_excel = [[_printed(c) for c in r] for s in book.worksheets for r in s.values]
    book.close()
    pdf = written(printout, ".pdf", resources, created=DAY)
    pages = " ".join(" ".join(page_text(pdf, n) for n in range(page_count(pdf))).split())

    for code in again:
        for row, expected in zip(
            filled.table(code).rows, _expected(filled, again, code), strict=True
        ):
            for printed in (in_word, in_excel):
                found = next(each for each in printed if row.label in [x.strip() for x in each])
                assert _in_order(expected, found), (row.code, expected, found)
            at = pages.index(row.label)
            assert _in_order(expected, pages[at + len(row.label) : at + 400].split(" ")), row.code


def _in_order(wanted: list[str], told: list[str]) -> bool:
    """Return whether the words stand in a row of cells, or in a text, one after the other."""
    words = iter([word for part in told for word in part.split()])
    return all(word in words for each in wanted for word in each.split())
