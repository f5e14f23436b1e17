"""E-mails: what hangs on them, who sent them and when; hostile ones end in a sentence."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardapp.core.errors import SecretRefused, UnreadableFile
from wardapp.documents.reader import eml_file
from wardapp.documents.reader.eml_file import mail_words, open_mail

LETTER = "ĐẢNG ỦY PHƯỜNG LIÊN HỒ\nSố 12-CV/ĐU\nKính gửi: Chi bộ 1\n".encode()
SECRET = "TỐI MẬT\nỦY BAN NHÂN DÂN\nSố 1/UBND\n".encode()


def a_mail(
    *files: tuple[str, str, bytes], subject: str = "Gửi công văn số 12", body: str = "Kính gửi."
) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Văn thư Sở Nội vụ <VanThu@snv.halien.example>"
    mail["Date"] = "Thu, 04 Jun 2026 23:40:00 +0000"
    mail["Subject"] = subject
    mail.set_content(body)
    for name, kind, data in files:
        main, sub = kind.split("/")
        mail.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return mail


def test_attachments_sender_and_day_are_told() -> None:
    data = a_mail(
        ("Công văn 12.txt", "text/plain", LETTER), ("bảng.pdf", "application/pdf", b"%PDF-1.4")
    ).as_bytes(policy=SMTP)
    mail = open_mail("thư.eml", data)

    assert [each.name for each in mail.files] == ["Công văn 12.txt", "bảng.pdf"]
    assert mail.files[0].data == LETTER
    facts = mail.facts
    assert (facts.sender_name, facts.sender_address) == (
        "Văn thư Sở Nội vụ",
        "vanthu@snv.halien.example",
    )
    assert facts.sent == date(2026, 6, 5)  # the day at the office, not in Greenwich
    assert facts.subject == "Gửi công văn số 12"
    assert facts.data == data
    assert mail.files[0].mail == facts
    assert "Tệp kèm: Công văn 12.txt, bảng.pdf" in mail_words(mail)


def test_a_secret_attachment_is_left_out_and_the_mail_is_not_kept() -> None:
    open_one = ("a.txt", "text/plain", LETTER)
    mail = open_mail("t.eml", a_mail(open_one, ("b.txt", "text/plain", SECRET)).as_bytes())
    assert [each.name for each in mail.files] == ["a.txt"]
    assert (mail.refused, mail.facts.data) == (1, b"")
    assert eml_file.SECRET_NOTE in mail.facts.notes
    for secret in (a_mail(subject="TUYỆT MẬT"), a_mail(body="MẬT\nKính gửi")):
        with pytest.raises(SecretRefused):
            open_mail("t.eml", secret.as_bytes())
    hidden = a_mail(("winmail.dat", "application/ms-tnef", SECRET)).as_bytes()
    assert open_mail("t.eml", hidden).facts.data == b""


def test_a_mail_in_a_mail_gives_its_attachments() -> None:
    outer = a_mail()
    outer.add_attachment(a_mail(("trong.txt", "text/plain", LETTER)))
    assert [each.name for each in open_mail("t.eml", outer.as_bytes()).files] == ["trong.txt"]

    deep = a_mail(("day.txt", "text/plain", LETTER))
    for _ in range(6):
        shell = a_mail()
        shell.add_attachment(deep)
        deep = shell
    mail = open_mail("t.eml", deep.as_bytes())
    assert mail.files == ()
    assert eml_file.DEEP_NOTE in mail.facts.notes
    assert mail.facts.data == b""  # what nobody judged is not kept


def test_logos_and_signatures_are_no_attachments_but_a_photo_alone_is() -> None:
    mail = a_mail(
        ("a.txt", "text/plain", LETTER), ("smime.p7s", "application/pkcs7-signature", b"x")
    )
    logo = EmailMessage()
    logo.set_content(b"\x89PNG\r\n\x1a\n" + b"0" * 99, "image", "png", disposition="inline")
    mail.attach(logo)
    assert [each.name for each in open_mail("t.eml", mail.as_bytes()).files] == ["a.txt"]

    alone = a_mail()
    alone.make_mixed()
    alone.attach(logo)
    assert [each.name for each in open_mail("t.eml", alone.as_bytes()).files] == ["tep-1.png"]


def test_what_cannot_be_opened_is_told_in_a_sentence() -> None:
    tnef = open_mail("t.eml", a_mail(("winmail.dat", "application/ms-tnef", b'x\x9f>"')).as_bytes())
    assert tnef.files == ()
    assert "winmail.dat" in tnef.facts.notes[0]
    sealed = a_mail(("smime.p7m", "application/pkcs7-mime", b"x"))
    assert open_mail("t.eml", sealed.as_bytes()).facts.notes == (eml_file.SEALED_NOTE,)
    for data in (b"", b"  \n", b"no mail at all", b"\x00" * 100, b"From: a\n\n" + b"\n--x" * 6000):
        with pytest.raises(UnreadableFile):
            open_mail("t.eml", data)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("..\\..\\Windows\\system.ini", "system.ini"),
        ("/etc/passwd.txt", "passwd.txt"),
        ("con.txt", "_con.txt"),
        ("van\u202ecod.exe", "vancod.exe"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
        ("...", "tep-1.txt"),
        ('x<>:"|?*.txt', "x_______.txt"),
    ],
)
def test_a_hostile_name_becomes_a_plain_one(name: str, kept: str) -> None:
    data = a_mail(("x.txt", "text/plain", LETTER)).as_bytes()
    named = data.replace(b'filename="x.txt"', _as_header(name))
    assert [each.name for each in open_mail("t.eml", named).files] == [kept]


def _as_header(name: str) -> bytes:
    return f"filename*=utf-8''{quote(name, safe='')}".encode()


def test_headers_of_careless_senders_are_read() -> None:
    raw = (
        "From: Phòng Văn hóa <a@b.example>\r\nSubject: Báo cáo quý\r\nDate: khi nào rảnh\r\n"
        "\r\nthân thư"
    ).encode()
    facts = open_mail("t.eml", raw).facts
    assert (facts.sender_name, facts.subject, facts.sent) == ("Phòng Văn hóa", "Báo cáo quý", None)
    encoded = b"From: =?utf-8?q?S=E1=BB=9F?= <a@b.example>\r\nSubject: =?nope?b?####?=\r\n\r\nx"
    assert open_mail("t.eml", encoded).facts.sender_name == "Sở"


@pytest.mark.parametrize(
    "data",
    [
        b"From: a@b\n" + b"Content-Type:\tmultipart/mixed; boundary=b\n\n--b\n" * 200,
        b"From: a@b\nContent-Type: text/plain;" + b" a=b;" * 20_000 + b"\n\nx",
        b"From: a@b\nContent-Disposition: attachment;" + b" filename*0*=x;\n" * 9_000 + b"\nx",
    ],
)
def test_a_mail_made_to_hang_is_refused_before_it_is_parsed(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="treo máy"):
        open_mail("t.eml", data)


def test_words_are_taken_out_of_a_page_of_any_shape() -> None:
    page = (
        b"<style>" * 5_000
        + b"p{}</style><p>Xin m\xe1\xbb\x9di</p><script>x()</script> h\xe1\xbb\x8dp"
    )
    raw = b"From: " + b"(" * 3_000 + b"\nContent-Type: text/html; charset=utf-8\n\n" + page
    mail = open_mail("t.eml", raw)
    assert (mail.text, mail.facts.sender_address) == ("Xin mời\nhọp", "")


@given(st.binary(max_size=400), st.integers(min_value=0, max_value=900))
def test_no_bytes_end_in_anything_but_a_refusal(noise: bytes, at: int) -> None:
    whole = a_mail(("a.txt", "text/plain", LETTER)).as_bytes()
    data = whole[:at] + noise + whole[at + len(noise) :]
    with suppress(UnreadableFile, SecretRefused):
        open_mail("t.eml", data)
