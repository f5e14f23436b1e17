"""Walks a Word file's body in document order and describes each paragraph as it prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from wardapp.documents.checking.model import (
    CheckedParagraph,
    CheckedRule,
    CheckedRun,
    CheckedSection,
    CheckedTable,
)
from wardapp.documents.checking.reading_formats import Formats, line_of, space_of
from wardapp.documents.checking.reading_measures import Ruler, height_of, lines_of, text_centre
from wardapp.documents.checking.reading_props import Props, W, is_on
from wardapp.documents.checking.reading_rooms import (
    Grid,
    Room,
    cells_in,
    cells_of,
    grid_of,
    layers_of,
)
from wardapp.documents.checking.reading_shapes import box_place, drawn_rule
from wardapp.documents.checking.reading_text import (
    MC,
    alternative,
    boxes_in,
    breaks_page,
    drawings_of,
    letters_framed,
)

_MOST_PARAGRAPHS = 40_000
_SIDES = ("top", "bottom", "left", "right")
_DEEPEST = 12
_BOX_SIDE_MM = 2.54
_SHORTEST_RULE_MM = 4.0
_TYPED_RULE = frozenset("_─━¯‾")
_SHORTEST_TYPED = 5
_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}


@dataclass(frozen=True, slots=True)
class Around:
    """What the walk needs of the file: formats, sections, indexes of paragraphs, Word's mode."""

    formats: Formats
    sections: Sequence[CheckedSection]
    indexes: Mapping[etree._Element, int]
    ruler: Ruler
    mode: int


@dataclass(slots=True)
class Walk:
    """The paragraphs and tables met so far, and the height of each section."""

    around: Around
    paragraphs: list[CheckedParagraph] = field(default_factory=list)
    tables: list[CheckedTable] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    breaks: int = 0
    _contextual: list[bool] = field(default_factory=list)
    _section: int = 0

    def body(self, body: etree._Element) -> None:
        """Walk the whole body."""
        for child in body:
            self._block(child, self._column())
        self._close_gaps()

    def _column(self) -> Room:
        number = min(self._section, len(self.around.sections) - 1)
        page = self.around.sections[number]
        return Room(
            left=page.left,
            width=page.width - page.left - page.right,
            section=number,
            page=page,
        )

    def _container(self, container: etree._Element, room: Room) -> float:
        """Walk a cell or box; return about how high it is."""
        if room.depth > _DEEPEST:
            return 0.0
        high = 0.0
        for child in container:
            inner = replace(room, top=room.top + high) if high else room
            high += self._block(child, inner)
        return high

    def _block(self, child: etree._Element, room: Room) -> float:
        if child.tag == f"{W}p":
            return self._paragraph(child, room)
        if child.tag == f"{W}tbl":
            high = self._table(child, room)
            self._grow(high, room)
            return high
        if child.tag == f"{MC}AlternateContent":
            chosen = alternative(child)
            return 0.0 if chosen is None else self._container(chosen, _deeper(room))
        if child.tag in _WRAPPERS:
            # A section may end inside of a content control: ask for the column at each block.
            return sum(
                self._block(each, self._column() if room.table < 0 and not room.in_box else room)
                for each in child
            )
        return 0.0

    def _grow(self, high: float, room: Room) -> None:
        if room.table < 0 and not room.in_box:
            self.heights[room.section] = self.heights.get(room.section, 0.0) + high

    def _paragraph(self, element: etree._Element, room: Room) -> float:
        if len(self.paragraphs) >= _MOST_PARAGRAPHS:
            return 0.0
        formats = self.around.formats
        props = formats.paragraph(element, room.layers)
        runs = formats.runs(element, props["style"], room.layers)
        drawings = list(drawings_of(element))
        paragraph = self._described(element, props, runs, room)
        rules = self._rules(paragraph, drawings, props, room)
        if rules:
            paragraph = replace(paragraph, rules=rules)
        self.paragraphs.append(paragraph)
        self._contextual.append(bool(props.get("contextual")))
        self.breaks += paragraph.page_break
        high = height_of(paragraph, self.around.ruler)
        self._grow(high, room)
        for drawing in drawings:
            self._boxes(drawing, room)
        if element.find(f"{W}pPr/{W}sectPr") is not None:
            self._section += 1
        return high

    def _described(
        self, element: etree._Element, props: Props, runs: tuple[CheckedRun, ...], room: Room
    ) -> CheckedParagraph:
        formats = self.around.formats
        text = "".join(run.text for run in runs)
        line, rule = line_of(props)
        left, right = float(props.get("left", 0.0)), float(props.get("right", 0.0))
        width = room.width - left - right
        paragraph = CheckedParagraph(
            index=self.around.indexes.get(element, -1),
            text=text,
            runs=runs,
            style=formats.sheet.name(props["style"]),
            align=str(props.get("align", "left")),
            left_mm=left,
            right_mm=right,
            first_line_mm=float(props.get("first", 0.0)),
            before=space_of(props, "before"),
            after=space_of(props, "after"),
            line=line,
            line_rule=rule,
            keep_next=bool(props.get("keep_next")),
            page_break_before=bool(props.get("page_break_before")),
            section=room.section,
            table=room.table,
            row=room.row,
            column=room.column,
            border_top=bool(props.get("border_top")),
            border_bottom=bool(props.get("border_bottom")),
            framed=all(props.get(f"border_{side}") for side in _SIDES) or letters_framed(element),
            label=formats.label(props) if text.strip() else "",
            centre_mm=room.left + left + width / 2,
            room_mm=width,
            text_mm=self.around.ruler.widest(runs) if text.strip() else 0.0,
            tabs=tuple(props.get("tabs", ())),
            in_box=room.in_box,
            top_mm=room.top
            if room.table >= 0 or room.in_box
            else self.heights.get(room.section, 0.0),
            page_break=breaks_page(element),
        )
        spot = (room.left + left, width)
        return replace(paragraph, text_centre_mm=text_centre(paragraph, self.around.ruler, spot))

    def _rules(
        self,
        paragraph: CheckedParagraph,
        drawings: Sequence[etree._Element],
        props: Props,
        room: Room,
    ) -> tuple[CheckedRule, ...]:
        rules = []
        for drawing in drawings:
            found = drawn_rule(drawing, room.place)
            if found is not None:
                centre = paragraph.centre_mm if found.centre is None else found.centre
                rules.append(CheckedRule(length_mm=found.width, kind="drawn", centre_mm=centre))
        framed = props.get("border_left") and props.get("border_top")
        if (paragraph.border_top or paragraph.border_bottom) and not framed:
            rules.append(
                CheckedRule(
                    length_mm=paragraph.room_mm, kind="border", centre_mm=paragraph.centre_mm
                )
            )
        typed = self._typed_rule(paragraph)
        return (*rules, typed) if typed else tuple(rules)

    def _typed_rule(self, paragraph: CheckedParagraph) -> CheckedRule | None:
        """Return the rule that a paragraph of underscores or of underlined blanks draws."""
        ruler = self.around.ruler
        letters = set("".join(paragraph.text.split()))
        if letters and letters <= _TYPED_RULE and len(paragraph.text.strip()) >= _SHORTEST_TYPED:
            return CheckedRule(
                length_mm=paragraph.text_mm, kind="typed", centre_mm=paragraph.text_centre_mm
            )
        if paragraph.text and not letters and all(run.underline for run in paragraph.runs):
            length = max(ruler.width(line, trim=False) for line in lines_of(paragraph.runs))
            if length >= _SHORTEST_RULE_MM:
                return CheckedRule(
                    length_mm=length, kind="underline", centre_mm=paragraph.centre_mm
                )
        return None

    def _boxes(self, drawing: etree._Element, room: Room) -> None:
        boxes = boxes_in(drawing)
        if not boxes:
            return
        spot = box_place(drawing, room.place)
        left, width = room.left, room.width
        if spot is not None and spot.centre is not None and spot.width:
            left, width = spot.centre - spot.width / 2, spot.width
        elif spot is not None and spot.width:
            width = spot.width
        inner = replace(
            _deeper(room),
            left=left + _BOX_SIDE_MM,
            width=max(width - 2 * _BOX_SIDE_MM, 0.0),
            in_box=True,
            layers=(),
            top=0.0,
        )
        for box in boxes:
            self._container(box, inner)

    def _table(self, table: etree._Element, room: Room) -> float:
        if room.depth > _DEEPEST:
            return 0.0
        sheet = self.around.formats.sheet
        grid = grid_of(table, room, sheet, self.around.mode)
        rows = [row for row in _rows(table) if not _is_deleted(row)]
        number = len(self.tables)
        first = len(self.paragraphs)
        self.tables.append(
            CheckedTable(
                number=number,
                rows=len(rows),
                columns=max((len(cells_in(row)) for row in rows), default=0),
                head_rows=_head_rows(rows),
                ruled=grid.ruled,
                section=room.section,
                centre_mm=grid.left + grid.width / 2,
                width_mm=grid.width,
                room_mm=room.width,
            )
        )
        high = 0.0
        for at, row in enumerate(rows):
            inner = replace(_deeper(room), table=number, top=high)
            high += self._row(row, at, len(rows), grid, inner)
        start = self.paragraphs[first].index if first < len(self.paragraphs) else -1
        self.tables[number] = replace(self.tables[number], paragraph=start, height_mm=high)
        return high

    def _row(self, row: etree._Element, at: int, rows: int, grid: Grid, room: Room) -> float:
        high = 0.0
        cells = list(cells_of(row, grid))
        for column, cell in enumerate(cells):
            inner = replace(
                room,
                left=cell.left,
                width=cell.width,
                row=at,
                column=column,
                layers=layers_of(grid, at, rows, column, len(cells)),
            )
            high = max(high, self._container(cell.element, inner))
        return high

    def _close_gaps(self) -> None:
        """Drop the space between neighbours of one style that ask for it."""
        whole = self.paragraphs
        for at in range(len(whole) - 1):
            this, following = whole[at], whole[at + 1]
            if this.style != following.style or _cell(this) != _cell(following):
                continue
            if self._contextual[at]:
                whole[at] = replace(whole[at], after=0.0)
            if self._contextual[at + 1]:
                whole[at + 1] = replace(following, before=0.0)


def _deeper(room: Room) -> Room:
    return replace(room, depth=room.depth + 1)


def _cell(paragraph: CheckedParagraph) -> tuple[int, int, int, bool]:
    return paragraph.table, paragraph.row, paragraph.column, paragraph.in_box


def _rows(table: etree._Element) -> list[etree._Element]:
    rows = []
    for child in table:
        if child.tag == f"{W}tr":
            rows.append(child)
        elif child.tag in _WRAPPERS:
            rows += child.findall(f".//{W}tr")
    return rows


def _is_deleted(row: etree._Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _head_rows(rows: Sequence[etree._Element]) -> int:
    count = 0
    for row in rows:
        if not is_on(row.find(f"{W}trPr/{W}tblHeader")):
            break
        count += 1
    return count
