"""Copying made folders for a test."""

from __future__ import annotations

import shutil
from pathlib import Path


def copy_folder(source: Path, target: Path) -> None:
    """Copy a folder into another that may be there already.

    By `copy`, which keeps the mode but not the times: what `copy2` calls on Windows since Python
    3.13 is missing in older Wines.
    """
    shutil.copytree(source, target, copy_function=shutil.copy, dirs_exist_ok=True)
