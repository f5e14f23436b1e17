"""A docx looked at as a template: paragraphs, fields, what could be fields, what is wrong."""

from __future__ import annotations

from wardapp.core.errors import UnreadableFile
from wardapp.core.letters import FieldKind, TemplateFault, TemplateField
from wardapp.core.template_views import (
    BadTemplate,
    FieldSpot,
    TemplateParagraph,
    TemplateView,
)
from wardapp.documents.templates.controls import Control, text_of
from wardapp.documents.templates.faults import faults_of, whole_fault
from wardapp.documents.templates.file import TemplateFile
from wardapp.documents.templates.filling import Filling
from wardapp.documents.templates.habits import proposals
from wardapp.documents.templates.words import Paragraph

LONGEST_SAMPLE = 200


def read_template(data: bytes) -> TemplateView:
    """Return a docx as a template; a file that can't be opened is a view with that one fault."""
    try:
        template = TemplateFile(data)
        spots = _spots(template)
        return TemplateView(
            paragraphs=tuple(_paragraph(each, spots) for each in template.paragraphs),
            fields=_fields(template),
            proposals=tuple(
                found
                for each in template.paragraphs
                for found in proposals(each, tuple((s.start, s.end) for s in spots[id(each)]))
            ),
            faults=faults_of(template),
        )
    except UnreadableFile as error:
        return TemplateView(paragraphs=(), fields=(), proposals=(), faults=(_opened(error),))


def ready(data: bytes, name: str = "") -> Filling:
    """Return a template made ready to be filled; BadTemplate names what keeps it from that."""
    try:
        template = TemplateFile(data)
        faults = faults_of(template)
        if not faults:
            return Filling(template)
    except UnreadableFile as error:
        raise BadTemplate((_opened(error),), name) from error
    raise BadTemplate(faults, name)


def _opened(error: UnreadableFile) -> TemplateFault:
    found, _, remedy = error.sentence.partition(". ")
    told = remedy[:1].lower() + remedy[1:]
    return whole_fault(found.rstrip("."), told.rstrip(".") or "hãy chọn tệp khác")


def _fields(template: TemplateFile) -> tuple[TemplateField, ...]:
    found: dict[str, TemplateField] = {}
    for control in template.fields:
        known = found.get(control.key)
        if known is None:
            found[control.key] = TemplateField(
                key=control.key,
                label=control.label,
                kind=control.kind,
                sample=_sample(control),
            )
        elif known.kind is FieldKind.TEXT and control.kind is FieldKind.LONG:
            found[control.key] = TemplateField(
                key=known.key, label=known.label, kind=FieldKind.LONG, sample=known.sample
            )
    return tuple(found.values())


def _sample(control: Control) -> str:
    return "" if control.placeholder is not None else text_of(control)[:LONGEST_SAMPLE]


def _spots(template: TemplateFile) -> dict[int, list[FieldSpot]]:
    spots: dict[int, list[FieldSpot]] = {id(each): [] for each in template.paragraphs}
    for control in template.fields:
        for paragraph in template.paragraphs:
            if paragraph.story is not control.story:
                continue
            span = paragraph.span_of(control.node)
            if span:
                spots[id(paragraph)].append(FieldSpot(start=span[0], end=span[1], key=control.key))
    return spots


def _paragraph(paragraph: Paragraph, spots: dict[int, list[FieldSpot]]) -> TemplateParagraph:
    return TemplateParagraph(
        part=paragraph.story.name,
        index=paragraph.index,
        text=paragraph.text,
        spots=tuple(sorted(spots[id(paragraph)], key=lambda spot: spot.start)),
        page=paragraph.page,
        line=paragraph.line,
    )
