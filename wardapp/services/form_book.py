"""The forms an office can fill: those of the program and its own, every version of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from wardapp.core.errors import NotFound
from wardapp.core.form_versions import FormFile
from wardapp.core.forms import FormSpec
from wardapp.core.places import Places
from wardapp.core.text import sort_key
from wardapp.reports.faults import FormFault
from wardapp.reports.loading import form_of, load_form
from wardapp.reports.tomlfile import toml_record
from wardapp.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownForm:
    """A version of a form: what it declares, and the office's own file where it has one.

    `spec` is None when the kept text can no longer be read; `fault` says why.
    """

    form_id: str
    version: str
    spec: FormSpec | None
    file: FormFile | None = None
    fault: str = ""
    shipped: bool = False

    @property
    def active(self) -> bool:
        """Return True when the version is offered for new reports."""
        return self.spec is not None and (self.file is None or self.file.active)


class FormBook:
    """All forms, newest active version first asked for; an old version opens for ever."""

    def __init__(self, desk: Desk, places: Places) -> None:
        self._desk = desk
        self._places = places
        self._read: dict[str, FormSpec | FormFault] = {}

    @cached_property
    def _shipped(self) -> tuple[FormSpec, ...]:
        return shipped_forms(self._places.forms)  # first asked for behind the window, not before

    def forms(self) -> tuple[FormSpec, ...]:
        """Return the newest active version of each form, by id."""
        newest: dict[str, FormSpec] = {}
        for known in self.known():
            if known.active and known.spec is not None:
                newest[known.form_id] = known.spec
        return tuple(newest.values())

    def spec(self, form_id: str, version: str = "") -> FormSpec:
        """Return a form in a version, in its newest active one when that is ""; NotFound."""
        found = [each for each in self.known() if each.form_id == form_id and each.spec]
        if version:
            found = [each for each in found if each.version == version]
        found = [each for each in found if each.active] or found
        if found and found[-1].spec is not None:
            return found[-1].spec
        if version:
            raise NotFound(f"Mẫu “{form_id}” không có phiên bản “{version}” trên máy này.")
        known = ", ".join(form.id for form in self.forms())
        raise NotFound(f"Không có mẫu báo cáo “{form_id}”. Các mẫu: {known}.")

    def versions(self, form_id: str) -> tuple[FormSpec, ...]:
        """Return every version of a form that can be read, oldest first."""
        known = (each.spec for each in self.known() if each.form_id == form_id)
        return tuple(spec for spec in known if spec is not None)

    def known(self) -> tuple[KnownForm, ...]:
        """Return every version of every form, by form and then oldest first."""
        with self._desk.database.read() as tx:
            files = {(file.form_id, file.version): file for file in tx.form_files.all()}
        shipped = {(spec.id, spec.version): spec for spec in self._shipped}
        known = [
            KnownForm(
                form_id=spec.id,
                version=spec.version,
                spec=spec,
                file=files.get(key),
                shipped=True,
            )
            for key, spec in shipped.items()
        ]
        known += [
            self._own(file) for key, file in files.items() if key not in shipped and file.text
        ]
        return tuple(sorted(known, key=_by_form_and_version))

    def _own(self, file: FormFile) -> KnownForm:
        read = self._read.get(file.id)
        if read is None:
            read = self._read[file.id] = _spec_of(file)
        spec = None if isinstance(read, FormFault) else read
        fault = read.sentence if isinstance(read, FormFault) else ""
        return KnownForm(
            form_id=file.form_id, version=file.version, spec=spec, file=file, fault=fault
        )


def shipped_forms(folder: Path) -> tuple[FormSpec, ...]:
    """Return the program's forms with their old versions (`<id>/versions/<version>.toml`)."""
    new, old = sorted(folder.glob("*/form.toml")), sorted(folder.glob("*/versions/*.toml"))
    named = [(path, path.parent.name) for path in new]
    named += [(path, path.parent.parent.name) for path in old]
    return tuple(_load_once(path, name, _stamp(path)) for path, name in named)


@lru_cache(maxsize=64)
def _load_once(path: Path, form_id: str, _stamp: tuple[int, int]) -> FormSpec:
    return load_form(path, form_id)


def _stamp(path: Path) -> tuple[int, int]:
    told = path.stat()
    return told.st_mtime_ns, told.st_size


def _spec_of(file: FormFile) -> FormSpec | FormFault:
    """Return what a kept form declares; the fault when this program cannot read it."""
    try:
        return form_of(toml_record(f"{file.form_id}/form.toml", file.text), file.form_id)
    except FormFault as fault:
        return fault


def _by_form_and_version(known: KnownForm) -> tuple[object, object]:
    return (sort_key(known.form_id), sort_key(known.version))
