"""Pages as pictures and text; hostile files get a sentence, never a crash."""

from __future__ import annotations

import contextlib
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.documents.example_documents import CREATED, official
from wardapp.core.errors import UnreadableFile
from wardapp.core.layout import Standard
from wardapp.documents.page_images import (
    find_spots,
    page_count,
    page_image,
    page_sizes,
    page_text,
    placed_text,
)
from wardapp.documents.pdf_writer import PdfWriter
from wardapp.documents.reader import FileReader


@pytest.fixture(scope="module")
def pdf(standards: dict[str, Standard], pdf_writer: PdfWriter) -> bytes:
    standard = standards["HD05"]
    return pdf_writer.render(official(standard, "CV"), standard, created=CREATED).pdf


def test_a_page_is_drawn_black_on_white_at_the_scale_asked(pdf: bytes) -> None:
    image = page_image(pdf, 0, 1.0)
    assert (image.width, image.height) == (595, 842)
    assert len(image.data) == image.stride * image.height
    assert image.data[:4] == b"\xff\xff\xff\xff"
    assert min(image.data) < 60
    assert page_image(pdf, 0, 2.0).width == 1191


def test_an_absurd_scale_is_bounded(pdf: bytes) -> None:
    assert max(page_image(pdf, 0, 1000.0).height, 0) <= 12_000
    assert page_image(pdf, 0, 0.0).width >= 1


def test_sizes_and_text_of_a_page(pdf: bytes) -> None:
    assert page_count(pdf) == 1
    assert page_sizes(pdf)[0] == pytest.approx((595.3, 841.9), abs=0.1)
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in page_text(pdf, 0)


def test_words_are_found_where_they_stand(pdf: bytes) -> None:
    spot = find_spots(pdf, 0, "ĐẢNG CỘNG SẢN VIỆT NAM")[0]
    assert spot.page == 1
    assert spot.x > 300
    assert 55 < spot.y < 80
    assert any("Trần Minh Khuê" in placed.text for placed in placed_text(pdf, 0))
    assert find_spots(pdf, 0, "không có trong trang") == ()
    assert find_spots(pdf, 0, "  ") == ()


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\x00" * 5000, b"%PDF-1.4\n%%EOF"]
)
def test_what_is_no_pdf_is_refused_in_a_sentence(data: bytes) -> None:
    for ask in (page_count, page_sizes, lambda d: page_text(d, 0), lambda d: page_image(d, 0, 1)):
        with pytest.raises(UnreadableFile, match=r"PDF"):
            ask(data)


def test_a_page_that_is_not_there_is_refused(pdf: bytes) -> None:
    for page in (1, -1, 10**6):
        with pytest.raises(UnreadableFile, match="trang"):
            page_image(pdf, page, 1.0)
        with pytest.raises(UnreadableFile, match="trang"):
            page_text(pdf, page)


def test_mutilated_files_are_drawn_or_refused_never_a_crash(pdf: bytes) -> None:
    chooser = random.Random(5)
    for _ in range(40):
        data = bytearray(pdf[: chooser.randrange(len(pdf))] if chooser.random() < 0.5 else pdf)
        for _ in range(chooser.randrange(1, 60)):
            if data:
                data[chooser.randrange(len(data))] = chooser.randrange(256)
        with contextlib.suppress(UnreadableFile):
            for page in range(min(page_count(bytes(data)), 3)):
                page_image(bytes(data), page, 0.2)
                placed_text(bytes(data), page)


def test_lanes_may_draw_and_read_at_the_same_time(pdf: bytes, resources: Path) -> None:
    reader = FileReader(resources)

    def work(number: int) -> object:
        return reader.read_bytes("a.pdf", pdf) if number % 2 else page_image(pdf, 0, 0.3)

    with ThreadPoolExecutor(4) as lanes:
        assert len(list(lanes.map(work, range(40)))) == 40
