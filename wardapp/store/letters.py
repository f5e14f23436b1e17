"""The office's own templates, each with its file and the fields in it."""

from __future__ import annotations

from wardapp.core.identity import RecordId
from wardapp.core.letters import LetterTemplate
from wardapp.core.text import sort_key
from wardapp.store.entities import TEMPLATE
from wardapp.store.work import Work


class Templates:
    """The templates of an office; what is retired stays and can come back."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def all(self) -> tuple[LetterTemplate, ...]:
        """Return the templates by name, those in use first."""
        found = self._work.all(TEMPLATE)
        return tuple(sorted(found, key=lambda each: (not each.active, sort_key(each.name))))

    def get(self, template_id: RecordId) -> LetterTemplate:
        """Return a template; NotFound when it is not here."""
        return self._work.get(TEMPLATE, template_id)

    def save(self, template: LetterTemplate, base: LetterTemplate | None = None) -> LetterTemplate:
        """Keep a template, added when new; with `base` only what changed since."""
        return self._work.save(TEMPLATE, template, base)
