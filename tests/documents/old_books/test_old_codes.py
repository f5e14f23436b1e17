"""Every cell of an old book comes out in Unicode, whatever it was typed in."""

from __future__ import annotations

import random
import sys

import pytest

from tests.old_texts import CODES, as_tcvn3, as_vni, cells
from wardapp.core.old_books import TextCode
from wardapp.core.text import clean
from wardapp.documents.old_books.legacy import decode
from wardapp.documents.old_books.raw import RawCell, RawSheet
from wardapp.documents.old_books.reading import _in_unicode

WIDE = 4


def share_right(texts: list[str], code: str) -> float:
    """Return which share of cells comes back as it was meant (TCVN3 has no toned capitals)."""
    sheet = RawSheet("a")
    typed = [CODES[code](text) for text in texts]
    for at in range(0, len(texts), WIDE):
        sheet.add(at + 1, [RawCell(text) for text in typed[at : at + WIDE]])
    got = [cell.text for row in _in_unicode(sheet).rows for cell in row.cells]

    def meant(text: str) -> str:
        return clean(text).casefold() if code == "tcvn3" else clean(text)

    right = sum(meant(one) == meant(other) for one, other in zip(texts, got, strict=True))
    return right / len(texts)


@pytest.mark.parametrize("code", CODES)
def test_cells_of_a_register_are_told_by_what_is_vietnamese(code: str) -> None:
    assert share_right(cells(random.Random(7), 400), code) >= 0.995


@pytest.mark.prove
def test_at_least_995_of_1000_cells_are_told_alone_and_in_their_sheet(
    capsys: pytest.CaptureFixture[str],
) -> None:
    chance, count = random.Random(11), 20_000
    for code in CODES:
        texts = cells(chance, count)
        share = share_right(texts, code)
        alone = sum(
            clean(text).casefold() == decode(CODES[code](text)).text.casefold() for text in texts
        )
        with capsys.disabled():
            told = f"  {code}: {share:.4%} in a sheet, {alone / count:.4%} alone, of {count}\n"
            sys.stdout.write(told)
        assert share >= 0.995


def test_the_name_of_the_font_decides_and_a_capital_font_draws_capitals() -> None:
    assert decode("bã", ".VnTime").text == "bó"
    assert decode("céng hßa", ".VnTimeH").text == "CỘNG HÒA"
    assert decode("12a", ".VnTimeH").text == "12A"
    assert decode(as_vni("Trường"), "VNI-Times").text == "Trường"


def test_unicode_typed_under_an_old_font_stays() -> None:
    assert decode("Hà Nội", ".VnTime") == ("Hà Nội", TextCode.UNICODE, True)
    assert decode("Báo cáo kết quả", ".VnTime").text == "Báo cáo kết quả"
    assert decode("tháng này", ".VnArial").text == "tháng này"


def test_a_near_guess_follows_its_column_and_is_a_doubt_where_codes_are_mixed() -> None:
    assert decode("Lan Hò", context=TextCode.TCVN3).text == "Lan Hũ"
    assert decode("Lan Hò", context=TextCode.UNICODE) == ("Lan Hò", TextCode.UNICODE, True)
    assert not decode("Lan Hò").is_sure
    assert decode(f"12/{as_tcvn3('QĐ-UBND')}").text == "12/QĐ-UBND"
