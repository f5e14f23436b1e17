"""What the launchers run: it starts the program, or says in one sentence why it did not start."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

START = Path(__file__).parents[2] / "packaging" / "windows" / "start.py"
WHOLE = "import sys\ndef main():\n    print('mở', *sys.argv[1:])\n    return 7\n"
DLL = "lib/PySide6/Qt6Core.dll"


class Installed:
    """A small installed tree whose program is given as source."""

    def __init__(self, root: Path, source: str) -> None:
        self.root = root
        for path, text in {
            "app/wardapp/__init__.py": "",
            "app/wardapp/app.py": source,
            DLL: "bytes of Qt",
        }.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        shutil.copy(START, root / "app" / "start.py")
        files = {
            path.relative_to(root).as_posix(): [
                path.stat().st_size,
                hashlib.sha256(path.read_bytes()).hexdigest(),
            ]
            for path in root.rglob("*")
            if path.is_file()
        }
        (root / "parts.json").write_text(json.dumps({"files": files}), encoding="utf-8")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run it as the launcher does, its data beside it."""
        call = [sys.executable, "-X", "utf8", str(self.root / "app" / "start.py"), *words]
        data = {"WARDAPP_DATA": str(self.root.parent / "dữ liệu")}
        return subprocess.run(
            call, env=os.environ | data, encoding="utf-8", capture_output=True, check=False
        )

    @property
    def log(self) -> str:
        """What stands in the log."""
        return (self.root.parent / "dữ liệu" / "logs" / "wardapp.log").read_text("utf-8")


def test_the_program_gets_its_words_and_gives_its_exit_code(tmp_path: Path) -> None:
    done = Installed(tmp_path / "WardApp", WHOLE).run("số đến", "318")

    assert (done.returncode, done.stdout, done.stderr) == (7, "mở số đến 318\n", "")


@pytest.mark.parametrize("lost", ["app/wardapp/app.py", DLL])
def test_a_part_that_is_missing_is_named(tmp_path: Path, lost: str) -> None:
    installed = Installed(tmp_path / "WardApp", "import no_such_part\n")
    (installed.root / lost).unlink()
    done = installed.run()

    shown = lost.replace("/", "\\")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"Bản cài WardApp thiếu tệp {shown}. Hãy chạy lại bộ cài; dữ liệu còn nguyên.\n"
    )


def test_a_module_is_named_rather_than_its_compiled_copy(tmp_path: Path) -> None:
    root = tmp_path / "WardApp"
    compiled = root / "app" / "wardapp" / "__pycache__" / "app.cpython-313.pyc"
    compiled.parent.mkdir(parents=True)
    compiled.write_bytes(b"made")
    installed = Installed(root, "import no_such_part\n")
    compiled.unlink()
    (root / "app" / "wardapp" / "app.py").unlink()

    assert "thiếu tệp app\\wardapp\\app.py." in installed.run().stderr


def test_a_part_that_is_cut_short_is_named(tmp_path: Path) -> None:
    installed = Installed(tmp_path / "WardApp", "import no_such_part\n")
    (installed.root / DLL).write_bytes(b"half")

    assert "có tệp lib\\PySide6\\Qt6Core.dll bị hỏng" in installed.run().stderr


def test_a_part_of_the_right_size_and_wrong_bytes_is_named(tmp_path: Path) -> None:
    installed = Installed(tmp_path / "WardApp", "import no_such_part\n")
    (installed.root / DLL).write_bytes(bytes((installed.root / DLL).stat().st_size))

    assert "có tệp lib\\PySide6\\Qt6Core.dll bị hỏng" in installed.run().stderr


def test_a_part_that_will_not_load_is_named(tmp_path: Path) -> None:
    installed = Installed(tmp_path / "WardApp", "import no_such_part\n")
    done = installed.run()

    assert done.returncode == 1
    assert "không nạp được no_such_part" in done.stderr
    assert str(tmp_path / "dữ liệu" / "logs") in done.stderr
    assert "Traceback" not in done.stderr
    assert "no_such_part" in installed.log


def test_another_fault_is_told_with_its_log_which_holds_no_data(tmp_path: Path) -> None:
    source = "def main():\n    raise ValueError('Nguyễn' + ' Văn An')\n"
    installed = Installed(tmp_path / "WardApp", source)
    done = installed.run()

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "wardapp.log" in done.stderr
    assert "ValueError" in installed.log
    assert "main" in installed.log
    assert "Nguyễn Văn An" not in installed.log + done.stderr


def test_a_list_that_is_gone_is_what_is_missing(tmp_path: Path) -> None:
    installed = Installed(tmp_path / "WardApp", "import no_such_part\n")
    (installed.root / "parts.json").write_bytes(b"{")

    assert "parts.json" in installed.run().stderr


def test_the_portable_program_is_mended_from_its_archive(tmp_path: Path) -> None:
    installed = Installed(tmp_path / "WardApp", "import no_such_part\n")
    (installed.root / "portable.txt").touch()
    (installed.root / DLL).unlink()

    assert "giải nén lại tệp zip" in installed.run().stderr


def test_a_data_folder_that_takes_nothing_does_not_hide_the_fault(tmp_path: Path) -> None:
    installed = Installed(tmp_path / "WardApp", "import no_such_part\n")
    (tmp_path / "dữ liệu").write_bytes(b"")
    done = installed.run()

    assert done.returncode == 1
    assert "không nạp được no_such_part" in done.stderr
    assert "nhật ký" not in done.stderr
