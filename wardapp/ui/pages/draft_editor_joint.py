"""Cơ quan cùng ban hành: the other bodies of a joint paper, each asked for in a small form."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from wardapp.core.drafts import JointParty
from wardapp.core.text import one_line
from wardapp.ui.dialogs import Dialog
from wardapp.ui.pages.draft_editor_facts import typed_lines
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import INLINE, Button, Kind, Link
from wardapp.ui.widgets.fields import BoxField, LineField
from wardapp.ui.widgets.texts import Text

REMOVED = 2
"""What the form answers when the body is to go; 0 and 1 are Qt's own answers."""
NEEDED = "Cần tên cơ quan như in ở đầu văn bản."


class JointBodies(QWidget):
    """The bodies that issue a draft together with its issuer; `edited` says they differ."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parties: tuple[JointParty, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.label = Text(theme, "Cơ quan cùng ban hành", Role.LABEL, "text2")
        self.add = Button(theme, "Thêm cơ quan…", icon="add", height=INLINE)
        self.label.setBuddy(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.label)
        column.addLayout(self._rows)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.add.clicked.connect(self._ask_another)

    @property
    def parties(self) -> tuple[JointParty, ...]:
        """Return the bodies in the order they print."""
        return self._parties

    def show_parties(self, parties: tuple[JointParty, ...]) -> None:
        """Show these bodies without telling."""
        self._parties = parties
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, party in enumerate(parties):
            link = Link(self._theme, _spoken(party), role=Role.BODY)
            link.setAccessibleName(f"Sửa {_spoken(party)}")
            link.clicked.connect(partial(self._ask_again, place))
            self._rows.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def set_writable(self, *, on: bool) -> None:
        """Let bodies be added and changed, or only be read."""
        self.setEnabled(on)

    def _ask_another(self) -> None:
        party = ask_party(self.window(), self._theme, None)
        if party is not None:
            self._change((*self._parties, party))

    def _ask_again(self, place: int) -> None:
        party = ask_party(self.window(), self._theme, self._parties[place])
        if party is not None:
            kept = (party,) if party.name else ()
            self._change((*self._parties[:place], *kept, *self._parties[place + 1 :]))

    def _change(self, parties: tuple[JointParty, ...]) -> None:
        self.show_parties(parties)
        self.edited.emit()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)


def ask_party(parent: QWidget, theme: Theme, party: JointParty | None) -> JointParty | None:
    """Ask for a body; None when the clerk thought better of it, one without name to remove it."""
    title = "Cơ quan cùng ban hành"
    dialog = Dialog(parent, theme, title, "", "people_team")
    name = LineField(theme, "Tên cơ quan, như in ở đầu văn bản")
    symbol = LineField(theme, "Ký hiệu cơ quan")
    lines = BoxField(theme, "Chức danh người ký", 2)
    signer = LineField(theme, "Họ và tên người ký")
    lines.set_echo("Mỗi dòng một dòng in; dòng đầu in đậm.")
    if party is not None:
        name.set_text(party.name)
        symbol.set_text(party.symbol)
        lines.set_text("\n".join(party.signer_lines))
        signer.set_text(party.signer_name)
    for field in (name, symbol, lines, signer):
        dialog.room.addWidget(field)
    if party is not None:
        remove = dialog.add_button("Bỏ cơ quan này", Kind.GHOST, icon="delete")
        remove.clicked.connect(lambda: dialog.done(REMOVED))
    dialog.add_stretch()
    dialog.add_close("Thôi")
    yes = dialog.add_button("Ghi", Kind.PRIMARY, key="Enter")
    yes.clicked.connect(lambda: dialog.accept() if name.text() else name.refuse(NEEDED))
    name.setFocus()
    answer = dialog.exec()
    typed = JointParty(
        name=one_line(name.text()),
        symbol=one_line(symbol.text()),
        signer_lines=typed_lines(lines.text()),
        signer_name=one_line(signer.text()),
    )
    dialog.deleteLater()
    if answer == REMOVED:
        return JointParty(name="", symbol="")
    return typed if answer == QDialog.DialogCode.Accepted else None


def _spoken(party: JointParty) -> str:
    return f"{party.name} ({party.symbol})" if party.symbol else party.name
