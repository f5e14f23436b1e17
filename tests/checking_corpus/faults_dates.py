"""Faults of days: the line of place and date, days in the text, days that contradict each other."""

from __future__ import annotations

import random
import re
from datetime import date

from tests.checking_corpus.kinds import kind
from tests.checking_corpus.sheet import HD05, HD36, ND30, Sheet
from tests.checking_corpus.words import long_date, short_date, weekday

Found = tuple[str, str]
LAWS = (HD05, HD36, ND30)
ZERO = r"0|hai chu so"


@kind("any.date.dayzero", "date", "4.2", standards=LAWS, about=ZERO)
def day_without_zero(sheet: Sheet, rng: random.Random) -> Found | None:
    del rng
    day = sheet.facts.day
    if day.day > 9:
        return None
    para = sheet.one("date")
    was = para.text
    para.text = para.text.replace(f"ngày 0{day.day}", f"ngày {day.day}")
    return para.text, was


@kind("any.date.monthzero", "date", "4.2", standards=LAWS, about=ZERO)
def month_with_zero(sheet: Sheet, rng: random.Random) -> Found | None:
    del rng
    day = sheet.facts.day
    if not 3 <= day.month <= 9:
        return None
    para = sheet.one("date")
    was = para.text
    para.text = para.text.replace(f"tháng {day.month}", f"tháng 0{day.month}")
    return para.text, was


@kind("any.date.smallmonth", "date", "4.2", standards=(HD36, ND30), about=ZERO)
def month_without_zero(sheet: Sheet, rng: random.Random) -> Found | None:
    del rng
    day = sheet.facts.day
    if day.month > 2:
        return None
    para = sheet.one("date")
    was = para.text
    para.text = para.text.replace(f"tháng 0{day.month}", f"tháng {day.month}")
    return para.text, was


@kind("any.date.impossible", "date", "4.2", standards=(HD05, ND30), place=r"ngay|dia danh")
def impossible_day(sheet: Sheet, rng: random.Random) -> Found:
    month = rng.choice((6, 9, 11))
    para = sheet.one("date")
    bad = rng.choice((f"ngày 31 tháng {month} năm 2026", f"ngày 32 tháng {month} năm 2026"))
    para.text = f"{para.text.partition(',')[0]}, {bad}"
    return bad, "ngày có thật"


@kind("party.date.figures", "date", "4.2", standards=(HD05,), place=r"ngay|dia danh")
def date_in_figures(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    para = sheet.one("date")
    para.text = f"{para.text.partition(',')[0]}, ngày {short_date(sheet.facts.day)}"
    return para.text, long_date(sheet.facts.day)


@kind("any.date.noplace", "date", "4.2", standards=LAWS, place=r"dia danh|ngay")
def date_without_place(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    para = sheet.one("date")
    para.text = "Ngày" + long_date(sheet.facts.day).removeprefix("ngày")
    return para.text, "địa danh"


@kind("party.date.noyearword", "date", "4.2", standards=(HD05,), place=r"dia danh|ngay")
def date_without_year_word(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    para = sheet.one("date")
    para.text = para.text.replace(" năm ", "/")
    return para.text, "năm"


@kind("any.weekday.wrong", "body", "9.5", standards=LAWS, types=("KH", "CV", "TB", "GM"),
      place=r"ngay|thu\b|lich|noi dung|doan", about=r"thu |chu nhat|ngay")  # fmt: skip
def wrong_weekday(sheet: Sheet, rng: random.Random) -> Found | None:
    para = sheet.one("meeting")
    found = re.search(r"(thứ \w+|Chủ nhật), ngày (\d+)/(\d+)/(\d+)", para.text)
    if found is None:
        return None
    day = date(int(found[4]), int(found[3]), int(found[2]))
    wrong = weekday(date.fromordinal(day.toordinal() + rng.randrange(1, 7)))
    para.text = para.text.replace(found[1], wrong)
    return wrong, found[1]


@kind("any.bodydate.impossible", "body", "9.5", standards=LAWS, types=("KH", "CV", "TB", "BC"),
      place=r"ngay|noi dung|doan|than", about=r"ngay")  # fmt: skip
def impossible_day_in_body(sheet: Sheet, rng: random.Random) -> Found:
    year = sheet.facts.day.year
    bad = rng.choice((f"31/6/{year}", f"30/02/{year}", f"31/9/{year}", f"15/13/{year}"))
    para = rng.choice(sheet.all("clause", "dash", "body"))
    para.text += f" Thời hạn hoàn thành là ngày {bad}."
    return bad, "ngày có thật"


@kind("any.bodydate.zero", "body", "9.5", standards=LAWS, types=("KH", "CV", "TB", "BC"),
      place=r"ngay|noi dung|doan|than", about=r"ngay|0", is_soft=True)  # fmt: skip
def zero_in_body_date(sheet: Sheet, rng: random.Random) -> Found:
    year = sheet.facts.day.year
    bad = rng.choice((f"05/06/{year}", f"5/6/{year}", f"7/{rng.randrange(3, 9)}/{year}"))
    para = rng.choice(sheet.all("clause", "dash", "body"))
    para.text += f" Thời hạn hoàn thành là ngày {bad}."
    return bad, "05/6/2026"


@kind("any.annex.date", "annex_reference", "II.1", standards=(HD05, ND30),
      types=("KH", "BC", "TB"), wish={"annexes": 2},
      place=r"phu luc|kem theo|ngay")  # fmt: skip
def annex_of_another_day(sheet: Sheet, rng: random.Random) -> Found:
    para = sheet.one("annex_reference")
    day = sheet.facts.day
    other = date.fromordinal(day.toordinal() - rng.randrange(2, 25))
    para.text = para.text.replace(short_date(day), short_date(other))
    return short_date(other), short_date(day)


@kind("any.annex.number", "annex_reference", "II.1", standards=(HD05, ND30),
      types=("KH", "BC", "TB"), wish={"annexes": 2},
      place=r"phu luc|kem theo|\bso\b")  # fmt: skip
def annex_of_another_number(sheet: Sheet, rng: random.Random) -> Found:
    para = sheet.one("annex_reference")
    was = para.text
    number = sheet.facts.number
    para.text = re.sub(r"số \d+", f"số {number + rng.randrange(11, 60)}", para.text, count=1)
    return para.text, was
