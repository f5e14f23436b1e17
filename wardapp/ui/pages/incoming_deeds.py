"""What the clerk does to the lines of Văn bản đến: one method an action."""

from __future__ import annotations

from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.dossier_views import RecordRef
from wardapp.core.identity import RecordId
from wardapp.ui.dossier_chooser import file_records
from wardapp.ui.file_dialogs import Purpose, ask_file
from wardapp.ui.jobs import Book
from wardapp.ui.pages.copying import ask_copy
from wardapp.ui.pages.incoming_answering import ask_answer, take_answer_off
from wardapp.ui.pages.incoming_dialogs import IncomingDialogs
from wardapp.ui.pages.incoming_direction import ask_decision
from wardapp.ui.pages.incoming_pane import IncomingPane
from wardapp.ui.pages.incoming_printing import IncomingPrinting
from wardapp.ui.pages.incoming_secret import ask_secret_row
from wardapp.ui.pages.outgoing_machine import export_machine
from wardapp.ui.pages.outgoing_paper import PaperOut
from wardapp.ui.pages.register_page import RegisterPage


class IncomingDeeds(RegisterPage[Incoming]):
    """The actions of the page; what needs a decision asks in a dialog first."""

    _dialogs: IncomingDialogs
    _printing: IncomingPrinting
    answers: tuple[Outgoing, ...]
    pane: IncomingPane

    @property
    def chosen(self) -> tuple[Incoming, ...]:
        """Return the chosen lines, at least the current one where there is one."""
        rows = tuple(row for row in self.list.chosen_rows() if isinstance(row, Incoming))
        if len(rows) > 1:
            return rows
        return (self.line,) if self.line is not None else ()

    @property
    def _ids(self) -> tuple[RecordId, ...]:
        return tuple(line.id for line in self.chosen)

    def reply(self) -> None:
        """Begin a draft that answers the chosen line."""
        line, office = self.line, self.context.office
        if line is not None:
            self.context.jobs.write(
                lambda: office.drafting.reply(line.id),
                lambda draft: self.context.frame.go("draft", draft.id),
                touches={Book.DRAFTS},
            )

    def file_in_dossier(self) -> None:
        """Put the chosen lines into a dossier, or take them out."""
        refs = tuple(RecordRef("incoming", line.id) for line in self.chosen)
        file_records(self, self.context, refs)

    def walk_chain(self) -> None:
        """Go into the steps of the affair."""
        self.layout_box.show_chosen()
        self.pane.chain.walk()

    def switch_facts(self) -> None:
        """Show or hide all facts and the history of the line."""
        self.pane.switch_facts()

    def submit(self) -> None:
        """Mark the line, or all chosen ones, as laid before the leader."""
        intake = self.context.office.intake
        if len(self.chosen) > 1:
            self._dialogs.many(self._ids, intake.submit_many, "Đã trình {count} văn bản đến.")
        else:
            self._dialogs.step(self.line, intake.submit, "Đã trình số {number}.")

    def finish(self) -> None:
        """Mark the line, or all chosen ones, as done."""
        intake = self.context.office.intake
        if len(self.chosen) > 1:
            self._dialogs.many(self._ids, intake.finish_many, "Đã xong {count} văn bản đến.")
        else:
            self._dialogs.step(self.line, intake.finish, "Đã xong số {number}.")

    def reopen(self) -> None:
        """Take the line up again."""
        self._dialogs.step(self.line, self.context.office.intake.reopen, "Đã mở lại số {number}.")

    def step_back(self) -> None:
        """Take the last step of the line back."""
        intake = self.context.office.intake
        self._dialogs.step(self.line, intake.step_back, "Đã lùi một bước, số đến {number}.")

    def send_back(self) -> None:
        """Return the dispatch to its sender, with a reason."""
        self._dialogs.send_back(self.line)

    def write_opinion(self) -> None:
        """Write down the leader's decision on the line, or one for all chosen ones."""
        ask_decision(self, self.context, self.chosen)

    def cancel(self) -> None:
        """Strike the line through, with a reason."""
        self._dialogs.cancel(self.line)

    def restore(self) -> None:
        """Take the cancellation back, with a reason."""
        self._dialogs.restore(self.line)

    def amend(self) -> None:
        """Correct the line."""
        if self.line is not None and not self.line.is_secret:
            self.context.frame.go("proposal", self.line)

    def attach_file(self) -> None:
        """Keep one more file with the line."""
        chosen = ask_file(self, self.context.desk, Purpose.ATTACH, "Chọn tệp để kèm")
        if chosen is not None:
            self._dialogs.attach(self.line, chosen)

    def open_file(self) -> None:
        """Open the first file of the line in its own program."""
        self._dialogs.open_file(self.line)

    def link_answer(self) -> None:
        """Note which outgoing dispatch answers the line."""
        ask_answer(self, self.context, self.line)

    def unlink_answer(self) -> None:
        """Take the link to an answer off."""
        take_answer_off(self, self.context, self.line, self.answers)

    def open_answer(self) -> None:
        """Go to the newest outgoing dispatch that answers the line."""
        if self.answers:
            self.context.frame.go("outgoing", self.answers[-1].id)

    def register_secret(self) -> None:
        """Note a paper that was registered in the secret book."""
        ask_secret_row(self, self.context)

    def print_slip(self) -> None:
        """Print the routing slip of the line."""
        self._printing.slip(self.line)

    def print_stamp(self) -> None:
        """Print the ĐẾN stamp onto the paper of the line."""
        self._printing.stamp(self.line)

    def show_stamp(self) -> None:
        """Show the ĐẾN stamp over page 1 of the kept PDF; the file stays as it is."""
        self._printing.show_stamp(self.line, self.paper)

    def print_hand_over(self) -> None:
        """Print the hand-over list of the chosen lines; of one line, that of its day."""
        self._printing.hand_over(self.chosen)

    def copy_paper(self) -> None:
        """Make a copy of the chosen document."""
        if self.line is not None and not self.line.is_secret:
            ask_copy(self, self.context, PaperOut(self.context, self), self.line)

    def export_machine(self) -> None:
        """Save the line, or all chosen ones, for another system."""
        export_machine(PaperOut(self.context, self), self.context, self.chosen)

    def print_book(self) -> None:
        """Print the register."""
        self._printing.book(self.filter.query)

    def export_book(self) -> None:
        """Write the register to a file."""
        self._printing.export(self.filter.query)
