from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def test_the_doctor_proves_or_refutes_the_history_by_a_code_from_paper(
    inside: Any, office: Path, tmp_path: Path
) -> None:
    inside("incoming", "add", "--set", "organ_name=UBND thành phố", "--set", "subject=về việc một")
    sheet = tmp_path / "phiếu.docx"
    days = inside("doctor", "--seals", sheet).value
    assert sheet.stat().st_size > 1000
    typed = days[-1]["code"].lower().replace("-", " ")

    proved = inside("doctor", "--code", typed)
    assert (proved.code, proved.value["proved"], proved.value["kind"]) == (0, True, "moment")
    assert "Chứng thực" in proved.value["sentence"]
    assert inside("doctor", "--code", "7K4M").code == 1
    unknown = inside("doctor", "--code", "7K4M-QX2P-9HDA")
    assert (unknown.code, unknown.value["proved"]) == (3, False)

    with closing(sqlite3.connect(office / "office.db")) as bare, bare:
        bare.execute("DROP TRIGGER events_no_update")
        bare.execute("UPDATE events SET clerk = 'khác' WHERE seq = 4")
    refuted = inside("doctor", "--code", typed)
    assert refuted.code == 3
    assert "sự kiện 4 không khớp" in refuted.value["faults"][0]
