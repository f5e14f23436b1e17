"""Dán nhiều dòng: what was copied from Zalo or Excel, line by line, before it is written."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from wardapp.core.daylog import LogEntry, LogLine
from wardapp.core.errors import WardError
from wardapp.core.log_paste import PastedLine, PastedLog
from wardapp.core.sources import FileSource
from wardapp.ui.context import Context
from wardapp.ui.file_dialogs import Purpose, ask_file
from wardapp.ui.jobs import Book
from wardapp.ui.page import PageSpec
from wardapp.ui.pages.daylog_paste_actions import ACTIONS, CHANNEL, CHOOSE, CLEAR, KEEP, NEXT, PASTE
from wardapp.ui.pages.daylog_paste_face import CHIPS, PasteFace
from wardapp.ui.pages.daylog_paste_rows import (
    SHOWN_ALL,
    SHOWN_BLOCKED,
    SHOWN_DOUBTFUL,
    fits,
    summary,
)
from wardapp.ui.pages.daylog_reading import read_ground
from wardapp.ui.pages.daylog_rows import Ground, whole

TOUCHED = frozenset({Book.DAYLOG, Book.REPORTS})
FILES = {".xlsx", ".xlsm", ".csv", ".tsv", ".txt"}


class PastePage(PasteFace):
    """Shows what each line became; the clerk corrects, then writes all in one step."""

    books = frozenset({Book.CATALOGUE})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._connect()
        self._show_lines()

    def _connect(self) -> None:
        run = self.context.frame.run_action
        for button, action in ((self._channel, CHANNEL), (self._next, NEXT), (self._clear, CLEAR),
                               (self.go, KEEP)):  # fmt: skip
            button.clicked.connect(partial(run, action.id))
        for key, chip in self.chips.items():
            chip.clicked.connect(partial(self._filter, key))
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _row: self._open_pane())
        self.list.enlarged.connect(lambda _row: self.switch_line())
        self.pane.corrected.connect(self._correct)
        self.pane.switched.connect(self.switch_line)

    # ---- reading -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Know channels, groups and places."""
        office = self.context.office
        self.context.jobs.read(
            lambda: read_ground(office), self._know, key="log_paste.ground", owner=self
        )

    def _know(self, ground: Ground) -> None:
        self._ground = ground
        self.pane.show_ground(ground)
        self._fit_columns()
        self._choose(self.list.chosen_row)

    def arrive(self, argument: object) -> None:
        """Read a text that another page was given, or files."""
        if isinstance(argument, str) and argument.strip():
            self.read_text(argument)
        elif isinstance(argument, Path):
            self.read_file(argument)

    def read_text(self, text: str) -> None:
        """Show what each line of a text becomes."""
        pasting = self.context.office.log_pasting
        self._look(partial(pasting.look_at, text))

    def read_file(self, path: Path) -> None:
        """Show what each row of a file becomes."""
        pasting = self.context.office.log_pasting
        self._look(partial(pasting.look_at_file, path))

    def _look(self, work: partial[PastedLog]) -> None:
        self._refused.hide()
        office = self.context.office
        self.context.jobs.read(
            lambda: (work(), read_ground(office)),
            self._show_log,
            key="log_paste.look",
            owner=self,
            on_refused=self._refuse,
        )

    def _refuse(self, error: WardError) -> None:
        self._refused.show_notice("Chưa đọc được đoạn vừa dán", error.sentence, ())
        self._refused.show()

    def _show_log(self, found: tuple[PastedLog, Ground]) -> None:
        self.log, self._ground = found
        self.pane.show_ground(self._ground)
        self.lines, self._shown = list(self.log.lines), SHOWN_ALL
        self._show_lines()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_lines(self, wanted: int = -1) -> None:
        """Show the lines the chips ask for; the wanted one is chosen when it is there."""
        self._room.setCurrentIndex(1 if self.lines else 0)
        rows = [at for at, line in enumerate(self.lines) if fits(line, self._shown)]
        self._fit_columns()
        self.rows.show(rows)
        if self.list.model() is None:
            self.list.show_model(self.rows)
        if rows:
            self.list.choose(rows.index(wanted) if wanted in rows else 0)
        else:
            self.pane.show_line(None)
        self._say()

    def show_again(self) -> None:
        """Show the lines again where they stood."""
        self._show_lines(self._at())

    def _say(self) -> None:
        counts = {key: sum(fits(line, key) for line in self.lines) for key, _words in CHIPS}
        for key, chip in self.chips.items():
            chip.set_count(whole(counts[key]) if counts[key] else "")
            chip.setChecked(key == self._shown)
        ready = sum(line.will_be_written for line in self.lines)
        self.go.setText(f"Ghi {whole(ready)} dòng" if ready else "Ghi")
        self.go.setEnabled(bool(ready) and not self.context.office.read_only)
        self._next.setEnabled(bool(counts[SHOWN_BLOCKED] or counts[SHOWN_DOUBTFUL]))
        self._channel.setEnabled(any(_is_unsure_of_channel(line) for line in self.lines))
        self._said.set_text(summary(self.log, self.lines) if self.log else "")
        self.header.say("Dán nhiều dòng", f"{whole(ready)} dòng sẽ ghi" if self.lines else "")

    def _filter(self, key: str) -> None:
        self._shown = key
        self._show_lines(self._at())

    def _at(self) -> int:
        found = self.rows.row_at(self.list.chosen_row)
        return found if isinstance(found, int) else -1

    def _open_pane(self) -> None:
        self.show_pane(on=True)
        self.pane.focus_doubt()

    def escape(self) -> bool:
        """Return from the fields to the list."""
        if not self.lines or not self.is_in_pane:
            return False
        self.show_pane(on=False)
        self._choose(self.list.chosen_row)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _choose(self, _row: int) -> None:
        at = self._at()
        self.pane.show_line(self.lines[at] if 0 <= at < len(self.lines) else None)

    # ---- the page among pages ----------------------------------------------------------------

    def panes(self) -> tuple[QWidget, ...]:
        """Return list and pane for F6."""
        if not self.lines:
            return (self.empty.cards[0],)
        return (self.list, self.pane.content.line) if self.pane.isVisible() else (self.list,)

    def take_files(self, files: tuple[FileSource, ...]) -> bool:
        """Read a dropped workbook, CSV or text file."""
        paths = [each for each in files if isinstance(each, Path)]
        if len(files) != 1 or not paths or paths[0].suffix.lower() not in FILES:
            return False
        self.read_file(paths[0])
        return True

    def can(self, action: str) -> bool:
        """Return whether an action of this page is possible now."""
        return bool(self.lines) or action in {PASTE.id, CHOOSE.id}

    # ---- actions -----------------------------------------------------------------------------

    def paste(self) -> None:
        """Read what lies on the clipboard."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.read_text(text)
        else:
            self.context.frame.toast("Bộ nhớ tạm chưa có chữ. Hãy chép rồi dán lại.")

    def choose(self) -> None:
        """Ask for a file with lines of the log."""
        path = ask_file(self, self.context.desk, Purpose.RECEIVE, "Chọn tệp Excel, CSV, txt")
        if path is not None:
            self.read_file(path)

    def clear(self) -> None:
        """Forget the lines; nothing of them was written."""
        self.log, self.lines = None, []
        self._refused.hide()
        self._show_lines()
        self.start_focus()

    def next_doubt(self) -> None:
        """Go to the next line that must be settled, else to one to look at."""
        self._go_doubt(1)

    def previous_doubt(self) -> None:
        """Go to the one before."""
        self._go_doubt(-1)

    def _go_doubt(self, step: int) -> None:
        blocked = [at for at, line in enumerate(self.lines) if fits(line, SHOWN_BLOCKED)]
        doubtful = blocked or [
            at for at, line in enumerate(self.lines) if fits(line, SHOWN_DOUBTFUL)
        ]
        if not doubtful:
            return
        here = self._at()
        ahead = [at for at in doubtful if (at - here) * step > 0] or doubtful
        wanted = ahead[0] if step > 0 else ahead[-1]
        if not fits(self.lines[wanted], self._shown):
            self._shown = SHOWN_ALL
        self._show_lines(wanted)
        self._open_pane()

    def switch_line(self) -> None:
        """Write the chosen line, or don't."""
        at = self._at()
        if at < 0 or self.lines[at].entry is None:
            return
        self.lines[at] = _switched(self.lines[at])
        self._choose(self.list.chosen_row)
        self.list.viewport().update()
        self._say()

    def _correct(self, entry: LogEntry) -> None:
        at, pasting = self._at(), self.context.office.log_pasting
        if at < 0:
            return
        line = self.lines[at]
        self.context.jobs.read(
            lambda: pasting.corrected(line, entry),
            lambda judged: self._take(at, line, judged),
            key="log_paste.corrected",
            owner=self,
        )

    def _take(self, at: int, before: PastedLine, judged: PastedLine) -> None:
        if at >= len(self.lines) or self.lines[at] is not before:
            return  # something else was pasted meanwhile
        self.lines[at] = judged
        if judged.is_blocked:
            self._show_lines(at)
            self._open_pane()
            return
        if any(fits(line, SHOWN_BLOCKED) for line in self.lines):
            self._go_doubt(1)
            return
        self._show_lines(min(at + 1, len(self.lines) - 1))
        self.show_pane(on=False)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_channel(self) -> None:
        """Give one channel to all lines whose channel is unknown or guessed."""
        menu = QMenu(self)
        for channel in self._ground.open_channels:
            menu.addAction(channel.name, partial(self.give_channel, channel.code))
        menu.exec(self._channel.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def give_channel(self, code: str) -> None:
        """Give a channel to all lines whose channel is unknown or guessed."""
        pasting, lines = self.context.office.log_pasting, tuple(self.lines)
        self.context.jobs.read(
            lambda: pasting.with_channel(lines, code),
            self._take_all,
            key="log_paste.channel",
            owner=self,
        )

    def _take_all(self, lines: tuple[PastedLine, ...]) -> None:
        self.lines = list(lines)
        self._show_lines(self._at())

    def keep(self) -> None:
        """Write the lines that are ready, in one step of undo."""
        pasting, ready = self.context.office.log_pasting, tuple(self.lines)
        if not any(line.will_be_written for line in ready):
            return
        self.go.setEnabled(False)
        self.context.jobs.long(
            lambda progress: pasting.keep(ready, progress),
            self._kept,
            title="Đang ghi vào nhật ký…",
            touches=TOUCHED,
            on_refused=self._not_kept,
        )

    def _not_kept(self, error: WardError) -> None:
        self._say()
        self.context.frame.fail("Chưa ghi dòng nào vào nhật ký", error.sentence)

    def _kept(self, written: tuple[LogLine, ...]) -> None:
        """Keep in sight what still must be settled; else go back to the log."""
        self.lines = [line for line in self.lines if line.wanted and line.is_blocked]
        frame = self.context.frame
        if self.lines:
            self._shown = SHOWN_ALL
            self._show_lines()
            left = f" Còn {whole(len(self.lines))} dòng cần sửa."
        else:
            self.clear()
            left = ""
            frame.go("daylog", written[0].id if written else None)
        frame.toast(f"Đã ghi {whole(len(written))} dòng vào nhật ký.{left}", frame.undo)


def _switched(line: PastedLine) -> PastedLine:
    return PastedLine(
        numbers=line.numbers, source=line.source, entry=line.entry, doubts=line.doubts,
        wanted=not line.wanted,
    )  # fmt: skip


def _is_unsure_of_channel(line: PastedLine) -> bool:
    return line.entry is not None and any(each.field == "channel" for each in line.doubts)


SPEC = PageSpec(
    key="log_paste",
    title="Dán nhiều dòng",
    icon="book",
    factory=PastePage,
    actions=ACTIONS,
    under="daylog",
    help_topic="nhat-ky",
)
