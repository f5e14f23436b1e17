"""Kept files that records name and that are not in the folder: whose they are, who may send them.

A package names those that its sender lacks; what another copy lacks goes along with the next
package for it. Files that the gate of secrets refused are lacking on purpose: nobody is asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from wardapp.core.dispatches import Attachment, Incoming, Outgoing
from wardapp.core.exchange import PackedFile
from wardapp.core.identity import RecordId
from wardapp.core.text import one_line
from wardapp.services.desk import Desk
from wardapp.services.syncing_words import kind_of, title_of
from wardapp.store.sqlite_files import REFUSED_FILES, attachments_in, refused_in
from wardapp.store.transaction import Transaction

SHOWN = 5
"""How many files are named one by one; the rest are counted."""

LACKED_BY = "lacked_by:"
_HERE = "không còn trong thư mục sổ của máy này nên không có trong gói."
_CAME = "máy gửi cũng không còn; sẽ nhận khi có máy gửi lại."
_REFUSED = "không nhận vì có dấu chỉ mức độ mật, không phải hỏng."


def lacking(desk: Desk, named: Iterable[Attachment]) -> tuple[PackedFile, ...]:
    """Return those of the named files that are not in the folder, each once."""
    here = set(desk.files.hashes())
    found = {
        each.sha256: PackedFile(
            sha256=each.sha256, size=each.size, name=one_line(each.name) or each.sha256[:8]
        )
        for each in named
        if each.sha256 not in here and desk.files.find(each.sha256) is None
    }
    return tuple(found.values())


def whose_of(tx: Transaction) -> Callable[[str], str]:
    """Return what tells the record that names a file: ` của văn bản đi 12-CV/BXDĐ`."""
    return lambda sha256: _owner(tx.exchanges.named_by(sha256))


def told_here(tx: Transaction, missing: Iterable[PackedFile]) -> tuple[str, ...]:
    """Return the sentences about files that a package made here does not hold."""
    return _told(tx, missing, _HERE)


def told_there(desk: Desk, tx: Transaction, missing: Iterable[PackedFile]) -> tuple[str, ...]:
    """Return the sentences about files that a package named, and that are not here either."""
    return _told(tx, (each for each in missing if desk.files.find(each.sha256) is None), _CAME)


def told_names(missing: Iterable[PackedFile]) -> tuple[str, ...]:
    """Return the sentence about files that a package lacks, none when it lacks none."""
    names = [each.name for each in missing]
    if not names:
        return ()
    more = f" và {len(names) - SHOWN} tệp khác" if len(names) > SHOWN else ""
    return (f"Gói thiếu tệp mà nơi gửi không còn: {', '.join(names[:SHOWN])}{more}.",)


def refused_words(desk: Desk) -> str:
    """Return the sentence about files of other copies that were refused here, "" without any."""
    names = [each.name for each in refused_in(desk.database.path)]
    return refused_sentence(names)


def refused_sentence(names: list[str]) -> str:
    """Return the sentence about refused files, "" without any."""
    if not names:
        return ""
    more = f" và {len(names) - SHOWN} tệp khác" if len(names) > SHOWN else ""
    return f"Tệp {', '.join(names[:SHOWN])}{more} {_REFUSED}"


def note_refused(desk: Desk, refused: Iterable[str]) -> None:
    """Remember the hashes of files that may not come in here."""
    known = set(json.loads(desk.database.local(REFUSED_FILES) or "[]"))
    every = known.union(refused)
    if every != known:
        desk.database.set_local(REFUSED_FILES, json.dumps(sorted(every)))


def note_lacked(desk: Desk, replica_id: RecordId, missing: Iterable[PackedFile]) -> None:
    """Remember which files another copy said it has not got."""
    told = json.dumps(sorted(each.sha256 for each in missing))
    name = f"{LACKED_BY}{replica_id}"
    if (desk.database.local(name) or "[]") != told:
        desk.database.set_local(name, told)


def lacked_by(desk: Desk, replica_id: RecordId | None) -> tuple[Attachment, ...]:
    """Return the files here that another copy, as it said last, has not got."""
    told = desk.database.local(f"{LACKED_BY}{replica_id}") if replica_id else ""
    wanted = set(json.loads(told or "[]"))
    if not wanted:
        return ()
    named = attachments_in(desk.database.path)
    return tuple(each for each in named if each.sha256 in wanted and desk.files.find(each.sha256))


def _told(tx: Transaction, missing: Iterable[PackedFile], why: str) -> tuple[str, ...]:
    files = list(missing)
    whose = whose_of(tx)
    lines = [f"Thiếu tệp {each.name}{whose(each.sha256)}: {why}" for each in files[:SHOWN]]
    if len(files) > SHOWN:
        lines.append(f"Còn {len(files) - SHOWN} tệp khác cũng thiếu.")
    return tuple(lines)


def _owner(named: tuple[str, object] | None) -> str:
    if named is None:
        return ""
    entity, value = named
    match value:
        case Incoming():
            symbol = "" if value.is_secret else f" ({value.number_symbol})"
            return f" của văn bản đến số {value.arrival_code}{symbol}"
        case Outgoing():
            return f" của văn bản đi {value.number_symbol}"
        case _:
            return f" của {kind_of(entity).lower()} “{title_of(entity, '', value)}”"
