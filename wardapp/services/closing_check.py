"""Whether what was kept of closed pages still agrees: their files, their code, the journal."""

from __future__ import annotations

import json
from collections.abc import Iterator

from wardapp.core.books import Closing
from wardapp.core.check_code import check_code
from wardapp.core.dispatches import FileRole
from wardapp.core.errors import WardError
from wardapp.services.closing_pages import file_of
from wardapp.store.attachments import FileStore
from wardapp.store.book_lines import BookLines
from wardapp.store.transaction import Transaction


def closing_faults(tx: Transaction, files: FileStore, closing: Closing) -> Iterator[str]:
    """Yield what does not agree any more between files, record and journal of a closing."""
    try:
        columns = files.read(file_of(closing, FileRole.CLOSED_COLUMNS))
        files.read(file_of(closing, FileRole.CLOSED_PAGES))
    except WardError as error:
        yield error.sentence
        return
    if check_code(columns) != closing.code:
        yield f"Mã của các cột đã đóng không phải {closing.code}."
        return
    heads = json.loads(columns)["heads"]
    known = BookLines(tx.work)
    if any(not known.has_event(name, kept) for name, kept in heads.items()):
        yield "Nhật ký thay đổi của sổ không còn như lúc đóng."
