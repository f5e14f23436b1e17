"""What every part of a document is set with: the standard, the widths, and where lines break."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from wardapp.core.document import Paper
from wardapp.core.layout import PageSetup, Standard
from wardapp.documents.composition import Para, Span
from wardapp.documents.light_marks import printed_runs, run_text
from wardapp.documents.metrics import Metrics, balance, twips

_COMPOUNDS = re.compile(
    r"\b(thành phố|thành [uủ][ỷy]|đảng bộ|đảng [uủ][ỷy]|[uủ][ỷy] ban|nhân dân|hội đồng|chi bộ|"
    r"ban chỉ đạo|ban thường vụ|nghị quyết|kế hoạch|chỉ thị|khoa học|công nghệ|phát triển|"
    r"chuyển đổi số|xây dựng|tuyên truyền|tuyên giáo|dân vận|tổ chức|thực hiện|phối hợp|quản lý|"
    r"dự án|đầu tư|văn hóa|văn hoá|xã hội|kinh tế|chính trị|kết quả|công tác|thông tin|"
    r"truyền thông|ngày hội|nhiệm vụ|nội dung|hướng dẫn|báo cáo|đề nghị|triển khai|tăng cường|"
    r"đẩy mạnh|an ninh|quốc phòng|mặt trận|tổ quốc|việt nam|chính quyền|địa phương|mô hình|"
    r"chánh văn phòng|văn phòng|kiểm tra|chủ nhiệm|chủ tịch|bí thư|thường trực|"
    r"cơ sở|quy định|quyết định|danh sách|thành lập|tổ dân phố|quốc tử giám)\b|\S (?=[-–] )|"
    r"\b(?:và|về|của|với|cho|tại|trong|từ|đến|để|theo|các|những) (?=\S)",
    re.IGNORECASE,
)
_SLACK = 0.3  # millimetres: programs round the widths of letters each in its own way
_BEFORE_FIGURES = re.compile(r"\b(ngày|số|tháng|năm|quý) (?=[\dIVX])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setter:
    """What every part of a document is set with: the rules, the widths, the page."""

    standard: Standard
    metrics: Metrics

    def width(self, style: str, text: str) -> float:
        """Return the width in millimetres of a line of the style."""
        look = self.standard.style(style)
        return self.metrics.width_mm(text, look.size, bold=look.bold, italic=look.italic)

    def text(self, style: str, text: str) -> str:
        """Return text as the style prints it: one line, in capitals where the law wants them."""
        plain = _plain(text)
        return plain.upper() if self.standard.style(style).caps else plain

    def para(self, style: str, text: str) -> Para:
        """Return a paragraph of one look."""
        return Para(style=style, spans=(Span(text=self.text(style, text)),))

    def broken(self, style: str, text: str, room: float) -> str:
        """Return text with its lines balanced to the room in millimetres.

        Words that belong together stay together: `ngày 05/6/2026`, `thành phố`.
        """
        return self._balanced(style, self.text(style, text), room)

    def broken_as_typed(self, style: str, text: str, room: float) -> str:
        """Return text with its lines balanced, its letters as they were typed."""
        return self._balanced(style, _plain(text), room)

    def filled(self, style: str, text: str, room: float) -> str:
        """Return text with a line break wherever the next word does not fit the room."""
        lines = [""]
        for word in self.text(style, text).split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if self.width(style, longer) > room and lines[-1]:
                lines.append(word)
            else:
                lines[-1] = longer
        return "\n".join(lines)

    def _balanced(self, style: str, text: str, room: float) -> str:
        figures = _BEFORE_FIGURES.sub("\\1\u00a0", text)
        bound = _COMPOUNDS.sub(lambda found: found[0].replace(" ", "\u00a0"), figures)
        lines = balance(bound, room - _SLACK, lambda line: self.width(style, line))
        return "\n".join(lines).replace("\u00a0", " ")

    def widest(self, style: str, text: str) -> float:
        """Return the width of the widest line of text in millimetres."""
        return max(self.width(style, line) for line in text.split("\n"))


def standard_on(standard: Standard, paper: Paper) -> Standard:
    """Return the standard as it rules a sheet of this size: A5 leaves less room to sign."""
    if paper is not Paper.A5 or standard.small_page is None:
        return standard
    room = standard.measure("small_signature_pt")
    styles = tuple(
        replace(style, before=room) if style.key == "name" else style for style in standard.styles
    )
    return replace(standard, page=standard.small_page, styles=styles)


def _plain(text: str) -> str:
    return "\n".join(run_text(printed_runs(line)) for line in text.split("\n"))


def text_width(page: PageSetup) -> int:
    """Return the room between the margins in twips."""
    return twips(page.width) - twips(page.left) - twips(page.right)
