"""Sets a paper as a Word file in a habit."""

from __future__ import annotations

import random
import textwrap
from dataclasses import replace
from itertools import zip_longest

from tests.checking_corpus.habits import BOXES, TABS, Habit
from tests.checking_corpus.habits import TABLE as IN_TABLE
from tests.checking_corpus.marks import (
    drawn_rule,
    letters,
    page_field,
    paragraph_marks,
    points,
    text_run,
    twips,
)  # fmt: skip
from tests.checking_corpus.numbers import AutoNumbers
from tests.checking_corpus.package import SPACES, Package, numbering
from tests.checking_corpus.sheet import (
    CENTER,
    PARTY,
    Block,
    Look,
    Page,
    Para,
    Sheet,
    Table,
    like,
)  # fmt: skip
from tests.checking_corpus.stylesheet import Stylesheet

LOUD = ("type", "authority", "position", "superior")
LEFT_TAB, RIGHT_TAB = 38.0, 122.0
PARTY_COLUMNS, STATE_COLUMNS = (78.0, 87.0), (65.0, 100.0)
FOOT_COLUMNS = (80.0, 85.0)


def write(sheet: Sheet, habit: Habit, rng: random.Random) -> bytes:
    """Return the Word file of a paper."""
    return _Writer(sheet, habit, rng).package().to_bytes()


class _Writer:
    def __init__(self, sheet: Sheet, habit: Habit, rng: random.Random) -> None:
        self.sheet, self.habit, self.rng = sheet, habit, rng
        self.styles = Stylesheet(sheet, habit)
        self.auto = AutoNumbers(sheet, habit)
        self.serial = 0
        self.middle = 0.0  # of the column of a drawn rule, 0 = its own middle

    def package(self) -> Package:
        sheet = self.sheet
        parts = [self._header(), *map(self._block, sheet.body), self._foot()]
        if sheet.annexes:
            parts.append(f"<w:p><w:pPr>{self._section(sheet.page)}</w:pPr></w:p>")
        for at, annex in enumerate(sheet.annexes):
            parts.extend(map(self._block, annex.blocks))
            marks = self._section(annex.page, restarts=annex.restarts)
            last = at == len(sheet.annexes) - 1
            parts.append(marks if last else f"<w:p><w:pPr>{marks}</w:pPr></w:p>")
        if not sheet.annexes:
            parts.append(self._section(sheet.page))
        body = "".join(parts)
        return Package(
            document=f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
            styles=self.styles.xml(),
            theme_font="Aptos" if self.habit.office_2024 else "Calibri",
            tops=self._tops(),
            numbering=numbering(self.auto.mark) if self.auto.used else "",
            mirror=sheet.page.mirror,
        )

    # -- sections ------------------------------------------------------------------------------

    def _tops(self) -> dict[str, str]:
        number = self.sheet.page.number
        if not number.shown:
            return {}
        tag = "hdr" if number.place == "header" else "ftr"
        field = page_field(number, self.habit.page_field)
        tops = {f"{number.place}1": f"<w:{tag} {SPACES}>{field}</w:{tag}>"}
        if not number.on_first:
            tops[f"{number.place}2"] = f"<w:{tag} {SPACES}><w:p/></w:{tag}>"
        return tops

    def _section(self, page: Page, *, restarts: bool = False) -> str:
        number = self.sheet.page.number
        made = []
        for name in self._tops():
            kind = "default" if name.endswith("1") else "first"
            made.append(f'<w:{number.place}Reference w:type="{kind}" r:id="{name}"/>')
        wide, high = twips(page.width), twips(page.height)
        turned = ' w:orient="landscape"' if page.width > page.height else ""
        made.append('<w:type w:val="nextPage"/>')
        made.append(f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/>')
        edges = {
            "top": page.top, "right": page.right, "bottom": page.bottom, "left": page.left,
            "header": number.distance, "footer": number.distance, "gutter": 0.0,
        }  # fmt: skip
        sides = (f'w:{side}="{twips(value)}"' for side, value in edges.items())
        made.append(f"<w:pgMar {' '.join(sides)}/>")
        if restarts:
            made.append('<w:pgNumType w:start="1"/>')
        if number.shown and not number.on_first:
            made.append("<w:titlePg/>")
        return f"<w:sectPr>{''.join(made)}</w:sectPr>"

    # -- header --------------------------------------------------------------------------------

    def _header(self) -> str:
        sheet, kind = self.sheet, self.habit.header
        framed = any(para.frame for para in (*sheet.left, *sheet.right))
        if sheet.plain_header or (framed and kind == TABS):  # a frame needs a line of its own
            kind = IN_TABLE
        if kind == TABS:
            return self._tab_header()
        if kind == BOXES:
            return self._box_header()
        left, right = PARTY_COLUMNS if sheet.facts.family == PARTY else STATE_COLUMNS
        return self._columns(left, right, (sheet.left, sheet.right))

    def _columns(self, left: float, right: float, blocks: tuple[list[Para], list[Para]]) -> str:
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(wide)}" w:type="dxa"/></w:tcPr>'
            f"{self._stacked(paras) or '<w:p/>'}</w:tc>"
            for wide, paras in zip((left, right), blocks, strict=True)
        )
        grid = f'<w:gridCol w:w="{twips(left)}"/><w:gridCol w:w="{twips(right)}"/>'
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{twips(left + right)}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
            '<w:right w:w="0" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="0000"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>"
        )

    def _stacked(self, paras: list[Para]) -> str:
        made = []
        for at, para in enumerate(paras):
            following = paras[at + 1] if at + 1 < len(paras) else None
            if para.rule and self._draws(para):
                if at == 0:
                    made.append(self._para(para))
                continue
            rule = following if following is not None and following.rule else None
            made.append(self._para(para, rule if rule and self._draws(rule) else None))
        return "".join(made)

    def _draws(self, para: Para) -> bool:
        return self.habit.rule_is_drawn and bool(para.rule)

    def _tab_header(self) -> str:
        sides = ((self.sheet.left, LEFT_TAB), (self.sheet.right, RIGHT_TAB))
        columns = [self._tab_lines(paras, middle) for paras, middle in sides]
        marks = (
            f'<w:tabs><w:tab w:val="center" w:pos="{twips(LEFT_TAB)}"/>'
            f'<w:tab w:val="center" w:pos="{twips(RIGHT_TAB)}"/></w:tabs>'
            '<w:spacing w:before="{}" w:after="0" w:line="360" w:lineRule="exact"/>'
            '<w:ind w:left="0" w:firstLine="0"/><w:jc w:val="left"/>'
        )
        made = []
        for (before, left), (_, right) in zip_longest(*columns, fillvalue=(0.0, "")):
            tab = "<w:r><w:tab/></w:r>"
            second = f"{tab}{right}" if right else ""
            made.append(
                f"<w:p><w:pPr>{marks.format(points(before))}</w:pPr>{tab}{left}{second}</w:p>"
            )
        return "".join(made)

    def _tab_lines(self, paras: list[Para], middle: float) -> list[tuple[float, str]]:
        made: list[tuple[float, str]] = []
        for para in paras:
            if para.rule:
                self.serial += 1
                if made:
                    before, line = made.pop()
                    line += drawn_rule(para.rule, self.serial, middle=middle)
                    made += [(before, line), (0.0, "")]
                continue
            for line in para.text.split("\n"):
                room = {"cv_subject": 36, "superior": 26, "issuer": 26}.get(para.role, 99)
                pieces = textwrap.wrap(line, room) or [line]
                for at, piece in enumerate(pieces):
                    runs = self._runs(replace(para, text=piece), "spacer")
                    made.append((0.0 if at else para.before, runs))
        return made

    def _box_header(self) -> str:
        inner = self._stacked(self.sheet.right)
        mm = PARTY_COLUMNS[1] if self.sheet.facts.family == PARTY else STATE_COLUMNS[1]
        wide, high = round(mm * 36000), 24 * 36000
        beside = round((self.sheet.page.room - mm) * 36000)
        box = (
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" '
            'distB="0" distL="0" distR="0" simplePos="0" relativeHeight="251700000" behindDoc="0" '
            'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
            f'<wp:positionH relativeFrom="margin"><wp:posOffset>{beside}</wp:posOffset>'
            "</wp:positionH>"
            '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
            f'<wp:extent cx="{wide}" cy="{high}"/><wp:wrapNone/><wp:docPr id="900" name="Box"/>'
            '<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/'
            'office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
            f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom '
            'prst="rect"><a:avLst/></a:prstGeom><a:noFill/></wps:spPr><wps:txbx><w:txbxContent>'
            f'{inner}</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/>'
            "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
            '<mc:Fallback><w:pict><v:shape style="position:absolute;width:246pt;height:62pt">'
            f"<v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"
            "</mc:Fallback></mc:AlternateContent></w:r>"
        )
        narrow = [replace(para, right=mm + 2.0) for para in self.sheet.left]
        self.middle = (self.sheet.page.room - mm - 2.0) / 2
        left = self._stacked(narrow)
        self.middle = 0.0
        end = left.index("</w:pPr>") + len("</w:pPr>")
        return left[:end] + box + left[end:]

    # -- blocks --------------------------------------------------------------------------------

    def _foot(self) -> str:
        sheet = self.sheet
        first = sheet.signature_left or sheet.recipients
        spacer = self._para(Para("spacer", ""))
        return spacer + self._columns(*FOOT_COLUMNS, (first, sheet.signature))

    def _block(self, block: Block) -> str:
        if isinstance(block, Table):
            return self._table(block)
        if self._draws(block):
            self.serial += 1
            marks = paragraph_marks(replace(block, rule=0.0), self.styles.name("spacer"))
            return f"<w:p><w:pPr>{marks}</w:pPr>{drawn_rule(block.rule, self.serial, -3)}</w:p>"
        return self._para(block)

    def _para(self, para: Para, rule: Para | None = None) -> str:
        if self.habit.lines_are_paragraphs and "\n" in para.text and para.role != "name":
            lines = [replace(para, text=line, before=0.0) for line in para.text.split("\n")]
            lines[0].before = para.before
            return "".join(self._para(line) for line in lines[:-1]) + self._para(lines[-1], rule)
        if para.role == "name" and self.habit.empty_lines and para.before:
            empty = replace(para, role="spacer", text="", before=0.0)
            return self._para(empty) * 4 + self._para(replace(para, before=0.0), rule)
        if para.rule:
            return self._ruled(para)
        number = self.auto.marks(para)
        style = self.styles.name(para.role)
        marks = paragraph_marks(para, style, number, own=not self.styles.says_all(para))
        text = self.auto.text(para)
        marks += letters(para.look, self.styles.look(para.role))
        drawn = ""
        if rule is not None:
            self.serial += 1
            drawn = drawn_rule(rule.rule, self.serial, middle=self.middle)
        return f"<w:p><w:pPr>{marks}</w:pPr>{self._runs(replace(para, text=text))}{drawn}</w:p>"

    def _ruled(self, para: Para) -> str:
        cell = self._room(para)
        side = twips(max(0.0, (cell - para.rule) / 2))
        return (
            '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
            '</w:pBdr><w:spacing w:before="60" w:after="0" w:line="280" w:lineRule="exact"/>'
            f'<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/></w:pPr></w:p>'
        )

    def _room(self, para: Para) -> float:
        sheet = self.sheet
        left, right = PARTY_COLUMNS if sheet.facts.family == PARTY else STATE_COLUMNS
        if any(each is para for each in sheet.left):
            return left
        if any(each is para for each in sheet.right):
            return right
        return sheet.page.room

    def _runs(self, para: Para, styled: str = "") -> str:
        text, look = para.text, para.look
        if self.habit.caps_by_look and para.role in LOUD and text == text.upper() != text.lower():
            text, look = text.capitalize(), like(look, caps=True)
        if self.habit.hard_spaces and para.role == "date":
            text = text.replace("tháng ", "tháng\u00a0").replace("năm ", "năm\u00a0")
        base = self.styles.look(styled or para.role)
        made = ""
        if para.head and text.startswith(para.head):
            text = text[len(para.head) :]
            made = self._split(para.head, letters(para.head_look or look, base))
        return made + self._split(text, letters(look, base))

    def _split(self, text: str, marks: str) -> str:
        if not self.habit.splits or len(text) < 4:
            return text_run(text, marks) if text else ""
        cuts = sorted(self.rng.sample(range(1, len(text)), min(3, len(text) // 4)))
        pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        made = []
        for piece in pieces:
            rsid = f"00{self.rng.randrange(16**6):06X}"
            made.append(text_run(piece, marks, rsid))
            if self.rng.random() < 0.3:
                made.append('<w:proofErr w:type="spellStart"/>')
        return "".join(made)

    def _table(self, table: Table) -> str:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        lines = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides
        )
        grid = "".join(f'<w:gridCol w:w="{twips(wide)}"/>' for wide in table.widths)
        rows = "".join(self._row(table, at) for at in range(len(table.rows)))
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(table.widths))}" w:type="dxa"/>'
            f'<w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )

    def _row(self, table: Table, at: int) -> str:
        head = at == 0
        cells = []
        for column, text in enumerate(table.rows[at]):
            align = CENTER if head or column in (0, 3) else "left"
            para = Para("cell", text, Look(size=table.size, bold=head), align, line=("auto", 1.0))
            wide = f'<w:tcW w:w="{twips(table.widths[column])}" w:type="dxa"/>'
            cells.append(f"<w:tc><w:tcPr>{wide}</w:tcPr>{self._para(para)}</w:tc>")
        marks = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else ""
        return f"<w:tr>{marks}{''.join(cells)}</w:tr>"
