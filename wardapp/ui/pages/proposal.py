"""The proposal: what was read from a dropped file, beside its page; Enter puts it in the book."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from wardapp.core.dispatches import Arrival, Incoming
from wardapp.core.errors import BadValue, SecretRefused, WardError
from wardapp.core.identity import RecordId
from wardapp.core.reading import Proposal
from wardapp.core.sources import FileSource, HeldFile
from wardapp.core.text import one_line
from wardapp.core.views import PaperView
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.proposal_actions import ACTIONS, CHECK, NEXT, PAGE
from wardapp.ui.pages.proposal_form import WIDTH, ProposalForm
from wardapp.ui.pages.proposal_keeping import ProposalKeeping
from wardapp.ui.pages.proposal_layout import BY_HAND, FOOT, LEGEND, Foot, beside, stack_in
from wardapp.ui.pages.proposal_looking import Ground, Looked, blank_line, ground_of, looked_at
from wardapp.ui.pages.proposal_notices import (
    StopPage,
    tell_unreadable,
    tell_warnings,
)
from wardapp.ui.pages.proposal_prospect import ProposalProspect
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import MAIN, Button, Kind
from wardapp.ui.widgets.page_panel import PagePanel
from wardapp.ui.widgets.texts import Icon, Rule, Text


class ProposalPage(Page):
    """One file after the other: look, check, register."""

    is_task = True
    foot_height = FOOT
    books = frozenset({Book.CATALOGUE})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._files: tuple[FileSource, ...] = ()
        self._at = 0
        self._proposal: Proposal | None = None
        self._line: Incoming | None = None
        theme = context.theme
        self.form = ProposalForm(theme, context.clock.today)
        self._keeping = ProposalKeeping(context, self.form)
        self.prospect = ProposalProspect(context, self.form)
        self.paper = PagePanel(theme, context.jobs, context.office.exporting, can_open=False)
        self.stop = StopPage(theme, self._next_file)
        self._sheets = QStackedWidget()
        self._later = Button(theme, "Để sau", key="Esc", kind=Kind.GHOST, height=MAIN)
        self._doubt = Button(theme, NEXT.title, key="F8", kind=Kind.GHOST, height=MAIN)
        self._go = Button(
            theme, "Vào sổ", icon="checkmark", key="Enter", kind=Kind.PRIMARY, height=MAIN
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self.context.theme
        self._kept = (
            Text(theme, "Bản gốc được giữ nguyên", Role.SMALL, "text2"),
            Icon(theme, "lock_closed", "text2", 16),
        )
        for part in self._kept:
            self.header.add_widget(part)
        self._check = self.header.add_action(CHECK, Kind.GHOST)
        self._check.hide()
        foot = Foot(theme, (self._later, self._doubt), self._go)
        self.body.addWidget(self._sheets)
        # From the outside in: what is moved when whole is styled all over again.
        self._right = QWidget()
        self._sheets.addWidget(beside(self.paper, self._right))
        stack_in(self._right, self.form, Rule(), foot)
        self._sheets.addWidget(self.stop)

    def _connect(self) -> None:
        self.form.spot_wanted.connect(self.paper.view.set_active)
        self.form.submitted.connect(self.register)
        self.form.numbered.connect(self._name_number)
        self.prospect.known.connect(self._name_number)
        self.prospect.registering.connect(self.register)
        self.prospect.attached.connect(self._next_file)
        self.paper.view.spot_clicked.connect(self.form.focus_spot)
        self._go.clicked.connect(self.register)
        self._later.clicked.connect(self.put_off)
        self._doubt.clicked.connect(self.next_doubt)

    # ---- what is shown -----------------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Take files to register one by one, nothing (by hand), or a line to correct."""
        self._line, self._files, self._at = None, (), 0
        argument = self._keeping.expected(argument)
        if isinstance(argument, Incoming):
            self._show_line(argument)
        elif isinstance(argument, tuple) and argument:
            self._files = tuple(
                each if isinstance(each, HeldFile) else Path(str(each)) for each in argument
            )
            self._look()
        else:
            self._begin_by_hand()

    def take_files(self, files: tuple[FileSource, ...]) -> bool:
        """Put more files behind those that wait."""
        if self._line is not None or not self._files:
            return False
        self._files = (*self._files, *files)
        self._say_which()
        return True

    def refresh(self) -> None:
        """Read what the form needs of the office."""
        office = self.context.office
        self.context.jobs.read(
            lambda: ground_of(office),
            self._show_ground,
            key="proposal.ground",
            owner=self,
        )

    def _show_ground(self, ground: Ground) -> None:
        self.form.set_ground(ground)
        self._keeping.grounded()

    def _look(self) -> None:
        self._reset()
        self._say_which()
        source, office = self._files[self._at], self.context.office
        self.paper.note.set_text("")
        self.paper.view.show_words("Đang đọc tệp…")
        self._go.setEnabled(False)

        self.context.jobs.read(
            lambda: looked_at(office, source),
            self._show_looked,
            key="proposal",
            owner=self,
            on_refused=self._refused_to_look,
        )

    def _reset(self) -> None:
        self._proposal = None
        self.prospect.rest()
        self._sheets.setCurrentIndex(0)
        self.form.notice.hide()
        for part in self._kept:
            part.setVisible(bool(self._files))
        self.paper.view.clear()
        self._doubt.show()

    def _show_looked(self, looked: Looked) -> None:
        if looked.files:
            others = self._files[self._at + 1 :]
            self._files = (*self._files[: self._at], *looked.files, *others)
            self._say_which()
        proposal, source = looked.proposal, self._files[self._at]
        self._proposal = proposal
        self.form.show_proposal(proposal)
        self.paper.show_paper(
            PaperView(
                pdf=proposal.view_pdf,
                image=proposal.view_image,
                note=proposal.view_note or looked.trouble,
                file_name=proposal.reading.file_name,
            )
        )
        self.paper.note.set_text(proposal.view_note or LEGEND)
        self.paper.view.set_spots(self.form.spots(proposal))
        self.prospect.begin(file=source)
        self._name_number()
        self._keeping.shown(file=source if isinstance(source, Path) else None)
        self.prospect.show_duplicates(proposal.duplicates)
        if looked.trouble:
            tell_unreadable(self.form.notice, looked.trouble)
        elif not proposal.duplicates:
            tell_warnings(self.form.notice, proposal.reading.warnings)
        self._start()

    def _refused_to_look(self, error: WardError) -> None:
        if isinstance(error, SecretRefused):
            self._files = (*self._files[: self._at], *self._files[self._at + 1 :])
            self._at -= 1
            self.header.say("Dừng lại", "")
            self._check.hide()
            self.stop.show_stop(error.sentence, more=self._at + 1 < len(self._files))
            self._sheets.setCurrentIndex(1)
            self.stop.setFocus()
            return
        self.context.frame.fail("Chưa xem được tệp", error.sentence)
        self._next_file()

    def _begin_by_hand(self) -> None:
        self._reset()
        self._doubt.hide()
        self.header.say("Vào sổ văn bản đến", "Ghi bằng tay, chưa có tệp")
        self._check.hide()
        self.paper.view.show_words(BY_HAND)
        self.paper.note.set_text("")
        office, today = self.context.office, self.context.clock.today()

        self.context.jobs.read(
            lambda: blank_line(office, today), self._show_blank, key="proposal", owner=self
        )

    def _show_blank(self, made: tuple[Arrival, int]) -> None:
        self.form.show_blank(*made)
        self.prospect.begin()
        self._name_number()
        self._keeping.shown()
        self.form.organ.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_line(self, line: Incoming) -> None:
        self._reset()
        self._line = line
        self._doubt.hide()
        self.header.say(f"Sửa số đến {line.arrival_code}", line.number_symbol)
        self.form.show_line(line)
        self._keeping.shown(line=line)
        self._name_button(f"Lưu số {line.arrival_code}")
        office = self.context.office
        self.context.jobs.render(
            lambda: office.intake.paper(line.id), self.paper.show_paper, key="proposal", owner=self
        )
        self.form.organ.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_button(self, words: str) -> None:
        self._go.setText(words)
        self._go.setEnabled(True)

    def _name_number(self) -> None:
        """Name the number the line will probably get on the button."""
        if self._line is None:
            self._name_button(f"Vào sổ số {self.form.place.expected}")

    def _say_which(self) -> None:
        name = one_line(self._files[self._at].name)
        many = f"Tệp {self._at + 1} trong {len(self._files)}: " if len(self._files) > 1 else ""
        self.header.say("Vào sổ văn bản đến", f"{many}{name}")
        self._check.setVisible(self._is_word())

    def _start(self) -> None:
        if not self.isVisible():
            return
        if not self.form.go_to_doubt(1):
            self._go.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- actions -----------------------------------------------------------------------------

    def next_doubt(self) -> None:
        """Go to the next field to look at; without one, to the button."""
        if not self.form.go_to_doubt(1):
            self._go.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def previous_doubt(self) -> None:
        """Go to the field before."""
        self.form.go_to_doubt(-1)

    def register(self) -> None:
        """Put the dispatch into the book, or save the corrected line."""
        if not self._go.isEnabled():
            return
        if self.prospect.holds_back():
            return
        try:
            arrival, number = self.form.arrival(), self.form.place.chosen_number()
        except BadValue as fault:
            self._refused(fault)
            return
        self._go.setEnabled(False)
        if isinstance(arrival, Incoming):
            self._save(arrival)
        else:
            self._register(arrival, number)

    def _register(self, arrival: Arrival, number: int | None) -> None:
        intake, proposal = self.context.office.intake, self._proposal
        file = self._files[self._at] if proposal else None
        sha = proposal.sha256 if proposal else ""
        expected = self._go.text()
        self.context.jobs.write(
            lambda: intake.register(arrival, file=file, expect_sha256=sha, number=number),
            lambda line: self._registered(line, expected),
            touches={Book.INCOMING},
            on_refused=self._refused,
            title="Đang vào sổ…",
        )

    def _registered(self, line: Incoming, expected: str) -> None:
        frame = self.context.frame
        said = f"Đã vào sổ số {line.arrival_code}."
        if not expected.endswith(f" {line.arrival_code}"):
            said = f"Đã vào sổ số {line.arrival_code}: số dự kiến vừa được dùng."
        self._line = None
        self._next_file(line.id)
        frame.toast(said, frame.undo)

    def _save(self, line: Incoming) -> None:
        intake, frame, base = self.context.office.intake, self.context.frame, self._line

        def saved(kept: Incoming) -> None:
            self._keeping.finished()
            frame.go("incoming", kept.id)
            frame.toast(f"Đã sửa số {kept.arrival_code}.", frame.undo)

        self.context.jobs.write(
            lambda: intake.amend(line, base),
            saved,
            touches={Book.INCOMING},
            on_refused=self._refused,
        )

    def _refused(self, fault: WardError) -> None:
        self._go.setEnabled(True)
        if isinstance(fault, BadValue) and self.form.refuse(fault):
            return
        self.form.notice.set_tone("danger")
        self.form.notice.show_notice("Chưa vào sổ", fault.sentence)

    def put_off(self) -> None:
        """Leave this file where it lies and go on."""
        self._next_file()

    def _next_file(self, registered: RecordId | None = None) -> None:
        self._keeping.finished()
        if self._at + 1 < len(self._files):
            self._at += 1
            self._look()
            return
        self._files = ()
        self.context.frame.go("incoming", registered)

    def switch_more(self) -> None:
        """Show or hide the less usual fields of the form."""
        self.form.switch_more()

    def check_layout(self) -> None:
        """Check the layout of the file shown instead of registering it (F7)."""
        if self._is_word():
            self.context.frame.go("check", (self._files[self._at],))

    def _is_word(self) -> bool:
        """Return whether the file shown is one whose layout can be checked."""
        return bool(self._files) and self._files[self._at].name.lower().endswith(".docx")

    # ---- the page among pages ----------------------------------------------------------------

    def save_now(self) -> None:
        """Keep what the clerk has changed in the form."""
        self._keeping.keep()

    def can(self, action: str) -> bool:
        """Return whether an action fits the file shown."""
        return action != CHECK.id or self._is_word()

    def escape(self) -> bool:
        """Put the file off."""
        self.put_off()
        return True

    def panes(self) -> tuple[QWidget, ...]:
        """Return page and form for F6."""
        return self.paper.view, self.form.organ.editor, self._go

    def start_focus(self) -> None:
        """Leave the focus to the file that is shown."""
        if self._proposal is not None:
            self._start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the form its width; in a narrow window the form takes it all."""
        super().resizeEvent(event)
        wanted = self.context.theme.px(WIDTH)
        is_narrow = self.width() < wanted + 320
        self.paper.setVisible(not is_narrow)
        self._right.setFixedWidth(self.width() if is_narrow else wanted)


SPEC = PageSpec(
    key=PAGE,
    title="Vào sổ văn bản đến",
    icon="mail_inbox",
    factory=ProposalPage,
    actions=ACTIONS,
    under="incoming",
)
