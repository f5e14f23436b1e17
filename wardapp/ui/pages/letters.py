"""Gửi nhiều nơi: a draft or a template, a list, one letter to look at, numbers and files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.serial import LetterList, SerialPlan, SerialPreview, SerialResult, SerialTarget
from wardapp.services.file_stems import safe_stem
from wardapp.ui import dialogs
from wardapp.ui.context import Context
from wardapp.ui.file_dialogs import PDF, WORD, Purpose, ask_file, ask_target
from wardapp.ui.jobs import Book
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.letters_actions import ACTIONS, CHOOSE, NEXT, ON, ONCE, PAGE
from wardapp.ui.pages.letters_list import (
    LettersFacts,
    ListPanel,
    found_list,
    read_letters_facts,
)
from wardapp.ui.pages.letters_out import OutPanel
from wardapp.ui.pages.proposal_layout import FOOT, Foot
from wardapp.ui.widgets.buttons import MAIN, Button, Kind
from wardapp.ui.widgets.cards import Step, Steps
from wardapp.ui.widgets.texts import Rule

STEPS = ("Danh sách nơi nhận", "Xem trước, số và tệp")
LIST, OUT = range(2)
STEPS_HEIGHT = 50
OF_LIST = {CHOOSE.id, ONCE.id, NEXT.id}


class LettersPage(Page):
    """Two steps; nothing is written before the last."""

    is_task = True
    foot_height = FOOT

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.facts: LettersFacts | None = None
        self._now = LIST
        self._can_write = True
        self.steps = Steps(theme)
        self.panel = ListPanel(context)
        self.out = OutPanel(context)
        self._panels = QStackedWidget()
        self._back = Button(theme, "Quay lại", icon="arrow_left", key="Esc", kind=Kind.GHOST,
                            height=MAIN)  # fmt: skip
        self._go = Button(theme, ON.button, icon=ON.icon, key=ON.cap, kind=Kind.PRIMARY,
                          height=MAIN)  # fmt: skip
        self._build()
        self._back.clicked.connect(self.escape)
        self._go.clicked.connect(self.go_on)
        self.panel.changed.connect(self._read_list)
        self.out.changed.connect(self._look)

    def _build(self) -> None:
        for panel in (self.panel, self.out):
            self._panels.addWidget(panel)
        self.steps.setMinimumHeight(self.context.theme.px(STEPS_HEIGHT))
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(22, 8, 22, 4)
        row.addWidget(self.steps)
        self.body.addWidget(head)
        self.body.addWidget(Rule())
        self.body.addWidget(self._panels, 1)
        self.body.addWidget(Rule())
        self.body.addWidget(Foot(self.context.theme, (self._back,), self._go))

    # ---- coming and going --------------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Begin with ("draft", id) or ("template", id)."""
        if not isinstance(argument, tuple):
            return
        kind, wanted = (str(each) for each in argument)
        office = self.context.office
        self._now = LIST
        self.context.jobs.read(
            lambda: read_letters_facts(office, kind, wanted),
            self._show,
            key="letters.facts",
            owner=self,
            on_refused=lambda error: self.context.frame.fail("Chưa gửi được", error.sentence),
        )

    def _show(self, facts: LettersFacts) -> None:
        self.facts = facts
        self.header.say("Gửi nhiều nơi", facts.title)
        self.panel.show_facts(facts)
        self.out.show_facts(facts)
        self._show_step()
        self.start_focus()

    def take_files(self, files: tuple[Path, ...]) -> bool:
        """Read a list dropped on the page."""
        if self._now != LIST or self.facts is None:
            return False
        self._open(files[0])
        return True

    def escape(self) -> bool:
        """Go one step back, from the first to the page before."""
        if self._now == LIST:
            self.context.frame.back()
        else:
            self._now = LIST
            self._show_step()
            self.start_focus()
        return True

    def start_focus(self) -> None:
        """Put the focus where the step begins."""
        first = self.panel.source if self._now == LIST else self.out.first
        first.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts that F6 goes through."""
        if self._now == LIST:
            panel = self.panel
            parts = (panel.source, panel.list, panel.doubt_list)
            return tuple(part for part in parts if part.isVisibleTo(self))
        return (self.out.first, self.out.words)

    def can(self, action: str) -> bool:
        """Tell what is possible in this step."""
        return self.facts is not None and (self._now == LIST or action not in OF_LIST)

    # ---- the list ----------------------------------------------------------------------------

    def choose_list(self) -> None:
        """Ask for the file of the list."""
        path = ask_file(self, self.context.desk, Purpose.RECEIVE, "Chọn danh sách nơi nhận")
        if path is not None:
            self._open(path)

    def _open(self, path: Path) -> None:
        lists = self.context.office.letter_lists
        self.context.jobs.read(
            lambda: lists.tables(path),
            self.panel.show_tables,
            key="letters.tables",
            owner=self,
            on_refused=lambda error: self.context.frame.fail(
                "Chưa đọc được danh sách", error.sentence
            ),
        )

    def _read_list(self) -> None:
        panel = self.panel
        table, names, once = panel.table(), panel.names(), panel.once
        if table is None and not names:
            panel.show_list(LetterList(rows=()))
            self._show_step()
            return
        try:
            columns = panel.columns()
        except BadValue as fault:
            self._refuse_list(fault.sentence)
            return
        fields = self.facts.fields if self.facts else ()
        self.context.jobs.read(
            lambda: found_list(table, columns, names, fields, once=once),
            self._show_list,
            key="letters.list",
            owner=self,
            on_refused=lambda error: self._refuse_list(error.sentence),
        )

    def _show_list(self, found: LetterList) -> None:
        self.panel.show_list(found)
        self._show_step()

    def _refuse_list(self, sentence: str) -> None:
        self.panel.refuse(sentence)
        self._show_step()

    def switch_once(self) -> None:
        """Leave the doubles out, or take them back."""
        self.panel.once = not self.panel.once
        self._read_list()

    def next_doubt(self) -> None:
        """Go to the next doubtful line."""
        self.panel.next_doubt()

    # ---- the letters -------------------------------------------------------------------------

    def go_on(self) -> None:
        """Go to the second step; there write."""
        if self._now == LIST:
            if not self.panel.found.rows:
                self.context.frame.toast("Danh sách chưa có nơi nhận nào.")
                return
            self._now = OUT
            rows = self.panel.found.rows
            self.out.show_names(tuple(row.addressee for row in rows))
            given = {key for key, _ in rows[0].values}
            fields = self.facts.fields if self.facts else ()
            self.out.show_common(tuple(each for each in fields if each.key not in given))
            self._show_step()
            self.start_focus()
            self._look()
            return
        self._write()

    def _show_step(self) -> None:
        self.steps.show_steps(tuple(
            Step(label, "", "done" if at < self._now else "now" if at == self._now else "later")
            for at, label in enumerate(STEPS)
        ))  # fmt: skip
        self._panels.setCurrentIndex(self._now)
        count = len(self.panel.found.rows)
        if self._now == LIST:
            self._go.setText(f"Tiếp với {count} nơi" if count else ON.button)
            self._go.setEnabled(bool(count))
        else:
            verb = "Ghi" if self.out.how is None else "Phát hành và ghi"
            self._go.setText(f"{verb} {count} thư")
            needs = self.out.how is not None and self.context.office.read_only
            self._go.setEnabled(self._can_write and not needs)

    def _plan(self) -> SerialPlan | None:
        if self.facts is None:
            return None
        try:
            day = self.out.day.day()
        except BadValue:
            return None  # the field itself says what is wrong with the day
        is_draft = self.facts.kind == "draft"
        wanted = RecordId(self.facts.id)
        return SerialPlan(
            rows=self.panel.found.rows,
            draft_id=wanted if is_draft else None,
            template_id=None if is_draft else wanted,
            values=tuple(self.out.common_values().items()),
            subject=self.out.subject.text(),
            numbering=self.out.how,
            day=day,
            to_whom=self.panel.group_name(),
        )

    def _look(self) -> None:
        """Show the letter looked at, and what would be given to all."""
        plan, letters, place = self._plan(), self.context.office.letters, self.out.place
        if plan is None or self._now == LIST:
            return
        self._show_step()
        jobs = self.context.jobs
        jobs.render(
            lambda: letters.shown(plan, place),
            self.out.show_letter,
            key="letters.shown",
            owner=self,
            on_refused=self._refuse_preview,
        )
        jobs.write(
            lambda: letters.preview(plan), self._show_preview, on_refused=self._refuse_preview
        )

    def _refuse_preview(self, error: WardError) -> None:
        self._show_preview(SerialPreview(letters=0, fields=(), blocked=error.sentence))

    def _show_preview(self, preview: SerialPreview) -> None:
        self.out.show_preview(preview)
        self._can_write = not preview.blocked
        self._show_step()

    def _write(self) -> None:
        plan = self._plan()
        if plan is None or self.facts is None:
            self.out.day.setFocus()
            return
        target = self._target()
        if target is None or (plan.numbering is not None and not self._sure(plan)):
            return
        letters = self.context.office.letters
        self.context.desk.change(last_export_folder=str(
            target.path if target.is_folder else target.path.parent))  # fmt: skip
        deed = letters.write if plan.numbering is None else letters.issue
        self.context.jobs.long(
            lambda progress: deed(plan, target, progress),
            self._done,
            title=f"Đang làm {len(plan.rows)} thư…",
            touches={Book.DRAFTS, Book.OUTGOING},
            on_refused=lambda error: self.context.frame.fail("Chưa làm thư nào", error.sentence),
        )

    def _sure(self, plan: SerialPlan) -> bool:
        return dialogs.ask(
            self,
            self.context.theme,
            f"Phát hành {len(plan.rows)} thư?",
            f"{self.out.said.text()} Tệp đã ghi ra thì số không lấy lại được, chỉ hủy có lý do.",
            "Phát hành",
        )

    def _target(self) -> SerialTarget | None:
        folder = self.context.export_folder
        ending = self.out.ending
        if self.out.is_folder:
            name = QFileDialog.getExistingDirectory(self, "Thư mục ghi các thư", str(folder))
            return SerialTarget(path=Path(name), is_folder=True, ending=ending) if name else None
        stem = safe_stem(self.facts.title if self.facts else "")
        kind = PDF if ending == ".pdf" else WORD
        path = ask_target(self, "Ghi các thư ra tệp", folder / f"{stem}{ending}", (kind,))
        return SerialTarget(path=path, ending=ending) if path is not None else None

    def _done(self, result: SerialResult) -> None:
        frame = self.context.frame
        if result.warning:
            frame.fail("Thư đã có số, tệp chưa ghi ra", result.warning)
        numbers = f", {len(result.lines)} số" if result.lines else ""
        frame.toast(f"Đã làm {result.letters} thư{numbers}, {len(result.files)} tệp.")
        if result.lines:
            frame.go("outgoing", result.lines[0].id)
        else:
            frame.back()


SPEC = PageSpec(
    key=PAGE,
    title="Gửi nhiều nơi",
    icon="people_team",
    factory=LettersPage,
    actions=ACTIONS,
    under="drafts",
    help_topic="drafts",
)
