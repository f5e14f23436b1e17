from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardapp.core import dates
from wardapp.core.errors import BadDate
from wardapp.core.issuers import Family
from wardapp.core.workdays import NO_HOLIDAYS, Workdays

TODAY = date(2026, 6, 5)  # a Friday
DAYS = st.dates(date(2000, 1, 1), date(2098, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5/6", date(2026, 6, 5)),
        ("05.06.26", date(2026, 6, 5)),
        ("5-6-2026", date(2026, 6, 5)),
        (" 5 / 6 / 2026. ", date(2026, 6, 5)),
        ("5 6", date(2026, 6, 5)),
        ("05062026", date(2026, 6, 5)),
        ("050626", date(2026, 6, 5)),
        ("2026-06-05", date(2026, 6, 5)),
        ("ngày 05 tháng 6 năm 2026", date(2026, 6, 5)),
        ("ngày 5 tháng 6", date(2026, 6, 5)),
        ("hôm nay", date(2026, 6, 5)),
        ("Hôm qua", date(2026, 6, 4)),
        ("hom kia", date(2026, 6, 3)),
        ("mai", date(2026, 6, 6)),
        ("ngày mai", date(2026, 6, 6)),
        ("ngày kia", date(2026, 6, 7)),
        ("thứ sáu", date(2026, 6, 5)),
        ("thứ hai", date(2026, 6, 8)),
        ("t2", date(2026, 6, 8)),
        ("cn", date(2026, 6, 7)),
        ("thứ hai này", date(2026, 6, 1)),
        ("thứ tư tuần sau", date(2026, 6, 10)),
        ("thứ sáu tuần trước", date(2026, 5, 29)),
        ("+10", date(2026, 6, 15)),
        ("+10 ngày", date(2026, 6, 15)),
        ("+10 ngày làm việc", date(2026, 6, 19)),
        ("10 ngày làm việc", date(2026, 6, 19)),
        ("-3", date(2026, 6, 2)),
        ("+2 tuần", date(2026, 6, 19)),
        ("+1 tháng", date(2026, 7, 5)),
        ("cuối tháng", date(2026, 6, 30)),
    ],
)
def test_a_day_is_read_as_clerks_type_it(typed: str, meant: date) -> None:
    assert dates.parse_day(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/6", "Tháng 6 có 30 ngày."),
        ("31/02", "Tháng 2 năm 2026 có 28 ngày."),
        ("5/13", "Không có tháng 13."),
        ("0/5", "Không có ngày 0."),
        ("15", "Thiếu tháng."),
        ("10 ngày", "Chưa rõ là ngày nào."),
        ("5/6/7", "Năm 7 không đúng."),
        ("5/6/1026", "Năm 1026 không đúng."),
        ("5/6/126", "Năm 126 không đúng."),
        ("", "Chưa có ngày."),
        ("abc", "Không hiểu ngày “abc”."),
        ("+9999 tuần", "Ngày quá xa."),
    ],
)
def test_what_is_no_day_is_refused_with_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(BadDate) as refused:
        dates.parse_day(typed, TODAY, field="due_date")

    assert str(refused.value).startswith(sentence)
    assert refused.value.field == "due_date"


def test_working_days_are_counted_with_the_holidays_of_the_office() -> None:
    off = Workdays(days_off=frozenset({date(2026, 6, 8)}))

    assert dates.parse_day("+1 nlv", TODAY, off) == date(2026, 6, 9)


def test_a_day_without_a_year_lies_at_most_six_months_ahead() -> None:
    assert dates.parse_day("5/12", TODAY) == date(2026, 12, 5)
    assert dates.parse_day("6/12", TODAY) == date(2025, 12, 6)
    assert dates.parse_day("1/1", date(2026, 12, 28)) == date(2026, 1, 1)


@given(DAYS)
def test_a_printed_day_is_read_back(day: date) -> None:
    assert dates.parse_day(dates.long_date(day), TODAY) == day
    assert dates.parse_day(day.isoformat(), TODAY) == day
    assert dates.parse_day(f"{day:%d%m%y}", TODAY) == day
    header = dates.header_date("Liên Hồ", day, Family.PARTY)
    assert dates.parse_day(header.removeprefix("Liên Hồ, "), TODAY) == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_a_refusal(typed: str) -> None:
    with suppress(BadDate):
        assert isinstance(dates.parse_day(typed, TODAY), date)


@given(st.integers(1, 31), st.integers(1, 12), DAYS)
def test_a_day_without_a_year_is_near_today(day: int, month: int, today: date) -> None:
    try:
        read = dates.parse_day(f"{day}/{month}", today)
    except BadDate:
        return
    assert read.year in {today.year, today.year - 1}
    assert read <= today + timedelta(days=184)


def test_the_header_pads_days_below_ten_and_january_and_february() -> None:
    assert dates.header_date("Liên Hồ", date(2026, 2, 3), Family.PARTY) == (
        "Liên Hồ, ngày 03 tháng 02 năm 2026"
    )
    assert dates.header_date("Liên Hồ", TODAY, Family.STATE) == "Liên Hồ, ngày 05 tháng 6 năm 2026"
    assert dates.blank_header_date("Liên Hồ", 2026, 6) == "Liên Hồ, ngày     tháng 6 năm 2026"
    assert dates.blank_header_date("Liên Hồ", 2026) == "Liên Hồ, ngày     tháng     năm 2026"


def test_screens_write_the_year_only_when_it_is_another() -> None:
    assert dates.short_date(TODAY, TODAY) == "05/6"
    assert dates.short_date(date(2025, 12, 9), TODAY) == "09/12/2025"
    assert dates.weekday_date(date(2026, 6, 4)) == "Thứ Năm 04/6/2026"
    assert dates.weekday_name(date(2026, 6, 7)) == "Chủ Nhật"
    assert dates.time_text(1_780_627_320_000) == "09:42"


@pytest.mark.parametrize(
    ("due", "done", "said", "tone"),
    [
        (date(2026, 6, 3), None, "Quá hạn 2 ngày", "danger"),
        (TODAY, None, "Hôm nay", "warn"),
        (date(2026, 6, 6), None, "06/6", "warn"),
        (date(2026, 6, 8), None, "Còn 1 ngày", "warn"),
        (date(2026, 6, 10), None, "10/6, còn 3 ngày", "plain"),
        (date(2026, 6, 12), None, "12/6, còn 5 ngày", "plain"),
        (date(2026, 6, 30), None, "30/6", "plain"),
        (date(2026, 6, 3), date(2026, 6, 4), "Xong 04/6", "ok"),
        (None, None, "", "plain"),
    ],
)
def test_a_due_date_is_said_with_its_tone(
    due: date | None, done: date | None, said: str, tone: str
) -> None:
    shown = dates.due_text(due, TODAY, NO_HOLIDAYS, done)

    assert (shown.text, shown.tone) == (said, tone)
