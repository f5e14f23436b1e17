"""Outgoing dispatches from the command line: sent, recalled, replaced, corrected, given away."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any


def added(inside: Any, *words: str) -> dict[str, Any]:
    """The line of a công văn written by hand."""
    answer = inside("outgoing", "add", "--set", "subject=về việc vệ sinh", *words)
    assert answer.code == 0, answer.err
    value: dict[str, Any] = answer.value
    return value


def test_a_dispatch_is_sent_recalled_signed_and_given_away(inside: Any, tmp_path: Path) -> None:
    line = added(
        inside, "--set", "deliveries=Chi bộ 1; 2", "--set", "deliveries=Chi bộ 2",
        "--set", "joint_with=Ban Dân vận; BDV", "--set", "due_date=20/6",
    )  # fmt: skip
    symbol = line["number_symbol"]
    assert [each["copies"] for each in line["deliveries"]] == [2, 1]
    assert (line["issued_amount"], line["due_date"]) == (3, "2026-06-20")
    assert line["code_notation"].endswith("-BDV")

    sent = inside("outgoing", "deliver", symbol, "--channel", "post", "--envelopes", 1)
    assert {each["state"] for each in sent.value["deliveries"]} == {"sent"}
    got = inside(
        "outgoing", "deliver", symbol, "--to", "chi bộ 2", "--to", "Công an phường", "--add",
        "--state", "received",
    )  # fmt: skip
    kept = [(each["name"], each["state"]) for each in got.value["deliveries"]]
    assert kept == [("Chi bộ 1", "sent"), ("Chi bộ 2", "received"), ("Công an phường", "received")]
    assert inside("outgoing", "list", "--only", "unsent").value == []

    assert inside("outgoing", "recall", symbol).code == 1
    recalled = inside("outgoing", "recall", symbol, "--reason", "Sai").value
    assert (recalled["status"], recalled["recalled_on"]) == ("recalled", "2026-06-05")
    assert inside("outgoing", "recall", symbol, "--undo").value["status"] == "issued"
    assert inside("outgoing", "cancel", symbol, "--reason", "Nhầm").code == 0
    restored = inside("outgoing", "restore", symbol, "--reason", "Hủy nhầm").value
    assert restored["status"] == "issued"

    scan = tmp_path / "ban ky.txt"
    scan.write_text("đã ký", encoding="utf-8")
    assert inside("outgoing", "attach", symbol, scan).code == 0
    for name in ("mot.edxml", "goi.zip"):
        target = tmp_path / name
        assert inside("dispatch", "export", "--outgoing", symbol, "-o", target).code == 0
    read = inside("dispatch", "read", tmp_path / "mot.edxml").value
    assert read["files"] == [
        {"name": "ban ky.txt", "media_type": "text/plain", "size": scan.stat().st_size}
    ]
    assert zipfile.ZipFile(tmp_path / "goi.zip").testzip() is None
    both = ("--outgoing", symbol, "--outgoing", symbol)
    refused = inside("dispatch", "export", *both, "-o", tmp_path / "hai.edxml")
    assert (refused.code, "đúng một văn bản" in refused.err) == (1, True)


def test_a_dispatch_is_replaced_by_hand_and_corrected_by_draft(inside: Any) -> None:
    old = added(inside, "--set", "addressees=Chi bộ 1")["number_symbol"]
    new = added(inside, "--replaces", old)
    assert inside("outgoing", "show", old).value["status"] == "replaced"
    assert inside("outgoing", "show", new["number_symbol"]).value["replaces"]
    refused = inside("outgoing", "replace", old)
    assert "đã được thay thế bằng" in refused.err

    draft = inside("outgoing", "correct", new["number_symbol"]).value
    assert draft["corrects"] == new["id"]
    assert inside("outgoing", "replace", new["number_symbol"]).code == 0
    assert inside("outgoing", "add", "--set", "subject=x", "--answers", "không").code == 1


def test_lists_and_lines_tell_every_field_by_its_name(inside: Any) -> None:
    came = inside(
        "incoming", "add", "--set", "organ_name=Sở Nội vụ", "--set", "subject=một",
        "--set", "storage_place=Tủ 2",
    ).value  # fmt: skip
    line = added(inside, "--set", "deliveries=Chi bộ 1", "--answers", came["arrival_code"])
    later = added(inside, "--replaces", line["number_symbol"])
    inside("dossier", "add", "01.TH", "--title", "Hồ sơ một", "--retention", "10 năm")
    inside("dossier", "file", "01.TH", f"di:{line['number_symbol']}")

    row = inside("incoming", "list").value[0]
    told = {"book": "den", "suffix": "", "late_reason": "", "storage_place": "Tủ 2",
            "scope_value": "2026", "is_secret": False, "channel": "paper"}  # fmt: skip
    assert told.items() <= row.items()
    kept = inside("outgoing", "list").value[-1]
    assert (kept["book"], kept["suffix"], kept["late_reason"]) == ("di", "", "")
    assert kept["deliveries"][0]["name"] == "Chi bộ 1"
    shown = inside("outgoing", "show", line["number_symbol"]).value
    assert shown["links"]["answers"] == came["arrival_code"]
    assert shown["links"]["replaced_by"] == [later["number_symbol"]]
    assert shown["dossiers"] == ["01.TH"]
