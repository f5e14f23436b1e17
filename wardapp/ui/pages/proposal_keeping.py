"""A dispatch half written into the form, kept over the end of the program."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from wardapp.core.dispatches import Incoming
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.long_paths import reachable
from wardapp.services.office import Office
from wardapp.ui.context import Context
from wardapp.ui.pages.proposal_form import ProposalForm
from wardapp.ui.typed_keeper import TypedKeeper
from wardapp.ui.widgets.fields import Field
from wardapp.ui.widgets.typed import retype, typed_text

PAGE = "proposal"
FILE, LINE, BOOK = "file", "line", "book"
FIELDS = (
    "arrived", "channel", "book", "organ", "symbol", "issued", "subject", "signer", "priority",
    "due", "type_name", "handler", "note", "late", "pages", "copies", "language", "addressees",
    "position", "storage", "parent_organ", "organ_code", "trace",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeptProposal:
    """What was typed, with the file it belongs to or the line it corrects."""

    typed: dict[str, str]
    file: Path | None = None
    line: Incoming | None = None


def kept_proposal(office: Office) -> KeptProposal | None:
    """Return what was kept, None when nothing was; a file or line that has gone is left out."""
    typed = office.unfinished.kept(PAGE)
    if not typed:
        return None
    kept = KeptProposal(typed)
    if typed.get(LINE):
        try:
            return replace(kept, line=office.intake.get(RecordId(typed[LINE])))
        except WardError:
            return kept
    file = Path(typed[FILE]) if typed.get(FILE) else None
    return replace(kept, file=file if file is not None and reachable(file).is_file() else None)


class ProposalKeeping:
    """Keeps what the clerk changed in the form; what was only read is read again."""

    def __init__(self, context: Context, form: ProposalForm) -> None:
        self._form = form
        self._keeper = TypedKeeper(context, PAGE, self.typed, form)
        self._shown: dict[str, str] = {}
        self._about: dict[str, str] = {}
        self._expected: dict[str, str] = {}

    def typed(self) -> dict[str, str]:
        """Return what the form holds when the clerk changed it, else {}."""
        if not self._shown:
            return {}
        now = self._now()
        # The form may come to know the books later than its line: that is not typing.
        changed = any(
            now[name] != text for name, text in self._shown.items() if name != BOOK or text
        )
        return {**now, **self._about} if changed else {}

    def keep(self) -> None:
        """Keep it now."""
        self._keeper.keep()

    def expected(self, argument: object) -> object:
        """Return what the page is to show; what was typed comes back once that is shown."""
        self._shown, self._expected = {}, {}
        if not isinstance(argument, KeptProposal):
            return argument
        self._expected = argument.typed
        self._keeper.note(argument.typed)
        if argument.line is not None:
            return argument.line
        return (argument.file,) if argument.file is not None else ()

    def shown(self, file: Path | None = None, line: Incoming | None = None) -> None:
        """Remember what the form shows now: what differs from it later was typed."""
        self._shown = self._now()
        self._about = {FILE: str(file or ""), LINE: line.id if line is not None else ""}
        for name, text in self._expected.items():
            if name in FIELDS:
                retype(self._field(name), text)

    def grounded(self) -> None:
        """Choose the book again, now that the form knows the books."""
        if self._shown and BOOK in self._expected:
            retype(self._form.book, self._expected[BOOK])

    def finished(self) -> None:
        """Forget it: written, or put off."""
        self._shown = {}
        self._keeper.keep()

    def _now(self) -> dict[str, str]:
        return {name: typed_text(self._field(name)) for name in FIELDS}

    def _field(self, name: str) -> Field:
        field = getattr(self._form, name, None) or getattr(self._form.more, name)
        assert isinstance(field, Field)
        return field
