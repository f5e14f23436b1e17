"""What is seen of a template: paragraphs with their fields, faults, what could be fields."""

from __future__ import annotations

from dataclasses import dataclass

from wardapp.core.errors import UnreadableFile
from wardapp.core.letters import TemplateFault, TemplateField


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpot:
    """Where a field stands in the text of a paragraph."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateParagraph:
    """A paragraph: `part` and `index` name it, `page` 0 = not known, `line` counts on its page."""

    part: str
    index: int
    text: str
    spots: tuple[FieldSpot, ...] = ()
    page: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldProposal:
    """Words of a paragraph that look like a place to fill: `{{ten}}`, a mail merge field, dots."""

    part: str
    paragraph: int
    start: int
    end: int
    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateView:
    """A docx as a template."""

    paragraphs: tuple[TemplateParagraph, ...]
    fields: tuple[TemplateField, ...]
    proposals: tuple[FieldProposal, ...]
    faults: tuple[TemplateFault, ...]


class BadTemplate(UnreadableFile):
    """A template that cannot be used; `faults` names every place and its remedy."""

    def __init__(self, faults: tuple[TemplateFault, ...], name: str = "") -> None:
        self.faults = faults
        more = f" Còn {len(faults) - 1} chỗ khác cần sửa." if len(faults) > 1 else ""
        before = f"Mẫu {name}: " if name else ""
        super().__init__(f"{before}{fault_sentence(faults[0])}{more}")


def fault_sentence(fault: TemplateFault) -> str:
    """Return a fault as one sentence: where, what stands there, what to do."""
    places = []
    if fault.page:
        places.append(f"trang {fault.page}")
    if fault.line:
        places.append(f"dòng {fault.line}")
    where = ", ".join(places)
    told = f"{where}: {fault.found}" if where else fault.found
    return f"{told[:1].upper()}{told[1:]}; {fault.remedy}."
