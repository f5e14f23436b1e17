"""The chosen file beside the list: whose it is, its doubts one by one, and who is missing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardapp.core.returns import ReturnDoubt, ReturnState
from wardapp.core.unit_names import joined_names
from wardapp.services.return_doubts import COUNTING, can_take
from wardapp.services.return_planning import Rehearsed
from wardapp.services.returns_board import ReturnsBoard
from wardapp.ui.actions import Action
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.pages.returns_actions import (
    DAY,
    DROP,
    EVIDENCE,
    LEAVE,
    MOVE,
    OPEN,
    REFUSE,
    SAME_NEW,
    SAME_OLD,
    TAKE,
    TAKE_ALL,
    TAKE_EVERYWHERE,
    TYPE,
    USE,
)
from wardapp.ui.pages.returns_rows import (
    ASKED,
    KIND_NAMES,
    Line,
    doubt_columns,
    doubt_look,
    place_words,
    shown,
)
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import INLINE, Button, Kind
from wardapp.ui.widgets.cards import Card, Notice, Way
from wardapp.ui.widgets.texts import Badge, Elided, Rule, Text

STATES = {
    ReturnState.WAITING: ("Chờ xem lại", "warn"),
    ReturnState.ACCEPTED: ("Đã nhận", "ok"),
    ReturnState.REPLACED: ("Đã có bản thay", "mute"),
    ReturnState.REFUSED: ("Đã trả lại", "mute"),
}
NAMES_SHOWN, LONGEST = 30, 28


class DoubtCard(Card):
    """One doubt: where it stands, the words, what would be taken, and the buttons."""

    acted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, fill="alt", padding=12)
        self._theme = theme
        self._kind = Badge(theme, "", "warn")
        self._place = Elided(theme, "", Role.SMALL, "text2")
        self._raw = Text(theme, "", Role.STRONG, wrap=True)
        self._sentence = Text(theme, "", Role.BODY, wrap=True)
        self._target = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self.buttons: dict[Action, Button] = {}
        head, row, more = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._kind)
        head.addWidget(self._place, 1)
        self.body.addLayout(head)
        for part in (self._raw, self._sentence, self._target):
            self.body.addWidget(part)
        for action, line in ((TAKE, row), (TYPE, row), (LEAVE, row), (TAKE_ALL, more),
                             (TAKE_EVERYWHERE, more)):  # fmt: skip
            button = Button(theme, action.button, icon=action.icon, key=action.cap, height=INLINE)
            button.clicked.connect(partial(self.acted.emit, action.id))
            self.buttons[action] = button
            line.addWidget(button)
        for line in (row, more):
            line.setSpacing(8)
            line.addStretch(1)
            self.body.addLayout(line)

    def show_doubt(self, board: ReturnsBoard, doubt: ReturnDoubt, *, may_settle: bool) -> None:
        """Show a doubt."""
        self._kind.set_text(KIND_NAMES[doubt.kind], "mute" if doubt.settled else "warn")
        self._place.set_text(place_words(doubt.place))
        self._raw.setText(f"“{doubt.raw}”" if doubt.raw else "")
        self._raw.setVisible(bool(doubt.raw))
        self._sentence.setText(doubt.sentence)
        target = board.cell_name(doubt.key) if doubt.key else ""
        value, takes = shown(doubt.value), can_take(doubt)
        if value:
            target = f"{target}: {value}" if target else value
        is_of_file = doubt.key is None and takes
        self._target.setText(f"Đề nghị: {target}" if target else "Chưa rõ thuộc ô nào.")
        self._target.setVisible(bool(target) or not is_of_file)
        words = "Biết rồi" if is_of_file or not value else f"Lấy {value}"
        self.buttons[TAKE].setText(words[:LONGEST])
        for action, button in self.buttons.items():
            fits = takes or action not in {TAKE, TAKE_ALL, TAKE_EVERYWHERE}
            fits = fits and (action is not TYPE or not is_of_file)
            button.setVisible(may_settle and not doubt.settled and fits)


class MissingCard(QWidget):
    """Who has sent nothing yet, in one look."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._title = Text(theme, "", Role.LABEL, "text2")
        self._names = Text(theme, "", Role.SMALL, "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 8, 16, 10)
        column.setSpacing(3)
        column.addWidget(self._title)
        column.addWidget(self._names)

    def show_board(self, board: ReturnsBoard) -> None:
        """Show who is missing, and that it is late."""
        missing = board.missing
        expected = sum(each.is_expected for each in board.standings)
        late = any(each.is_late for each in missing)
        if not missing:
            self._title.setText(f"Đủ {expected} đơn vị đã gửi." if expected else "")
            self._title.set_tone("ok")
            self._names.hide()
            return
        self._title.setText(
            f"Chưa gửi: {len(missing)} trên {expected} đơn vị" + (", đã quá hạn" if late else "")
        )
        self._title.set_tone("danger" if late else "text2")
        names = [each.unit_name for each in missing]
        more = f" và {len(names) - NAMES_SHOWN} đơn vị nữa" if len(names) > NAMES_SHOWN else ""
        self._names.setText(joined_names(names[:NAMES_SHOWN]) + more)
        self._names.show()


class ReturnsPane(QWidget):
    """Shows one return with its doubts; `acted` names the action whose button was pressed."""

    acted = Signal(str)
    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.line: Line | None = None
        self.doubt: ReturnDoubt | None = None
        self.setProperty("ground", "surface")
        self._title = Text(theme, "", Role.SECTION, wrap=True)
        self._state = Badge(theme, "", "mute")
        self._facts = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self._quiet = Text(theme, "", Role.BODY, "text2", wrap=True)
        self.question = Notice(theme, "warn")
        self.rows: RowList[ReturnDoubt] = RowList(doubt_columns(), doubt_look, self)
        self.list = RowView(theme, "Chỗ cần xem")
        self.card = DoubtCard(theme)
        self.missing = MissingCard(theme)
        self._buttons: dict[Action, Button] = {}
        self._build()

    def _build(self) -> None:
        self.list.show_model(self.rows)
        self.list.chosen.connect(self._choose)
        self.card.acted.connect(self.acted)
        self._card_room = QWidget()
        around = QVBoxLayout(self._card_room)
        around.setContentsMargins(14, 8, 14, 8)
        around.addWidget(self.card)
        self._quiet.setContentsMargins(18, 12, 16, 12)
        self._head, self._rule, self._space = self._head_part(), Rule(), QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self._head, self._rule, self._quiet):
            whole.addWidget(part)
        for part in (self.list, self._space):
            whole.addWidget(part, 1)
        for part in (self._card_room, Rule(), self.missing):
            whole.addWidget(part)

    def _head_part(self) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(18, 10, 16, 8)
        column.setSpacing(6)
        top, row = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        row.setSpacing(8)
        for action in (OPEN, EVIDENCE, USE, MOVE, DAY, REFUSE):
            kind = Kind.GHOST if action is REFUSE else Kind.SECONDARY
            words = action.button
            button = Button(
                self._theme, words, icon=action.icon, key=action.cap, kind=kind, height=INLINE
            )
            button.clicked.connect(partial(self.acted.emit, action.id))
            self._buttons[action] = button
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(top)
        column.addWidget(self._facts)
        column.addLayout(row)
        column.addWidget(self.question)
        return head

    def show_line(self, line: Line | None, *, may_write: bool) -> None:
        """Show a file or return, keeping the doubt that was looked at."""
        before = self.doubt.id if self.doubt and self._same(line) else ""
        self.line, self.doubt = line, None
        for part in (self._head, self._rule):
            part.setVisible(line is not None)
        doubts = line.doubts if line else ()
        self.rows.show(doubts)
        self.list.setVisible(bool(doubts))
        self._space.setVisible(not doubts)
        self._card_room.setVisible(bool(doubts))
        self._quiet.setVisible(not doubts)
        self._quiet.setText(_quiet(line))
        if line is None:
            return
        self._show_head(line, may_write=may_write)
        names = [each.id for each in doubts]
        at = names.index(before) if before in names else 0
        if before and doubts and doubts[at].settled and not doubts[0].settled:
            at = 0  # the one looked at is settled: on to what is open
        if doubts:
            self.list.choose(at)
            self._choose(at)

    def _same(self, line: Line | None) -> bool:
        old = self.line.returned if self.line else None
        new = line.returned if line else None
        return old is not None and new is not None and old.id == new.id

    def _show_head(self, line: Line, *, may_write: bool) -> None:
        self._title.setText(line.name)
        returned = line.returned
        for action, button in self._buttons.items():
            button.setVisible(returned is not None or action is OPEN)
            button.setEnabled(may_write or action in {OPEN, EVIDENCE})
        if returned is None:
            waiting = line.waiting
            proposal = waiting.wish.proposal if waiting else None
            self._state.set_text("Chờ nhận", "soft")
            left = " ".join(proposal.left_out) if proposal else ""
            said = _prospect(line)
            file = proposal.file if proposal else ""
            self._facts.setText("\n".join(filter(None, (file, said, left))))
            for action in (DAY, MOVE):
                self._buttons[action].setVisible(True)
            self._ask(waiting)
            return
        self.question.hide()
        self._state.set_text(*STATES[returned.state])
        counts = returned.state in COUNTING
        self._buttons[USE].setVisible(not counts)
        self._buttons[REFUSE].setVisible(counts)
        self._buttons[EVIDENCE].setVisible(bool(returned.evidence))
        who = ", ".join(filter(None, (returned.prepared_by, returned.phone)))
        evidence = f"{len(returned.evidence)} minh chứng" if returned.evidence else ""
        values = f"{len(returned.values)} giá trị"
        facts = (returned.file.name, values, evidence, who, returned.note)
        self._facts.setText(" · ".join(filter(None, facts)))

    def _ask(self, waiting: Rehearsed | None) -> None:
        """Show what a file still asks, with the answers as buttons."""
        if waiting is None or not waiting.field:
            self.question.hide()
            return
        answers = {"same_unit": (SAME_NEW, SAME_OLD, MOVE), "file": (DROP,)}
        actions = answers.get(waiting.field, (MOVE, DROP))
        words = {MOVE: "Của đơn vị khác"} if waiting.field == "same_unit" else {}
        ways = tuple(
            Way(words.get(each, each.button), partial(self.acted.emit, each.id), each.icon)
            for each in actions
        )
        self.question.set_tone("danger" if waiting.field == "file" else "warn")
        self.question.show_notice(ASKED[waiting.field], waiting.sentence, ways)

    def _choose(self, at: int) -> None:
        doubt = self.rows.row_at(at)
        if isinstance(doubt, ReturnDoubt) and self.line is not None:
            self.doubt = doubt
            may_settle = self.line.returned is not None
            self.card.show_doubt(self.line.board, doubt, may_settle=may_settle)
            self.chosen.emit(doubt)

    def next_open(self) -> bool:
        """Choose the next open doubt after the chosen one; False when none is left here."""
        doubts = self.line.doubts if self.line else ()
        start = max(self.list.chosen_row, -1) + 1
        for at in (*range(start, len(doubts)), *range(min(start, len(doubts)))):
            if not doubts[at].settled and doubts[at] != self.doubt:
                self.list.choose(at)
                self._choose(at)
                return True
        return False


def _prospect(line: Line) -> str:
    """Return what would become of a file that asks nothing more."""
    waiting = line.waiting
    if waiting is None or waiting.field:
        return ""
    if not waiting.is_new:
        return waiting.sentence
    period_id = waiting.wish.period_id or waiting.wish.proposal.period_id
    labels = {each.id: each.label for each in line.board.periods}
    return f"Bấm Nhận thì tính cho {line.name}, {labels.get(period_id, period_id)}."


def _quiet(line: Line | None) -> str:
    if line is None:
        return ""
    if line.waiting is not None:
        return "Đọc đủ, không có chỗ nào cần xem." if not line.waiting.field else ""
    return "Không có chỗ nào cần xem lại."
