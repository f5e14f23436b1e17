"""The commands of `wardapp.com`: the self-test, the tour, exit codes, words in UTF-8."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pypdfium2

from tests.windows.walking import Walk, expect

TITLE = "Đảng ủy phường Liên Hồ"
ENTRY = "fb; Ra quân “Ngày Chủ nhật xanh” ở Nghĩa Đô; 1; 1500; tdp 9 12; 5/6"
CONTENT = "Ra quân “Ngày Chủ nhật xanh” ở Nghĩa Đô"
DAY = "2026-06-05"
ISSUED = "12-CV/BXDĐ"
TOUR = "Kết quả đi thử"
GREEN = "đạt"


def self_test(walk: Walk) -> Iterator[str]:
    """Let the installed program test itself, windows and all."""
    done = walk.prefix.run(walk.console, "self-test", timeout=300)
    told = done.out.splitlines()
    print("\n".join(f"     {line}" for line in told), flush=True)
    bad = [line for line in done.lines() if line.startswith("LỖI")]
    expect(done.code == 0, f"exit code {done.code}: {bad or done.lines()[-3:]}")
    green = sum(line.startswith(GREEN) for line in told)
    expect(green, "it told of no step")
    yield f"wardapp.com self-test: {green} steps in {done.seconds:.0f} s, exit code 0"


def answers(walk: Walk) -> Iterator[str]:
    """Make an office, write and read a Vietnamese line, as text and as JSON."""
    run = walk.prefix.run
    made = run(walk.console, "init", "--example", "party", "--json", "--today", DAY)
    expect(made.code == 0, f"init ended with {made.code}: {made.err}")
    told = json.loads(made.out)
    expect(told["title"] == TITLE, f"init answered {told}")
    walk.office = told["office"]
    office = ("--office", walk.office, "--today", DAY)
    wrote = run(walk.console, "log", "add", ENTRY, *office)
    expect(wrote.code == 0, f"log add ended with {wrote.code}: {wrote.err}")
    expect(CONTENT in wrote.out, f"log add answered {wrote.out!r}")
    listed = json.loads(run(walk.console, "log", "list", "--json", *office).out)
    expect(CONTENT in [row["content"] for row in listed], "the line is not in the log")
    yield f"“{CONTENT}” went in and came back through pipes in UTF-8, as text and as JSON"


def exit_codes(walk: Walk) -> Iterator[str]:
    """Leave with 0, 1, 2 and 3, each with its sentence in the right stream."""
    run = walk.prefix.run
    usage = run(walk.console, "văn-bản")
    expect(usage.code == 2 and usage.err and not usage.out, f"wrong usage: {usage}")
    refused = run(walk.console, "doctor", "--office", "C:\\không có sổ ở đây")
    expect(refused.code == 1 and len(refused.lines()) == 1, f"refused: {refused}")
    helped = run(walk.console, "--help")
    expect(helped.code == 0 and "self-test" in helped.out, f"help: {helped}")
    healthy = run(walk.console, "doctor", "--office", walk.office)
    expect(healthy.code == 0, f"doctor: {healthy}")
    backups = walk.data / "offices" / _last(walk.office) / "backups"
    manifest = next(backups.rglob("manifest.json"))
    whole = manifest.read_bytes()
    manifest.write_bytes(whole[: len(whole) // 2])
    found = run(walk.console, "doctor", "--office", walk.office)
    manifest.write_bytes(whole)
    expect(found.code == 3, f"doctor of a damaged backup: {found}")
    yield "exit codes: 0 done, 1 refused in one sentence, 2 wrong usage, 3 doctor found a damage"


def tour(walk: Walk) -> Iterator[str]:
    """Do the whole main job without a window and read what it made with other programs."""
    out = walk.own("Tài liệu của tôi") / TOUR
    done = walk.prefix.run(walk.console, "tour", out, timeout=300)
    bad = [line for line in done.lines() if not line.startswith(GREEN)]
    expect(done.code == 0, f"exit code {done.code}: {bad}")
    files = [path for path in out.rglob("*") if path.is_file()]
    words = [path for path in files if path.suffix == ".docx" and _opens_as_word(path)]
    sheets = [path for path in files if path.suffix == ".xlsx" and _opens_as_sheet(path)]
    pages = {path: _text_of(path) for path in files if _is_ours(path, ".pdf")}
    expect(words and sheets and pages, f"made {sorted(path.name for path in files)}")
    empty = [path.name for path, text in pages.items() if not text.strip()]
    expect(not empty, f"PDF without text: {empty}")
    number, notation = ISSUED.split("-", 1)
    holding = [
        path.name
        for path, text in pages.items()
        if f"Số {number}-{notation}" in text or ISSUED in text
    ]
    expect(holding, f"no PDF holds {ISSUED}")
    yield (
        f"wardapp.com tour in {done.seconds:.0f} s into a folder with Vietnamese letters: "
        f"{len(words)} Word files open in python-docx, {len(sheets)} Excel files in openpyxl, "
        f"{len(pages)} PDF have text, {holding[0]} with the number {ISSUED}"
    )


def _last(windows_path: str) -> str:
    return windows_path.rsplit("\\", 1)[1]


def _is_ours(path: Path, kind: str) -> bool:
    return path.suffix == kind and path.read_bytes()[:4] == b"%PDF" and "tep-hong" not in path.name


def _opens_as_word(path: Path) -> bool:
    return len(docx.Document(io.BytesIO(path.read_bytes())).element.body) > 0


def _opens_as_sheet(path: Path) -> bool:
    with zipfile.ZipFile(path) as parts:
        parts.testzip()
    return openpyxl.load_workbook(path).active.max_row > 0


def _text_of(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    finally:
        pdf.close()
