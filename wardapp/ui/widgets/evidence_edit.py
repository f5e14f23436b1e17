"""A field for evidence: files dropped or pasted, pictures pasted, links typed."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
)

from wardapp.ui.widgets.fields import LineEdit

_LINK = re.compile(r"\S+")
EMPTY = "Thả ảnh, dán liên kết"


class EvidenceEdit(LineEdit):
    """Holds files beside the typed links; Backspace in the empty field lets the last file go."""

    files_changed = Signal()

    def __init__(self, pasted: Path) -> None:
        super().__init__(EMPTY)
        self._pasted = pasted
        self.files: tuple[Path, ...] = ()
        self.setAcceptDrops(True)

    def links(self) -> tuple[str, ...]:
        """Return the links typed or pasted, in order."""
        return tuple(_LINK.findall(self.text()))

    def add_files(self, files: tuple[Path, ...]) -> None:
        """Take files; one twice counts once."""
        self._set((*self.files, *(each for each in files if each not in self.files)))

    def reset(self, links: tuple[str, ...] = ()) -> None:
        """Forget the files and show links."""
        self.setText(" ".join(links))
        self._set(())

    def _set(self, files: tuple[Path, ...]) -> None:
        self.files = files
        words = EMPTY if not files else f"{len(files)} tệp, thêm liên kết"
        self.setPlaceholderText(words)
        self.setToolTip("\n".join(each.name for each in files))
        self.setAccessibleDescription(", ".join(each.name for each in files))
        self.files_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a key."""
        if event.matches(QKeySequence.StandardKey.Paste) and self._take(
            QGuiApplication.clipboard().mimeData()
        ):
            return
        if event.key() == Qt.Key.Key_Backspace and not self.text() and self.files:
            self._set(self.files[:-1])
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and links."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take files; other things are text."""
        if self._take(event.mimeData()):
            event.acceptProposedAction()
            return
        super().dropEvent(event)

    def _take(self, data: QMimeData) -> bool:
        files = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
        if files:
            self.add_files(files)
            return True
        if data.hasImage() and not data.hasText():
            return self._take_picture(QImage(data.imageData()))
        return False

    def _take_picture(self, picture: QImage) -> bool:
        self._pasted.mkdir(parents=True, exist_ok=True)
        number = len(tuple(self._pasted.glob("anh-dan-*.png"))) + 1
        target = self._pasted / f"anh-dan-{number:03}.png"
        if picture.isNull() or not picture.save(str(target)):
            return False
        self.add_files((target,))
        return True
