"""The working files that Word has in hand: one folder a draft in the data folder of this PC.

Beside each lies a note of the states the office knows already (what we wrote, what was kept or
passed over); a file in any other state was saved by Word and waits for the clerk's word.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wardapp.core.errors import DiskRefused
from wardapp.core.files import disk_refusal, has_hash, sha256_of, write_whole
from wardapp.core.identity import RecordId
from wardapp.core.word_trip import WordSave

NOTE = "word.json"
MOST_KNOWN = 40
DAY_MS = 86_400_000
KEPT_DAYS = 7


@dataclass(frozen=True, slots=True)
class _Note:
    """Which file of the folder is the working file, and the hashes that are known."""

    name: str
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordFiles:
    """The working files below one folder, each under the name of its draft."""

    root: Path

    def folder_of(self, draft_id: RecordId) -> Path:
        """Return the folder that holds the working file of a draft."""
        return self.root / draft_id

    def path_of(self, draft_id: RecordId) -> Path | None:
        """Return the working file of a draft, None when there is none."""
        note = self._note(draft_id)
        path = self.folder_of(draft_id) / note.name if note else None
        return path if path is not None and path.is_file() else None

    def saved(self, draft_id: RecordId) -> WordSave | None:
        """Return what Word saved and nobody has judged yet, None when there is nothing new.

        DiskRefused while Word is in the middle of saving: ask again a moment later.
        """
        path, note = self.path_of(draft_id), self._note(draft_id)
        if path is None or note is None:
            return None
        try:
            digest, saved_ms = sha256_of(path), path.stat().st_mtime_ns // 1_000_000
        except OSError as error:
            raise disk_refusal(error, path) from error
        if digest in note.known:
            return None
        return WordSave(path=path, sha256=digest, saved_ms=saved_ms)

    def write(self, draft_id: RecordId, stem: str, data: bytes) -> Path:
        """Write the working file and return it; a file that holds these bytes is left alone.

        DiskRefused when Word holds the file open: what it shows is never pulled away.
        """
        path = self.path_of(draft_id) or self.folder_of(draft_id) / f"{stem}.docx"
        digest = hashlib.sha256(data).hexdigest()
        # Known before it is written: a crash in between must not look like a save of Word's.
        self._know(draft_id, path.name, digest)
        if not has_hash(path, digest):
            write_whole(path, data)
        return path

    def settle(self, draft_id: RecordId, save: WordSave) -> None:
        """Remember that the clerk has decided about this state of the file."""
        self._know(draft_id, save.path.name, save.sha256)

    def sweep(self, now_ms: int) -> None:
        """Remove working files untouched for a week in which nothing waits for the clerk."""
        for folder in self._folders():
            draft_id = RecordId(folder.name)
            with suppress(DiskRefused, OSError):  # still open in Word: the next sweep takes it
                newest = max(each.stat().st_mtime for each in folder.iterdir()) * 1000
                if now_ms - newest > KEPT_DAYS * DAY_MS and self.saved(draft_id) is None:
                    self._remove(folder)

    def _folders(self) -> Iterator[Path]:
        if self.root.is_dir():
            yield from (each for each in self.root.iterdir() if (each / NOTE).is_file())

    def _remove(self, folder: Path) -> None:
        note = folder / NOTE
        for path in folder.iterdir():
            if path != note:
                path.unlink()
        note.unlink()
        folder.rmdir()

    def _note(self, draft_id: RecordId) -> _Note | None:
        try:
            kept = json.loads((self.folder_of(draft_id) / NOTE).read_text("utf-8"))
            return _Note(str(kept["name"]), tuple(map(str, kept["known"])))
        except (OSError, ValueError, KeyError, TypeError):
            return None  # no working file, or a note that a full disk cut short

    def _know(self, draft_id: RecordId, name: str, digest: str) -> None:
        note = self._note(draft_id)
        before = note.known if note else ()
        known = [*(each for each in before if each != digest), digest][-MOST_KNOWN:]
        data = json.dumps({"name": name, "known": known}, ensure_ascii=False)
        write_whole(self.folder_of(draft_id) / NOTE, data.encode())
