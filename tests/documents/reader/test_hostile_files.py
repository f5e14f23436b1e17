"""Damaged files end in a reading or in a sentence, never in another error, a hang or a flood."""

import contextlib
import io
import random
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.paper_tools import as_docx, as_pdf, as_text, invented_paper
from wardapp.core.errors import WardError
from wardapp.documents.reader import judge_text
from wardapp.documents.reader.file_reader import reading_of

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
EVERYDAY = 60
MANY = 20_000
MEGABYTES = 200 << 20


def seeds() -> dict[str, bytes]:
    paper = invented_paper(5)
    return {
        "a.docx": as_docx(paper),
        "a.pdf": as_pdf(paper, FONTS),
        "a.txt": as_text(paper, "tabs").encode(),
    }


def flipped(data: bytes, pick: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(pick.randint(1, 30)):
        changed[pick.randrange(len(changed))] = pick.randrange(256)
    return bytes(changed)


def cut(data: bytes, pick: random.Random) -> bytes:
    return data[: pick.randrange(1, len(data))]


def doubled(data: bytes, pick: random.Random) -> bytes:
    at, size = pick.randrange(len(data)), pick.randrange(1, 400)
    return data[:at] + data[at : at + size] * pick.randint(2, 20) + data[at:]


def damaged_inside(data: bytes, pick: random.Random) -> bytes:
    """Return a zip whose parts are damaged or swapped while the zip itself stays whole."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        parts = {name: old.read(name) for name in old.namelist()}
        names = list(parts)
        for name in names:
            part = parts[pick.choice(names)] if pick.random() < 0.1 else parts[name]
            if part and pick.random() < 0.4:
                part = pick.choice((flipped, cut, doubled))(part, pick)
            new.writestr(name, part)
    return stream.getvalue()


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (flipped, cut, doubled)


def mutations(seed: int) -> Iterator[tuple[str, bytes]]:
    pick = random.Random(seed)
    whole = seeds()
    while True:
        name = pick.choice(list(whole))
        inside = name == "a.docx" and pick.random() < 0.7
        way = damaged_inside if inside else pick.choice(WAYS)
        yield name, way(whole[name], pick)


def survive(name: str, data: bytes) -> None:
    """Read the file; anything but a reading or a refusal goes up and fails the test."""
    with contextlib.suppress(WardError):
        reading_of(name, data)


def test_damaged_files_are_read_or_refused_in_a_sentence() -> None:
    tracemalloc.start()
    try:
        for _, (name, data) in zip(range(EVERYDAY), mutations(2026), strict=False):
            survive(name, data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MEGABYTES


@pytest.mark.prove
@pytest.mark.timeout(1200)
def test_many_damaged_files_are_read_or_refused_in_a_sentence() -> None:
    for _, (name, data) in zip(range(MANY), mutations(31), strict=False):
        survive(name, data)


@given(st.binary(max_size=2000), st.sampled_from(["a.docx", "a.pdf", "a.txt", "a.eml", "a.doc"]))
def test_any_bytes_are_read_or_refused_in_a_sentence(data: bytes, name: str) -> None:
    survive(name, data)


@given(st.text(max_size=2000))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    survive("a.txt", text.encode("utf-8", errors="replace"))
    with contextlib.suppress(WardError):
        judge_text(text)


@given(st.lists(st.sampled_from([
    "Số", "12", "-", "/", "KH", "ĐU", "Kính gửi:", "ngày", "tháng", "năm", "2026", "\n", " ", "T/M",
    "BAN THƯỜNG VỤ", "Nơi nhận:", "KẾ HOẠCH", "V/v", "ĐẢNG CỘNG SẢN VIỆT NAM", "\t", "|", "**",
]), max_size=60))  # fmt: skip
def test_pieces_of_headers_in_any_order_are_read(pieces: list[str]) -> None:
    survive("a.txt", "".join(pieces).encode())
