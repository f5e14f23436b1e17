"""Faults of Party signatures and annexes."""

from __future__ import annotations

import random
import re

from tests.checking_corpus.faults_texts import change
from tests.checking_corpus.kinds import kind
from tests.checking_corpus.sheet import HD05, ND30, Look, Para, Sheet

Found = tuple[str, str]
SIGNED = ("CV", "KH", "BC", "TB", "TTr")
PLACE = r"quyen han|chuc vu|chuc danh|\bky\b|tham quyen|nguoi ky"
COMMITTEE = {"types": SIGNED, "wish": {"issuer": "committee"}, "place": PLACE}
BAN = {"types": SIGNED, "wish": {"issuer": "ban"}, "place": PLACE}
SIGN = {"types": SIGNED, "place": PLACE}

change("party.authority.dot", "authority", "7.1", lambda t: t.replace("/M ", "/M. "), **COMMITTEE)
change(
    "party.authority.state", "authority", "7.1", lambda t: t.replace("T/M ", "TM. "), **COMMITTEE
)
change("party.authority.nodot", "authority", "7.1", lambda t: t.replace("T/M ", "TM "), **COMMITTEE)
change("party.authority.kt", "authority", "7.1", lambda t: t.replace("K/T ", "KT. "), **BAN)
change("party.authority.ktdot", "authority", "7.1", lambda t: t.replace("K/T ", "K/T. "), **BAN)
change("party.authority.tuq", "authority", "7.1", lambda t: re.sub(r"^T/[LM] ", "TUQ ", t),
       about=r"tuq|t/u|quyen", **COMMITTEE)  # fmt: skip
change("party.authority.tl", "authority", "7.1", lambda t: t.replace("T/L ", "TL. "), **COMMITTEE)
change("party.position.body", "position", "7.1", lambda t: t.replace("BÍ THƯ", "BÍ THƯ ĐẢNG UỶ"),
       **COMMITTEE)  # fmt: skip
change("party.authority.body", "authority", "7.1",
       lambda t: t if "/" in t else f"{t} XÂY DỰNG ĐẢNG", **BAN)  # fmt: skip
change("party.name.title", "name", "7.1", lambda t: f"TS. {t}", about="", **SIGN)
change("party.name.master", "name", "7.1", lambda t: f"ThS. {t}", **SIGN)
change("party.name.comrade", "name", "7.1", lambda t: f"Đại tá {t}", **SIGN)


@kind("party.position.deputykt", "authority", "7.1.4", **COMMITTEE)
def deputy_of_bureau_for_secretary(sheet: Sheet, rng: random.Random) -> Found | None:
    del rng
    if sheet.one("authority").text != "T/M BAN THƯỜNG VỤ":
        return None
    position = sheet.one("position")
    if position.text != "PHÓ BÍ THƯ":
        return None
    sheet.put_before(position, Para("authority", "K/T BÍ THƯ", Look(bold=True), "center"))
    return "K/T BÍ THƯ", "không dùng K/T"


@kind("party.position.member", "position", "7.1", **COMMITTEE)
def member_with_title(sheet: Sheet, rng: random.Random) -> Found | None:
    del rng
    if not sheet.one("authority").text.startswith("T/M"):
        return None
    was = sheet.one("position").text
    word = "UỶ" if sheet.facts.old_tone else "ỦY"
    sheet.one("position").text = f"{word} VIÊN BAN THƯỜNG VỤ"
    return sheet.one("position").text, was


ANNEX = {"types": ("KH", "BC", "TB"), "standards": (HD05,), "wish": {"annexes": 2},
         "place": r"phu luc|kem theo"}  # fmt: skip
ONE_ANNEX = {**ANNEX, "wish": {"annexes": 1}}
change("party.annex.roman", "annex_label", "II.1",
       lambda t: t.replace(" 1", " I").replace(" 2", " II"),
       about=r"rap|la ma|danh so|chu so|\bso\b",
       **ANNEX)  # fmt: skip
change("party.annex.nonumber", "annex_label", "II.1", lambda t: "Phụ lục",
       about=r"danh so|\bso\b", **ANNEX)  # fmt: skip
change("party.annex.jump", "annex_label", "II.1", lambda t: t.replace(" 2", " 4"), **ANNEX)


@kind("party.annex.noreference", "annex_reference", "II.1", **ANNEX)
def annex_without_reference(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    sheet.drop("annex_reference")
    return "không có", "(Kèm theo …)"


@kind("party.annex.notitle", "annex_title", "II.1", about=r"tieu de|ten", **ANNEX)
def annex_without_title(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    sheet.drop("annex_title")
    return "không có", "tên phụ lục"


@kind("party.annex.nopointer", "annex", "II.1", about=r"phu luc", **ONE_ANNEX)
def annex_not_pointed_to(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    sheet.drop("pointer")
    return "không nhắc tới", "lời văn chỉ đến phụ lục"


STATE_ANNEX = {**ANNEX, "standards": (ND30,)}
change("state.annex.arabic", "annex_label", "annex",
       lambda t: t.replace(" II", " 2").replace(" I", " 1"), about=r"rap|la ma|danh so|\bso\b",
       **STATE_ANNEX)  # fmt: skip
change("state.annex.nonumber", "annex_label", "annex", lambda t: "Phụ lục",
       about=r"danh so|\bso\b|la ma", **STATE_ANNEX)  # fmt: skip


@kind("state.annex.noreference", "annex_reference", "annex", **STATE_ANNEX)
def state_annex_without_reference(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    sheet.drop("annex_reference")
    return "không có", "(Kèm theo …)"
