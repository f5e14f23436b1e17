"""Letters made of one text as one Word file: a section each, every letter numbered from page 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import count

from lxml import etree

from wardapp.core.errors import BadValue
from wardapp.documents.reader import refusals
from wardapp.documents.reader.package import Package, parsed
from wardapp.documents.templates.file import LARGEST, TemplateFile
from wardapp.documents.templates.spans import W
from wardapp.documents.word_archive import Archive

LARGEST_JOINED = 24 << 20
"""As large as the reader of any other part allows: such a file opens in Word and here again."""

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_PARAGRAPH_IDS = (
    "{http://schemas.microsoft.com/office/word/2010/wordml}paraId",
    "{http://schemas.microsoft.com/office/word/2010/wordml}textId",
)
_BOOKMARKS = ("bookmarkStart", "bookmarkEnd")
_BEFORE_NUMBERS = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar",
    "paperSrc", "pgBorders", "lnNumType",
)  # fmt: skip


def joined(files: Sequence[bytes]) -> bytes:
    """Return the letters as one file; BadValue when they differ outside their text.

    All must come from one template or one layout: styles, headers and settings are the first's.
    """
    if len(files) == 1:
        return files[0]
    main = TemplateFile(files[0]).main
    _refuse_other_parts(files, main)
    root = _document(files[0], main)
    space = _space(root)
    body = _body(root, space)
    last = _section(body, space)
    drawings = count(1)
    letters = [list(_letter(body, space, drawings, is_first=True))]
    for data in files[1:]:
        other = _body(_document(data, main), space)
        letters.append(list(_letter(other, space, drawings, is_first=False)))
    for child in list(body):
        body.remove(child)
    for place, letter in enumerate(letters):
        body.extend(letter)
        if place + 1 < len(letters):
            _end_section(body, letter, last, space)
    body.append(last)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if len(data) > LARGEST_JOINED:
        raise BadValue(
            "numbering", "Tệp chung quá lớn. Hãy ghi mỗi nơi một tệp hoặc chia danh sách làm đôi."
        )
    return Archive(files[0]).with_parts({main: data})


def _refuse_other_parts(files: Sequence[bytes], main: str) -> None:
    first = _others(files[0], main)
    for data in files[1:]:
        if _others(data, main) != first:
            raise BadValue(
                "numbering",
                "Mẫu có trường ở đầu trang, chân trang hoặc chú thích nên không ghép vào một tệp "
                "được. Hãy ghi mỗi nơi một tệp.",
            )


def _others(data: bytes, main: str) -> dict[str, bytes | None]:
    package = Package(data)
    mine = (name for name in package.names if name != main and name.startswith("word/"))
    return {name: package.read(name) for name in mine}


def _document(data: bytes, main: str) -> etree._Element:
    if len(data) > LARGEST:
        raise refusals.too_large(LARGEST >> 20)
    part = Package(data).read(main)
    if part is None:
        raise refusals.broken()
    return parsed(part)


def _space(root: etree._Element) -> str:
    space = etree.QName(root).namespace or ""
    if space not in W:
        raise refusals.broken()
    return space


def _body(root: etree._Element, space: str) -> etree._Element:
    body = root.find(f"{{{space}}}body")
    if body is None:
        raise refusals.broken()
    return body


def _section(body: etree._Element, space: str) -> etree._Element:
    """Return the last section of a body, from a new page, its pages numbered from 1."""
    found = body.find(f"{{{space}}}sectPr")
    section = etree.Element(f"{{{space}}}sectPr") if found is None else deepcopy(found)
    section.tail = None
    numbers = section.find(f"{{{space}}}pgNumType")
    if numbers is None:
        numbers = etree.Element(f"{{{space}}}pgNumType")
        before = {f"{{{space}}}{name}" for name in _BEFORE_NUMBERS}
        section.insert(sum(child.tag in before for child in section), numbers)
    numbers.set(f"{{{space}}}start", "1")
    kind = section.find(f"{{{space}}}type")
    if kind is not None:
        section.remove(kind)  # the default is a new page
    return section


def _letter(
    body: etree._Element, space: str, drawings: Iterator[int], *, is_first: bool
) -> Iterator[etree._Element]:
    """Yield what stands in a letter, its fields plain words, no name in it twice."""
    left_out = {f"{{{space}}}sectPr"}
    if not is_first:
        left_out |= {f"{{{space}}}{name}" for name in _BOOKMARKS}
    for child in body:
        if child.tag not in left_out:
            _settle(child, space, drawings, is_first=is_first)
    for child in list(body):
        if child.tag == f"{{{space}}}sdt" and _is_field(child, space):
            _unwrap(child, space)
    yield from (child for child in list(body) if child.tag not in left_out)


def _settle(block: etree._Element, space: str, drawings: Iterator[int], *, is_first: bool) -> None:
    for node in [each for each in block.iter(f"{{{space}}}sdt") if each is not block]:
        if _is_field(node, space):
            _unwrap(node, space)
    for node in block.iter(_DRAWING):
        node.set("id", str(next(drawings)))
    if not is_first:
        _drop_names(block, space)


def _drop_names(block: etree._Element, space: str) -> None:
    """Take away what may be named once in a file: bookmarks, ids of paragraphs."""
    marks = [f"{{{space}}}{name}" for name in _BOOKMARKS]
    for node in [each for each in block.iter(*marks) if each is not block]:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    for node in block.iter(f"{{{space}}}p", f"{{{space}}}tr"):
        for name in _PARAGRAPH_IDS:
            node.attrib.pop(name, "")


def _is_field(node: etree._Element, space: str) -> bool:
    return node.find(f"{{{space}}}sdtPr/{{{space}}}tag") is not None


def _unwrap(node: etree._Element, space: str) -> None:
    parent, content = node.getparent(), node.find(f"{{{space}}}sdtContent")
    if parent is None:
        return
    place = parent.index(node)
    for child in () if content is None else list(content):
        parent.insert(place, child)
        place += 1
    parent.remove(node)


def _end_section(
    body: etree._Element, letter: list[etree._Element], last: etree._Element, space: str
) -> None:
    """End a letter's section in its last paragraph, in a tiny one after a table."""
    end = letter[-1] if letter else None
    if end is None or end.tag != f"{{{space}}}p" or end.find(f".//{{{space}}}sectPr") is not None:
        end = etree.SubElement(body, f"{{{space}}}p")
        place = etree.SubElement(end, f"{{{space}}}pPr")
        spacing = etree.SubElement(place, f"{{{space}}}spacing")
        for name, value in (("before", "0"), ("after", "0"), ("line", "20"), ("lineRule", "exact")):
            spacing.set(f"{{{space}}}{name}", value)
    look = end.find(f"{{{space}}}pPr")
    if look is None:
        look = etree.Element(f"{{{space}}}pPr")
        end.insert(0, look)
    change = look.find(f"{{{space}}}pPrChange")
    place_of = len(look) if change is None else look.index(change)
    look.insert(place_of, deepcopy(last))
