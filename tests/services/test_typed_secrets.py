"""Typed words, odd files and numbers out of all bounds are refused, and nothing is written."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import a_content, a_log_entry, an_arrival
from tests.template_tools import body_of, packed, run, sdt
from wardapp.core.dispatches import ListQuery
from wardapp.core.drafts import DraftAnnex
from wardapp.core.errors import BadValue, SecretRefused, UnreadableFile
from wardapp.core.forms import CellKey
from wardapp.core.letters import LetterRow
from wardapp.core.serial import SerialPlan, SerialTarget
from wardapp.services.office import Office

SPEC = 'issuer = "ĐU"\ntype = "CV"\nsubject = "thử việc"\n'


@pytest.mark.parametrize(
    "typed",
    [
        {"subject": "TỐI MẬT"},
        {"addressees": ("TUYỆT MẬT",)},
        {"annexes": (DraftAnnex(title="MẬT", body="a"),)},
        {"annexes": (DraftAnnex(title="Số liệu", body="TỐI MẬT"),)},
    ],
)
def test_a_mark_of_secrecy_in_any_part_of_a_draft_is_refused(
    party: Office, typed: dict[str, object]
) -> None:
    issuer = party.catalogue.issuers()[0].id
    with pytest.raises(SecretRefused):
        party.drafting.add(replace(a_content(issuer_id=issuer), **typed), "thử")


def test_a_secret_spec_is_refused_before_any_file_is_written(party: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(f'{SPEC}body = "TỐI MẬT"\n', "utf-8")
    with pytest.raises(SecretRefused):
        party.drafting.spec(path)


def test_a_line_or_a_log_entry_that_is_a_mark_of_secrecy_is_refused(party: Office) -> None:
    issuer = party.catalogue.issuers()[0].id
    with pytest.raises(SecretRefused):
        party.intake.register(an_arrival(issuer_id=issuer, subject="TỐI MẬT"))
    with pytest.raises(SecretRefused):
        party.daylog.add(a_log_entry(content="TUYỆT MẬT"))
    assert party.intake.page(ListQuery()).total == 0


def test_letters_to_many_and_values_of_a_template_pass_the_same_gate(
    party: Office, tmp_path: Path
) -> None:
    draft = party.drafting.new()
    party.drafting.autosave(draft.id, replace(draft, subject="thử", body="Mời {{ai}}."))
    for row in (
        LetterRow(addressee="TỐI MẬT", line=1),
        LetterRow(addressee="Chi bộ 1", values=(("ai", "TUYỆT MẬT"),), line=1),
    ):
        with pytest.raises(SecretRefused):
            party.letters.write(
                SerialPlan(rows=(row,), draft_id=draft.id), SerialTarget(path=tmp_path / "a.docx")
            )
    path = tmp_path / "Mẫu.docx"
    path.write_bytes(packed(f"<w:p>{run('Mời ')}{sdt('ai', run('ông A'))}</w:p>"))
    kept = party.templates.add(path)
    with pytest.raises(SecretRefused):
        party.templates.fill_to(kept.id, {"ai": "TỐI MẬT"}, tmp_path / "a.docx")
    with pytest.raises(SecretRefused):
        party.templates.draft(kept.id, {"ai": "TỐI MẬT"})
    assert not (tmp_path / "a.docx").exists()


def test_a_passage_is_no_way_around_the_gate(party: Office) -> None:
    for title, text in (("TỐI MẬT", "a"), ("a", "TUYỆT MẬT")):
        with pytest.raises(SecretRefused):
            party.snippets.add(title, text)
    assert party.snippets.all() == ()


def test_cells_of_a_report_and_reasons_pass_the_same_gate(party: Office) -> None:
    reporting = party.reporting
    words = CellKey(table="E", row="E1", column="text")
    plan = CellKey(table="A", row="A3", column="plan")
    for key, value, reason in ((words, "TỐI MẬT\nKính gửi", ""), (plan, 3, "TUYỆT MẬT")):
        with pytest.raises(SecretRefused):
            reporting.put("phu-luc-02", "2026-06", key, value, reason)
    assert reporting.kept("phu-luc-02", "2026-06") is None
    reporting.put("phu-luc-02", "2026-06", words, "Mật độ tin, bài đều.")


def test_the_gate_reads_the_part_that_word_opens(party: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    whole = packed("<w:p/>", word__document2_xml=body_of(packed(f"<w:p>{run('TỐI MẬT')}</w:p>")))
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(path, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            if name == "_rels/.rels":
                data = data.replace(b"word/document.xml", b"word/document2.xml")
            copy.writestr(name, data)
    for door in (party.templates.add, party.templates.look_at, party.reading.read):
        with pytest.raises(SecretRefused):
            door(path)
    with pytest.raises(SecretRefused):
        party.checking.check(path)


def test_counts_beyond_all_bounds_are_refused(party: Office) -> None:
    with pytest.raises(BadValue):
        party.daylog.add(a_log_entry(reach=10**20))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_spec_of_an_impossible_year_is_refused(party: Office, tmp_path: Path, day: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(f"{SPEC}date = {day}\n", "utf-8")
    with pytest.raises(BadValue, match="năm"):
        party.drafting.spec(path)


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in folders")
def test_a_pipe_in_place_of_a_spec_does_not_hang(party: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    os.mkfifo(path)
    with pytest.raises(UnreadableFile):
        party.drafting.spec(path)
