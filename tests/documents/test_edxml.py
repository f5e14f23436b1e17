"""Any words a clerk may type come back from an edXML file and from a package of data."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from wardapp.core.machine import DataDocument, DataField, DataPackage, EdxmlMessage, faults
from wardapp.core.text import one_line
from wardapp.documents.edxml import plain_xml, write_edxml
from wardapp.documents.edxml_reading import read_edxml
from wardapp.documents.nd30_package import DATA_NAME, write_package

WORDS = st.text(st.characters(exclude_categories=()), max_size=60)


@settings(max_examples=150, deadline=None)
@given(subject=WORDS, place=WORDS)
def test_words_come_back_from_an_edxml_file(subject: str, place: str) -> None:
    header = (
        DataField("Subject", subject),
        DataField("ToPlaces", inside=(DataField("Place", place),)),
    )
    stream = io.BytesIO()
    write_edxml(stream, EdxmlMessage(header=header, trace=()))

    read = read_edxml(stream.getvalue(), "a.edxml")
    assert read.subject == one_line(plain_xml(subject))
    assert read.to_places == (one_line(plain_xml(place)),)


@settings(max_examples=60, deadline=None)
@given(subject=WORDS)
def test_words_come_back_from_a_package(subject: str) -> None:
    document = DataDocument(kind="OutgoingDocument", fields=(DataField("Subject", subject),))
    stream = io.BytesIO()
    write_package(stream, DataPackage(made_on=date(2026, 6, 5), documents=(document,)))

    with zipfile.ZipFile(stream) as archive:
        root = ElementTree.fromstring(archive.read(DATA_NAME))
    found = root.findtext("OutgoingDocument/Subject") or ""
    assert one_line(found) == one_line(plain_xml(subject))


def test_faults_name_field_record_and_lengths_at_every_depth() -> None:
    fields = (
        DataField("Subject", "x" * 501, 500, is_needed=True),
        DataField("SignerInfo", inside=(DataField("FullName", "y" * 51, 50),)),
        DataField("CodeNumber", "", 11, is_needed=True),
        DataField("Unknown", "z" * 9, 8),
    )
    assert list(faults(fields, "văn bản 12-CV/BXDĐ")) == [
        "Trích yếu của văn bản 12-CV/BXDĐ dài 501 ký tự, tối đa 500.",
        "Họ tên người ký của văn bản 12-CV/BXDĐ dài 51 ký tự, tối đa 50.",
        "Số văn bản của văn bản 12-CV/BXDĐ còn trống, trường này bắt buộc.",
        "Unknown của văn bản 12-CV/BXDĐ dài 9 ký tự, tối đa 8.",
    ]
