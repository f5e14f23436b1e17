"""What keeps a Word file from being a template: where it stands and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardapp.core.letters import FieldKind, TemplateFault
from wardapp.documents.reader.package import parsed
from wardapp.documents.templates.controls import Control, text_of
from wardapp.documents.templates.file import TemplateFile
from wardapp.documents.templates.habits import half_marks
from wardapp.documents.templates.words import Paragraph

LONGEST_QUOTE = 40
_ON = {"1", "true", "on", ""}
_MACRO_PARTS = re.compile(r"(?:^|/)(?:vbaProject\.bin|vbaData\.xml)$", re.IGNORECASE)
_HYPERLINK = "/hyperlink"


def faults_of(template: TemplateFile) -> tuple[TemplateFault, ...]:
    """Return everything that keeps the file from being filled, in the order of the text."""
    return (*_whole(template), *_in_text(template))


def whole_fault(found: str, remedy: str) -> TemplateFault:
    """Return a fault of the file as a whole."""
    return TemplateFault(page=0, line=0, found=found, remedy=remedy)


def _whole(template: TemplateFile) -> Iterator[TemplateFault]:
    names = template.package.names
    types = template.package.read("[Content_Types].xml") or b""
    if any(map(_MACRO_PARTS.search, names)) or b"macroEnabled" in types:
        yield whole_fault(
            "tệp có macro (.docm)", "hãy mở bằng Word, chọn Lưu thành… kiểu .docx không macro"
        )
    if any(name.startswith("_xmlsignatures/") for name in names):
        yield whole_fault(
            "tệp đã ký số, điền vào sẽ làm hỏng chữ ký", "hãy dùng bản Word chưa ký số"
        )
    if _is_protected(template):
        yield whole_fault(
            "tệp đang khóa không cho sửa (Restrict Editing)",
            "hãy mở bằng Word, vào Review, chọn Stop Protection rồi lưu lại",
        )
    for name in names:
        if name.endswith(".rels"):
            yield from _links(template, name)


def _is_protected(template: TemplateFile) -> bool:
    folder = template.main.rpartition("/")[0]
    data = template.package.read(f"{folder}/settings.xml")
    if data is None:
        return False
    found = parsed(data).find("{*}documentProtection")
    if found is None:
        return False
    kept = {str(key).rpartition("}")[2]: str(value) for key, value in found.attrib.items()}
    return kept.get("enforcement", "0") in _ON and kept.get("edit", "none") != "none"


def _links(template: TemplateFile, name: str) -> Iterator[TemplateFault]:
    links = template.package.tree(name)
    for link in () if links is None else links:
        is_outside = str(link.get("TargetMode", "")).lower() == "external"
        if is_outside and not str(link.get("Type", "")).endswith(_HYPERLINK):
            target = quoted(str(link.get("Target", "")))
            yield whole_fault(
                f"tệp nối tới nơi khác ({target})",
                "hãy mở bằng Word, bỏ liên kết (File, Info, Edit Links) hoặc chèn hẳn ảnh vào tệp",
            )


def _in_text(template: TemplateFile) -> Iterator[TemplateFault]:
    places = [(each, start) for each in template.paragraphs for start in half_marks(each)]
    for paragraph, start in places:
        if _is_value(template, paragraph, start):
            continue
        found = paragraph.text[start:]
        yield _at(paragraph, f"“{quoted(found)}” mở mà không đóng", f"hãy gõ thêm {_shut(found)}")
    kinds: dict[str, FieldKind] = {}
    for control in template.controls:
        told = _fault_of(control) or _kind_fault(control, kinds)
        if told:
            yield _at(_paragraph_of(template, control), *told)


def _is_value(template: TemplateFile, paragraph: Paragraph, place: int) -> bool:
    """Tell whether a place lies inside a field: what was filled in may hold any letter."""
    nodes = (each.node for each in template.fields if each.story is paragraph.story)
    spans = (paragraph.span_of(node) for node in nodes)
    return any(span and span[0] <= place < span[1] for span in spans)


def _fault_of(control: Control) -> tuple[str, str] | None:
    said = quoted(control.label or text_of(control)) or "trống"
    if control.is_gone:
        return (
            f"trường “{said}” nằm trong chỗ đã xóa còn theo dõi",
            "hãy mở bằng Word, vào Review, chấp nhận (Accept) các thay đổi rồi lưu lại",
        )
    if control.is_words and control.key:
        return _hold_fault(control, said) or _section_fault(control, said)
    if control.is_words:
        return (
            f"ô nội dung “{said}” chưa có tên (Tag)",
            "hãy bôi đen những chữ đó rồi đặt làm trường, hoặc ghi Tag trong Word",
        )
    if control.key:
        return (
            f"trường “{said}” không phải trường chữ",
            "hãy đặt lại bằng trường chữ (Plain Text Content Control)",
        )
    return None  # a table of contents, page numbers, a picture: not a field of ours


def _hold_fault(control: Control, said: str) -> tuple[str, str] | None:
    if control.is_locked:
        return (
            f"trường “{said}” bị khóa nội dung",
            "hãy mở bằng Word, vào Properties của trường, bỏ chọn Contents cannot be edited",
        )
    if control.is_bound:
        return (
            f"trường “{said}” lấy chữ từ dữ liệu khác của tệp",
            "hãy bỏ trường này rồi đặt lại, kẻo Word ghi đè chữ đã điền",
        )
    return None


def _section_fault(control: Control, said: str) -> tuple[str, str] | None:
    content = control.content
    if content is None or control.holds_fields:
        return None
    if any(node.name == "w:sectPr" for node in content.walk("w:rPr")):
        return (
            f"trường “{said}” ôm cả dấu ngắt phần (Section Break)",
            "hãy để dấu ngắt phần ra ngoài trường",
        )
    return None


def _kind_fault(control: Control, kinds: dict[str, FieldKind]) -> tuple[str, str] | None:
    """Return the fault of a field that is of one kind here and of another there."""
    if not control.is_field:
        return None
    kind = FieldKind.DATE if control.kind is FieldKind.DATE else FieldKind.TEXT
    if kinds.setdefault(control.key, kind) is kind:
        return None
    return (
        f"trường “{quoted(control.label)}” chỗ là ngày, chỗ là chữ",
        "hãy đặt hai tên khác nhau hoặc cùng một kiểu",
    )


def _paragraph_of(template: TemplateFile, control: Control) -> Paragraph | None:
    """Return the paragraph a control stands in, or the first in it."""
    mine = [each for each in template.paragraphs if each.story is control.story]
    inside = (each for each in mine if each.node.start <= control.node.start < each.node.end)
    below = (each for each in mine if each.node.start >= control.node.start)
    return next(inside, None) or next(below, None)


def _at(paragraph: Paragraph | None, found: str, remedy: str) -> TemplateFault:
    if paragraph is None:
        return whole_fault(found, remedy)
    return TemplateFault(page=paragraph.page, line=paragraph.line, found=found, remedy=remedy)


def _shut(found: str) -> str:
    opens = {"{{": "}}", "<<": ">>", "«": "»"}
    return next(shut for mark, shut in opens.items() if found.startswith(mark))


def quoted(text: str) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"
