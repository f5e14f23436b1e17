"""The office's own forms: looked at with all their faults, kept version by version, retired."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from wardapp.core.dispatches import FileRole
from wardapp.core.errors import BadValue, NotFound, UnreadableFile, WardError
from wardapp.core.files import disk_refusal, patiently, reading_refusal, write_whole
from wardapp.core.form_versions import BoundKind, FormFile
from wardapp.core.form_views import FormEntry, FormLook, KeptReport
from wardapp.core.forms import FilledForm, FormSpec
from wardapp.core.official import NO_CHANGES, FormHead, OfficialChanges, OfficialReading
from wardapp.documents.official_forms.door import kind_of, missing_places, read_official
from wardapp.documents.reader import FileReader
from wardapp.reports.form_changes import place_text
from wardapp.reports.form_writing import form_text
from wardapp.reports.loading import faults_of, form_of
from wardapp.reports.official_wishes import wished
from wardapp.reports.tomlfile import toml_record
from wardapp.services.desk import Desk
from wardapp.services.form_book import FormBook, KnownForm
from wardapp.services.form_moving import FormMoving
from wardapp.services.kept_files import FileGate
from wardapp.store.transaction import Transaction

LARGEST_TEXT = 1 << 20
LARGEST_OFFICIAL = 20 << 20


class FormKeeping:
    """Adds forms to the office and takes them out of use; a version never changes."""

    def __init__(self, desk: Desk, book: FormBook, moving: FormMoving, reader: FileReader) -> None:
        self._desk = desk
        self._book = book
        self._moving = moving
        self._reader = reader
        self._gate = FileGate(desk, reader)

    def entries(self) -> tuple[FormEntry, ...]:
        """Return every version of every form, newest first within its form."""
        known = self._book.known()
        newest = {spec.id: spec.version for spec in self._book.forms()}
        with self._desk.database.read() as tx:
            reports = [_report(each) for each in tx.filled.list()]
        return tuple(
            _entry(each, reports, is_newest=newest.get(each.form_id) == each.version)
            for each in _newest_first(known)
        )

    def look_at(self, path: Path) -> FormLook:
        """Return what a form file declares, every fault in it, and what it does to kept reports."""
        text = _text_of(path)
        name = f"{path.parent.name}/{path.name}" if path.parent.name else path.name
        faults = faults_of(text, name)
        if faults:
            said = tuple(fault.sentence for fault in faults)
            return FormLook(path=str(path), spec=None, text=text, faults=said)
        spec = form_of(toml_record(name, text))
        return self._looked(path, spec, text)

    def add(self, path: Path) -> FormFile:
        """Keep the form of a file as a new version; the first fault is raised, nothing kept."""
        look = self.look_at(path)
        if look.spec is None or look.faults:
            raise BadValue("form", look.faults[0])
        official = None
        if look.official:
            official = self._gate.keep(Path(look.official), FileRole.OFFICIAL_FORM)
        spec = look.spec
        title = f"Thêm mẫu {spec.label}, phiên bản {spec.version}"
        command = self._desk.command("form.add", title)
        with self._desk.database.begin(command) as tx:
            return tx.form_files.save(
                FormFile(
                    id=self._desk.new_id(),
                    form_id=spec.id,
                    version=spec.version,
                    text=look.text,
                    official=official,
                    changed_ms=command.now_ms,
                )
            )

    def retire(self, form_id: str, version: str = "") -> int:
        """Take a form, or one version of it, out of use; kept reports still open. Count of it."""
        return self._switch(form_id, version, active=False)

    def bring_back(self, form_id: str, version: str = "") -> int:
        """Take a form, or one version of it, into use again; return how many versions."""
        return self._switch(form_id, version, active=True)

    def text(self, form_id: str, version: str) -> str:
        """Return the text of a version the office keeps, to save it as a file."""
        with self._desk.database.read() as tx:
            return _file(tx, form_id, version).text

    def propose(self, path: Path) -> OfficialReading:
        """Return the tables of an official workbook or Word file as a form could have them."""
        data = _bytes_of(path)
        kind_of(data)
        self._gate_only(path)
        return read_official(path.name, data)

    def write(
        self,
        reading: OfficialReading,
        head: FormHead,
        source: Path,
        target: Path,
        changes: OfficialChanges = NO_CHANGES,
    ) -> Path:
        """Write form.toml with its official file beside it into a new folder; return the form."""
        reading = wished(reading, changes)
        data = _bytes_of(source)
        _refuse_lost(reading, data)
        folder = target / head.id
        form = folder / "form.toml"
        if form.exists():
            raise BadValue("id", f"Thư mục {folder.name} đã có form.toml. Hãy chọn mã khác.")
        text = form_text(head, reading)
        faults = faults_of(text, f"{head.id}/form.toml", head.id)
        if faults:
            raise BadValue("id", faults[0].sentence)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise disk_refusal(error, folder) from error
        write_whole(folder / source.name, data)
        write_whole(form, text.encode())
        return form

    def _gate_only(self, path: Path) -> None:
        """Judge a file that is only read: what is secret is not shown either."""
        with suppress(UnreadableFile):
            self._reader.read(path)

    def _looked(self, path: Path, spec: FormSpec, text: str) -> FormLook:
        known = [each for each in self._book.known() if each.form_id == spec.id]
        faults = [*_same_version(spec, text, known), *_unknown_old(spec, known)]
        official = ""
        if spec.official is not None:
            beside = path.parent / spec.official.file
            official, said = _official_faults(spec, beside)
            faults += said
        newest = next((each.version for each in self._book.forms() if each.id == spec.id), "")
        return FormLook(
            path=str(path),
            spec=spec,
            text=text,
            faults=tuple(faults),
            official=official,
            before=newest,
            moves=self._moving.moves_to(spec) if not faults else (),
        )

    def _switch(self, form_id: str, version: str, *, active: bool) -> int:
        known = [
            each
            for each in self._book.known()
            if each.form_id == form_id and version in {"", each.version}
        ]
        if not known:
            raise NotFound(f"Không có mẫu “{form_id}” {version}".rstrip() + ".")
        word = "Dùng lại" if active else "Ngừng dùng"
        command = self._desk.command("form.switch", f"{word} mẫu {form_id} {version}".rstrip())
        changing = [each for each in known if _is_active(each) is not active]
        with self._desk.database.begin(command) as tx:
            for each in changing:
                tx.form_files.save(replace(self._file_of(each), active=active))
        return len(changing)

    def _file_of(self, known: KnownForm) -> FormFile:
        """Return what the office keeps of a version; of a shipped one only whether it is used."""
        if known.file is not None:
            return known.file
        return FormFile(
            id=self._desk.new_id(), form_id=known.form_id, version=known.version, text=""
        )


def _is_active(known: KnownForm) -> bool:
    return known.file is None or known.file.active


def _same_version(spec: FormSpec, text: str, known: list[KnownForm]) -> Iterator[str]:
    same = next((each for each in known if each.version == spec.version), None)
    if same is None:
        return
    is_kept = same.file is not None and same.file.text == text
    if is_kept or same.spec == spec:
        yield f"Mẫu {spec.label}, phiên bản {spec.version} đã có trong sổ, không cần thêm nữa."
        return
    yield (
        f"Phiên bản {spec.version} của {spec.label} đã có với nội dung khác. "
        "Hãy đổi version, ví dụ thêm .1, rồi thêm lại."
    )


def _unknown_old(spec: FormSpec, known: list[KnownForm]) -> Iterator[str]:
    """Yield a sentence for each old place of a mapping that the old version has not."""
    specs = {each.version: each.spec for each in known if each.spec is not None}
    for mapping in spec.mappings:
        old = specs.get(mapping.version)
        if old is None:
            continue  # from a version this office never had
        for move in mapping.moves:
            for place in move.old:
                if not _has(old, place.table, place.row, place.column):
                    yield (
                        f"Mục chuyển từ phiên bản {mapping.version} nêu “{place_text(place)}” "
                        "nhưng phiên bản đó không có. Hãy xem lại old."
                    )


def _has(spec: FormSpec, table: str, row: str, column: str) -> bool:
    found = next((each for each in spec.tables if each.code == table), None)
    if found is None:
        return False
    has_row = not row or not found.rows or row in {each.code for each in found.rows}
    return has_row and (not column or column in {each.key for each in found.columns})


def _official_faults(spec: FormSpec, path: Path) -> tuple[str, list[str]]:
    """Return the path of the official file beside a form and what is wrong with its places."""
    official = spec.official
    if official is None:
        return "", []
    try:
        data = _bytes_of(path)
        kind = kind_of(data)
        missing = missing_places(data, tuple(each.place for each in official.bindings))
    except WardError as error:
        return "", [f"Tệp chính thức {official.file}: {error.sentence}"]
    faults = [
        f"Tệp chính thức {official.file}: không điền được ô {place} (không có, là công thức hoặc "
        "nằm dưới ô gộp). Hãy sửa trong [official.places]."
        for place in missing
    ]
    if kind is not official.kind:
        ending = "Excel" if kind is BoundKind.XLSX else "Word"
        faults.append(f"Tệp chính thức {official.file} thật ra là tệp {ending}.")
    return str(path), faults


def _refuse_lost(reading: OfficialReading, data: bytes) -> None:
    """Raise BadValue for a fact whose place the file has not, or cannot fill."""
    targets = {each.place: each.target for each in reading.facts}
    lost = missing_places(data, tuple(targets))
    if lost:
        said = f"Tệp không có ô {lost[0]} để điền, hoặc ô đó là công thức. Hãy xem lại."
        raise BadValue(f"fact.{targets[lost[0]]}", said)


def _text_of(path: Path) -> str:
    data = _read(path, LARGEST_TEXT)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"Không đọc được chữ trong {path.name}. Hãy lưu lại bằng mã UTF-8 rồi chọn lại."
        ) from error


def _bytes_of(path: Path) -> bytes:
    return _read(path, LARGEST_OFFICIAL)


def _read(path: Path, most: int) -> bytes:
    try:
        if path.stat().st_size > most:
            raise UnreadableFile(f"Tệp {path.name} lớn quá mức của một mẫu. Hãy xem lại tệp.")
        return patiently(path.read_bytes)
    except OSError as error:
        raise reading_refusal(error, path) from error


def _file(tx: Transaction, form_id: str, version: str) -> FormFile:
    for file in tx.form_files.all():
        if (file.form_id, file.version) == (form_id, version) and file.text:
            return file
    raise NotFound(f"Sổ không giữ mẫu “{form_id}”, phiên bản “{version}”.")


def _newest_first(known: tuple[KnownForm, ...]) -> list[KnownForm]:
    order = dict.fromkeys(each.form_id for each in known)
    return [each for form in order for each in reversed(known) if each.form_id == form]


def _report(filled: FilledForm) -> KeptReport:
    return KeptReport(
        form_id=filled.form_id,
        period_id=filled.period.id,
        period_label=filled.period.label,
        version=filled.form_version,
        scope=filled.scope,
        is_closed=filled.closed_ms is not None,
        unplaced=sum(each.merged_into is None for each in filled.unplaced),
    )


def _entry(known: KnownForm, reports: list[KeptReport], *, is_newest: bool) -> FormEntry:
    spec, file = known.spec, known.file
    return FormEntry(
        form_id=known.form_id,
        version=known.version,
        label=spec.label if spec else known.form_id,
        title=spec.title if spec else "",
        shipped=known.shipped,
        active=known.active,
        is_newest=is_newest,
        official=spec.official.file if spec and spec.official else "",
        tables=tuple(table.title for table in spec.tables) if spec else (),
        changed_ms=file.changed_ms if file else 0,
        fault=known.fault,
        reports=tuple(
            each
            for each in reports
            if (each.form_id, each.version) == (known.form_id, known.version)
        ),
    )
