from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from wardapp.core.daylog import LogQuery
from wardapp.core.errors import BadDate, BadValue, SecretRefused, UnreadableFile
from wardapp.services.office import Office

LINE = "fb; Ra quân tình nguyện hè; 1; 1.500; tdp 9 12"


def test_a_line_typed_in_one_go_is_understood(party: Office) -> None:
    entry = party.daylog.parse(LINE)

    assert entry.channel == "fanpage"
    assert entry.content == "Ra quân tình nguyện hè"
    assert (entry.amount, entry.reach, entry.interactions) == (1, 1500, None)
    assert entry.places == ("9", "12")
    assert entry.day == date(2026, 6, 5)


def test_the_other_parts_of_a_line_come_in_any_order(party: Office) -> None:
    entry = party.daylog.parse(
        "loa; tin sáng; hôm qua; nhóm 1.10; 15 phút; 7h30; tdp tất cả; "
        "https://a.example/1; gc: đọc lại; 2"
    )

    assert (entry.day, entry.group, entry.minutes) == (date(2026, 6, 4), "1.10", 15)
    assert (entry.time, entry.places, entry.amount) == ("07:30", ("*",), 2)
    assert entry.evidence_links == ("https://a.example/1",)
    assert entry.note == "đọc lại"


@pytest.mark.parametrize(
    ("typed", "kind", "said"),
    [
        ("xx; tin", BadValue, "Không có kênh “xx”"),
        ("fb", BadValue, "Gõ: kênh; nội dung"),
        ("fb; ", BadValue, "Gõ: kênh; nội dung"),
        ("fb; tin; abc", BadValue, "“abc”"),
        ("fb; tin; 31/6", BadDate, "Tháng 6"),
        ("fb; tin; 25:00", BadValue, "Giờ"),
        ("fb; tin; 1; 2; 3; 4", BadValue, "“4”"),
    ],
)
def test_a_line_that_is_not_clear_says_which_part(
    party: Office, typed: str, kind: type[BadValue], said: str
) -> None:
    with pytest.raises(kind, match=said):
        party.daylog.parse(typed)


def test_a_kept_line_is_in_the_log_and_can_be_undone(party: Office) -> None:
    line = party.daylog.add(party.daylog.parse(LINE))
    step = party.history.undoable()

    assert party.daylog.page(LogQuery()).rows == (line,)
    assert step is not None
    assert step.title == "Ghi 1 bài Fanpage"
    party.history.undo()
    assert party.daylog.page(LogQuery()).total == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("channel", "khac"),
        ("content", "  "),
        ("amount", -1),
        ("reach", -5),
        ("places", ("99",)),
        ("time", "7 rưỡi"),
    ],
)
def test_a_value_that_cannot_stand_names_its_field_and_nothing_is_kept(
    party: Office, field: str, value: object
) -> None:
    entry = replace(party.daylog.parse(LINE), **{field: value})

    with pytest.raises(BadValue) as refusal:
        party.daylog.add(entry)
    assert refusal.value.field == field
    assert party.daylog.page(LogQuery()).total == 0


def test_the_last_line_of_a_channel_is_proposed(party: Office) -> None:
    party.daylog.add(party.daylog.parse(f"{LINE}; nhóm 1.8; hôm qua"))
    party.daylog.add(party.daylog.parse("loa; tin sáng; 2"))

    proposed = party.daylog.suggestion("fanpage")

    assert proposed is not None
    assert (proposed.group, proposed.reach, proposed.places) == ("1.8", 1500, ("9", "12"))
    assert (proposed.content, proposed.day) == ("", date(2026, 6, 5))
    assert party.daylog.suggestion("pano") is None
    assert party.daylog.suggestion().channel == "loa"


def test_the_gauge_counts_digital_items_of_this_month(party: Office) -> None:
    party.daylog.add(party.daylog.parse("fb; bài; 1"))
    party.daylog.add(party.daylog.parse("loa; tin; 9"))
    party.daylog.add(party.daylog.parse("zalo; tin tháng trước; 9; 31/5"))

    behind = party.daylog.gauge()
    assert (behind.done, behind.target, behind.days_left) == (1, 10, 25)
    assert (behind.pace, behind.is_behind) == ("đến 05/6 cần ít nhất 2", True)

    party.daylog.add(party.daylog.parse("video; phim ngắn; 9"))
    reached = party.daylog.gauge()
    assert (reached.pace, reached.is_behind) == ("đã đạt chỉ tiêu tháng 6", False)


def test_the_month_shows_its_days_and_when_the_report_is_due(party: Office) -> None:
    party.daylog.add(party.daylog.parse("fb; bài; 1"))
    party.daylog.add(party.daylog.parse("loa; tin; 2; 1/6"))

    month = party.daylog.month(date(2026, 6, 20))

    assert len(month.day_counts) == 30
    assert (month.day_counts[0], month.day_counts[4], month.line_count) == (1, 1, 2)
    assert date(2026, 6, 10) in month.report_days


def test_totals_stand_by_channel_most_first(party: Office) -> None:
    party.daylog.add(party.daylog.parse("fb; bài; 1"))
    party.daylog.add(party.daylog.parse("loa; tin; 5"))

    totals = party.daylog.totals(date(2026, 6, 1), date(2026, 6, 30))

    assert [(each.channel, each.amount) for each in totals] == [("loa", 5), ("fanpage", 1)]


def test_groups_and_channels_stand_in_the_order_of_the_report(party: Office) -> None:
    codes = [group.code for group in party.daylog.groups()]

    assert codes.index("1.2") < codes.index("1.10")
    assert [channel.form_row for channel in party.daylog.channels()][:3] == ["A1", "A2", "A3"]


def test_evidence_is_kept_once_and_the_line_is_no_longer_missing_it(
    party: Office, tmp_path: Path
) -> None:
    picture = tmp_path / "anh.txt"
    picture.write_text("Ảnh chụp bài đăng trên fanpage", "utf-8")
    line = party.daylog.add(party.daylog.parse(LINE))
    assert party.daylog.page(LogQuery(missing_evidence=True)).rows == (line,)

    party.daylog.attach(line.id, picture)
    line = party.daylog.attach(line.id, picture)

    assert [file.name for file in line.attachments] == ["anh.txt"]
    assert party.daylog.page(LogQuery(missing_evidence=True)).total == 0


def test_a_secret_paper_is_no_evidence_and_leaves_nothing_behind(
    party: Office, tmp_path: Path
) -> None:
    paper = tmp_path / "cong-van.txt"
    paper.write_text("ĐẢNG CỘNG SẢN VIỆT NAM\nTỐI MẬT\nSố 12-CV/ĐU\n", "utf-8")
    before = sorted(path for path in party.folder.rglob("*") if path.is_file())

    with pytest.raises(SecretRefused):
        party.daylog.add(party.daylog.parse(LINE), [paper])

    assert party.daylog.page(LogQuery()).total == 0
    assert sorted(path for path in party.folder.rglob("*") if path.is_file()) == before


def test_a_file_that_is_gone_is_refused(party: Office, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="Không tìm thấy"):
        party.daylog.add(party.daylog.parse(LINE), [tmp_path / "mat.png"])


def test_a_line_can_be_amended_and_removed(party: Office) -> None:
    line = party.daylog.add(party.daylog.parse(LINE))

    amended = party.daylog.amend(replace(line, amount=3), base=line)
    assert party.daylog.get(line.id).amount == amended.amount == 3

    party.daylog.remove(line.id)
    assert party.daylog.page(LogQuery()).total == 0
