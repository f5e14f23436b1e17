"""The tour's first part: every file of the inbox is read and registered, or told why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from wardapp.core.dispatches import Arrival, Incoming
from wardapp.core.errors import SecretRefused, UnreadableFile, WardError
from wardapp.core.long_paths import LONGEST_NAME, reachable
from wardapp.core.places import Places
from wardapp.core.reading import FileKind, Proposal
from wardapp.core.tour import TourOrder, TourStep
from wardapp.services.office import Office

# HD05 3.1.2 and common State symbols: what the tour's clerk writes when a file shows no header.
AGENCIES = {
    "TU": "Thành ủy",
    "ĐU": "Đảng ủy",
    "BXDĐ": "Ban Xây dựng Đảng",
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
}
UNKNOWN_ORGAN = "Chưa rõ cơ quan ban hành"
UNKNOWN_SUBJECT = "Chưa rõ trích yếu"


def register_inbox(office: Office, order: TourOrder, places: Places) -> Iterator[TourStep]:
    """Yield one step a file, in the order of their names."""
    folder = reachable(order.inbox or places.example / "inbox", LONGEST_NAME)
    files = sorted(path for path in folder.iterdir() if path.is_file())
    if not files:
        yield TourStep(
            step="register", ok=False, sentence=f"Thư mục {folder.name} không có tệp nào."
        )
    for path in files:
        yield _registered(office, path)


def _registered(office: Office, path: Path) -> TourStep:
    try:
        proposal = office.intake.look_at(path)
        if proposal.reading.kind is FileKind.OTHER:
            raise UnreadableFile(_why_not_read(proposal))
        arrival, typed = _checked_by_hand(proposal)
        line = office.intake.register(arrival, file=path, expect_sha256=proposal.sha256)
    except (UnreadableFile, SecretRefused) as refusal:
        # The right answer to such a file, so the tour goes on and nothing has failed.
        return TourStep(
            step="refuse",
            ok=True,
            sentence=f"{path.name}: {refusal.sentence}",
            values=(("file", path.name), ("registered", False)),
        )
    except WardError as fault:
        return TourStep(
            step="register",
            ok=False,
            sentence=f"{path.name}: {fault.sentence}",
            values=(("file", path.name), ("registered", False)),
        )
    return _step(path, line, proposal, typed)


def _checked_by_hand(proposal: Proposal) -> tuple[Arrival, tuple[str, ...]]:
    """Return the line as the clerk leaves it, and the fields typed because nothing was read."""
    arrival, typed = proposal.arrival, []
    if not arrival.organ_name:
        arrival = replace(arrival, organ_name=_organ_of_symbol(proposal))
        typed.append("organ_name")
    if not arrival.subject:
        arrival = replace(arrival, subject=UNKNOWN_SUBJECT)
        typed.append("subject")
    return arrival, tuple(typed)


def _organ_of_symbol(proposal: Proposal) -> str:
    fields = proposal.reading.fields
    agency = AGENCIES.get((fields.symbol or "").rpartition("/")[2].partition("-")[0])
    if agency is None:
        return UNKNOWN_ORGAN
    return f"{agency} {fields.place}" if fields.place else agency


def _why_not_read(proposal: Proposal) -> str:
    warnings = proposal.reading.warnings
    return warnings[0].text if warnings else "Loại tệp này chưa đọc được."


def _step(path: Path, line: Incoming, proposal: Proposal, typed: tuple[str, ...]) -> TourStep:
    warnings = "; ".join(each.text for each in proposal.reading.warnings)
    return TourStep(
        step="register",
        ok=True,
        sentence=f"Đã vào sổ số {line.arrival_number}: {path.name}.",
        values=(
            ("file", path.name),
            ("registered", True),
            ("arrival_number", line.arrival_number),
            ("number_symbol", line.number_symbol),
            ("organ_name", line.organ_name),
            ("issued_date", line.issued_date.isoformat() if line.issued_date else None),
            ("type_name", line.type_name),
            ("subject", line.subject),
            ("due_date", line.due_date.isoformat() if line.due_date else None),
            ("typed", ", ".join(typed)),
            ("warnings", warnings),
        ),
    )
