"""What the walk installs: the build of this tree, and an older one made from it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.windows.trees import digest

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGING = ROOT / "packaging" / "windows"
OLDER = "0.0.9"
STALE = {
    "app/wardapp/services/so_cu.py": '"""A module that the new version no longer has."""\n',
    "app/resources/huong-dan-cu.txt": "A text that the new version no longer has.\n",
    "lib/thu_vien_cu/__init__.py": "",
}
"""Files of the older version that an upgrade must take away."""

PACK = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from installer import build_installer
build_installer(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4], fast=True)
"""


@dataclass(frozen=True)
class Build:
    """What was built, and what it was built from: the downloaded parts."""

    version: str
    stage: Path
    installer: Path
    portable: Path
    downloads: Path


def build_fast(out: Path) -> Build:
    """Build everything with quick packing and return it."""
    words = [sys.executable, str(PACKAGING), "--fast", "--out", str(out)]
    subprocess.run(words, cwd=ROOT, check=True)
    return built_in(out)


def built_in(out: Path) -> Build:
    """Return what lies in the folder of an earlier build."""
    stage = out / "stage" / "WardApp"
    version = json.loads((stage / "parts.json").read_text(encoding="utf-8"))["version"]
    return Build(
        version=version,
        stage=stage,
        installer=out / f"WardApp-Setup-{version}.exe",
        portable=out / f"WardApp-{version}-portable.zip",
        downloads=out / "downloads",
    )


class OlderInstaller:
    """An installer of an older version, packed beside the first steps of the walk."""

    def __init__(self, build: Build, folder: Path) -> None:
        self._folder = folder
        stage = folder / "WardApp"
        shutil.copytree(build.stage, stage, copy_function=_link)
        _make_older(stage)
        words = [sys.executable, "-c", PACK, str(PACKAGING), str(stage), str(folder), OLDER]
        self._packing = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def path(self) -> Path:
        """Return the installer once it is packed."""
        told, _ = self._packing.communicate(timeout=600)
        if self._packing.returncode:
            raise RuntimeError(f"the older installer: {told.decode(errors='replace')}")
        return self._folder / f"WardApp-Setup-{OLDER}.exe"

    def stop(self) -> None:
        """End the packing, whatever its state."""
        self._packing.kill()
        self._packing.communicate()


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk
        shutil.copy2(source, target)


def _make_older(stage: Path) -> None:
    for name, text in STALE.items():
        path = stage / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    parts = stage / "parts.json"
    told = json.loads(parts.read_text(encoding="utf-8"))
    told["version"] = OLDER
    told["files"] |= {name: _listed(stage / name) for name in STALE}
    parts.unlink()  # it is the same file as that of the new stage
    parts.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def _listed(path: Path) -> tuple[int, str]:
    return path.stat().st_size, digest(path)
