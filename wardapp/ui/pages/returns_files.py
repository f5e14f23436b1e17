"""Files on their way onto Đơn vị gửi về: of a folder, held in memory, hanging on an e-mail."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from wardapp.core.dispatches import Attachment
from wardapp.core.errors import WardError
from wardapp.core.returns import ReturnProposal
from wardapp.core.sources import FileSource
from wardapp.services.office import Office
from wardapp.ui.context import Context
from wardapp.ui.outside import show_kept, show_outside

ENDINGS = frozenset({".xlsx", ".xlsm", ".docx", ".csv", ".tsv"})
MAILS = frozenset({".eml", ".msg"})
IN_MEMORY = (
    "Tệp này kéo thẳng từ chương trình thư nên chưa nằm ở thư mục nào. Hãy mở từ thư, hoặc nhận "
    "vào sổ rồi mở."
)


def ending(source: FileSource) -> str:
    """Return the ending of a file's name."""
    return Path(source.name).suffix.casefold()


def unpacked(office: Office, files: tuple[FileSource, ...]) -> tuple[FileSource, ...]:
    """Return the files, tables that hang on an e-mail in its place (runs in a lane)."""
    return tuple(one for each in files for one in _tables(office, each))


def _tables(office: Office, source: FileSource) -> Iterator[FileSource]:
    found: tuple[FileSource, ...] = ()
    if ending(source) in MAILS:
        try:
            mail = office.reading.mail(source)
        except WardError:
            mail = None  # the sentence comes when the file itself is looked at
        found = tuple(each for each in mail.files if ending(each) in ENDINGS) if mail else ()
    yield from found or (source,)


def show_waiting(context: Context, proposal: ReturnProposal) -> None:
    """Open a file that waits in its own program; one in memory is told about."""
    if proposal.held is not None:
        context.frame.fail(f"Chưa mở được {proposal.file}", IN_MEMORY)
    else:
        show_outside(context, Path(proposal.path))


def show_evidence(context: Context, owner: QWidget, files: tuple[Attachment, ...]) -> None:
    """Open the only file, or the one that is chosen from a menu under the pointer."""
    if len(files) == 1:
        show_kept(context, owner, files[0])
        return
    menu = QMenu(owner)
    for file in files:
        menu.addAction(file.name.replace("&", "&&"), partial(show_kept, context, owner, file))
    menu.exec(QCursor.pos())
    menu.deleteLater()
