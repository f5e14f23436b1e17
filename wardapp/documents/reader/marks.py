"""Takes off what an OCR program or a Markdown writer put around the words."""

from __future__ import annotations

import re

from wardapp.core.text import clean

_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_OTHER_TAG = re.compile(r"</?(?:b|i|u|strong|em|center|p|div|span|sup|sub)\b[^<>]{0,80}>", re.I)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_STARS = re.compile(r"\*+(?=\S)|(?<=\S)\*+")
_UNDERLINES = re.compile(r"(?<!\w)_{1,3}(?=\S)(?!_)|(?<=[^\s_])_{1,3}(?!\w)")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")
_QUOTE = re.compile(r"^\s{0,3}>\s+")
_RULE = re.compile(r"^[\s\-–—_=*~.·•∙─━]+$")


def without_marks(line: str) -> str:
    """Return one line without Markdown marks, words untouched; inner spacing stays."""
    text = _OTHER_TAG.sub("", clean(line))
    text = _QUOTE.sub("", _HEADING.sub("", text))
    text = _STARS.sub("", text.replace(r"\*", "*"))
    text = _UNDERLINES.sub("", text).replace("`", "")
    return _ESCAPE.sub(r"\1", text).rstrip()


def with_breaks(text: str) -> str:
    """Return text with every break tag as a line break."""
    return _BREAK_TAG.sub("\n", text)


def is_rule(text: str) -> bool:
    """Return True for a line that only draws: `-----`, `***`, `____`."""
    return bool(text.strip()) and _RULE.match(text) is not None
