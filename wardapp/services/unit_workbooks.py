"""Workbooks for the units: one a unit with its guide, all of them in a folder, or none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wardapp.core.errors import BadValue, NotFound
from wardapp.core.forms import FormSpec, Period
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer, Unit
from wardapp.core.long_paths import reachable
from wardapp.core.places import Places
from wardapp.core.progress import Progress, Silent
from wardapp.core.regimes import Regime
from wardapp.core.serial import SerialTarget
from wardapp.core.text import clean, sort_key
from wardapp.core.unit_books import UnitBookFacts
from wardapp.documents.printouts import unit_form, written
from wardapp.reports.unit_book import unit_book
from wardapp.reports.unit_papers import guide_printout, word_printout
from wardapp.services.desk import Desk
from wardapp.services.due_rules import asked_by
from wardapp.services.file_stems import safe_stem
from wardapp.services.first_issuer import issuer_or_first
from wardapp.services.letter_files import StagedFiles
from wardapp.services.regimes import Regimes
from wardapp.services.reporting import Reporting

_MAKING = "Đang làm tệp cho đơn vị"
_GUIDE = "Huong dan"


@dataclass(frozen=True, slots=True)
class UnitWish:
    """For whom workbooks are made: () = every unit that reports; `with_word` adds Word files.

    `regime_id` names the regime they report by; "" takes the one that asks for this form.
    """

    form_id: str
    period_id: str
    unit_ids: tuple[RecordId, ...] = ()
    with_word: bool = False
    regime_id: str = ""


@dataclass(frozen=True, slots=True)
class _Making:
    """What all workbooks of one run share."""

    spec: FormSpec
    period: Period
    issuer: Issuer
    units: tuple[Unit, ...]
    facts: UnitBookFacts


class UnitWorkbooks:
    """What goes out to the units before a report is due."""

    def __init__(self, desk: Desk, reporting: Reporting, regimes: Regimes, places: Places) -> None:
        self._desk = desk
        self._reporting = reporting
        self._regimes = regimes
        self._places = places

    def units(self, form_id: str, regime_id: str = "") -> tuple[Unit, ...]:
        """Return the units a report is gathered from: those of its regimes, else all active."""
        owing = {unit for each in self._regimes_of(form_id, regime_id) for unit in each.unit_ids}
        with self._desk.database.read() as tx:
            units = [unit for unit in tx.catalogue.units() if unit.active]
        if owing:
            units = [unit for unit in units if unit.id in owing]
        return tuple(sorted(units, key=lambda unit: (unit.kind, sort_key(unit.name), unit.id)))

    def unit_named(self, form_id: str, words: str) -> Unit:
        """Return a unit by its name, another name or its number; NotFound."""
        said = clean(words).casefold().strip()
        for unit in self.units(form_id):
            names = (unit.name, unit.code, *unit.other_names)
            if said in {clean(name).casefold() for name in names if name}:
                return unit
        raise NotFound(f"Không có đơn vị “{words}” trong các đơn vị phải báo cáo.")

    def make(
        self, wish: UnitWish, folder: Path, progress: Progress | None = None
    ) -> tuple[Path, ...]:
        """Write a workbook a unit and the guide into a folder; all of them or none.

        A file that lies there under the same name stays: the new one gets “ (2)”.
        """
        _checked_folder(folder)
        making = self._making(wish)
        target = SerialTarget(path=folder, is_folder=True, ending="")
        watch = progress or Silent()
        with StagedFiles(target, self._desk.new_id(), self._desk.clock.now_ms()) as files:
            taken: set[str] = set()
            for at, (stem, ending, data) in enumerate(self._files(making, wish)):
                watch.step(at, len(making.units), _MAKING)
                files.add(_free_name(folder, stem, ending, taken), data)
            return files.settle()

    def _files(self, making: _Making, wish: UnitWish) -> Iterator[tuple[str, str, bytes]]:
        today = self._desk.today()
        for unit in making.units:
            book = unit_book(making.spec, making.period, unit, making.facts)
            stem = file_stem(making.spec, making.period, unit.name)
            yield stem, ".xlsx", unit_form(book, None, created=today)
            if wish.with_word:
                yield stem, ".docx", unit_form(book, word_printout(book), created=today)
        guide = guide_printout(
            making.spec, making.period, making.issuer, making.facts, making.units
        )
        stem = file_stem(making.spec, making.period, _GUIDE)
        for ending in (".docx", ".pdf"):
            yield stem, ending, written(guide, ending, self._places.resources, created=today)

    def _making(self, wish: UnitWish) -> _Making:
        spec = self._reporting.spec(wish.form_id)
        regimes = self._regimes_of(wish.form_id, wish.regime_id)
        regime = next(iter(regimes), None)
        period = self._period(regimes, wish)
        units = self._chosen(wish)
        with self._desk.database.read() as tx:
            issuer = issuer_or_first(tx)
            basis = (regime.basis if regime else "") or asked_by(tx, spec)
        facts = UnitBookFacts(
            office_id=self._desk.database.office_id,
            made_on=self._desk.today(),
            send_to=_send_to(regime, issuer),
            basis=basis,
        )
        return _Making(spec, period, issuer, units, facts)

    def _chosen(self, wish: UnitWish) -> tuple[Unit, ...]:
        units = self.units(wish.form_id, wish.regime_id)
        if wish.unit_ids:
            units = tuple(unit for unit in units if unit.id in wish.unit_ids)
        if not units:
            raise BadValue("unit_ids", "Chưa có đơn vị nào để làm tệp. Thêm đơn vị ở Danh mục.")
        return units

    def _regimes_of(self, form_id: str, regime_id: str) -> list[Regime]:
        """Return the regime asked for, else all by which units send this form."""
        fitting = [
            each
            for each in self._regimes.all()
            if each.active and each.form_id == form_id and each.unit_ids
        ]
        return [each for each in fitting if each.id == regime_id] or fitting

    def _period(self, regimes: Sequence[Regime], wish: UnitWish) -> Period:
        for regime in regimes:
            with suppress(NotFound):  # another one has it, or the office's own report says when
                return self._regimes.period(regime, wish.period_id)
        return self._reporting.fill(wish.form_id, wish.period_id).period


def file_stem(spec: FormSpec, period: Period, name: str) -> str:
    """Return the name of a file without marks: `Phu luc 02 - ky thang 6-2026 - To dan pho so 9`."""
    parts = (spec.label, period.label.replace("/", "-"), name)
    return safe_stem(_without_marks(" - ".join(parts)))


def _without_marks(text: str) -> str:
    letters = unicodedata.normalize("NFD", clean(text))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare.replace("đ", "d").replace("Đ", "D")


def _send_to(regime: Regime | None, issuer: Issuer) -> str:
    if regime is None or not regime.to:
        return issuer.full_name
    return f"{regime.to} (qua {regime.through})" if regime.through else regime.to


def _checked_folder(folder: Path) -> None:
    if not reachable(folder).is_dir():
        raise BadValue(
            "target", f"Chưa có thư mục {folder.name}. Hãy tạo thư mục hoặc chọn nơi khác."
        )


def _free_name(folder: Path, stem: str, ending: str, taken: set[str]) -> str:
    """Return a name nothing has in the folder, with its ending."""
    name, copy = f"{stem}{ending}", 1
    while name.casefold() in taken or reachable(folder / name).exists():
        copy += 1
        name = f"{stem} ({copy}){ending}"
    taken.add(name.casefold())
    return name
