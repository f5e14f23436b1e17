from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.builders import an_arrival
from wardapp.core.dispatches import Priority
from wardapp.core.errors import BadValue, UnreadableFile
from wardapp.services.office import Office

WHOLE = '''
issuer = "BXDĐ"
type = "BC"
date = 2026-06-04
subject = "kết quả tuyên truyền"
addressees = ["Thành ủy Hà Liên"]
recipients = [{ name = "Thường trực Đảng uỷ", purpose = "(để báo cáo)" }, "Các chi bộ"]
signer = "Lê Thị Hồng Vân"
priority = "hoả tốc"
draft_no = 2
in_reply_to = 315
body = """
I. KẾT QUẢ
Đã xong.
"""

[[annexes]]
title = "Số liệu"
body = "1. Loa: 11 tin."
landscape = true
'''


def spec(folder: Path, text: str) -> Path:
    path = folder / "van-ban.toml"
    path.write_text(text, "utf-8")
    return path


def test_every_field_of_a_spec_reaches_the_document(party: Office, tmp_path: Path) -> None:
    line = party.intake.register(an_arrival(issuer_id=party.catalogue.issuers()[0].id))

    read = party.drafting.spec(spec(tmp_path, WHOLE))

    content = read.content
    assert read.in_reply_to == line.id
    assert content.date == date(2026, 6, 4)
    assert content.priority is Priority.EXPRESS
    assert content.body == "I. KẾT QUẢ\nĐã xong."
    assert [each.purpose for each in content.recipients] == ["để báo cáo", ""]
    document = party.drafting.document(content)
    assert document.signer.authority == ("K/T TRƯỞNG BAN",)
    assert document.annexes[0].label == "Phụ lục"
    assert "Kèm theo Báo cáo số" in document.annexes[0].reference
    assert document.annexes[0].landscape


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('subjekt = "x"', "mục subjekt: không có mục này"),
        ('issuer = "BXDĐ"\ntype = "CV"', "mục subject: còn thiếu"),
        ('issuer = "ABC"\ntype = "CV"\nsubject = "x"', "không có cơ quan “ABC”"),
        ('issuer = "BXDĐ"\ntype = "CV"\nsubject = "x"\nsigner = "Ai"', "không có người ký “Ai”"),
        ('issuer = "BXDĐ"\ntype = "CV"\nsubject = "x"\npriority = "gấp"', "Hãy chọn: thường"),
        ('issuer = "BXDĐ"\ntype = "CV"\nsubject = "x"\nin_reply_to = 9', "không có số 9"),
        ('issuer = "BXDĐ"\ntype = "CV"\nsubject = "x"\nin_reply_to = "ba"', "hãy viết số đến"),
        ('issuer = "BXDĐ"\ntype = "CV"\nsubject = "x"\nbody = 3', "mục body"),
        ('issuer = "BXDĐ"\ntype = "CV"\nsubject = "x"\naddressees = "A"', "mục addressees"),
        ('issuer = "BXDĐ"\ntype = "CV"\nsubject = "x"\nrecipients = [3]', "mục recipients"),
        ('issuer = "BXDĐ"\ntype = "CV"\nsubject = "x"\nannexes = 1', "mục annexes"),
    ],
)
def test_a_slip_names_file_key_and_remedy(
    party: Office, tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(BadValue) as refusal:
        party.drafting.spec(spec(tmp_path, text))

    assert told in refusal.value.sentence
    assert "van-ban.toml" in refusal.value.sentence


def test_a_file_that_is_no_spec_gets_its_sentence(party: Office, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="sai cách viết TOML"):
        party.drafting.spec(spec(tmp_path, "không phải toml"))
    with pytest.raises(UnreadableFile, match="Không đọc được"):
        party.drafting.spec(tmp_path / "mat.toml")
    latin = tmp_path / "latin.toml"
    latin.write_bytes("subject = 'số'".encode("utf-16"))
    with pytest.raises(UnreadableFile, match="UTF-8"):
        party.drafting.spec(latin)
