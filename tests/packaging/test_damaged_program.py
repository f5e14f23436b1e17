"""The whole program in an installed tree: a part that is missing, a data folder that is none."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FONT = "app/resources/fonts/Tinos-Bold.ttf"
FONT_SHOWN = FONT.replace("/", "\\")
ONE_SENTENCE = f"Bản cài WardApp thiếu tệp {FONT_SHOWN}. Hãy chạy lại bộ cài; dữ liệu còn nguyên.\n"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The program as it lies installed, its list naming the resources."""
    root = tmp_path / "Cài ở đây" / "WardApp"
    (root / "runtime").mkdir(parents=True)
    (root / "app").mkdir()
    (root / "app" / "wardapp").symlink_to(ROOT / "wardapp", target_is_directory=True)
    (root / "app" / "forms").symlink_to(ROOT / "forms", target_is_directory=True)
    shutil.copytree(ROOT / "resources", root / "app" / "resources")
    shutil.copy(ROOT / "packaging" / "windows" / "start.py", root / "app" / "start.py")
    resources = (path for path in (root / "app" / "resources").rglob("*") if path.is_file())
    files = {path.relative_to(root).as_posix(): [path.stat().st_size, ""] for path in resources}
    (root / "parts.json").write_text(json.dumps({"files": files}), encoding="utf-8")
    return root


def run(
    installed: Path, *words: str, limit: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Run the program as its launcher does, its data two folders above."""
    ours = {
        "WARDAPP_DATA": str(data_of(installed)),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    call = [sys.executable, "-X", "utf8", str(installed / "app" / "start.py"), *words]
    return subprocess.run(
        (*limit, *call),
        env=os.environ | ours,
        encoding="utf-8",
        capture_output=True,
        check=False,
        timeout=60,
    )


FULL_DISK = ("sh", "-c", 'ulimit -f 0; exec "$0" "$@"')
"""No byte can be written into any file, whoever one is."""


def data_of(installed: Path) -> Path:
    return installed.parent.parent / "dữ liệu"


@pytest.mark.parametrize("words", [(), ("read", "x.pdf")], ids=" ".join)
def test_nothing_starts_without_a_part(installed: Path, words: tuple[str, ...]) -> None:
    (installed / FONT).unlink()
    done = run(installed, *words)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", ONE_SENTENCE)


@pytest.mark.prove
def test_the_self_test_tells_of_it_among_all_else(installed: Path) -> None:
    (installed / FONT).unlink()
    done = run(installed, "self-test", "--no-window")

    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert any(line.startswith(f"LỖI\tBản cài WardApp thiếu tệp {FONT_SHOWN}") for line in lines)
    assert any(line.startswith("đạt\tSQLite") for line in lines)


@pytest.mark.parametrize(
    "words", [(), ("init", "--example", "party", "--office", "so")], ids=" ".join
)
def test_nothing_starts_on_a_data_folder_that_takes_nothing(
    installed: Path, words: tuple[str, ...]
) -> None:
    data_of(installed).write_bytes(b"")
    done = run(installed, *words)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        f"WardApp không ghi được vào thư mục dữ liệu {data_of(installed)}"
    )
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
@pytest.mark.parametrize("words", [("init", "--example", "party")], ids=" ".join)
def test_nothing_starts_on_a_full_disk(installed: Path, words: tuple[str, ...]) -> None:
    done = run(installed, *words, limit=FULL_DISK)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"WardApp không ghi được vào thư mục dữ liệu {data_of(installed)} vì ổ đĩa đã đầy. "
        "Hãy dọn bớt ổ đĩa rồi mở lại.\n"
    )
    kept = (each for each in data_of(installed).rglob("*") if each.is_file())
    assert [each for each in kept if each.stat().st_size] == []


def test_a_file_is_read_without_any_data_folder(installed: Path) -> None:
    data_of(installed).write_bytes(b"")
    file = ROOT / "resources" / "example" / "inbox" / "01-cong-van-khan.pdf"

    assert run(installed, "read", str(file)).returncode == 0
