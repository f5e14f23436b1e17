"""Which kind of document to begin, and in whose name."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.layout import DocumentType
from wardapp.services.office import Office
from wardapp.ui import dialogs
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.fields import ChoiceField
from wardapp.ui.widgets.type_field import TypeField


@dataclass(frozen=True, slots=True)
class NewChoices:
    """The bodies of the office with the types each may issue today."""

    bodies: tuple[tuple[Issuer, tuple[DocumentType, ...]], ...]
    used: tuple[str, ...] = ()  # codes of types, what the office writes most first


@dataclass(frozen=True, slots=True)
class NewDraft:
    """What the clerk chose to begin."""

    issuer_id: RecordId
    type_code: str


def read_choices(office: Office) -> NewChoices:
    """Return what may be begun (runs in a lane)."""
    return NewChoices(
        tuple((each, office.drafting.types(each.id)) for each in office.catalogue.issuers()),
        office.drafting.used_types(),
    )


def ask_new(parent: QWidget, theme: Theme, choices: NewChoices) -> NewDraft | None:
    """Ask for type and body; None when the clerk thought better of it."""
    types = {issuer.id: kinds for issuer, kinds in choices.bodies}
    kind = TypeField(theme, "Loại văn bản")
    body = ChoiceField(
        theme, "Cơ quan ban hành", tuple((issuer.id, issuer.name) for issuer, _ in choices.bodies)
    )

    def offer() -> None:
        kept = kind.value()
        kinds = types.get(RecordId(str(body.value())), ())
        kind.show_types(kinds, choices.used)
        kind.set_value(kept)

    offer()
    body.choice.currentIndexChanged.connect(offer)
    fields = (kind, body) if len(choices.bodies) > 1 else (kind,)
    if not dialogs.ask_fields(parent, theme, "Soạn văn bản mới", fields, "Soạn"):
        return None
    return NewDraft(RecordId(str(body.value())), str(kind.value()))
