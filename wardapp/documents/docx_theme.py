"""The theme part Word asks every file for; no style of ours uses it."""

from __future__ import annotations

from wardapp.documents.docx_styles import FONT, XML_HEAD

_COLOURS = (
    ("dk1", "000000"),
    ("lt1", "FFFFFF"),
    ("dk2", "1F1F1F"),
    ("lt2", "EEEEEE"),
    ("accent1", "1F5FA8"),
    ("accent2", "C00000"),
    ("accent3", "2E7D32"),
    ("accent4", "8A6D00"),
    ("accent5", "00687A"),
    ("accent6", "6A4C93"),
    ("hlink", "0563C1"),
    ("folHlink", "954F72"),
)
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
_FACE = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_THRICE = 3

THEME_XML = (
    f'{XML_HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'name="WardApp"><a:themeElements><a:clrScheme name="WardApp">'
    + "".join(f'<a:{key}><a:srgbClr val="{value}"/></a:{key}>' for key, value in _COLOURS)
    + f'</a:clrScheme><a:fontScheme name="WardApp"><a:majorFont>{_FACE}</a:majorFont>'
    f'<a:minorFont>{_FACE}</a:minorFont></a:fontScheme><a:fmtScheme name="WardApp">'
    f"<a:fillStyleLst>{_FILL * _THRICE}</a:fillStyleLst><a:lnStyleLst>{_LINE * _THRICE}"
    f"</a:lnStyleLst><a:effectStyleLst>{_EFFECT * _THRICE}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * _THRICE}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
    "</a:theme>"
)
