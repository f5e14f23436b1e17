"""Bodies of papers: bases, articles, numbered parts, tables, the closing sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.checking_corpus.sheet import (
    BOTH,
    CENTER,
    HD36,
    PARTY,
    Block,
    Look,
    Para,
    Table,
    like,
)  # fmt: skip
from tests.checking_corpus.words import (
    HEADS,
    REPORT_HEADS,
    TABLE,
    Words,
    short_date,
    weekday,
)  # fmt: skip

ROMAN = ("I", "II", "III", "IV", "V")
LETTERS = "abcdđeghik"


@dataclass
class Body:
    """What a body shall be made of; `model` is a paragraph of it, formatted."""

    words: Words
    code: str
    model: Para
    author: str
    ward: str
    is_long: bool
    tables: bool
    annexes: int
    standard: str
    family: str
    ends_with: str = "."

    def text(self, text: str, role: str = "body") -> Para:
        """Return a paragraph of the body."""
        look = replace(self.model.look)
        return replace(self.model, role=role, text=text, look=look)

    def head(self, text: str, role: str, *, italic: bool = False) -> Para:
        """Return a heading of the body."""
        para = self.text(text, role)
        para.look = like(para.look, bold=True, italic=italic)
        para.keep = True
        return para

    @property
    def is_party(self) -> bool:
        """True for papers of the Party."""
        return self.family == PARTY


def body_of(wish: Body) -> list[Block]:
    """Return the blocks of the body, the last one a text that ends as it must."""
    if wish.code in ("QĐ", "NQ"):
        blocks = list(_decision(wish))
    elif wish.code == "BB":
        blocks = list(_minutes(wish))
    elif wish.code == "GM":
        blocks = list(_invitation(wish))
    elif wish.code in ("CV", "TTr", "TB"):
        blocks = list(_letter(wish))
    else:
        blocks = list(_parts(wish))
    if wish.annexes:
        named = "Phụ lục kèm theo" if wish.annexes == 1 else "các phụ lục kèm theo"
        blocks.append(wish.text(f"Nội dung chi tiết được nêu tại {named}.", "pointer"))
    closing = "Trong quá trình thực hiện, các đơn vị phản ánh khó khăn để được hướng dẫn kịp thời"
    blocks.append(wish.text(closing + wish.ends_with, "closing"))
    return blocks


def citation(wish: Body, number: int = 0) -> str:
    """Return a full citation: type, number, date, issuer, abstract."""
    day = wish.words.earlier()
    number = number or wish.words.rng.randrange(11, 90)
    if wish.is_party:
        return (
            f"Kế hoạch số {number}-KH/TU, ngày {short_date(day)} của Ban Thường vụ Thành uỷ "
            f"về {wish.words.topic}"
        )
    return (
        f"Kế hoạch số {number}/KH-UBND ngày {short_date(day)} của Uỷ ban nhân dân thành phố "
        f"về {wish.words.topic}"
    )


def lead_in(wish: Body) -> Para:
    """Return the first paragraph: what the paper carries out."""
    return wish.text(
        f"Thực hiện {citation(wish)}, {wish.author} yêu cầu các đơn vị triển khai như sau:", "lead"
    )


def _letter(wish: Body) -> Iterator[Block]:
    yield lead_in(wish)
    for at in range(1, wish.words.rng.randrange(4, 6) + (12 if wish.is_long else 0)):
        yield wish.text(f"{at}. {wish.words.passage()}", "clause")
    if wish.tables:
        yield _table(wish)
    yield meeting(wish)


def meeting(wish: Body) -> Para:
    """Return a sentence with a weekday that agrees with its date."""
    day = wish.words.later()
    return wish.text(
        f"Hội nghị triển khai được tổ chức vào 8 giờ 00, {weekday(day)}, ngày {short_date(day)} "
        "tại hội trường tầng 2.",
        "meeting",
    )


def _parts(wish: Body) -> Iterator[Block]:
    yield lead_in(wish)
    heads = REPORT_HEADS if wish.code == "BC" else HEADS
    mark = wish.words.rng.choice((".", "-")) if wish.is_party else "."
    for at, (title, below) in enumerate(heads):
        yield wish.head(f"{ROMAN[at]}{mark} {title}", "head1")
        for under, small in enumerate(below, 1):
            yield wish.head(f"{under}. {small}", "head2")
            yield from _below(wish, first=at == 0 and under == 1)
    if wish.tables:
        yield _table(wish)
    yield meeting(wish)


def _below(wish: Body, *, first: bool) -> Iterator[Block]:
    yield wish.text(wish.words.passage())
    if first:
        for letter in LETTERS[:6]:
            yield wish.text(f"{letter}) {wish.words.sentence()}", "point")
        return
    for _ in range(wish.words.rng.randrange(1, 3) + (3 if wish.is_long else 0)):
        yield wish.text(f"- {wish.words.passage(1, 2)}", "dash")


def _table(wish: Body) -> Table:
    rows = [["STT", *TABLE[0]]] + [[str(at), *row] for at, row in enumerate(TABLE[1:], 1)]
    del wish
    return Table(rows, [15, 75, 45, 30])


def bases(wish: Body) -> list[Para]:
    """Return the legal bases."""
    if not wish.is_party:
        found = [
            wish.text(
                "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", "basis"
            ),
            wish.text(f"Căn cứ {citation(wish)};", "basis"),
            wish.text("Theo đề nghị của Trưởng phòng Văn hoá - Xã hội.", "basis"),
        ]
        for para in found:
            para.look = like(para.look, italic=True)
        return found
    day = short_date(wish.words.earlier())
    end = "," if wish.standard == HD36 else "."
    return [
        wish.text(
            f"- Căn cứ Quyết định số 15-QĐ/TU, ngày {day} của Ban Thường vụ Thành uỷ về chức năng, "
            "nhiệm vụ của cơ quan tham mưu, giúp việc;",
            "basis",
        ),
        wish.text(f"- Căn cứ {citation(wish)};", "basis"),
        wish.text(f"- Xét đề nghị của Văn phòng Đảng uỷ{end}", "basis"),
    ]


def _decision(wish: Body) -> Iterator[Block]:
    yield from bases(wish)
    who = "BAN THƯỜNG VỤ" if "Ban Thường vụ" in wish.author else "ĐẢNG UỶ"
    if not wish.is_party:
        who = ""
    verb = "QUYẾT NGHỊ:" if wish.code == "NQ" else "QUYẾT ĐỊNH:"
    clause = wish.head(f"{who} {verb}".strip(), "issuing")
    clause.align, clause.first, clause.before, clause.after = CENTER, 0.0, 6.0, 6.0
    yield clause
    topic = wish.words.topic
    names = (f"Phê duyệt chủ trương {topic}", "Nhiệm vụ của các đơn vị", "Hiệu lực thi hành")
    for at, name in enumerate(names, 1):
        yield wish.head(f"Điều {at}. {name}", "article")
        yield from _article(wish, at)


def _article(wish: Body, at: int) -> Iterator[Block]:
    if at == 2:
        for number in range(1, 4):
            yield wish.text(f"{number}. {wish.words.passage(1, 2)}", "clause")
            if number == 1:
                for letter in LETTERS[:6]:
                    yield wish.text(f"{letter}) {wish.words.sentence()}", "point")
        return
    for _ in range(6 if wish.is_long else 1):
        yield wish.text(wish.words.passage())


def _minutes(wish: Body) -> Iterator[Block]:
    day = short_date(wish.words.day)
    yield wish.text(f"Thời gian: 8 giờ 00, ngày {day}.")
    yield wish.text(f"Địa điểm: Hội trường tầng 2, phường {wish.ward}.")
    yield wish.text("Thành phần dự: 15 đồng chí; vắng mặt: 02 đồng chí có lý do.")
    for at, title in enumerate(("NỘI DUNG", "KẾT LUẬN")):
        yield wish.head(f"{ROMAN[at]}. {title}", "head1")
        for number in range(1, 4 + (6 if wish.is_long else 0)):
            yield wish.text(f"{number}. {wish.words.passage()}", "clause")
    yield wish.text("Hội nghị kết thúc vào 11 giờ 30 cùng ngày.")


def _invitation(wish: Body) -> Iterator[Block]:
    day = wish.words.later()
    yield wish.text(
        f"{wish.author} trân trọng kính mời đồng chí dự hội nghị về {wish.words.topic}."
    )
    yield wish.text(f"1. Thời gian: 8 giờ 00, {weekday(day)}, ngày {short_date(day)}.", "meeting")
    yield wish.text(f"2. Địa điểm: Hội trường tầng 2, phường {wish.ward}.")
    yield wish.text(f"3. Nội dung: {wish.words.passage()}")


def justified(para: Para) -> bool:
    """True for a paragraph of the text proper."""
    return para.align == BOTH


def plain(size: float) -> Look:
    """Return upright regular letters of a size."""
    return Look(size=size)
