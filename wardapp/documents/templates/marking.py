"""Marks words of a template as a field, and gives them back; their look never changes."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from wardapp.core.errors import BadValue
from wardapp.core.letters import FieldKind
from wardapp.core.text import one_line
from wardapp.documents.templates.controls import Control
from wardapp.documents.templates.file import TemplateFile
from wardapp.documents.templates.filling import Edit, xml
from wardapp.documents.templates.habits import complex_fields, merge_name
from wardapp.documents.templates.spans import Node, Story, spliced
from wardapp.documents.templates.words import OBJECT, Paragraph

LONGEST_TAG = 64
_HOLDERS = {"w:body", "w:hdr", "w:ftr", "w:txbxContent", "w:sdtContent", "w:footnote", "w:endnote"}
_PARENTS = {"w:p", "w:hyperlink", "w:ins", "w:smartTag", "w:customXml", "w:moveTo"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """Which letters of which paragraph become a field of what name."""

    part: str
    paragraph: int
    start: int
    end: int
    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT


def marked(data: bytes, marking: Marking) -> bytes:
    """Return the file with the marked words in a content control; BadValue when they can't be."""
    template = TemplateFile(data)
    paragraph = _paragraph(template, marking.part, marking.paragraph)
    if not 0 <= marking.start < marking.end <= len(paragraph.text):
        raise BadValue("words", "Chưa chọn chữ nào để đặt làm trường.")
    if OBJECT in paragraph.text[marking.start : marking.end]:
        raise BadValue("words", "Phần chọn có hình hoặc chú thích. Hãy chỉ chọn chữ.")
    _refuse_inside_fields(template, paragraph, marking)
    edits = _block_edits(paragraph, marking) or _edits(paragraph, marking)
    story = paragraph.story
    return template.replaced(story.name, spliced(story.data, edits))


def unmarked(data: bytes, key: str) -> bytes:
    """Return the file with the fields of a key taken away; their words stay."""
    template = TemplateFile(data)
    parts: dict[str, bytes] = {}
    for story in template.stories:
        edits = [
            edit
            for control in template.controls
            if control.key == key and control.story is story
            for edit in _unwrapping(control)
        ]
        if edits:
            parts[story.name] = spliced(story.data, edits)
    return template.archive.with_parts(parts)


def renamed(data: bytes, key: str, new_key: str, label: str) -> bytes:
    """Return the file with another tag and title in the fields of a key."""
    template = TemplateFile(data)
    parts: dict[str, bytes] = {}
    for story in template.stories:
        edits = [
            _naming(control, new_key, label)
            for control in template.controls
            if control.key == key and control.story is story
        ]
        if edits:
            parts[story.name] = spliced(story.data, edits)
    return template.archive.with_parts(parts)


def replaced_words(paragraph: Paragraph, start: int, end: int, words: str) -> bytes:
    """Return the story of a paragraph with other words in a stretch, in the look that was there."""
    story = paragraph.story
    edits: list[Edit] = []
    waiting = words
    for piece in paragraph.pieces:
        first, last = max(start, piece.start) - piece.start, min(end, piece.end) - piece.start
        if first < last:
            new = piece.text[:first] + waiting + piece.text[last:]
            edits.append((piece.node.start, piece.node.end, _text(piece.node, new)))
            waiting = ""
    return spliced(story.data, edits)


def _paragraph(template: TemplateFile, part: str, index: int) -> Paragraph:
    found = template.paragraph(part, index)
    if found is None:
        raise BadValue("words", "Mẫu đã đổi nên không còn đoạn này. Hãy mở lại mẫu.")
    return found


def _refuse_inside_fields(template: TemplateFile, paragraph: Paragraph, marking: Marking) -> None:
    for control in template.controls:
        if control.story is not paragraph.story or not control.key:
            continue
        span = paragraph.span_of(control.node)
        if span and span[0] < marking.end and marking.start < span[1]:
            raise BadValue(
                "words",
                f"Phần chọn chạm vào trường “{control.label}”. Hãy bỏ trường đó trước.",
            )


def _block_edits(paragraph: Paragraph, marking: Marking) -> list[Edit]:
    """Return the edits that wrap a whole paragraph, where its field may grow to several."""
    node = paragraph.node
    is_whole = not paragraph.text[: marking.start].strip() and not (
        paragraph.text[marking.end :].strip()
    )
    holder = node.parent.name if node.parent is not None else ""
    has_section = any(each.name == "w:sectPr" for each in node.walk())
    if marking.kind is not FieldKind.LONG or not is_whole or holder not in _HOLDERS or has_section:
        return []
    head, foot = _tags(node, marking, is_plain=False)
    return [(node.start, node.start, head), (node.end, node.end, foot)]


def _edits(paragraph: Paragraph, marking: Marking) -> list[Edit]:
    merge = _merge_field(paragraph, marking)
    if merge:
        return merge
    inside = [
        piece
        for piece in paragraph.pieces
        if piece.start < marking.end and marking.start < piece.end
    ]
    story = paragraph.story
    first_run, last_run = _run_of(inside[0].node), _run_of(inside[-1].node)
    home = _home(first_run, last_run)
    first, last = _below(home, first_run), _below(home, last_run)
    _refuse_halves(paragraph, marking, (first, first_run), (last, last_run))
    looks = {
        story.bytes_of(look) if look is not None else b""
        for look in (_run_of(piece.node).child("w:rPr") for piece in inside)
    }
    head, foot = _tags(paragraph.node, marking, is_plain=len(looks) == 1)
    middle = _middle(paragraph, marking, first, last)
    return [(first.start, last.end, middle.before + head + middle.inside + foot + middle.after)]


@dataclass(frozen=True, slots=True)
class _Cut:
    before: bytes
    inside: bytes
    after: bytes


def _middle(paragraph: Paragraph, marking: Marking, first: Node, last: Node) -> _Cut:
    """Cut the runs at both ends of the marked words."""
    begin = _thirds(paragraph, marking, first)
    if first is last:
        return begin
    end = _thirds(paragraph, marking, last)
    between = paragraph.story.data[first.end : last.start]
    return _Cut(begin.before, begin.inside + between + end.inside, end.after)


def _thirds(paragraph: Paragraph, marking: Marking, node: Node) -> _Cut:
    """Cut a run before and behind the marked words; what is no run was found to be whole."""
    story = paragraph.story
    if node.name != "w:r":
        return _Cut(b"", story.bytes_of(node), b"")
    tag, foot = story.data[node.start : node.inner], story.data[node.inner_end : node.end]
    look = node.child("w:rPr")
    shown = b"" if look is None else story.bytes_of(look)
    sides = _sides(paragraph, marking, [each for each in node.children if each is not look])
    return _Cut(*(tag + shown + b"".join(side) + foot if side else b"" for side in sides))


def _sides(
    paragraph: Paragraph, marking: Marking, children: list[Node]
) -> tuple[list[bytes], list[bytes], list[bytes]]:
    sides: tuple[list[bytes], list[bytes], list[bytes]] = ([], [], [])
    pieces = {piece.node.start: piece for piece in paragraph.pieces}
    inside = [pieces[child.start] for child in children if child.start in pieces]
    place = inside[0].start if inside else marking.start
    for child in children:
        piece = pieces.get(child.start)
        if piece is None:
            side = (place >= marking.start) + (place >= marking.end)
            sides[side].append(paragraph.story.bytes_of(child))
            continue
        place = piece.end
        first, last = (
            min(max(cut - piece.start, 0), len(piece.text)) for cut in (marking.start, marking.end)
        )
        parts = (piece.text[:first], piece.text[first:last], piece.text[last:])
        for kept, words in zip(sides, parts, strict=True):
            if words == piece.text:
                kept.append(paragraph.story.bytes_of(child))
            elif words:
                kept.append(_text(child, words))
    return sides


def _text(node: Node, words: str) -> bytes:
    if node.name != "w:t":
        return b""
    name = node.raw.encode()
    return b"<" + name + b' xml:space="preserve">' + xml(words) + b"</" + name + b">"


def _refuse_halves(
    paragraph: Paragraph, marking: Marking, first: tuple[Node, Node], last: tuple[Node, Node]
) -> None:
    """Refuse to begin or end in the middle of a link or the like."""
    spans = [paragraph.span_of(node) for node in (first[0], last[0])]
    begins = first[0] is first[1] or (spans[0] is not None and spans[0][0] >= marking.start)
    ends = last[0] is last[1] or (spans[1] is not None and spans[1][1] <= marking.end)
    if not (begins and ends) or _cuts_field(paragraph, first[0], last[0]):
        raise BadValue(
            "words",
            "Phần chọn cắt ngang một liên kết hoặc trường của Word. Hãy chọn trọn chỗ đó.",
        )


def _cuts_field(paragraph: Paragraph, first: Node, last: Node) -> bool:
    """Tell whether the words take the beginning or the end of a Word field alone."""
    for begin, end, _told in complex_fields(paragraph):
        has_begin = first.start <= begin.start < last.end
        has_end = first.start <= end.start < last.end
        holds = begin.start < first.start and last.end <= end.start
        if has_begin != has_end or holds:
            return True
    return False


def _merge_field(paragraph: Paragraph, marking: Marking) -> list[Edit]:
    """Return the edits that put a content control in the place of a mail merge field."""
    story = paragraph.story
    for first, last, told in complex_fields(paragraph):
        inside = [each for each in paragraph.pieces if first.start <= each.node.start < last.end]
        if (
            merge_name(told)
            and inside
            and first.parent is last.parent
            and ((inside[0].start, inside[-1].end) == (marking.start, marking.end))
        ):
            runs = dict.fromkeys(_run_of(each.node).start for each in inside)
            nodes = [each for each in _parent(first).children if each.start in runs]
            if len(nodes) == len(runs):
                head, foot = _tags(paragraph.node, marking, is_plain=len(nodes) == 1)
                shown = b"".join(story.bytes_of(each) for each in nodes)
                return [(first.start, last.end, head + shown + foot)]
    for node in paragraph.node.walk("w:p", "w:pPr"):
        is_merge = node.name == "w:fldSimple" and merge_name(node.attrs.get("w:instr", ""))
        if is_merge and paragraph.span_of(node) == (marking.start, marking.end):
            head, foot = _tags(paragraph.node, marking, is_plain=False)
            return [(node.start, node.end, head + story.data[node.inner : node.inner_end] + foot)]
    return []


def _run_of(node: Node) -> Node:
    return next(each for each in (node, *node.ancestors()) if each.name == "w:r")


def _parent(node: Node) -> Node:
    if node.parent is None:
        raise BadValue("words", "Không đặt trường ở đây được. Hãy chọn chữ khác.")
    return node.parent


def _home(first: Node, last: Node) -> Node:
    """Return the nearest element that holds both runs and may hold a content control."""
    above = list(first.ancestors())
    home = next(each for each in last.ancestors() if each in above)
    while home.name not in _PARENTS and home.name != "w:sdtContent":
        home = _parent(home)
    return home


def _below(home: Node, node: Node) -> Node:
    return next(each for each in (node, *node.ancestors()) if each.parent is home)


def _tags(paragraph: Node, marking: Marking, *, is_plain: bool) -> tuple[bytes, bytes]:
    w = paragraph.prefix
    if not w:
        raise BadValue("words", "Tệp này do chương trình lạ ghi. Hãy mở bằng Word rồi lưu lại.")
    many = f' {w}multiLine="1"' if marking.kind is FieldKind.LONG else ""
    kind = f"<{w}text{many}/>" if is_plain else ""
    number = zlib.crc32(f"{marking.key}/{paragraph.start}/{marking.start}".encode()) & 0x7FFFFFFF
    properties = (
        f"<{w}alias {w}val={_attribute(marking.label)}/><{w}tag {w}val={_attribute(marking.key)}/>"
        f'<{w}id {w}val="{max(number, 1)}"/>{kind}'
    )
    head = f"<{w}sdt><{w}sdtPr>{properties}</{w}sdtPr><{w}sdtContent>"
    return head.encode(), f"</{w}sdtContent></{w}sdt>".encode()


def _attribute(text: str) -> str:
    return quoteattr(one_line(text)[:LONGEST_TAG])


def _unwrapping(control: Control) -> list[Edit]:
    node, content = control.node, control.content
    if content is None or content.inner == content.end:
        return [(node.start, node.end, b"")]
    return [(node.start, content.inner, b""), (content.inner_end, node.end, b"")]


def _naming(control: Control, key: str, label: str) -> Edit:
    properties, w = control.properties, control.node.prefix
    names = f"<{w}alias {w}val={_attribute(label)}/><{w}tag {w}val={_attribute(key)}/>".encode()
    if properties is None:
        return (control.node.inner, control.node.inner, b"")
    story: Story = control.story
    look = properties.child("w:rPr")
    dropped = frozenset({"w:alias", "w:tag", "w:rPr"})
    shown = b"" if look is None else story.bytes_of(look)
    rest = story.without(properties, dropped)[properties.inner - properties.start :]
    tag = story.data[properties.start : properties.inner]
    return (properties.start, properties.end, tag + shown + names + rest)
