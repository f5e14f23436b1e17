"""Papers as clerks make them in Word without any style of ours: blocks by rows, tabs, boxes."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/'
    'vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
STYLES = (
    f"<w:styles {NS}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="22"/></w:rPr>'
    '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" '
    'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'
    '<w:sz w:val="28"/></w:rPr>'
    '</w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name '
    'w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right '
    'w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>'
)
_THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>'
    '<a:fontScheme name="Office"><a:majorFont><a:latin typeface="Calibri Light"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements>'
    "</a:theme>"
)
PAGE_HEADER = (
    f"<w:hdr {NS}><w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="
    '"Page Numbers (Top of Page)"/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:pPr>'
    '<w:spacing w:after="0"/><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/>'
    "</w:r><w:r><w:instrText>PAGE   \\* MERGEFORMAT</w:instrText></w:r><w:r><w:fldChar "
    'w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/>'
    "</w:r></w:p></w:sdtContent></w:sdt></w:hdr>"
)


def package(body: str, *, header: str = PAGE_HEADER, settings: str = "") -> bytes:
    """A Word file of a body."""
    kinds = ("styles", "theme", "header", "settings")
    files = ("styles.xml", "theme/theme1.xml", "header1.xml", "settings.xml")
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{_RELS}/{kind}" Target="{file}"/>'
        for at, (kind, file) in enumerate(zip(kinds, files, strict=True), 1)
    )
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" '
        'w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" '
        'w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{_RELS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NS}><w:body>{body}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        "</Relationships>",
        "word/styles.xml": STYLES,
        "word/theme/theme1.xml": _THEME,
        "word/header1.xml": header,
        "word/settings.xml": f"<w:settings {NS}>{settings}<w:compat><w:compatSetting "
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat></w:settings>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def run(text: str, look: str = "", size: float = 0) -> str:
    """A run; look is made of the letters b, i, u, c (capitals)."""
    tags = "".join(f"<w:{tag}/>" for tag in ("b", "i") if tag in look)
    tags += "<w:caps/>" if "c" in look else ""
    tags += f'<w:sz w:val="{round(size * 2)}"/>' if size else ""
    tags += '<w:u w:val="single"/>' if "u" in look else ""
    pieces = text.replace("\t", "\x00\t\x00").split("\x00")
    inner = "".join(
        "<w:tab/>" if piece == "\t" else f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
        for piece in pieces
        if piece
    )
    return f"<w:r><w:rPr>{tags}</w:rPr>{inner}</w:r>"


def para(inner: str, align: str = "center", extra: str = "", spacing: str = "") -> str:
    """A paragraph of runs; without room around it unless `spacing` says so."""
    spaced = spacing or '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    return f'<w:p><w:pPr>{spaced}{extra}<w:jc w:val="{align}"/></w:pPr>{inner}</w:p>'


BODY = '<w:spacing w:before="0" w:after="120" w:line="360" w:lineRule="exact"/>'
FIRST = '<w:ind w:firstLine="567"/>'


def body(*texts: str, look: str = "") -> str:
    """Paragraphs of running text."""
    return "".join(para(run(text, look), "both", FIRST, BODY) for text in texts)


def table(*rows: tuple[str, str], widths: tuple[int, int] = (4395, 5067)) -> str:
    """Two columns without lines, a little wider than the text as clerks drag them."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for width, cell in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{cells}</w:tbl>'
    )


def line(length_mm: float, offset_mm: float, down_mm: float = 0.5) -> str:
    """A drawn line that floats from its paragraph, saved twice as Word does."""
    wide, left, down = (round(value * 36000) for value in (length_mm, offset_mm, down_mm))
    points = length_mm * 72 / 25.4
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:positionH '
        f'relativeFrom="column"><wp:posOffset>{left}</wp:posOffset></wp:positionH><wp:positionV '
        f'relativeFrom="paragraph"><wp:posOffset>{down}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{wide}" cy="0"/><a:graphic><a:graphicData><wps:wsp><wps:cNvCnPr/>'
        "<wps:spPr>"
        '<a:prstGeom prst="straightConnector1"/></wps:spPr></wps:wsp></a:graphicData></a:graphic>'
        '</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:line from="0,0" '
        f'to="{points:.1f}pt,0"/></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
    )


def box(inner: str, left_mm: float, width_mm: float, height_mm: float) -> str:
    """A text box that floats from its paragraph, its text saved twice as Word does."""
    sizes = [round(value * 36000) for value in (left_mm, width_mm, height_mm)]
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:positionH '
        f'relativeFrom="column"><wp:posOffset>{sizes[0]}</wp:posOffset></wp:positionH>'
        f'<wp:extent cx="{sizes[1]}" cy="{sizes[2]}"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
        f"<w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


_TEXTS = (
    "Thực hiện Chương trình công tác năm 2026, Đảng uỷ phường Liên Hồ đề nghị các chi bộ trực "
    "thuộc rà soát danh sách và gửi về Văn phòng Đảng uỷ trước ngày 20/6/2026.",
    "Các chi bộ phân công một đồng chí cấp uỷ phụ trách, bảo đảm đúng tiến độ, rõ người, rõ việc.",
)


def state_by_rows() -> bytes:
    """A State decision: header in rows, drawn lines, a signature in a table."""
    head = table(
        (
            para(run("ỦY BAN NHÂN DÂN", "b", 13))
            + para(run("PHƯỜNG LIÊN HỒ", "b", 13) + line(18, 28, 5.6)),
            para(run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b", 12))
            + para(run("Độc lập - Tự do - Hạnh phúc", "b", 13) + line(56, 15, 5.6)),
        ),
        (
            para(run("Số: 15/QĐ-UBND", "", 13), spacing='<w:spacing w:before="120" w:after="0"/>'),
            para(
                run("Liên Hồ, ngày 05 tháng 6 năm 2026", "i", 13),
                spacing='<w:spacing w:before="120" w:after="0"/>',
            ),
        ),
    )
    title = (
        para(run("QUYẾT ĐỊNH", "b"), spacing='<w:spacing w:before="240" w:after="0"/>')
        + para(run("Về việc thành lập Tổ giúp việc rà soát địa bàn", "b") + line(40, 62, 6))
        + para("", spacing='<w:spacing w:after="0"/>')
    )
    single = '<w:spacing w:before="0" w:after="120" w:line="276" w:lineRule="auto"/>'
    text = para(run("CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG LIÊN HỒ", "b"), spacing=single)
    for basis in (
        "Căn cứ Luật Tổ chức chính quyền địa phương năm 2025;",
        "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.",
    ):
        text += para(run(basis, "i"), "both", FIRST, single)
    text += para(run("QUYẾT ĐỊNH:", "b"), spacing=single)
    for article in (
        ("Điều 1. ", "Thành lập Tổ giúp việc rà soát địa bàn gồm các ông, bà có tên kèm theo."),
        ("Điều 2. ", "Tổ giúp việc hoạt động theo sự phân công của Chủ tịch."),
    ):
        text += para(run(article[0], "b") + run(article[1]), "both", FIRST, single)
    foot = table(
        (
            para(run("Nơi nhận:", "bi", 12), "left")
            + para(run("- Thường trực Đảng ủy;", "", 11), "left")
            + para(run("- Lưu: VT, VHXH.", "", 11), "left"),
            para(run("TM. ỦY BAN NHÂN DÂN", "b"))
            + para(run("CHỦ TỊCH", "b"))
            + "".join(para("") for _ in range(4))
            + para(run("Trần Minh Khuê", "b")),
        )
    )
    return package(head + title + text + foot + para(""))


def party_by_tabs() -> bytes:
    """A Party công văn whose blocks stand side by side by tabs, its signature by an indent."""
    stops = (
        '<w:tabs><w:tab w:val="center" w:pos="2100"/><w:tab w:val="center" w:pos="7300"/></w:tabs>'
    )
    rows = (
        run("\tĐẢNG BỘ THÀNH PHỐ HÀ LIÊN") + run("\t") + run("ĐẢNG CỘNG SẢN VIỆT NAM", "b", 15),
        run("\t") + run("ĐẢNG UỶ PHƯỜNG LIÊN HỒ", "b") + line(73, 92, 0.5),
        run("\t*\t") + run("Liên Hồ, ngày 05 tháng 6 năm 2026", "i"),
        run("\tSố 41-CV/ĐU"),
    )
    head = "".join(para(row, "left", stops) for row in rows)
    head += para(run("\tvề việc rà soát danh sách", "i", 12), "left", stops)
    to = para(
        run("Kính gửi:", "i") + run(" Các chi bộ trực thuộc."),
        spacing='<w:spacing w:before="240" w:after="120"/>',
    )
    names = (
        run("Nơi nhận:", "u") + run("\t") + run("T/M BAN THƯỜNG VỤ", "b"),
        run("- Như trên;", "", 12) + run("\t") + run("PHÓ BÍ THƯ"),
        run("- Lưu Văn phòng Đảng uỷ.", "", 12),
    )
    stop = '<w:tabs><w:tab w:val="center" w:pos="7088"/></w:tabs>'
    foot = "".join(para(name, "left", stop) for name in names)
    foot += "".join(para("") for _ in range(3))
    foot += para(run("Trần Minh Khuê", "b"), "center", '<w:ind w:left="4820"/>')
    return package(head + to + body(*_TEXTS) + foot)


def party_in_boxes() -> bytes:
    """A Party kế hoạch whose header stands in two text boxes, each saved twice."""
    left = (
        para(run("ĐẢNG UỶ PHƯỜNG LIÊN HỒ"))
        + para(run("BAN XÂY DỰNG ĐẢNG", "b"))
        + para(run("*"))
        + para(run("Số 08-KH/BXDĐ"))
    )
    right = (
        para(run("ĐẢNG CỘNG SẢN VIỆT NAM", "b", 15))
        + para(
            line(72.9, 1, 0.3), spacing='<w:spacing w:after="0" w:line="200" w:lineRule="exact"/>'
        )
        + para(run("Liên Hồ, ngày 05 tháng 6 năm 2026", "i"))
    )
    anchor = para(box(left, -2, 78, 34) + box(right, 86, 80, 34))
    gap = "".join(para("") for _ in range(4))
    title = (
        para(run("Kế hoạch", "bc", 15))
        + para(run("kiểm tra việc chấp hành chế độ sinh hoạt chi bộ", "b"))
        + para(run("-----"))
        + para("")
    )
    roman = para(run("I. MỤC ĐÍCH, YÊU CẦU", "b"), "both", FIRST, BODY)
    foot = para(run("Nơi nhận:", "u"), "left")
    foot += "".join(
        para(run(text, "", 12), "left")
        for text in ("- Các chi bộ trực thuộc;", "- Lưu Ban Xây dựng Đảng.")
    )
    signed = "".join(
        para(text, "center", '<w:ind w:left="4536"/>')
        for text in (run("TRƯỞNG BAN", "b"), "", "", "", run("Lê Thị Hoài", "b"))
    )
    return package(anchor + gap + title + roman + body(*_TEXTS) + foot + signed)


def breaks(*lines: tuple[str, str]) -> str:
    """Lines of one paragraph, parted by Shift+Enter."""
    return "<w:r><w:br/></w:r>".join(run(text, look) for text, look in lines)


def state_by_breaks() -> bytes:
    """A State công văn, each block one paragraph with line breaks, rules by old VML lines."""
    rule = (
        '<w:r><w:pict><v:line style="position:absolute" from="{}pt,33pt" to="{}pt,33pt"/>'
        "</w:pict></w:r>"
    )
    head = table(
        (
            para(
                breaks(
                    ("ỦY BAN NHÂN DÂN", "b"),
                    ("PHƯỜNG LIÊN HỒ", "b"),
                    ("", ""),
                    ("Số: 12/UBND-VHXH", ""),
                ).replace("</w:rPr>", '<w:sz w:val="26"/></w:rPr>')
                + rule.format(80, 130)
            )
            + para(
                run("V/v rà soát danh sách", "", 12),
                spacing='<w:spacing w:before="120" w:after="0"/>',
            ),
            para(
                breaks(("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b")).replace(
                    "</w:rPr>", '<w:sz w:val="24"/></w:rPr>'
                )
                + "<w:r><w:br/></w:r>"
                + breaks(
                    ("Độc lập - Tự do - Hạnh phúc", "b"),
                    ("", ""),
                    ("Liên Hồ, ngày 05 tháng 6 năm 2026", "i"),
                ).replace("</w:rPr>", '<w:sz w:val="26"/></w:rPr>')
                + rule.format(37, 205)
            ),
        )
    )
    to = para(
        run("Kính gửi: Các trường học trên địa bàn phường."),
        spacing='<w:spacing w:before="240" w:after="120"/>',
    )
    single = '<w:spacing w:before="0" w:after="120" w:line="276" w:lineRule="auto"/>'
    text = "".join(para(run(each), "both", FIRST, single) for each in _TEXTS)
    foot = table(
        (
            para(
                breaks(("Nơi nhận:", "bi")).replace("</w:rPr>", '<w:sz w:val="24"/></w:rPr>')
                + "<w:r><w:br/></w:r>"
                + breaks(("- Như trên;", ""), ("- Lưu: VT, VHXH.", "")).replace(
                    "</w:rPr>", '<w:sz w:val="22"/></w:rPr>'
                ),
                "left",
            ),
            para(
                breaks(
                    ("TM. ỦY BAN NHÂN DÂN", "b"),
                    ("KT. CHỦ TỊCH", "b"),
                    ("PHÓ CHỦ TỊCH", "b"),
                    ("", ""),
                    ("", ""),
                    ("", ""),
                    ("Trần Minh Khuê", "b"),
                )
            ),
        )
    )
    return package(head + to + text + foot + para(""))


MADE = {
    "state-by-breaks": state_by_breaks,
    "state-by-rows": state_by_rows,
    "party-by-tabs": party_by_tabs,
    "party-in-boxes": party_in_boxes,
}
