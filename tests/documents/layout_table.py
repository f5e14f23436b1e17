"""`python3 dev.py layout [TYPE…]`: every component of every paper, measured against the law.

For each type under each standard: what the standard wants of a component, what our PDF has, what
LibreOffice makes of the Word file, how far the two lie apart in millimetres. TYPE is a code (KH),
a standard (HD05), both (`"HD05 KH"`) or a word of a special paper (`"khổ A5"`); none = all. Exit
code 1 when anything lies beyond the tolerances of the recipes.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.documents.layout_cases import (  # noqa: E402
    Case,
    Printed,
    long_of,
    print_all,
    special_of,
    types_of,
)
from tests.documents.layout_differences import differences  # noqa: E402
from tests.documents.layout_judge import place_faults  # noqa: E402
from tests.documents.layout_wanted import (  # noqa: E402
    Wanted,
    find,
    font_of,
    squeezed,
    style_of,
    wanted_lines,
)
from tests.documents.measuring import Line, RuleLine, horizontal_rules, page_lines  # noqa: E402
from tests.office_tools import OfficeTools  # noqa: E402
from wardapp.core.layout import Standard, TextStyle  # noqa: E402
from wardapp.documents.docx_writer import DocxWriter  # noqa: E402
from wardapp.documents.pdf_writer import PdfWriter  # noqa: E402
from wardapp.documents.standards import load_standards  # noqa: E402

APART, SIZE_APART, RULE_ENDS = 0.4, 0.05, 0.6
LOOKS = {"Regular": "thường", "Bold": "đậm", "Italic": "nghiêng", "BoldItalic": "đậm nghiêng"}
HEAD = ("thành phần", "chuẩn", "PDF", "Word", "lệch mm", "")
WIDTHS = (18, 42, 32, 32, 8, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """One component: what is wanted, what both prints have, how far apart; `fault` in words."""

    component: str
    wanted: str
    ours: str
    theirs: str
    apart: float
    fault: str


def table_of(printed: Printed) -> list[Row]:
    """Return the components of a paper with what was measured of each."""
    ours, theirs = page_lines(printed.ours), page_lines(printed.theirs)
    standard = printed.case.standard
    rows = [
        _row(wanted, find(ours, wanted), find(theirs, wanted), standard)
        for wanted in wanted_lines(printed.case.document, standard)
    ]
    return [*rows, _rule_row(printed, (ours, theirs))]


def _rule_row(printed: Printed, lines: tuple[list[Line], list[Line]]) -> Row:
    """Return the rule under the motto, as long as the words above it."""
    standard = printed.case.standard
    key = "motto2" if standard.family == "state" else "motto"
    text = squeezed(standard.words(key))
    rules: list[RuleLine | None] = []
    faults = []
    for name, pdf, page in zip(("PDF", "Word"), (printed.ours, printed.theirs), lines, strict=True):
        motto = next(line for line in page if line.text == text)
        found = [rule for rule in horizontal_rules(pdf) if rule.page == 0]
        rule = next((r for r in found if 0 < r.y - motto.y < 4 and r.right > motto.x), None)
        rules.append(rule)
        if rule is None:
            faults.append(f"{name}: thiếu đường kẻ")
        elif max(abs(rule.left - motto.x), abs(rule.right - motto.right)) > RULE_ENDS:
            faults.append(f"{name}: {rule.left:.2f}–{rule.right:.2f}")
    shown = [f"{r.weight:g} pt {r.left:.1f}–{r.right:.1f} y {r.y:.2f}" if r else "–" for r in rules]
    one, other = rules
    apart = max(abs(one.left - other.left), abs(one.y - other.y)) if one and other else 0.0
    return Row("rule", "0,75 pt, dài bằng dòng trên", *shown, apart, "; ".join(faults))


def _row(wanted: Wanted, ours: Line | None, theirs: Line | None, standard: Standard) -> Row:
    style = style_of(wanted, standard)
    faults = [
        f"{where}: {fault}"
        for where, line in (("PDF", ours), ("Word", theirs))
        for fault in _faults(wanted, line, style)
    ]
    apart = 0.0
    if ours is not None and theirs is not None:
        apart = max(abs(ours.x - theirs.x), abs(ours.y - theirs.y))
        if apart > APART or ours.page != theirs.page:
            faults.append(f"PDF và Word lệch {apart:.2f}")
    return Row(
        wanted.style, _wish(wanted, style), _measured(ours), _measured(theirs), apart,
        "; ".join(faults),
    )  # fmt: skip


def _faults(wanted: Wanted, line: Line | None, style: TextStyle) -> list[str]:
    if line is None:
        return [f"thiếu “{wanted.text}”"]
    found = [fault.partition(": ")[2] for fault in place_faults(wanted, line)]
    if any(abs(size - style.size) > SIZE_APART for size in line.sizes):
        found.append(f"size {line.sizes}")
    if set(line.fonts) != {font_of(style)}:
        found.append(f"font {set(line.fonts)}")
    return found


def _wish(wanted: Wanted, style: TextStyle) -> str:
    places = (
        ("giữa", wanted.centre),
        ("từ", wanted.start),
        ("đến", wanted.end),
        ("chân", wanted.y),
    )
    shown = " ".join(f"{name} {place:.1f}" for name, place in places if place is not None)
    return f"{style.size:g} {LOOKS[font_of(style).partition('-')[2]]} {shown}"


def _measured(line: Line | None) -> str:
    if line is None:
        return "–"
    look = LOOKS.get(line.fonts[0].partition("-")[2], line.fonts[0])
    size = "/".join(f"{size:g}" for size in sorted({round(size, 1) for size in line.sizes}))
    return f"{size} {look} {line.x:.1f}–{line.right:.1f} y {line.y:.2f}"


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(words: list[str]) -> int:
    """Print the table of the chosen papers; 1 when there is a fault, 2 when nothing is chosen."""
    if OfficeTools.program() is None:
        say("LibreOffice is not installed: the Word files cannot be printed here.")
        return 2
    resources = ROOT / "resources"
    begin = time.monotonic()
    cases = [
        case
        for standard in load_standards(resources / "standards")
        for case in (*types_of(standard), *special_of(standard), *long_of(standard))
        if not words or any(_is_meant(case, word) for word in words)
    ]
    if not cases:
        say(f"No such type: {', '.join(words)}")
        return 2
    writers = (DocxWriter(resources), PdfWriter(resources))
    with tempfile.TemporaryDirectory(prefix="wardapp-layout-") as folder:
        office = OfficeTools(Path(folder), resources / "fonts")
        printed = print_all(cases, writers, office, Path(folder))
    faults = sum(_print(each) for each in printed)
    rows = sum(len(table_of(each)) for each in printed if "dài" not in each.case.name)
    say(
        f"\n{len(printed)} papers, {rows} components, {faults} faults, "
        f"{time.monotonic() - begin:.0f} s"
    )
    return 1 if faults else 0


def _is_meant(case: Case, word: str) -> bool:
    standard, _, name = case.name.partition(" ")
    return word in {standard, name, case.name}


def _print(printed: Printed) -> int:
    """Print one paper; long names have no table, only the comparison of the two prints."""
    rows = [] if "dài" in printed.case.name else table_of(printed)
    found = differences(printed.theirs, printed.ours)
    worst = max((row.apart for row in rows), default=0.0)
    say(f"\n── {printed.case.name}: lệch nhiều nhất {worst:.2f} mm, {len(found)} chỗ khác")
    for cells in [HEAD] * bool(rows) + [_cells(row) for row in rows]:
        line = "  ".join(f"{cell:{width}}" for cell, width in zip(cells, WIDTHS, strict=True))
        say(line.rstrip())
    for fault in found:
        say(f"   ! {fault}")
    return len(found) + sum(bool(row.fault) for row in rows)


def _cells(row: Row) -> tuple[str, ...]:
    apart = f"{row.apart:.2f}"
    return (row.component, row.wanted, row.ours, row.theirs, apart, row.fault or "đạt")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
