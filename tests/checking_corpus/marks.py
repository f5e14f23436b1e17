"""Word's marks for letters, paragraphs, rules and page numbers."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tests.checking_corpus.sheet import THEME_FONT, Look, PageNumber, Para

TWIPS_A_MM = 1440 / 25.4
EMU_A_MM = 36000
AUTO_LINE = 240
EMPTY = Look(size=0.0, font="")


def twips(mm: float) -> int:
    """Return millimetres as twips."""
    return round(mm * TWIPS_A_MM)


def points(value: float) -> int:
    """Return points as twips."""
    return round(value * 20)


def fonts(name: str) -> str:
    """Return the fonts of a run; the theme's own when asked for."""
    if name == THEME_FONT:
        words = 'asciiTheme="minorHAnsi" hAnsiTheme="minorHAnsi" cstheme="minorBidi"'
        pairs = [f"w:{word}" for word in words.split()]
        return f"<w:rFonts {' '.join(pairs)}/>"
    kinds = ("ascii", "hAnsi", "eastAsia", "cs")
    pairs = [f'w:{kind}="{name}"' for kind in kinds]
    return f"<w:rFonts {' '.join(pairs)}/>"


def letters(look: Look, base: Look = EMPTY) -> str:
    """Return the marks by which a look differs from its base."""
    marks = []
    if look.font and look.font != base.font:
        marks.append(fonts(look.font))
    for name, mine, theirs in (
        ("b", look.bold, base.bold),
        ("i", look.italic, base.italic),
        ("caps", look.caps, base.caps),
    ):
        if mine != theirs:
            marks.append(f"<w:{name}/>" if mine else f'<w:{name} w:val="0"/>')
    if look.decoration:
        marks.append(f"<w:{look.decoration}/>")
    if look.color != base.color:
        marks.append(f'<w:color w:val="{look.color or "auto"}"/>')
    if look.size and look.size != base.size:
        half = round(look.size * 2)
        marks.append(f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>')
    if look.underline != base.underline:
        marks.append(f'<w:u w:val="{"single" if look.underline else "none"}"/>')
    return f"<w:rPr>{''.join(marks)}</w:rPr>" if marks else ""


def spacing(para: Para) -> str:
    """Return the spacing of a paragraph, all of it."""
    rule, value = para.line
    line = round(value * AUTO_LINE) if rule == "auto" else points(value)
    return (
        f'<w:spacing w:before="{points(para.before)}" w:after="{points(para.after)}" '
        f'w:line="{line}" w:lineRule="{rule}"/>'
    )


def indents(para: Para) -> str:
    """Return the indents of a paragraph, all of them."""
    edge = f'w:left="{twips(para.left)}" w:right="{twips(para.right)}"'
    if para.hanging:
        return f'<w:ind {edge} w:hanging="{twips(para.hanging)}"/>'
    return f'<w:ind {edge} w:firstLine="{twips(para.first)}"/>'


def paragraph_marks(para: Para, style: str = "", extra: str = "", *, own: bool = True) -> str:
    """Return the marks of a paragraph; without `own` its style says all."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    keep = "<w:keepNext/>" if para.keep else ""
    order, _, tabs = extra.partition("|")
    framed = ""
    if para.frame:
        sides = ("top", "left", "bottom", "right")
        lines = (
            f'<w:{side} w:val="single" w:sz="6" w:space="1" w:color="FF0000"/>' for side in sides
        )
        framed = f"<w:pBdr>{''.join(lines)}</w:pBdr>"
    direct = ""
    if own:
        direct = f'{spacing(para)}{indents(para)}<w:jc w:val="{para.align}"/>'
    return f"{named}{keep}{order}{framed}{tabs}{direct}"


def text_run(text: str, marks: str, rsid: str = "") -> str:
    """Return a run; line feeds are soft breaks, tabulators are tabs."""
    made = []
    for number, line in enumerate(text.split("\n")):
        made.append("<w:br/>" if number else "")
        for at, piece in enumerate(line.split("\t")):
            made.append("<w:tab/>" if at else "")
            if piece:
                made.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    attribute = f' w:rsidR="{rsid}"' if rsid else ""
    return f"<w:r{attribute}>{marks}{''.join(made)}</w:r>"


def drawn_rule(length: float, serial: int, offset: float = 3.0, middle: float = 0.0) -> str:
    """Return a run with a straight line as Word draws it, with the old form beside it.

    It is centred in its column, or on `middle` (mm from the left of the column).
    """
    across = "<wp:align>center</wp:align>"
    if middle:
        across = f"<wp:posOffset>{round((middle - length / 2) * EMU_A_MM)}</wp:posOffset>"
    wide = round(length * EMU_A_MM)
    low = round(offset * EMU_A_MM + 4 * EMU_A_MM)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" '
        f'relativeHeight="{251659264 + serial}" behindDoc="0" locked="0" layoutInCell="1" '
        'allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">'
        f"{across}</wp:positionH>"
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{low}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{wide}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{serial}" name="Straight Connector {serial}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
        'wordprocessingShape"><wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{wide}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>'
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f'<mc:Fallback><w:pict><v:line id="line{serial}" style="position:absolute" '
        f'from="0,0" to="{length * 72 / 25.4:.1f}pt,0" strokeweight=".75pt"/></w:pict>'
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def page_field(number: PageNumber, kind: str) -> str:
    """Return the paragraph that shows the page number."""
    look = Look(number.size, number.bold, number.italic, font=number.font)
    marks = letters(look)
    switch = f" \\* {number.style} " if number.style else " "
    code = f" PAGE{switch}\\* MERGEFORMAT "
    if kind == "simple":
        field = f'<w:fldSimple w:instr="{code}"><w:r>{marks}<w:t>2</w:t></w:r></w:fldSimple>'
    else:
        steps = (
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText xml:space="preserve">{code}</w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
        field = "".join(f"<w:r>{marks}{step}</w:r>" for step in steps)
    if number.around:
        before, after = number.around.split("{}")
        field = text_run(before, marks) + field + text_run(after, marks)
    spaced = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    para = f'<w:p><w:pPr>{spaced}<w:jc w:val="{number.align}"/></w:pPr>{field}</w:p>'
    if kind != "block":
        return para
    gallery = '<w:docPartGallery w:val="Page Numbers (Top of Page)"/><w:docPartUnique/>'
    return (
        '<w:sdt><w:sdtPr><w:id w:val="-1318648399"/>'
        f"<w:docPartObj>{gallery}</w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{para}</w:sdtContent></w:sdt>"
    )
