"""Lịch sử: what was done to a record, when and by whom, in a dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from wardapp.core.identity import RecordId
from wardapp.core.journal import HistoryEntry
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog
from wardapp.ui.pages.incoming_rows import moment_text
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.fact_table import FactTable

HIGHEST, EDGE = 340, 8
SHOWN = 60


def tell_history(
    context: Context, parent: QWidget, entity: str, record_id: RecordId, title: str
) -> None:
    """Read what happened to a record and show it, newest first."""
    history = context.office.history
    context.jobs.read(
        lambda: history.of(entity, record_id),
        lambda entries: show_history(context, parent, title, entries),
        key=f"history.{entity}",
        owner=parent,
    )


def show_history(
    context: Context, parent: QWidget, title: str, entries: tuple[HistoryEntry, ...]
) -> None:
    """Show the entries in a dialog of their own."""
    dialog = Dialog(parent, context.theme, title, "", "history")
    table = FactTable(context.theme, "Mới nhất ở trên")
    table.show_facts(tuple((_when(each), _what(each)) for each in entries[:SHOWN]))
    room = QWidget()
    room.setProperty("ground", "surface")
    column = QVBoxLayout(room)
    column.setContentsMargins(0, 0, 8, 0)
    column.addWidget(table)
    column.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidget(room)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    wanted = room.sizeHint().height() + EDGE
    scroll.setFixedHeight(min(wanted, context.theme.px(HIGHEST)))
    scroll.setAccessibleName(title)
    dialog.room.addWidget(scroll)
    dialog.add_stretch()
    dialog.add_button("Đóng", Kind.PRIMARY, key="Esc", accepts=True)
    dialog.exec()
    dialog.deleteLater()


def _when(entry: HistoryEntry) -> str:
    return moment_text(entry.when_ms)


def _what(entry: HistoryEntry) -> str:
    why = f"Lý do: {entry.reason}" if entry.reason else ""
    return "\n".join(filter(None, (entry.title, why, entry.who)))
