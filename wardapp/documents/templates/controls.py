"""The content controls of a part: which are fields, of which kind, at which level they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from wardapp.core.letters import FieldKind
from wardapp.documents.templates.spans import Node, Story

NOT_WORDS = {
    "w:picture", "w:docPartObj", "w:docPartList", "w:group", "w:equation", "w:citation",
    "w:bibliography", "checkbox", "repeatingSection", "repeatingSectionItem",
}  # fmt: skip
LOCKS = {"contentLocked", "sdtContentLocked"}
_BLOCKS = {"w:p", "w:tbl"}
_BLOCK_PARENTS = {
    "w:body", "w:tc", "w:hdr", "w:ftr", "w:txbxContent", "w:footnote", "w:endnote", "w:comment",
}  # fmt: skip


class Level(Enum):
    """What a content control holds: letters, paragraphs, a cell, rows."""

    INLINE = "inline"
    BLOCK = "block"
    CELL = "cell"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Control:
    """A content control: `key` is its tag, `label` its title."""

    story: Story
    node: Node
    properties: Node | None
    content: Node | None
    level: Level
    kind: FieldKind
    is_words: bool
    holds_fields: bool

    @property
    def key(self) -> str:
        """Return the tag, "" without one."""
        return "" if self.properties is None else self.properties.value("w:tag").strip()

    @property
    def label(self) -> str:
        """Return the title, the tag where there is none."""
        title = "" if self.properties is None else self.properties.value("w:alias").strip()
        return title or self.key

    @property
    def is_locked(self) -> bool:
        """Return True when Word does not let its content change."""
        return self.properties is not None and self.properties.value("w:lock") in LOCKS

    @property
    def is_bound(self) -> bool:
        """Return True when Word fills it from data elsewhere in the file."""
        return self.properties is not None and any(
            _local(node.name) == "dataBinding" for node in self.properties.children
        )

    @property
    def placeholder(self) -> Node | None:
        """Return the mark that only a placeholder stands there."""
        found = None if self.properties is None else self.properties.child("w:showingPlcHdr")
        return found if found is None or found.attrs.get("w:val") not in {"0", "false"} else None

    @property
    def is_gone(self) -> bool:
        """Return True inside what a tracked change deleted."""
        return any(node.name in {"w:del", "w:moveFrom"} for node in self.node.ancestors())

    @property
    def is_field(self) -> bool:
        """Return True for what a value can be put into."""
        return bool(self.key) and self.is_words and not self.holds_fields


def controls(story: Story) -> Iterator[Control]:
    """Yield every content control of a part, outer ones before those in them."""
    for node in story.root.walk("w:sdtPr", "w:rPr", "w:pPr"):
        if node.name == "w:sdt":
            yield _control(story, node)


def text_of(control: Control) -> str:
    """Return the words that stand in a control, a line for each paragraph."""
    if control.content is None:
        return ""
    lines: list[str] = [""]
    is_first = True
    for node in control.content.walk("w:pPr", "w:rPr", "w:sdtPr", "mc:Fallback", "w:del"):
        if node.name == "w:p":
            lines += [] if is_first else [""]
            is_first = False
        elif node.name == "w:t":
            lines[-1] += node.text
    return "\n".join(lines)


def _control(story: Story, node: Node) -> Control:
    properties, content = node.child("w:sdtPr"), node.child("w:sdtContent")
    names = {_local(each.name) for each in properties.children} if properties else set()
    full = {each.name for each in properties.children} if properties else set()
    level = _level(node, content)
    return Control(
        story=story,
        node=node,
        properties=properties,
        content=content,
        level=level,
        kind=_kind(level, properties),
        is_words=not (full & NOT_WORDS or names & NOT_WORDS),
        holds_fields=content is not None and any(map(_is_tagged, content.walk("w:sdtPr"))),
    )


def _is_tagged(node: Node) -> bool:
    properties = node.child("w:sdtPr") if node.name == "w:sdt" else None
    return properties is not None and bool(properties.value("w:tag").strip())


def _kind(level: Level, properties: Node | None) -> FieldKind:
    if properties is not None and properties.child("w:date"):
        return FieldKind.DATE
    plain = properties.child("w:text") if properties is not None else None
    many = plain is not None and plain.attrs.get("w:multiLine") in {"1", "true", "on"}
    return FieldKind.LONG if many or level is Level.BLOCK else FieldKind.TEXT


def _level(node: Node, content: Node | None) -> Level:
    names = (
        {each.name for each in content.walk("w:p", "w:r", "w:tbl", "w:tr", "w:tc")}
        if (content is not None)
        else set()
    )
    if "w:tr" in names:
        return Level.ROW
    if "w:tc" in names:
        return Level.CELL
    if names & _BLOCKS:
        return Level.BLOCK
    if names & {"w:r", "w:hyperlink"}:
        return Level.INLINE
    above = next((each for each in node.ancestors() if each.name in _BLOCK_PARENTS | {"w:p"}), None)
    is_block = above is not None and above.name in _BLOCK_PARENTS
    return Level.BLOCK if is_block else Level.INLINE


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2]
