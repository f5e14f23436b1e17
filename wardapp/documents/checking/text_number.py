"""Judges the line of số, ký hiệu: its signs, its type, its agency (HD05 3.2, NĐ30 PL I II.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wardapp.core.checking import CheckFinding, CheckRule
from wardapp.core.issuers import Family
from wardapp.core.layout import Standard
from wardapp.core.text import fold
from wardapp.core.titles import known_code, type_code_of
from wardapp.core.wording import Spot
from wardapp.documents.checking.judging import Kind, not_evaluated, param
from wardapp.documents.checking.model import CheckedDocument
from wardapp.documents.checking.text_judging import in_line, is_joint, judged, own_of, told

_LINE = re.compile(
    r"\s*(?:(?P<word>[^\W\d_]+)(?P<colon>\s*[:.]?)(?P<gap>\s*)|(?=\d+\w?\s*[-–/]))"
    r"(?P<number>\d{1,5}|[IVXLC]+(?=\s*[-–/]\s*[A-ZĐ]{2}\w*\s*[-/])|[\s.…_]*)(?P<suffix>[a-zđ]?)"
    r"(?P<joint>\s*[-–—/_]?\s*)(?P<symbol>[A-ZĐa-zđ].*?)?\s*\Z",
    re.DOTALL,
)
_TYPE = re.compile(
    r"(?P<type>[A-Za-zĐđ]{1,6})(?P<sep>\s*[-–—/.,_]\s*|\s+)(?P<agency>.+)", re.DOTALL
)
_PLAIN_DASH = re.compile("[–—]")
_SMALL = {"CTr", "TTr", "QĐi", "QyĐ", "TTg"}

# What the symbol of an issuer begins with, by the first words of its name (HD05 3.1.2b iv).
_AGENCIES: dict[Family, tuple[tuple[str, str], ...]] = {
    Family.PARTY: (
        ("dang uy quan su", "ĐUQS"),
        ("dang uy cong an", "ĐUCA"),
        ("dang uy bo doi bien phong", "ĐUBP"),
        ("dang uy", "ĐU"),
        ("thanh uy", "TU"),
        ("tinh uy", "TU"),
        ("chi bo", "CB"),
        ("co quan uy ban kiem tra", "CQUBKT"),
        ("uy ban kiem tra", "UBKT"),
        ("ban tuyen giao va dan van", "BTGDV"),
        ("ban xay dung dang", "BXDĐ"),
        ("van phong", "VP"),
        ("ban chi dao", "BCĐ"),
        ("tieu ban", "TB"),
        ("hoi dong", "HĐ"),
        ("truong chinh tri", "TCT"),
        ("trung tam chinh tri", "TTCT"),
        ("dai hoi", "ĐH"),
        ("doan chu tich", "ĐH"),
        ("doan thu ky", "ĐH"),
        ("ban tham tra tu cach dai bieu", "ĐH"),
        ("ban kiem phieu", "ĐH"),
    ),
    Family.STATE: (("uy ban nhan dan", "UBND"), ("hoi dong nhan dan", "HĐND")),
}


def judge_number(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield number lines whose `part` is not as the standard writes it."""
    part = _PARTS[param(rule, "part")]
    for paragraph in judged(document, rule):
        match = _LINE.match(paragraph.text)
        if match:
            for spot in part(match, standard):
                yield told(rule, standard, paragraph, spot)


def _word(match: re.Match[str], standard: Standard) -> Iterator[Spot]:
    if match["word"] is None:
        start = match.start("number")
        yield in_line(match.string, start, start, standard.words("number_prefix"))
    elif match["word"] != "Số":
        yield in_line(match.string, *match.span("word"), "Số")


def _colon(match: re.Match[str], standard: Standard) -> Iterator[Spot]:
    if match["word"] is None:
        return
    wanted = standard.words("number_prefix").rstrip()[2:]
    written = match["colon"].strip()
    if written != wanted:
        start, end = match.start("colon"), match.end("gap")
        after = match["gap"] if len(match["gap"]) > 1 else " "
        yield in_line(match.string, start, end, wanted + after)


def _joint(match: re.Match[str], standard: Standard) -> Iterator[Spot]:
    wanted = standard.words("number_joint")
    written = _PLAIN_DASH.sub("-", match["joint"].strip())
    if not match["symbol"] or (not match["number"].strip() and not written):
        return
    if written != wanted:
        yield in_line(match.string, *match.span("joint"), wanted)


def _zero(match: re.Match[str], standard: Standard) -> Iterator[Spot]:
    number = match["number"]
    if number.isdigit() and number != f"{int(number):02}":
        yield in_line(match.string, *match.span("number"), f"{int(number):02}")


def _digits(match: re.Match[str], standard: Standard) -> Iterator[Spot]:
    if match["number"].strip(" .…_\t\n") and not match["number"].isdigit():
        yield Spot(*match.span("number"), match.string.strip(), "số ghi bằng chữ số Ả Rập")


def _blank(match: re.Match[str], standard: Standard) -> Iterator[Spot]:
    if not match["number"].strip(" .…_\t\n"):
        yield Spot(0, 0, match.string.strip(), "số được ghi khi phát hành")


def _spaces(match: re.Match[str], standard: Standard) -> Iterator[Spot]:
    """Yield the stretch of number and symbol that has spaces or long dashes in it."""
    symbol = match["symbol"] or ""
    joint = match["joint"] if match["number"].strip(" .…_\t\n") else match["joint"].strip()
    tidy = re.sub(r"\s*([-/])\s*", r"\1", _PLAIN_DASH.sub("-", joint + symbol)).strip()
    if joint.strip() and tidy != joint + symbol:
        start = match.start("joint") + match["joint"].find(joint)
        yield in_line(match.string, start, match.end("symbol"), tidy)


def _separator(match: re.Match[str], standard: Standard) -> Iterator[Spot]:
    """Yield a symbol whose type and agency are joined by the other family's sign."""
    parts = _TYPE.match(match["symbol"] or "")
    if parts is None or not known_code(parts["type"]):
        return
    wanted = "/" if standard.family is Family.PARTY else "-"
    written = _PLAIN_DASH.sub("-", parts["sep"].strip())
    if written != wanted:
        base = match.start("symbol")
        start, end = parts.span("sep")
        yield in_line(match.string, base + start, base + end, wanted)


def _capitals(match: re.Match[str], standard: Standard) -> Iterator[Spot]:
    symbol = match["symbol"] or ""
    for word in re.finditer(r"[^\W\d_]+", symbol):
        right = known_code(word[0]) or word[0].upper()
        if word[0] not in _SMALL and word[0] != right and word[0] != word[0].upper():
            base = match.start("symbol")
            yield in_line(match.string, base + word.start(), base + word.end(), right)


def _joint_agencies(match: re.Match[str], standard: Standard) -> Iterator[Spot]:
    """Yield the symbol of a joint paper whose agencies are not joined by a hyphen (HD05 3.2.2)."""
    parts = _TYPE.match(match["symbol"] or "")
    if parts is None:
        return
    wrong = re.search(r"(?<=[A-ZĐ])\s*[,+&;]\s*(?=[A-ZĐ])|(?<=[A-ZĐ])/(?=(?!TW|nb)[A-ZĐ]{2})",
                      parts["agency"])  # fmt: skip
    if wrong:
        base = match.start("symbol") + parts.start("agency")
        yield in_line(match.string, base + wrong.start(), base + wrong.end(), "-")


def _no_type(match: re.Match[str], standard: Standard) -> Iterator[Spot]:
    """Yield a State công văn whose symbol carries a type: CV-UBND (NĐ30 PL I II.3)."""
    typed = re.match(r"CV\s*[-/]\s*", match["symbol"] or "")
    if typed:
        start = match.start("symbol")
        spot = in_line(match.string, start, start + typed.end(), "")
        yield Spot(spot.start, spot.end, spot.found, spot.expected + "-…")


_PARTS = {
    "word": _word,
    "colon": _colon,
    "joint": _joint,
    "zero": _zero,
    "digits": _digits,
    "blank": _blank,
    "spaces": _spaces,
    "separator": _separator,
    "capitals": _capitals,
    "agencies": _joint_agencies,
    "no_type": _no_type,
}


def judge_type_symbol(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a symbol that is not the one of the printed type name.

    `only` limits the rule to one type, `but` leaves one out: Quy định has a rule of its own.
    """
    code = _named_code(document)
    kind = next((each for each in standard.types if each.code == code), None)
    only, but = param(rule, "only"), param(rule, "but")
    if kind is None or not kind.symbol or (only and code != only) or code == but:
        yield not_evaluated(rule, standard, "không thấy tên loại để so với ký hiệu")
        return
    for paragraph in judged(document, rule):
        match = _LINE.match(paragraph.text)
        parts = _TYPE.match(match["symbol"] or "") if match else None
        if match and parts and parts["type"] != kind.symbol:
            base = match.start("symbol")
            yield told(
                rule,
                standard,
                paragraph,
                in_line(paragraph.text, base, base + parts.end("type"), kind.symbol),
            )


def _named_code(document: CheckedDocument) -> str:
    names = [each.text for each in own_of(document, "type_name")]
    return type_code_of(" ".join(" ".join(names).split()))


def judge_agency(
    document: CheckedDocument, rule: CheckRule, standard: Standard
) -> Iterator[CheckFinding]:
    """Yield a symbol whose agency is not the one of the issuer in the header."""
    issuer = fold(" ".join(each.text for each in own_of(document, "issuer")))
    names = _AGENCIES[standard.family]
    wanted = next((symbol for name, symbol in names if issuer.startswith(name)), "")
    if not wanted or is_joint(document):
        yield not_evaluated(rule, standard, "chưa biết ký hiệu của cơ quan ban hành này")
        return
    for paragraph in judged(document, rule):
        match = _LINE.match(paragraph.text)
        parts = _TYPE.match(match["symbol"] or "") if match else None
        if match is None or parts is None:
            continue
        for spot in _agency_spots(match, parts, wanted, standard):
            yield told(rule, standard, paragraph, spot)


def _agency_spots(
    match: re.Match[str], parts: re.Match[str], wanted: str, standard: Standard
) -> Iterator[Spot]:
    base = match.start("symbol")
    start, written = parts.start("agency"), parts["agency"]
    if standard.family is Family.STATE and not known_code(parts["type"]):
        start, written = 0, match["symbol"]  # công văn: the agency stands first
    if written.startswith(wanted):
        return
    at = base + start
    if fold(written).startswith(fold(wanted)):
        yield in_line(match.string, at, at + len(wanted), wanted)
    else:
        yield Spot(at, at, match.string.strip(), f"ký hiệu cơ quan {wanted}")


KINDS: Mapping[str, Kind] = {
    "number_part": Kind(judge=judge_number, must=frozenset({"part"})),
    "number_type": Kind(judge=judge_type_symbol, may=frozenset({"only", "but"})),
    "number_agency": Kind(judge=judge_agency),
}
