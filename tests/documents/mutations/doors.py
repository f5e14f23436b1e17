"""Every way a foreign file comes in, with what must hold of what comes out of it."""

from __future__ import annotations

import contextlib
import io
import json
import re
import traceback
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from lxml import etree

from tests.documents.example_documents import official
from tests.documents.mutations.mutants import unpacked
from wardapp.core.clock import SystemClock
from wardapp.core.errors import WardError
from wardapp.core.places import Places
from wardapp.core.template_views import BadTemplate
from wardapp.documents.outline import parse_outline, plain_text
from wardapp.documents.pasted_html import outline_of_html
from wardapp.documents.pasted_plain import outline_of_plain
from wardapp.documents.reader import FileReader
from wardapp.documents.standards import load_standards
from wardapp.documents.templates import door as templates
from wardapp.documents.word_numbering import numbered_word
from wardapp.documents.word_text import read_word_text
from wardapp.services.checking import Checking, safe_fixes
from wardapp.services.letter_lists import LetterLists, guessed, rows_of

ROOT = Path(__file__).resolve().parents[3]
RESOURCES = ROOT / "resources"
DAY = date(2026, 6, 5)
NUMBER, SYMBOL = "12", "12-CV/ĐU"
VALUE = "Liên Hồ & <Hà Liên>\nTổ 9"
LONGEST_SENTENCE = 600
MARKED_AT_ONCE = 4
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Letters that no XML and no book can hold."""
OTHER_NUMBER = re.compile(r"ghi “Số *(\d+)\s*-\s*([^”]+)”")


class WordDoors:
    """Everything that opens a Word file."""

    NAMES = ("read", "words", "template", "number", "check")

    def __init__(self, folder: Path) -> None:
        self._file = folder / "a.docx"
        self._places = Places(
            resources=RESOURCES, forms=ROOT / "forms", data=folder / "data", program=ROOT
        )
        self._reader = FileReader(RESOURCES)
        self._checking = Checking(self._places, SystemClock())
        self._standard = next(
            each for each in load_standards(RESOURCES / "standards") if each.id == "HD05"
        )
        self._numbered = official(
            self._standard, "CV", code_number=NUMBER, code_notation="CV/ĐU", issued_date=DAY
        )

    def open(self, name: str, data: bytes) -> str:
        """Return "" when done, the sentence of a refusal, or what broke."""
        return tried(lambda: getattr(self, f"_{name}")(data))

    def _read(self, data: bytes) -> None:
        self._reader.read_bytes("a.docx", data)

    def _words(self, data: bytes) -> None:
        content = read_word_text(data, self._standard)
        assert content is not None

    def _template(self, data: bytes) -> None:
        """Look, mark what looks like fields, fill, and look at what is filled."""
        view = templates.read_template(data)
        assert all(fault.found and fault.remedy for fault in view.faults), view.faults
        if view.faults:
            with contextlib.suppress(BadTemplate):
                templates.ready(data, "mẫu")
                raise AssertionError("a template with faults was made ready")
            raise WardError(view.faults[0].found)
        marked = templates.accepted(data, view.proposals[:MARKED_AT_ONCE])
        again = templates.read_template(marked)
        assert not again.faults, again.faults
        assert len(again.fields) >= len(view.fields)
        filled = templates.ready(marked, "mẫu")({field.key: VALUE for field in again.fields})
        self._sound(data, filled)
        once_more = templates.read_template(filled)
        assert not once_more.faults, once_more.faults

    def _number(self, data: bytes) -> None:
        """Put number and day into fields, else where they stand as words."""
        guessed_place = templates.fill_number(data, SYMBOL, DAY)
        if guessed_place is not None:
            self._sound(data, guessed_place)
        filled, has_number = templates.fill_issue_fields(data, SYMBOL, DAY)
        if not has_number:
            filled = self._at_words(filled)
        self._sound(data, filled)

    def _at_words(self, data: bytes) -> bytes:
        """Put number and day in; a paper that bears a number already gets that very one."""
        try:
            return numbered_word(data, self._numbered, self._standard)
        except WardError as refusal:
            own = OTHER_NUMBER.search(str(refusal))
            if own is None:
                raise
        document = replace(self._numbered, code_number=own[1], code_notation=own[2].strip())
        return numbered_word(data, document, self._standard)

    def _check(self, data: bytes) -> None:
        """Check the file, mend a copy and check that again."""
        copy = self._checking.opened_data("a.docx", data)
        fixes = safe_fixes(copy.view.report)
        if fixes:
            self._sound(data, self._checking.mended(copy, fixes).data)

    def _command(self, data: bytes) -> None:
        """Check the file by the command; it stays as it is and nothing lies beside it."""
        from wardapp.cli.main import main as command  # noqa: PLC0415

        self._file.write_bytes(data)
        around = {path.name for path in self._file.parent.iterdir()}
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            code = command(["check", "--json", str(self._file)], self._places)
        (answer,) = json.loads(out.getvalue())
        told = answer.get("error") if code == 1 else answer.get("findings")
        assert told is not None, (code, answer)
        assert self._file.read_bytes() == data, "the file was touched"
        assert {path.name for path in self._file.parent.iterdir()} == around, "something was left"

    def _audit(self, data: bytes) -> None:
        """Mend and fill a file; the audit of Word files finds nothing that was not there."""
        copy = self._checking.opened_data("a.docx", data)
        fixes = safe_fixes(copy.view.report)
        try:
            before = self._faults(data)
        except (ArithmeticError, ValueError):
            return  # the audit itself stumbles over this file (`NaN` for a number): no judge
        if fixes:
            after = self._faults(self._checking.mended(copy, fixes).data)
            assert after <= before, sorted(after - before)[:5]
        view = templates.read_template(data)
        if not view.faults:
            filled = templates.ready(data)({field.key: VALUE for field in view.fields})
            after = self._faults(filled)
            assert after <= before, sorted(after - before)[:5]

    def _faults(self, data: bytes) -> set[str]:
        from openxml_audit import OpenXmlValidator  # noqa: PLC0415

        self._file.write_bytes(data)
        found = {str(each.description) for each in OpenXmlValidator().validate(self._file).errors}
        self._file.unlink()
        return found

    def _sound(self, before: bytes, made: bytes) -> None:
        """Hold what was made against what it was made of: whole, well-formed, read again."""
        old, new = unpacked(before), unpacked(made)
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            assert not old or archive.testzip() is None
        assert old.keys() == new.keys(), old.keys() ^ new.keys()
        for name, part in new.items():
            if part != old[name]:
                etree.fromstring(part, etree.XMLParser(resolve_entities=False, huge_tree=True))
        told = self.open("read", before)
        if not told:
            again = self.open("read", made)
            assert not again, again


class ListDoors:
    """Everything that opens a list for letters."""

    NAMES = ("list",)

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lists = LetterLists(FileReader(RESOURCES))

    def open(self, name: str, data: bytes) -> str:
        """Return "" when done, the sentence of a refusal, or what broke."""
        return tried(lambda: self._list(name, data))

    def _list(self, name: str, data: bytes) -> None:
        path = self._folder / name
        path.write_bytes(data)
        try:
            for table in self._lists.tables(path):
                rows_of(table, guessed(table, ()), {})
            assert path.read_bytes() == data, "the file was touched"
        finally:
            path.unlink()


def paste(html: str) -> str:
    """Paste HTML and its words; what comes is plain outline text that loses nothing."""

    def work() -> None:
        for text in (outline_of_html(html), outline_of_plain(html)):
            assert plain_text(parse_outline(text)) == text
            odd = UNWRITABLE.findall(text)
            assert not odd, odd[:9]

    return tried(work)


def tried(work: object) -> str:
    """Return "" when done, the sentence of a refusal, or what broke."""
    assert callable(work)
    try:
        work()
    except WardError as error:
        sentence = str(error)
        is_one = sentence.strip() and len(sentence) < LONGEST_SENTENCE
        return sentence if is_one else f"Traceback: {sentence!r}"
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001
        return f"Traceback: … {traceback.format_exc()[-1800:]}"
    return ""
