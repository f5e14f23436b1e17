"""The standards: data with a clause in every row, chosen by family and day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from wardapp.core.errors import WardError
from wardapp.core.issuers import Family
from wardapp.core.layout import Standard
from wardapp.documents.standards import load_standards, standard_for

MARKS = {"F1", "F2", "D", "P", "S"}
LEAST_LINE = 1.12  # of the size: below that Word cuts the accents of capitals


@pytest.mark.parametrize(
    ("family", "day", "expected"),
    [
        (Family.PARTY, date(2026, 5, 26), "HD36"),
        (Family.PARTY, date(2026, 5, 27), "HD05"),
        (Family.PARTY, date(2030, 1, 1), "HD05"),
        (Family.PARTY, date(2017, 1, 1), "HD36"),
        (Family.STATE, date(2026, 6, 5), "ND30"),
        (Family.STATE, date(2019, 1, 1), "ND30"),
    ],
)
def test_family_and_day_choose_the_standard(
    family: Family, day: date, expected: str, standards: dict[str, Standard]
) -> None:
    assert standard_for(standards.values(), family, day).id == expected


def test_every_row_names_its_clause_and_evidence_and_keeps_the_range_of_the_law(
    standards: dict[str, Standard],
) -> None:
    for standard in standards.values():
        for row in standard.styles:
            assert row.clause
            assert row.evidence in MARKS
            assert row.size_range[0] <= row.size <= row.size_range[1]
            if row.key not in {"rule", "rule_wide", "tail", "spacer", "table_end"}:
                assert row.line >= LEAST_LINE * row.size
        for kind in standard.types:
            assert kind.clause
            assert kind.evidence in MARKS


def test_style_names_are_one_each_and_carry_no_comma(standards: dict[str, Standard]) -> None:
    for standard in standards.values():
        names = [row.word_name for row in standard.styles]
        assert len(set(names)) == len(names)
        assert not any("," in name for name in names)


def test_party_body_lines_are_exactly_18_to_22_points(standards: dict[str, Standard]) -> None:
    for key in ("body", "basis", "roman", "item", "subitem", "article"):
        assert 18 <= standards["HD05"].style(key).line <= 22
        assert standards["HD05"].style(key).after >= 6


def test_types_of_daily_work_are_there_with_their_symbols(standards: dict[str, Standard]) -> None:
    for standard in standards.values():
        assert {"CV", "KH", "BC", "TB", "TTr"} <= {kind.code for kind in standard.types}
        assert not standard.type("CV").named
        assert all(kind.skeleton for kind in standard.types)
    assert standards["ND30"].type("CV").symbol == ""
    assert standards["HD05"].type("QyĐ").symbol == "QĐ"
    assert standards["HD36"].type("QyĐ").symbol == "QĐi"
    assert standards["HD05"].type("TTr").addressed == "Kính trình"
    assert standards["HD36"].type("TTr").addressed == "Kính gửi"


def test_a_broken_standard_is_named_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "hong.toml").write_text("id = ", encoding="utf-8")
    with pytest.raises(WardError, match=r"hong\.toml"):
        load_standards(tmp_path)
    with pytest.raises(WardError, match="cài lại"):
        standard_for((), Family.PARTY, date(2026, 6, 5))
