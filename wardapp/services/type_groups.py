"""Types of document as a clerk looks for them: the office's usual ones first, seldom ones last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wardapp.core.layout import DocumentType
from wardapp.core.text import fold

USUAL = ("CV", "TB", "BC", "KH", "TTr", "QĐ", "GM")
"""What goes first in an office that has not written much yet."""
MOST_USUAL = 7


@dataclass(frozen=True, slots=True)
class TypeGroup:
    """A heading with its types."""

    title: str
    types: tuple[DocumentType, ...]


def grouped(types: Sequence[DocumentType], used: Iterable[str] = ()) -> tuple[TypeGroup, ...]:
    """Return the types in groups; `used` are codes, what the office writes most first."""
    by_code = {each.code: each for each in types}
    wanted = dict.fromkeys((*used, *USUAL))
    usual = tuple(by_code[code] for code in wanted if code in by_code)[:MOST_USUAL]
    rest = [each for each in types if each not in usual]
    seldom = [each for each in rest if each.central_only or each.congress_only]
    papers = [each for each in rest if each.administrative and each not in seldom]
    others = [each for each in rest if each not in seldom and each not in papers]
    groups = (
        ("Hay dùng", usual),
        ("Văn bản khác", others),
        ("Giấy tờ hành chính", papers),
        ("Cấp trung ương, đại hội", seldom),
    )
    return tuple(TypeGroup(title, tuple(found)) for title, found in groups if found)


def is_wanted(kind: DocumentType, typed: str) -> bool:
    """Return whether a type is meant by letters typed: of its name, its first letters, its code."""
    wanted = fold(typed).replace(" ", "")
    name = fold(kind.name)
    first = "".join(word[0] for word in name.split())
    whole = name.replace(" ", "")
    return wanted in whole or first.startswith(wanted) or fold(kind.code).startswith(wanted)


def is_joint_possible(kind: DocumentType) -> bool:
    """Return whether several bodies may issue a type together."""
    return not kind.administrative and not kind.minutes
