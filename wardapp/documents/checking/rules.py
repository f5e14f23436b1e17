"""Loads the rules of the layout check from `resources/rules/*.toml`.

A clause or an evidence mark may differ by standard (`clause = {HD05 = "…", HD36 = "…"}`); such a
row becomes one rule for each, under the same id. Both may be left out where the component's style
in the standard says them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from wardapp.core.checking import CheckRule
from wardapp.core.errors import WardError
from wardapp.documents.checking.judging import Kind

_KEYS = {
    "id",
    "title",
    "kind",
    "clause",
    "evidence",
    "component",
    "standards",
    "types",
    "is_soft",
    "params",
}
_MUST = ("id", "title", "kind")
_HEAD = re.compile(r"\s*\[\[\s*rule\s*\]\]")
_PATTERNS = ("pattern", "unless", "from")
_LINE = re.compile(r"at line (\d+)")


class RuleFault(WardError):
    """A rule file says something wrong: which file, which line, what to do."""

    def __init__(self, file: str, line: int, remedy: str) -> None:
        super().__init__(f"Tệp quy tắc {file}, dòng {line}: {remedy}")
        self.line = line


def load_rules(folder: Path, kinds: Mapping[str, Kind]) -> tuple[CheckRule, ...]:
    """Return the rules of every file of the folder; raise RuleFault at the first fault."""
    rules = [rule for path in sorted(folder.glob("*.toml")) for rule in load_file(path, kinds)]
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for rule in rules:
        if (rule.id, rule.standards) in seen:
            raise RuleFault("resources/rules", 0, f"mã “{rule.id}” đặt hai lần, hãy đổi một mã.")
        seen.add((rule.id, rule.standards))
    return tuple(rules)


def load_file(path: Path, kinds: Mapping[str, Kind]) -> tuple[CheckRule, ...]:
    """Return the rules of one file; raise RuleFault at the first fault."""
    text = ""
    try:
        text = path.read_text("utf-8")
        rows = tomllib.loads(text).get("rule", [])
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else len(text.splitlines())
        raise RuleFault(path.name, line, f"viết chưa đúng TOML ({error}).") from error
    except (OSError, UnicodeDecodeError) as error:
        raise RuleFault(path.name, 0, "không đọc được tệp, hãy cài lại WardApp.") from error
    lines = [at for at, line in enumerate(text.splitlines(), 1) if _HEAD.match(line)]
    if not isinstance(rows, list) or len(rows) != len(lines):
        raise RuleFault(path.name, 0, "mỗi quy tắc viết thành một bảng [[rule]], hãy sửa lại.")
    rules: list[CheckRule] = []
    for row, line in zip(rows, lines, strict=True):
        rules += _rules(row, path.name, line, kinds)
    return tuple(rules)


def _rules(
    row: dict[str, Any], file: str, line: int, kinds: Mapping[str, Kind]
) -> Iterator[CheckRule]:
    remedy = _remedy(row, kinds)
    if remedy:
        raise RuleFault(file, line, remedy)
    clause, evidence = row.get("clause", ""), row.get("evidence", "")
    standards = tuple(row.get("standards", ()))
    tables = [value for value in (clause, evidence) if isinstance(value, dict)]
    if not tables:
        yield _rule(row, clause, evidence, standards)
        return
    for standard in standards or tuple(tables[0]):
        own_clause = clause.get(standard, "") if isinstance(clause, dict) else clause
        own_mark = evidence.get(standard, "") if isinstance(evidence, dict) else evidence
        yield _rule(row, own_clause, own_mark, (standard,))


def _remedy(row: dict[str, Any], kinds: Mapping[str, Kind]) -> str:
    """Return what to mend in a row, "" when nothing."""
    unknown = set(row) - _KEYS
    if unknown:
        return f"không có mục “{min(unknown)}”, hãy sửa tên mục hoặc đưa vào params."
    missing = [key for key in _MUST if not row.get(key)]
    if missing:
        return f"thiếu mục “{missing[0]}”, hãy thêm."
    kind = kinds.get(row["kind"])
    if kind is None:
        return f"không có cách kiểm tra “{row['kind']}”, hãy sửa kind."
    return _wrong_params(row, kind)


def _wrong_params(row: dict[str, Any], kind: Kind) -> str:
    params = row.get("params", {})
    if not isinstance(params, dict):
        return "params phải là một bảng { tên = giá trị }, hãy sửa lại."
    lacking = kind.must - params.keys()
    if lacking:
        return f"cách kiểm tra “{row['kind']}” cần params “{min(lacking)}”, hãy thêm."
    foreign = params.keys() - kind.must - kind.may - {"annexes"}
    if foreign:
        return f"cách kiểm tra “{row['kind']}” không dùng params “{min(foreign)}”, hãy bỏ."
    return _wrong_pattern(params)


def _wrong_pattern(params: Mapping[str, object]) -> str:
    """Return which pattern no text can be compared with, "" when all can."""
    for key in _PATTERNS:
        try:
            re.compile(_text(params.get(key, "")))
        except re.error as error:
            return f"mẫu chữ “{key}” viết sai ({error}), hãy sửa lại."
    return ""


def _rule(row: dict[str, Any], clause: str, evidence: str, standards: tuple[str, ...]) -> CheckRule:
    return CheckRule(
        id=row["id"],
        title=row["title"],
        kind=row["kind"],
        clause=clause,
        evidence=evidence,
        component=row.get("component", ""),
        standards=standards,
        types=tuple(row.get("types", ())),
        params=tuple((key, _text(value)) for key, value in row.get("params", {}).items()),
        is_soft=bool(row.get("is_soft", False)),
    )


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return str(value)
