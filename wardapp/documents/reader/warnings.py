"""What looks wrong in a paper, each with a stable code and a sentence (domain §1.14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wardapp.core.issuers import Family
from wardapp.core.reading import ReadFields, ReadWarning
from wardapp.core.text import exact_key, is_vietnamese, new_tone
from wardapp.core.titles import type_code_of
from wardapp.documents.reader.citations import mangled_citations
from wardapp.documents.reader.head import Head
from wardapp.documents.reader.keys import plain
from wardapp.documents.reader.layout_hints import layout_hints
from wardapp.documents.reader.paper import Paper

_KNOWN_PARTS = (
    "BXDĐ", "ĐU", "HĐND", "BCĐ", "ĐUQS", "ĐUCA", "CQUBKT", "VPĐU", "UBKTĐU", "ĐH", "QĐ", "QyĐ",
    "LĐLĐ", "ĐTN", "ĐĐBQH", "HĐBCĐ", "ĐA", "NĐ", "BTGDVĐU", "BTCĐU", "ĐHQG", "UBBCĐ",
)  # fmt: skip
_ASCII_PARTS = {"HD", "CD", "BTD", "TD", "XD"}  # Hướng dẫn and others, right as they stand
_STORAGE = re.compile(r"^\W*luu\b")
_KIND_WORDS = re.compile(
    r"\b(?:thanh pho|phuong|xa|quan|huyen|tinh|thi tran|thi xa|dac khu)\s+(?P<name>.+)$"
)
_MOST_NAMES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the warnings look at."""

    paper: Paper
    head: Head
    fields: ReadFields
    family: Family | None


def read_warnings(findings: Findings) -> tuple[ReadWarning, ...]:
    """Return the warnings of a paper in the order a clerk reads it, each text once."""
    known = (findings.fields.type, findings.fields.number_symbol, findings.family)
    if not any((*known, findings.fields.issuing_body)) or _is_foreign(findings, *known):
        return tuple(_of_stranger(findings))
    found = [
        *_of_head(findings),
        *_of_symbols(findings),
        *_of_names(findings),
        *_of_citations(findings),
        *layout_hints(findings.paper.lines, findings.fields, _earliest(findings), findings.family),
    ]
    return tuple(dict.fromkeys(found))


def _is_foreign(findings: Findings, *known: object) -> bool:
    """Return True for a letterhead in capitals over a text of another language."""
    return not any(known) and not is_vietnamese(findings.paper.text())


def _of_stranger(findings: Findings) -> Iterator[ReadWarning]:
    if not is_vietnamese(findings.paper.text()):
        yield _warning(
            "not_vietnamese",
            "Nội dung không phải tiếng Việt. Hãy tự điền các ô theo bản gốc.",
        )
        return
    yield _warning(
        "header_missing",
        "Không thấy phần đầu văn bản (cơ quan, số, tên loại). Hãy tự điền các ô theo bản gốc.",
    )


def _of_head(findings: Findings) -> Iterator[ReadWarning]:
    head, fields = findings.head, findings.fields
    for at, title in head.titles.items():
        if _key(head.lines[at].text) != _key(title):
            text = head.lines[at].text
            yield _warning("fixed_phrase", f"Dòng “{text}” đáng lẽ là “{title}”.")
    if fields.issuing_body is None:
        yield _warning(
            "issuer_missing", "Không thấy tên cơ quan ban hành ở đầu văn bản. Hãy tự điền."
        )
    if fields.number is None:
        yield _warning("number_missing", "Văn bản chưa có số. Hãy hỏi nơi gửi hoặc tự điền.")
    if head.day is not None and head.day[1].impossible:
        words = head.day[1].date_words
        yield _warning("date_impossible", f"Không có {words}. Hãy xem lại bản gốc rồi tự điền.")
    elif fields.date is None:
        yield _warning("date_missing", "Văn bản chưa ghi đủ ngày, tháng, năm. Hãy tự điền.")
    if head.number and head.number[1].mended and fields.number_symbol:
        words = head.number[1].words
        yield _warning(
            "notation_mended", f"Trên giấy ghi “{words}”, đọc thành {fields.number_symbol}."
        )
    yield from _of_type(head)


def _of_type(head: Head) -> Iterator[ReadWarning]:
    if head.kind is None or head.number is None:
        return
    code = head.number[1].type_code
    same = {head.kind[1], "QĐ"} if head.kind[1] == "QyĐ" else {head.kind[1]}
    if code and code not in same:
        yield _warning(
            "type_symbol_mismatch",
            f"Tên loại và ký hiệu {head.number[1].symbol} không khớp nhau. Hãy xem lại bản gốc.",
        )


def _of_symbols(findings: Findings) -> Iterator[ReadWarning]:
    body = findings.fields.issuing_body or ""
    parts = re.split(r"[-/]", findings.fields.symbol or "")
    for line in findings.paper.lines:
        if _STORAGE.match(plain(line.text)):
            parts += re.findall(r"\b[A-ZĐ]{2,}\b", line.text)
    for part in dict.fromkeys(parts):
        proposed = _proposed(part, body)
        if proposed:
            yield _warning("symbol_spelling", f"Ký hiệu “{part}” có lẽ là “{proposed}”.")


def _proposed(part: str, body: str) -> str:
    """Return the abbreviation that a part of a symbol seems to mean, "" when it is right."""
    initials = "".join(word[0] for word in body.split() if word[0].isalpha())
    if not part or part in _ASCII_PARTS or type_code_of(part):
        return ""
    for known in (*_KNOWN_PARTS, initials):
        if known.casefold() != part.casefold() and plain(known) == plain(part) and len(part) > 1:
            return known if "đ" not in part.casefold() else ""
    return ""


def _of_names(findings: Findings) -> Iterator[ReadWarning]:
    """Warn of a place that the same paper spells in another way."""
    text = findings.paper.text()
    key = plain(text)
    for name in _own_names(findings.fields):
        for found in list(re.finditer(rf"\b{re.escape(plain(name))}\b", key)):
            other = text[found.start() : found.end()]
            if _key(other) != _key(name) and all(word[:1].isupper() for word in other.split()):
                yield _warning(
                    "name_spelling",
                    f"Có chỗ ghi “{name}”, có chỗ ghi “{other}”. Hãy chọn tên đúng.",
                )
                break


def _own_names(fields: ReadFields) -> list[str]:
    names = [fields.place] if fields.place else []
    for body in (fields.issuing_body, fields.parent_body):
        found = _KIND_WORDS.search(plain(body)) if body else None
        if body and found:
            names.append(body[found.start("name") :].title())
    return list(dict.fromkeys(names))[:_MOST_NAMES]


def _of_citations(findings: Findings) -> Iterator[ReadWarning]:
    for citation in mangled_citations(findings.paper.text()):
        yield _warning(
            "citation_mangled", f"Số, ký hiệu dẫn ra “{citation}” không đọc được. Hãy xem bản gốc."
        )


def _earliest(findings: Findings) -> date | None:
    """Return the date of the paper, or the first day of the month that stands there."""
    if findings.fields.date or findings.head.day is None:
        return findings.fields.date
    day = findings.head.day[1]
    return date(day.year, day.month, 1) if day.year and day.month and not day.impossible else None


def _key(text: str) -> str:
    return new_tone(exact_key(" ".join(re.sub(r"[\W_]+", " ", text).split())))


def _warning(code: str, text: str) -> ReadWarning:
    return ReadWarning(code=code, text=text)
