"""The XML of Word files as short lines, kept beside the tests; `--write` after a change one wants.

    python3 -m tests.documents.golden [--write]

A paragraph is one line: its style, what differs from it, its runs. Tables, rows and cells stand
around theirs. Types whose XML differs by their name only are kept as one line with a digest.
"""

from __future__ import annotations

import hashlib
import io
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from tests.documents.example_documents import CREATED, decision_body, official, table
from tests.documents.special_documents import SHORT, special, table_text
from wardapp.core.document import Annex, OfficialDocument
from wardapp.core.layout import Standard
from wardapp.documents.docx_writer import DocxWriter
from wardapp.documents.outline import parse_outline
from wardapp.documents.standards import load_standards

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).resolve().parent / "golden"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = (
    "Phần thứ nhất\nMỞ ĐẦU\nI. KẾT QUẢ\n1. Mục đích\n1.1. Nội dung\n1.1.1. Chi tiết\na) Một.\n"
    "(1) Hai *nghiêng* và **đậm**.\n- Ba.\n+ Bốn.\n" + table_text(3)
)
WHOLE_PARTS = ("styles", "settings", "header1", "header3")
SHORT_DIGEST = 16


def golden(standard: Standard, writer: DocxWriter) -> str:
    """Return the lines of all papers of a standard."""
    lines: list[str] = []
    for name, document in _papers(standard).items():
        file = writer.write(document, standard, created=CREATED)
        if name == "CV":
            for part in WHOLE_PARTS:
                lines += [f"== {part}.xml", *_styles(_part(file, part))]
        lines += ["", f"== {name}", *_lines(_part(file, "document")[0], 0)]
        if document.circulation:
            lines += ["-- header3.xml", *_lines(_part(file, "header3"), 0)]
    lines += ["", "== every type: number, name, digest of document.xml"]
    for kind in standard.types:
        document = _plain(standard, kind.code)
        xml = _bytes(writer.write(document, standard, created=CREATED), "document")
        digest = hashlib.sha256(xml).hexdigest()[:SHORT_DIGEST]
        lines.append(f"{kind.code}: {document.code_notation} | {kind.name} | {digest}")
    return "\n".join(lines) + "\n"


def file_of(standard: Standard) -> Path:
    return FOLDER / f"{standard.id.lower()}.txt"


def _papers(standard: Standard) -> dict[str, OfficialDocument]:
    annexes = (
        Annex(label="Phụ lục 1", title="CÁC MỐC", blocks=parse_outline(table_text(2))),
        Annex(label="Phụ lục 2", title="BIỂU", tables=(table(2),), landscape=True),
    )
    papers = {
        "CV": _plain(standard, "CV"),
        "KH": replace(_plain(standard, "KH"), body=parse_outline(LEVELS), annexes=annexes),
        "QĐ": replace(_plain(standard, "QĐ"), body=parse_outline(decision_body())),
        "TTr": _plain(standard, "TTr"),
    }
    others = {name: paper for name, paper in special(standard).items() if name != "bảng"}
    return papers | others


def _plain(standard: Standard, code: str) -> OfficialDocument:
    return replace(official(standard, code), body=parse_outline(SHORT), annexes=())


def _bytes(file: bytes, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return archive.read(f"word/{part}.xml")


def _part(file: bytes, part: str) -> etree._Element:
    return etree.fromstring(_bytes(file, part))


def _styles(root: etree._Element) -> Iterator[str]:
    if root.tag == f"{W}hdr":
        yield from _lines(root, 0)
    else:
        yield from (_compact(child) for child in root)


def _lines(container: etree._Element, depth: int) -> Iterator[str]:
    indent = " " * depth
    for child in container:
        name = _name(child)
        if name == "p":
            yield indent + _paragraph(child)
        elif name in {"tbl", "tr", "tc"}:
            inner = [each for each in child if _name(each) in {"tblPr", "tblGrid", "trPr", "tcPr"}]
            yield f"{indent}{name} {' '.join(_compact(each) for each in inner)}"
            yield from _lines(child, depth + 1)
        elif name not in {"tblPr", "tblGrid", "trPr", "tcPr"}:
            yield indent + _compact(child)


def _paragraph(paragraph: etree._Element) -> str:
    properties = paragraph.find(f"{W}pPr")
    assert properties is not None
    style, *others = properties
    shown = " ".join([style.get(f"{W}val", ""), *map(_compact, others)])
    runs = "".join(_run(run) for run in paragraph if run is not properties)
    return f"{shown} | {runs}".rstrip(" |")


def _run(run: etree._Element) -> str:
    if _name(run) != "r":
        return _compact(run)
    signs = {"br": "⏎", "tab": "⇥"}
    shown = ""
    for child in run:
        name = _name(child)
        if name == "rPr":
            shown += f"[{' '.join(map(_compact, child))}]"
        elif name == "t":
            shown += child.text or ""
        else:
            shown += signs.get(name) or f"<{_compact(child)}>"
    return shown


def _compact(element: etree._Element) -> str:
    values = [f"{etree.QName(key).localname}={value}" for key, value in element.attrib.items()]
    inner = [_compact(child) for child in element]
    text = [element.text] if element.text and element.text.strip() else []
    body = ", ".join([*values, *inner, *text])
    return f"{_name(element)}({body})" if body else _name(element)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def main(words: list[str]) -> int:
    """Write the kept lines anew, or tell which standards differ from theirs."""
    writer = DocxWriter(ROOT / "resources")
    FOLDER.mkdir(exist_ok=True)
    different = []
    for standard in load_standards(ROOT / "resources" / "standards"):
        found, file = golden(standard, writer), file_of(standard)
        if not file.exists() or file.read_text("utf-8") != found:
            different.append(standard.id)
        if "--write" in words:
            file.write_text(found, "utf-8", newline="\n")
    sys.stdout.write(f"different: {', '.join(different) or 'none'}\n")
    return 1 if different and "--write" not in words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
