"""A process that dies while letters go to many: all of them stand in the register, or none."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.template_tools import packed, run, sdt
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import ListQuery
from wardapp.core.places import Places
from wardapp.services.office import Office, open_for_command

COUNT = 60
KILLS = 8
BODY = f"<w:p>{sdt('number_symbol', run('…'))}{run(' gửi ')}{sdt('addressee', run('…'))}</w:p>"


@pytest.mark.prove
@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_a_kill_at_any_moment_leaves_all_letters_or_none(
    party: Office, tmp_path: Path, places: Places, clock: SetClock
) -> None:
    template, people, out = tmp_path / "Thư.docx", tmp_path / "ds.csv", tmp_path / "thu"
    template.write_bytes(packed(BODY))
    people.write_text("Nơi nhận\n" + "\n".join(f"Chi bộ {n}" for n in range(COUNT)), "utf-8")
    out.mkdir()
    party.templates.add(template, type_code="GM")
    party.close()
    folder = party.folder
    command = [sys.executable, "-m", "wardapp", "letters", "Thư", "--list", str(people),
               "--number", "each", "-o", str(out), "--office", str(folder),
               "--today", "2026-06-05"]  # fmt: skip
    environment = {**os.environ, "WARDAPP_DATA": str(places.data)}
    whole = _seconds(command, environment)
    seen = {0}
    for turn in range(KILLS):
        started = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        with suppress(subprocess.TimeoutExpired):
            started.wait(whole * (0.3 + 0.7 * turn / KILLS))
        started.kill()
        started.wait()
        with open_for_command(folder, places, clock) as office:
            page = office.registry.page(ListQuery(type_code="GM", sort="number"), 0, 10_000)
            numbers = [line.number for line in page.rows]
            assert len(numbers) % COUNT == 0
            assert numbers == list(range(1, len(numbers) + 1))
            assert (
                office.desk.files.check(each for line in page.rows for each in line.attachments)
                == ()
            )
            seen.add(len(numbers))
    assert len(seen) > 1


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    begun = time.monotonic()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.monotonic() - begun
