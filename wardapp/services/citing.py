"""Căn cứ, trích dẫn: papers of the registers put into a draft's text in the form of its law."""

from __future__ import annotations

import re

from wardapp.core.citing import Citable, LinesEdit
from wardapp.core.dispatches import Incoming, IncomingStatus, ListQuery, Outgoing, OutgoingStatus
from wardapp.core.drafts import DraftContent
from wardapp.core.errors import NotFound
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.notation import find_citations
from wardapp.core.text import clean, symbol_key
from wardapp.services.citation_forms import (
    cited_incoming,
    cited_outgoing,
    full_citation,
    short_citation,
)
from wardapp.services.desk import Desk
from wardapp.services.papers import Papers
from wardapp.store.transaction import Transaction

NEWEST, MOST = 12, 40
_BASIS_LINE = re.compile(r"\s*(?P<dash>[-–]\s+)?(?P<word>Căn cứ)\s*", re.IGNORECASE)
_GONE = {IncomingStatus.CANCELLED, IncomingStatus.RETURNED}
_VOID = {OutgoingStatus.CANCELLED, OutgoingStatus.RECALLED}


class Citing:
    """Finds lines of the registers to cite and says how they read in a draft."""

    def __init__(self, desk: Desk, papers: Papers) -> None:
        self._desk, self._papers = desk, papers

    def find(
        self, text: str, content: DraftContent, answers: RecordId | None = None
    ) -> tuple[Citable, ...]:
        """Return papers of both registers that hold the words, newest first.

        Without words: the dispatch the draft answers, then the newest of both registers.
        """
        with self._desk.database.read() as tx:
            issuers = {each.id: each for each in tx.catalogue.issuers()}
            lines = _found(tx, text) if text.strip() else self._newest(tx, answers)
            known = _symbols_in(content)
            issuer = issuers[content.issuer_id]
            return tuple(_citable(each, issuer, issuers, known) for each in lines)

    def placed(
        self, citable: Citable, content: DraftContent, body: str, line: int, column: int
    ) -> LinesEdit:
        """Return the change that cites a paper where the cursor stands.

        Among the căn cứ it is a line of its own with its separator, elsewhere part of the line.
        """
        with self._desk.database.read() as tx:
            family = tx.catalogue.issuer(content.issuer_id).family
        lines = body.split("\n")
        if is_in_basis(lines, line):
            standard = self._papers.standard(family, content.date or self._desk.today())
            marks = (standard.words("basis_start"), standard.words("basis_last"))
            return basis_edit(citable.wording, lines, line, marks)
        return inline_edit(citable.wording, lines, line, column)

    def _newest(self, tx: Transaction, answers: RecordId | None) -> list[Incoming | Outgoing]:
        today, query = self._desk.today(), ListQuery()
        first = tx.incoming.find(answers) if answers is not None else None
        rows: list[Incoming | Outgoing] = [first] if first is not None else []
        rows += [
            each
            for each in tx.incoming.page(query, today, 0, NEWEST).rows
            if first is None or each.id != first.id
        ]
        rows += tx.outgoing.page(query, today, 0, NEWEST).rows
        return [each for each in rows if _may_be_cited(each)]


def is_in_basis(lines: list[str], at: int) -> bool:
    """Return whether a line is among the căn cứ: one of them, or a blank one right behind."""
    if not 0 <= at < len(lines):
        return False
    if _BASIS_LINE.match(lines[at]):
        return True
    before = next((lines[place] for place in range(at - 1, -1, -1) if lines[place].strip()), "")
    return lines[at].strip(" -–") == "" and _BASIS_LINE.match(before) is not None


def basis_edit(wording: str, lines: list[str], at: int, marks: tuple[str, str]) -> LinesEdit:
    """Return the căn cứ with one more behind the line, every one but the last ending in `;`.

    `marks` are those of the law: before each one, behind the last. It gets a dash where those that
    stand there have one.
    """
    start, last = marks
    first, stop = _basis_stretch(lines, at)
    bases = [line for line in lines[first:stop] if line.strip()]
    place = sum(1 for line in lines[first : at + 1] if line.strip())
    has_dash = any((m := _BASIS_LINE.match(line)) and m["dash"] for line in bases)
    has_dash = has_dash or (start == "-" and all(map(_is_bare, bases)))
    head = "- Căn cứ " if has_dash else "Căn cứ "
    made = head + wording
    if at < len(lines) and _is_bare(lines[at]):
        bases = [line for line in bases if not _is_bare(line)]
        place = sum(1 for line in lines[first:at] if line.strip() and not _is_bare(line))
    bases.insert(place, made)
    ended = [_ended(line, ";") for line in bases[:-1]] + [_ended(bases[-1], last)]
    return LinesEdit(
        first=first, count=stop - first, lines=tuple(ended),
        cursor_line=first + place, cursor_column=len(ended[place]),
    )  # fmt: skip


def inline_edit(wording: str, lines: list[str], at: int, column: int) -> LinesEdit:
    """Return the line with the citation at a column, spaces around it where words meet."""
    line = lines[at] if at < len(lines) else ""
    before, after = line[:column], line[column:]
    left = " " if before and not before.endswith((" ", "(", "“", '"', "*")) else ""
    right = " " if after and after[0].isalnum() else ""
    made = f"{before}{left}{wording}"
    return LinesEdit(
        first=at, count=1, lines=(f"{made}{right}{after}",),
        cursor_line=at, cursor_column=len(made),
    )  # fmt: skip


def _basis_stretch(lines: list[str], at: int) -> tuple[int, int]:
    """Return [first, stop) of the lines of căn cứ around a line, blank ones between them too."""
    first = at
    while first > 0 and _belongs(lines, first - 1):
        first -= 1
    stop = at + 1
    while stop < len(lines) and _BASIS_LINE.match(lines[stop]):
        stop += 1
    return first, stop


def _belongs(lines: list[str], at: int) -> bool:
    if _BASIS_LINE.match(lines[at]):
        return True
    return not lines[at].strip() and at > 0 and _BASIS_LINE.match(lines[at - 1]) is not None


def _is_bare(line: str) -> bool:
    found = _BASIS_LINE.match(line)
    rest = line[found.end() :] if found else line.strip(" -–")
    return not rest.strip(" ;,.") and bool(line.strip())


def _ended(line: str, mark: str) -> str:
    return line.rstrip().rstrip(" .;,") + mark


def _found(tx: Transaction, text: str) -> list[Incoming | Outgoing]:
    found: list[Incoming | Outgoing] = []
    for hit in tx.search.find(text, MOST, ("incoming", "outgoing")):
        try:
            found.append(
                tx.incoming.get(RecordId(hit.record_id))
                if hit.entity == "incoming"
                else tx.outgoing.get(RecordId(hit.record_id))
            )
        except NotFound:  # the index is a moment ahead of what this read sees
            continue
    return [each for each in found if _may_be_cited(each)]


def _may_be_cited(line: Incoming | Outgoing) -> bool:
    if isinstance(line, Incoming):
        return line.status not in _GONE and not line.is_secret
    return line.status not in _VOID


def _citable(
    line: Incoming | Outgoing, issuer: Issuer, issuers: dict[RecordId, Issuer], known: set[str]
) -> Citable:
    if isinstance(line, Incoming):
        cited = cited_incoming(line)
    else:
        cited = cited_outgoing(line, issuers[line.issuer_id])
    return Citable(
        entity="incoming" if isinstance(line, Incoming) else "outgoing",
        record_id=line.id,
        line=cited,
        full=full_citation(cited, issuer),
        short=short_citation(cited, issuer),
        is_cited=bool(cited.number_symbol) and symbol_key(cited.number_symbol) in known,
    )


def _symbols_in(content: DraftContent) -> set[str]:
    """Return the keys of the numbers the draft cites already, its annexes too."""
    texts = (content.body, *(annex.body for annex in content.annexes))
    return {symbol_key(each.text) for text in texts for each in find_citations(clean(text))}
