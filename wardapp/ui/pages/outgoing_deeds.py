"""What the clerk does to the lines of Văn bản đi: one method an action."""

from __future__ import annotations

from wardapp.core.dispatches import Outgoing
from wardapp.core.dossier_views import RecordRef
from wardapp.ui.dossier_chooser import file_records
from wardapp.ui.file_dialogs import Purpose, ask_file
from wardapp.ui.pages.copying import ask_copy
from wardapp.ui.pages.outgoing_dialogs import OutgoingDialogs
from wardapp.ui.pages.outgoing_history import tell_history
from wardapp.ui.pages.outgoing_links import report_target
from wardapp.ui.pages.outgoing_machine import export_machine
from wardapp.ui.pages.outgoing_package import send_package
from wardapp.ui.pages.outgoing_pane import OutgoingPane
from wardapp.ui.pages.outgoing_states import OutgoingStates
from wardapp.ui.pages.register_page import RegisterPage


class OutgoingDeeds(RegisterPage[Outgoing]):
    """The actions of the page; what needs a decision asks in a dialog first."""

    dialogs: OutgoingDialogs
    states: OutgoingStates
    pane: OutgoingPane

    @property
    def chosen(self) -> tuple[Outgoing, ...]:
        """Return the chosen lines, at least the current one where there is one."""
        rows = tuple(row for row in self.list.chosen_rows() if isinstance(row, Outgoing))
        if len(rows) > 1:
            return rows
        return (self.line,) if self.line is not None else ()

    def file_in_dossier(self) -> None:
        """Put the chosen lines into a dossier, or take them out."""
        refs = tuple(RecordRef("outgoing", line.id) for line in self.chosen)
        file_records(self, self.context, refs)

    def walk_chain(self) -> None:
        """Go into the steps of the affair."""
        self.layout_box.show_chosen()
        self.pane.chain.walk()

    # ---- paper and files ---------------------------------------------------------------------

    def print_paper(self) -> None:
        """Print the chosen document."""
        if self.line is not None:
            self.dialogs.print_paper(self.line)

    def export_paper(self) -> None:
        """Save the chosen document as Word or PDF."""
        if self.line is not None:
            self.dialogs.export(self.line)

    def copy_paper(self) -> None:
        """Make a copy of the chosen document."""
        ask_copy(self, self.context, self.dialogs.paper, self.line)

    def export_machine(self) -> None:
        """Save the chosen document, or all chosen ones, for another system."""
        export_machine(self.dialogs.paper, self.context, self.chosen)

    def send_package(self) -> None:
        """Send the chosen documents to another office as one package."""
        send_package(self, self.context, self.chosen)

    def print_overlay(self) -> None:
        """Print number and date onto the signed sheet."""
        if self.line is not None:
            self.dialogs.print_overlay(self.line)

    def attach_final(self) -> None:
        """Keep the signed scan."""
        line = self.line
        if line is None:
            return
        chosen = ask_file(self, self.context.desk, Purpose.SIGNED, "Chọn bản đã ký")
        if chosen is not None:
            self.dialogs.attach_final(line, chosen)

    def replace_final(self) -> None:
        """Keep another signed scan instead."""
        if self.line is not None:
            self.states.replace_final(self.line)

    def detach_final(self) -> None:
        """Lay the signed scan aside."""
        if self.line is not None:
            self.states.detach_final(self.line)

    def open_file(self) -> None:
        """Open the kept file in its own program."""
        if self.line is not None:
            self.dialogs.open_file(self.line)

    # ---- the way of the line -----------------------------------------------------------------

    def send_all(self) -> None:
        """Mark all that waits of the chosen lines as sent today."""
        if self.chosen:
            self.states.send_all(self.chosen)

    def open_deliveries(self) -> None:
        """Show who gets copies of the chosen line."""
        if self.line is not None:
            self.states.open_deliveries(self.line)

    def step_back(self) -> None:
        """Take the recall, or the marks of sending, back."""
        if self.line is not None:
            self.states.step_back(self.line)

    def recall(self) -> None:
        """Recall the chosen line."""
        if self.line is not None:
            self.states.recall(self.line)

    def confirm_returned(self) -> None:
        """Note that all receivers gave the recalled line back."""
        if self.line is not None:
            self.states.confirm_returned(self.line)

    def replace(self) -> None:
        """Begin the draft that will stand for the chosen line."""
        if self.line is not None:
            self.states.replace(self.line)

    def correct(self) -> None:
        """Begin the công văn that corrects the chosen line."""
        if self.line is not None:
            self.states.correct(self.line)

    def amend(self) -> None:
        """Correct the chosen line."""
        if self.line is not None:
            self.dialogs.amend(self.line)

    def cancel(self) -> None:
        """Strike the chosen line through, with a reason."""
        if self.line is not None:
            self.dialogs.cancel(self.line)

    def restore(self) -> None:
        """Let the chosen cancelled line stand again."""
        if self.line is not None:
            self.states.restore(self.line)

    # ---- where it leads ----------------------------------------------------------------------

    def show_history(self) -> None:
        """Show what was done to the chosen line."""
        if self.line is not None:
            title = f"Lịch sử của {self.line.number_symbol}"
            tell_history(self.context, self.window(), "outgoing", self.line.id, title)

    def open_source(self) -> None:
        """Open the dispatch this one answers."""
        if self.line is not None and self.line.answers is not None:
            self.context.frame.go("incoming", self.line.answers)

    def open_linked(self) -> None:
        """Open what replaces or corrects the chosen line, or what it replaces or corrects."""
        targets = self.pane.links.targets
        if targets:
            self.context.frame.go(*targets[0][1:])

    def open_report(self) -> None:
        """Open the report that went out with the chosen line."""
        target = report_target(self.line) if self.line is not None else ()
        if target:
            self.context.frame.go(*target[0][1:])

    def open_draft(self) -> None:
        """Open the draft this was issued from."""
        if self.line is not None and self.line.draft_id is not None:
            self.context.frame.go("draft", self.line.draft_id)
