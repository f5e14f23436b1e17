"""Forms, catalogues, templates and the directory to the units: packed, compared, taken over.

What the receiver changed by hand since the last package is never written over silently: such a
field is a conflict, the receiver's own value stays unless the clerk takes the other.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from wardapp.core.dispatches import Attachment, FileRole
from wardapp.core.errors import BadValue, PackageDamaged, WardError
from wardapp.core.exchange import (
    Change,
    FieldPreview,
    MergePreview,
    PackRequest,
    RecordPreview,
)
from wardapp.core.identity import RecordId
from wardapp.core.sources import HeldFile
from wardapp.core.text import one_line
from wardapp.exchange.canonical import NotCanonical, dumped, parsed
from wardapp.exchange.package_reading import OpenPackage
from wardapp.services.desk import Desk
from wardapp.services.exchanging_kept import KeptOwn, Passed
from wardapp.services.exchanging_kinds import KINDS, PARTS, Kind, file_of
from wardapp.services.exchanging_packing import Contents, kept_files
from wardapp.services.exchanging_values import Misfit, read_value
from wardapp.services.kept_files import FileGate
from wardapp.services.missing_files import lacking
from wardapp.services.templates import usable
from wardapp.store.history import readable
from wardapp.store.labels import LABELS
from wardapp.store.labels_people import OWN_LABELS
from wardapp.store.records import pack
from wardapp.store.transaction import Transaction

FOLDER, ENDING = "catalogue/", ".json"
COMMAND = "exchange.catalogue"
"""The command under which values of packages are written: what they were is the common base."""

MOST_ROWS, SHOWN = 20_000, 2_000
ROLES = {"official": FileRole.OFFICIAL_FORM, "file": FileRole.TEMPLATE}
_ASKED_NOTHING = KeptOwn()
Taken = Collection[tuple[str, str]]
"""The fields (record, field) that differ on both sides and that the clerk takes over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """One field that differs: what is here, what the package says, whether both sides changed."""

    name: str
    own: Any
    theirs: Any
    is_conflict: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One record of a package beside the one that is here, if any."""

    kind: Kind
    theirs: Any
    own: Any = None
    differing: tuple[Differing, ...] = ()
    refusal: str = ""

    @property
    def record_id(self) -> RecordId:
        """Return the name of the record here, of the new one when there is none."""
        return RecordId(str(getattr(self.own or self.theirs, self.kind.key)))

    @property
    def change(self) -> Change:
        """Return what the package would do."""
        if self.own is None:
            return Change.ADDED
        is_conflict = any(each.is_conflict for each in self.differing)
        return Change.CONFLICT if is_conflict else Change.CHANGED


def catalogue_contents(desk: Desk, request: PackRequest) -> Contents:
    """Return the chosen parts of the catalogue as a package takes them; all when none is named."""
    parts = request.parts or tuple(name for name, _ in PARTS)
    unknown = set(parts) - {name for name, _ in PARTS}
    if unknown:
        raise BadValue("parts", f"Không có phần “{min(unknown)}” để gửi.")
    kinds = [kind for kind in KINDS if kind.part in parts]
    with desk.database.read() as tx:
        rows = {kind: tuple(kind.all(tx)) for kind in kinds}
        made_ms = tx.exchanges.newest_of(kind.entity for kind in kinds)
    named = [file for kind, values in rows.items() for file in _files(kind, values)]
    return Contents(
        made_ms=made_ms,
        entries={
            f"{FOLDER}{kind.entity}{ENDING}": dumped([_row(kind, each) for each in values])
            for kind, values in rows.items()
            if values
        },
        files=kept_files(desk, named),
        missing=lacking(desk, named),
        facts=(("parts", ",".join(sorted(parts))),),
    )


def read_catalogue(package: OpenPackage) -> tuple[tuple[Kind, Any], ...]:
    """Return the records of a package; PackageDamaged when one is not what it should be.

    Kinds that this program does not know are passed over: a newer one may send more.
    """
    known = {f"{FOLDER}{kind.entity}{ENDING}": kind for kind in KINDS}
    found: list[tuple[Kind, Any]] = []
    try:
        for name in package.manifest.entries:
            if name in known:
                rows = parsed(package.entry(name))
                if not isinstance(rows, list) or len(rows) + len(found) > MOST_ROWS:
                    raise Misfit("no list of records")
                found += [(known[name], read_value(known[name].type, row)) for row in rows]
    except (NotCanonical, Misfit) as error:
        raise _damaged() from error
    return tuple(found)


def compared(
    tx: Transaction, rows: Iterable[tuple[Kind, Any]], kept: KeptOwn = _ASKED_NOTHING
) -> Iterator[Wanted]:
    """Yield each record of a package that differs from what is here.

    `kept` are values that the clerk saw and passed over: they are not asked about again.
    """
    here = {kind: tuple(kind.all(tx)) for kind in KINDS}
    for kind, told in rows:
        try:
            theirs = kind.tidy(told)
        except WardError as fault:
            yield Wanted(kind=kind, theirs=told, refusal=fault.sentence)
            continue
        own = _own(kind, here[kind], theirs)
        if own is None:
            yield Wanted(kind=kind, theirs=theirs)
            continue
        differing = tuple(
            each
            for each in _differing(tx, kind, own, theirs)
            if not (each.is_conflict and kept.has(_passed(kind, own, each)))
        )
        if differing:
            yield Wanted(kind=kind, theirs=theirs, own=own, differing=differing)


def preview_of(wanted: Iterable[Wanted], who: str, when_ms: int) -> MergePreview:
    """Return what taking these records over would do, each to the field."""
    every = [each for each in wanted if not each.refusal]
    refused = [each for each in wanted if each.refusal]
    count = {change: sum(each.change is change for each in every) for change in Change}
    return MergePreview(
        added=count[Change.ADDED],
        changed=count[Change.CHANGED],
        conflicts=count[Change.CONFLICT],
        records=tuple(_shown(each, who, when_ms) for each in every[:SHOWN]),
        notices=tuple(f"{each.kind.title}: {each.refusal}" for each in refused),
    )


def taken_over(tx: Transaction, each: Wanted, take: Taken, now_ms: int) -> bool:
    """Write one record as the package and the clerk say; False when nothing of it is taken."""
    kind = each.kind
    if each.own is None:
        kind.save(tx, _stamped(each.theirs, now_ms))
        return True
    wished = {
        field.name: field.theirs
        for field in each.differing
        if not field.is_conflict or (each.record_id, field.name) in take
    }
    if not wished:
        return False
    kind.save(tx, _stamped(replace(each.own, **wished), now_ms))
    return True


def passed_over(each: Wanted, take: Taken) -> Iterator[Passed]:
    """Yield the values of a record that differ on both sides and that the clerk does not take."""
    for field in each.differing:
        if field.is_conflict and (each.record_id, field.name) not in take:
            yield _passed(each.kind, each.own, field)


def _passed(kind: Kind, own: Any, field: Differing) -> Passed:
    packed = pack(replace(own, **{field.name: field.theirs}))[field.name]
    return str(getattr(own, kind.key)), field.name, packed


def with_file(package: OpenPackage, gate: FileGate, each: Wanted) -> Wanted:
    """Keep the file of a record once the gate let it through; the refusal when it did not."""
    file = file_of(each.kind, each.theirs)
    if file is None or each.refusal:
        return each
    known = {packed.sha256 for packed in package.manifest.files}
    try:
        if file.sha256 not in known:
            raise _damaged()
        held = HeldFile(one_line(file.name) or "mau.docx", package.file_bytes(file.sha256))
        if each.kind.entity == "template":
            usable(held.data, held.name)
        kept = gate.keep(held, ROLES[each.kind.file], file.sha256)
    except WardError as fault:
        return replace(each, refusal=fault.sentence)
    return replace(each, theirs=replace(each.theirs, **{each.kind.file: kept}))


def _own(kind: Kind, here: tuple[Any, ...], theirs: Any) -> Any:
    """Return the record that is the same: by its id, else by what it is called."""
    by_id = next((e for e in here if getattr(e, kind.key) == getattr(theirs, kind.key)), None)
    return by_id or next((e for e in here if kind.names(e) == kind.names(theirs)), None)


def _differing(tx: Transaction, kind: Kind, own: Any, theirs: Any) -> Iterator[Differing]:
    base = _base(tx, kind, own)
    for item in fields(own):
        name = item.name
        if name == kind.key or name in kind.own:
            continue
        mine, said = getattr(own, name), getattr(theirs, name)
        if _same(mine, said):
            continue
        packed = {side: pack(value)[name] for side, value in (("own", own), ("theirs", theirs))}
        if name in base:
            if base[name] == packed["theirs"]:
                continue  # only we changed it since: ours stands
            is_conflict = base[name] != packed["own"]
        else:
            is_conflict = not _is_blank(mine)
        yield Differing(name=name, own=mine, theirs=said, is_conflict=is_conflict)


def _base(tx: Transaction, kind: Kind, own: Any) -> dict[str, Any]:
    """Return what the last package wrote into each field of a record."""
    written: dict[str, Any] = {}
    key = RecordId(str(getattr(own, kind.key)))
    for event in tx.journal.events_of(kind.entity, key):
        if event.command == COMMAND:
            for change in event.changes:
                if change.new is not None:
                    written[change.field] = json.loads(change.new)
    return written


def _same(mine: Any, said: Any) -> bool:
    if isinstance(mine, Attachment) and isinstance(said, Attachment):
        return mine.sha256 == said.sha256
    return bool(mine == said)


def _is_blank(value: Any) -> bool:
    return value is None or value in {"", ()}


def _stamped(value: Any, now_ms: int) -> Any:
    return replace(value, changed_ms=now_ms) if hasattr(value, "changed_ms") else value


def _files(kind: Kind, values: Iterable[Any]) -> Iterator[Attachment]:
    for value in values:
        file = file_of(kind, value)
        if file is not None:
            yield file


def _row(kind: Kind, value: Any) -> dict[str, Any]:
    """Return a record as a package holds it, without what belongs to this office alone."""
    return {name: held for name, held in pack(value).items() if name not in kind.own}


def _shown(each: Wanted, who: str, when_ms: int) -> RecordPreview:
    return RecordPreview(
        change=each.change,
        entity=each.kind.entity,
        kind=each.kind.title,
        record_id=each.record_id,
        title=each.kind.label(each.own or each.theirs),
        who=who,
        when_ms=when_ms,
        fields=tuple(_fields(each)),
    )


def _fields(each: Wanted) -> Iterator[FieldPreview]:
    packed = pack(each.theirs)
    if each.own is None:
        for name, value in packed.items():
            label = _label(each.kind, name)
            if label and (text := readable(name, value)):
                yield FieldPreview(label=label, before="", after=text, field=name)
        return
    own = pack(each.own)
    for field in each.differing:
        yield FieldPreview(
            label=_label(each.kind, field.name) or field.name,
            before=readable(field.name, own[field.name]),
            after=readable(field.name, packed[field.name]),
            is_conflict=field.is_conflict,
            field=field.name,
        )


def _label(kind: Kind, name: str) -> str:
    return OWN_LABELS.get(kind.entity, {}).get(name, LABELS.get(name, ""))


def _damaged() -> PackageDamaged:
    return PackageDamaged(
        "Gói danh mục không đúng khuôn nên không nhận gì. Hãy xin nơi gửi gói lại."
    )
