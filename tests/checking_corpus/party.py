"""Clean papers of Party offices, by the handbook: HD05 from 27/5/2026, HD36 before."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tests.checking_corpus.bodies import Body, body_of
from tests.checking_corpus.sheet import (
    BOTH,
    CENTER,
    EXACT,
    HD05,
    HD36,
    PARTY,
    Annex,
    Facts,
    Look,
    Page,
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
    new_tone,
    short_date,
    two,
)  # fmt: skip

TYPE_NAMES = {
    "KH": "KẾ HOẠCH", "BC": "BÁO CÁO", "TB": "THÔNG BÁO", "TTr": "TỜ TRÌNH", "QĐ": "QUYẾT ĐỊNH",
    "NQ": "NGHỊ QUYẾT", "KL": "KẾT LUẬN", "HD": "HƯỚNG DẪN", "GM": "GIẤY MỜI", "BB": "BIÊN BẢN",
    "CTr": "CHƯƠNG TRÌNH",
}  # fmt: skip
SMALL_NAMES = {
    "KH": "Kế hoạch", "BC": "Báo cáo", "TB": "Thông báo", "TTr": "Tờ trình", "QĐ": "Quyết định",
    "NQ": "Nghị quyết", "KL": "Kết luận", "HD": "Hướng dẫn", "CTr": "Chương trình",
    "CV": "Công văn",
}  # fmt: skip
COMMITTEE_ONLY = ("NQ", "KL", "CTr", "HD", "QĐ")
TITLE = "ĐẢNG CỘNG SẢN VIỆT NAM"
REGULAR = Look()
BOLD = Look(bold=True)
ITALIC = Look(italic=True)


@dataclass(frozen=True)
class Office:
    """Who writes: header lines, symbol, storage place, lines of the signature."""

    superior: str
    issuer: str
    symbol: str
    author: str
    storage: str
    signing: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Wish:
    """What the paper shall have, so that a fault finds its place."""

    type_code: str = "KH"
    annexes: int = 0
    tables: bool = False
    urgency: bool = False
    draft: bool = False
    is_long: bool = False
    many_addressees: bool = True
    issuer: str = ""  # "committee", "ban", "office", "control"; "" = any


def offices(ward: str, city: str, rng: random.Random) -> dict[str, list[Office]]:
    """Return the offices of a ward with the ways they may sign."""
    committee = f"ĐẢNG UỶ PHƯỜNG {ward.upper()}"
    low = f"phường {ward}"
    above = f"ĐẢNG BỘ THÀNH PHỐ {city.upper()}"
    bureau = f"Ban Thường vụ Đảng uỷ {low}"

    def ward_office(author: str, *lines: str) -> Office:
        signing = tuple((line, at == 0) for at, line in enumerate(lines))
        return Office(above, committee, "ĐU", author, "Văn phòng Đảng uỷ", signing)

    def body(issuer: str, symbol: str, storage: str, *lines: str) -> Office:
        author = f"{storage} {low}" if "Đảng uỷ" in storage else f"{storage} Đảng uỷ {low}"
        signing = tuple((line, at == 0) for at, line in enumerate(lines))
        return Office(committee, issuer, symbol, author, storage, signing)

    ban = ("BAN XÂY DỰNG ĐẢNG", "BXDĐ", "Ban Xây dựng Đảng")
    desk = ("VĂN PHÒNG", "VPĐU", "Văn phòng Đảng uỷ")
    control = ("UỶ BAN KIỂM TRA", "UBKTĐU", "Uỷ ban Kiểm tra")
    del rng
    return {
        "committee": [
            ward_office(bureau, "T/M BAN THƯỜNG VỤ", "BÍ THƯ"),
            ward_office(bureau, "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"),
            ward_office(f"Đảng uỷ {low}", "T/M ĐẢNG UỶ", "BÍ THƯ"),
            ward_office(bureau, "T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"),
        ],
        "ban": [
            body(*ban, "TRƯỞNG BAN"),
            body(*ban, "K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"),
            body(*ban, "PHÓ TRƯỞNG BAN"),
            body(*ban, "Q. TRƯỞNG BAN"),
        ],
        "office": [
            body(*desk, "CHÁNH VĂN PHÒNG"),
            body(*desk, "K/T CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ],
        "control": [
            body(*control, "T/M UỶ BAN KIỂM TRA", "CHỦ NHIỆM"),
            body(*control, "T/M UỶ BAN KIỂM TRA", "PHÓ CHỦ NHIỆM"),
        ],
    }


class PartyPaper:
    """Makes one clean paper of a Party office."""

    def __init__(self, rng: random.Random, standard: str, wish: Wish) -> None:
        self.rng = rng
        self.wish = wish
        self.code = wish.type_code
        self.standard = standard
        self.ward = rng.choice(WARDS)
        self.city = rng.choice(CITIES)
        self.day = self._day()
        self.words = Words(rng, rng.choice(TOPICS), self.day)
        self.office = self._office()
        self.number = rng.randrange(1, 99)
        self.symbol = f"{self.code}/{self.office.symbol}"
        self.size = rng.choice((14.0, 14.0, 14.0, 15.0))
        self.many = wish.many_addressees

    def _day(self) -> date:
        span = (date(2026, 5, 27), date(2026, 11, 20))
        if self.standard == HD36:
            span = (date(2025, 7, 10), date(2026, 5, 26))
        return date.fromordinal(self.rng.randint(span[0].toordinal(), span[1].toordinal()))

    def _office(self) -> Office:
        kinds = offices(self.ward, self.city, self.rng)
        kind = self.wish.issuer or self.rng.choice(list(kinds))
        if self.code in COMMITTEE_ONLY:
            kind = "committee"
        ways = kinds[kind]
        return self.rng.choice(ways[:3] if self.code in COMMITTEE_ONLY else ways)

    def make(self) -> Sheet:
        """Return the paper."""
        page = Page()
        page.mirror = self.rng.random() < 0.15
        facts = Facts(
            PARTY, self.standard, self.code, self.day, self.ward, self.number, self.symbol,
            self.office.author, is_draft=self.wish.draft, old_tone=self.rng.random() < 0.6,
        )  # fmt: skip
        left, right = self._header()
        sheet = Sheet(facts, page, left, right, [], self._recipients(), self._signature())
        sheet.body.extend(self._titles())
        sheet.body.extend(self._kinh())
        sheet.body.extend(body_of(self._body_wish()))
        if self.code == "BB":
            sheet.recipients.clear()
            sheet.signature_left = self._names("NGƯỜI GHI BIÊN BẢN", NAMES[1])
        sheet.annexes = [self._annex(at) for at in range(self.wish.annexes)]
        if not facts.old_tone:
            retone(sheet)
        return sheet

    def _body_wish(self) -> Body:
        spacing = self.rng.choice(((0.0, 6.0), (6.0, 0.0), (6.0, 6.0), (0.0, 8.0)))
        most = 22.0 if self.standard == HD05 else 24.0
        least = 18.0 if self.size < 15 else 19.0
        exact = float(self.rng.randrange(int(least), int(most) + 1))
        model = Para(
            "body", "", Look(size=self.size), BOTH, first=10.0, line=(EXACT, exact),
            before=spacing[0], after=spacing[1],
        )  # fmt: skip
        return Body(
            words=self.words, code=self.code, model=model, author=self.office.author,
            ward=self.ward, is_long=self.wish.is_long, tables=self.wish.tables,
            annexes=self.wish.annexes, standard=self.standard, family=PARTY,
        )  # fmt: skip

    def _header(self) -> tuple[list[Para], list[Para]]:
        office = self.office
        number = f"Số {two(self.number)}-{self.symbol}"
        date_text = f"{self.ward}, {long_date(self.day)}"
        if self.wish.draft:
            number = f"Số     -{self.symbol}"
            date_text = f"{self.ward}, ngày     tháng {two(self.day.month, 3)} năm {self.day.year}"
        left = [
            _centred("superior", office.superior, REGULAR),
            _centred("issuer", office.issuer, BOLD),
            _centred("star", "*", REGULAR),
            _centred("number", number, REGULAR),
        ]
        if self.code == "CV":
            left.append(_centred("cv_subject", f"về việc {self._subject()}", ITALIC, 12.0, 6.0))
        if self.wish.urgency:
            word = self.rng.choice(("KHẨN", "THƯỢNG KHẨN", "HOẢ TỐC"))
            left.append(_centred("urgency", word, BOLD, before=6.0))
        if self.wish.draft:
            left.append(_centred("draft", f"Dự thảo lần {self.rng.randrange(1, 5)}", ITALIC))
        right = [
            _centred("title", TITLE, like(BOLD, size=15.0)),
            Para("title_rule", "", align=CENTER, rule=width(TITLE, 15, bold=True)),
            _centred("date", date_text, ITALIC),
        ]
        return left, right

    def _subject(self) -> str:
        return f"{self.rng.choice(('tổ chức', 'phối hợp', 'tăng cường'))} {self.words.topic}"

    def _titles(self) -> list[Para]:
        if self.code == "CV":
            return []
        size = self.rng.choice((15.0, 16.0))
        subject = f"về {self.words.topic} trên địa bàn phường {self.ward}"
        if self.code == "KL":
            subject = f"của {self.office.author}\n{subject}"
        if self.code == "BB":
            subject = f"Hội nghị {self.office.author}"
        if self.code == "GM":
            subject = f"dự hội nghị {subject}"
        if self.code == "TTr":
            subject = f"về việc phê duyệt chủ trương {self.words.topic}"
        look = Look(size=self.rng.choice((14.0, 14.0, 15.0)), bold=True)
        return [
            _centred("type", TYPE_NAMES[self.code], like(BOLD, size=size), before=12.0),
            _centred("subject", subject, look),
            _centred("separator", "-----", REGULAR, after=6.0),
        ]

    def _kinh(self) -> list[Para]:
        if self.code not in ("CV", "TTr"):
            return []
        label = "Kính trình:" if self.code == "TTr" and self.standard == HD05 else "Kính gửi:"
        names = [
            f"Ban Thường vụ Thành uỷ {self.city}", "Văn phòng Thành uỷ",
            "Uỷ ban Mặt trận Tổ quốc Việt Nam phường",
        ]  # fmt: skip
        if self.code == "CV":
            names = [
                "Các chi bộ trực thuộc Đảng uỷ",
                "Uỷ ban Mặt trận Tổ quốc phường",
                "Các đoàn thể",
            ]
        if not self.many:
            text = f"{label} {names[0]}"
            return [
                Para(
                    "kinh", text, REGULAR, CENTER, before=6.0, after=6.0, head=label,
                    head_look=ITALIC,
                )
            ]  # fmt: skip
        mark = ";" if self.standard == HD05 else ","
        first = Para(
            "kinh", label, ITALIC, left=35.0, before=6.0, after=0.0, head=label, head_look=ITALIC
        )
        rest = [Para("addressee", f"- {name}{mark}", REGULAR, left=55.0) for name in names]
        if self.standard == HD36:
            rest[-1].text = rest[-1].text.rstrip(",") + "."
        return [first, *rest]

    def _recipients(self) -> list[Para]:
        names = [
            f"Thành uỷ {self.city} (để báo cáo)", "Các đồng chí Đảng uỷ viên",
            "Các chi bộ trực thuộc (để thực hiện)",
        ]  # fmt: skip
        self.rng.shuffle(names)
        names = names[: self.rng.randint(2, 3)]
        if self.code in ("CV", "TTr"):
            names.insert(0, "Như trên")
        mark = ";" if self.standard == HD05 else ","
        found = [Para("recipients", "Nơi nhận:", Look(underline=True))]
        small = Look(size=12.0)
        line = (EXACT, 14.0)
        for name in names:
            found.append(Para("recipient", f"- {name}{mark}", small, left=3, hanging=3, line=line))
        storage = f"- Lưu {self.office.storage}."
        found.append(Para("storage", storage, small, left=3, hanging=3, line=line))
        return found

    def _signature(self) -> list[Para]:
        if self.code == "BB":
            return self._names("CHỦ TRÌ HỘI NGHỊ", self.rng.choice(NAMES))
        lines = self.office.signing
        found = [
            _centred("authority" if bold else "position", text, BOLD if bold else REGULAR)
            for text, bold in lines
        ]
        return [*found, _centred("name", self.rng.choice(NAMES), BOLD, before=72.0)]

    def _names(self, title: str, name: str) -> list[Para]:
        return [_centred("authority", title, BOLD), _centred("name", name, BOLD, before=72.0)]

    def _annex(self, at: int) -> Annex:
        label = f"Phụ lục {at + 1}" if self.wish.annexes > 1 else "Phụ lục"
        kind = SMALL_NAMES.get(self.code, "Văn bản")
        reference = (
            f"(Kèm theo {kind} số {two(self.number)}-{self.symbol}, ngày {short_date(self.day)} "
            f"của {self.office.author})"
        )
        page = Page()
        return Annex(page, [
            _centred("annex_label", label, BOLD),
            _centred("annex_title", f"Danh mục công việc {self.words.topic}", BOLD),
            _centred("annex_reference", reference, ITALIC, after=6.0),
            Table([["STT", *TABLE[0]]] + [[str(n), *row] for n, row in enumerate(TABLE[1:], 1)],
                  [15, 75, 45, 30]),
            Para("annex_text", self.words.passage(), Look(size=self.size), BOTH, first=10,
                 before=6.0, after=6.0),
        ])  # fmt: skip


def _centred(
    role: str, text: str, look: Look, size: float = 0.0, before: float = 0.0, after: float = 0.0
) -> Para:
    look = like(look, size=size or look.size)
    return Para(role, text, look, CENTER, before=before, after=after)


def retone(sheet: Sheet, change: Callable[[str], str] = new_tone) -> None:
    """Set the whole paper in the other place of tones."""
    for para in sheet.paras():
        para.text = change(para.text)
        para.head = change(para.head)
    for part in sheet.parts():
        for block in part:
            if isinstance(block, Table):
                block.rows = [[change(cell) for cell in row] for row in block.rows]
