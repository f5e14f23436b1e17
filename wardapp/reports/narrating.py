"""The words of a report drafted from its figures, each number tied to the cell it came from.

Kept text carries its ties in itself: `⟦11¦A|A1|actual|⟧` is the number 11 tied to cell A1 of
table A. The marks are no letters anybody types; they are taken out of what is typed or pasted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from wardapp.core.dates import long_date
from wardapp.core.forms import CellKey, CellType, FilledForm, FormSpec, FormValue, TableSpec
from wardapp.core.narrative import FigureTie, LooseFigure, Narrative
from wardapp.core.report_views import FormHistory
from wardapp.core.roman import roman
from wardapp.reports.expressions import parse
from wardapp.reports.figures import figure
from wardapp.reports.filling import TOTAL, totals
from wardapp.reports.narrative_fallback import opening, plain_outline
from wardapp.reports.rows import TableCells

Label = Callable[[CellKey], str]
"""What a cell is called."""

_OPEN, _MIDDLE, _CLOSE = "⟦", "¦", "⟧"
_TIE = re.compile(
    rf"{_OPEN}([^{_OPEN}{_CLOSE}{_MIDDLE}]*){_MIDDLE}([^{_OPEN}{_CLOSE}{_MIDDLE}]*){_CLOSE}"
)
_PLACE = re.compile(r"\{([\w-]+)\.([\w.-]+?)\.(\w+?)(?:[.:](year|last|change))?\}")
_END = re.compile(r"[.;:]?\Z")
_HEADING = re.compile(r"[IVX]+\.\s")
_SUBHEAD = re.compile(r"\d+\.\s")
_FIRST = re.compile(r"(?:I|1)\.\s")
_PARTS, _DOTS = 4, 2
_NUMBER = re.compile(r"(?<![\w/.,-])(\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?%?(?![\w/-]|[.,]\d)")
_NO_FIGURE = re.compile(
    r"\d{1,2}/\d{1,2}(?:/\d{4})?"  # a day
    r"|(?:ngày|tháng|năm|quý|tổ|số|Điều|khoản|Biểu|Phụ lục|nhiệm kỳ|giai đoạn)\s+"
    r"\d+(?:\s*[-–]\s*\d+)?"
    r"|\d+\s*[-–/]\s*[A-ZĐ]\S*"  # 57-KH/TU
    r"|(?:^|\n)\s*\d+(?:\.\d+)*[.)]\s",  # marks of the outline
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Figures:
    """What every figure of a form says, with its earlier periods."""

    spec: FormSpec
    filled: FilledForm
    history: FormHistory
    basis: str = ""

    def said(self, key: CellKey, measure: str = "") -> str:
        """Return a figure as a text writes it, "" for a blank or a cell that is not there."""
        value, kind = self._value(key), self._kind(key)
        if measure == "year":
            value = self.history.year.get(key)
        elif measure == "last":
            value = self._last(key)
        elif measure == "change":
            return self._change(value, self._last(key), kind)
        return "" if value is None or value == "" else figure(value, kind)

    def known(self) -> frozenset[str]:
        """Return every figure that stands in the form, as written; those within answers too."""
        rows = [row for table in self.filled.tables for row in table.rows]
        cells = [cell for row in rows for cell in row.cells]
        said = {self.said(cell.key) for cell in cells}
        texts = [cell.value for cell in cells if isinstance(cell.value, str)]
        said |= {found[0] for text in texts for found in _NUMBER.finditer(text)}
        sums = (
            self.said(CellKey(table=table.code, row=TOTAL, column=column.key))
            for table in self.spec.tables
            for column in table.columns
        )
        return frozenset(
            part for each in (*said, *sums) for part in (each, *each.split("/")) if part
        )

    def _value(self, key: CellKey) -> FormValue:
        table = next((each for each in self.filled.tables if each.code == key.table), None)
        if table is None:
            return None
        if key.row == TOTAL:
            row = totals(self.spec.table(key.table), table)
        else:
            found = table.row(key.row)
            if found is None:
                return None
            row = found
        cell = row.cell(key.column)
        return None if cell is None else cell.value

    def _kind(self, key: CellKey) -> CellType:
        try:
            return self.spec.table(key.table).column(key.column).type
        except KeyError:
            return CellType.TEXT

    def _last(self, key: CellKey) -> FormValue:
        return self.history.past[-1].values.get(key) if self.history.past else None

    def _change(self, now: FormValue, last: FormValue, kind: CellType) -> str:
        if not isinstance(now, int | Decimal) or not isinstance(last, int | Decimal):
            return ""
        by = Decimal(now) - Decimal(last)
        if not by:
            return "không tăng, giảm"
        size = int(abs(by)) if by == by.to_integral_value() else abs(by)
        return f"{'tăng' if by > 0 else 'giảm'} {figure(size, kind)}"


def drafted(figures: Figures) -> Narrative:
    """Return the text the form's [[narrative]] makes of its figures, else a plain outline."""
    spec = figures.spec
    paragraphs = list(_renumbered(_with_content(list(_paragraphs(figures)), spec), spec))
    if not paragraphs:
        paragraphs = list(plain_outline(spec, figures.filled, figures.said))
    if not paragraphs or _HEADING.match(paragraphs[0]) or not paragraphs[0].rstrip().endswith(":"):
        paragraphs.insert(0, opening(spec, figures.basis))
    return decoded("\n".join(_filled_in(_tidy(each), figures) for each in paragraphs))


def asks_history(spec: FormSpec, kept: str) -> bool:
    """Return True when a text speaks of other periods than its own."""
    drafts = (found[4] for part in spec.narrative for found in _PLACE.finditer(part.text))
    ties = (found[2].rpartition("|")[2] for found in _TIE.finditer(kept))
    return any(drafts) or any(ties)


def encoded(narrative: Narrative) -> str:
    """Return a text with its ties in it, as it is kept."""
    parts, at = [], 0
    for tie in sorted(narrative.ties, key=lambda each: each.start):
        if tie.start < at:
            continue
        parts += [_tidy(narrative.text[at : tie.start]), _marked(tie.text, tie.key, tie.measure)]
        at = tie.end
    return "".join((*parts, _tidy(narrative.text[at:])))


def decoded(kept: str) -> Narrative:
    """Return a kept text and its ties."""
    parts: list[str] = []
    ties: list[FigureTie] = []
    at = length = 0
    for found in _TIE.finditer(kept):
        before = _tidy(kept[at : found.start()])
        parts += [before, found[1]]
        start = length + len(before)
        length = start + len(found[1])
        at = found.end()
        names = found[2].split("|")
        if len(names) == _PARTS and found[1]:
            key = CellKey(table=names[0], row=names[1], column=names[2])
            ties.append(
                FigureTie(start=start, end=length, text=found[1], key=key, measure=names[3])
            )
    return Narrative(text="".join((*parts, _tidy(kept[at:]))), ties=tuple(ties))


def loose(narrative: Narrative, figures: Figures, label: Label) -> tuple[LooseFigure, ...]:
    """Return the tied numbers that no longer say what their cells say."""
    found = []
    for tie in narrative.ties:
        now = figures.said(tie.key, tie.measure)
        if now != tie.text:
            said = f"nay là {now}" if now else "nay chưa có số"
            sentence = f"{label(tie.key)} {said}, lời văn còn ghi {tie.text}."
            found.append(LooseFigure(tie=tie, now=now, sentence=sentence))
    return tuple(found)


def renewed(narrative: Narrative, stale: tuple[LooseFigure, ...]) -> Narrative:
    """Return the text with these numbers as their cells say them now; a blank cell changes none."""
    now = {(each.tie.start, each.tie.end): each.now for each in stale if each.now}
    kept = [replace(tie, text=now.get((tie.start, tie.end), tie.text)) for tie in narrative.ties]
    return decoded(encoded(replace(narrative, ties=tuple(kept))))


def untied(narrative: Narrative, known: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Return where numbers stand that are tied to no cell and equal none: typed by hand.

    Days, numbers of dispatches and marks of the outline are no figures.
    """
    taken = [(tie.start, tie.end) for tie in narrative.ties]
    taken += [found.span() for found in _NO_FIGURE.finditer(narrative.text)]
    return tuple(
        found.span()
        for found in _NUMBER.finditer(narrative.text)
        if found[0] not in known
        and not any(start < found.end() and found.start() < end for start, end in taken)
    )


def _with_content(paragraphs: list[str], spec: FormSpec) -> list[str]:
    """Return the paragraphs without headings of the form under which nothing is left."""
    own = _own_words(spec)
    kept: list[str] = []
    for text in reversed(paragraphs):
        level = _level_in(own, text)
        is_bare = level and "\n" not in text
        if not is_bare or (kept and not 0 < _level_in(own, kept[-1]) <= level):
            kept.append(text)
    return kept[::-1]


def _renumbered(paragraphs: list[str], spec: FormSpec) -> Iterator[str]:
    """Yield the paragraphs with the form's own headings counted again: II follows I, whatever fell.

    A count begins anew where the form begins one: at `I.` and at `1.`.
    """
    own = _own_words(spec)
    counts = {1: 0, 2: 0}
    at = 0
    for text in paragraphs:
        head, _, rest = text.partition("\n")
        level = _level_in(own, text)
        if not level:
            yield text
            continue
        place = own.index(head, at) if head in own[at:] else at
        if any(_level(each) == level and _FIRST.match(each) for each in own[at : place + 1]):
            counts[level] = 0
        at = place + 1
        counts[level] += 1
        number = roman(counts[level]) if level == 1 else str(counts[level])
        yield "\n".join(filter(None, (f"{number}.{head.partition('.')[2]}", rest)))


def _own_words(spec: FormSpec) -> tuple[str, ...]:
    """Return headings and paragraphs of the form itself, in order; an answer is none of them."""
    return tuple(words for part in spec.narrative for words in (part.heading, part.text) if words)


def _level_in(own: tuple[str, ...], text: str) -> int:
    """Return how high the heading is a paragraph begins with, 0 for one the form did not write."""
    head = text.partition("\n")[0]
    return _level(head) if head in own else 0


def _level(text: str) -> int:
    """Return how high a heading is: 1 for `I.`, 2 for `1.` without figures, 0 for a text."""
    if _HEADING.match(text):
        return 1
    return 2 if _SUBHEAD.match(text) and "{" not in text and "\n" not in text else 0


def _paragraphs(figures: Figures) -> Iterator[str]:
    """Yield headings and paragraphs with their places still open; a heading needs one of them."""
    heading = ""
    for part in figures.spec.narrative:
        heading = part.heading or heading
        if part.table.count(".") == _DOTS:
            table, row, column = part.table.split(".")
            text = figures.said(CellKey(table=table, row=row, column=column))
            text = "\n".join(filter(None, (part.text, text))) if text else ""
        else:
            text = part.text if _holds(part.when, part.table, figures) else ""
            text = _without_blanks(text, figures)
        if text:
            yield from filter(None, (heading, text))
            heading = ""


def _holds(when: str, table: str, figures: Figures) -> bool:
    if not when:
        return True
    spec: TableSpec | None = next(
        (each for each in figures.spec.tables if each.code == table), None
    )
    if spec is None:
        return True
    return bool(parse(when).value(TableCells(spec, figures.filled.table(table))))


def _without_blanks(text: str, figures: Figures) -> str:
    """Return a paragraph without the clauses whose figures are blank, "" when the first one is.

    A clause begins at the last comma or semicolon before a figure: what nobody counted is not said.
    """
    places = list(_PLACE.finditer(text))
    starts, after = [0], 0
    for at, found in enumerate(places):
        cut = max(text.rfind(mark, after, found.start()) for mark in (", ", "; "))
        if at and cut >= after:
            starts.append(cut)
        after = found.end()
    clauses = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    said = [each for each in clauses if not _is_blank(each, figures)]
    if len(said) == len(clauses) or not said or said[0] != clauses[0]:
        return text if len(said) == len(clauses) else ""
    end = _END.search(clauses[-1])
    return "".join(said) + (end[0] if end and said[-1] != clauses[-1] else "")


def _is_blank(text: str, figures: Figures) -> bool:
    places = ((_key(found), found[4] or "") for found in _PLACE.finditer(text))
    return any(not figures.said(key, measure) for key, measure in places)


def _filled_in(text: str, figures: Figures) -> str:
    """Return a paragraph with figures, tied, and facts of the report in its places."""
    filled = figures.filled
    for name, value in (
        ("period", filled.period.label),
        ("reporter", filled.reporter),
        ("from", long_date(filled.period.window_from)),
        ("to", long_date(filled.period.window_to)),
        ("year", str(filled.period.window_to.year)),
        ("basis", figures.basis),
    ):
        text = text.replace(f"{{{name}}}", value)

    def put(found: re.Match[str]) -> str:
        key, measure = _key(found), found[4] or ""
        return _marked(figures.said(key, measure), key, measure)

    return _PLACE.sub(put, text)


def _key(found: re.Match[str]) -> CellKey:
    return CellKey(table=found[1], row=found[2], column=found[3])


def _marked(text: str, key: CellKey, measure: str) -> str:
    return f"{_OPEN}{_tidy(text)}{_MIDDLE}{key.table}|{key.row}|{key.column}|{measure}{_CLOSE}"


def _tidy(text: str) -> str:
    return text.replace(_OPEN, "").replace(_CLOSE, "").replace(_MIDDLE, "")
