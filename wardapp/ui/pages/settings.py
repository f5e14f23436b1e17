"""Cài đặt: the look, the office's own settings, where the data lies, what this is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from wardapp.core.errors import BadValue, WardError
from wardapp.core.issuers import Person
from wardapp.core.settings import DeskSettings, OfficeSettings, declared
from wardapp.ui.actions import Action
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.settings_about import AboutSheet
from wardapp.ui.pages.settings_backups import BackupsSheet
from wardapp.ui.pages.settings_data import DataSheet
from wardapp.ui.pages.settings_widgets import (
    FieldGrid,
    SettingsSheet,
    on_change,
    put_value,
    read_value,
    setting_field,
)
from wardapp.ui.widgets.fields import ChoiceField, Field
from wardapp.ui.widgets.side_nav import SideNav
from wardapp.ui.widgets.texts import Rule

NARROW_BELOW = 860
NAV = (
    ("office", "Sổ này", "book"),
    ("look", "Giao diện", "eye"),
    ("backups", "Sao lưu", "shield_checkmark"),
    ("data", "Dữ liệu, sổ khác", "folder"),
    ("about", "Giới thiệu", "info"),
)
CLERK, SECOND, SECOND_DAYS = "current_clerk", "second_backup", "second_days"
LOOK = ("theme", "text_size")
CARDS = (
    ("Công việc", "", (CLERK, "default_days", "petition_days", "weekend_rule", "number_first")),
    ("Nhật ký, báo cáo", "", ("digital_target", "report_basis")),
    ("Soạn văn bản", "", ("issuing_rights",)),
)

ABOUT = Action(
    id="settings.about", title="Giới thiệu: phiên bản, các phần, giấy phép", slot="show_about",
    page="settings", icon="info",
)  # fmt: skip
COPY_FACTS = Action(
    id="settings.copy_facts", title="Chép thông tin phiên bản và máy", slot="copy_facts",
    page="settings", icon="copy",
)  # fmt: skip
CHECK_PROGRAM = Action(
    id="settings.check_program", title="Tự kiểm tra chương trình", slot="check_program",
    page="settings", icon="checkmark_circle",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Known:
    """What the page reads at once."""

    settings: OfficeSettings
    people: tuple[Person, ...]


class SettingsPage(Page):
    """Every declared setting in its section; a change is kept at once."""

    books = frozenset({Book.CATALOGUE})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.settings = OfficeSettings()
        self.nav = SideNav(theme, NAV)
        self.fields: dict[str, Field] = {}
        self.look_fields: dict[str, Field] = {}
        self._grids: list[FieldGrid] = []
        self._people: tuple[Person, ...] = ()
        self.office_sheet = SettingsSheet(theme)
        self.look_sheet = SettingsSheet(theme)
        self.backups = BackupsSheet(context, self._days_field())
        self.data = DataSheet(context)
        self.about = AboutSheet(context)
        self._room = QStackedWidget()
        self._build()
        self.nav.picked.connect(self.show_section)
        theme.changed.connect(self._show_look)
        self.show_section(NAV[0][0])

    def _build(self) -> None:
        self.header.say("Cài đặt", "Đổi là có hiệu lực ngay, không cần bấm lưu")
        self._build_office()
        self._build_look()
        sheets = (self.office_sheet, self.look_sheet, self.backups, self.data, self.about)
        for sheet in sheets:
            self._room.addWidget(sheet)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.nav)
        row.addWidget(Rule(upright=True))
        row.addWidget(self._room, 1)
        self.body.addLayout(row)

    def _build_office(self) -> None:
        theme = self.context.theme
        known = {item[0]: item for item in declared(OfficeSettings)}
        shown = {name for _title, _hint, names in CARDS for name in names} | {SECOND, SECOND_DAYS}
        rest = tuple(name for name in known if name not in shown)
        cards = (*CARDS, ("Khác", "", rest)) if rest else CARDS
        for title, hint, names in cards:
            card = self.office_sheet.add_card(title, hint)
            grid = FieldGrid(theme)
            self._grids.append(grid)
            card.body.addWidget(grid)
            for name in names:
                item = known[name]
                is_clerk = name == CLERK
                field = ChoiceField(theme, item[2]) if is_clerk else setting_field(theme, item)
                self.fields[name] = field
                grid.add(field)
                on_change(field, partial(self._keep, name, item))
        self.office_sheet.end()

    def _days_field(self) -> Field:
        """Return the field of the one setting that stands beside the way to the backups."""
        item = next(each for each in declared(OfficeSettings) if each[0] == SECOND_DAYS)
        field = self.fields[SECOND_DAYS] = setting_field(self.context.theme, item)
        on_change(field, partial(self._keep, SECOND_DAYS, item))
        return field

    def _build_look(self) -> None:
        theme = self.context.theme
        card = self.look_sheet.add_card("Giao diện", "Chỉ cho máy này.")
        for item in declared(DeskSettings):
            if item[0] in LOOK:
                field = setting_field(theme, item)
                self.look_fields[item[0]] = field
                card.body.addWidget(field)
                on_change(field, self._apply_look)
        self.look_sheet.end()
        self._show_look()

    # ---- showing -----------------------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Show the section another page names."""
        if argument in self.nav.items:
            self.show_section(str(argument))

    def show_section(self, key: str) -> None:
        """Show one section."""
        self.nav.mark(key)
        self._room.setCurrentIndex([section[0] for section in NAV].index(key))
        if key == "about":
            self.about.refresh()

    def show_about(self) -> None:
        """Show version, folders and parts of the program."""
        self.show_section("about")

    def copy_facts(self) -> None:
        """Copy what whoever helps wants to know."""
        self.show_about()
        self.about.copy_facts()

    def check_program(self) -> None:
        """Look whether every file of the program is as it was shipped."""
        self.show_about()
        self.about.check_program()

    def refresh(self) -> None:
        """Read settings and people again."""
        office = self.context.office

        def read() -> _Known:
            catalogue = office.catalogue
            return _Known(catalogue.settings(), catalogue.people())

        self.context.jobs.read(read, self._show, key="settings", owner=self)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the widgets that F6 goes through, in reading order."""
        firsts: tuple[QWidget, ...] = (
            self.fields[CLERK], self.look_fields[LOOK[0]], self.backups.first(),
            self.data.open_folder, self.about.list,
        )  # fmt: skip
        return (self.nav, firsts[self._room.currentIndex()])

    def _show(self, known: _Known) -> None:
        self.settings, self._people = known.settings, known.people
        clerk = self.fields[CLERK]
        if isinstance(clerk, ChoiceField):
            names = tuple(p.full_name for p in known.people if p.active)
            extra = () if known.settings.current_clerk in names else (known.settings.current_clerk,)
            entries = tuple((name, name or "Chưa chọn") for name in (*extra, *names))
            clerk.set_entries(entries)
        for name, field in self.fields.items():
            put_value(field, getattr(known.settings, name))
            field.editor.setEnabled(not self.context.office.read_only)

    def _show_look(self) -> None:
        for name, field in self.look_fields.items():
            put_value(field, getattr(self.context.desk.settings, name))

    # ---- keeping -----------------------------------------------------------------------------

    def _apply_look(self) -> None:
        values = {
            name: str(field.value())
            for name, field in self.look_fields.items()
            if isinstance(field, ChoiceField)
        }
        self.context.desk.change(**values)
        self.context.theme.apply(values["theme"], values["text_size"])

    def _keep(self, name: str, item: tuple[str, Any, str, str, Any]) -> None:
        field = self.fields[name]
        try:
            value = read_value(field, item)
        except BadValue as fault:
            field.refuse(fault.sentence)
            return
        self._keep_value(name, value)

    def _keep_value(self, name: str, value: Any) -> None:
        field = self.fields[name]
        if getattr(self.settings, name) == value:
            field.set_state("")
            return
        catalogue, frame = self.context.office.catalogue, self.context.frame
        change: dict[str, Any] = {name: value}
        wanted = replace(self.settings, **change)
        label = field.label.text()

        before = self.settings

        def refuse(error: WardError) -> None:
            self.settings = before
            field.refuse(error.sentence)

        def say(_kept: object) -> None:
            field.set_state("")
            field.set_echo(next(i[3] for i in declared(OfficeSettings) if i[0] == name))
            frame.toast(f"Đã đổi: {label}.", frame.undo)

        self.settings = wanted
        self.context.jobs.write(
            lambda: catalogue.save_settings(wanted, before),
            say,
            touches={Book.CATALOGUE},
            on_refused=refuse,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self.nav.set_narrow(narrow=self.width() < self.context.theme.px(NARROW_BELOW))
        for grid in self._grids:
            grid.arrange(self.width() - self.nav.width())


SPEC = PageSpec(
    key="settings",
    title="Cài đặt",
    icon="settings",
    factory=SettingsPage,
    actions=(ABOUT, COPY_FACTS, CHECK_PROGRAM),
    group=9,
    key_sequence="Ctrl+,",
)
