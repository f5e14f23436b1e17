"""A Word file looked at as a template where it lies: no office is needed, nothing is kept."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from wardapp.core.errors import UnreadableFile
from wardapp.core.places import Places
from wardapp.core.template_views import TemplateView
from wardapp.documents.reader import FileReader
from wardapp.documents.templates.door import read_template


def template_at(path: Path, places: Places) -> TemplateView:
    """Return a Word file as a template; SecretRefused as at every door.

    What the reader cannot open is told by the view's own faults.
    """
    reader = FileReader(places.resources)
    data = reader.bytes_of(path)
    with suppress(UnreadableFile):
        reader.read_bytes(path.name, data)
    return read_template(data)
