from __future__ import annotations

from pathlib import Path

import pytest

from wardapp.core.errors import WardError
from wardapp.ui.outside import PROGRAMS, open_outside


@pytest.mark.parametrize("ending", [*PROGRAMS.split(), ".EXE", ".Lnk", ".exe.", ".exe . "])
def test_what_windows_would_run_is_never_opened(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"Công văn.pdf{ending}"
    path.write_bytes(b"MZ")

    with pytest.raises(WardError, match="là chương trình"):
        open_outside(path)


def test_what_has_gone_is_told_as_gone(tmp_path: Path) -> None:
    with pytest.raises(WardError, match="không còn ở chỗ cũ"):
        open_outside(tmp_path / "Công văn.docx")
