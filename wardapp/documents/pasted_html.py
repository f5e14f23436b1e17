"""HTML that Word, Excel, Outlook, Zalo or a browser puts on the clipboard, as outline text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from wardapp.core.outline_typing import POINTS
from wardapp.core.pipe_table import table_of
from wardapp.core.roman import roman
from wardapp.documents.html_scan import Tag, scan
from wardapp.documents.outline import parse_outline
from wardapp.documents.pasted_runs import Words, line_of, writable

MOST_ROWS, MOST_SPAN = 2_000, 20
DEEPEST = 100
"""Tags inside tags that are still told apart; no program nests so many."""
_BLOCKS = {
    "p", "div", "li", "tr", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
    "pre", "section", "article", "header", "footer", "dd", "dt", "dl", "hr", "body", "center",
}  # fmt: skip
_BOLD_TAGS, _ITALIC_TAGS = {"b", "strong", "th"}, {"i", "em", "cite"}
_VOID = {"br", "img", "hr", "col", "input", "meta", "link", "wbr"}
_UNSEEN_TAGS = {"del", "s", "strike", "select", "button"}
_WORD_SIGNS = ("mso-", "msonormal", "urn:schemas-microsoft-com:office")
_HEAVY = 600
_SOFT_BREAK, _SPACE = Words("\x0b"), Words(" ")
_LONGEST_NUMBER = 3


def outline_of_html(html: str) -> str:
    """Return what a clipboard's HTML says as outline text, "" when it says nothing."""
    is_word = any(sign in html[:200_000].casefold() for sign in _WORD_SIGNS)
    return _Reader(is_word=is_word).read(writable(html))


@dataclass(slots=True)
class _Look:
    """What an open tag does to the words inside it."""

    name: str
    bold: bool = False
    italic: bool = False
    font: str = ""
    hidden: bool = False
    is_marker: bool = False


@dataclass(slots=True)
class _List:
    """An open list: how it counts, and how far it came."""

    kind: str  # "" = dashes, else 1 a A i I
    count: int = 0


@dataclass(slots=True)
class _Table:
    """An open table: rows of cells, each the lines of its paragraphs."""

    rows: list[list[str]] = field(default_factory=list)
    covered: dict[int, int] = field(
        default_factory=dict
    )  # column -> rows a cell above reaches down
    begun: dict[int, int] = field(default_factory=dict)  # the same, by cells of this row
    head: int = 1  # rows of the head: as many as its tallest cell reaches over
    cell: list[str] | None = None
    spans: tuple[int, int] = (1, 1)


class _Reader:
    """Goes through the tags once and gathers lines."""

    def __init__(self, *, is_word: bool) -> None:
        self._is_word = is_word
        self._lines: list[str] = []
        self._looks: list[_Look] = [_Look("")]
        self._lists: list[_List] = []
        self._tables: list[_Table] = []
        self._words: list[Words] = []
        self._marker = ""
        self._listed = ""  # the marker of Word's own list, as the clipboard spells it

    def read(self, html: str) -> str:
        """Return the text of all lines."""
        for each in scan(html):
            if isinstance(each, str):
                self._say(each)
            elif each.opens:
                self._open(each)
            else:
                self._close(each.name)
        self._end_line()
        while self._tables:
            self._end_table()
        return "\n".join(self._lines)

    # ---- words -------------------------------------------------------------------------------

    def _say(self, text: str) -> None:
        look = self._looks[-1]
        if look.hidden:
            return
        if look.is_marker:
            self._listed += text
            return
        self._words.append(Words(text, look.bold, look.italic, look.font))

    def _end_line(self) -> None:
        """Write the paragraph gathered so far."""
        marker = _marker_of(self._listed) if self._listed.strip() else self._marker
        has_words = any(each.text.strip() for each in self._words)
        if has_words:
            for words in _unbroken(self._words):
                self._put(line_of(words, marker))
                marker = ""
            self._marker = ""
        self._words, self._listed = [], ""

    def _put(self, line: str) -> None:
        if self._tables and self._tables[-1].cell is not None:
            self._tables[-1].cell.append(line)
        elif not self._tables:
            self._lines.append(line)

    # ---- tags --------------------------------------------------------------------------------

    def _open(self, tag: Tag) -> None:
        if tag.name == "br":
            self._break()
            return
        if tag.name in _BLOCKS or tag.name in {"td", "th"}:
            self._end_line()
        if tag.name not in _VOID and len(self._looks) < DEEPEST:
            self._looks.append(_look(tag, self._looks[-1]))
        opener = {
            "ul": self._open_list, "ol": self._open_list, "li": self._open_item,
            "table": self._open_table, "tr": self._open_row, "td": self._open_cell,
            "th": self._open_cell,
        }.get(tag.name)  # fmt: skip
        if opener is not None:
            opener(tag)

    def _close(self, name: str) -> None:
        if name in _BLOCKS or name in {"td", "th"}:
            self._end_line()
        place = next((at for at in range(len(self._looks) - 1, 0, -1)
                      if self._looks[at].name == name), 0)  # fmt: skip
        if place:
            del self._looks[place:]
        if name in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif name in {"td", "th"}:
            self._end_cell()
        elif name == "table" and self._tables:
            self._end_table()

    def _break(self) -> None:
        """Word breaks a line inside its paragraph by it; everywhere else it ends one."""
        if self._is_word and not self._looks[-1].hidden:
            self._words.append(_SOFT_BREAK)
        elif not self._is_word:
            self._end_line()

    # ---- lists -------------------------------------------------------------------------------

    def _open_list(self, tag: Tag) -> None:
        if len(self._lists) >= DEEPEST:
            return
        shape = tag.attributes.get("type", "") or tag.style("list-style-type")
        if tag.name == "ul":
            self._lists.append(_List(""))
            return
        kinds = {"lower-alpha": "a", "upper-alpha": "A", "lower-roman": "i", "upper-roman": "I"}
        depth = sum(1 for each in self._lists if each.kind)
        kind = kinds.get(shape, shape if shape in {"1", "a", "A", "i", "I"} else "")
        start = tag.attributes.get("start", "1")
        count = int(start) - 1 if start.isdecimal() and len(start) <= _LONGEST_NUMBER else 0
        self._lists.append(_List(kind or ("1" if depth == 0 else "a"), count))

    def _open_item(self, _tag: Tag) -> None:
        if not self._lists:
            self._marker = "-"
            return
        here = self._lists[-1]
        here.count += 1
        if here.kind:
            self._marker = _counted(here.kind, here.count)
        else:
            bullets = sum(1 for each in self._lists if not each.kind)
            self._marker = "-" if bullets == 1 else "+"

    # ---- tables ------------------------------------------------------------------------------

    def _open_table(self, _tag: Tag) -> None:
        if len(self._tables) < DEEPEST:
            self._tables.append(_Table())

    def _open_row(self, _tag: Tag) -> None:
        if self._tables and len(self._tables[-1].rows) < MOST_ROWS:
            table = self._tables[-1]
            left = {column: rows - 1 for column, rows in table.covered.items() if rows > 1}
            table.covered, table.begun = left | table.begun, {}
            table.rows.append([])
            _fill_from_above(table)

    def _open_cell(self, tag: Tag) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        self._end_cell()
        table.cell = []
        table.spans = (_span(tag, "colspan"), _span(tag, "rowspan"))

    def _end_cell(self) -> None:
        if not self._tables or self._tables[-1].cell is None:
            return
        table = self._tables[-1]
        words, table.cell = " ".join(table.cell or ()), None
        if not table.rows:
            table.rows.append([])
        row = table.rows[-1]
        across, down = table.spans
        if len(table.rows) == 1:
            table.head = max(table.head, down)
        for part in range(across):
            if down > 1:
                table.begun[len(row)] = down - 1
            row.append(words if part == 0 else "")
        _fill_from_above(table)

    def _end_table(self) -> None:
        self._end_cell()
        table = self._tables.pop()
        rows = [row for row in table.rows if any(cell.strip() for cell in row)]
        if not rows:
            return
        is_room = max(map(len, rows)) == 1 or (len(rows) == 1 and len(rows[0]) == 1)
        if self._tables:  # a table in a cell: its words belong to that cell
            self._put(" ".join(cell for row in rows for cell in row if cell))
        elif is_room:
            self._lines += [cell for row in rows for cell in row if cell]
        else:
            plain = [[_unbold(cell) for cell in row] for row in rows[: table.head]]
            self._lines += table_of([*plain, *rows[table.head :]], table.head).split("\n")


def _unbroken(words: list[Words]) -> Iterator[list[Words]]:
    """Yield the lines of a paragraph: a soft break is a space unless a marker stands behind it."""
    line: list[Words] = []
    for is_break, group in groupby(words, lambda each: each is _SOFT_BREAK):
        held = list(group)
        if is_break:
            continue
        blocks = parse_outline("".join(each.text for each in held).strip())
        if line and blocks and blocks[0].marker:
            yield line
            line = []
        line += [_SPACE, *held] if line else held
    if line:
        yield line


def _fill_from_above(table: _Table) -> None:
    """Leave the cells empty that a cell of a row above reaches down into."""
    row = table.rows[-1]
    while len(row) in table.covered:
        row.append("")


def _unbold(cell: str) -> str:
    """Return the words of a head's cell without the marks that all of it has: it prints bold."""
    inside = cell[2:-2]
    is_whole = cell == f"**{inside}**" and "*" not in inside
    return inside if is_whole else cell


def _look(tag: Tag, around: _Look) -> _Look:
    weight = tag.style("font-weight")
    bold = around.bold or tag.name in _BOLD_TAGS
    if weight:
        bold = weight == "bold" or (weight.isdecimal() and int(weight) >= _HEAVY)
    slant = tag.style("font-style")
    italic = slant == "italic" if slant else around.italic or tag.name in _ITALIC_TAGS
    font = tag.style("font-family") or tag.attributes.get("face", "")
    hidden = (
        around.hidden or tag.name in _UNSEEN_TAGS or tag.style("display") == "none"
        or tag.style("mso-hide") == "all"
    )  # fmt: skip
    return _Look(
        name=tag.name,
        bold=bold and tag.name != "th",
        italic=italic,
        font=font.split(",")[0].strip(" \"'") or around.font,
        hidden=hidden,
        is_marker=around.is_marker or tag.style("mso-list") == "ignore",
    )


def _marker_of(listed: str) -> str:
    """Return the marker of Word's automatic list: numbers as they are, any bullet a dash."""
    tidy = " ".join(listed.split())
    blocks = parse_outline(f"{tidy} x")
    is_counted = blocks[0].marker == tidy and any(each.isalnum() for each in tidy)
    if is_counted or tidy in {"-", "+"}:
        return tidy
    return "+" if tidy in {"o", "◦", "○"} else "-"


def _counted(kind: str, count: int) -> str:
    if kind in {"a", "A"}:
        return f"{POINTS[(count - 1) % len(POINTS)]})"
    if kind in {"i", "I"}:
        number = roman(count)
        return f"{number}." if kind == "I" else f"({number.lower()})"
    return f"{count}."


def _span(tag: Tag, name: str) -> int:
    typed = tag.attributes.get(name, "1")[:_LONGEST_NUMBER]
    return min(max(int(typed), 1), MOST_SPAN) if typed.isdecimal() else 1
