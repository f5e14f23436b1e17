"""The layout check of a ten-page paper and of a one-page letter, and of a corpus."""

from __future__ import annotations

import contextlib
import io
import random
from dataclasses import replace
from pathlib import Path

from docx import Document

from tests.bench.table import Row, repeated, timed
from tests.checking_corpus.corpus import make_corpus
from tests.checking_corpus.habits import Habit
from tests.checking_corpus.measure import measure as measured
from tests.checking_corpus.measure import summary
from tests.checking_corpus.party import PartyPaper, Wish
from tests.checking_corpus.sheet import HD05, Para
from tests.checking_corpus.writer import write
from wardapp.app import find_places
from wardapp.cli.main import main

LETTERS_A_PAGE = 2600
PAGES = 10
TIMES = 12
FILES = 300
SEED = 2026


def measure(out: Path) -> list[Row]:
    """Return the times of `wardapp check` in this process, rules read anew in each."""
    places = replace(find_places(), data=out / "data-check")
    rows = []
    for pages in (1, PAGES):
        path = out / f"check-{pages}.docx"
        path.write_bytes(_paper(pages))

        def check(path: Path = path) -> None:
            with contextlib.redirect_stdout(io.StringIO()):
                main(["check", "--json", str(path)], places)

        floor = timed(lambda path=path: [para.text for para in Document(str(path)).paragraphs])
        note = f"target ≤ 300 for ten pages; python-docx opens it in {floor:.0f}"
        rows.append(Row(f"check the layout of {pages} pages", repeated(check, TIMES), note))
    folder = out / "check-corpus"
    done = measured(folder, make_corpus(folder, SEED, FILES), places)
    rows.append(Row(f"check {FILES} files of the corpus, each", tuple(done.milliseconds),
                    summary(done)))  # fmt: skip
    return rows


def _paper(pages: int) -> bytes:
    """Return a plan of about so many pages."""
    rng = random.Random(SEED)
    wish = Wish("CV" if pages == 1 else "KH", tables=pages > 1, is_long=pages > 1)
    sheet = PartyPaper(rng, HD05, wish).make()
    passages = [block for block in sheet.body if isinstance(block, Para) and block.role == "dash"]
    at = len(sheet.body) - 1
    while passages and sum(len(para.text) for para in sheet.paras()) < pages * LETTERS_A_PAGE:
        sheet.body.insert(at, replace(rng.choice(passages)))
    return write(sheet, Habit(format="theme", splits=True), rng)
