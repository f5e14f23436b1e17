"""Asks for another target of items on digital platforms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from wardapp.core.settings import OfficeSettings
from wardapp.ui.context import Context
from wardapp.ui.form_dialog import FormDialog, Refused
from wardapp.ui.jobs import Book
from wardapp.ui.pages.daylog_typed import counted
from wardapp.ui.widgets.fields import LineField

TOUCHED = frozenset({Book.CATALOGUE, Book.DAYLOG})
TITLE = "Chỉ tiêu tin, bài trên nền tảng số"
LABEL = "Số tin, bài mỗi tháng"


def change_target(context: Context, parent: QWidget) -> None:
    """Show the target and keep what the clerk makes of it."""
    catalogue = context.office.catalogue
    context.jobs.read(
        catalogue.settings,
        lambda settings: _ask(context, parent, settings),
        key="daylog.target",
        owner=parent,
    )


def _ask(context: Context, parent: QWidget, settings: OfficeSettings) -> None:
    field = LineField(context.theme, LABEL, "10")
    field.set_text(str(settings.digital_target))

    def keep(target: int, done: Callable[[], None], refused: Refused) -> None:
        catalogue, frame = context.office.catalogue, context.frame

        def say(_kept: object) -> None:
            done()
            frame.toast(f"Chỉ tiêu: {target} tin, bài mỗi tháng.", frame.undo)

        context.jobs.write(
            lambda: catalogue.save_settings(replace(catalogue.settings(), digital_target=target)),
            say,
            touches=TOUCHED,
            on_refused=refused,
        )

    dialog = FormDialog(
        parent,
        context.theme,
        TITLE,
        {"digital_target": field},
        lambda: counted("digital_target", field.text()),
        keep,
    )
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
