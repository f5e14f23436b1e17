"""Dispatches that came by e-mail: channel, day, author, and the mail kept beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from wardapp.core.dispatches import Channel, FileRole
from wardapp.core.errors import SecretRefused, UnreadableFile
from wardapp.core.issuers import Body
from wardapp.core.reading import Confidence
from wardapp.core.sources import HeldFile
from wardapp.services.mailed import sender_of
from wardapp.services.office import Office

LETTER = """THÀNH ỦY HÀ LIÊN                         ĐẢNG CỘNG SẢN VIỆT NAM
BAN TUYÊN GIÁO VÀ DÂN VẬN
*
Số 151-CV/BTGDVTU                        Hà Liên, ngày 03 tháng 6 năm 2026
về việc báo cáo kết quả ngày hội đọc sách

Kính gửi: Ban Xây dựng Đảng các phường, xã.
"""


def a_mail(folder: Path, *files: tuple[str, bytes], day: str = "Thu, 04 Jun 2026 08:10") -> Path:
    mail = EmailMessage()
    mail["From"] = "Văn thư <vt@snv.halien.example>"
    mail["Date"] = f"{day}:00 +0700"
    mail["Subject"] = "Mời họp giao ban"
    mail.set_content("Kính mời dự họp.")
    for name, data in files:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    path = folder / "thu.eml"
    path.write_bytes(mail.as_bytes())
    return path


def files_in(office: Office) -> list[Path]:
    return [each for each in (office.folder / "files").rglob("*") if each.is_file()]


def opened(office: Office, path: Path) -> tuple[HeldFile, ...]:
    mail = office.reading.mail(path)
    assert mail is not None
    return mail.files


def test_an_attachment_is_registered_with_its_mail(party: Office, tmp_path: Path) -> None:
    path = a_mail(tmp_path, ("151.txt", LETTER.encode()), ("anh.bin", b"\x00\x01"))
    first, second = opened(party, path)
    proposal = party.intake.look_at(first)

    assert proposal.arrival.channel is Channel.EMAIL
    assert proposal.arrival.arrival_date == date(2026, 6, 4)
    assert proposal.arrival.organ_name == "Ban Tuyên giáo và Dân vận Thành ủy Hà Liên"
    assert files_in(party) == []

    line = party.intake.register(proposal.arrival, file=first, expect_sha256=proposal.sha256)
    assert [each.role for each in line.attachments] == [FileRole.ORIGINAL, FileRole.MAIL]
    kept = party.intake.file_path(line.attachments[1])
    assert kept.read_bytes() == path.read_bytes()
    assert party.intake.paper_of(line.attachments[1]).pdf is not None

    body = Body(id=party.catalogue.new_id(), name="Sở Nội vụ X", email="khac@snv.halien.example")
    party.catalogue.save(body)
    blind = party.intake.look_at(second)
    assert blind.arrival.organ_name == "Sở Nội vụ X"
    assert blind.arrival.subject == "Mời họp giao ban"
    assert blind.reading.where("issuing_body").confidence is Confidence.CHECK
    again = party.intake.register(
        replace(blind.arrival, code_number="", late_reason="nhận muộn"), file=second
    )
    assert len(files_in(party)) == 3  # the one mail lies there once
    assert again.arrival_number == line.arrival_number + 1


def test_a_mail_without_attachments_is_the_dispatch_itself(party: Office, tmp_path: Path) -> None:
    path = a_mail(tmp_path)
    mail = party.reading.mail(path)
    assert mail is not None
    held = HeldFile(mail.facts.name, mail.facts.data, mail.facts)
    proposal = party.intake.look_at(held)
    assert proposal.view_pdf is not None
    line = party.intake.register(replace(proposal.arrival, organ_name="Sở Nội vụ"), file=held)
    assert [each.name for each in line.attachments] == ["thu.eml"]


def test_a_secret_part_leaves_nothing_behind(party: Office, tmp_path: Path) -> None:
    path = a_mail(tmp_path, ("a.txt", LETTER.encode()), ("b.txt", b"TOI MAT\nSo 1"))
    (only,) = opened(party, path)
    line = party.intake.register(party.intake.look_at(only).arrival, file=only)
    assert [each.role for each in line.attachments] == [FileRole.ORIGINAL]
    with pytest.raises(SecretRefused):
        party.intake.attach(line.id, path)
    with pytest.raises(SecretRefused):
        party.intake.look_at(HeldFile("x.txt", b"TUYET MAT\nKinh gui"))
    assert len(files_in(party)) == 1


def test_the_day_of_the_sender_is_not_believed_blindly(party: Office, tmp_path: Path) -> None:
    for day in ("Thu, 11 Jun 2026 08:10", "Wed, 04 Jun 2025 08:10"):
        (held,) = opened(party, a_mail(tmp_path, ("a.txt", LETTER.encode()), day=day))
        assert party.intake.look_at(held).arrival.arrival_date == party.desk.today()


def test_a_file_that_is_no_mail_stays_what_it_is(party: Office, tmp_path: Path) -> None:
    plain = tmp_path / "a.txt"
    plain.write_text(LETTER, "utf-8")
    assert party.reading.mail(plain) is None
    with pytest.raises(UnreadableFile, match="Outlook"):
        party.reading.mail(HeldFile("thư.msg", b"\xd0\xcf"))


def test_a_sender_is_known_by_address_then_by_a_domain_of_one_body(party: Office) -> None:
    def body(name: str, email: str) -> Body:
        return Body(id=party.catalogue.new_id(), name=name, email=email)

    bodies = (
        body("A", "vt@a.example"),
        body("B", "mot@b.example"),
        body("C", "hai@b.example"),
        body("D", "d@gmail.com"),
    )
    found = [
        sender_of(each, bodies)
        for each in ("VT@A.example", "khac@a.example", "ba@b.example", "x@gmail.com", "")
    ]
    assert [each and each.name for each in found] == ["A", "A", None, None, None]
