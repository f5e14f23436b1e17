"""Dư luận xã hội: topics without names; heard again, joined, closed, on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from wardapp.core.errors import BadValue, NotFound, SecretRefused, WardError
from wardapp.core.opinions import (
    Leaning,
    OpinionEntry,
    OpinionField,
    OpinionQuery,
    Spread,
    Strength,
)
from wardapp.services.office import Office
from wardapp.services.person_gate import PersonSeen
from wardapp.store.rebuild import rebuild

DAY = date(2026, 6, 5)


def an_entry(**fields: object) -> OpinionEntry:
    values: dict[str, object] = {
        "day": date(2026, 5, 20),
        "issue": "Băn khoăn về giá đất tái định cư khi mở đường Vành đai 1",
        "field": OpinionField.ECONOMY,
        "leaning": Leaning.UNSURE,
        "spread": Spread.MANY,
        "strength": Strength.HIGH,
        "origin": "Họp tổ dân phố, Zalo",
        **fields,
    }
    return OpinionEntry(**values)  # type: ignore[arg-type]


def test_a_topic_lives_is_heard_again_and_ends(party: Office, tmp_path: Path) -> None:
    opinions = party.opinions
    made = opinions.add(an_entry())
    assert party.searching.find("tai dinh cu")[0].entity == "opinion"
    again = opinions.heard_again(made.id)
    assert again.heard_on == (DAY,)
    assert opinions.heard_again(made.id).heard_on == (DAY,)
    with pytest.raises(BadValue, match="nghe đầu"):
        opinions.heard_again(made.id, date(2026, 5, 1))
    with pytest.raises(BadValue, match="sau cùng"):
        opinions.close(made.id, "Đã yên", date(2026, 6, 1))
    closed = opinions.close(made.id, "Đã giải thích tại hai cuộc họp")
    assert (closed.closed_on, closed.outcome) == (DAY, "Đã giải thích tại hai cuộc họp")
    assert opinions.counts(OpinionQuery()).open == 0
    assert opinions.page(OpinionQuery(date_from=date(2026, 6, 6))).total == 0
    assert opinions.reopen(made.id).closed_on is None
    assert len(party.history.of("opinion", made.id)) >= 4
    opinions.remove(made.id)
    with pytest.raises(NotFound):
        opinions.get(made.id)
    party.history.undo()
    assert opinions.get(made.id).issue == made.issue
    assert rebuild(party.desk.database, tmp_path / "again.db") == ()


def test_topics_join_and_are_taken_apart(party: Office) -> None:
    opinions = party.opinions
    one, two, three = (opinions.add(an_entry(issue=f"Vấn đề {n}")) for n in "abc")
    opinions.join(three.id, two.id)
    joined = opinions.join(two.id, one.id)
    assert joined.joined_to == one.id
    assert {each.id for each in opinions.joined(one.id)} == {two.id, three.id}
    assert opinions.page(OpinionQuery(with_joined=False)).total == 1
    with pytest.raises(BadValue):
        opinions.join(one.id, two.id)
    with pytest.raises(WardError, match="đứng thay"):
        opinions.remove(one.id)
    assert opinions.take_apart(two.id).joined_to is None
    rows = opinions.printout(OpinionQuery()).tables[0].rows
    told = [row[1].value for row in rows if len(row) > 1]
    assert sorted(str(each) for each in told) == ["Vấn đề a", "Vấn đề b"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"issue": " "}, "issue"),
        ({"day": date(2026, 6, 6)}, "day"),
        ({"places": ("999",)}, "places"),
        ({"steps": "x" * 501}, "steps"),
    ],
)
def test_what_cannot_stand_names_its_field(
    party: Office, fields: dict[str, object], field: str
) -> None:
    with pytest.raises(BadValue) as refused:
        party.opinions.add(an_entry(**fields))
    assert refused.value.field == field


def test_persons_are_warned_of_and_secrets_refused(party: Office, tmp_path: Path) -> None:
    for fields in (
        {"issue": "Ông Trần Văn Bền bức xúc về giá đất"},
        {"origin": "Zalo 0912 345 678"},
        {"outcome": "CCCD 001085012345"},
    ):
        with pytest.raises(PersonSeen):
            party.opinions.add(an_entry(**fields))
    kept = party.opinions.add(an_entry(origin="Đường dây nóng 0912 345 678"), with_persons=True)
    with pytest.raises(PersonSeen):
        party.opinions.close(kept.id, "Đã gặp bà Lê Thị Hoa Sen")
    with pytest.raises(SecretRefused):
        party.opinions.add(an_entry(issue="TUYỆT MẬT"))
    paper = tmp_path / "ban-ghi.txt"
    paper.write_text("TỐI MẬT\nĐẢNG BỘ THÀNH PHỐ\nBáo cáo", "utf-8")
    with pytest.raises(SecretRefused):
        party.opinions.attach(kept.id, [paper])
    paper.write_text("Biên bản họp tổ dân phố số 9", "utf-8")
    held = party.opinions.attach(kept.id, [paper, paper])
    assert [each.name for each in held.attachments] == ["ban-ghi.txt"]
    assert party.opinions.evidence_path(held.attachments[0]).read_text("utf-8").startswith("Biên")
    assert party.opinions.detach(kept.id, held.attachments[0].sha256).attachments == ()
    linked = party.opinions.set_links(kept.id, ["https://a.vn/1 ", "https://a.vn/1"])
    assert linked.links == ("https://a.vn/1",)


def test_the_list_goes_to_word_excel_and_pdf(party: Office, tmp_path: Path) -> None:
    party.opinions.add(an_entry(issue="=1+1 giá đất"))
    for ending in (".xlsx", ".docx", ".pdf"):
        assert party.opinions.list_to(tmp_path / f"du-luan{ending}", OpinionQuery()).exists()
    sheet = openpyxl.load_workbook(tmp_path / "du-luan.xlsx").worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "=1+1 giá đất" in [cell.value for cell in cells if cell.data_type == "s"]
    assert not [cell for cell in cells if cell.data_type == "f"]
