"""Paragraphs, rules and stamps of a composition as Word XML."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from xml.sax.saxutils import escape

from wardapp.core.layout import Standard
from wardapp.documents.composition import Indent, Para, Rule, Span, Stamp
from wardapp.documents.docx_styles import BOLD, ITALIC, UNDERLINED, style_id
from wardapp.documents.metrics import point_twips, twips

_KEEPS = {None: "", True: "<w:keepNext/>", False: '<w:keepNext w:val="0"/>'}


def item_xml(item: Para | Rule | Stamp, standard: Standard) -> str:
    """Return the paragraph of an item."""
    if isinstance(item, Rule):
        return _rule(item, standard)
    if isinstance(item, Stamp):
        return _stamp(item, standard)
    return paragraph_xml(item, standard)


def paragraph_xml(para: Para, standard: Standard) -> str:
    """Return a paragraph: its style, what differs from it, its runs."""
    keep = _KEEPS[para.keep_next]
    tabs = f'<w:tabs><w:tab w:val="left" w:pos="{para.tab}"/></w:tabs>' if para.label else ""
    label = f"{_run(para.label)}<w:r><w:tab/></w:r>" if para.label else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(standard.style(para.style))}"/>{keep}{tabs}'
        f"{_spacing(para)}{_indent(para.indent)}</w:pPr>{label}{runs_xml(para.spans)}</w:p>"
    )


def edge_xml(note: Para, standard: Standard) -> str:
    """Return a note that its style sets by the lower edge of the paper.

    The frame stands in the paragraph: LibreOffice reads its place nowhere else.
    """
    style, page = standard.style(note.style), standard.page
    width = twips(page.width) - twips(page.left) - twips(page.right)
    high = point_twips(style.line) * (1 + "".join(span.text for span in note.spans).count("\n"))
    top = twips(page.height - style.from_bottom_mm) - high
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/><w:framePr w:w="{width}" w:h="{high}" '
        'w:hRule="exact" w:wrap="around" w:vAnchor="page" w:hAnchor="margin" w:xAlign="center" '
        f'w:y="{top}"/></w:pPr>{runs_xml(note.spans)}</w:p>'
    )


def empty_xml(style: str, standard: Standard, properties: str = "") -> str:
    """Return a paragraph without text; `properties` is a section break, if any."""
    key = style_id(standard.style(style))
    return f'<w:p><w:pPr><w:pStyle w:val="{key}"/>{properties}</w:pPr></w:p>'


def runs_xml(spans: Iterable[Span]) -> str:
    """Return the runs of a paragraph."""
    return "".join(_run(span) for span in spans)


def xml_text(text: str) -> str:
    """Return text for XML: NFC, escaped, without the characters XML does not know."""
    kept = "".join(
        c
        for c in unicodedata.normalize("NFC", text)
        if unicodedata.category(c) not in {"Cc", "Cs"} and c not in "\ufffe\uffff"
    )
    return escape(kept)


def _run(span: Span) -> str:
    lines = span.text.split("\n")
    text = "<w:br/>".join(
        f'<w:t xml:space="preserve">{xml_text(line)}</w:t>' if line else "" for line in lines
    )
    look = _look(span) + ("<w:strike/>" if span.struck else "")
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{text}</w:r>"


def _look(span: Span) -> str:
    if span.underline:
        return f'<w:rStyle w:val="{UNDERLINED}"/>'
    if span.bold and span.italic is None:
        return f'<w:rStyle w:val="{BOLD}"/><w:b/><w:bCs/>'
    if span.italic and span.bold is None:
        return f'<w:rStyle w:val="{ITALIC}"/><w:i/><w:iCs/>'
    return _toggle("b", on=span.bold) + _toggle("i", on=span.italic)


def _toggle(tag: str, *, on: bool | None) -> str:
    if on is None:
        return ""
    value = "" if on else ' w:val="0"'
    return f"<w:{tag}{value}/><w:{tag}Cs{value}/>"


def _spacing(para: Para) -> str:
    before = "" if para.before is None else f' w:before="{point_twips(para.before)}"'
    after = "" if para.after is None else f' w:after="{point_twips(para.after)}"'
    return f"<w:spacing{before}{after}/>" if before or after else ""


def _indent(indent: Indent | None) -> str:
    if indent is None:
        return ""
    right = f' w:right="{indent.right}"' if indent.right else ""
    return f'<w:ind w:left="{indent.left}"{right} w:hanging="{indent.hanging}"/>'


def _rule(rule: Rule, standard: Standard) -> str:
    after = f'<w:spacing w:after="{point_twips(rule.after)}"/>' if rule.after else ""
    return _bordered(rule.style, standard, after, rule.indent, rule.indent)


def _stamp(stamp: Stamp, standard: Standard) -> str:
    text = f"<w:r><w:t>{xml_text(stamp.text)}</w:t></w:r>"
    return _bordered(stamp.style, standard, "", stamp.left, stamp.right, text)


def _bordered(
    style: str, standard: Standard, spacing: str, left: int, right: int, text: str = ""
) -> str:
    """Return a paragraph whose style draws lines; its indents are their ends."""
    key = style_id(standard.style(style))
    ends = f'<w:ind w:left="{left}" w:right="{right}"/>' if left or right else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{key}"/>{spacing}{ends}</w:pPr>{text}</w:p>'
