"""Mẫu của cơ quan: the office's own letters, fields named and filled, nothing else touched."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wardapp.core.dispatches import FileRole
from wardapp.core.drafts import Draft, DraftContent
from wardapp.core.errors import BadValue, ChangedSince, NotFound
from wardapp.core.files import write_whole
from wardapp.core.identity import RecordId
from wardapp.core.issuers import SignerInfo
from wardapp.core.letters import AT_ISSUE, FieldKind, LetterTemplate, TemplateField
from wardapp.core.template_views import (
    BadTemplate,
    FieldProposal,
    FieldSpot,
    TemplateParagraph,
    TemplateView,
)
from wardapp.core.text import clean, fold, one_line
from wardapp.documents.reader import FileReader
from wardapp.documents.templates.door import (
    accepted,
    key_of,
    marked,
    read_template,
    ready,
    renamed,
    unmarked,
)
from wardapp.services.desk import Desk
from wardapp.services.drafting import Drafting
from wardapp.services.file_stems import safe_stem
from wardapp.services.first_issuer import issuer_or_first
from wardapp.services.kept_files import FileGate
from wardapp.services.official import default_signer, printed_signer
from wardapp.services.secrets_gate import refuse_secret_words
from wardapp.services.targets import checked_targets
from wardapp.services.template_fields import (
    LetterFacts,
    known_sources,
    known_values,
    merged,
)

LONGEST_NAME = 120
LETTER_KINDS = (".docx",)
DEFAULT_TYPE = "CV"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedTemplate:
    """A template with what stands in its file."""

    template: LetterTemplate
    view: TemplateView


class Templates:
    """The office's own templates; every writing call is one transaction and one step of undo."""

    def __init__(self, desk: Desk, drafting: Drafting, reader: FileReader) -> None:
        self._desk, self._drafting = desk, drafting
        self._reader, self._gate = reader, FileGate(desk, reader)

    def all(self, *, with_retired: bool = False) -> tuple[LetterTemplate, ...]:
        """Return the templates by name."""
        with self._desk.database.read() as tx:
            return tuple(each for each in tx.templates.all() if each.active or with_retired)

    def get(self, template_id: RecordId) -> LetterTemplate:
        """Return a template; NotFound when it is not here."""
        with self._desk.database.read() as tx:
            return tx.templates.get(template_id)

    def named(self, name: str) -> LetterTemplate:
        """Return a template by its id or name; NotFound names those there are."""
        kept = self.all(with_retired=True)
        for each in kept:
            if each.id == name or fold(each.name) == fold(name):
                return each
        known = ", ".join(each.name for each in kept) or "chưa có mẫu nào"
        raise NotFound(f"Không có mẫu “{name}”. Các mẫu: {known}.")

    def data(self, template: LetterTemplate) -> bytes:
        """Return the file of a template."""
        return self._desk.files.read(template.file)

    def look_at(self, path: Path) -> TemplateView:
        """Return a Word file as a template, read in place; nothing is kept."""
        return read_template(self._judged(path)[0])

    def open(self, template_id: RecordId) -> OpenedTemplate:
        """Return a template with its paragraphs, its fields as the clerk named them, its faults."""
        template = self.get(template_id)
        view = read_template(self.data(template))
        fields = merged(view.fields, template.fields)
        return OpenedTemplate(template=template, view=replace(view, fields=fields))

    # ---- keeping ---------------------------------------------------------------------------

    def add(
        self, path: Path, name: str = "", issuer_id: RecordId | None = None, type_code: str = ""
    ) -> LetterTemplate:
        """Keep a Word file as a template; SecretRefused or BadTemplate when it may not be one.

        Faults inside the text may stand: they are mended here or in Word before it is filled.
        """
        data, digest = self._judged(path)
        view = usable(data, path.name)
        title = self._free_name(name or path.stem)
        self._refuse_type(issuer_id, type_code)
        template = LetterTemplate(
            id=self._desk.new_id(),
            name=title,
            file=self._desk.files.keep(data, path.name, FileRole.TEMPLATE, expect_sha256=digest),
            fields=merged(view.fields, ()),
            issuer_id=issuer_id,
            type_code=type_code,
            changed_ms=self._desk.clock.now_ms(),
        )
        return self._write(template, f"Thêm mẫu {title}")

    def new_version(self, template_id: RecordId, path: Path) -> LetterTemplate:
        """Put another Word file in the place of a template; fields of the same name go on."""
        old = self.get(template_id)
        data, _digest = self._judged(path)
        view = usable(data, path.name)
        return self._changed(
            old, data, f"Thay tệp của mẫu {old.name}", merged(view.fields, old.fields), path.name
        )

    def save(self, template: LetterTemplate, base: LetterTemplate) -> LetterTemplate:
        """Keep another name, note, issuer or type of a template."""
        name = self._free_name(template.name, template.id)
        refuse_secret_words(name, template.note)
        self._refuse_type(template.issuer_id, template.type_code)
        changed = replace(template, name=name, note=clean(template.note).strip())
        return self._write(changed, f"Sửa mẫu {name}", base)

    def retire(self, template_id: RecordId) -> LetterTemplate:
        """Put a template away; it stays in the office and can come back."""
        old = self.get(template_id)
        return self._write(replace(old, active=False), f"Thôi dùng mẫu {old.name}", old)

    def revive(self, template_id: RecordId) -> LetterTemplate:
        """Take a template into use again."""
        old = self.get(template_id)
        return self._write(replace(old, active=True), f"Dùng lại mẫu {old.name}", old)

    # ---- fields ----------------------------------------------------------------------------

    def mark(
        self,
        template_id: RecordId,
        paragraph: TemplateParagraph,
        start: int,
        end: int,
        field: TemplateField,
    ) -> LetterTemplate:
        """Make words of a paragraph a field; BadValue when they cannot be one."""
        old = self.get(template_id)
        self._refuse_moved(old, paragraph)
        field = _tidy(field)
        spot = FieldSpot(start=start, end=end, key=field.key)
        data = marked(self.data(old), paragraph, spot, field.label, field.kind)
        sample = paragraph.text[start:end]
        fields = (*(each for each in old.fields if each.key != field.key),
                  replace(field, sample=field.sample or sample))  # fmt: skip
        return self._changed(old, data, f"Đặt trường “{field.label}” trong mẫu {old.name}", fields)

    def accept(self, template_id: RecordId, proposals: Sequence[FieldProposal]) -> LetterTemplate:
        """Make proposed places fields, all in one step."""
        old = self.get(template_id)
        if not proposals:
            return old
        data = accepted(self.data(old), proposals)
        title = f"Đặt {len(proposals)} trường trong mẫu {old.name}"
        return self._changed(old, data, title, old.fields)

    def unmark(self, template_id: RecordId, key: str) -> LetterTemplate:
        """Take a field away; its words stay."""
        old = self.get(template_id)
        field = _field(old, key)
        title = f"Bỏ trường “{field.label}” trong mẫu {old.name}"
        return self._changed(old, unmarked(self.data(old), key), title, old.fields)

    def put_field(self, template_id: RecordId, key: str, field: TemplateField) -> LetterTemplate:
        """Change name, kind and source of a field."""
        old = self.get(template_id)
        _field(old, key)
        field = _tidy(field)
        if field.key != key and any(each.key == field.key for each in old.fields):
            raise BadValue("label", f"Mẫu đã có trường “{field.label}”. Hãy đặt tên khác.")
        data = renamed(self.data(old), key, field.key, field.label)
        fields = tuple(field if each.key == key else each for each in old.fields)
        return self._changed(old, data, f"Sửa trường “{field.label}” của mẫu {old.name}", fields)

    # ---- using -----------------------------------------------------------------------------

    def facts(self, template: LetterTemplate, **known: object) -> LetterFacts:
        """Return what is known of a letter of a template: its issuer and who signs today."""
        with self._desk.database.read() as tx:
            issuer = issuer_or_first(tx, template.issuer_id)
            signer = default_signer(tx.catalogue.signers(issuer.id), self._desk.today())
        facts = LetterFacts(issuer=issuer, signer=printed_signer(signer))
        return replace(facts, **known)  # type: ignore[arg-type]

    def values(self, template: LetterTemplate) -> dict[str, str]:
        """Return the values that fill themselves now; number and day wait for issue."""
        return known_values(template.fields, self.facts(template))

    def filling(self, template: LetterTemplate) -> Callable[[Mapping[str, str]], bytes]:
        """Return what fills the template, made ready once; BadTemplate says what is wrong."""
        return ready(self.data(template), template.file.name)

    def fill(self, template_id: RecordId, values: Mapping[str, str]) -> bytes:
        """Return the letter with these values; fields without a value keep their words."""
        template = self.get(template_id)
        self._refuse_values(template, values)
        return self.filling(template)({**self.values(template), **values})

    def fill_to(self, template_id: RecordId, values: Mapping[str, str], target: Path) -> Path:
        """Write the letter with these values to a Word file, whole or not at all."""
        checked_targets((target,), LETTER_KINDS)
        write_whole(target, self.fill(template_id, values))
        return target

    def draft(self, template_id: RecordId, values: Mapping[str, str]) -> Draft:
        """Begin a draft whose Word file is the filled template; number and day come at issue."""
        template = self.get(template_id)
        self._refuse_values(template, values)
        known = {**self.values(template), **values}
        data = self.filling(template)(known)
        draft = self._drafting.unkept(self.content(template, known))
        stem = safe_stem(f"Mẫu {draft.subject}")
        kept = self._desk.files.keep(data, f"{stem}.docx", FileRole.WORD_MASTER)
        draft = replace(draft, version=1, versions=(kept,))
        command = self._desk.command("templates.draft", f"Soạn theo mẫu {template.name}")
        with self._desk.database.begin(command) as tx:
            return tx.drafts.add(draft)

    def content(self, template: LetterTemplate, values: Mapping[str, str]) -> DraftContent:
        """Return what a letter of a template is to the register: type, subject, addressees."""
        with self._desk.database.read() as tx:
            issuer = issuer_or_first(tx, template.issuer_id)
            signer = default_signer(tx.catalogue.signers(issuer.id), self._desk.today())
        told = {each.source: values.get(each.key, "") for each in template.fields if each.source}
        kind = template.type_code or DEFAULT_TYPE
        kind = self._drafting.papers.type(issuer.family, kind, self._desk.today()).code
        addressees = tuple(filter(None, map(one_line, told.get("addressee", "").split("\n"))))
        texts = (values.get(each.key, "") for each in template.fields
                 if each.kind is FieldKind.LONG and not each.source)  # fmt: skip
        return DraftContent(
            issuer_id=issuer.id,
            type_code=kind,
            subject=one_line(told.get("subject", "")) or template.name,
            addressees=addressees,
            storage_line=issuer.storage_line,
            signer_id=signer.id if signer else None,
            body="\n".join(filter(None, texts)),
        )

    def signer(self, template: LetterTemplate) -> SignerInfo:
        """Return who signs a letter of a template today."""
        return self.facts(template).signer

    # ---- inside ----------------------------------------------------------------------------

    def _judged(self, path: Path) -> tuple[bytes, str]:
        """Return the bytes of a Word file that may come in; what was judged is what is kept."""
        data = self._reader.bytes_of(path)
        if path.suffix.casefold() != ".docx":
            raise BadValue(
                "file",
                f"Mẫu phải là tệp Word .docx, không phải {path.suffix or 'tệp không đuôi'}. "
                "Hãy mở bằng Word, chọn Lưu thành… kiểu .docx.",
            )
        self._reader.read_bytes(path.name, data)
        return data, hashlib.sha256(data).hexdigest()

    def _refuse_moved(self, template: LetterTemplate, paragraph: TemplateParagraph) -> None:
        """Refuse to mark in a file that is no longer the one the clerk looks at."""
        now = read_template(self.data(template)).paragraphs
        same = (paragraph.part, paragraph.index, paragraph.text)
        if not any((each.part, each.index, each.text) == same for each in now):
            raise ChangedSince("Mẫu vừa đổi ở nơi khác. Hãy mở lại mẫu rồi đặt trường.")

    def _refuse_values(self, template: LetterTemplate, values: Mapping[str, str]) -> None:
        refuse_secret_words(*values.values())
        known = {each.key for each in template.fields}
        for key in values:
            if key not in known:
                names = ", ".join(sorted(known)) or "không có trường nào"
                raise BadValue(key, f"Mẫu {template.name} không có trường “{key}”: {names}.")

    def _refuse_type(self, issuer_id: RecordId | None, type_code: str) -> None:
        """Refuse a type of document that the body's layout does not know today."""
        if type_code:
            with self._desk.database.read() as tx:
                issuer = issuer_or_first(tx, issuer_id)
            self._drafting.papers.type(issuer.family, type_code, self._desk.today())

    def _free_name(self, name: str, own_id: RecordId | None = None) -> str:
        title = one_line(name)[:LONGEST_NAME]
        if not title:
            raise BadValue("name", "Chưa ghi tên mẫu.")
        refuse_secret_words(title)
        for each in self.all(with_retired=True):
            if each.id != own_id and fold(each.name) == fold(title):
                raise BadValue("name", f"Đã có mẫu “{each.name}”. Hãy đặt tên khác.")
        return title

    def _changed(
        self,
        old: LetterTemplate,
        data: bytes,
        title: str,
        fields: Iterable[TemplateField],
        name: str = "",
    ) -> LetterTemplate:
        view = read_template(data)
        file = self._desk.files.keep(data, name or old.file.name, FileRole.TEMPLATE)
        changed = replace(
            old,
            file=file,
            fields=merged(view.fields, fields),
            changed_ms=self._desk.clock.now_ms(),
        )
        return self._write(changed, title, old)

    def _write(
        self, template: LetterTemplate, title: str, base: LetterTemplate | None = None
    ) -> LetterTemplate:
        with self._desk.database.begin(self._desk.command("templates.save", title)) as tx:
            return tx.templates.save(template, base)


def usable(data: bytes, name: str) -> TemplateView:
    """Return a view of a file that can be a template; BadTemplate when it is wrong as a whole."""
    view = read_template(data)
    whole = tuple(fault for fault in view.faults if not fault.page and not fault.line)
    if whole:
        raise BadTemplate(whole, name)
    return view


def _field(template: LetterTemplate, key: str) -> TemplateField:
    found = next((each for each in template.fields if each.key == key), None)
    if found is None:
        raise NotFound(f"Mẫu {template.name} không có trường “{key}”.")
    return found


def _tidy(field: TemplateField) -> TemplateField:
    """Return a field with a key; one that issuing fills bears the key issuing knows."""
    label = one_line(field.label)[:LONGEST_NAME]
    if not label:
        raise BadValue("label", "Chưa ghi tên trường.")
    refuse_secret_words(label)
    if field.source not in known_sources():
        raise BadValue("source", f"Không có nguồn “{field.source}”.")
    key = field.source if field.source in AT_ISSUE else field.key
    if not key or (key in AT_ISSUE and field.source not in AT_ISSUE):
        key = key_of(label)
    return replace(field, key=key, label=label)


def refuse_faults(opened: OpenedTemplate) -> None:
    """Raise BadTemplate for a template that cannot be filled."""
    if opened.view.faults:
        raise BadTemplate(opened.view.faults, opened.template.name)
