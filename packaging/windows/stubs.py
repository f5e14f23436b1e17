"""Lets the few sentences that NSIS keeps in its program files speak Vietnamese too.

They come before any language file is read: a setup that was copied only in part, a full disk, the
first seconds of a slow machine. NSIS has no setting for them, so they are exchanged in a copy of
its program files, in the room that the English words have.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from common import BuildError

STUBS = ("lzma_solid-amd64-unicode", "zlib_solid-amd64-unicode")
ENCODING = "utf-16-le"

SENTENCES = {
    "unpacking data: %d%%": "đang mở gói: %d%%",
    "verifying installer: %d%%": "đang xem bộ cài: %d%%",
    "Error launching installer": "Không mở được bộ cài.",
    "Installer integrity check has failed. Common causes include\n"
    "incomplete download and damaged media. Contact the\n"
    "installer's author to obtain a new copy.\n\n"
    "More information at:\n"
    "http://nsis.sf.net/NSIS_Error": "Tệp bộ cài bị hỏng hoặc chép chưa đủ.\n"
    "Hãy chép lại hoặc xin lại bộ cài WardApp rồi mở lại.",
    "Error writing temporary file. Make sure your temp folder is valid.": (
        "Không ghi được vào thư mục tạm (TEMP). Hãy xem lại ổ đĩa."
    ),
    "NSIS Error": "Bộ cài",
}


def copy_nsis(installed: Path, made: Path) -> Path:
    """Return a folder `made` that is NSIS as installed, but for those sentences."""
    made.mkdir()
    for entry in installed.iterdir():
        if entry.name != "Stubs":
            (made / entry.name).symlink_to(entry)
    shutil.copytree(installed / "Stubs", made / "Stubs")
    for name in STUBS:
        stub = made / "Stubs" / name
        stub.write_bytes(translated(stub.read_bytes()))
    return made


def translated(stub: bytes) -> bytes:
    """Return a program file of NSIS with its sentences exchanged."""
    for english, vietnamese in SENTENCES.items():
        old, new = f"{english}\0".encode(ENCODING), f"{vietnamese}\0".encode(ENCODING)
        if old not in stub or len(new) > len(old):
            raise BuildError(f"This NSIS does not say {english!r}, or the new words are too long.")
        stub = stub.replace(old, new.ljust(len(old), b"\0"))
    return stub
