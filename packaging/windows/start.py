"""What the launchers of the installed program run: `app/start.py`.

It starts WardApp. When that cannot even be loaded it says in one sentence which file is missing or
broken; so it needs nothing but the standard library.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sys
import traceback
from importlib import import_module
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).absolute().parent.parent
WINDOW_LAUNCHER = "wardapp.exe"
LOADED = (".py", ".pyc", ".pyd", ".dll")
ERROR_SIGN_IN_FRONT = 0x10010


def start() -> int:
    """Start the program and return its exit code; until it has its own, `tell_fault` tells."""
    sys.excepthook = tell_fault
    return int(import_module("wardapp.app").main())


def tell_fault(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Say in one sentence why WardApp did not start, and keep the trace in the log."""
    if issubclass(kind, KeyboardInterrupt):
        return
    kept = keep_trace(kind, error, trace)
    if fault := first_fault(ROOT, in_full=issubclass(kind, ImportError)):
        tell(f"Bản cài WardApp {fault}. {remedy()}")
    elif issubclass(kind, ImportError):
        name = getattr(error, "name", None) or "một phần của chương trình"
        tell(f"WardApp không nạp được {name}: bản cài bị hỏng. {remedy()}{kept}")
    else:
        tell(f"WardApp gặp lỗi nên chưa mở được; dữ liệu còn nguyên.{kept}")


def first_fault(root: Path, *, in_full: bool) -> str:
    """Return what is wrong with the first file that is not as it was shipped, "" when none is.

    What is absent or of another size is told first; only `in_full` are the loaded files read.
    """
    try:
        files = json.loads((root / "parts.json").read_text(encoding="utf-8"))["files"]
        shipped = [(str(path), int(size), str(digest)) for path, (size, digest) in files.items()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return "thiếu tệp parts.json"
    shipped.sort(key=lambda part: part[0].endswith(".pyc"))
    for path, size, _digest in shipped:
        found = size_of(root / path)
        if found != size:
            return f"thiếu tệp {shown(path)}" if found < 0 else f"có tệp {shown(path)} bị hỏng"
    loaded = (part for part in shipped if in_full and part[0].endswith(LOADED))
    for path, _size, digest in loaded:
        if digest_of(root / path) != digest:
            return f"có tệp {shown(path)} bị hỏng"
    return ""


def shown(path: str) -> str:
    """Return a path of the list as Windows shows it."""
    return path.replace("/", "\\")


def size_of(path: Path) -> int:
    """Return the size of a file, -1 when it is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return -1


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, "" when it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def remedy() -> str:
    """Return what puts the installation right."""
    if (ROOT / "portable.txt").is_file():
        return "Hãy giải nén lại tệp zip của WardApp đè lên thư mục này; thư mục data còn nguyên."
    return "Hãy chạy lại bộ cài; dữ liệu còn nguyên."


def keep_trace(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Log where it failed; return where the log lies, as a sentence, "" when nothing was kept.

    What other faults than those of loading say may hold names: of them only the kind is logged.
    """
    said = str(error) if issubclass(kind, ImportError) else ""
    text = f"not started: {kind.__name__} {said}\n{''.join(traceback.format_tb(trace))}"
    log = logging.getLogger("wardapp")
    try:
        if not log.handlers:
            folder = log_folder()
            folder.mkdir(parents=True, exist_ok=True)
            log.addHandler(logging.FileHandler(folder / "wardapp.log", encoding="utf-8"))
        log.critical("%s", text)
    except OSError:
        return ""
    kept = next((each for each in log.handlers if isinstance(each, logging.FileHandler)), None)
    return f" Xem tệp nhật ký {kept.baseFilename}." if kept is not None else ""


def log_folder() -> Path:
    """Return where the program keeps its log, for when it could not say so itself."""
    if named := os.environ.get("WARDAPP_DATA"):
        return Path(named) / "logs"
    if (ROOT / "portable.txt").is_file():
        return ROOT / "data" / "logs"
    local = os.environ.get("LOCALAPPDATA")
    return (Path(local) if local else Path.home() / "AppData" / "Local") / "WardApp" / "logs"


def tell(sentence: str) -> None:
    """Say a sentence where it is seen: on the console, and in a box when the window was wanted."""
    if sys.stderr is not None:
        sys.stderr.write(f"{sentence}\n")
    if sys.platform == "win32" and Path(sys.executable).name.casefold() == WINDOW_LAUNCHER:
        ctypes = import_module("ctypes")  # late: its DLL may be the one that is missing
        ctypes.windll.user32.MessageBoxW(None, sentence, "WardApp", ERROR_SIGN_IN_FRONT)


if __name__ == "__main__":
    sys.exit(start())
