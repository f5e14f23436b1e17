"""The draft that tests issue, print and export: a short dispatch of the example Party office."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.drafts import Draft
from wardapp.services.office import Office


def ready(office: Office) -> Draft:
    """Return a new draft with all that issuing asks for."""
    draft = office.drafting.new()
    content = replace(
        draft,
        subject="tổng vệ sinh môi trường",
        addressees=("Các chi bộ",),
        body="Ban đề nghị các chi bộ thực hiện.",
    )
    office.drafting.autosave(draft.id, content)
    return office.drafting.get(draft.id)
