"""Checking the layout of Word files: what is wrong by which clause, and mends into a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from wardapp.core.checking import CheckChoice, CheckedCopy, CheckReport, CheckView, Fix
from wardapp.core.clock import Clock
from wardapp.core.errors import BadValue
from wardapp.core.files import write_whole
from wardapp.core.issuers import Family
from wardapp.core.places import Places
from wardapp.core.sources import FileSource
from wardapp.core.titles import sentence_case
from wardapp.documents.checking.door import Checker
from wardapp.documents.printouts import written
from wardapp.documents.reader import FileReader
from wardapp.services.check_report import check_printout
from wardapp.services.desk import Desk
from wardapp.services.file_stems import safe_stem
from wardapp.services.targets import checked_targets

REPORT_KINDS = (".docx", ".pdf")
COPY_KINDS = (".docx",)
Phrases = Callable[[], tuple[str, ...]]


class Checking:
    """Checks files where they lie; nothing of them is kept and no original is written."""

    def __init__(self, places: Places, clock: Clock, phrases: Phrases = tuple) -> None:
        self._places = places
        self._clock = clock
        self._phrases = phrases
        self._reader = FileReader(places.resources)
        self._checker = Checker(places.resources)

    @classmethod
    def of_office(cls, places: Places, desk: Desk) -> Checking:
        """Return the check that knows the names of an office's bodies and places."""
        return cls(places, desk.clock, lambda: office_phrases(desk))

    def standards(self) -> tuple[tuple[str, str], ...]:
        """Return id and title of every standard, newest of each family first."""
        known = sorted(
            self._checker.standards, key=lambda each: (each.family, -each.valid_from.toordinal())
        )
        return tuple((each.id, each.title) for each in known)

    def check(
        self, path: FileSource, family: Family | None = None, day: date | None = None
    ) -> CheckReport:
        """Return what is wrong in a file; UnreadableFile or SecretRefused with a sentence.

        The standard is that of the paper's own date, else of `day`, else of today.
        """
        return self.view(path, CheckChoice(family=family, day=day)).report

    def view(self, path: FileSource, choice: CheckChoice | None = None) -> CheckView:
        """Return the check with the words of the paper beside it."""
        return self.view_data(path.name, self._reader.bytes_of(path), choice)

    def opened(self, source: FileSource, choice: CheckChoice | None = None) -> CheckedCopy:
        """Return a file with its check, as a copy in memory that can take mends."""
        data = self._reader.bytes_of(source)
        view = self.view_data(source.name, data, choice)
        origin = source if isinstance(source, Path) else None
        return CheckedCopy(name=source.name, data=data, view=view, origin=origin)

    def opened_data(self, name: str, data: bytes, choice: CheckChoice | None = None) -> CheckedCopy:
        """Return what a draft would print with its check."""
        return CheckedCopy(name=name, data=data, view=self.view_data(name, data, choice))

    def again(self, copy: CheckedCopy, choice: CheckChoice | None = None) -> CheckedCopy:
        """Return a copy checked by another standard."""
        return replace(copy, view=self.view_data(copy.name, copy.data, choice))

    def mended(
        self, copy: CheckedCopy, fixes: Iterable[Fix], choice: CheckChoice | None = None
    ) -> CheckedCopy:
        """Return the copy with mends applied and checked again; locked files are refused."""
        self._refuse_locked(copy.view.report)
        chosen = tuple(fixes)
        data = self._checker.fixed(copy.data, chosen)
        mended = replace(copy, data=data, mended=copy.mended + len(chosen))
        return self.again(mended, choice)

    def save_copy(self, copy: CheckedCopy, target: Path) -> Path:
        """Write the copy as it stands; never over the file it was made of."""
        checked_targets((target,), COPY_KINDS)
        if Path(copy.name).suffix.casefold() not in COPY_KINDS:  # a text file is none
            self._refuse_locked(copy.view.report)
        _refuse_original(copy.origin, target)
        write_whole(target, copy.data)
        return target

    def view_data(self, name: str, data: bytes, choice: CheckChoice | None = None) -> CheckView:
        """Return the check of a file held in memory: what a draft would print."""
        chosen = replace(choice or CheckChoice(), phrases=self._phrases())
        return self._checker.view(name, data, chosen, self._clock.today())

    def fixed(self, path: FileSource, fixes: Iterable[Fix]) -> bytes:
        """Return a copy of a file with the mends applied; signed or protected ones are refused."""
        data = self._reader.bytes_of(path)
        self._refuse_locked(self.view_data(path.name, data).report)
        return self._checker.fixed(data, fixes)

    def fixed_copy(self, path: Path, fixes: Iterable[Fix], target: Path) -> Path:
        """Write a copy of a file with the mends applied; the file itself stays as it is."""
        checked_targets((target,), COPY_KINDS)
        _refuse_original(path, target)
        write_whole(target, self.fixed(path, fixes))
        return target

    def report_to(self, report: CheckReport, target: Path) -> Path:
        """Write the report for the drafter to a .docx or .pdf file."""
        checked_targets((target,), REPORT_KINDS)
        kind = target.suffix.casefold()
        write_whole(target, self.report_data(report, kind))
        return target

    def report_data(self, report: CheckReport, kind: str = ".pdf") -> bytes:
        """Return the report as a file."""
        printout = check_printout(report, report_name(report))
        return written(printout, kind, self._places.resources, created=self._clock.today())

    @staticmethod
    def _refuse_locked(report: CheckReport) -> None:
        if report.only_looked:
            raise BadValue(
                "file", f"Tệp {report.only_looked} nên chỉ xem, không sửa. Hãy sửa ở bản soạn thảo."
            )


def _refuse_original(origin: Path | None, target: Path) -> None:
    if origin is not None and target.exists() and origin.exists() and target.samefile(origin):
        raise BadValue("target", "Bản gốc không bị ghi đè. Hãy chọn tên tệp khác.")


def report_name(report: CheckReport) -> str:
    """Return the name proposed for the report, without an ending."""
    return safe_stem(f"Soát thể thức {Path(report.file_name).stem}")


def safe_fixes(report: CheckReport) -> tuple[Fix, ...]:
    """Return the mends of what is surely wrong; soft remarks are chosen one by one."""
    return tuple(each.fix for each in report.faults if each.fix is not None)


def office_phrases(desk: Desk) -> tuple[str, ...]:
    """Return the names of an office's bodies and places as running text writes them."""
    with desk.database.read() as tx:
        issuers = tx.catalogue.issuers()
    found: dict[str, None] = {}
    for issuer in issuers:
        lines = (issuer.parent_line, issuer.own_line.replace("\n", " "))
        names = [issuer.name, issuer.full_name, *(sentence_case(line) for line in lines if line)]
        names += [f"{kind} {issuer.place}" for kind in _kinds(lines)] if issuer.place else []
        found.update(dict.fromkeys(name for name in (*names, issuer.place) if " " in name.strip()))
    return tuple(found)


def _kinds(lines: Iterable[str]) -> list[str]:
    joined = " ".join(lines).casefold()
    return [kind for kind in ("phường", "xã", "đặc khu") if f"{kind} " in joined]
