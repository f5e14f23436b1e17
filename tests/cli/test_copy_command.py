"""`copy` from the command line: a stamped copy today, a numbered one under the older rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

SPEC = 'issuer = "BXDĐ"\ntype = "Giấy mời"\nsubject = "họp giao ban"\npaper = "A5"\nbody = "Mời."\n'


def test_a_small_paper_is_issued_and_copied(inside: Any, tmp_path: Path) -> None:
    spec, target = tmp_path / "giay-moi.toml", tmp_path / "ban-sao.pdf"
    spec.write_text(SPEC, "utf-8")
    issued = inside(
        "issue",
        spec,
        "--date",
        "26/5/2026",
        "-o",
        tmp_path / "giay-moi.docx",
        tmp_path / "giay-moi.pdf",
    )
    assert issued.code == 0, issued.err
    symbol = issued.value["number_symbol"]
    assert symbol == "01-GM/BXDĐ"

    today = inside("copy", symbol, "-o", target)
    assert (today.code, today.value["number_symbol"], today.value["whole"]) == (0, "", True)
    assert target.read_bytes().startswith(b"%PDF")
    old = ("copy", symbol, "-o", target, "--date", "26/5/2026", "--kind", "trich-sao", "--top", 90)
    assert inside(*old, "--preview").value["number_symbol"] == "01-BS/BXDĐ"
    made = inside(*old, "--to", "Các chi bộ", "--signer", "lê thị hồng vân").value
    assert (made["number_symbol"], made["whole"]) == ("01-BS/BXDĐ", False)
    assert made["copy_of"].startswith("01-GM/BXDĐ ngày 26/5/2026")

    for words, sentence in (
        (("--issuer", "XYZ"), "Các cơ quan"),
        (("--signer", "Không Ai"), "Người ký của cơ quan"),
    ):
        refused = inside("copy", symbol, "-o", target, *words)
        assert refused.code == 1
        assert sentence in refused.err
    assert inside("copy", "99-CV/BXDĐ", "-o", target).code == 1
    assert inside("copy", "9999", "-o", target).code == 1
