"""Sound files of each door, and what is done to them."""

from __future__ import annotations

import csv
import io
import random
import re
from functools import cache
from pathlib import Path

from docx import Document

from tests.documents.hostile.bombs import bombed
from tests.documents.mutations.mutants import cut, doubled, flipped, mutant
from tests.documents.mutations.other_mutants import list_mutant
from tests.documents.official_forms.official_files import Dress, a_workbook
from tests.unit_files import filled, workbook
from wardapp.documents.list_file import list_template

Named = tuple[str, bytes]
Made = tuple[str, str, bytes]
FORMS = Path(__file__).resolve().parents[3] / "forms"
LOG_HEADS = ("Ngày", "Hình thức", "Nội dung", "Số lượng", "Lượt tiếp cận", "TDP")
LOG = (
    ("01/6/2026", "Fanpage", "Ngày hội đổi giấy lấy cây", "2 bài", "1.500", "9, 12"),
    ("2/6", "Loa truyền thanh", "=HYPERLINK(\"http://x.example\")", "ba", "", "99"),
    ("04/06/2026", "Họp tổ dân phố", "Chỉnh trang ngõ", "1", "86", "7"),
    ("31/6/2026", "Zalo", "@tất cả: lịch tiêm chủng", "-1", "10.5.3", "tổ 4"),
)  # fmt: skip
PLAN = (
    "Số 22-KH/ĐU",
    "KẾ HOẠCH tuyên truyền 6 tháng cuối năm 2026",
    "VI. Tổ chức thực hiện",
    "5. Các chi bộ, tổ dân phố báo cáo kết quả theo Phụ lục 02, gửi về Ban Xây dựng Đảng trước "
    "ngày 10 của các tháng 6, tháng 9 và tháng 12/2026.",
    "Báo cáo nhanh trước ngày 15 hằng tháng; chiến dịch từ 06/6/2026 đến 14/6/2026.",
)
CHAT = "\n".join(
    ["[08:15, 05/6/2026] Chị Hoa: Đã phát loa 2 tin về phòng chống đuối nước, tdp 9, 12"]
    + ["- Fanpage: ra quân tổng vệ sinh; 1 bài; tiếp cận 1.500; 120 tương tác"]
    + [";".join(row) for row in LOG]
)
_TOML = ("[[", "]]", '"', "=", "{", "'''", "\x00", "\ufeff", "((((", "A.A1", "1e309", "[a.b", "#")
_FORMULAS = ("(" * 3000, "sum(" * 500 + ")" * 500, "A1+" * 4000 + "1", "9" * 5000, "A1/0", "__x__")


@cache
def seeds() -> dict[str, list[Named]]:
    """Return the sound files of each door."""
    sent = filled()[0]
    official = [a_workbook(Dress(frozenset(kinds))) for kinds in ((), ("sums", "second", "chart"))]
    words = _word([("Đường ngõ", "12"), ("Loa", "3")])
    rows = ";".join(LOG_HEADS) + "\n" + "\n".join(";".join(row) for row in LOG)
    log = [
        ("a.xlsx", list_template("Nhật ký", LOG_HEADS, LOG)),
        ("a.csv", rows.encode("utf-8-sig")),
        ("a.txt", CHAT.encode()),
    ]
    return {
        "returned": [("a.xlsx", sent), ("a.xlsx", workbook()), ("a.docx", _word(LOG)),
                     ("a.csv", _csv()), ("a.html", _html())],
        "official": [*[("a.xlsx", data) for data in official], ("a.docx", words)],
        "log": log,
        "paste": [("a.txt", CHAT.encode()), ("a.txt", rows.encode())],
        "form": [("form.toml", path.read_bytes()) for path in sorted(FORMS.glob("*/form.toml"))],
        "regime": [("a.docx", _plan()), ("a.txt", "\n".join(PLAN).encode())],
    }  # fmt: skip


def made(door: str, seed: str) -> Made:
    """Return what was done, the name and the bytes of a file for a door."""
    pick = random.Random(seed)
    name, data = pick.choice(seeds()[door])
    if name == "form.toml":
        way, text = toml_mutant(data.decode(), pick)
        return way, name, text.encode("utf-8", "surrogatepass")
    if name.endswith(".xlsx") and pick.random() < 0.55:
        way, data = bombed(data, pick)
        return way, _odd_name(name, pick), data
    if name.endswith(".docx"):
        way, data = mutant([data], seed)
        return way, _odd_name(name, pick), data
    way, _name, data = list_mutant([(name, data)], seed)
    return way, _odd_name(name, pick), data


def _odd_name(name: str, pick: random.Random) -> str:
    """Return the name, at times one that lies or looks like a formula."""
    if pick.random() < 0.85:
        return name
    ending = Path(name).suffix
    return pick.choice((
        f"=cmd!A1{ending}", f"+1{ending}", f"-{'a' * 150}{ending}", f"@SUM{ending}", "a.xls", "a",
        "a.docx", "a.csv", "a.pdf", f"tổ 9\u202egpj{ending}", "a.xlsm", f".{ending}",
    ))  # fmt: skip


def toml_mutant(text: str, pick: random.Random) -> tuple[str, str]:
    """Return what was done to a form, and the form."""
    way = pick.choice(TOML_WAYS)
    return way.__name__, way(text, pick)


def line_dropped(text: str, pick: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    del lines[pick.randrange(len(lines))]
    return "".join(lines)


def line_twice(text: str, pick: random.Random) -> str:
    line = pick.choice(text.splitlines(keepends=True))
    return text.replace(line, line * 2, 1)


def lines_swapped(text: str, pick: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    at, other = pick.randrange(len(lines)), pick.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]
    return "".join(lines)


def odd_letters(text: str, pick: random.Random) -> str:
    line = pick.choice(text.splitlines(keepends=True))
    return text.replace(line, pick.choice(_TOML) * 5 + "\n", 1)


def odd_formula(text: str, pick: random.Random) -> str:
    odd = pick.choice(_FORMULAS)
    return re.sub(r'(formula|when|expr\w*|rule) = "[^"]*"', rf'\1 = "{odd}"', text)


def odd_value(text: str, pick: random.Random) -> str:
    odd = pick.choice(("-1", "1e999", "true", "[]", "{}", "9" * 20, r'"\\u0000"', '"=1+1"'))
    return re.sub(r"= [^\n]*", f"= {odd}", text, count=pick.randint(1, 40))


def many_rows(text: str, pick: random.Random) -> str:
    row = '[[tables.rows]]\ncode = "Z{0}"\nlabel = "=1+{0}"\n'
    return text + "".join(row.format(at) for at in range(pick.choice((9, 20_000))))


def deep_keys(text: str, pick: random.Random) -> str:
    key = ".".join(["a"] * pick.choice((50, 5000)))
    return f"{key} = 1\nx = {'[' * 900}{']' * 900}\n{text}"


def bytes_changed(text: str, pick: random.Random) -> str:
    return pick.choice((flipped, cut, doubled))(text.encode(), pick).decode("utf-8", "replace")


TOML_WAYS = (
    line_dropped, line_twice, lines_swapped, odd_letters, odd_formula, odd_value, odd_value,
    many_rows, deep_keys, bytes_changed,
)  # fmt: skip


def _word(rows: object) -> bytes:
    document = Document()
    document.add_paragraph("Biểu A: sản phẩm tuyên truyền")
    table = document.add_table(0, len(LOG_HEADS))
    assert isinstance(rows, tuple | list)
    for row in (LOG_HEADS, *rows):
        for cell, words in zip(table.add_row().cells, row, strict=False):
            cell.text = words
    return _saved(document)


def _plan() -> bytes:
    document = Document()
    for text in PLAN:
        document.add_paragraph(text)
    return _saved(document)


def _saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def _csv() -> bytes:
    out = io.StringIO()
    rows = [["Biểu A"], ["STT", "Kênh, hình thức", "Kế hoạch kỳ", "Thực hiện kỳ"]]
    rows += [["A1", "Loa truyền thanh", "=1+1", "3"], ["A2", "@SUM(A1)", "-2", "+4"]]
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _html() -> bytes:
    cells = "".join(f"<td>{each}</td>" for each in ("A1", "Loa truyền thanh", "=1+1", "7"))
    return f"<html><table><tr>{cells}</tr></table></html>".encode()
