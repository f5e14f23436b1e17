"""Workbooks made to harm: bombs, endless rows, outside links, macros, passwords, traps."""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable
from functools import lru_cache

from tests.documents.mutations.mutants import Parts, packed, unpacked

ROWS, COLUMNS, STRINGS = 1_048_576, 16_384, 1_000_000
BOMB = 300 << 20
_END = b"</sheetData>"
_OUTSIDE = "file://///may-chu/chung/so.xlsx"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DDE = ("cmd|'/C calc'!A0", 'HYPERLINK("http://x.example","y")', 'WEBSERVICE("http://x.example")')
Edit = Callable[[Parts, random.Random], None]


def bombed(data: bytes, pick: random.Random) -> tuple[str, bytes]:
    """Return what was done to a workbook, and the workbook."""
    way = pick.choice(WAYS)
    if way in WHOLE:
        return way.__name__, WHOLE[way](data, pick)
    parts = unpacked(data)
    way(parts, pick)
    return way.__name__, packed(parts)


def _sheets(parts: Parts) -> list[str]:
    found = [name for name in parts if name.startswith("xl/worksheets/") and name.endswith(".xml")]
    return found or list(parts)[:1]


def _into(parts: Parts, name: str, more: bytes) -> None:
    parts[name] = parts[name].replace(_END, more + _END, 1)


@lru_cache(maxsize=4)
def _rows(kind: str) -> bytes:
    marks = {
        "plain": "<row/>",
        "numbered": '<row r="{0}"/>',
        "empty cells": '<row r="{0}"><c r="A{0}" s="1"/></row>',
    }
    count = ROWS if kind != "empty cells" else ROWS // 2
    return "".join(marks[kind].format(at) for at in range(1, count + 1)).encode()


def rows_claimed(parts: Parts, pick: random.Random) -> None:
    name = pick.choice(_sheets(parts))
    parts[name] = re.sub(
        rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', parts[name], count=1
    )


def rows_empty(parts: Parts, pick: random.Random) -> None:
    _into(parts, pick.choice(_sheets(parts)), _rows(pick.choice(("plain", "numbered"))))


def rows_of_empty_cells(parts: Parts, pick: random.Random) -> None:
    _into(parts, pick.choice(_sheets(parts)), _rows("empty cells"))


def rows_full(parts: Parts, pick: random.Random) -> None:
    rows = "".join(f'<row r="{at}"><c r="B{at}"><v>1</v></c></row>' for at in range(100, 120_000))
    _into(parts, pick.choice(_sheets(parts)), rows.encode())


def columns_full(parts: Parts, pick: random.Random) -> None:
    value = pick.choice(("<v>1</v>", ""))
    row = f'<row r="900">{f"<c>{value}</c>" * COLUMNS}</row>'
    _into(parts, pick.choice(_sheets(parts)), row.encode() * pick.choice((1, 30)))


def last_cell(parts: Parts, pick: random.Random) -> None:
    row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    _into(parts, pick.choice(_sheets(parts)), row)


@lru_cache(maxsize=1)
def _strings() -> bytes:
    return b"<sst>" + b"<si><t>a</t></si>" * STRINGS + b"</sst>"


def strings_many(parts: Parts, pick: random.Random) -> None:
    parts["xl/sharedStrings.xml"] = _strings()


def merges_many(parts: Parts, pick: random.Random) -> None:
    size = pick.choice(("A{0}:B{0}", "A{0}:XFD1048576", "A1:XFD1048576"))
    merges = "".join(f'<mergeCell ref="{size.format(at)}"/>' for at in range(1, 40_000))
    name = pick.choice(_sheets(parts))
    parts[name] = parts[name].replace(_END, _END + f"<mergeCells>{merges}</mergeCells>".encode(), 1)


def cell_endless(parts: Parts, pick: random.Random) -> None:
    text = pick.choice(("a", "1", "9.", "=", "Ầ", "tổ ", "1/", "-")) * pick.choice((10**4, 10**6))
    row = f'<row r="901"><c r="C901" t="inlineStr"><is><t>{text}</t></is></c></row>'
    _into(parts, pick.choice(_sheets(parts)), row.encode())


def number_endless(parts: Parts, pick: random.Random) -> None:
    number = pick.choice(("9" * 5000, "1e999999", "-1e-999999", "1E+400", "0x1p9", "١٢", "1_000"))
    name = pick.choice(_sheets(parts))
    parts[name] = re.sub(
        rb"<v>[^<]*</v>", f"<v>{number}</v>".encode(), parts[name], count=pick.randint(1, 99)
    )


def sheets_many(parts: Parts, pick: random.Random) -> None:
    more = "".join(
        f'<sheet xmlns:r="{_RELATIONS}" name="t{at}" sheetId="{at + 90}" r:id="rId1"/>'
        for at in range(pick.choice((70, 3000)))
    )
    book = parts.get("xl/workbook.xml", b"")
    parts["xl/workbook.xml"] = book.replace(b"</sheets>", more.encode() + b"</sheets>")


def formulas(parts: Parts, pick: random.Random) -> None:
    """Formulas where values stand: commands, outside links, values kept or not."""
    formula = pick.choice((*DDE, "[1]Sheet1!A1", "1+1", "A1:XFD1048576", "SUM(" * 500))
    kept = pick.choice((b"<v>3</v>", b"<v>9</v><v>8</v>", b"", b"<v></v>"))
    mark = b"<f>" + formula.encode() + b"</f>" + kept
    name = pick.choice(_sheets(parts))
    parts[name] = re.sub(rb"<v>[^<]*</v>", mark, parts[name], count=pick.randint(1, 50))


def links_outside(parts: Parts, pick: random.Random) -> None:
    parts["xl/externalLinks/externalLink1.xml"] = (
        b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'
    )
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        f'<Relationships><Relationship Id="rId1" Type="{_RELATIONS}/externalLinkPath" '
        f'Target="{_OUTSIDE}" TargetMode="External"/></Relationships>'
    ).encode()
    rels = parts.get("xl/_rels/workbook.xml.rels", b"")
    target = pick.choice(
        ("externalLinks/externalLink1.xml", "../../../etc/passwd", _OUTSIDE, "/xl/workbook.xml")
    )
    link = f'<Relationship Id="rId{pick.choice((1, 77))}" Type="x" Target="{target}"/>'.encode()
    parts["xl/_rels/workbook.xml.rels"] = rels.replace(
        b"</Relationships>", link + b"</Relationships>"
    )


def macros(parts: Parts, pick: random.Random) -> None:
    parts["xl/vbaProject.bin"] = _OLE + b"Auto_Open" * pick.choice((9, 90_000))


def entities_inside(parts: Parts, pick: random.Random) -> None:
    rows = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10 if at else "lol"}">' for at in range(9))
    name = pick.choice([each for each in parts if each.endswith((".xml", ".rels"))] or list(parts))
    head = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">{rows}]>'.encode()
    part = re.sub(rb"^<\?xml[^>]*\?>\s*", b"", parts[name])
    part = re.sub(rb"(<t[^>]*>)", rb"\1" + pick.choice((b"&e8;", b"&x;")), part, count=1)
    parts[name] = (head + part).decode("utf-8", "replace").encode(pick.choice(("utf-8", "utf-16")))


def nested_deep(parts: Parts, pick: random.Random) -> None:
    depth = pick.choice((300, 30_000))
    name = pick.choice(_sheets(parts))
    _into(parts, name, b"<row><c><is>" * depth + b"</is></c></row>" * depth)


def names_that_climb(parts: Parts, pick: random.Random) -> None:
    parts[
        pick.choice(("../../../tmp/ward-out.txt", "/etc/ward-out", "C:\\ward-out", "xl/\x01"))
    ] = b"x"


def zip_bomb(data: bytes, pick: random.Random) -> bytes:
    parts = unpacked(data)
    name = pick.choice([*_sheets(parts), "xl/media/image1.png", "xl/sharedStrings.xml"])
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, part in parts.items():
            if each != name:
                archive.writestr(each, part)
        archive.writestr(name, b"")
    return out.getvalue().replace(*_grown(out.getvalue(), name)) if pick.random() < 0.3 else (
        _with_bomb(parts, name)
    )  # fmt: skip


def _grown(data: bytes, name: str) -> tuple[bytes, bytes]:
    """Return the entry of a part in the directory of the archive, and one of a false size."""
    at = data.rindex(name.encode())
    head = data[at - 46 : at]
    return head, head[:20] + b"\xff\xff\xff\x7f\x10\x00\x00\x00" + head[28:]


@lru_cache(maxsize=6)
def _spaces() -> bytes:
    return b" " * BOMB


def _with_bomb(parts: Parts, name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for each, part in parts.items():
            if each != name:
                archive.writestr(each, part)
        archive.writestr(name, _spaces())
    return out.getvalue()


def archive_inside(data: bytes, pick: random.Random) -> bytes:
    """Return an archive of archives under the name of a workbook."""
    for _ in range(pick.randint(1, 4)):
        data = packed({f"{at}.xlsx": data for at in range(3)})
    return data


def names_twice(data: bytes, pick: random.Random) -> bytes:
    out = io.BytesIO()
    parts = unpacked(data)
    twice = pick.sample(list(parts), min(3, len(parts)))
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name in (*parts, *twice):
            archive.writestr(name.upper() if pick.random() < 0.1 else name, parts[name])
    return out.getvalue()


def with_password(data: bytes, pick: random.Random) -> bytes:
    """Return a workbook whose parts say they are encrypted, or one Excel put into a safe."""
    if pick.random() < 0.5:
        return _OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + data[:4000]
    changed = bytearray(data)
    for found in re.finditer(rb"PK\x01\x02", data):
        changed[found.start() + 8] |= 1
    return bytes(changed)


def truncated(data: bytes, pick: random.Random) -> bytes:
    return data[: pick.randrange(len(data))]


def disguised(data: bytes, pick: random.Random) -> bytes:
    """Return what is no workbook at all."""
    return pick.choice((
        b"", b"PK", b"PK\x03\x04", b"%PDF-1.7", b"\xff\xd8\xff\xe0", _OLE + data, b"\0" * 5000,
        b"MZ" + data, b"<html><table>" + b"<tr><td>1" * 30_000, b'"' * 100_000, b";" * 10**6,
        b"a;b\n" * 300_000, "Ầ;".encode("utf-16") * 1000,
        b"<?xml version='1.0'?><office:spreadsheet",
    ))  # fmt: skip


WHOLE: dict[Callable[..., object], Callable[[bytes, random.Random], bytes]] = {
    each: each
    for each in (
        zip_bomb, archive_inside, names_twice, with_password, truncated, disguised,
    )
}  # fmt: skip
WAYS: tuple[Callable[..., object], ...] = (
    rows_claimed, rows_empty, rows_of_empty_cells, rows_full, columns_full, last_cell,
    strings_many, merges_many, cell_endless, number_endless, sheets_many, formulas, formulas,
    links_outside, macros, entities_inside, nested_deep, names_that_climb, *WHOLE,
)  # fmt: skip
