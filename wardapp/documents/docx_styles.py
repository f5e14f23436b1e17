"""The parts of a Word file that follow from the standard alone: styles and settings.

One named style for each component, so that a clerk finds them in the gallery and the checker
finds the components again; no theme, no foreign styles (they cost 150 rows and an audit fault).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from xml.sax.saxutils import quoteattr

from wardapp.core.layout import Standard, TextStyle
from wardapp.documents.metrics import point_twips, twips
from wardapp.documents.table_grid import CELL_SIDE_MM

FONT = "Times New Roman"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ITALIC, BOLD, UNDERLINED = "VBNghieng", "VBDam", "VBGachChan"
SIDE_BY_SIDE, RULED = "VBHaicot", "VBBangke"
CELL_MARGINS_MM = {"top": 1.0, "left": CELL_SIDE_MM, "bottom": 1.0, "right": CELL_SIDE_MM}
_LINES = ("top", "left", "bottom", "right", "insideH", "insideV")
STAMP_RED = "FF0000"
STAMP_AIR = 2  # points between a frame and its line
_BOX = (("top", STAMP_AIR), ("left", 0), ("bottom", STAMP_AIR), ("right", 0))
_BORDER_EIGHTHS = 8
_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'
_JUSTIFICATIONS = {"left": "left", "center": "center", "right": "right", "justify": "both"}
_CHARACTER_STYLES = (
    (ITALIC, "VB Nghiêng", "<w:i/><w:iCs/>"),
    (BOLD, "VB Đậm", "<w:b/><w:bCs/>"),
    (UNDERLINED, "VB Gạch chân", '<w:u w:val="single"/>'),
)


def style_id(style: TextStyle) -> str:
    """Return the identifier of a style: its name without accents and blanks (`VBTrichyeu`)."""
    bare = unicodedata.normalize("NFD", style.word_name.replace("Đ", "D").replace("đ", "d"))
    return re.sub(r"[^A-Za-z0-9]", "", bare)


@lru_cache(maxsize=8)
def styles_xml(standard: Standard) -> str:
    """Return `word/styles.xml` of a standard."""
    body = standard.style("body")
    size = point_twips(body.size) // 10
    rows = "".join(_paragraph_style(style, standard) for style in standard.styles)
    characters = "".join(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{look}</w:rPr></w:style>'
        for key, name, look in _CHARACTER_STYLES
    )
    return (
        f"{XML_HEAD}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        f"{characters}{rows}{_table_styles(standard)}</w:styles>"
    )


def settings_xml(standard: Standard) -> str:
    """Return `word/settings.xml`: margins change sides on the back of a sheet."""
    mirrored = "<w:mirrorMargins/>" if standard.page.mirrored else ""
    return (
        f"{XML_HEAD}<w:settings {NAMESPACES}>{mirrored}"
        '<w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        "<w:compat><w:doNotExpandShiftReturn/>"
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="vi-VN"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _table_styles(standard: Standard) -> str:
    """Return the two kinds of table: blocks side by side without lines, and a ruled one."""
    weight = border_size(standard.measure("table_rule_pt"))
    drawn = "".join(
        f'<w:{side} w:val="single" w:sz="{weight}" w:space="0" w:color="000000"/>'
        for side in _LINES
    )
    return _table_style(
        SIDE_BY_SIDE, "VB Hai cột", "", dict.fromkeys(CELL_MARGINS_MM, 0.0)
    ) + _table_style(RULED, "VB Bảng kẻ", f"<w:tblBorders>{drawn}</w:tblBorders>", CELL_MARGINS_MM)


def _table_style(key: str, name: str, borders: str, margins: dict[str, float]) -> str:
    sides = "".join(
        f'<w:{side} w:w="{twips(width)}" w:type="dxa"/>' for side, width in margins.items()
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{borders}<w:tblCellMar>{sides}</w:tblCellMar></w:tblPr></w:style>"
    )


def border_size(points: float) -> int:
    """Return a border's weight in eighths of a point."""
    return round(points * _BORDER_EIGHTHS)


def _paragraph_style(style: TextStyle, standard: Standard) -> str:
    outline = (
        "" if style.outline_level is None else f'<w:outlineLvl w:val="{style.outline_level}"/>'
    )
    half_points = round(style.size * 2)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(style)}">'
        f"<w:name w:val={quoteattr(style.word_name)}/>"
        '<w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{'<w:keepNext/>' if style.keep_next else ''}<w:widowControl/>"
        f"{_frame(style, standard)}"
        f'<w:spacing w:before="{point_twips(style.before)}" w:after="{point_twips(style.after)}" '
        f'w:line="{point_twips(style.line)}" w:lineRule="exact"/>{_indent(style)}'
        f'<w:jc w:val="{_JUSTIFICATIONS[style.align]}"/>{outline}</w:pPr>'
        f"<w:rPr>{'<w:b/><w:bCs/>' if style.bold else ''}"
        f"{'<w:i/><w:iCs/>' if style.italic else ''}{_colour(style)}"
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr></w:style>'
    )


def _frame(style: TextStyle, standard: Standard) -> str:
    """Return the lines a style draws: a rule above its paragraph, or a box round it."""
    weight = border_size(standard.measure("rule_weight_pt"))
    colour = STAMP_RED if is_red(style) else "000000"
    sides = (("top", 0),) if style.frame == "top" else _BOX if style.frame else ()
    drawn = "".join(
        f'<w:{side} w:val="single" w:sz="{weight}" w:space="{air}" w:color="{colour}"/>'
        for side, air in sides
    )
    return f"<w:pBdr>{drawn}</w:pBdr>" if drawn else ""


def _colour(style: TextStyle) -> str:
    return f'<w:color w:val="{STAMP_RED}"/>' if is_red(style) else ""


def is_red(style: TextStyle) -> bool:
    """Return whether a style prints in the red of stamps."""
    return style.frame.startswith("red")


def _indent(style: TextStyle) -> str:
    if style.hanging_mm:
        first = f'w:hanging="{twips(style.hanging_mm)}"'
    else:
        first = f'w:firstLine="{twips(style.first_line_mm)}"'
    return f'<w:ind w:left="{twips(style.left_mm)}" {first}/>'
