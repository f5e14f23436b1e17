"""Words of old Office, RTF, mail and unknown files, seen without understanding the format."""

from __future__ import annotations

import re

from wardapp.documents.reader.gate import HEAD_LINES, judge
from wardapp.documents.reader.keys import plain
from wardapp.documents.reader.marks import with_breaks
from wardapp.documents.reader.txt_file import decoded, is_text

_HALVES = range(0xD800, 0xE000)  # half letters of UTF-16, none alone
_HEAD_BYTES = 400_000
_LEAD = 20
_TAG = re.compile(r"<[^<>]{1,300}>")
_RTF_WORD = re.compile(
    r"\\(?:u(-?\d+) ?(?:\\'[0-9a-f]{2}|\?)?|'([0-9a-f]{2})|par\b|cell\b|line\b|[a-z]+-?\d* ?)|[{}]"
)
_RTF_BREAKS = ("\\par", "\\cell", "\\line")
_WIDE_WORDS = re.compile(
    rb"(?:[\x09\x20-\x7e\xa0-\xff]\x00|[\x00-\xff][\x01\x1e]|[\r\n\x07]\x00){3,}"
)
_NARROW_WORDS = re.compile(rb"[\x09\x0d\x07\x20-\x7e\x80-\xff]{3,}")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADERS = ("cong san viet nam", "cong hoa xa hoi chu nghia")


def judge_crude(data: bytes) -> None:
    """Raise SecretRefused when words seen in the bytes begin like a secret paper."""
    head = data[:_HEAD_BYTES]
    if head.startswith(_OLE):
        _judge_words(_wide_text(head))
        _judge_words(_narrow_text(head))
    elif head.startswith(b"{\\rtf"):
        _judge_words(_RTF_WORD.sub(_rtf_letter, head.decode("latin-1")))
    else:
        text = decoded(head)
        if is_text(text):
            _judge_words(_TAG.sub("\n", with_breaks(text)))


def _judge_words(text: str) -> None:
    """Judge the head of the text, and from a little before each header that stands further on."""
    lines = text.splitlines()
    judge(lines)
    full = [line for line in lines if line.strip()]
    for at, line in enumerate(full):
        if at >= HEAD_LINES - _LEAD and any(words in plain(line) for words in _HEADERS):
            judge(full[at - _LEAD : at + HEAD_LINES])


def _wide_text(data: bytes) -> str:
    wide = b"".join(piece + b"\n\x00" for piece in _WIDE_WORDS.findall(data))
    return wide.decode("utf-16-le", errors="replace").replace("\x07", "\n")


def _narrow_text(data: bytes) -> str:
    """Return the words in one byte a letter, as old fonts were typed."""
    words = b"\n".join(_NARROW_WORDS.findall(data)).replace(b"\x07", b"\n")
    return words.decode("latin-1")


def _rtf_letter(found: re.Match[str]) -> str:
    if found[1]:
        code = int(found[1]) % 0x10000
        return "" if code in _HALVES else chr(code)
    if found[2]:
        return bytes.fromhex(found[2]).decode("cp1258", errors="replace")
    return "\n" if found[0].startswith(_RTF_BREAKS) else ""
