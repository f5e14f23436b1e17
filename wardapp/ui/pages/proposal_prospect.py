"""What the book says of a line while it is typed: next number, earlier doubles, a late day."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from wardapp.core.arrivals import Prospect
from wardapp.core.dispatches import Incoming
from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.reading import Duplicate
from wardapp.core.sources import FileSource
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.pages.proposal_form import ProposalForm
from wardapp.ui.pages.proposal_notices import tell_duplicate


class ProposalProspect(QObject):
    """Asks the book again when the line changes; `known` says that number or doubles may differ."""

    known = Signal()
    registering = Signal()  # the clerk registers a double all the same
    attached = Signal()  # the file went to the earlier line instead

    def __init__(self, context: Context, form: ProposalForm) -> None:
        super().__init__(form)
        self._context, self._form = context, form
        self._file: FileSource | None = None
        self._is_on, self._has_warned = False, False
        self.duplicates: tuple[Duplicate, ...] = ()
        form.identity_changed.connect(self.look)

    def begin(self, *, file: FileSource | None = None) -> None:
        """Follow a new line, the one of a file or one typed by hand."""
        self._is_on, self._file = True, file

    def rest(self) -> None:
        """Follow nothing: a kept line is corrected, or the next file is still being read."""
        self._is_on, self._file = False, None
        self.duplicates, self._has_warned = (), False

    def look(self) -> None:
        """Ask for the line as it stands now."""
        if not self._is_on:
            return
        try:
            arrival = self._form.arrival()
        except BadValue:
            return
        intake = self._context.office.intake
        self._context.jobs.read(
            lambda: intake.prospect(arrival),
            self._show,
            key="proposal.prospect",
            owner=self,
            on_refused=self._refused,
        )

    def _refused(self, error: WardError) -> None:
        self._form.book.refuse(error.sentence)

    def _show(self, prospect: Prospect) -> None:
        if not self._is_on:
            return
        if self._form.place.follow_author(prospect.book):
            self.look()
            return
        self._form.book.set_echo("")
        self._form.place.take_prospect(prospect)
        self.show_duplicates(prospect.duplicates)
        self.known.emit()

    def show_duplicates(self, found: tuple[Duplicate, ...]) -> None:
        """Show the earlier lines that may be the same dispatch, and what can be done."""
        if found == self.duplicates:
            return
        self.duplicates, self._has_warned = found, False
        if not found:
            self._form.notice.hide()
            return
        attach = self._attach_to_first if self._file is not None else None
        tell_duplicate(self._form.notice, found, (self._open_first, self._register_still, attach))

    def holds_back(self) -> bool:
        """Return True when Enter has to go to the warning first, once."""
        if not self.duplicates or self._has_warned:
            return False
        self._has_warned = True
        self._form.notice.buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _open_first(self) -> None:
        self._context.frame.go("incoming", self.duplicates[0].incoming_id)

    def _register_still(self) -> None:
        self._has_warned = True
        self.registering.emit()

    def _attach_to_first(self) -> None:
        file, first = self._file, self.duplicates[0]
        if file is None:
            return
        intake, frame = self._context.office.intake, self._context.frame

        def done(line: Incoming) -> None:
            frame.toast(f"Đã thêm tệp vào số {line.arrival_code}.", frame.undo)
            self.attached.emit()

        self._context.jobs.write(
            lambda: intake.attach(RecordId(first.incoming_id), file), done, touches={Book.INCOMING}
        )
