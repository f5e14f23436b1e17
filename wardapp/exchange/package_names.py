"""Where things lie in the zip of a package."""

from __future__ import annotations

from collections.abc import Iterator

from wardapp.core.exchange import Manifest

MANIFEST, EVENTS = "manifest.json", "events.jsonl"


def entry_path(name: str) -> str:
    """Return where an entry lies."""
    return f"entries/{name}"


def file_path(sha256: str) -> str:
    """Return where a kept file lies."""
    return f"files/{sha256}"


def all_paths(manifest: Manifest) -> Iterator[str]:
    """Yield every path of a package with this manifest, in their order."""
    yield from (MANIFEST, EVENTS)
    yield from map(entry_path, manifest.entries)
    yield from (file_path(file.sha256) for file in manifest.files)
