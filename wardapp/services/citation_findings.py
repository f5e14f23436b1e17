"""Remarks on what a text says of other papers and of days, where the register says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from wardapp.core.citing import CitedLine
from wardapp.core.dates import long_date
from wardapp.core.drafts import LayoutFinding
from wardapp.core.notation import parse_notation
from wardapp.core.text import fold
from wardapp.core.titles import TYPE_NAMES, type_name_of
from wardapp.core.wording import CitedPaper, cited_papers, days_in_text, type_of_name
from wardapp.services.draft_knowledge import Knowledge

_AUTHOR_ROOM, _SUBJECT_ROOM = 140, 400
_FEW_WORDS, _LEAST_SHARED = 5, 0.2
_SHORTEST_WORD = 3
_TYPE = re.compile(r"[^/-]+")
_ABOUT = re.compile(r"\bvề(?:\s+việc)?\s+(?P<words>[^,.;:()“”\"]+)")
_UNTIL = re.compile(
    r"(?:trước|chậm nhất(?:\s+là)?|muộn nhất(?:\s+là)?|hạn\s+(?:cuối|chót)(?:\s+là)?|không quá)"
    r"\s+(?:\d+\s*(?:h|giờ)\S*\s+)?(?:ngày\s+)?$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:đề nghị|yêu cầu|gửi|nộp|hoàn thành|báo cáo|đăng ký|triển khai)\b", re.IGNORECASE
)
_TOLD = re.compile(r"\b(?:đã|từng|được|tính|kể từ|có hiệu lực|thành lập)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;!?]\s|\Z")
_ANNEX_REFERENCE = re.compile(r"^\s*\(?\s*kèm theo\b.*\bsố\b.*\)?\s*$", re.IGNORECASE)
_ANNEX_LABEL = re.compile(r"^\s*phụ lục(?:\s+(?:\d{1,2}|[ivx]{1,4}))?\s*$", re.IGNORECASE)


def citation_findings(
    texts: Sequence[str], known: Knowledge, day: date, signed: date | None = None
) -> Iterator[LayoutFinding]:
    """Yield what the texts of a draft of this day surely say wrong of papers and days.

    `signed` is the day typed in the head, None while it is left to the signing.
    """
    for part, text in enumerate(texts):
        for line, words in enumerate(text.split("\n")):
            for cited in cited_papers(words):
                yield from _of_type(cited, line, part)
                yield from _of_register(words, cited, known, line, part)
                yield from _from_later(cited, signed, line, part)
            yield from _deadlines(words, day, line, part)
            if part and line <= 1:
                yield from _annex_head(words, line, part)


def _of_type(cited: CitedPaper, line: int, part: int) -> Iterator[LayoutFinding]:
    """Yield a type that its own symbol contradicts: Công văn số 57-KH/TU."""
    notation = parse_notation(cited.number)
    written = type_of_name(cited.type_name) if cited.type_name else ""
    match = _TYPE.match(notation.symbol) if notation is not None else None
    symbol = match[0] if match else ""
    if not written or symbol not in TYPE_NAMES or {written, symbol} <= {"QĐ", "QyĐ"}:
        return
    if written != symbol and "/" in (notation.symbol if notation else ""):
        yield LayoutFinding(
            code="citation_type",
            text=f"Ký hiệu {symbol} là của {type_name_of(symbol)}, không phải {cited.type_name}.",
            line=line,
            found=cited.number,
            part=part,
        )


def _from_later(
    cited: CitedPaper, signed: date | None, line: int, part: int
) -> Iterator[LayoutFinding]:
    """Yield papers that are cited before they were made."""
    if signed is not None and cited.day is not None and cited.day > signed:
        yield LayoutFinding(
            code="citation_later",
            text=f"Văn bản được dẫn ngày {long_date(cited.day)}, sau ngày văn bản này "
            f"({long_date(signed)}).",
            line=line,
            found=cited.day_text,
            part=part,
        )


def _of_register(
    words: str, cited: CitedPaper, known: Knowledge, line: int, part: int
) -> Iterator[LayoutFinding]:
    lines = [
        each
        for each in known.lines_of(cited.number)
        if each.organ_name and fold(each.organ_name) in fold(words[cited.end :][:_AUTHOR_ROOM])
    ]
    if len(lines) != 1:  # none known, or not sure which one is meant
        return
    kept = lines[0]
    if cited.day is not None and kept.day is not None and _is_slip(cited.day, kept.day):
        right = long_date(kept.day)
        yield LayoutFinding(
            code="citation_day",
            text=f"Sổ ghi văn bản số {kept.number_symbol} ngày {right}.",
            line=line,
            found=cited.day_text,
            replacement=right if "/" in cited.day_text else None,
            part=part,
        )
    elif cited.day == kept.day and _is_other_subject(words[cited.end :], kept):
        yield LayoutFinding(
            code="citation_subject",
            text=f"Sổ ghi trích yếu của số {kept.number_symbol}: “{kept.subject}”.",
            line=line,
            found=cited.number,
            part=part,
        )


def _is_slip(written: date, kept: date) -> bool:
    """Tell a slip from another paper: numbers begin anew with a year, a term or a body."""
    if written == kept:
        return False
    return written.year == kept.year or (written.month, written.day) == (kept.month, kept.day)


def _is_other_subject(behind: str, kept: CitedLine) -> bool:
    about = _ABOUT.search(behind[:_SUBJECT_ROOM])
    if about is None:
        return False
    written, right = _significant(about["words"]), _significant(kept.subject)
    fewer = min(len(written), len(right))
    return fewer >= _FEW_WORDS and len(written & right) <= _LEAST_SHARED * fewer


def _significant(text: str) -> set[str]:
    return {word for word in fold(text).split() if len(word) >= _SHORTEST_WORD}


def _deadlines(words: str, day: date, line: int, part: int) -> Iterator[LayoutFinding]:
    for match, until in days_in_text(words):
        before = words[: match.start()]
        is_asked = _UNTIL.search(before) is not None
        sentence = _sentence(words, match.start())
        is_asked = is_asked and _ASKED.search(sentence) is not None
        if is_asked and _TOLD.search(sentence) is None and until < day:
            yield LayoutFinding(
                code="deadline_past",
                text=f"Hạn {long_date(until)} trước ngày văn bản ({long_date(day)}).",
                line=line,
                found=match[0],
                part=part,
            )


def _sentence(words: str, at: int) -> str:
    """Return the sentence around a place."""
    start = max((m.end() for m in _SENTENCE.finditer(words, 0, at) if m[0]), default=0)
    end = _SENTENCE.search(words, at)
    return words[start : end.start() if end else len(words)]


def _annex_head(words: str, line: int, part: int) -> Iterator[LayoutFinding]:
    if _ANNEX_REFERENCE.match(words) or _ANNEX_LABEL.match(words):
        yield LayoutFinding(
            code="annex_head_typed",
            text="Chữ “Phụ lục” và dòng “Kèm theo …” do thể thức tự thêm, không gõ trong phụ lục.",
            line=line,
            found=words.strip(),
            replacement="",
            part=part,
        )
