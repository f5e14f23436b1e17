"""The stamp ĐẾN of a registered dispatch; `office.stamps`."""

from __future__ import annotations

from wardapp.core.arrival_stamp import ArrivalStamp, StampPlace
from wardapp.core.dates import long_date
from wardapp.core.dispatches import Incoming
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.places import Places
from wardapp.documents.printouts import stamp_page, stamped_preview
from wardapp.reports.book_fields import handler_of
from wardapp.services.desk import Desk
from wardapp.store.transaction import Transaction


class ArrivalStamps:
    """Makes the stamp for the printer, or over page 1 of the kept PDF for the eyes."""

    def __init__(self, desk: Desk, places: Places) -> None:
        self._desk = desk
        self._places = places

    def page(self, incoming_id: RecordId, place: StampPlace) -> bytes:
        """Return the page to print onto the paper: the stamp alone, filled in."""
        with self._desk.database.read() as tx:
            line, issuer, dossier = _behind(tx, incoming_id)
        stamp = stamp_of(line, issuer, dossier)
        return stamp_page(stamp, place, self._places.resources, created=self._desk.today())

    def preview(self, incoming_id: RecordId, place: StampPlace) -> bytes:
        """Return page 1 of the kept PDF with the stamp over it; the kept file stays untouched.

        WardError when the dispatch has no PDF of its own.
        """
        with self._desk.database.read() as tx:
            line, issuer, dossier = _behind(tx, incoming_id)
        kept = next(
            (each for each in line.attachments if each.name.casefold().endswith(".pdf")), None
        )
        if kept is None:
            raise WardError(
                f"Số đến {line.arrival_code} không có tệp PDF để xem trước dấu đến. "
                "Anh, chị vẫn in được dấu lên bản giấy."
            )
        stamp = stamp_of(line, issuer, dossier)
        paper, resources = self._desk.files.read(kept), self._places.resources
        return stamped_preview(paper, stamp, place, resources, created=self._desk.today())


def stamp_of(line: Incoming, issuer: Issuer, dossier: str) -> ArrivalStamp:
    """Return the stamp of a line: number, day, who received it, dossier."""
    return ArrivalStamp(
        agency=issuer.own_line,
        number=line.arrival_code,
        day=long_date(line.arrival_date),
        forwarded_to=handler_of(line),
        dossier=dossier,
    )


def _behind(tx: Transaction, incoming_id: RecordId) -> tuple[Incoming, Issuer, str]:
    line = tx.incoming.get(incoming_id)
    dossiers = tx.filing.of_record("incoming", incoming_id)
    return line, tx.catalogue.issuer(line.issuer_id), dossiers[0].symbol if dossiers else ""
