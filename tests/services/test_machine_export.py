"""Files for machines: edXML and NĐ30 Phụ lục VI, read back by parsers that are not ours."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree

from tests.builders import an_arrival
from wardapp.core.dispatches import (
    Attachment,
    Channel,
    FileRole,
    Incoming,
    Outgoing,
    OutgoingEntry,
)
from wardapp.core.dossier_views import RecordRef
from wardapp.core.dossiers import Dossier, Filing
from wardapp.core.errors import BadValue, NotFound, UnreadableFile, WardError
from wardapp.services.office import Office
from wardapp.store.entities import DOSSIER, FILING

NS = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
TODAY = date(2026, 6, 5)
PDF = b"%PDF-1.4 ban ky \x00\xff" * 90_001


def group(name: str, *parts: str, most: str = "1") -> str:
    """A sequence in the schema: parts as `Name:length`, or another group's text."""
    inside = "".join(part if part.startswith("<") else leaf(part) for part in parts)
    return (
        f'<xs:element name="{name}" maxOccurs="{most}" minOccurs="0"><xs:complexType>'
        f'<xs:sequence>{inside}</xs:sequence><xs:anyAttribute processContents="skip"/>'
        "</xs:complexType></xs:element>"
    )


def leaf(named: str, most: str = "1") -> str:
    """A text of bounded length in the schema."""
    name, _, length = named.partition(":")
    limit = f'<xs:maxLength value="{length}"/>' if length else ""
    return (
        f'<xs:element name="{name}" minOccurs="0" maxOccurs="{most}"><xs:simpleType>'
        f'<xs:restriction base="xs:string">{limit}</xs:restriction></xs:simpleType></xs:element>'
    )


ORGAN = ("OrganId:13", "OrganizationInCharge", "OrganName:200", "OrganAdd:250", "Email")
CODE = group("Code", "CodeNumber:11", "CodeNotation:30")
HEADER = group(
    "MessageHeader",
    group("From", *ORGAN),
    group("To", *ORGAN, most="unbounded"),
    leaf("DocumentId"),
    CODE,
    group("PromulgationInfo", "Place", "PromulgationDate:10"),
    group("DocumentType", "Type", "TypeName:100"),
    leaf("Subject:500"),
    leaf("Content:500"),
    group("SignerInfo", "Competence", "Position:100", "FullName:50"),
    leaf("DueDate:10"),
    group("ToPlaces", leaf("Place:150", "unbounded")),
    group(
        "OtherInfo", "Priority:1", "SphereOfPromulgation", "TyperNotation",
        "PromulgationAmount:3", "PageAmount:3",
    ),
    leaf("SteeringType"),
    group("ResponseFor", "OrganId:13", CODE, "PromulgationDate:10", "DocumentId"),
)  # fmt: skip
TRACE = group(
    "TraceHeaderList",
    group("TraceHeader", "OrganId", "Timestamp:19", most="unbounded"),
    group("Bussiness", "BussinessDocType:1", "BussinessDocReason:500", "Paper:1"),
)
ATTACHED = (
    "ContentType",
    "ContentId",
    "Description",
    "ContentTransferEncoded",
    "AttachmentName:200",
)
REFERENCE = group(
    "Reference", "ContentId", "ContentType", "AttachmentName:200", "Description", most="unbounded"
)
SCHEMA = f"""
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{NS}" xmlns="{NS}"
  elementFormDefault="qualified">
{
    group(
        "edXML",
        group(
            "edXMLEnvelope",
            group("edXMLHeader", HEADER, TRACE, leaf("DigitalSignature:0")),
            group("edXMLBody", group("edXMLManifest", REFERENCE)),
        ),
        group("AttachmentEncoded", group("Attachment", *ATTACHED, most="unbounded")),
    ).replace(' maxOccurs="1" minOccurs="0"', "", 1)
}
</xs:schema>"""


def text_of(root: ElementTree.Element, path: str) -> str:
    """The text at a path of element names, "" when there is none."""
    found = root.find("/".join(f"{{{NS}}}{name}" for name in path.split("/")))
    return "" if found is None else found.text or ""


@pytest.fixture
def signed(party: Office, tmp_path: Path) -> Outgoing:
    """A công văn that answers a dispatch, with its signed copy under a hostile name."""
    arrival = an_arrival(issuer_id=party.catalogue.issuers()[0].id, organ_id="H26.01")
    came = party.intake.register(arrival)
    entry = OutgoingEntry(
        issuer_id=came.issuer_id,
        type_code="CV",
        issued_date=TODAY,
        subject="Báo cáo <quý II> & \x07kế hoạch ]]> “tuyên truyền”",
        addressees=("Ban Tuyên giáo và Dân vận Thành uỷ Hà Liên", "Chi bộ 1"),
        answers=came.id,
        due_date=date(2026, 6, 30),
        page_amount=2,
    )
    line = party.registry.add_by_hand(entry)
    assert party.intake.get(came.id).replied_by == line.id
    names = ("..\\..\\CON.pdf", "../../CON.pdf")
    files = tuple(
        replace(party.desk.files.keep(PDF + bytes([at]), name, FileRole.FINAL_COPY), name=name)
        for at, name in enumerate(names)
    )
    with party.desk.database.begin(party.desk.command("x", "Kèm")) as tx:
        return tx.outgoing.save(replace(line, attachments=files), line)


def test_an_outgoing_dispatch_becomes_edxml_that_others_read(
    party: Office, signed: Outgoing, tmp_path: Path
) -> None:
    target = tmp_path / "cong van.edxml"
    party.machine.edxml_to(RecordRef(entity="outgoing", record_id=signed.id), target)

    etree.XMLSchema(etree.fromstring(SCHEMA)).assertValid(etree.parse(str(target)))
    root = ElementTree.parse(target).getroot()
    head = "edXMLEnvelope/edXMLHeader/MessageHeader"
    assert text_of(root, f"{head}/Subject") == "Báo cáo <quý II> & kế hoạch ]]> “tuyên truyền”"
    assert text_of(root, f"{head}/Code/CodeNotation") == "CV/BXDĐ"
    assert text_of(root, f"{head}/ResponseFor/Code/CodeNumber") == "142"
    assert text_of(root, f"{head}/DueDate") == "2026/06/30"
    encoded = root.findall(f".//{{{NS}}}Attachment")
    names = [each.findtext(f"{{{NS}}}AttachmentName") or "" for each in encoded]
    assert len(set(map(str.casefold, names))) == 2
    assert not any(set("/\\") & set(name) or name.startswith(".") for name in names)
    data = [
        base64.b64decode(each.findtext(f"{{{NS}}}ContentTransferEncoded") or "") for each in encoded
    ]
    assert data == [PDF + b"\x00", PDF + b"\x01"]
    assert party.registry.get(signed.id).left_screen

    read = party.machine.read(target)
    assert (read.code_number, read.code_notation) == (signed.code_number, "CV/BXDĐ")
    assert (read.issued_date, read.due_date) == (TODAY, date(2026, 6, 30))
    assert [each.data for each in read.files] == data
    assert read.to_places == signed.addressees


def test_an_incoming_dispatch_goes_on_with_its_trace(party: Office, tmp_path: Path) -> None:
    issuer = party.catalogue.issuers()[0]
    arrival = an_arrival(
        issuer_id=issuer.id, organ_id="H26.01", trace_headers="H26.01 2026/06/03 08:00:00"
    )
    paper = tmp_path / "cong van.txt"
    paper.write_text("Công văn về việc báo cáo", encoding="utf-8")
    line: Incoming = party.intake.register(arrival, file=paper)
    target = tmp_path / "den.edxml"

    party.machine.edxml_to(RecordRef(entity="incoming", record_id=line.id), target)

    etree.XMLSchema(etree.fromstring(SCHEMA)).assertValid(etree.parse(str(target)))
    read = party.machine.read(target)
    assert (read.organ_id, read.organ_name) == ("H26.01", line.organ_name)
    assert read.trace[0] == "H26.01 2026/06/03 08:00:00"
    assert len(read.trace) == 2
    assert [each.name for each in read.files] == ["cong van.txt"]
    assert party.intake.get(line.id).left_screen


def a_dossier(office: Office, *lines: Incoming | Outgoing) -> Dossier:
    """A dossier that holds these lines, from number 3 on."""
    dossier = Dossier(
        id=office.desk.new_id(),
        issuer_id=lines[0].issuer_id,
        year=2026,
        symbol="01.TH",
        title="Tuyên truyền quý II",
        retention="10 năm",
        started_on=date(2026, 4, 1),
        page_total=12,
    )
    with office.desk.database.begin(office.desk.command("x", "Lập hồ sơ")) as tx:
        tx.work.write(DOSSIER, None, dossier)
        for ordinal, line in enumerate(lines, start=3):
            entity = "incoming" if isinstance(line, Incoming) else "outgoing"
            filing = Filing(
                id=tx.new_id(), dossier_id=dossier.id, entity=entity, record_id=line.id,
                ordinal=ordinal,
            )  # fmt: skip
            tx.work.write(FILING, None, filing)
    return dossier


def test_a_dossier_becomes_a_package_of_fields_and_papers(
    party: Office, signed: Outgoing, tmp_path: Path
) -> None:
    assert signed.answers is not None
    came = party.intake.get(signed.answers)
    dossier = a_dossier(party, came, signed)
    target = tmp_path / "ho so.zip"

    party.machine.dossier_to(dossier.id, target)

    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        root = ElementTree.fromstring(archive.read("du-lieu.xml"))
        paths = [each.text or "" for each in root.iter("Path")]
        assert sorted([*paths, "du-lieu.xml"]) == sorted(archive.namelist())
        assert not any(".." in path.split("/") or "\\" in path for path in paths)
        for path, digest in zip(paths, root.iter("Sha256"), strict=True):
            assert hashlib.sha256(archive.read(path)).hexdigest() == digest.text
    assert len(paths) == 2
    described = root.find("Dossier")
    assert described is not None
    assert [each.tag for each in described] == [
        "FileCode", "Title", "Maintenance", "Rights", "Creator", "Language", "StartDate",
        "EndDate", "DocTotal", "PageTotal", "Description",
    ]  # fmt: skip
    incoming, outgoing = root.find("IncomingDocument"), root.find("OutgoingDocument")
    assert incoming is not None
    assert outgoing is not None
    assert [incoming.findtext("DocOrdinal"), outgoing.findtext("DocOrdinal")] == ["3", "4"]
    assert outgoing.findtext("FileCode/FileNotation") == "01.TH"
    assert outgoing.findtext("IssuedDate") == "05/06/2026"
    assert [each.findtext("OrganName") for each in outgoing.findall("To")] == [
        each.name for each in signed.deliveries
    ]
    assert incoming.findtext("ArrivalNumber") == str(came.arrival_number)
    assert party.intake.get(came.id).left_screen
    wanted = {"TypeName", "CodeNumber", "Language", "SignerInfo", "Priority", "IssuedAmount"}
    assert wanted <= {each.tag for each in outgoing}


def test_what_is_too_long_is_told_and_nothing_is_written(
    party: Office, signed: Outgoing, tmp_path: Path
) -> None:
    long = replace(signed, code_notation="K" * 31, archive_holder="")
    long = replace(long, signer=replace(long.signer, position="T" * 101))
    with party.desk.database.begin(party.desk.command("x", "Sửa")) as tx:
        tx.outgoing.save(long)
    ref = RecordRef(entity="outgoing", record_id=signed.id)

    for write, target in (
        (lambda path: party.machine.edxml_to(ref, path), tmp_path / "a.edxml"),
        (lambda path: party.machine.package_to((ref,), path), tmp_path / "a.zip"),
    ):
        with pytest.raises(BadValue) as refused:
            write(target)
        assert "Ký hiệu văn bản của văn bản" in refused.value.sentence
        assert "dài 31 ký tự, tối đa 30." in refused.value.sentence
        assert "Chức vụ người ký" in refused.value.sentence
        assert not target.exists()
    assert not party.registry.get(signed.id).left_screen


def test_cancelled_lines_and_altered_files_do_not_leave(
    party: Office, signed: Outgoing, tmp_path: Path
) -> None:
    ref = RecordRef(entity="outgoing", record_id=signed.id)
    target = tmp_path / "a.zip"
    kept: Attachment = signed.attachments[0]
    path = party.desk.files.path_of(kept)
    path.chmod(0o600)
    path.write_bytes(b"khac")
    with pytest.raises(NotFound, match="bị sửa từ bên ngoài"):
        party.machine.package_to((ref,), target)
    party.registry.cancel(signed.id, "Nhầm")
    with pytest.raises(WardError, match="Đã hủy"):
        party.machine.package_to((ref,), target)
    with pytest.raises(WardError, match="Chưa chọn"):
        party.machine.package_to((), target)
    assert list(tmp_path.glob("*.zip")) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"khong phai xml",
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b"<edXML><MessageHeader><Subject>&x;</Subject></MessageHeader></edXML>",
        b"<edXML><MessageHeader/><Attachment><ContentTransferEncoded>%%%"
        b"</ContentTransferEncoded></Attachment></edXML>",
    ],
)
def test_what_is_no_edxml_is_said_to_be_none(party: Office, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "la.edxml"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match="không phải tệp edXML"):
        party.machine.read(path)


def test_what_another_system_sent_is_registered_with_all_its_files(
    party: Office, signed: Outgoing, tmp_path: Path
) -> None:
    target = tmp_path / "den.edxml"
    party.machine.edxml_to(RecordRef(entity="outgoing", record_id=signed.id), target)
    mail = party.reading.mail(target)
    assert mail is not None
    (first,) = mail.files

    try:
        proposal = party.intake.look_at(first)
    except UnreadableFile as trouble:
        proposal = party.intake.look_at_blind(first, trouble)
    line = party.intake.register(proposal.arrival, file=first)

    assert line.number_symbol == signed.number_symbol
    assert line.subject == "Báo cáo <quý II> & kế hoạch ]]> “tuyên truyền”"
    assert (line.issued_date, line.due_date) == (TODAY, date(2026, 6, 30))
    assert (line.channel, line.addressees) == (Channel.NETWORK, signed.addressees)
    data = [party.desk.files.read(each) for each in line.attachments]
    assert data == [PDF + b"\x00", PDF + b"\x01", target.read_bytes()]
    assert line.attachments[-1].role is FileRole.MAIL
