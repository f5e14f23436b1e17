"""Word files gone wrong: bytes, zip members, marks, attributes, bombs, cycles, missing parts."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Parts = dict[str, bytes]
DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
ENTITIES = 9
DEEP = 3000
NUMBERS = (
    b"99999999999999999999", b"-1", b"1e308", b"NaN", b"", b"0x7f", b"2147483648", b"-2147483649",
    "٣".encode(), "½".encode(), b"1.5", b" 12 ", b"0", b"auto", b"\xef\xbf\xbd",
)  # fmt: skip


def mutant(seeds: list[bytes], seed: str) -> tuple[str, bytes]:
    """Return the name of what was done and the file; the same seed gives the same file."""
    pick = random.Random(seed)
    data = pick.choice(seeds)
    way = pick.choice(WAYS)
    for _ in range(pick.choice((1, 1, 1, 2, 3))):
        data = way(data, pick)
    return way.__name__, data


# -- bytes -------------------------------------------------------------------------------------


def flipped(data: bytes, pick: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(pick.randint(1, 30)):
        if changed:
            changed[pick.randrange(len(changed))] = pick.randrange(256)
    return bytes(changed)


def cut(data: bytes, pick: random.Random) -> bytes:
    return data[: pick.randrange(0, len(data) + 1)]


def doubled(data: bytes, pick: random.Random) -> bytes:
    at, size = pick.randrange(len(data) or 1), pick.randrange(1, 400)
    return data[:at] + data[at : at + size] * pick.randint(2, 20) + data[at:]


# -- members of the zip ------------------------------------------------------------------------


def unpacked(data: bytes) -> Parts:
    """Return the parts that can still be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, NotImplementedError):
        return {}
    except Exception as error:
        if type(error).__module__ == "zlib":
            return {}
        raise


def packed(parts: Parts) -> bytes:
    """Return the parts as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


Edit = Callable[[Parts, random.Random], None]


def on_parts(edit: Edit) -> Callable[[bytes, random.Random], bytes]:
    """Return a way that edits the parts and packs them again."""

    def way(data: bytes, pick: random.Random) -> bytes:
        parts = unpacked(data)
        if parts:
            edit(parts, pick)
        return packed(parts) if parts else data

    way.__name__ = edit.__name__
    return way


def part_missing(parts: Parts, pick: random.Random) -> None:
    del parts[pick.choice(list(parts))]


def part_empty(parts: Parts, pick: random.Random) -> None:
    parts[pick.choice(list(parts))] = pick.choice((b"", b"<a/>", b"\x00" * 9, b"<?xml?>", b"<w:p"))


def part_swapped(parts: Parts, pick: random.Random) -> None:
    first, second = pick.choice(list(parts)), pick.choice(list(parts))
    parts[first], parts[second] = parts[second], parts[first]


def part_flipped(parts: Parts, pick: random.Random) -> None:
    name = pick.choice(list(parts))
    parts[name] = pick.choice((flipped, cut, doubled))(parts[name], pick)


def part_encoded(parts: Parts, pick: random.Random) -> None:
    name = pick.choice(list(parts))
    text = parts[name].decode("utf-8", "replace")
    parts[name] = pick.choice((
        lambda: text.encode("utf-16"),
        lambda: text.replace("UTF-8", "latin-9", 1).encode(),
        lambda: b"\xef\xbb\xbf" + parts[name],
        lambda: text.replace('encoding="UTF-8"', 'encoding="nowhere"', 1).encode(),
    ))()  # fmt: skip


# -- bombs -------------------------------------------------------------------------------------


def entities(parts: Parts, pick: random.Random) -> None:
    name = pick.choice([name for name in (DOCUMENT, STYLES, "word/settings.xml") if name in parts]
                       or list(parts))  # fmt: skip
    rows = "".join(
        f'<!ENTITY e{at} "{f"&e{at - 1};" * 10 if at else "lol" * 20}">' for at in range(ENTITIES)
    )
    outside = pick.choice((f"&e{ENTITIES - 1};", "&x;"))
    head = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">{rows}]>'.encode()
    part = re.sub(rb"^<\?xml[^>]*\?>\s*", b"", parts[name])
    part = re.sub(rb"(<w:t[^>]*>)", rb"\1" + outside.encode(), part, count=1)
    parts[name] = head + part


def huge_part(parts: Parts, pick: random.Random) -> None:
    name = pick.choice(list(parts))
    parts[name] = parts[name] + b" " * pick.choice((10**6, 10**6, 10**7))


def many_members(parts: Parts, pick: random.Random) -> None:
    for at in range(pick.choice((300, 300, 3000))):
        parts[f"word/media/x{at}.xml"] = b"<a/>"


def nested(parts: Parts, pick: random.Random) -> None:
    depth = pick.choice((60, 240, DEEP))
    start, end = pick.choice((
        (b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"),
        (b"<w:sdt><w:sdtContent>", b"</w:sdtContent></w:sdt>"),
        (b"<w:p><w:r><w:txbxContent>", b"</w:txbxContent></w:r></w:p>"),
        (b'<w:ins w:id="1">', b"</w:ins>"),
    ))  # fmt: skip
    deep = start * depth + b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" + end * depth
    parts[DOCUMENT] = parts.get(DOCUMENT, b"").replace(b"<w:body>", b"<w:body>" + deep, 1)


def long_words(parts: Parts, pick: random.Random) -> None:
    word = pick.choice(("a", "1/", "Số ", "- ", "a) ", "I.", "ngày ", "(", "Ầ", "12-KH/ĐU ", ";"))
    text = f"<w:p><w:r><w:t>{word * pick.choice((3000, 3000, 20_000))}</w:t></w:r></w:p>".encode()
    parts[DOCUMENT] = parts.get(DOCUMENT, b"").replace(b"<w:body>", b"<w:body>" + text, 1)


def many_paragraphs(parts: Parts, pick: random.Random) -> None:
    text = pick.choice(("", "a", "Số 12-KH/ĐU", "Nơi nhận:", "- Lưu VT.", "Điều 1. a", "a) b"))
    para = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>".encode() * pick.choice((200, 200, 200, 1500))
    parts[DOCUMENT] = parts.get(DOCUMENT, b"").replace(b"<w:body>", b"<w:body>" + para, 1)


# -- marks -------------------------------------------------------------------------------------


def _tree(parts: Parts, pick: random.Random) -> tuple[str, etree._Element] | None:
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    name = DOCUMENT if DOCUMENT in parts and pick.random() < 0.6 else pick.choice(names or [""])
    try:
        return name, etree.fromstring(parts[name])
    except (etree.XMLSyntaxError, KeyError, ValueError):
        return None


def _edited(change: Callable[[etree._Element, random.Random], None], name: str) -> Edit:
    def edit(parts: Parts, pick: random.Random) -> None:
        found = _tree(parts, pick)
        if found is None:
            return
        part, root = found
        for _ in range(pick.randint(1, 6)):
            nodes = [node for node in root.iter() if isinstance(node.tag, str) and node is not root]
            if nodes:
                change(pick.choice(nodes), pick)
        parts[part] = etree.tostring(root)

    edit.__name__ = name
    return edit


def _drop(node: etree._Element, pick: random.Random) -> None:
    del pick
    node.getparent().remove(node)


def _unwrap(node: etree._Element, pick: random.Random) -> None:
    del pick
    parent = node.getparent()
    at = parent.index(node)
    parent[at : at + 1] = list(node)


def _copy(node: etree._Element, pick: random.Random) -> None:
    other = pick.choice(list(node.getroottree().getroot().iter("*")))
    other.append(etree.fromstring(etree.tostring(node)))


def _rename(node: etree._Element, pick: random.Random) -> None:
    kinds = ("p", "r", "t", "tbl", "tc", "tr", "sectPr", "rPr", "sdt", "body", "fldChar", "drawing")
    node.tag = f"{{{W}}}{pick.choice(kinds)}"


def _revalue(node: etree._Element, pick: random.Random) -> None:
    if node.attrib:
        name = pick.choice(list(node.attrib))
        node.attrib[name] = pick.choice(NUMBERS).decode()


def _strip(node: etree._Element, pick: random.Random) -> None:
    for name in list(node.attrib):
        if pick.random() < 0.7:
            del node.attrib[name]


def _retext(node: etree._Element, pick: random.Random) -> None:
    node.text = pick.choice(
        ("\u202e", "\u0301", "x" * 500, "\t\n", "{{a}}", "{%", "«x»", "../..", "")
    )


def cyclic_styles(parts: Parts, pick: random.Random) -> None:
    style = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/>{1}</w:style>'
    names = ["Vong1", "Vong2", "Vong3"][: pick.randint(1, 3)]
    rows = [
        style.format(name, f'<w:basedOn w:val="{names[(at + 1) % len(names)]}"/>')
        for at, name in enumerate(names)
    ]
    both = "".join(rows).encode() * pick.choice((1, 2))
    parts[STYLES] = parts.get(STYLES, b"").replace(b"</w:styles>", both + b"</w:styles>", 1)
    used = re.sub(rb'<w:pStyle w:val="[^"]*"/>', b"", parts.get(DOCUMENT, b""))
    parts[DOCUMENT] = used.replace(b"<w:pPr>", b'<w:pPr><w:pStyle w:val="Vong1"/>')
    parts[STYLES] = parts[STYLES].replace(
        b'w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>',
        b'w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:basedOn w:val="Vong1"/>',
        pick.choice((0, 1)),
    )


def long_style_chain(parts: Parts, pick: random.Random) -> None:
    count = pick.choice((200, 200, 200, 3000))
    rows = "".join(
        f'<w:style w:type="paragraph" w:styleId="C{at}"><w:name w:val="C{at}"/>'
        f'<w:basedOn w:val="C{at + 1}"/></w:style>'
        for at in range(count)
    )
    end = f"{rows}</w:styles>".encode()
    parts[STYLES] = parts.get(STYLES, b"").replace(b"</w:styles>", end, 1)
    document = re.sub(rb'<w:pStyle w:val="[^"]*"/>', b"", parts.get(DOCUMENT, b""))
    parts[DOCUMENT] = document.replace(b"<w:pPr>", b'<w:pPr><w:pStyle w:val="C0"/>')


def bad_numbers(parts: Parts, pick: random.Random) -> None:
    name = DOCUMENT if pick.random() < 0.7 else pick.choice(list(parts))
    part = parts.get(name, b"")
    spots = [found.span(1) for found in re.finditer(rb'="(-?\d+)"', part)]
    for start, end in sorted(
        pick.sample(spots, min(len(spots), pick.randint(1, 12))), reverse=True
    ):
        part = part[:start] + pick.choice(NUMBERS) + part[end:]
    parts[name] = part


def lost_links(parts: Parts, pick: random.Random) -> None:
    for name in [name for name in parts if name.endswith(".rels")]:
        target = pick.choice((b"../../x.xml", b"/word/document.xml", b"http://x/y", b"", b"word"))
        parts[name] = re.sub(rb'Target="[^"]*"', b'Target="' + target + b'"', parts[name],
                             count=pick.randint(0, 3))  # fmt: skip


def broken_fields(parts: Parts, pick: random.Random) -> None:
    key = pick.choice(("so", "ngay", "so", "", "x" * 300, "{}", "Số/1"))
    kind = pick.choice(("<w:text/>", "<w:date/>", "<w:richText/>", "<w:dataBinding w:xpath='/a'/>"))
    start = (
        f'<w:sdt><w:sdtPr><w:tag w:val="{key}"/><w:alias w:val="{key}"/>{kind}</w:sdtPr>'
        "<w:sdtContent>"
    ).encode()
    text = parts.get(DOCUMENT, b"")
    spots = [found.start() for found in re.finditer(rb"<w:r[ >]", text)]
    if not spots:
        return
    at = pick.choice(spots)
    end = text.find(b"</w:r>", at) + len(b"</w:r>")
    if pick.random() < 0.3:
        end = text.find(b"</w:p>", at) + len(b"</w:p>")
    parts[DOCUMENT] = text[:at] + start + text[at:end] + b"</w:sdtContent></w:sdt>" + text[end:]


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    flipped, cut, doubled,
    *map(on_parts, (
        part_missing, part_empty, part_swapped, part_flipped, part_encoded, entities, huge_part,
        many_members, nested, long_words, many_paragraphs, cyclic_styles, long_style_chain,
        bad_numbers, bad_numbers, lost_links, broken_fields, broken_fields,
        _edited(_drop, "mark_dropped"), _edited(_drop, "mark_dropped"),
        _edited(_unwrap, "mark_unwrapped"), _edited(_copy, "mark_copied"),
        _edited(_rename, "mark_renamed"), _edited(_revalue, "value_changed"),
        _edited(_revalue, "value_changed"), _edited(_strip, "attributes_stripped"),
        _edited(_retext, "text_changed"),
    )),
)  # fmt: skip
