"""Names of many units in few words."""

from __future__ import annotations

from collections.abc import Iterable


def joined_names(names: Iterable[str]) -> str:
    """Return names in their order, numbered ones with what they share said once.

    "Tổ dân phố số 3, 7, 9; Hội Phụ nữ" of four names.
    """
    heads: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        head, _, tail = name.rpartition(" ")
        is_numbered = bool(head) and any(letter.isdigit() for letter in tail)
        heads.setdefault(head if is_numbered else "", [])
        heads[head if is_numbered else ""].append(tail if is_numbered else name)
    said = [f"{head} {', '.join(tails)}" for head, tails in heads.items() if head]
    return "; ".join([*said, ", ".join(heads.get("", []))]).strip("; ")
