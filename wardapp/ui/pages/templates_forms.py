"""The forms around a template: a field's name and source, the values of a letter, its facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QWidget

from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.layout import DocumentType
from wardapp.core.letters import AT_ISSUE, FieldKind, LetterTemplate, TemplateField
from wardapp.services.office import Office
from wardapp.services.template_fields import SOURCES, day_value
from wardapp.services.templates import OpenedTemplate
from wardapp.ui import dialogs
from wardapp.ui.form_dialog import FormDialog, Keep
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.fields import BoxField, ChoiceField, DateField, Field, LineField

KINDS = (
    (FieldKind.TEXT, "Chữ trên một dòng"),
    (FieldKind.LONG, "Nhiều dòng"),
    (FieldKind.DATE, "Ngày"),
)
LONG_LINES, SHORT_SAMPLE = 4, 60
SAVE, DRAFT, STOP = "save", "draft", ""


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """What the page shows of one template, and what it may be for."""

    opened: OpenedTemplate
    values: dict[str, str]
    bodies: tuple[tuple[Issuer, tuple[DocumentType, ...]], ...]

    @property
    def issuer(self) -> Issuer:
        """Return whose template it is, the first body where none is named."""
        wanted = self.opened.template.issuer_id
        found = (issuer for issuer, _ in self.bodies if issuer.id == wanted)
        return next(found, self.bodies[0][0])


def read_template_facts(office: Office, template_id: RecordId) -> TemplateFacts:
    """Return a template with what its forms offer (runs in a lane)."""
    opened = office.templates.open(template_id)
    template = replace(opened.template, fields=opened.view.fields)
    issuers = office.catalogue.issuers()
    return TemplateFacts(
        opened=opened,
        values=office.templates.values(template),
        bodies=tuple((each, office.drafting.types(each.id)) for each in issuers),
    )


def ask_field(parent: QWidget, theme: Theme, title: str, field: TemplateField, keep: Keep) -> None:
    """Ask name, kind and source of a field and keep it."""
    label = LineField(theme, "Tên trường", "Ngày họp")
    kind = ChoiceField(theme, "Kiểu", KINDS)
    source = ChoiceField(theme, "Lấy từ đâu", SOURCES)
    label.set_text(field.label)
    kind.set_value(field.kind if field.kind is not FieldKind.NUMBER else FieldKind.TEXT)
    source.set_value(field.source)
    if field.sample:
        label.set_echo(f"Đang ghi: {_short(field.sample)}")

    def value() -> TemplateField:
        return replace(
            field,
            label=label.text(),
            kind=FieldKind(str(kind.value())),
            source=str(source.value() or ""),
        )

    fields: dict[str, Field] = {"label": label, "kind": kind, "source": source}
    FormDialog(parent, theme, title, fields, value, keep).exec()


def ask_about(parent: QWidget, theme: Theme, facts: TemplateFacts, keep: Keep) -> None:
    """Ask name, body, type and note of a template and keep them."""
    template = facts.opened.template
    name = LineField(theme, "Tên mẫu")
    body = ChoiceField(theme, "Cơ quan dùng mẫu", tuple((b.id, b.name) for b, _ in facts.bodies))
    kind = ChoiceField(theme, "Loại văn bản")
    note = BoxField(theme, "Ghi chú", 2)
    types = {issuer.id: kinds for issuer, kinds in facts.bodies}

    def offer() -> None:
        kept = kind.value() or template.type_code
        known = types.get(RecordId(str(body.value())), ())
        kind.set_entries((("", "Công văn"), *((each.code, each.name) for each in known)))
        kind.set_value(kept)

    name.set_text(template.name)
    body.set_value(facts.issuer.id)
    offer()
    kind.set_value(template.type_code)
    body.choice.currentIndexChanged.connect(offer)
    note.set_text(template.note)

    def value() -> LetterTemplate:
        return replace(
            template,
            name=name.text(),
            issuer_id=RecordId(str(body.value())),
            type_code=str(kind.value() or ""),
            note=note.text(),
        )

    fields: dict[str, Field] = {"name": name, "issuer_id": body, "type_code": kind, "note": note}
    FormDialog(parent, theme, "Mẫu", fields, value, keep).exec()


@dataclass(frozen=True, slots=True)
class Filled:
    """The values typed into the form of a letter, and what to do with it."""

    values: dict[str, str]
    way: str


class LetterForm(FormDialog):
    """The fields of a letter; it ends in a draft or in a Word file."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        facts: TemplateFacts,
        today: Callable[[], date],
        *,
        can_write: bool,
    ) -> None:
        self._issuer = facts.issuer
        self._template_fields = facts.opened.view.fields
        self._typed: dict[str, Field] = {
            each.key: _editor(theme, each, facts.values.get(each.key, ""), today)
            for each in self._template_fields
        }
        self.way, self.filled = STOP, Filled({}, STOP)
        title = f"Dùng mẫu {facts.opened.template.name}"
        super().__init__(parent, theme, title, self._typed, self._values, self._done)
        self.word = self.add_button("Ghi ra tệp Word…", icon="save")
        self.word.clicked.connect(lambda: self._end(SAVE))
        self.save.setText("Lập dự thảo")
        self.save.setEnabled(can_write)
        self.save.clicked.disconnect()
        self.save.clicked.connect(lambda: self._end(DRAFT))

    def _end(self, way: str) -> None:
        self.way = way
        self.try_save()

    def _values(self) -> Filled:
        values: dict[str, str] = {}
        for field in self._template_fields:
            text = self._text_of(field)
            if text:
                values[field.key] = text
        return Filled(values, self.way or DRAFT)

    def _text_of(self, field: TemplateField) -> str:
        editor = self._typed[field.key]
        if isinstance(editor, DateField):
            day = editor.day()
            return "" if day is None else day_value(field, day, self._issuer)
        return editor.text() if isinstance(editor, (BoxField, LineField)) else ""

    def _done(self, filled: Filled, done: Callable[[], None], _refused: object) -> None:
        self.filled = filled
        done()


def ask_values(
    parent: QWidget, theme: Theme, facts: TemplateFacts, today: Callable[[], date], *,
    can_write: bool,
) -> Filled | None:  # fmt: skip
    """Ask for the values of a letter; None when the clerk thought better of it."""
    if not facts.opened.view.fields:
        dialogs.show_failure(
            parent, theme, "Mẫu chưa có trường nào",
            "Chọn những chữ thay đổi trong mẫu rồi bấm Đặt làm trường (Ctrl M).",
        )  # fmt: skip
        return None
    form = LetterForm(parent, theme, facts, today, can_write=can_write)
    return form.filled if form.exec() else None


def _editor(theme: Theme, field: TemplateField, value: str, today: Callable[[], date]) -> Field:
    if field.source in AT_ISSUE:
        line = LineField(theme, field.label, "Để trống, ghi khi phát hành")
        line.set_echo(dict(SOURCES)[field.source])
        return line
    if field.kind is FieldKind.DATE:
        return DateField(theme, field.label, today)
    if field.kind is FieldKind.LONG:
        box = BoxField(theme, field.label, LONG_LINES)
        box.set_text(value)
        return box
    line = LineField(theme, field.label, _short(field.sample))
    line.set_text(value)
    return line


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT_SAMPLE else f"{line[: SHORT_SAMPLE - 1]}…"
