"""Downloads: only what the lock names gets in, today and from the cache."""

import hashlib
import zipfile
from pathlib import Path

import pytest
from common import BuildError
from fetching import fetch
from locks import Pin

ANY_WHEEL = ("--only-binary=:all:",)
NAME = "tiny-1.0-py3-none-any.whl"


def write_wheel(folder: Path) -> Path:
    path = folder / NAME
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tiny.py", "")
        archive.writestr(
            "tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n"
        )
        archive.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr("tiny-1.0.dist-info/RECORD", "")
    return path


def pin_of(digest: str) -> Pin:
    return Pin("tiny", "1.0", frozenset({digest}))


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip takes for the whole world."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def test_a_download_of_another_content_is_refused_and_leaves_nothing(
    shelf: Path, tmp_path: Path
) -> None:
    write_wheel(shelf)
    cache = tmp_path / "cache"
    with pytest.raises(BuildError):
        fetch([pin_of("0" * 64)], cache, ANY_WHEEL)
    assert list(cache.iterdir()) == []


def test_what_is_missing_is_downloaded_and_then_lies_in_the_cache(
    shelf: Path, tmp_path: Path
) -> None:
    wheel = write_wheel(shelf)
    pin = pin_of(hashlib.sha256(wheel.read_bytes()).hexdigest())
    cache = tmp_path / "cache"
    found = fetch([pin], cache, ANY_WHEEL)
    wheel.unlink()  # the second time nothing is asked of pip
    assert fetch([pin], cache, ANY_WHEEL) == found == {"tiny": cache / NAME}


def test_a_cached_file_that_has_changed_is_refused(tmp_path: Path) -> None:
    wheel = write_wheel(tmp_path)
    pin = pin_of(hashlib.sha256(wheel.read_bytes()).hexdigest())
    wheel.write_bytes(wheel.read_bytes() + b"!")
    with pytest.raises(BuildError, match=NAME):
        fetch([pin], tmp_path, ANY_WHEEL)
