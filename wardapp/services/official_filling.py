"""Fills official workbooks and Word files: only the bound places change."""

from __future__ import annotations

from pathlib import Path

from wardapp.core.errors import NotFound
from wardapp.core.files import patiently, reading_refusal, write_whole
from wardapp.core.form_views import OfficialWritten
from wardapp.core.forms import FilledForm, FormSpec
from wardapp.core.places import Places
from wardapp.documents.official_forms.door import filled_official
from wardapp.reports.official_values import official_values
from wardapp.services.desk import Desk
from wardapp.services.reporting import Reporting
from wardapp.services.targets import checked_targets


class OfficialFilling:
    """The official files of forms, the program's own and those the office added."""

    def __init__(self, desk: Desk, reporting: Reporting, places: Places) -> None:
        self._desk = desk
        self._reporting = reporting
        self._places = places

    def ending(self, filled: FilledForm) -> str:
        """Return `.xlsx` or `.docx` when the form has an official file, "" otherwise."""
        official = self._spec(filled).official
        return f".{official.kind}" if official is not None else ""

    def write(self, filled: FilledForm, target: Path) -> OfficialWritten:
        """Write the official file with the form's values at the bound places."""
        checked_targets((target,), (self.ending(filled),))
        data, left_out = self.filled(filled)
        write_whole(target, data)
        return OfficialWritten(path=str(target), left_out=left_out)

    def filled(self, filled: FilledForm) -> tuple[bytes, tuple[str, ...]]:
        """Return the filled official file, and sentences on what found no place in it."""
        spec = self._spec(filled)
        if spec.official is None:
            raise NotFound(f"{spec.label} không có tệp mẫu chính thức.")
        facts = self._reporting.facts(filled)
        values, left = official_values(spec, filled, facts, spec.official)
        data, refused = filled_official(self._bytes(spec), values)
        said = (
            f"Tệp chính thức không nhận giá trị ở {place}: ô công thức hoặc ô không còn."
            for place in refused
            if values[place] not in {None, ""}
        )
        return data, (*left, *said)

    def _spec(self, filled: FilledForm) -> FormSpec:
        return self._reporting.spec(filled.form_id, filled.form_version)

    def _bytes(self, spec: FormSpec) -> bytes:
        """Return the official file of a form: what the office kept, else what ships with it."""
        with self._desk.database.read() as tx:
            kept = next(
                (
                    file.official
                    for file in tx.form_files.all()
                    if (file.form_id, file.version) == (spec.id, spec.version) and file.official
                ),
                None,
            )
        if kept is not None:
            return self._desk.files.read(kept)
        path = self._places.forms / spec.id / (spec.official.file if spec.official else "")
        try:
            return patiently(path.read_bytes)
        except OSError as error:
            raise reading_refusal(error, path) from error
