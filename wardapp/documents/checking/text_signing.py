"""Judges the lines of who signs: signs of authority, titles, name (HD05 7, NĐ30 PL I II.7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from wardapp.core.checking import CheckFinding, CheckRule
from wardapp.core.issuers import Family
from wardapp.core.layout import Standard
from wardapp.core.text import fold
from wardapp.core.wording import Spot
from wardapp.documents.checking.judging import Kind, param
from wardapp.documents.checking.model import CheckedDocument, CheckedParagraph
from wardapp.documents.checking.text_judging import (
    as_shown,
    in_line,
    is_joint,
    judged,
    only_said,
    own_of,
    told,
)

_SIGN = re.compile(
    r"\s*(?P<sign>(?P<a>T)\s*[./]?\s*(?P<b>M)|(?P<c>K)\s*[./]?\s*(?P<d>T)|(?P<e>T)\s*[./]?\s*(?P<f>L))"
    r"(?P<end>\s*[./]?\s+|\s*[./]\s*)(?=[^\W\d_]{2})"
)
_ORDERED = re.compile(r"\s*(?P<sign>T\s*[./]?\s*U\s*[./]?\s*Q)(?P<end>\s*[./]?\s*)(?=[^\W\d_]{2})")
_ACTING = re.compile(r"\s*(?P<sign>Q(?:UYỀN)?)(?P<end>\s*[./]?\s*)(?=[A-ZĐ][^\W\d_])")
_COMMITTEE_TITLES = {
    "bi thu", "pho bi thu", "chu nhiem", "pho chu nhiem", "chu tich", "pho chu tich",
    "truong doan", "truong ban",
}  # fmt: skip
_MEETING = re.compile(r"^(?:doan (?:chu tich|thu ky)|ban (?:kiem phieu|tham tra))")
_HEADED = re.compile(r"^(?:ban xay dung dang|van phong|ban tuyen giao|ban to chuc|ban noi chinh|"
                     r"ban chi dao|tieu ban)\b")  # fmt: skip
_TITLE = re.compile(
    r"^(?P<title>(?:q(?:uyền)?\.?\s+)?(?:phó\s+)?"
    r"(?:bí thư|chủ nhiệm|chủ tịch|trưởng ban|chánh văn phòng))\s+"
    r"(?P<body>\S.*)$",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"^\s*(?:(?:GS|PGS|TS|ThS|CN|KS|BS|LS|Ths|Ts)\s*[.,]\s*|"
    r"(?:giáo sư|phó giáo sư|tiến sĩ|thạc sĩ|cử nhân|kỹ sư|bác sĩ|nghệ sĩ|nhà giáo)\b[^A-ZĐ]*|"
    r"(?:đại|thượng|trung|thiếu)\s+(?:tướng|tá|úy|uỷ|uý)\s+)+",
    re.IGNORECASE,
)
_UPPER_DEGREE = re.compile(r"^\s*(?:(?:GS|PGS|TS|ThS|CN|KS|BS|LS)\.?\s+)+(?=[A-ZĐ])")
_Lines = list[tuple[CheckedParagraph, str]]


def signatures(document: CheckedDocument) -> list[_Lines]:
    """Return the lines above each name, one list for each place to sign."""
    groups: dict[str, list[_Lines]] = {}
    for paragraph in own_of(document, "authority", "position", "name"):
        if not paragraph.text.strip():
            continue
        rows = groups.setdefault(paragraph.side, [[]])
        if paragraph.component == "name":
            rows.append([])
        else:
            rows[-1].append((paragraph, fold(paragraph.text)))
    return [row for rows in groups.values() for row in rows if row]


def judge_sign(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield T/M, K/T, T/L (Party) or TM., KT., TL., TUQ. (State) written otherwise."""
    for paragraph in judged(document, rule):
        text = as_shown(paragraph)
        match = _SIGN.match(text)
        right = ""
        if match:
            pair = [match[name] for name in "abcdef" if match[name]]
            right = "/".join(pair) if standard.family is Family.PARTY else "".join(pair) + "."
        elif standard.family is Family.STATE:
            match = _ORDERED.match(text)
            right = "TUQ."
        if match and text[match.start("sign") : match.end()] != f"{right} ":
            start = match.start("sign")
            spot = in_line(text, start, match.end(), f"{right} ")
            yield told(rule, standard, paragraph, _sure(spot, paragraph))


def _sure(spot: Spot, paragraph: CheckedParagraph) -> Spot:
    """Return the spot with its mend only where the letters are typed as they print."""
    return spot if as_shown(paragraph) == paragraph.text else only_said(spot)


def judge_acting(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield an acting head written otherwise than `Q. TRƯỞNG BAN`."""
    for paragraph in judged(document, rule):
        text = as_shown(paragraph)
        match = _ACTING.match(text)
        if match and text[match.start("sign") : match.end()] != "Q. ":
            if match["sign"] == "Q" and not match["end"]:
                continue  # QUYỀN, QUÂN: a word
            start = match.start("sign")
            spot = in_line(text, start, match.end(), "Q. ")
            yield told(rule, standard, paragraph, _sure(spot, paragraph))


def judge_lines(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield lines above a name that do not go together, by `part`."""
    part = _PARTS[param(rule, "part")]
    if part is _body_in_title and is_joint(document):
        return  # joint papers name the body with the title (HD05 7.1)
    for lines in signatures(document):
        for paragraph, spot in part(lines):
            yield told(rule, standard, paragraph, spot)


_Said = Iterator[tuple[CheckedParagraph, Spot]]


def _sign_of(line: str) -> tuple[str, str]:
    """Return the sign of a folded line (tm, kt, tl) and what follows it."""
    match = re.match(r"(t/?\s?m|k/?\s?t|t/?\s?l)\b\s*", line)
    return (re.sub(r"\W", "", match[1]), line[match.end() :]) if match else ("", line)


def _no_deputy_sign(lines: _Lines) -> _Said:
    """Yield K/T under T/M: a deputy of a committee signs without it (HD05 7.1)."""
    signs = [_sign_of(line)[0] for _, line in lines]
    if "tm" in signs and "kt" in signs:
        paragraph = lines[signs.index("kt")][0]
        yield paragraph, Spot(0, 0, paragraph.text.strip(), "ký thay mặt thì không ghi K/T")


def _no_passing_on(lines: _Lines) -> _Said:
    """Yield K/T with T/L: who is empowered signs himself (HD05 7.1)."""
    signs = [_sign_of(line)[0] for _, line in lines]
    if "tl" in signs and "kt" in signs:
        paragraph = lines[signs.index("kt")][0]
        expected = "người được ký thừa lệnh trực tiếp ký, không ghi K/T"
        yield paragraph, Spot(0, 0, paragraph.text.strip(), expected)


def _committee_title(lines: _Lines) -> _Said:
    """Yield titles that never stand under T/M (HD05 7.1)."""
    if _sign_of(lines[0][1])[0] != "tm" or len(lines) == 1:
        return
    body = _sign_of(lines[0][1])[1]
    for paragraph, line in lines[1:]:
        sign, title = _sign_of(line)
        bare = re.sub(r"^q\.? ", "", title)
        if sign or bare in _COMMITTEE_TITLES or _MEETING.match(body) or _TITLE.match(title):
            continue
        if bare.startswith(tuple(_COMMITTEE_TITLES)):
            continue
        expected = "bí thư, phó bí thư, chủ nhiệm, chủ tịch (và cấp phó) hoặc chỉ họ tên"
        yield paragraph, Spot(0, 0, paragraph.text.strip(), expected)


def _headed_body(lines: _Lines) -> _Said:
    """Yield T/M over a body that its head signs for directly (HD05 7.1)."""
    paragraph, line = lines[0]
    sign, body = _sign_of(line)
    if sign == "tm" and _HEADED.match(body):
        expected = "người đứng đầu ký trực tiếp, cấp phó ghi K/T"
        yield paragraph, Spot(0, 0, paragraph.text.strip(), expected)


def _deputy_of(lines: _Lines) -> _Said:
    """Yield what stands under K/T X and is no PHÓ."""
    for (_, line), (paragraph, below) in pairwise(lines):
        sign, title = _sign_of(line)
        if sign == "kt" and title and not below.startswith("pho "):
            yield paragraph, Spot(0, 0, paragraph.text.strip(), "PHÓ … dưới dòng K/T hoặc KT.")


def _state_deputy(lines: _Lines) -> _Said:
    """Yield a deputy chairman of an UBND without KT. CHỦ TỊCH (NĐ30 PL I II.7)."""
    for place, (paragraph, line) in enumerate(lines):
        before = lines[place - 1][1] if place else ""
        if line == "pho chu tich" and _sign_of(before)[0] != "kt":
            expected = "KT. CHỦ TỊCH ở dòng trên"
            yield paragraph, Spot(0, 0, paragraph.text.strip(), expected)


def _body_in_title(lines: _Lines) -> _Said:
    """Yield titles with the body's name behind (HD05 7.1)."""
    for paragraph, line in lines:
        match = _TITLE.match(paragraph.text.strip())
        if match is None or _sign_of(line)[0] or fold(match["body"]).startswith("chi dao"):
            continue
        if re.match(r"^(?:hoi dong|tieu ban|hoi nghi)\b", fold(match["body"])):
            continue  # bodies without a seal and minutes name it
        start = paragraph.text.find(match["title"])
        end = start + len(match["title"])
        spot = in_line(paragraph.text, end, len(paragraph.text.rstrip()), "")
        yield paragraph, spot


_PARTS: dict[str, Callable[[_Lines], _Said]] = {
    "no_deputy_sign": _no_deputy_sign,
    "no_passing_on": _no_passing_on,
    "committee_title": _committee_title,
    "headed_body": _headed_body,
    "deputy_of": _deputy_of,
    "state_deputy": _state_deputy,
    "body_in_title": _body_in_title,
}


def judge_name(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield names by `part`: with a degree or rank, in capitals, with a mark behind."""
    part = param(rule, "part")
    for paragraph in judged(document, rule):
        text = paragraph.text
        degree = _UPPER_DEGREE.match(text) or _DEGREE.match(text)
        if part == "degree" and degree and degree.end() < len(text.rstrip()):
            yield told(rule, standard, paragraph, in_line(text, 0, degree.end(), ""))
        elif part == "capitals" and text.isupper() and len(text.split()) > 1:
            start = len(text) - len(text.lstrip())
            name = " ".join(word.capitalize() for word in text.split())
            end = start + len(text.strip())
            yield told(rule, standard, paragraph, in_line(text, start, end, name))
        elif part == "mark" and text.rstrip().endswith((".", ",", ";")):
            end = len(text.rstrip())
            start = len(text.rstrip(" \t\n.,;"))
            yield told(rule, standard, paragraph, in_line(text, start, end, ""))


_PART = frozenset({"part"})
KINDS: Mapping[str, Kind] = {
    "authority_sign": Kind(judge=judge_sign),
    "authority_acting": Kind(judge=judge_acting),
    "authority_lines": Kind(judge=judge_lines, must=_PART),
    "name_part": Kind(judge=judge_name, must=_PART),
}
