"""Words of a clipboard with their looks, made a line of outline text with light marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from wardapp.core.document import BlockKind
from wardapp.core.old_books import TextCode
from wardapp.core.text import clean
from wardapp.documents.old_books.legacy import decode, is_old_font
from wardapp.documents.outline import parse_outline

_BOLD_BY_ITSELF = {BlockKind.PART, BlockKind.ROMAN, BlockKind.ARTICLE, BlockKind.ENACTING}
_SPACES = re.compile(r"\s+")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BULLET = re.compile(
    r"(?:[•●▪■◆♦➢➤►❖✓✔‣·∙§\uf0a7\uf0b7\uf0d8\uf0fc\uf076–—]|\*(?=\s)|-(?=\s))\s*(?=\S)"
)
_SMALL_BULLET = re.compile(r"(?:[◦○❍▫□]\s*|o\s*\t\s*)(?=\S)")
_QUOTES = str.maketrans({"„": "“", "‟": "“", "″": '"', "＂": '"', "‛": "’", "′": "’"})
_OLD = {TextCode.TCVN3, TextCode.VNI, TextCode.VISCII, TextCode.BROKEN}


def writable(text: str) -> str:
    """Return text without what no book and no paper can hold: control signs, halves of letters."""
    return _UNWRITABLE.sub("", text)


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of one look, in the font it was typed in."""

    text: str
    bold: bool = False
    italic: bool = False
    font: str = ""


def line_of(stretches: Iterable[Words], marker: str = "") -> str:
    """Return one line of outline text: Unicode, single spaces, looks as light marks.

    Headings that print bold by themselves get no marks, and a marker is never inside of them.
    """
    runs = _joined(_in_unicode(tuple(stretches)))
    bare = with_dash("".join(each.text for each in runs).strip())
    shift = len("".join(each.text for each in runs).strip()) - len(bare)
    if marker:
        bare, shift = f"{marker} {bare}", shift - len(marker) - 1
    blocks = parse_outline(bare)
    if not blocks:
        return ""
    head = len(bare) - len(blocks[0].text) if len(blocks) == 1 else 0
    is_bold = blocks[0].kind in _BOLD_BY_ITSELF
    kept = [replace(each, bold=False) if is_bold else each for each in runs]
    return bare[:head] + _marked(_behind(kept, head + shift))


def plain_line(text: str, code: TextCode | None = None) -> str:
    """Return a line of plain text as outline text; `code` is what its clipboard is typed in."""
    return _SPACES.sub(" ", with_dash(_unicode(Words(text), code).strip()))


def with_dash(line: str) -> str:
    """Return a line whose bullet is the dash of the outline, `+` for a bullet under a bullet."""
    small = _SMALL_BULLET.match(line)
    if small:
        return f"+ {line[small.end() :]}"
    found = _BULLET.match(line)
    return f"- {line[found.end() :]}" if found else line


def code_of(text: str) -> TextCode | None:
    """Return the old code a whole clipboard is typed in, None when it is Unicode or not sure."""
    found = decode(text)
    return found.code if found.is_sure and found.code in _OLD else None


def _in_unicode(stretches: tuple[Words, ...]) -> Iterable[Words]:
    whole = "".join(each.text for each in stretches)
    code = code_of(whole)
    for each in stretches:
        yield replace(each, text=_unicode(each, code))


def _unicode(words: Words, code: TextCode | None) -> str:
    """Return words in Unicode: by their font, else in the code of all that was pasted."""
    text = words.text
    if is_old_font(words.font):
        text = decode(text, words.font).text
    elif code is not None:
        text = decode(text, "", code).text
    return clean(text).translate(_QUOTES)


def _joined(runs: Iterable[Words]) -> list[Words]:
    """Return runs with single spaces, neighbours of one look made one."""
    joined: list[Words] = []
    for run in runs:
        text = _SPACES.sub(" ", run.text)
        if joined and joined[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            continue
        before = joined[-1] if joined else None
        if before is not None and (before.bold, before.italic) == (run.bold, run.italic):
            joined[-1] = replace(before, text=before.text + text)
        else:
            joined.append(replace(run, text=text))
    if joined:
        joined[0] = replace(joined[0], text=joined[0].text.lstrip(" "))
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" "))
    return joined


def _behind(runs: Iterable[Words], at: int) -> Iterable[Words]:
    """Yield what stands behind the first `at` letters."""
    for run in runs:
        if at >= len(run.text):
            at -= len(run.text)
            continue
        yield replace(run, text=run.text[max(at, 0) :])
        at = 0


def _marked(runs: Iterable[Words]) -> str:
    made = []
    for run in runs:
        stars = "*" * ((2 if run.bold else 0) + (1 if run.italic else 0))
        text = run.text.replace("*", "\\*")
        core = text.strip(" ")
        if not stars or not any(each.isalnum() for each in core):
            made.append(text)
            continue
        left = text[: len(text) - len(text.lstrip(" "))]
        right = text[len(text.rstrip(" ")) :]
        made.append(f"{left}{stars}{core}{stars}{right}")
    return "".join(made)
