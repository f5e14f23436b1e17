"""Rules are data: every file loads, and a fault in one names file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardapp.core.checking import CheckRule
from wardapp.core.layout import Standard
from wardapp.documents.checking.judges import KINDS
from wardapp.documents.checking.rules import RuleFault, load_rules

_OWN = {"storage", "rule"}


def test_every_rule_file_of_the_program_loads(resources: Path) -> None:
    rules = load_rules(resources / "rules", KINDS)
    assert len({rule.id for rule in rules}) >= 160


def test_layout_rules_name_components_the_standards_have(
    layout_rules: tuple[CheckRule, ...], standards: dict[str, Standard]
) -> None:
    assert len({rule.id for rule in layout_rules}) >= 90
    for rule in layout_rules:
        ids = rule.standards or tuple(standards)
        known = {style.key for key in ids for style in standards[key].styles} | _OWN
        assert set(rule.component.split()) <= known | {"motto2", "star", "dashes"}, rule.id


def test_every_layout_rule_has_a_clause_and_a_mark_for_each_of_its_standards(
    layout_rules: tuple[CheckRule, ...], standards: dict[str, Standard]
) -> None:
    for rule in layout_rules:
        for key in rule.standards or tuple(standards):
            styles = {style.key: style for style in standards[key].styles}
            own = [styles[each] for each in rule.component.split() if each in styles]
            assert rule.clause or own, (rule.id, key)
            marks = {rule.evidence} if rule.evidence else {style.evidence for style in own}
            assert marks <= {"F1", "F2", "D", "P", "S"}, (rule.id, key)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[[rule]]\nid = "a"\ntitle = "T"\n', 1, "thiếu mục “kind”"),
        (
            '\n\n[[rule]]\nid = "a"\ntitle = "T"\nkind = "nope"\n',
            3,
            "không có cách kiểm tra “nope”",
        ),
        ('[[rule]]\nid = "a"\ntitle = "T"\nkind = "margin"\n', 1, "cần params “side”"),
        (
            '[[rule]]\nid = "a"\ntitle = "T"\nkind = "size"\n[rule.params]\nfar = 1\n',
            1,
            "không dùng params “far”",
        ),
        ('[[rule]]\nid = "a"\ntitel = "T"\n', 1, "không có mục “titel”"),
        ('[[rule]]\nid = "a\n', 2, "TOML"),
        (
            '[[rule]]\nid = "a"\ntitle = "T"\nkind = "text_never"\nparams = { pattern = "(" }\n',
            1,
            "mẫu chữ “pattern”",
        ),
        ('[[rule]]\nid = "a"\ntitle = "T"\nkind = "size"\nparams = 3\n', 1, "một bảng"),
        ('rule = "x"\n', 0, r"một bảng \[\[rule\]\]"),
        ('[[rule]] # a\nid = "a"\n', 1, "thiếu mục"),
    ],
)
def test_a_fault_names_file_line_and_remedy(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    (tmp_path / "x.toml").write_text(text, "utf-8")
    with pytest.raises(RuleFault, match=words) as caught:
        load_rules(tmp_path, KINDS)
    assert "x.toml" in caught.value.sentence
    assert caught.value.line == line


def test_a_clause_by_standard_makes_one_rule_for_each(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(
        '[[rule]]\nid = "a"\ntitle = "T"\nkind = "size"\n'
        'clause = { HD05 = "II.1", ND30 = "I.2" }\n',
        "utf-8",
    )
    rules = load_rules(tmp_path, KINDS)
    assert [(rule.clause, rule.standards) for rule in rules] == [
        ("II.1", ("HD05",)),
        ("I.2", ("ND30",)),
    ]
