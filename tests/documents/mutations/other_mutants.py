"""Lists for letters and HTML of a clipboard gone wrong."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from pathlib import Path

from docx import Document

from tests.documents.mutations.mutants import cut, doubled, flipped, mutant, packed, unpacked
from wardapp.documents.list_file import list_template

PASTED = Path(__file__).resolve().parents[1] / "pasted"
HEADS = ("Nơi nhận", "Họ và tên", "Chức vụ", "Số điện thoại", "Ghi chú")
ROWS = tuple(
    (f"Chi bộ {at}", f"Trần Minh Khuê {at}", "Bí thư", f"09{at:08}", "=1+1" if at == 7 else "")
    for at in range(1, 13)
)
MANY, DEEP = 3000, 4000
TAGS = (
    "table", "tr", "td", "ul", "ol", "li", "p", "b", "i", "span", "div", "del", "script", "style",
    "h2", "pre", "select", "!--", "![if !supportLists]", "o:p", "?xml", "",
)  # fmt: skip
ATTRIBUTES = (
    ' colspan="99999999999999999999"', " rowspan=-1", ' colspan="½"', ' start="1e308"',
    ' style="mso-list:l0 level99999 lfo1"', ' style="font-family:Symbol;display:none"', " style=",
    ' class="MsoListParagraph"', ' type="\u0663"', ' value="-9"', " x='", ' style="font-weight:',
)  # fmt: skip
ODD = (
    "&#99999999999;", "&#xD800;", "&nosuch;", "&#0;", "\x00", "\ud800", "\u202e", "\u0301" * 40,
    "|---|", "\\|", "| a | b |", "<", ">", "]]>", "\r", "\x0b", "{{a}}", "**", "1. ", "a) ", "- ",
)  # fmt: skip


# -- lists -------------------------------------------------------------------------------------


def list_seeds() -> list[tuple[str, bytes]]:
    """Return the same list as a workbook, as a Word table and as text in several codes."""
    text = "\r\n".join(";".join(row) for row in (HEADS, *ROWS))
    word = Document()
    table = word.add_table(0, len(HEADS))
    for row in (HEADS, *ROWS):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    saved = io.BytesIO()
    word.save(saved)
    return [
        ("a.xlsx", list_template("Danh sách", HEADS, ROWS)),
        ("a.docx", saved.getvalue()),
        ("a.csv", text.encode("utf-8-sig")),
        ("a.csv", text.replace(";", "\t").encode("utf-16")),
        ("a.txt", text.replace(";", ",").encode()),
    ]


def list_mutant(seeds: list[tuple[str, bytes]], seed: str) -> tuple[str, str, bytes]:
    """Return what was done, a name and the list."""
    pick = random.Random(seed)
    name, data = pick.choice(seeds)
    if name.endswith((".docx", ".xlsx")) and pick.random() < 0.5:
        return (*_named(mutant([data], seed), name),)
    ways = SHEETS if name.endswith(".xlsx") else TEXTS
    way = pick.choice(ways if pick.random() < 0.7 else (flipped, cut, doubled))
    if pick.random() < 0.1:
        name = pick.choice(("a.xlsx", "a.csv", "a.docx", "a.xls", "a.txt", "a.html", "a"))
    return way.__name__, name, way(data, pick)


def _named(made: tuple[str, bytes], name: str) -> tuple[str, str, bytes]:
    return made[0], name, made[1]


def sheet_numbers(data: bytes, pick: random.Random) -> bytes:
    """Change what cells and columns are called, and which text or style they name."""
    parts = unpacked(data)
    for name in [name for name in parts if name.startswith("xl/")]:
        odd = pick.choice((b"XFD9999999", b"ZZZZ1", b"A0", b"", b"99999999", b"-1", b"1e9", b"A1"))
        parts[name] = re.sub(
            rb'(\s(?:r|s|ref|count|min|max|numFmtId|sheetId)=")[^"]*"',
            lambda found, odd=odd: found[1] + odd + b'"',
            parts[name],
            count=pick.randint(0, 4),
        )
    return packed(parts) if parts else data


def sheet_values(data: bytes, pick: random.Random) -> bytes:
    """Change what stands in cells: errors, dates far away, formulas, types that are none."""
    parts = unpacked(data)
    kind = pick.choice((b"s", b"d", b"e", b"b", b"n", b"x", b"inlineStr", b"str", b""))
    value = pick.choice((b"1e308", b"-1", b"NaN", b"99999999999", b"#REF!", b"2026-13-45", b""))
    for name in [name for name in parts if "sheet1" in name and name.endswith(".xml")]:
        part = re.sub(rb' t="[^"]*"', b' t="' + kind + b'"', parts[name], count=pick.randint(0, 9))
        parts[name] = re.sub(rb"<v>[^<]*</v>", b"<v>" + value + b"</v>", part,
                             count=pick.randint(0, 9))  # fmt: skip
    return packed(parts) if parts else data


def lines_odd(data: bytes, pick: random.Random) -> bytes:
    """Put odd letters, quotes that never end and other codes into text."""
    at = pick.randrange(len(data) or 1)
    odd = pick.choice(
        (b'"', b"\x00", b"\xff\xfe", b"\r", b"\n" * 50, b";" * MANY, "Ầ".encode("utf-16"), b"\x81")
    )
    return data[:at] + odd * pick.choice((1, 1, 5)) + data[at:]


def lines_many(data: bytes, pick: random.Random) -> bytes:
    """Repeat the text until it has thousands of lines, or one very long line."""
    times = pick.choice((50, 400))
    return data.replace(b"\n", b"") * times if pick.random() < 0.3 else data * times


SHEETS: tuple[Callable[[bytes, random.Random], bytes], ...] = (sheet_numbers, sheet_values)
TEXTS: tuple[Callable[[bytes, random.Random], bytes], ...] = (lines_odd, lines_odd, lines_many)


# -- a clipboard's HTML ------------------------------------------------------------------------


def html_seeds() -> list[str]:
    """Return what Word, Excel, a mail program and Zalo put on a clipboard."""
    return [path.read_text("utf-8") for path in sorted(PASTED.glob("*.html"))]


def html_mutant(seeds: list[str], seed: str) -> tuple[str, str]:
    """Return what was done and the HTML."""
    pick = random.Random(seed)
    html = pick.choice(seeds)
    way = pick.choice(HTML)
    for _ in range(pick.choice((1, 1, 2, 4))):
        html = way(html, pick)
    return way.__name__, html


def _at(html: str, pick: random.Random) -> int:
    return pick.randrange(len(html) + 1)


def html_cut(html: str, pick: random.Random) -> str:
    first, last = sorted((_at(html, pick), _at(html, pick)))
    return html[first:last] if pick.random() < 0.5 else html[:first] + html[last:]


def html_doubled(html: str, pick: random.Random) -> str:
    at, size = _at(html, pick), pick.randint(1, 400)
    return html[:at] + html[at : at + size] * pick.randint(2, 30) + html[at:]


def html_tags(html: str, pick: random.Random) -> str:
    for _ in range(pick.randint(1, 12)):
        at = _at(html, pick)
        tag = f"<{pick.choice(('', '/'))}{pick.choice(TAGS)}{pick.choice((*ATTRIBUTES, ''))}>"
        html = html[:at] + tag + html[at:]
    return html


def html_tags_lost(html: str, pick: random.Random) -> str:
    share = pick.choice((0.02, 0.2, 0.9))
    return re.sub(r"<[^>]*>", lambda tag: "" if pick.random() < share else tag[0], html)


def html_deep(html: str, pick: random.Random) -> str:
    tag = pick.choice(("div", "table><tr><td", "ul><li", "b", "span style='x:y'", "blockquote"))
    at = html.find("<body") + 1 and _at(html, pick)
    return html[:at] + f"<{tag}>" * pick.choice((90, 500, DEEP)) + html[at:]


def html_odd(html: str, pick: random.Random) -> str:
    for _ in range(pick.randint(1, 12)):
        at = _at(html, pick)
        html = html[:at] + pick.choice(ODD) + html[at:]
    return html


def html_long(html: str, pick: random.Random) -> str:
    at = _at(html, pick)
    words = pick.choice(("a", "<", "&", "<p>", "<!--", "1. ", "<td>", '"', "&#", "<a ", "ngày "))
    return html[:at] + words * pick.choice((MANY, 10 * MANY)) + html[at:]


HTML: tuple[Callable[[str, random.Random], str], ...] = (
    html_cut, html_doubled, html_tags, html_tags, html_tags, html_tags_lost, html_deep, html_odd,
    html_odd, html_long,
)  # fmt: skip
