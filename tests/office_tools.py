"""LibreOffice as a tool of tests: one call turns many files into another format."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

SECONDS_A_CALL = 110

FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same">
    <family>Times New Roman</family><prefer><family>Tinos</family></prefer>
  </alias>
</fontconfig>
"""


class OfficeTools:
    """Converts files with a private profile and only the given fonts."""

    def __init__(self, home: Path, fonts: Path) -> None:
        self._profile = home / "profile"
        self._conf = home / "fonts.conf"
        cache = home / "font-cache"
        self._conf.write_text(FONTS_CONF.format(fonts=fonts, cache=cache), encoding="utf-8")

    @staticmethod
    def program() -> str | None:
        """Return the path of LibreOffice, None when it is not installed."""
        return shutil.which("soffice") or shutil.which("libreoffice")

    def __call__(self, files: Sequence[Path], out: Path, kind: str = "pdf") -> list[Path]:
        """Convert all files in one call; return the results in the order of files."""
        program = self.program()
        assert program is not None
        out.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [
                program,
                f"-env:UserInstallation={self._profile.as_uri()}",
                "--headless",
                "--norestore",
                "--convert-to",
                kind,
                "--outdir",
                str(out),
                *map(str, files),
            ],
            env={**os.environ, "FONTCONFIG_FILE": str(self._conf), "SAL_USE_VCLPLUGIN": "svp"},
            capture_output=True,
            text=True,
            timeout=SECONDS_A_CALL,
            check=False,
        )
        results = [out / f"{file.stem}.{kind.partition(':')[0]}" for file in files]
        lost = [result.name for result in results if not result.exists()]
        assert not lost, f"LibreOffice made no {lost}: {done.stdout}{done.stderr}"
        return results
