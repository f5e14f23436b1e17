"""While a petition is typed: kept ones that may be about the same thing, to be joined with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wardapp.core.dates import short_date
from wardapp.core.identity import RecordId
from wardapp.core.petitions import LikelyDuplicate, PetitionEntry, PetitionField, PetitionKind
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog
from wardapp.ui.pages.petitions_forms import PetitionForm
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Link
from wardapp.ui.widgets.fields import BoxField, ChoiceField, LineField
from wardapp.ui.widgets.texts import Text

WAIT_MS = 250
SHOWN = 3


class LikelyStrip(QWidget):
    """Says which kept petitions look like the one being typed; `main` is the one chosen."""

    def __init__(self, context: Context, form: PetitionForm) -> None:
        super().__init__()
        self._context, self._form = context, form
        self.main: RecordId | None = None
        self.found: tuple[LikelyDuplicate, ...] = ()
        self._head = Text(context.theme, "", Role.SMALL, "warn", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._head)
        self._links: list[Link] = []
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.look)
        self.hide()
        self._watch()

    def _watch(self) -> None:
        subject, place = self._form.fields["subject"], self._form.fields["place"]
        if isinstance(subject, BoxField):
            subject.box.textChanged.connect(self._wait.start)
        if isinstance(place, LineField):
            place.line.textChanged.connect(lambda _text: self._wait.start())
        for name in ("field", "kind"):
            choice = self._form.fields[name]
            if isinstance(choice, ChoiceField):
                choice.choice.activated.connect(lambda _index: self._wait.start())

    def look(self) -> None:
        """Ask for petitions like what stands in the form."""
        entry, petitions = self._typed(), self._context.office.petitions
        self._context.jobs.read(
            lambda: petitions.likely(entry), self._show, key="petitions.likely", owner=self
        )

    def _typed(self) -> PetitionEntry:
        fields = self._form.fields

        def text(name: str) -> str:
            field = fields[name]
            return field.text() if isinstance(field, BoxField | LineField) else ""

        def choice(name: str) -> str:
            field = fields[name]
            return str(field.value()) if isinstance(field, ChoiceField) else ""

        return PetitionEntry(
            issuer_id=RecordId(""),
            received=self._context.clock.today(),
            subject=text("subject").replace("\n", " "),
            place=text("place"),
            field=PetitionField(choice("field")),
            kind=PetitionKind(choice("kind")),
        )

    def _show(self, found: tuple[LikelyDuplicate, ...]) -> None:
        self.found = found[:SHOWN]
        ids = {each.row.petition.id for each in self.found}
        if self.main not in ids:
            self.main = None
        for link in self._links:
            link.hide()
            link.deleteLater()
        self._links = [self._link(each) for each in self.found]
        for link in self._links:
            self._column.addWidget(link)
        self._say()
        self.setVisible(bool(self.found))
        dialog = self.window()
        if isinstance(dialog, Dialog):
            dialog.fit()

    def _link(self, each: LikelyDuplicate) -> Link:
        line, today = each.row.petition, self._context.clock.today()
        link = Link(self._context.theme, self._words(each))
        link.setToolTip(f"{line.subject} ({each.why}, nhận {short_date(line.received, today)})")
        link.clicked.connect(self._choosing(line.id))
        return link

    def _choosing(self, main: RecordId) -> Callable[[], None]:
        def choose() -> None:
            self.main = None if self.main == main else main
            for each, link in zip(self.found, self._links, strict=True):
                link.setText(self._words(each))
            self._say()

        return choose

    def _words(self, each: LikelyDuplicate) -> str:
        line = each.row.petition
        mark = "Sẽ ghép vào" if line.id == self.main else "Ghép vào"
        metrics = self._context.theme.metrics(Role.SMALL)
        room = self._context.theme.px(430)
        words = f"{mark} số {line.number_symbol}: {line.subject}"
        while metrics.horizontalAdvance(words) > room and len(words) > SHOWN:
            words = words[: -SHOWN - 1].rstrip() + "…"
        return words

    def _say(self) -> None:
        chosen = next((each for each in self.found if each.row.petition.id == self.main), None)
        if chosen is not None:
            number = chosen.row.petition.number_symbol
            self._head.setText(f"Lưu xong sẽ ghép vào số {number}, chỉ tính một lần.")
            return
        reasons = self.found[0].why if self.found else ""
        self._head.setText(f"Có thể trùng với dòng đã có ({reasons}):")
