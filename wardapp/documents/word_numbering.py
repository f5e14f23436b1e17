"""Number and date into a Word file that was made from a draft: only these words change.

Everything else in the package stays byte for byte. What already stands there is never overwritten:
a number or a day other than the one to be given is told, with what to do in Word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from wardapp.core.dates import long_date
from wardapp.core.document import OfficialDocument
from wardapp.core.errors import WardError
from wardapp.core.layout import Standard
from wardapp.documents.compose_head import number_text
from wardapp.documents.reader import refusals
from wardapp.documents.reader.docx_styles import W
from wardapp.documents.reader.package import Package, main_part
from wardapp.documents.word_archive import Archive
from wardapp.documents.word_looks import Looks, style_key

AGAIN = "Hãy mở bản Word, sửa, lưu, bấm Giữ bản Word rồi phát hành lại."
NO_NUMBER = (
    "Bản Word không còn dòng số, ký hiệu để ghi số vào. Hãy gõ lại dòng “{line}” (để trống chỗ số) "
    "dưới tên cơ quan. "
)
NO_DATE = (
    "Bản Word không còn dòng địa danh, ngày tháng. Hãy gõ lại “{place}, ngày     tháng     năm” "
    "dưới tiêu đề. "
)
OTHER_NUMBER = "Bản Word ghi “{found}”, còn số sẽ cấp là “{wanted}”. "
OTHER_DAY = "Bản Word ghi “{found}”, còn ngày ban hành là {wanted}. "
TRACKED = "Bản Word còn chỗ đang theo dõi sửa hoặc lời bình. Hãy chấp nhận hoặc bỏ hết. "
SIGNED = "Bản Word đã ký số hoặc đang được khóa nên không ghi số, ngày vào được. Hãy bỏ khóa. "

EMPTY = " \t\u00a0….·_"
_BLANK = rf"[{EMPTY}]*"
_NUMBER = re.compile(rf"\bsố\s*:?(?P<number>{_BLANK}\d*[a-zđ]?{_BLANK})(?P<rest>[-/]\s*\S.*)", re.I)
_DAY = re.compile(
    rf"\bngày(?P<day>{_BLANK}\d*{_BLANK})tháng(?P<month>{_BLANK}\d*{_BLANK})"
    rf"năm(?P<year>{_BLANK}\d*{_BLANK})",
    re.IGNORECASE,
)
_SHORT_DAY = re.compile(rf"\bngày(?P<day>{_BLANK}[\d/.]*{_BLANK})(?=của|\)|\Z)", re.IGNORECASE)
_DRAFT = re.compile(r"\s*dự thảo(\s+lần(\s+thứ)?\s+\w+)?\s*[.:]?\s*", re.IGNORECASE)
_MARKS = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "commentReference"))
_PADDED_DAYS, _PADDED_MONTHS = 10, 3
Range = tuple[int, int, str]
"""First letter, letter behind the last, the words to stand there."""


def numbered_word(data: bytes, document: OfficialDocument, standard: Standard) -> bytes:
    """Return the file with number and date of `document`, the draft mark taken out.

    WardError says in a sentence what in the file stands against it and what to do in Word.
    """
    archive = Archive(data)
    package = archive.package
    main = main_part(package)
    root = package.tree(main)
    if root is None:
        raise refusals.broken()
    _refuse_locked(package, root)
    sheet = _Sheet(root, Looks(package.tree("word/styles.xml")), standard, document)
    sheet.fill()
    changed = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return archive.with_parts({main: changed})


class _Sheet:
    """The paragraphs of a file with the places for number and date."""

    def __init__(
        self,
        root: etree._Element,
        looks: Looks,
        standard: Standard,
        document: OfficialDocument,
    ) -> None:
        self._paragraphs = [(each, looks.name(style_key(each))) for each in root.iter(f"{W}p")]
        self._standard, self._document = standard, document
        self._day = document.issued_date or date.min

    def fill(self) -> None:
        """Put number and date in; WardError where one of them has no place or stands otherwise."""
        number = self._place("number", _NUMBER)
        if number is None:
            line = number_text(self._document, self._standard)
            line = line.replace(str(self._document.code_number), " " * 5)
            raise WardError(NO_NUMBER.format(line=line) + AGAIN)
        dated = self._place("place_date", _DAY)
        if dated is None:
            raise WardError(NO_DATE.format(place=self._document.place) + AGAIN)
        self._put_number(number)
        self._put_day(dated, _DAY)
        for paragraph in self._references():
            if self._is_own_number(paragraph):
                self._put_number(paragraph)
                pattern = _DAY if _DAY.search(text_of(paragraph)) else _SHORT_DAY
                self._put_day(paragraph, pattern)
        for paragraph, style in self._paragraphs:
            is_styled = style == self._name("draft_no")
            if _DRAFT.fullmatch(text_of(paragraph)) and (is_styled or self._is_in_head(paragraph)):
                _remove(paragraph)

    def _name(self, key: str) -> str:
        return self._standard.style(key).word_name

    def _place(self, key: str, pattern: re.Pattern[str]) -> etree._Element | None:
        """Return the paragraph of a component: by its style, else the first that reads like it."""
        fitting = [(p, style) for p, style in self._paragraphs if pattern.search(text_of(p))]
        named = [p for p, style in fitting if style == self._name(key)]
        loose = [p for p, _style in fitting if self._is_in_head(p)]
        return next(iter((*named, *loose)), None)

    def _is_in_head(self, paragraph: etree._Element) -> bool:
        """Return whether a paragraph stands in the first table, where the header is."""
        table = next(paragraph.iterancestors(f"{W}tbl"), None)
        first = next((p for p, _style in self._paragraphs), None)
        head = None if first is None else next(first.iterancestors(f"{W}tbl"), None)
        return table is not None and table is head

    def _references(self) -> Iterator[etree._Element]:
        """Yield the lines below annex titles that name the document they belong to."""
        for paragraph, style in self._paragraphs:
            is_named = style == self._name("annex_reference")
            if is_named or text_of(paragraph).lstrip().casefold().startswith("(kèm theo"):
                yield paragraph

    def _put_number(self, paragraph: etree._Element) -> None:
        text, wanted = text_of(paragraph), str(self._document.code_number)
        match = _NUMBER.search(text)
        if match is None:
            return
        if not self._has_symbol(match):
            raise self._other_number(match)
        typed = match["number"].strip(EMPTY)
        if typed == wanted:
            return
        if typed:
            raise self._other_number(match)
        start = match.start("number")
        _put(paragraph, (start, match.end("number"), f" {wanted}"))

    def _is_own_number(self, paragraph: etree._Element) -> bool:
        """Return whether a line below an annex title names this document, not another one."""
        match = _NUMBER.search(text_of(paragraph))
        return match is not None and self._has_symbol(match)

    def _has_symbol(self, match: re.Match[str]) -> bool:
        symbol = f"{self._standard.words('number_joint')}{self._document.code_notation}"
        return "".join(match["rest"].split()).startswith("".join(symbol.split()))

    def _other_number(self, match: re.Match[str]) -> WardError:
        wanted = number_text(self._document, self._standard)
        found = " ".join(match[0].split())
        return WardError(OTHER_NUMBER.format(found=found, wanted=wanted) + AGAIN)

    def _put_day(self, paragraph: etree._Element, pattern: re.Pattern[str]) -> None:
        text, day = text_of(paragraph), self._day
        match = pattern.search(text)
        if match is None:
            return
        if pattern is _SHORT_DAY:
            wanted = {"day": long_date(day)}
        else:
            wanted = {
                "day": f"{day.day:02}" if day.day < _PADDED_DAYS else str(day.day),
                "month": f"{day.month:02}" if day.month < _PADDED_MONTHS else str(day.month),
                "year": str(day.year),
            }
        typed = {name: match[name].strip(EMPTY) for name in wanted}
        if typed["day"]:
            if any(_plain(typed[name]) != _plain(words) for name, words in wanted.items()):
                found = " ".join(match[0].split())
                raise WardError(OTHER_DAY.format(found=found, wanted=long_date(day)) + AGAIN)
            return
        for name in reversed(wanted):
            tail = " " if match.end(name) < len(text) and text[match.end(name)] != ")" else ""
            put = (match.start(name), match.end(name), f" {wanted[name]}{tail}")
            _put(paragraph, put)


def _plain(text: str) -> list[str]:
    """Return the figures of a date without the zeros before them."""
    return [part.lstrip("0") for part in re.split(r"[/.]", text)]


def text_of(paragraph: etree._Element) -> str:
    """Return the words of a paragraph as its text elements hold them, tabs as blanks."""
    return "".join(_letters(node) for node in _texts(paragraph))


def _texts(paragraph: etree._Element) -> list[etree._Element]:
    return [node for node in paragraph.iter(f"{W}t", f"{W}tab") if _is_own(node, paragraph)]


def _is_own(node: etree._Element, paragraph: etree._Element) -> bool:
    """Leave out the words of a text box inside the paragraph, and tab stops of its format."""
    parent = node.getparent()
    is_run = parent is not None and parent.tag == f"{W}r"
    return is_run and next(node.iterancestors(f"{W}p")) is paragraph


def _letters(node: etree._Element) -> str:
    return (node.text or "") if node.tag == f"{W}t" else " "


def _put(paragraph: etree._Element, change: Range) -> None:
    """Replace a stretch of letters; the look is that of the run in which it begins."""
    start, end, words = change
    at, is_put = 0, False
    for node in _texts(paragraph):
        letters = _letters(node)
        here, there = max(start - at, 0), min(end - at, len(letters))
        at += len(letters)
        if here > len(letters) or there < here or (there == here and is_put):
            continue
        put = "" if is_put else words
        if node.tag == f"{W}tab":
            _to_text(node, put)
        else:
            node.text = f"{letters[:here]}{put}{letters[there:]}"
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        is_put = True


def _to_text(tab: etree._Element, words: str) -> None:
    tab.tag = f"{W}t"
    tab.text = words
    tab.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _remove(paragraph: etree._Element) -> None:
    """Take a paragraph out; the last one of a cell only loses its words."""
    parent = paragraph.getparent()
    if parent is None:
        return
    if parent.tag == f"{W}tc" and len(parent.findall(f"{W}p")) == 1:
        for run in paragraph.findall(f"{W}r"):
            paragraph.remove(run)
    else:
        parent.remove(paragraph)


def _refuse_locked(package: Package, root: etree._Element) -> None:
    settings = package.tree("word/settings.xml")
    lock = None if settings is None else settings.find(f"{W}documentProtection")
    is_locked = lock is not None and lock.get(f"{W}enforcement", "0") not in {"0", "false", "off"}
    if is_locked or any(name.startswith("_xmlsignatures/") for name in package.names):
        raise WardError(SIGNED + AGAIN)
    if next(root.iter(*_MARKS), None) is not None:
        raise WardError(TRACKED + AGAIN)
