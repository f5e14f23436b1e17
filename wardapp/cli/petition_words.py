"""How commands name a petition and give it out: persons masked, references not at all."""

from __future__ import annotations

from typing import Any

from wardapp.cli.call import Call
from wardapp.cli.values import plain
from wardapp.core.errors import BadValue
from wardapp.core.petitions import Petition, PetitionRow
from wardapp.services.office import Office

NUMBER = r"12 hoặc 12a"


def found_line(call: Call, office: Office) -> Petition:
    """Return the line that `SỐ [--year]` names."""
    number, suffix = number_of(call.args.number)
    year = call.args.year or office.desk.today().year
    return office.petitions.by_number(number, year, suffix)


def number_of(text: str) -> tuple[int, str]:
    """Return number and letter of `12a`; BadValue for anything else."""
    digits = text.rstrip("abcdefghijklmnopqrstuvwxyzđ")
    if not digits.isdecimal():
        raise BadValue("number", f"Số phải như {NUMBER}, không phải {text}.")
    return int(digits), text[len(digits) :]


def plain_row(row: PetitionRow) -> dict[str, Any]:
    """Return a line as JSON; the person stands there masked, the reference not at all."""
    known = dict(plain(row.petition))
    known.pop("person_ref")
    known["who"] = row.who
    known["number_symbol"] = row.petition.number_symbol
    known["stands_for"] = row.stands_for
    known["duplicates"] = list(row.duplicates)
    return known
