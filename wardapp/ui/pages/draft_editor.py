"""Soạn một dự thảo: fields, text and the page as it will print, side by side."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from wardapp.core.dates import time_text
from wardapp.core.drafts import Draft, DraftStatus
from wardapp.core.identity import RecordId
from wardapp.ui import dialogs
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.page import PageSpec
from wardapp.ui.pages.draft_editor_actions import ACTIONS, ISSUE, MENU, NEXT_FINDING, PAGE, PRINT
from wardapp.ui.pages.draft_editor_facts import (
    BADGES,
    CLOSED,
    EditorFacts,
    read_facts,
)
from wardapp.ui.pages.draft_editor_findings import FindingWalk
from wardapp.ui.pages.draft_editor_head import DraftHead
from wardapp.ui.pages.draft_editor_layout import EditorLayout
from wardapp.ui.pages.draft_editor_out import DraftOut
from wardapp.ui.pages.draft_editor_parts import BODY, DraftParts
from wardapp.ui.pages.draft_editor_saving import DraftSaver, same_content
from wardapp.ui.pages.draft_editor_text_actions import (
    INSERT_MENU,
    OF_ANNEXES,
    OF_TABLES,
    READING_TEXT,
)
from wardapp.ui.pages.draft_editor_typing import DraftTyping
from wardapp.ui.pages.draft_editor_word import DraftWord
from wardapp.ui.widgets.buttons import Button, Kind
from wardapp.ui.widgets.cards import Way
from wardapp.ui.widgets.finding_bar import FindingBar
from wardapp.ui.widgets.live_pages import LivePages
from wardapp.ui.widgets.outline_edit import OutlineEdit

BADGE_FROM = 760
READING = {
    "draft.fields", "draft.export", "draft.versions", "draft.history", "draft.next_finding",
    "draft.file", "draft.chain",
}  # fmt: skip
"""What can still be done with a draft that was issued or put away."""


class DraftPage(DraftTyping):
    """Shows one draft; everything typed is kept and drawn at once."""

    books = frozenset({Book.DRAFTS, Book.DOSSIERS, Book.CATALOGUE})
    is_task = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self._wanted: RecordId | None = None
        self.head = DraftHead(theme, context.clock.today)
        self.text = OutlineEdit(theme)
        self.pages = LivePages(theme, context.jobs, context.office.exporting)
        self.bar = FindingBar(theme)
        self.layout_box = EditorLayout(context, self.head, self.text, self.pages, self.bar)
        box = self.layout_box
        self.find_bar = box.find_bar
        self.parts = DraftParts(self.text, box.parts_chips, box.annex_head, self)
        self.saver = DraftSaver(context, self.content, self)
        self.walk = FindingWalk(self.head, self.text, self.parts, self.bar, box.show_fields)
        self.out = DraftOut(self, context)
        self.word = DraftWord(self, context, self.layout_box.strip, self.pages)
        self._build()
        self._connect()
        self.text.setReadOnly(True)  # until a draft is there

    def _build(self) -> None:
        self._more = Button(self.context.theme, "", icon="more_horizontal", kind=Kind.GHOST)
        self._more.setAccessibleName("Việc khác với dự thảo")
        self._more.setToolTip("Việc khác")
        self.header.add_widget(self._more)
        self.findings_button = self.header.add_action(NEXT_FINDING, show_key=False)
        self.header.add_action(PRINT)
        self.issue_button = self.header.add_action(ISSUE, Kind.PRIMARY)
        self.body.addWidget(self.layout_box)

    def _connect(self) -> None:
        self._more.clicked.connect(self._open_menu)
        self.text.typed.connect(self._after_change)
        self.text.reads_paste = self.read_paste
        self.parts.switched.connect(self._after_switch)
        self.parts.changed.connect(self._after_change)
        self.parts.removal_wanted.connect(self.text_no_annex)
        self.layout_box.insert.clicked.connect(self._open_insert)
        self.text.line_changed.connect(lambda _line: self._show_block())
        self.head.edited.connect(self._after_edit)
        self.head.issuer_chosen.connect(self._change_issuer)
        self.head.day.changed.connect(self._change_day)
        self.head.type_chosen.connect(self._change_skeleton)
        self.bar.mended.connect(self.mend_finding)
        self.walk.counted.connect(self._count_findings)
        self.saver.saved.connect(self._say_saved)
        self.saver.saved.connect(self.read_chain)
        self.layout_box.chain.opened.connect(self.context.frame.go)
        self.saver.refused.connect(self._say_refused)
        self.saver.told.connect(self._say_told)
        self.saver.overtaken.connect(self.refresh)

    # ---- arriving, leaving -------------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Open a draft by its id."""
        wanted = RecordId(str(argument))
        if self.facts is not None and wanted != self.facts.draft.id:
            self.saver.leave()
            self.word.leave()
            self.parts.begin()
            self.facts, self._told = None, ""
        self._wanted = wanted
        self.refresh()

    def refresh(self) -> None:
        """Read the draft again; what is being typed is never overwritten."""
        draft_id, office = self._wanted, self.context.office
        if draft_id is not None:
            self.context.jobs.read(
                lambda: read_facts(office, draft_id),
                self._take,
                key="draft.facts",
                owner=self,
                on_refused=lambda error: self.context.frame.fail(
                    "Chưa mở được dự thảo", error.sentence
                ),
            )

    def leave(self) -> bool:
        """Keep what was typed, as a version when it differs from the last one."""
        self.saver.flush()
        if self.saver.fault and not dialogs.ask(
            self,
            self.context.theme,
            "Phần vừa gõ chưa lưu được",
            f"{self.saver.fault} Rời đi bây giờ sẽ mất phần chưa lưu.",
            "Rời đi",
            danger=True,
        ):
            return False
        self.saver.leave()
        self.word.leave()
        self._told = ""
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the badge out where the header has no room for it."""
        super().resizeEvent(event)
        self._show_badge()

    def _show_badge(self) -> None:
        has_room = self.width() >= self.context.theme.px(BADGE_FROM)
        self.header.badge.setVisible(has_room and self.facts is not None)

    def save_now(self) -> None:
        """Write what was typed."""
        self.saver.flush()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts that F6 goes through."""
        parts = (self.head, self.text, self.pages.view)
        return tuple(part for part in parts if part.isVisibleTo(self))

    def start_focus(self) -> None:
        """Begin in the text."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Close the bar that finds, else the drawer, else go back."""
        if self.find_bar.isVisible():
            self.find_bar.leave()
        elif not self.layout_box.close_drawer():
            self.context.frame.back()
        return True

    def can(self, action: str) -> bool:
        """Return whether an action fits the state of the draft."""
        draft = self.facts.draft if self.facts is not None else None
        if draft is None:
            return False
        if action == "draft.source":
            return draft.in_reply_to is not None
        if action in OF_TABLES:
            return self.in_table()
        if action in OF_ANNEXES and self.parts.shown == BODY:
            return False
        return draft.status not in CLOSED or action in READING | READING_TEXT

    def _take(self, facts: EditorFacts) -> None:
        before = self.facts
        is_same = before is not None and before.draft.id == facts.draft.id
        if is_same and (not self.saver.is_clean or same_content(facts.draft, self.content())):
            self.facts = facts
            self._show_state()
            return
        self._show(facts)

    def _show(self, facts: EditorFacts) -> None:
        is_another = self.facts is None or self.facts.draft.id != facts.draft.id
        if is_another:
            self.pages.clear()
        line, place = self.text.current_line(), self.text.textCursor().positionInBlock()
        self.facts = facts
        self.head.show_facts(facts)
        self.parts.open(facts.draft)
        self.layout_box.show_parts(self.parts.count)
        self.text.go_to_end()
        if not is_another:
            self.text.go_to(line, place)
        self._show_state()
        self.saver.open(facts.draft, self.content())
        if facts.draft.status in CLOSED or self.context.office.read_only:
            self.saver.close()
        self._draw()
        self._find()
        self._note()

    def _show_state(self) -> None:
        if self.facts is None:
            return
        draft = self.facts.draft
        writable = draft.status not in CLOSED and not self.context.office.read_only
        self.text.setReadOnly(not writable)
        self.head.set_writable(on=writable)
        self.parts.set_writable(on=writable)
        self.issue_button.setEnabled(writable)
        words, tone = BADGES.get(
            draft.status, (f"Dự thảo lần {draft.draft_no or draft.version + 1}", "mute")
        )
        self.header.badge.set_text(words, tone)
        self._show_badge()
        self.header.say(self.title(), f"Đã lưu {time_text(draft.changed_ms)}")
        self._show_closed(draft)
        self.word.follow()
        self.read_chain()

    def _show_closed(self, draft: Draft) -> None:
        notice, line = self.layout_box.notice, draft.outgoing_id
        notice.set_tone("soft")
        if draft.status is DraftStatus.ISSUED and line is not None:
            way = Way(
                "Mở trong Văn bản đi", lambda: self.context.frame.go("outgoing", line), "send"
            )
            notice.show_notice("Dự thảo này đã phát hành, chỉ còn để xem.", "", (way,))
        elif draft.status is DraftStatus.DROPPED:
            notice.show_notice("Dự thảo này đã bỏ. Hoàn tác (Ctrl Z) lấy lại được.")
        elif not self.saver.fault:
            self._show_told()

    # ---- actions -----------------------------------------------------------------------------

    def next_finding(self) -> None:
        """Go to the next finding (F8)."""
        self.walk.next()

    def show_blocking(self) -> None:
        """Go to what stands against issuing."""
        self.walk.first_blocking()

    def previous_finding(self) -> None:
        """Go to the finding before (Alt+F8)."""
        self.walk.previous()

    def mend_finding(self) -> None:
        """Mend the finding looked at (F7)."""
        if not self.text.isReadOnly():
            self.walk.mend()

    def switch_fields(self) -> None:
        """Show or hide the fields (F4)."""
        self.layout_box.switch_fields()

    def _after_switch(self) -> None:
        """Follow to the part shown now."""
        self.layout_box.show_parts(self.parts.count)
        self._draw()
        self.walk.show_again()

    def _open_insert(self) -> None:
        menu = QMenu(self)
        for group in INSERT_MENU:
            menu.addSeparator()
            for action in group:
                words = f"{action.title}\t{action.cap}" if action.key else action.title
                run = partial(self.context.frame.run_action, action.id)
                menu.addAction(words, run).setEnabled(self.can(action.id))
        button = self.layout_box.insert
        menu.exec(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for action in MENU:
            entry = menu.addAction(action.title, partial(self.context.frame.run_action, action.id))
            entry.setEnabled(self.can(action.id))
        menu.exec(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))


SPEC = PageSpec(
    key=PAGE,
    title="Soạn dự thảo",
    icon="document_edit",
    factory=DraftPage,
    actions=ACTIONS,
    under="drafts",
    help_topic="drafts",
)
