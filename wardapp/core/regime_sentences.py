"""Regimes in the text of a plan: the sentences that ask for a report, and what they say.

Only what a sentence says becomes a proposal. A duty without a day is told beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wardapp.core.errors import BadValue
from wardapp.core.regime_spans import read_rule
from wardapp.core.regime_typing import read_phrase
from wardapp.core.regime_words import Plain, plain_of
from wardapp.core.regimes import Frequency, RegimeProposal

_NEAR = 6  # so many lines apart sentences still speak of one duty
_MOST_LINES = 20_000
_NO_REPORT = "Câu này nêu đợt tuyên truyền, không nói phải báo cáo. Bỏ qua nếu không cần báo cáo."
_MOST_OF_LINE = 4_000
_MOST_OF_BLOCK = 12  # sentences that speak of one duty

_ASKS = re.compile(r"bao cao(?! vien| so \d| chinh tri| so ket| tong ket)")
_DUTY = re.compile(
    r"(?:che do|dinh ky|gui|nop|thuc hien)\b.{0,80}bao cao|bao cao.{0,80}"
    r"(?:dinh ky|dot xuat|gui|nop|truoc ngay|cham nhat|hang (?:thang|quy|nam)|ve )"
)
_WHEN = re.compile(
    r"truoc (?:ngay )?\d|cham nhat|muon nhat|ngay \d|hang (?:thang|quy|nam)|moi (?:thang|quy|nam)|"
    r"dinh ky|dot xuat|6 thang|thang cuoi quy|ngay cuoi"
)
_AD_HOC = re.compile(r"bao cao.{0,40}dot xuat|dot xuat.{0,40}bao cao")
_CAMPAIGN = re.compile(r"cao diem|chien dich|ra quan|dot (?:tuyen truyen|thi dua)")
_CITED = re.compile(
    r"(?:ke hoach|cong van|quyet dinh|nghi quyet|chi thi|huong dan|thong bao|ket luan|to trinh|"
    r"quy dinh|luat|nghi dinh|thong tu)[^.;,]{0,40}?(?:,? ngay \d{1,2}/\d{1,2}/\d{4}|"
    r",? ngay \d{1,2} thang \d{1,2} nam \d{4})"
)
_HEADING = re.compile(r"\s*(?:[IVXLC]+|\d{1,2}(?:\.\d{1,2})*)[.)]\s+\S")
_MARK = re.compile(r"^\s*(?:[-+*•–]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\))\s*")
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[^\W\d_]|[-+(])")
_SEND = r"(?:gui|nop|bao cao)(?: bao cao)?(?: ket qua[^,.;()]{0,80})? (?:ve|cho|toi|len) "
_TO = re.compile(
    _SEND + r"(?P<to>[^,.;()]{3,80}?)"
    r"(?: ?\(qua (?P<in>[^)]{2,80})\)|,? ?qua (?P<by>[^,.;()]{2,80}?))?"
    r"(?= (?:vao|truoc|cham nhat|muon nhat|de |theo|dinh ky|hang |ngay |trong )| ?[,.;(]|$)"
)
_WHO = (
    "cac|tat ca|ubnd|uy ban|mttq|mat tran|ban|chi bo|to dan pho|dang uy|van phong|phong|don vi|"
    "co quan"
)
_REPORTERS = re.compile(
    rf"^(?:de nghi |yeu cau |giao )?(?P<who>(?:{_WHO})[^.;:]{{3,200}}?)"
    r" (?:thuc hien|co trach nhiem|dinh ky|gui|nop|tong hop|bao cao|chu dong|lap|xay dung|"
    r"hang (?:thang|quy|nam))"
)
_FORM = re.compile(
    r"(?P<form>(?:phu luc|bieu mau|mau|bieu)(?: so)? ?[0-9]{1,2}[a-z]?(?![\d/]))"
    r"(?= ?(?:,? ?(?:kem theo|dinh kem|ban hanh kem|gui kem|cua|\)|\.|;|,|$)))"
)
_UNTIL = re.compile(r"den het nam (?P<year>20\d\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimesRead:
    """What a text says of reports: proposals, and duties whose day it does not tell."""

    proposals: tuple[RegimeProposal, ...] = ()
    undated: tuple[tuple[int, str], ...] = ()  # line from 0, sentence


@dataclass(frozen=True, slots=True)
class _Said:
    line: int
    text: str
    plain: str


def regimes_in(text: str, today: date) -> RegimesRead:
    """Return the regimes a plan's text asks for, each with its sentence."""
    lines = text.splitlines()[:_MOST_LINES]
    proposals: list[RegimeProposal] = []
    undated: list[tuple[int, str]] = []
    until = _until(lines)
    read: set[tuple[str, ...]] = set()
    for block in _blocks(lines):
        words = tuple(each.text for each in block)
        if words in read:  # the same words once more ask for nothing new
            continue
        read.add(words)
        found = _of_block(block, today)
        if found is None:
            undated.extend((each.line, each.text) for each in block[:1])
        else:
            proposals.extend(_with_facts(each, block, lines, until) for each in found)
    proposals.extend(_campaigns(lines, today, {each.line for each in proposals}))
    return RegimesRead(proposals=tuple(proposals), undated=tuple(undated))


def _sentences(lines: Sequence[str]) -> Iterator[_Said]:
    for number, line in enumerate(lines):
        for sentence in _SENTENCE.split(_MARK.sub("", line[:_MOST_OF_LINE]).replace("*", "")):
            plain = plain_of(sentence)
            if plain.plain:
                yield _Said(number, plain.typed, plain.plain)


def _blocks(lines: Sequence[str]) -> Iterator[list[_Said]]:
    """Yield runs of sentences about one duty: near each other, no heading between them."""
    block: list[_Said] = []
    for each in _sentences(lines):
        if not _is_about_reports(each.plain):
            continue
        if block and (len(block) >= _MOST_OF_BLOCK or not _belongs(block[-1], each, lines)):
            yield block
            block = []
        block.append(each)
    if block:
        yield block


def _is_about_reports(plain: str) -> bool:
    return bool(_ASKS.search(plain) and _DUTY.search(plain) and _WHEN.search(_uncited(plain)))


def _belongs(last: _Said, each: _Said, lines: Sequence[str]) -> bool:
    between = lines[last.line + 1 : each.line + 1]
    has_heading = any(_HEADING.match(line) for line in between)
    return each.line - last.line <= _NEAR and not has_heading


def _of_block(block: Sequence[_Said], today: date) -> list[RegimeProposal] | None:
    """Return the regimes of sentences read as one; None when no day is said in them."""
    joined = ". ".join(each.text for each in block)
    plain = plain_of(joined)
    uncited = _uncited(plain.plain)
    try:
        found = read_phrase(Plain(plain.typed, uncited), today, is_strict=False)
    except BadValue:
        return _one_by_one(block, today)
    kept = [each for each in found if _is_meant(each, uncited)]
    return [_placed(each, block) for each in kept] or None


def _one_by_one(block: Sequence[_Said], today: date) -> list[RegimeProposal] | None:
    found: list[RegimeProposal] = []
    for said in block:
        text = Plain(said.text, _uncited(said.plain))
        try:
            read = read_phrase(text, today, is_strict=False)
        except BadValue:
            continue
        kept = (each for each in read if _is_meant(each, text.plain))
        found.extend(replace(each, sentence=said.text, line=said.line) for each in kept)
    return found or None


def _is_meant(proposal: RegimeProposal, plain: str) -> bool:
    regime = proposal.regime
    if regime.frequency is Frequency.AD_HOC and not regime.dues:
        return _AD_HOC.search(plain) is not None
    return regime.frequency is not Frequency.CAMPAIGN or _CAMPAIGN.search(plain) is not None


def _placed(proposal: RegimeProposal, block: Sequence[_Said]) -> RegimeProposal:
    """Return a proposal with the sentence it stands in: that of its days, or of its word."""
    is_ad_hoc = not proposal.regime.dues
    wanted = re.compile("dot xuat" if is_ad_hoc else r"ngay (?:\d|cuoi)|\d/\d|cuoi (?:thang|quy)")
    home = next((each for each in block if wanted.search(each.plain)), block[0])
    said = [each.text for each in block if each is home or (not is_ad_hoc and each is block[0])]
    return replace(proposal, sentence=" ".join(dict.fromkeys(said)), line=home.line)


def _until(lines: Sequence[str]) -> date | None:
    """Return the last day of the year up to which a plan says it holds."""
    said = _UNTIL.search(plain_of(" ".join(lines)[: _MOST_LINES * 10]).plain)
    return date(int(said["year"]), 12, 31) if said else None


def _with_facts(
    proposal: RegimeProposal, block: Sequence[_Said], lines: Sequence[str], until: date | None
) -> RegimeProposal:
    to, through = _addressed(block)
    around = lines[max(block[0].line - 1, 0) : block[-1].line + _NEAR]
    regime = replace(proposal.regime, to=to, through=through)
    if until and regime.valid_to is None and not any(due.year for due in regime.dues):
        regime = replace(regime, valid_to=until)
    is_ad_hoc = regime.frequency is Frequency.AD_HOC  # the form is that of the periodic report
    form = (
        ""
        if is_ad_hoc
        else _first(_FORM, "form", (plain_of(line.replace("*", "")) for line in around))
    )
    who = _first(_REPORTERS, "who", (plain_of(each.text) for each in block))
    return replace(proposal, regime=regime, form=form, reporters=who)


def _addressed(block: Sequence[_Said]) -> tuple[str, str]:
    for each in block:
        found = _TO.search(each.plain)
        if found:
            through = "in" if found["in"] else "by"
            spot = found.span(through) if found[through] else (0, 0)
            return each.text[slice(*found.span("to"))].strip(), each.text[slice(*spot)].strip()
    return "", ""


def _first(pattern: re.Pattern[str], name: str, texts: Iterator[Plain]) -> str:
    for text in texts:
        found = pattern.search(text.plain)
        if found:
            return text.words(*found.span(name))
    return ""


def _campaigns(lines: Sequence[str], today: date, taken: set[int]) -> Iterator[RegimeProposal]:
    """Yield the stretches of days of a campaign for which no report is asked in so many words."""
    for each in _sentences(lines):
        if each.line in taken or not _CAMPAIGN.search(each.plain):
            continue
        text = Plain(each.text, _uncited(each.plain))
        starts = (found.start() for found in re.finditer(r"\btu (?=ngay \d|\d)", text.plain))
        if not any((rule := read_rule(text, at, today)) and rule.span for at in starts):
            continue
        try:
            found = read_phrase(text, today, is_strict=False)
        except BadValue:
            continue
        for proposal in found:
            if proposal.regime.frequency is Frequency.CAMPAIGN:
                doubts = (_NO_REPORT, *proposal.doubts)
                yield replace(proposal, sentence=each.text, line=each.line, doubts=doubts)


def _uncited(plain: str) -> str:
    """Return the text with the days of other papers blanked out, every place kept."""
    return _CITED.sub(lambda found: " " * len(found[0]), plain)
