"""Pasted lines: each becomes an entry or a named doubt, none is lost, no sender is kept."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.conftest import Proof
from wardapp.cli.values import plain
from wardapp.core.daylog import LogQuery
from wardapp.core.errors import SecretRefused, WardError
from wardapp.core.log_paste import PastedLine, PastedLog, PasteKind
from wardapp.core.text import clean
from wardapp.services.office import Office

CHAT = """[08:15, 05/6/2026] Nguyễn Thị Hoa: Đã phát loa 2 tin về phòng chống đuối nước, tdp 9, 12
[08:20, 05/6/2026] Trần Văn Bình: [Hình ảnh]
[05/06/2026 09:00:12] Trần Văn Bình: Kết quả tuần:
- Loa: phòng cháy mùa hè, 2 tin, 15 phút
- Fanpage: ra quân tổng vệ sinh; 1 bài; tiếp cận 1.500; 120 tương tác https://fb.example/1
- Họp tổ dân phố số 7: chỉnh trang ngõ, 86 người
[10:00, 04/06/2026] Nguyễn Thị Hoa: @Trần Văn Bình nhờ đăng giúp lịch tiêm chủng
vào nhóm Zalo các tổ, gọi 0912345678"""
BULLETS = """Ngày 04/6/2026
Loa truyền thanh:
- Tin sáng về phân loại rác, 2 tin
- Tin chiều về an toàn điện
Zalo: Lịch tiếp công dân, 05/6, toàn phường
fb; ra quân; 1; 1500; tdp 9 12
fb; ra quân; abc
=HYPERLINK("http://x")
* * *
Việc chưa rõ kênh 31/6"""
EXCEL = (
    "STT\tNgày\tHình thức\tNội dung\tSố lượng\tLượt tiếp cận\tTDP\tNgười viết\n"
    "1\t01/06/2026\tFanpage\tNgày hội đổi giấy lấy cây\t2 bài\t1.500\t9, 12\tHoa\n"
    '2\t2/6\tXe loa\t"Tiêm chủng\nmở rộng"\tba\t\t99\t\n'
    "Tổng cộng\t\t\t\t2\n"
)


def looked_at(office: Office, text: str) -> PastedLog:
    """Return what was made of a text; every line with words has its place."""
    log = office.log_pasting.look_at(text)
    placed = [number for line in log.lines for number in line.numbers]
    filled = [at for at, line in enumerate(text.split("\n"), start=1) if line.strip()]
    assert sorted(placed) == filled
    assert all(line.entry is not None or line.doubts for line in log.lines)
    return log


def contents(log: PastedLog) -> list[str]:
    return [line.entry.content for line in log.lines if line.entry]


def test_a_zalo_chat_becomes_lines_without_the_names_of_senders(party: Office) -> None:
    log = looked_at(party, CHAT)

    assert (log.kind, log.senders) == (PasteKind.CHAT, 2)
    first, picture, heading, loa, fanpage, meeting, wish = log.lines
    assert first.entry is not None
    assert (first.entry.channel, first.entry.time, first.entry.places) == (
        "loa", "08:15", ("9", "12"))  # fmt: skip
    assert first.entry.day == date(2026, 6, 5)
    assert picture.entry is heading.entry is None
    assert loa.entry is not None
    assert (loa.entry.content, loa.entry.amount, loa.entry.minutes) == ("phòng cháy mùa hè", 2, 15)
    assert fanpage.entry is not None
    assert (fanpage.entry.reach, fanpage.entry.interactions) == (1500, 120)
    assert fanpage.entry.evidence_links == ("https://fb.example/1",)
    assert meeting.entry is not None
    assert (meeting.entry.channel, meeting.entry.places, meeting.entry.reach) == (
        "hop-tdp", ("7",), 86)  # fmt: skip
    assert wish.entry is not None
    assert (wish.numbers, wish.entry.day, wish.entry.channel) == (
        (7, 8), date(2026, 6, 4), "zalo-tdp")  # fmt: skip
    assert any("số điện thoại" in each.sentence for each in wish.doubts)
    everything = repr(log)
    assert "Bình" not in everything
    assert "Hoa" not in everything


def test_decomposed_letters_of_a_phone_are_understood_the_same(party: Office) -> None:
    composed = looked_at(party, CHAT)
    assert looked_at(party, unicodedata.normalize("NFD", CHAT)) == composed


def test_bullets_under_a_day_and_a_channel_take_both(party: Office) -> None:
    log = looked_at(party, BULLETS)

    day, channel, morning, _evening, zalo, short, wrong, formula, rule, lost = log.lines
    assert [line.entry for line in (day, channel, rule)] == [None, None, None]
    assert morning.entry is not None
    assert (morning.entry.day, morning.entry.channel, morning.entry.amount) == (
        date(2026, 6, 4), "loa", 2)  # fmt: skip
    assert zalo.entry is not None
    assert (zalo.entry.day, zalo.entry.places) == (date(2026, 6, 5), ("*",))
    assert short.entry is not None
    assert (short.entry.reach, short.entry.places) == (1500, ("9", "12"))
    assert wrong.is_blocked
    assert formula.entry is not None
    assert formula.entry.content == '=HYPERLINK("http://x")'
    assert lost.is_blocked
    assert lost.entry is not None
    assert any("31/6" in each.sentence for each in lost.doubts)


def test_cells_of_excel_go_where_their_heads_say(party: Office) -> None:
    log = looked_at(party, EXCEL)

    assert (log.kind, log.unused) == (PasteKind.TABLE, ("Người viết",))
    head, good, bad, total = log.lines
    assert (head.entry, total.entry) == (None, None)
    assert good.entry is not None
    assert (good.entry.amount, good.entry.reach, good.entry.places) == (2, 1500, ("9", "12"))
    assert (bad.numbers, bad.is_blocked) == ((3, 4), True)
    assert bad.entry is not None
    assert bad.entry.content == "Tiêm chủng mở rộng"
    said = " ".join(each.sentence for each in bad.doubts)
    assert "“ba”" in said
    assert "99" in said


def test_cells_without_heads_are_what_they_can_only_be(party: Office) -> None:
    log = looked_at(party, "01/06\tfb\tRa quân hè\t1\t1500\n02/06\tloa\tTin sáng\t2\t\ttdp 9")

    entries = [line.entry for line in log.lines]
    assert [(each.channel, each.amount, each.reach, each.places) for each in entries if each] == [
        ("fanpage", 1, 1500, ()), ("loa", 2, None, ("9",))]  # fmt: skip


def test_a_file_is_read_as_a_paste_is(party: Office, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (("Ngày", "Kênh", "Nội dung", "Số lượng"), ("05/06/2026", "zalo", "Lịch", 3),
                ("05/06/2026", "zalo", "=1+1", 1)):  # fmt: skip
        sheet.append(row)
    book.save(tmp_path / "nhat ky.xlsx")
    (tmp_path / "zalo.txt").write_text(CHAT, "utf-8")

    log = party.log_pasting.look_at_file(tmp_path / "nhat ky.xlsx")

    assert log.origin == "nhat ky.xlsx"
    assert contents(log)[0] == "Lịch"
    assert log.lines[2].is_blocked  # a formula nobody worked out says nothing
    assert party.log_pasting.look_at_file(tmp_path / "zalo.txt").senders == 2


def test_what_is_kept_is_one_step_and_comes_back_as_known(party: Office) -> None:
    log = looked_at(party, BULLETS)
    kept = party.log_pasting.keep(log.lines)

    assert len(kept) == sum(line.will_be_written for line in log.lines) == 4
    again = looked_at(party, BULLETS)
    assert not any(line.will_be_written for line in again.lines)
    assert party.history.undo()
    assert party.daylog.page(LogQuery()).total == 0
    with pytest.raises(WardError, match="Chưa có dòng nào"):
        party.log_pasting.keep(())


def test_a_corrected_line_is_judged_anew_and_channels_are_given_to_many(party: Office) -> None:
    log = looked_at(party, "Việc một\nViệc hai\nloa; Việc ba")
    assert [line.is_blocked for line in log.lines] == [True, True, False]

    given_all = party.log_pasting.with_channel(log.lines, "fanpage")
    assert [line.entry.channel for line in given_all if line.entry] == ["fanpage", "fanpage", "loa"]
    first = log.lines[0]
    assert first.entry is not None
    mended = party.log_pasting.corrected(first, given_all[0].entry or first.entry)
    assert mended.will_be_written


def test_a_day_to_come_and_one_long_ago_are_asked_about(party: Office) -> None:
    pasted = party.log_pasting.look_at("fb; bài một; 1; 6/6/2026\nfb; bài hai; 1; 3/6/2025")

    said = [[each.sentence for each in line.doubts] for line in pasted.lines]
    assert said[0] == ["Ngày 06/6 ở sau hôm nay."]
    assert said[1] == ["Ngày cách đây hơn một năm."]


def test_a_secret_paper_is_refused_and_a_marked_line_is_not_shown(party: Office) -> None:
    with pytest.raises(SecretRefused):
        party.log_pasting.look_at("TỐI MẬT\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 12-CV/ĐU")
    lines = [f"loa; tin thứ {at}" for at in range(60)]
    log = looked_at(party, "\n".join([*lines, "loa; TUYỆT MẬT"]))
    hidden = log.lines[-1]
    assert hidden.entry is None
    assert "TUYỆT" not in hidden.source


PARTS = st.one_of(
    st.sampled_from(
        ("fb;", "Loa:", "- ", "05/6", "31/6", "2 tin", "tdp 9", "tdp 99", "\t", '"', "07:30", "=",
         "[08:15, 05/6/2026] Nguyễn A: ", "[Hình ảnh]", "1.500 lượt xem", "https://a.example/1",
         "Ngày 04/6/2026", "zalo", "Tổng cộng", "ghi chú: x", "+", "@", "|", ";", "*", "nhóm 1.3")
    ),
    st.text(max_size=12),
)  # fmt: skip
LINES = st.lists(st.lists(PARTS, max_size=6).map(" ".join), max_size=12).map("\n".join)


def check_that_no_line_is_lost(office: Office, text: str) -> None:
    """Each line that is not blank stands in what is read, once; what is not clear says why."""
    try:
        log = office.log_pasting.look_at(text)
    except SecretRefused:
        return
    placed = [number for line in log.lines for number in line.numbers]
    wanted = {at for at, line in enumerate(_lines_of(text), start=1) if line.strip()}
    assert wanted <= set(placed)
    assert len(placed) == len(set(placed))
    for line in log.lines:
        assert line.entry is not None or line.doubts
        assert not line.will_be_written or _stands(line)


def _lines_of(text: str) -> list[str]:
    return clean(text).split("\n")


def _stands(line: PastedLine) -> bool:
    entry = line.entry
    return entry is not None and bool(entry.channel and entry.content)


SAID = st.sampled_from(
    ("Loa: tin sáng", "fb; ra quân hè", "- Zalo: lịch tiêm chủng", "Họp tổ dân phố số 7", "pano",
     "3 tin", "12 bài", "45 phút", "1.500 lượt xem", "tiếp cận 2.750", "120 tương tác", "86 người",
     "tdp 9, 12", "tổ dân phố số 21", "toàn phường", "07:30", "19h45", "04/6/2026", "31/6", "5/5",
     "nhóm 1.7", "https://a.example/333", "quyết định 4417", "0912345678", "Ngày 02/6", "hôm qua")
)  # fmt: skip
JOINTS = st.sampled_from(("; ", ", ", " - ", " ", " (", ". ", "\t"))
DIGITS = re.compile(r"\d+")


def said_lines() -> st.SearchStrategy[str]:
    """Lines made of things clerks write, joined in any way."""
    part = st.tuples(SAID, JOINTS).map("".join)
    line = st.lists(part, min_size=1, max_size=7).map("".join)
    return st.lists(line, min_size=1, max_size=6).map("\n".join)


def check_that_no_figure_is_dropped(office: Office, text: str) -> None:
    """Each figure of a line stands in its entry or in a doubt; a line left out says why."""
    log = looked_at(office, text)
    for line in log.lines:
        if line.entry is None:
            assert line.doubts
            continue
        held = f"{plain(line.entry)} {' '.join(each.sentence for each in line.doubts)}"
        kept = {int(digits) for digits in DIGITS.findall(held.replace(".", ""))}
        kept |= {int(digits) for digits in DIGITS.findall(held)}
        for digits in DIGITS.findall(line.source.replace(".", "")):
            assert int(digits) in kept, (digits, line)


def try_many(office: Office, times: int, number: int) -> None:
    """Try so many texts of both kinds, from a seed."""

    @seed(number)
    @settings(max_examples=times, deadline=None, suppress_health_check=list(HealthCheck))
    @given(text=LINES, said=said_lines())
    def once(text: str, said: str) -> None:
        check_that_no_line_is_lost(office, text)
        check_that_no_figure_is_dropped(office, said)

    once()


def test_no_pasted_line_is_lost_and_no_figure_of_it_dropped(party: Office, proof: Proof) -> None:
    try_many(party, 20, proof.seed)


@pytest.mark.prove
def test_no_line_of_many_pasted_is_lost_and_no_figure_dropped(party: Office, proof: Proof) -> None:
    try_many(party, proof.times(test=20, prove=1_500, full=20_000), proof.seed)
