"""Makes the corpus: clean papers and papers with one fault each, in many habits of Word."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.checking_corpus import (
    faults_dates,
    faults_looks,
    faults_pages,
    faults_party,
    faults_signs,
    faults_state,
    faults_texts,
)
from tests.checking_corpus.habits import habit
from tests.checking_corpus.kinds import KINDS, NAMED, Case, Fault, Kind
from tests.checking_corpus.party import SMALL_NAMES, PartyPaper, Wish
from tests.checking_corpus.sheet import HD05, HD36, ND30, PARTY, Sheet
from tests.checking_corpus.state import StatePaper
from tests.checking_corpus.writer import write

MADE_BY = (
    faults_dates, faults_looks, faults_pages, faults_party, faults_signs, faults_state,
    faults_texts,
)  # fmt: skip
LAWS = (HD05, HD36, ND30)
PARTY_TYPES = ("CV", *NAMED)
STATE_TYPES = ("CV", "KH", "BC", "TB", "TTr", "QĐ", "HD", "GM", "BB", "CTr")
CLEAN_SHARE = 0.15
TRIES = 200
FILES_A_CALL = 60

Convert = Callable[[Sequence[Path], Path, str], list[Path]]


@dataclass(frozen=True)
class Paper:
    """A case with the bytes of its file."""

    case: Case
    data: bytes
    is_resaved: bool


def make_corpus(folder: Path, seed: int, count: int, convert: Convert | None = None) -> list[Case]:
    """Write so many files and say of each what is wrong with it.

    With `convert` (LibreOffice) some files are saved once more by it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    cases, resaved = [], []
    for paper in papers(seed, count, can_resave=convert is not None):
        path = folder / paper.case.file_name
        path.write_bytes(paper.data)
        cases.append(paper.case)
        if paper.is_resaved:
            resaved.append(path)
    if convert is not None:
        _resave(resaved, folder / "resaved", convert)
    return cases


def papers(seed: int, count: int, *, can_resave: bool) -> Iterator[Paper]:
    """Yield the files; the same seed and count give the same files."""
    rng = random.Random(seed)
    clean = max(1, round(count * CLEAN_SHARE))
    kinds = list(KINDS)
    rng.shuffle(kinds)
    for at in range(count):
        kind = None if at < clean else kinds[(at - clean) % len(kinds)]
        own = random.Random(f"{seed}/{at}")
        yield paper_of(at, kind, own, can_resave=can_resave)


def paper_of(at: int, kind: Kind | None, rng: random.Random, *, can_resave: bool) -> Paper:
    """Return a file with this fault, or a clean one."""
    sheet, fault = _faulty(kind, rng) if kind is not None else (_clean(rng), None)
    way = habit(rng)
    if not can_resave:
        way = replace(way, libreoffice=False)
    facts = sheet.facts
    case = Case(
        file_name=f"{at:05d}-{facts.standard}-{_ascii(facts.type_code)}.docx",
        standard=facts.standard,
        family=facts.family,
        type_code=facts.type_code,
        day=facts.day,
        habit=way.name,
        faults=(fault,) if fault is not None else (),
    )
    return Paper(case, write(sheet, way, rng), way.libreoffice)


def _ascii(code: str) -> str:
    return code.replace("Đ", "D")


def _clean(rng: random.Random) -> Sheet:
    standard = rng.choice(LAWS)
    return _sheet(standard, _wish(standard, rng, {}, (), is_clean=True), rng)


def _wish(
    standard: str,
    rng: random.Random,
    wanted: dict[str, object],
    types: tuple[str, ...],
    *,
    is_clean: bool = False,
) -> Wish:
    code = rng.choice(types or (STATE_TYPES if standard == ND30 else PARTY_TYPES))
    often = rng.random
    wish = Wish(
        type_code=code,
        annexes=rng.choice((1, 2)) if often() < 0.15 else 0,
        tables=often() < 0.25,
        urgency=often() < 0.12,
        draft=is_clean and often() < 0.1,
        is_long=often() < 0.15,
        many_addressees=often() < 0.6,
    )
    wish = replace(wish, **wanted)
    if code not in SMALL_NAMES or wish.draft:
        wish = replace(wish, annexes=0)
    if standard == HD36 and wish.draft:
        wish = replace(wish, draft=False)
    return wish


def _sheet(standard: str, wish: Wish, rng: random.Random) -> Sheet:
    maker = StatePaper(rng, wish) if standard == ND30 else PartyPaper(rng, standard, wish)
    return maker.make()


def _faulty(kind: Kind, rng: random.Random) -> tuple[Sheet, Fault]:
    laws = [law for law in kind.standards if law != HD36 or not kind.wish.get("draft")]
    types = kind.types
    wanted = dict(kind.wish)
    if kind.component in ("number", "date"):
        wanted.setdefault("annexes", 0)  # their reference would contradict the faulty line
    if kind.wish.get("annexes"):
        types = types or ("KH", "BC", "TB", "CTr")
    for _ in range(TRIES):
        standard = rng.choice(laws)
        party_only = types if standard != ND30 else _of_state(types)
        sheet = _sheet(standard, _wish(standard, rng, wanted, party_only), rng)
        if not (sheet.has(kind.component) or kind.component in ("any", "page", "annex")):
            continue
        found = kind.inject(sheet, rng)
        if found is None:
            continue
        return sheet, _fault(kind, sheet, found)
    raise AssertionError(f"no paper for {kind.name}")


def _of_state(types: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in types if code in STATE_TYPES)


def _fault(kind: Kind, sheet: Sheet, found: tuple[str, str]) -> Fault:
    party = "Đảng" if sheet.facts.family == PARTY else "Nhà nước"
    return Fault(
        kind=kind.name, component=kind.component, clause=kind.clause,
        where=f"{kind.component} ({party})", found=found[0], expected=found[1],
        about=kind.about, place=kind.place, also=kind.also, is_soft=kind.is_soft,
    )  # fmt: skip


def _resave(files: list[Path], out: Path, convert: Convert) -> None:
    for start in range(0, len(files), FILES_A_CALL):
        some = files[start : start + FILES_A_CALL]
        for old, new in zip(some, convert(some, out, "docx"), strict=True):
            new.replace(old)
