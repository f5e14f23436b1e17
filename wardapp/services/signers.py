"""Who may sign on a day: only those in office then are proposed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from wardapp.core.dates import long_date
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Signer


def is_in_office(signer: Signer, day: date) -> bool:
    """Return whether a signer holds the office on a day; without days, always."""
    has_begun = signer.in_office_from is None or signer.in_office_from <= day
    return has_begun and (signer.in_office_to is None or day <= signer.in_office_to)


def signers_on(
    signers: Iterable[Signer], day: date, chosen: RecordId | None = None
) -> tuple[Signer, ...]:
    """Return who is proposed on a day, with the one chosen before even when out of office."""
    return tuple(
        each for each in signers if each.id == chosen or (each.active and is_in_office(each, day))
    )


def out_of_office(signer: Signer, day: date) -> str:
    """Return the sentence about a signer who is not in office on a day, "" for one who is."""
    if is_in_office(signer, day):
        return ""
    if signer.in_office_from is not None and day < signer.in_office_from:
        return (
            f"{signer.full_name} giữ chức vụ từ {long_date(signer.in_office_from)}, "
            f"sau ngày văn bản {long_date(day)}."
        )
    until = long_date(signer.in_office_to) if signer.in_office_to else ""
    return f"{signer.full_name} thôi giữ chức vụ từ sau {until}. Hãy chọn người ký khác."
