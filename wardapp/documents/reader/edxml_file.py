"""Opens an edXML file in memory: one dispatch of another system, its header and its files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from wardapp.core.sources import HeldFile, Mail, MailFacts
from wardapp.documents.edxml_reading import read_edxml
from wardapp.documents.reader.eml_file import judged, plain_name
from wardapp.documents.reader.gate import judge, judge_text

ENDING = ".edxml"
NOT_KEPT = (
    "Một tệp trong thông điệp có dấu chỉ mức độ mật nên không được nhận; tệp edXML không giữ."
)


def is_edxml(name: str) -> bool:
    """Return whether a file is a message of another system, by its name."""
    return PurePath(name).suffix.lower() == ENDING


def open_edxml(name: str, data: bytes) -> Mail:
    """Return the dispatch of an edXML file: its first file, the others beside it.

    Raises SecretRefused when its header is marked as secret, UnreadableFile when it is none.
    Nothing is written anywhere.
    """
    read = read_edxml(data, name)
    judge([read.subject, read.type_name])
    judge_text(read.content)
    found = [
        HeldFile(plain_name(each.name, each.media_type, at), each.data)
        for at, each in enumerate(read.files, start=1)
        if each.data
    ]
    allowed, refused = judged(found)
    facts = MailFacts(
        sender_name=read.organ_name,
        subject=read.subject,
        name=plain_name(name, "", 1),
        data=b"" if refused else data,
        notes=(NOT_KEPT,) if refused else (),
        header=replace(read, files=()),
        beside=tuple(allowed[1:]),
    )
    files = tuple(replace(each, mail=facts) for each in allowed[:1])
    return Mail(facts=facts, files=files, text=read.content, refused=refused)
