"""The signature matrix as data: read from `resources/signing` (domain §1.2, §1.9, §2.1)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from wardapp.core.document import SignatureLine
from wardapp.core.errors import WardError
from wardapp.core.issuers import Family, IssuerKind
from wardapp.core.signing import IssuingRight, Post, SigningMatrix, SigningRole, SigningRule

REGULAR = "~"  # before a line that prints in regular type
LISTS = ("posts", "types", "standards", "bodies", "first_for")

_Built = TypeVar("_Built")


def load_signing(folder: Path) -> SigningMatrix:
    """Return posts, rows and issuing rights of the folder, in the order they stand in."""
    posts: list[Post] = []
    rules: list[SigningRule] = []
    for family in Family:
        path = folder / f"{family.value}.toml"
        posts += _rows(path, "post", partial(_post, family))
        rules += _rows(path, "rule", partial(_rule, family))
    rights = _rows(folder / "rights.toml", "right", _right)
    return SigningMatrix(posts=tuple(posts), rules=tuple(rules), rights=rights)


def _rows(path: Path, key: str, build: Callable[[dict[str, Any]], _Built]) -> tuple[_Built, ...]:
    try:
        return tuple(build(row) for row in tomllib.loads(path.read_text("utf-8")).get(key, ()))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise WardError(
            f"Bảng thẩm quyền ký {path.name} bị hỏng ({error}). Hãy cài lại WardApp."
        ) from error


def _post(family: Family, row: dict[str, Any]) -> Post:
    bodies = tuple(row.get("bodies", ()))
    return Post(**{**row, "family": family, "kinds": _kinds(row), "bodies": bodies})


def _rule(family: Family, row: dict[str, Any]) -> SigningRule:
    lists = {key: tuple(row.get(key, ())) for key in LISTS}
    return SigningRule(
        **{
            **row,
            **lists,
            "family": family,
            "kinds": _kinds(row),
            "lines": tuple(map(_line, row["lines"])),
            "role": SigningRole(row.get("role", "")),
        }
    )


def _right(row: dict[str, Any]) -> IssuingRight:
    lists = {key: tuple(row.get(key, ())) for key in ("types", "bodies")}
    return IssuingRight(**{**row, **lists, "family": Family(row["family"]), "kinds": _kinds(row)})


def _kinds(row: dict[str, Any]) -> tuple[IssuerKind, ...]:
    return tuple(map(IssuerKind, row.get("kinds", ())))


def _line(text: str) -> SignatureLine:
    return SignatureLine(text=text.removeprefix(REGULAR), bold=not text.startswith(REGULAR))
