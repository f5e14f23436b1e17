"""The kinds of records that go to the units: how each is packed, found here, judged and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from wardapp.core.daylog import ContentGroup, LogChannel
from wardapp.core.dispatches import Attachment
from wardapp.core.errors import BadValue
from wardapp.core.form_versions import FormFile
from wardapp.core.issuers import AddresseeGroup, Body, Unit
from wardapp.core.letters import LetterTemplate, Snippet
from wardapp.core.text import clean, fold, one_line
from wardapp.reports.loading import faults_of
from wardapp.services.catalogue import save_value
from wardapp.services.catalogue_log import (
    save_channel,
    save_group,
    tidied_channel,
    tidied_group,
)
from wardapp.services.catalogue_rules import tidied
from wardapp.services.secrets_gate import refuse_secret_pages, refuse_secret_words
from wardapp.services.snippets import tidied as tidied_snippet
from wardapp.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of record of the catalogue.

    `names` are what tells one record from another where ids differ; `own` are fields that belong
    to each office and never travel.
    """

    entity: str
    part: str
    title: str
    type: type[Any]
    all: Callable[[Transaction], Iterable[Any]]
    names: Callable[[Any], object]
    label: Callable[[Any], str]
    tidy: Callable[[Any], Any]
    save: Callable[[Transaction, Any], object]
    key: str = "id"
    own: frozenset[str] = frozenset()
    file: str = ""  # the field that holds a kept file


FORMS, TEMPLATES, CATALOGUE, DIRECTORY = "forms", "templates", "catalogue", "directory"
PARTS = (
    (FORMS, "Biểu mẫu báo cáo"),
    (TEMPLATES, "Mẫu văn bản, mẫu câu"),
    (CATALOGUE, "Kênh, nhóm nội dung, đơn vị"),
    (DIRECTORY, "Danh bạ cơ quan, nhóm nơi nhận"),
)
"""What can be sent to the units, as the clerk chooses it."""


def _by_name(value: Any) -> object:
    return fold(value.name)


def _name(value: Any) -> str:
    return str(value.name)


def _tidy_template(template: LetterTemplate) -> LetterTemplate:
    name, note = one_line(template.name), clean(template.note).strip()
    if not name:
        raise BadValue("name", "Mẫu chưa có tên.")
    refuse_secret_words(name, note)
    return replace(template, name=name, note=note, issuer_id=None)


def _tidy_form(form: FormFile) -> FormFile:
    """Return a form that this program can read; BadValue says what is wrong in it."""
    refuse_secret_pages(form.text)
    faults = faults_of(form.text, f"{form.form_id}/form.toml", form.form_id)
    if faults:
        raise BadValue("text", faults[0].sentence)
    return form


def _save_form(tx: Transaction, form: FormFile) -> None:
    known = next((each for each in tx.form_files.all() if _version(each) == _version(form)), None)
    if known is not None and known.text and known.text != form.text:
        raise BadValue(
            "text",
            f"Phiên bản {form.version} của mẫu {form.form_id} ở đây có nội dung khác. Phiên bản đã "
            "dùng không đổi được; hãy xin nơi gửi đặt phiên bản mới.",
        )
    tx.form_files.save(form)


def _version(form: FormFile) -> object:
    return form.form_id, form.version


KINDS = (
    Kind(
        entity="channel",
        part=CATALOGUE,
        title="Kênh",
        type=LogChannel,
        all=lambda tx: tx.catalogue.channels(),
        names=lambda value: value.code,
        label=_name,
        tidy=tidied_channel,
        save=save_channel,
        key="code",
    ),
    Kind(
        entity="group",
        part=CATALOGUE,
        title="Nhóm nội dung",
        type=ContentGroup,
        all=lambda tx: tx.catalogue.groups(),
        names=lambda value: value.code,
        label=lambda value: f"{value.code} {value.name}",
        tidy=tidied_group,
        save=save_group,
        key="code",
    ),
    Kind(
        entity="unit",
        part=CATALOGUE,
        title="Đơn vị",
        type=Unit,
        all=lambda tx: tx.catalogue.units(),
        names=_by_name,
        label=_name,
        tidy=tidied,
        save=save_value,
    ),
    Kind(
        entity="body",
        part=DIRECTORY,
        title="Cơ quan",
        type=Body,
        all=lambda tx: tx.catalogue.bodies(),
        names=_by_name,
        label=_name,
        tidy=tidied,
        save=save_value,
        own=frozenset({"merged_into", "level"}),
    ),
    Kind(
        entity="addressees",
        part=DIRECTORY,
        title="Nhóm nơi nhận",
        type=AddresseeGroup,
        all=lambda tx: tx.lists.groups(),
        names=_by_name,
        label=_name,
        tidy=tidied,
        save=save_value,
    ),
    Kind(
        entity="form_file",
        part=FORMS,
        title="Biểu mẫu",
        type=FormFile,
        all=lambda tx: (each for each in tx.form_files.all() if each.text),
        names=_version,
        label=lambda value: f"{value.form_id}, phiên bản {value.version}",
        tidy=_tidy_form,
        save=_save_form,
        own=frozenset({"changed_ms"}),
        file="official",
    ),
    Kind(
        entity="template",
        part=TEMPLATES,
        title="Mẫu văn bản",
        type=LetterTemplate,
        all=lambda tx: tx.templates.all(),
        names=_by_name,
        label=_name,
        tidy=_tidy_template,
        save=lambda tx, value: tx.templates.save(value),
        own=frozenset({"changed_ms", "issuer_id"}),
        file="file",
    ),
    Kind(
        entity="snippet",
        part=TEMPLATES,
        title="Mẫu câu",
        type=Snippet,
        all=lambda tx: tx.snippets.all(),
        names=lambda value: fold(value.title),
        label=lambda value: str(value.title),
        tidy=tidied_snippet,
        save=save_value,
        own=frozenset({"position"}),
    ),
)


def file_of(kind: Kind, value: Any) -> Attachment | None:
    """Return the kept file of a record, None for one without."""
    found: Attachment | None = getattr(value, kind.file) if kind.file else None
    return found
