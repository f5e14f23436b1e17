"""Official files as services hold them; the engines are loaded with the first one."""

from __future__ import annotations

from collections.abc import Mapping

from wardapp.core.form_versions import BoundKind
from wardapp.core.forms import FormValue
from wardapp.core.official import OfficialReading


def kind_of(data: bytes) -> BoundKind:
    """Return what an official file is; UnreadableFile when it may not come in."""
    from wardapp.documents.official_forms.gate import opened

    return opened(data)[1]


def read_official(name: str, data: bytes) -> OfficialReading:
    """Return the tables of an official file as a form could have them; UnreadableFile."""
    from wardapp.documents.official_forms.reading import read

    return read(name, data)


def filled_official(data: bytes, values: Mapping[str, FormValue]) -> tuple[bytes, tuple[str, ...]]:
    """Return an official file with values at their places, and the places that took none."""
    from wardapp.documents.official_forms.gate import opened

    archive, kind = opened(data)
    if kind is BoundKind.XLSX:
        from wardapp.documents.official_forms.xlsx_fill import filled_xlsx

        return filled_xlsx(archive, values)
    from wardapp.documents.official_forms.docx_fill import filled_docx

    return filled_docx(data, values)


def missing_places(data: bytes, places: tuple[str, ...]) -> tuple[str, ...]:
    """Return the places an official file has not or cannot fill (formulas, covered cells)."""
    return filled_official(data, dict.fromkeys(places, "x"))[1]
