"""Clean papers of State offices of a ward, by the handbook on NĐ30."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from tests.checking_corpus.bodies import Body, body_of
from tests.checking_corpus.party import SMALL_NAMES, TYPE_NAMES, Wish, retone
from tests.checking_corpus.sheet import (
    AUTO,
    BOTH,
    CENTER,
    EXACT,
    ND30,
    STATE,
    Annex,
    Facts,
    Look,
    Page,
    PageNumber,
    Para,
    Sheet,
    Table,
    like,
)  # fmt: skip
from tests.checking_corpus.widths import width
from tests.checking_corpus.words import (
    CITIES,
    NAMES,
    TABLE,
    TOPICS,
    WARDS,
    Words,
    long_date,
    short_date,
    two,
)  # fmt: skip

COUNTRY = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RED = "FF0000"
LINES = ((AUTO, 1.0), (AUTO, 1.15), (AUTO, 1.5), (EXACT, 18.0), (AUTO, 1.2))
ROMAN = ("I", "II", "III")


@dataclass(frozen=True)
class Bureau:
    """Who writes, with the unit's symbol and the lines of the signature."""

    superior: str
    issuer: str
    symbol: str  # of the office: UBND or the unit's own
    unit: str  # of the drafting unit
    author: str
    signing: tuple[str, ...]


def bureaus(ward: str) -> dict[str, list[Bureau]]:
    """Return the people's committee of a ward and one of its units."""
    top = f"UỶ BAN NHÂN DÂN\nPHƯỜNG {ward.upper()}"
    author = f"Uỷ ban nhân dân phường {ward}"
    above = f"UBND PHƯỜNG {ward.upper()}"
    unit = "PHÒNG VĂN HOÁ - XÃ HỘI"
    low = f"Phòng Văn hoá - Xã hội phường {ward}"

    def committee(*lines: str) -> Bureau:
        return Bureau("", top, "UBND", "VHXH", author, lines)

    return {
        "committee": [
            committee("TM. UỶ BAN NHÂN DÂN", "CHỦ TỊCH"),
            committee("TM. UỶ BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            committee("CHỦ TỊCH"),
            committee("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ],
        "unit": [
            Bureau(above, unit, "VHXH", "VHXH", low, ("TRƯỞNG PHÒNG",)),
            Bureau(above, unit, "VHXH", "VHXH", low, ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")),
        ],
    }


class StatePaper:
    """Makes one clean paper of a State office."""

    def __init__(self, rng: random.Random, wish: Wish) -> None:
        self.rng = rng
        self.wish = wish
        self.code = wish.type_code
        self.ward = rng.choice(WARDS)
        self.city = rng.choice(CITIES)
        span = (date(2026, 1, 15).toordinal(), date(2026, 11, 20).toordinal())
        self.day = date.fromordinal(rng.randint(*span))
        self.words = Words(rng, rng.choice(TOPICS), self.day)
        kinds = bureaus(self.ward)
        kind = wish.issuer or rng.choice(("committee", "committee", "unit"))
        ways = kinds["committee" if self.code in ("QĐ", "CTr") else kind]
        self.bureau = rng.choice(ways[:2] if self.code in ("QĐ", "CTr") else ways)
        self.number = rng.randrange(1, 400)
        self.symbol = self._symbol()
        self.size = rng.choice((13.0, 14.0, 14.0))
        self.spacing = rng.choice(((0.0, 6.0), (6.0, 0.0), (6.0, 6.0)))

    def _symbol(self) -> str:
        if self.code == "CV":
            own = self.bureau.symbol
            return f"{own}-{self.bureau.unit}" if own == "UBND" else f"{own}-TH"
        return f"{self.code}-{self.bureau.symbol}"

    def make(self) -> Sheet:
        """Return the paper."""
        pick = self.rng.choice
        page = Page(
            top=pick((20.0, 20.0, 25.0)), bottom=pick((20.0, 20.0, 25.0)),
            left=pick((30.0, 30.0, 35.0)), right=pick((15.0, 15.0, 20.0)),
            number=PageNumber(size=pick((13.0, 14.0))),
        )  # fmt: skip
        if page.room < 160:
            page.right = 15.0
        facts = Facts(
            STATE, ND30, self.code, self.day, self.ward, self.number, self.symbol,
            self.bureau.author, is_draft=self.wish.draft, old_tone=self.rng.random() < 0.4,
        )  # fmt: skip
        left, right = self._header()
        sheet = Sheet(facts, page, left, right, [], self._recipients(), self._signature())
        sheet.body.extend(self._titles())
        sheet.body.extend(self._kinh())
        sheet.body.extend(body_of(self._body_wish()))
        if self.code == "BB":
            sheet.recipients.clear()
            sheet.signature_left = self._names("NGƯỜI GHI BIÊN BẢN", NAMES[1])
        sheet.annexes = [self._annex(at, page) for at in range(self.wish.annexes)]
        if not facts.old_tone:
            retone(sheet)
        return sheet

    def _body_wish(self) -> Body:
        model = Para(
            "body", "", Look(size=self.size), BOTH, first=self.rng.choice((10.0, 12.7)),
            line=self.rng.choice(LINES), before=self.spacing[0], after=self.spacing[1],
        )  # fmt: skip
        return Body(
            words=self.words, code=self.code, model=model, author=self.bureau.author,
            ward=self.ward, is_long=self.wish.is_long, tables=self.wish.tables,
            annexes=self.wish.annexes, standard=ND30, family=STATE,
            ends_with=self.rng.choice((".", "./.")),
        )  # fmt: skip

    def _header(self) -> tuple[list[Para], list[Para]]:
        size = self.rng.choice((12.0, 13.0))
        number = f"Số: {two(self.number)}/{self.symbol}"
        date_text = f"{self.ward}, {long_date(self.day)}"
        if self.wish.draft:
            number = f"Số:     /{self.symbol}"
            date_text = f"{self.ward}, ngày     tháng {two(self.day.month, 3)} năm {self.day.year}"
        longest = max(self.bureau.issuer.split("\n"), key=len)
        left = [
            _centred("superior", self.bureau.superior, size),
            _centred("issuer", self.bureau.issuer, size, bold=True),
            Para("issuer_rule", "", align=CENTER, rule=0.42 * width(longest, size, bold=True)),
            _centred("number", number, 13.0),
        ]
        if not self.bureau.superior:
            del left[0]
        if self.code == "CV":
            subject = f"V/v {self.rng.choice(('tổ chức', 'phối hợp'))} {self.words.topic}"
            left.append(_centred("cv_subject", subject, self.rng.choice((12.0, 13.0)), before=6.0))
        if self.wish.urgency:
            word = self.rng.choice(("KHẨN", "THƯỢNG KHẨN", "HOẢ TỐC"))
            stamp = _centred("urgency", word, 13.0, bold=True, before=6.0)
            stamp.look.color, stamp.frame = RED, True
            left.append(stamp)
        motto = 14.0 if size > 12 else 13.0
        right = [
            _centred("title", COUNTRY, size, bold=True),
            _centred("motto", MOTTO, motto, bold=True),
            Para("title_rule", "", align=CENTER, rule=width(MOTTO, motto, bold=True)),
            _centred("date", date_text, self.rng.choice((13.0, 14.0)), italic=True),
        ]
        return left, right

    def _titles(self) -> list[Para]:
        if self.code == "CV":
            return []
        size = self.rng.choice((13.0, 14.0))
        subject = f"Về {self.words.topic} trên địa bàn phường {self.ward}"
        if self.code == "BB":
            subject = f"Hội nghị của {self.bureau.author}"
        long = 0.42 * min(width(subject, size, bold=True), 120.0)
        return [
            _centred("type", TYPE_NAMES[self.code], size, bold=True, before=12.0),
            _centred("subject", subject, size, bold=True),
            Para("subject_rule", "", align=CENTER, rule=long, after=6.0),
        ]

    def _kinh(self) -> list[Para]:
        if self.code not in ("CV", "TTr"):
            return []
        names = ["Các tổ dân phố", "Các trường học trên địa bàn", "Trạm Y tế phường"]
        if self.code == "TTr":
            names = [f"Uỷ ban nhân dân thành phố {self.city}", "Sở Nội vụ"]
        if not self.wish.many_addressees:
            return [_centred("kinh", f"Kính gửi: {names[0]}", self.size, before=6.0, after=6.0)]
        names = [f"- {name};" for name in names]
        names[-1] = names[-1][:-1] + "."
        look = Look(size=self.size)
        first = Para("kinh", "Kính gửi:", look, left=35.0, before=6.0)
        return [first, *(Para("addressee", name, like(look), left=55.0) for name in names)]

    def _recipients(self) -> list[Para]:
        names = ["Thường trực Đảng uỷ phường", "Các tổ dân phố", "Đài truyền thanh phường"]
        self.rng.shuffle(names)
        names = names[: self.rng.randint(2, 3)]
        if self.code in ("CV", "TTr"):
            names.insert(0, "Như trên")
        if self.code == "QĐ":
            names.insert(0, "Như Điều 3")
        label = Look(size=12.0, bold=True, italic=True)
        found = [Para("recipients", "Nơi nhận:", label, line=(EXACT, 15.0))]
        small = Look(size=11.0)
        texts = [*(f"- {name};" for name in names), f"- Lưu: VT, {self.bureau.unit}."]
        for text in texts:
            role = "storage" if "Lưu:" in text else "recipient"
            found.append(Para(role, text, like(small), left=3.0, hanging=3.0, line=(EXACT, 13.0)))
        return found

    def _signature(self) -> list[Para]:
        if self.code == "BB":
            return self._names("CHỦ TRÌ", self.rng.choice(NAMES))
        found = []
        for text in self.bureau.signing:
            role = "authority" if text.split(" ")[0].endswith(".") else "position"
            found.append(_centred(role, text, 14.0, bold=True))
        return [*found, _centred("name", self.rng.choice(NAMES), 14.0, bold=True, before=72.0)]

    def _names(self, title: str, name: str) -> list[Para]:
        return [
            _centred("authority", title, 14.0, bold=True),
            _centred("name", name, 14.0, bold=True, before=72.0),
        ]

    def _annex(self, at: int, page: Page) -> Annex:
        label = f"Phụ lục {ROMAN[at]}" if self.wish.annexes > 1 else "Phụ lục"
        kind = SMALL_NAMES.get(self.code, "Văn bản")
        reference = (
            f"(Kèm theo {kind} số {two(self.number)}/{self.symbol} ngày {short_date(self.day)} "
            f"của {self.bureau.author})"
        )
        title = f"DANH MỤC CÔNG VIỆC {self.words.topic.upper()}"
        head = ["STT", *TABLE[0]]
        rows = [[str(n), *row] for n, row in enumerate(TABLE[1:], 1)]
        own = Page(
            top=page.top, bottom=page.bottom, left=page.left, right=page.right, number=page.number
        )
        text = Para(
            "annex_text", self.words.passage(), Look(size=self.size), BOTH, first=10.0, before=6.0,
            after=6.0,
        )  # fmt: skip
        return Annex(own, [
            _centred("annex_label", label, 14.0, bold=True),
            _centred("annex_title", title, 13.0, bold=True),
            _centred("annex_reference", reference, 13.0, italic=True, after=6.0),
            Table([head, *rows], [15, 75, 45, 30]),
            text,
        ])  # fmt: skip


def _centred(role: str, text: str, size: float, **more: float | bool) -> Para:
    look = Look(size=size, bold=bool(more.get("bold")), italic=bool(more.get("italic")))
    before, after = float(more.get("before", 0.0)), float(more.get("after", 0.0))
    return Para(role, text, look, CENTER, before=before, after=after)
