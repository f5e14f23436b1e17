"""What hangs on a petition: duplicates, urging, evidence files and links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from wardapp.core.dispatches import Attachment, FileRole
from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.petition_counts import PetitionCounts, counts
from wardapp.core.petitions import (
    LikelyDuplicate,
    Petition,
    PetitionEntry,
    PetitionRow,
    PetitionStatus,
    PrivatePerson,
)
from wardapp.core.places import Places
from wardapp.core.text import one_line
from wardapp.documents.reader import FileReader
from wardapp.services.desk import Desk
from wardapp.services.kept_files import FileGate
from wardapp.services.petition_likely import likely_duplicates
from wardapp.services.petition_paper import PetitionPaper
from wardapp.store.transaction import Transaction

LOOK_BACK = timedelta(days=400)
"""How far back a duplicate is looked for."""

LONGEST_LINK = 500
MOST_LINKS = 20


class PetitionLinks(PetitionPaper):
    """Joins petitions that are one, keeps what proves their handling."""

    def __init__(self, desk: Desk, places: Places, reader: FileReader) -> None:
        super().__init__(desk, places)
        self._gate = FileGate(desk, reader)

    # ---- figures -----------------------------------------------------------------------------

    def figures(self, first: date, last: date, issuer_id: RecordId | None = None) -> PetitionCounts:
        """Return the figures of a span of days, each with its lines (of one body, or of all)."""
        if last < first:
            raise BadValue("last", "Ngày cuối trước ngày đầu. Anh, chị xem lại giúp.")
        with self._desk.database.read() as tx:
            lines = tx.petitions.alive_between(first, last, issuer_id)
        return counts(lines, first, last, self._desk.workdays(), as_of=self._desk.today())

    def numbers_of(self, ids: Iterable[RecordId]) -> dict[RecordId, str]:
        """Return the numbers of lines by id: `12a`, with the year where it is not this one."""
        year = self._desk.today().year
        with self._desk.database.read() as tx:
            found = tx.petitions.named(dict.fromkeys(ids))
        return {
            line.id: line.number_symbol
            if line.received.year == year
            else f"{line.number_symbol}/{line.received.year}"
            for line in found
        }

    # ---- duplicates --------------------------------------------------------------------------

    def likely(
        self, entry: PetitionEntry, but: RecordId | None = None
    ) -> tuple[LikelyDuplicate, ...]:
        """Return kept petitions that may be about the same thing, the likest first."""
        since = min(entry.received, self._desk.today()) - LOOK_BACK
        with self._desk.database.read() as tx:
            kept = [
                line
                for line in tx.petitions.since(since)
                if line.id != but and line.duplicate_of is None
            ]
            found = likely_duplicates(entry, kept)
            rows = {row.petition.id: row for row in rows_of(tx, [line for line, _, _ in found])}
        return tuple(
            LikelyDuplicate(row=rows[line.id], score=score, why=why) for line, score, why in found
        )

    def link(self, petition_id: RecordId, main_id: RecordId) -> Petition:
        """Let another line stand for this one; it then counts there alone.

        Lines this one stood for go along. BadValue names what cannot be.
        """
        with self._desk.database.read() as tx:
            line, main = tx.petitions.get(petition_id), tx.petitions.get(main_id)
            if main.duplicate_of is not None and main.duplicate_of != line.id:
                main = tx.petitions.get(main.duplicate_of)
        if line.id in {main.id, main.duplicate_of}:
            raise BadValue("duplicate_of", "Không ghép một dòng với chính nó.")
        if main.status is PetitionStatus.CANCELLED:
            raise BadValue("duplicate_of", f"Số {main.number_symbol} đã hủy nên không ghép vào.")
        refuse_cancelled(line)
        title = f"Ghép số {line.number_symbol} vào số {main.number_symbol}"
        with self._desk.database.begin(self._desk.command("petitions.link", title)) as tx:
            for each in tx.petitions.duplicates_of((line.id,)):
                tx.petitions.save(replace(each, duplicate_of=main.id), each)
            return tx.petitions.save(replace(line, duplicate_of=main.id), line)

    def unlink(self, petition_id: RecordId) -> Petition:
        """Let a line stand for itself again."""
        with self._desk.database.read() as tx:
            line = tx.petitions.get(petition_id)
        if line.duplicate_of is None:
            return line
        title = f"Bỏ ghép số {line.number_symbol}"
        with self._desk.database.begin(self._desk.command("petitions.unlink", title)) as tx:
            return tx.petitions.save(replace(line, duplicate_of=None), line)

    # ---- urging ------------------------------------------------------------------------------

    def urge(self, petition_id: RecordId, on: date | None = None) -> Petition:
        """Note that who handles an open petition was urged on a day, today by default."""
        with self._desk.database.read() as tx:
            line = tx.petitions.get(petition_id)
        refuse_cancelled(line)
        if not line.is_open:
            raise WardError(f"Số {line.number_symbol} đã xong nên không đôn đốc nữa.")
        day = on or self._desk.today()
        if not line.received <= day <= self._desk.today():
            raise BadValue("on", "Ngày đôn đốc phải từ ngày nhận đến hôm nay.")
        title = f"Đôn đốc phản ánh, kiến nghị số {line.number_symbol}"
        with self._desk.database.begin(self._desk.command("petitions.urge", title)) as tx:
            line = tx.petitions.get(petition_id)
            return tx.petitions.save(replace(line, urged=tuple(sorted((*line.urged, day)))), line)

    # ---- evidence ----------------------------------------------------------------------------

    def attach(self, petition_id: RecordId, paths: Sequence[Path]) -> Petition:
        """Add files as evidence through the secret gate, all or none; a file twice counts once."""
        with self._desk.database.read() as tx:
            line = tx.petitions.get(petition_id)
        refuse_cancelled(line)
        kept = self._gate.keep_all(paths, FileRole.EVIDENCE)
        names = ", ".join(each.name for each in kept)
        command = self._desk.command(
            "petitions.attach", f"Thêm minh chứng số {line.number_symbol}: {names}"
        )
        with self._desk.database.begin(command) as tx:
            line = tx.petitions.get(petition_id)
            return tx.petitions.save(
                replace(line, attachments=joined_files(line.attachments, kept)), line
            )

    def detach(self, petition_id: RecordId, sha256: str) -> Petition:
        """Take a file off a petition; undo brings it back."""
        with self._desk.database.read() as tx:
            line = tx.petitions.get(petition_id)
        left = tuple(each for each in line.attachments if each.sha256 != sha256)
        title = f"Bỏ minh chứng số {line.number_symbol}"
        with self._desk.database.begin(self._desk.command("petitions.detach", title)) as tx:
            return tx.petitions.save(replace(line, attachments=left), line)

    def set_links(self, petition_id: RecordId, links: Iterable[str]) -> Petition:
        """Keep where on the net or in other books proof stands."""
        with self._desk.database.read() as tx:
            line = tx.petitions.get(petition_id)
        refuse_cancelled(line)
        title = f"Sửa liên kết minh chứng số {line.number_symbol}"
        with self._desk.database.begin(self._desk.command("petitions.links", title)) as tx:
            return tx.petitions.save(replace(line, links=clean_links(links)), line)

    def evidence_path(self, attachment: Attachment) -> Path:
        """Return where a kept file lies."""
        return self._desk.files.path_of(attachment)


def clean_links(links: Iterable[str]) -> tuple[str, ...]:
    """Return links tidy and once each; BadValue when one is too long or there are too many."""
    tidy = tuple(dict.fromkeys(link for each in links if (link := one_line(each))))
    if len(tidy) > MOST_LINKS:
        raise BadValue("links", f"Nhiều nhất {MOST_LINKS} liên kết một dòng.")
    if any(len(each) > LONGEST_LINK for each in tidy):
        raise BadValue("links", f"Liên kết dài quá {LONGEST_LINK} ký tự.")
    return tidy


def joined_files(
    before: tuple[Attachment, ...], added: tuple[Attachment, ...]
) -> tuple[Attachment, ...]:
    """Return kept files with new ones, each content once."""
    return tuple({each.sha256: each for each in (*before, *added)}.values())


def rows_of(tx: Transaction, lines: Sequence[Petition]) -> tuple[PetitionRow, ...]:
    """Return lines as lists show them: persons masked, duplicates by their numbers."""
    people = tx.petitions.people(line.person_ref for line in lines)
    mains = {
        each.id: each.number_symbol
        for each in tx.petitions.named(line.duplicate_of for line in lines if line.duplicate_of)
    }
    linked: dict[RecordId, list[str]] = {}
    for each in tx.petitions.duplicates_of(line.id for line in lines):
        if each.duplicate_of is not None:
            linked.setdefault(each.duplicate_of, []).append(each.number_symbol)
    return tuple(
        PetitionRow(
            petition=line,
            who=masked(people.get(line.person_ref), line),
            stands_for=mains.get(line.duplicate_of, "") if line.duplicate_of else "",
            duplicates=tuple(linked.get(line.id, ())),
        )
        for line in lines
    )


def masked(person: PrivatePerson | None, line: Petition) -> str:
    """Return who raised a petition as lists may show it: initials and tổ dân phố."""
    initials = person.initials if person is not None else ""
    return ", ".join(filter(None, (initials, line.place)))


def refuse_cancelled(line: Petition) -> None:
    """Refuse what cannot be done to a struck line."""
    if line.status is PetitionStatus.CANCELLED:
        raise WardError(f"Phản ánh, kiến nghị số {line.number_symbol} đã hủy nên không sửa nữa.")
