"""Gửi gói trao đổi: chosen dispatches to another office, which registers them from the package."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wardapp.core.dispatches import Outgoing
from wardapp.core.exchange import Purpose
from wardapp.ui.context import Context
from wardapp.ui.pages.exchange_send import SendDialog
from wardapp.ui.pages.exchange_send_form import Matter


def send_package(page: QWidget, context: Context, lines: tuple[Outgoing, ...]) -> None:
    """Ask for whom and by which way, and send the lines with their papers as one package."""
    if not lines:
        return
    names = tuple(dict.fromkeys(each.name for line in lines for each in line.deliveries))
    matter = Matter(
        purpose=Purpose.DISPATCH,
        records=tuple((line.id, _words(line)) for line in lines),
        names=names,
        to=names[0] if len(names) == 1 else "",
    )
    dialog = SendDialog(page, context, matter)
    dialog.exec()
    dialog.deleteLater()


def _words(line: Outgoing) -> str:
    return ": ".join(filter(None, (line.number_symbol, line.subject)))
