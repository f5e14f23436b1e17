"""Whose a returned file is: its form and version, its period, its unit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePath

from wardapp.core.forms import FormSpec
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Unit
from wardapp.core.returns import ReturnedFile
from wardapp.core.text import fold
from wardapp.core.unit_books import AwaitedReturn, identity_code
from wardapp.reports.matching_rows import names_of
from wardapp.reports.matching_words import ALIKE, alike, label_key

_PERIOD = re.compile(
    r"(?:ky |bao cao )?(?P<kind>thang|quy|ky thang) (?P<number>\d{1,2}|iv|i{1,3})"
    r"(?: nam |\s*[/-]\s*| )(?P<year>20\d\d)"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(slots=True)
class Whose:
    """Whose a file is, as far as it says; `doubts` are sentences about the file as a whole."""

    form_id: str = ""
    form_version: str = ""
    period_id: str = ""
    unit_id: RecordId | None = None
    candidates: tuple[RecordId, ...] = ()
    unit_words: str = ""
    is_intact: bool = False
    doubts: list[str] = field(default_factory=list)


def whose(file: ReturnedFile, awaited: AwaitedReturn) -> Whose:
    """Return what the hidden identity says; where it was touched, a doubt says so."""
    facts = dict(file.identity)
    found = Whose(
        form_id=facts.get("form_id", ""),
        form_version=facts.get("form_version", ""),
        period_id=facts.get("period_id", ""),
    )
    if not found.form_id:
        return found
    code = facts.get("code", "")
    found.is_intact = bool(code) and identity_code(facts) == code
    if code and not found.is_intact:
        found.doubts.append("Phần nhận dạng ẩn của tệp đã bị sửa; xem lại đơn vị, kỳ và mẫu.")
    if awaited.office_id and (facts.get("office_id") or awaited.office_id) != awaited.office_id:
        found.doubts.append("Tệp do cơ quan khác làm, không phải tệp phường mình phát ra.")
    known = {unit.id for unit in awaited.units}
    unit_id = facts.get("unit_id", "")
    if unit_id in known:
        found.unit_id = RecordId(unit_id)
    if not any(spec.id == found.form_id for spec in awaited.specs):
        found.doubts.append(f"Tệp làm theo mẫu “{found.form_id}” mà sổ này không có.")
        found.form_id = ""
    return found


def candidates_of(found: Whose, awaited: AwaitedReturn) -> list[FormSpec]:
    """Return the specs the file may follow: the one it names, else all versions awaited."""
    if found.form_id:
        same = [spec for spec in awaited.specs if spec.id == found.form_id]
        exact = [spec for spec in same if spec.version == found.form_version]
        if exact:
            return exact
        found.doubts.append(
            f"Tệp ghi phiên bản {found.form_version or '(trống)'} của mẫu mà sổ này không có."
        )
        return same
    asked = [spec for spec in awaited.specs if spec.id == awaited.form_id]
    return asked or list(awaited.specs)


def name_unit(
    found: Whose, file: ReturnedFile, reporter: str, texts: Iterable[str], units: tuple[Unit, ...]
) -> None:
    """Find the unit by what the file calls it; two that differ ask the clerk."""
    found.unit_words = reporter
    by_words = _units_named(reporter, units) if reporter else []
    if found.unit_id is not None:
        if by_words and found.unit_id not in {unit.id for unit in by_words}:
            own = next(unit.name for unit in units if unit.id == found.unit_id)
            found.doubts.append(
                f"Tệp làm cho {own} nhưng dòng đơn vị báo cáo ghi “{reporter}”. Chọn đơn vị đúng."
            )
            found.candidates = (found.unit_id, *(unit.id for unit in by_words))
        return
    by_file = _units_in(fold(PurePath(file.name).stem), units)
    by_text = [] if by_words or by_file else _units_in_texts(texts, units)
    named = by_words or by_file or by_text
    if len(named) == 1:
        found.unit_id = named[0].id
        if by_words and by_file and named[0] not in by_file:
            other = by_file[0]
            found.doubts.append(
                f"Tên tệp ghi {other.name}, trong tệp ghi “{reporter}”. Chọn đơn vị đúng."
            )
            found.candidates = (named[0].id, *(unit.id for unit in by_file))
    elif named:
        found.candidates = tuple(unit.id for unit in named)
        found.doubts.append(
            f"Có {len(named)} đơn vị cùng tên “{reporter or file.name}”. Chọn đơn vị."
        )
    else:
        found.candidates = _nearest(reporter, units)
        said = f"“{reporter}”" if reporter else "tên đơn vị"
        found.doubts.append(f"Chưa nhận ra {said} là đơn vị nào. Chọn đơn vị của tệp này.")


def _units_named(words: str, units: tuple[Unit, ...]) -> list[Unit]:
    """Return the units a name surely means, else those it is most alike."""
    exact = [
        unit
        for unit in units
        if any(label_key(name) == label_key(words) for name in names_of(unit))
    ]
    if exact:
        return exact
    scored = [(max(alike(words, name) for name in names_of(unit)), unit) for unit in units]
    best = max((score for score, _unit in scored), default=0.0)
    if best < ALIKE:
        return _units_in(fold(words), units)
    return [unit for score, unit in scored if score == best]


def _nearest(words: str, units: tuple[Unit, ...]) -> tuple[RecordId, ...]:
    scored = sorted(
        ((max(alike(words, name) for name in names_of(unit)), unit.id) for unit in units),
        reverse=True,
    )
    return tuple(unit_id for score, unit_id in scored[:3] if score > 1 - ALIKE)


def _units_in(text: str, units: tuple[Unit, ...]) -> list[Unit]:
    """Return the units whose name stands whole in a text; the longest name wins."""
    padded = f" {' '.join(re.split(r'[^a-z0-9]+', text))} "
    found: list[tuple[int, Unit]] = []
    for unit in units:
        lengths = [
            len(name)
            for name in (_bare(each) for each in (*names_of(unit), *_short_names(unit)))
            if name and f" {name} " in padded
        ]
        if lengths:
            found.append((max(lengths), unit))
    best = max((length for length, _unit in found), default=0)
    return [unit for length, unit in found if length == best]


def _short_names(unit: Unit) -> tuple[str, ...]:
    if unit.kind != "tdp" or not unit.code:
        return ()
    code = unit.code
    return (f"TDP {code}", f"TDP{code}", f"TDP số {code}", f"Tổ {code}", f"Tổ số {code}")


def _bare(name: str) -> str:
    return " ".join(re.split(r"[^a-z0-9]+", fold(name))).strip()


def _units_in_texts(texts: Iterable[str], units: tuple[Unit, ...]) -> list[Unit]:
    """Return the unit named alone on a line of the file, when it is just one."""
    keys = {label_key(name): unit for unit in units for name in names_of(unit)}
    named = {keys[key].id: keys[key] for text in texts if (key := label_key(text)) in keys}
    return list(named.values()) if len(named) == 1 else []


def name_period(found: Whose, texts: Iterable[str], awaited: AwaitedReturn) -> None:
    """Compare the period the file was made for, and the one its words name, with the awaited."""
    period = awaited.period
    if not found.period_id and period is not None:
        found.period_id = period.id
    elif period is not None and found.period_id != period.id:
        found.doubts.append(
            f"Tệp làm cho kỳ {found.period_id}, đang nhận kỳ {period.id} ({period.label})."
        )
    wanted = None if period is None else _period_in(period.label)
    said = next((each for each in map(_period_in, texts) if each is not None), None)
    if wanted is not None and said is not None and said != wanted and said[0] == wanted[0]:
        found.doubts.append(
            f"Trong tệp ghi {said[0]} {said[1]}/{said[2]}, đang nhận {awaited_label(awaited)}."
        )


def awaited_label(awaited: AwaitedReturn) -> str:
    """Return how the awaited period is called."""
    return "" if awaited.period is None else awaited.period.label


def _period_in(text: str) -> tuple[str, int, int] | None:
    found = _PERIOD.search(fold(text))
    if found is None:
        return None
    kind = "quý" if found["kind"] == "quy" else "tháng"
    number = _ROMAN.get(found["number"]) or (
        int(found["number"]) if found["number"].isdigit() else 0
    )
    return kind, number, int(found["year"])
