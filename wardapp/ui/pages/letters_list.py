"""Step 1 of letters to many: who gets one, from the directory or from a file, and what is doubtful.

Columns of a file are named once; every doubt stands with its line.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.issuers import AddresseeGroup, Body
from wardapp.core.letters import LetterRow, TemplateField
from wardapp.core.serial import ADDRESSEE, LetterList, ListDoubt, ListTable, SerialPlan
from wardapp.services.letter_lists import guessed, named_rows, rows_of, without_doubles
from wardapp.services.letter_making import labels_of
from wardapp.services.office import Office
from wardapp.ui.context import Context
from wardapp.ui.listing.cells import Cell, Column, RowLook
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import DENSE, RowView
from wardapp.ui.pages.letters_actions import CHOOSE, ONCE
from wardapp.ui.pages.proposal_layout import beside, scrolled
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Button
from wardapp.ui.widgets.cards import EmptyPage, Way
from wardapp.ui.widgets.fields import ChoiceField
from wardapp.ui.widgets.texts import Rule, Text

SIDE, DOUBTS = 340, 150
NOTHING = -1
FROM_FILE = "file"
BY_GROUP, BY_LEVEL = "group", "bodies"


@dataclass(frozen=True, slots=True)
class LettersFacts:
    """What the page is about: the text, what it takes from a list, whom the directory knows."""

    kind: str  # "draft" or "template"
    id: str
    title: str
    subject: str
    fields: tuple[TemplateField, ...]
    groups: tuple[AddresseeGroup, ...]
    bodies: tuple[Body, ...]


def found_list(
    table: ListTable | None, columns: tuple[str, ...], names: tuple[str, ...],
    fields: tuple[TemplateField, ...], *, once: bool,
) -> LetterList:  # fmt: skip
    """Return the letters of a table or of names (runs in a lane)."""
    found = named_rows(names) if table is None else rows_of(table, columns, labels_of(fields))
    return without_doubles(found) if once else found


class ListPanel(QWidget):
    """The addressees at the left with their doubts below, where they come from at the right."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme = context.theme
        self.facts: LettersFacts | None = None
        self.tables: tuple[ListTable, ...] = ()
        self.found = LetterList(rows=())
        self.once = False
        self._is_showing = False
        self._doubtful: dict[int, str] = {}
        self.rows: RowList[LetterRow] = RowList(
            _row_columns(self.found, labels_of(())), self._look, self
        )
        self.list = RowView(theme, "Nơi nhận", DENSE)
        self.list.show_model(self.rows)
        self.doubts: RowList[ListDoubt] = RowList((Column("", 0, _doubt_cell),))
        self.doubt_list = RowView(theme, "Dòng cần xem lại", DENSE)
        self.doubt_list.show_model(self.doubts)
        self.doubt_list.hide_head()
        self.doubt_list.setMaximumHeight(theme.px(DOUBTS))
        self.source = ChoiceField(theme, "Lấy nơi nhận từ")
        self.sheet = ChoiceField(theme, "Trang của danh sách")
        self._columns: dict[str, ChoiceField] = {}
        self.said = Text(theme, "", Role.STRONG, wrap=True)
        self.fault = Text(theme, "", Role.SMALL, "danger", wrap=True)
        self.choose = Button(theme, CHOOSE.button, icon=CHOOSE.icon, key=CHOOSE.cap)
        self.once_button = Button(theme, ONCE.button, icon=ONCE.icon, key=ONCE.cap)
        self._build()
        self._connect()

    def _build(self) -> None:
        side = QWidget()
        self._side = QVBoxLayout(side)
        self._side.setContentsMargins(18, 16, 18, 16)
        self._side.setSpacing(12)
        for part in (self.source, self.choose, self.sheet):
            self._side.addWidget(part)
        self._mapping = QVBoxLayout()
        self._mapping.setSpacing(10)
        self._side.addLayout(self._mapping)
        self._side.addWidget(self.said)
        self._side.addWidget(self.fault)
        self._side.addWidget(self.once_button)
        self._side.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._sheets = QStackedWidget()
        self._sheets.addWidget(self._empty())
        self._sheets.addWidget(self.list)
        column.addWidget(self._sheets, 1)
        self._line = Rule()
        column.addWidget(self._line)
        column.addWidget(self.doubt_list)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(beside(left, scrolled(side, self._context.theme.px(SIDE))))

    def _empty(self) -> EmptyPage:
        """Return what stands in place of the list until there is one."""
        way = Way(
            "Chọn danh sách", lambda: self._context.frame.run_action(CHOOSE.id), CHOOSE.icon,
            CHOOSE.cap, "Tệp Excel, CSV hoặc bảng Word; hoặc thả tệp vào cửa sổ này",
        )  # fmt: skip
        return EmptyPage(
            self._context.theme,
            "Gửi cho những nơi nào?",
            "Chọn tệp danh sách, hoặc ở bên phải chọn một nhóm nơi nhận của Danh mục.\n"
            "Chưa cấp số, chưa ghi gì trước bước sau.",
            (way,),
        )

    def _connect(self) -> None:
        run = self._context.frame.run_action
        self.choose.clicked.connect(lambda: run(CHOOSE.id))
        self.once_button.clicked.connect(lambda: run(ONCE.id))
        self.doubt_list.chosen.connect(lambda _row: self._show_line())
        self.source.choice.currentIndexChanged.connect(lambda _at: self._change_source())
        self.sheet.choice.currentIndexChanged.connect(lambda _at: self._change_sheet())

    # ---- showing -----------------------------------------------------------------------------

    def show_facts(self, facts: LettersFacts) -> None:
        """Begin with another text."""
        self.facts = facts
        self.tables, self.once = (), False
        groups = tuple((f"{BY_GROUP}:{g.id}", f"{g.name} ({len(g.members)})") for g in facts.groups)
        kinds = tuple(dict.fromkeys(each.group for each in facts.bodies if each.group))
        levels = tuple(
            (f"{BY_LEVEL}:{kind}", f"Danh bạ: {kind} ({_count(facts.bodies, kind)})")
            for kind in kinds
        )
        self._is_showing = True
        self.source.set_entries(((FROM_FILE, "Tệp Excel, CSV hoặc bảng Word"), *groups, *levels))
        self.sheet.set_entries(())
        self._is_showing = False
        self._change_source()

    def show_tables(self, tables: tuple[ListTable, ...]) -> None:
        """Show the tables of a file."""
        self.tables = tables
        self._is_showing = True
        self.source.set_value(FROM_FILE)
        self.sheet.set_entries(tuple(enumerate(each.name for each in tables)))
        self._is_showing = False
        self._change_source()
        self._change_sheet()

    def show_list(self, found: LetterList) -> None:
        """Show the letters of the list."""
        self.found = found
        self.fault.hide()
        self._doubtful = {each.line: each.text for each in found.doubts}
        labels = labels_of(self.facts.fields if self.facts else ())
        before = self.rows
        self.rows = RowList(_row_columns(found, labels), self._look, self)
        self.list.show_model(self.rows)
        self.rows.show(list(found.rows))
        before.deleteLater()
        self.doubts.show(list(found.doubts))
        self._sheets.setCurrentIndex(1 if found.rows or found.doubts else 0)
        for part in (self.doubt_list, self._line):
            part.setVisible(bool(found.doubts))
        self.said.setText(_said(found))
        self.said.setVisible(bool(found.rows))
        self.once_button.setVisible(self.once or _has_doubles(found))
        self.once_button.setText("Lấy lại dòng trùng" if self.once else ONCE.button)

    def refuse(self, sentence: str) -> None:
        """Say why there is no list."""
        self.show_list(LetterList(rows=()))
        self.fault.setText(sentence)
        self.fault.show()

    # ---- reading -----------------------------------------------------------------------------

    def names(self) -> tuple[str, ...]:
        """Return whom the chosen part of the directory names."""
        kind, _, key = str(self.source.value() or "").partition(":")
        if self.facts is None:
            return ()
        if kind == BY_GROUP:
            return next((g.members for g in self.facts.groups if g.id == key), ())
        return tuple(b.name for b in self.facts.bodies if kind == BY_LEVEL and b.group == key)

    def group_name(self) -> str:
        """Return the name of the chosen group of addressees, "" for another source."""
        kind, _, key = str(self.source.value() or "").partition(":")
        groups = self.facts.groups if self.facts is not None and kind == BY_GROUP else ()
        return next((group.name for group in groups if group.id == key), "")

    def table(self) -> ListTable | None:
        """Return the chosen table of the file, None where the directory is asked."""
        at = self.sheet.value()
        is_file = self.source.value() == FROM_FILE
        return self.tables[at] if is_file and isinstance(at, int) and self.tables else None

    def columns(self) -> tuple[str, ...]:
        """Return the field of each column; BadValue when two columns are one field."""
        table = self.table()
        found = [""] * len(table.heads if table else ())
        for key, field in self._columns.items():
            at = field.value()
            if isinstance(at, int) and at > NOTHING:
                if found[at]:
                    raise BadValue(key, "Một cột chỉ vào một trường. Hãy chọn cột khác.")
                found[at] = key
        return tuple(found)

    def next_doubt(self) -> None:
        """Go to the next doubtful line."""
        count = len(self.found.doubts)
        if count:
            self.doubt_list.choose((self.doubt_list.chosen_row + 1) % count)
            self._show_line()

    def _show_line(self) -> None:
        at = self.doubt_list.chosen_row
        doubt = self.doubts.row_at(at) if at >= 0 else None
        lines = [row.line for row in self.found.rows]
        if isinstance(doubt, ListDoubt) and doubt.line in lines:
            self.list.choose(lines.index(doubt.line))

    def _change_source(self) -> None:
        if self._is_showing:
            return
        is_file = self.source.value() == FROM_FILE
        self.choose.setVisible(is_file)
        self.sheet.setVisible(is_file and len(self.tables) > 1)
        for field in self._columns.values():
            field.setVisible(is_file and bool(self.tables))
        self.changed.emit()

    def _change_sheet(self) -> None:
        """Offer the columns of the chosen table for each field."""
        table = self.table()
        if self._is_showing or table is None or self.facts is None:
            return
        for field in self._columns.values():
            self._mapping.removeWidget(field)
            field.deleteLater()
        self._columns = {}
        columns = guessed(table, self.facts.fields)
        entries = ((NOTHING, "Không lấy từ danh sách"), *enumerate(table.heads))
        for key, label in labels_of(self.facts.fields).items():
            choice = ChoiceField(self._context.theme, f"{label}: cột", entries)
            choice.set_value(columns.index(key) if key in columns else NOTHING)
            choice.choice.currentIndexChanged.connect(lambda _at: self.changed.emit())
            self._columns[key] = choice
            self._mapping.addWidget(choice)
        self.changed.emit()

    def _look(self, row: LetterRow) -> RowLook:
        return RowLook.NEW if row.line in self._doubtful else RowLook.NORMAL


def read_letters_facts(office: Office, kind: str, wanted: str) -> LettersFacts:
    """Return what the page is about (runs in a lane)."""
    if kind == "template":
        template = office.templates.get(RecordId(wanted))
        plan = SerialPlan(rows=(), template_id=template.id)
        title, subject = template.name, template.name
    else:
        draft = office.drafting.get(RecordId(wanted))
        plan = SerialPlan(rows=(), draft_id=draft.id)
        title = subject = draft.subject or "Chưa có trích yếu"
    return LettersFacts(
        kind=kind,
        id=wanted,
        title=title,
        subject=subject,
        fields=office.letters.fields(plan),
        groups=tuple(each for each in office.catalogue.addressee_groups() if each.active),
        bodies=tuple(each for each in office.catalogue.bodies() if each.active),
    )


def _row_columns(found: LetterList, labels: dict[str, str]) -> tuple[Column[LetterRow], ...]:
    keys = [key for key, _ in found.rows[0].values] if found.rows else []

    def value(key: str) -> Column[LetterRow]:
        return Column(
            labels.get(key, key), 150, lambda row: Cell(first=dict(row.values).get(key, ""))
        )

    return (
        Column("Dòng", 60, lambda row: Cell(first=str(row.line), tone="text2", is_right=True)),
        Column(labels[ADDRESSEE], 0, lambda row: Cell(first=row.addressee, is_strong=True)),
        *(value(key) for key in keys),
    )


def _doubt_cell(doubt: ListDoubt) -> Cell:
    return Cell(first=f"Dòng {doubt.line}: {doubt.text}", tone="warn", icon="warning")


def _said(found: LetterList) -> str:
    left_out = sum(each.is_left_out for each in found.doubts)
    more = f", bỏ {left_out} dòng" if left_out else ""
    return f"{len(found.rows)} nơi nhận{more}"


def _has_doubles(found: LetterList) -> bool:
    return any(each.text.startswith("trùng") for each in found.doubts)


def _count(bodies: tuple[Body, ...], kind: str) -> int:
    return sum(each.group == kind for each in bodies)
