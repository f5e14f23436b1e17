"""The styles of a file: Word's own base, and one style for each part where the clerk has styles."""

from __future__ import annotations

from tests.checking_corpus.habits import STYLES, THEME, Habit
from tests.checking_corpus.marks import EMPTY, letters, paragraph_marks
from tests.checking_corpus.package import SPACES
from tests.checking_corpus.sheet import ROMAN_FONT, THEME_FONT, Look, Para, Sheet, like

NAMES = {
    "superior": "Cơ quan cấp trên", "issuer": "Cơ quan ban hành", "star": "Dấu sao",
    "number": "Số ký hiệu", "title": "Tiêu đề", "date": "Ngày tháng", "type": "Tên loại",
    "subject": "Trích yếu văn bản", "body": "Nội dung", "recipients": "Chữ nơi nhận",
    "recipient": "Dòng nơi nhận", "authority": "Quyền hạn", "position": "Chức danh",
    "name": "Người ký", "head1": "Mục lớn", "head2": "Mục nhỏ", "basis": "Dòng căn cứ",
}  # fmt: skip
NORMAL = Look(size=14.0, font=ROMAN_FONT)


class Stylesheet:
    """What each part inherits, and how it is named."""

    def __init__(self, sheet: Sheet, habit: Habit) -> None:
        self._habit = habit
        self._models: dict[str, Para] = {}
        if habit.format == STYLES:
            for para in sheet.paras():
                if not para.rule and para.role != "closing":
                    self._models.setdefault(para.role, para)

    def name(self, role: str) -> str:
        """Return the style id of a part, "" for Normal."""
        return f"vb{role.replace('_', '')}" if role in self._models else ""

    def look(self, role: str) -> Look:
        """Return what letters of this part are without direct marks."""
        if role in self._models:
            return self._models[role].look
        if self._habit.format == THEME:
            return NORMAL if self._habit.fonts_on_normal else like(EMPTY, font=THEME_FONT)
        return NORMAL if self._habit.format == STYLES else EMPTY

    def says_all(self, para: Para) -> bool:
        """True when the style holds spacing, indents and alignment of this paragraph."""
        model = self._models.get(para.role)
        return model is not None and _shape(model) == _shape(para)

    def xml(self) -> str:
        """Return word/styles.xml."""
        made = [self._defaults(), self._normal()]
        for role, model in self._models.items():
            title = NAMES.get(role, f"Phần {role}")
            bare = like(model.look)
            marks = paragraph_marks(model)
            made.append(
                f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{self.name(role)}">'
                f'<w:name w:val="{title}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
                f"<w:pPr>{marks}</w:pPr>{letters(bare, NORMAL)}</w:style>"
            )
        return f"<w:styles {SPACES}>{''.join(made)}</w:styles>"

    def _defaults(self) -> str:
        if self._habit.format != THEME:
            run = letters(Look(size=14.0))
            return (
                f"<w:docDefaults><w:rPrDefault>{run}</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
            )
        size, line = (12.0, 278) if self._habit.office_2024 else (11.0, 259)
        run = letters(Look(size=size, font=THEME_FONT))
        return (
            f"<w:docDefaults><w:rPrDefault>{run}</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing "
            f'w:after="160" w:line="{line}" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
            "</w:docDefaults>"
        )

    def _normal(self) -> str:
        marks = ""
        if self._habit.format != THEME or self._habit.fonts_on_normal:
            marks = letters(NORMAL)
        table = (
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal '
            'Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" '
            'w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        )
        return (
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
            f"<w:qFormat/>{marks}</w:style>{table}"
        )


def _shape(para: Para) -> tuple[object, ...]:
    return (
        para.align, para.first, para.left, para.hanging, para.right, para.line, para.before,
        para.after,
    )  # fmt: skip
