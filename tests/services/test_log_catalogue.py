"""Channels and groups kept by the clerk: added, renamed, retired; lines never lose theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wardapp.core.daylog import ContentGroup, LogChannel
from wardapp.core.errors import BadValue, ChangedSince
from wardapp.services.office import Office


def channel(office: Office, code: str) -> LogChannel:
    return next(each for each in office.daylog.ground().channels if each.code == code)


def test_a_channel_is_added_typed_by_its_shortcut_renamed_and_retired(party: Office) -> None:
    made = party.catalogue.save_of_log(
        LogChannel(code="", name=" Màn hình  LED chợ ", unit="lượt", icon="image", form_row="a7",
                   shortcuts=("ManHinh", "mh")),
        is_new=True,
    )  # fmt: skip
    assert made.code == "man-hinh-led-cho"
    line = party.daylog.add(party.daylog.parse("mh; giờ trái đất; 3"))
    assert line.channel == made.code

    shown = channel(party, made.code)
    party.catalogue.save_of_log(replace(shown, name="LED chợ Liên Hồ", active=False))

    assert channel(party, made.code).name == "LED chợ Liên Hồ"
    with pytest.raises(BadValue, match="Không có kênh"):
        party.daylog.parse("mh; giờ trái đất; 3")
    with pytest.raises(BadValue, match="Chưa chọn kênh"):
        party.daylog.add(replace(line, content="khác"))
    assert party.daylog.amend(replace(line, amount=4), base=line).amount == 4
    assert party.daylog.sentence(line) == "3 lượt LED chợ Liên Hồ"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Fanpage"}, "name"),
        ({"unit": ""}, "unit"),
        ({"shortcuts": ("fb",)}, "shortcuts"),
        ({"shortcuts": ("a;b",)}, "shortcuts"),
        ({"form_row": "dòng 3"}, "form_row"),
    ],
)
def test_what_would_confuse_channels_is_refused(
    party: Office, changes: dict[str, object], field: str
) -> None:
    base = LogChannel(code="", name="Bảng LED", unit="lượt", icon="image", form_row="A7")
    with pytest.raises(BadValue) as refusal:
        party.catalogue.save_of_log(replace(base, **changes), is_new=True)  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_a_named_channel_or_group_stays_and_an_unused_one_goes_and_comes_back(
    party: Office,
) -> None:
    party.daylog.add(party.daylog.parse("fb; bài; nhóm 1.3"))
    with pytest.raises(ChangedSince, match="Thôi dùng"):
        party.catalogue.remove_of_log(channel(party, "fanpage"))
    group = next(each for each in party.daylog.groups() if each.code == "1.3")
    with pytest.raises(ChangedSince, match="Thôi dùng"):
        party.catalogue.remove_of_log(group)

    party.catalogue.remove_of_log(channel(party, "infographic"))
    assert "infographic" not in {each.code for each in party.daylog.channels()}
    party.history.undo()
    assert "infographic" in {each.code for each in party.daylog.channels()}


def test_a_group_takes_the_axis_of_its_number_and_its_code_is_its_own(party: Office) -> None:
    kept = party.catalogue.save_of_log(
        ContentGroup(code="1.15", name="Bầu cử", axis=""), is_new=True
    )
    assert isinstance(kept, ContentGroup)
    assert kept.axis == "Theo nhiệm vụ"
    assert party.daylog.parse("fb; bài; nhóm 1.15").group == "1.15"
    with pytest.raises(BadValue, match=r"1\.15"):
        party.catalogue.save_of_log(ContentGroup(code="1.15", name="Khác", axis=""), is_new=True)
    with pytest.raises(BadValue, match="Mã nhóm"):
        party.catalogue.save_of_log(ContentGroup(code="I.1", name="Khác", axis=""), is_new=True)


def test_the_catalogue_holds_the_whole_of_phu_luc_01(party: Office) -> None:
    codes = [group.code for group in party.daylog.groups()]
    wanted = [f"1.{number}" for number in range(1, 15)] + [f"2.{number}" for number in range(1, 5)]
    assert codes == wanted
