"""Forms the office added itself, every version of them."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from wardapp.core.form_versions import FormFile
from wardapp.core.identity import RecordId
from wardapp.store.copies import natural_id
from wardapp.store.entities import FORM_FILE
from wardapp.store.tables_reports import form_files
from wardapp.store.work import Work


class FormFiles:
    """Versions are added, never changed; one out of use is inactive."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def all(self) -> tuple[FormFile, ...]:
        """Return every version by form, oldest first."""
        kept = form_files.c
        query = select(form_files).order_by(kept.form_id, kept.changed_ms, kept.id)
        return self._work.all(FORM_FILE, query)

    def get(self, file_id: RecordId) -> FormFile:
        """Return a version; NotFound when it is not here."""
        return self._work.get(FORM_FILE, file_id)

    def save(self, file: FormFile) -> FormFile:
        """Keep a version, added when new."""
        if self._work.find(FORM_FILE, file.id) is None:  # a version is one, wherever it was added
            named = natural_id(self._work, "form_file", file.form_id, file.version)
            file = replace(file, id=named)
        return self._work.save(FORM_FILE, file)
