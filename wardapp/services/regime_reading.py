"""Reads the reporting regimes out of a plan: a dropped file, or one kept with a register line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from wardapp.core.dates import long_date
from wardapp.core.dispatches import FileRole, Incoming
from wardapp.core.errors import NotFound, UnreadableFile
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer, Unit
from wardapp.core.reading import Reading
from wardapp.core.regime_sentences import regimes_in
from wardapp.core.regimes import Frequency, Regime, RegimeProposal
from wardapp.core.text import fold
from wardapp.documents.reader import FileReader
from wardapp.services.desk import Desk
from wardapp.services.form_book import FormBook

KNOWN = "Chế độ này của văn bản đã có trong sổ, thêm nữa thì thành hai."
KIND_WORDS = {
    "tdp": ("to dan pho", "khu dan cu", "to dan cu"),
    "chi-bo": ("chi bo", "dang bo", "to chuc dang", "to chuc co so dang"),
    "co-quan": ("co quan", "don vi", "phong ban", "truong hoc", "tram y te"),
    "doan-the": ("doan the", "chinh tri xa hoi", "chinh tri - xa hoi", "mttq", "mat tran"),
}
"""Words by which a text names the kinds of units of the catalogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRegimes:
    """What a plan asks for: proposals ready to keep, and sentences that name no day."""

    file: str
    basis: str
    proposals: tuple[RegimeProposal, ...]
    undated: tuple[str, ...] = ()


class RegimeReading:
    """Reads; nothing is kept."""

    def __init__(self, desk: Desk, reader: FileReader, book: FormBook) -> None:
        self._desk, self._reader, self._book = desk, reader, book

    def of_file(self, path: Path) -> PlanRegimes:
        """Return the regimes a file asks for; UnreadableFile or SecretRefused with a sentence."""
        return self._read(self._reader.read(path), None)

    def of_incoming(self, incoming_id: RecordId) -> PlanRegimes:
        """Return the regimes the paper of a register line asks for."""
        with self._desk.database.read() as tx:
            line = tx.incoming.get(incoming_id)
        kept = sorted(line.attachments, key=lambda each: each.role is not FileRole.ORIGINAL)
        for file in kept:
            path = self._desk.files.find(file.sha256)
            if path is not None:
                reading = self._reader.read_bytes(file.name, self._reader.bytes_of(path))
                return self._read(reading, line)
        raise NotFound("Văn bản này chưa có tệp nào để đọc. Hãy thêm tệp rồi đọc lại.")

    def _read(self, reading: Reading, line: Incoming | None) -> PlanRegimes:
        if not reading.text.strip():
            raise UnreadableFile(
                f"Tệp “{reading.file_name}” không có chữ để đọc. Hãy gõ chế độ báo cáo bằng tay."
            )
        read = regimes_in(reading.text, self._desk.today())
        basis = _basis_of_line(line) if line is not None else _basis(reading)
        with self._desk.database.read() as tx:
            issuers, units = tx.catalogue.issuers(), tx.catalogue.units()
        proposals = tuple(
            self._completed(each, basis, line, (issuers, units)) for each in read.proposals
        )
        proposals = self._known_told(proposals)
        undated = tuple(sentence for _, sentence in read.undated)
        return PlanRegimes(
            file=reading.file_name, basis=basis, proposals=proposals, undated=undated
        )

    def _completed(
        self,
        proposal: RegimeProposal,
        basis: str,
        line: Incoming | None,
        known: tuple[tuple[Issuer, ...], tuple[Unit, ...]],
    ) -> RegimeProposal:
        issuers, units = known
        regime, doubts = proposal.regime, list(proposal.doubts)
        form = self._form(proposal.form)
        if proposal.form and not form:
            doubts.append(f"Chưa có mẫu “{proposal.form}” trong WardApp nên chưa gắn mẫu.")
        unit_ids = _reporting_units(proposal, issuers, units)
        regime = replace(
            regime,
            title=_title(proposal, form),
            form_id=form if regime.frequency is not Frequency.AD_HOC else "",
            unit_ids=unit_ids,
            basis=basis,
            basis_id=line.id if line is not None else None,
            sentence=proposal.sentence,
        )
        return replace(proposal, regime=regime, doubts=tuple(doubts))

    def _known_told(self, proposals: tuple[RegimeProposal, ...]) -> tuple[RegimeProposal, ...]:
        """Return the proposals, with a doubt where the same regime of this paper is here."""
        with self._desk.database.read() as tx:
            kept = {_same(each) for each in tx.regimes.all() if each.active}
        return tuple(
            replace(each, doubts=(*each.doubts, KNOWN)) if _same(each.regime) in kept else each
            for each in proposals
        )

    def _form(self, label: str) -> str:
        wanted = _form_key(label)
        forms = self._book.forms() if wanted else ()
        return next((each.id for each in forms if _form_key(each.label) == wanted), "")


def _same(regime: Regime) -> tuple[object, ...]:
    return regime.basis, regime.frequency, regime.dues


def _reporting_units(
    proposal: RegimeProposal, issuers: tuple[Issuer, ...], units: tuple[Unit, ...]
) -> tuple[RecordId, ...]:
    """Return the units that report when the report is to one of our own bodies, else none."""
    to = fold(proposal.regime.to)
    ours = {fold(name) for each in issuers for name in (each.name, each.full_name) if name}
    if not to or not any(to in name or name in to for name in ours):
        return ()
    said = fold(proposal.reporters)
    kinds = {kind for kind, words in KIND_WORDS.items() if any(word in said for word in words)}
    return tuple(each.id for each in units if each.active and each.kind in kinds)


def _title(proposal: RegimeProposal, form: str) -> str:
    title = proposal.regime.title
    return f"{title} theo {proposal.form}" if form and proposal.form else title


def _form_key(label: str) -> str:
    words = fold(label).replace(" so ", " ").split()
    return " ".join(word.lstrip("0") or word for word in words)


def _basis(reading: Reading) -> str:
    fields = reading.fields
    named = " ".join(part for part in (fields.type, _number(fields.number_symbol)) if part)
    day = f", ngày {long_date(fields.date)}" if fields.date else ""
    return f"{named}{day}" if named else reading.file_name


def _number(symbol: str | None) -> str:
    return f"số {symbol}" if symbol else ""


def _basis_of_line(line: Incoming) -> str:
    day = f", ngày {long_date(line.issued_date)}" if line.issued_date else ""
    kind = line.type_name or "Văn bản"
    return f"{kind} số {line.number_symbol}{day}" if line.number_symbol else line.subject
