"""Compares two PDFs of one paper, line by line and rule by rule, within the recipes' tolerances."""

from __future__ import annotations

from tests.documents.measuring import Line, RuleLine, horizontal_rules, page_lines

BASELINE, BASELINE_IN_TABLE, START, END, SIZE = 0.1, 0.4, 0.4, 0.8, 0.05
RULE_ENDS, RULE_HEIGHT = 0.15, 0.1
GRID_ENDS, GRID_HEIGHT, GRID_WEIGHT = 0.3, 0.2, 0.6


def differences(theirs: bytes, ours: bytes) -> list[str]:
    """Return what differs between two PDFs beyond the tolerances, in words."""
    lines, expected = page_lines(theirs), page_lines(ours)
    if [line.text for line in lines] != [line.text for line in expected]:
        pairs = zip(lines, expected, strict=False)
        odd = next(((a.text, b.text) for a, b in pairs if a.text != b.text), None)
        return [f"{len(lines)} lines, not {len(expected)}; first odd one: {odd}"]
    rules = horizontal_rules(ours)
    table_pages = {rule.page for rule in rules if rule.weight < GRID_WEIGHT}
    found = [
        f"“{line.text[:40]}” on page {line.page + 1}: {fault}"
        for line, wanted in zip(lines, expected, strict=True)
        for fault in _line_faults(line, wanted, table_pages)
    ]
    return found + _rule_faults(horizontal_rules(theirs), rules)


def _line_faults(line: Line, wanted: Line, table_pages: set[int]) -> list[str]:
    in_table = line.page in table_pages
    limits = {
        "page": (line.page, wanted.page, 0.0),
        "baseline": (line.y, wanted.y, BASELINE_IN_TABLE if in_table else BASELINE),
        "start": (line.x, wanted.x, START),
        "end": (line.right, wanted.right, END),
        "size": (max(line.sizes), max(wanted.sizes), SIZE),
    }
    faults = [f"{key} {a} / {b}" for key, (a, b, limit) in limits.items() if abs(a - b) > limit]
    return faults if line.fonts == wanted.fonts else [*faults, f"fonts {line.fonts}"]


def _rule_faults(found: list[RuleLine], expected: list[RuleLine]) -> list[str]:
    return [
        f"rule at {wanted.left:.2f}-{wanted.right:.2f}, {wanted.y:.2f} on page {wanted.page + 1}"
        for wanted in expected
        if not any(_alike(rule, wanted) for rule in found)
    ]


def _alike(rule: RuleLine, wanted: RuleLine) -> bool:
    is_grid = wanted.weight < GRID_WEIGHT
    ends, height = (GRID_ENDS, GRID_HEIGHT) if is_grid else (RULE_ENDS, RULE_HEIGHT)
    return (
        rule.page == wanted.page
        and abs(rule.left - wanted.left) <= ends
        and abs(rule.right - wanted.right) <= ends
        and abs(rule.y - wanted.y) <= height
    )
