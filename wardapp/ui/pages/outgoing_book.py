"""In sổ: the register of a year or a term, on paper or as a file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtWidgets import QWidget

from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer, Term
from wardapp.core.views import BookRequest
from wardapp.services.office import Office
from wardapp.ui.dialogs import Dialog
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.fields import ChoiceField

YEARS_BACK = 4
BOOK = "di"


class BookWay(Enum):
    """What becomes of the register."""

    PRINT = "print"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class BookGround:
    """The bodies of the office with the terms their numbers count in."""

    bodies: tuple[tuple[Issuer, tuple[Term, ...]], ...]
    year: int


@dataclass(frozen=True, slots=True)
class BookChoice:
    """What the clerk chose."""

    request: BookRequest
    name: str
    way: BookWay


def read_books(office: Office) -> BookGround:
    """Return what may be printed (runs in a lane)."""
    bodies = tuple(
        (each, office.catalogue.terms(each.committee) if each.committee else ())
        for each in office.catalogue.issuers()
    )
    return BookGround(bodies, office.desk.today().year)


def ask_book(
    parent: QWidget, theme: Theme, ground: BookGround, issuer_id: RecordId | None
) -> BookChoice | None:
    """Ask whose register and which stretch; None when the clerk thought better of it."""
    dialog = BookDialog(parent, theme, ground, issuer_id)
    return dialog.chosen if dialog.exec() else None


class BookDialog(Dialog):
    """Body, year or term, and three ways out."""

    def __init__(
        self, parent: QWidget, theme: Theme, ground: BookGround, issuer_id: RecordId | None
    ) -> None:
        sentence = "Mẫu sổ theo quy định của hệ cơ quan; dòng đã hủy vẫn in, gạch ngang."
        super().__init__(parent, theme, "In sổ văn bản đi", sentence, "print")
        self._ground = ground
        self.chosen: BookChoice | None = None
        self.issuer = ChoiceField(
            theme, "Sổ của", tuple((each.id, each.name) for each, _terms in ground.bodies)
        )
        self.span = ChoiceField(theme, "Năm, nhiệm kỳ")
        if issuer_id is not None:
            self.issuer.set_value(issuer_id)
        self.room.addWidget(self.issuer)
        self.room.addWidget(self.span)
        self.issuer.choice.currentIndexChanged.connect(self._offer)
        self._offer()
        self.add_stretch()
        self.add_close("Thôi")
        self._way("Xuất tệp…", BookWay.FILE, Kind.SECONDARY)
        self._way("In sổ", BookWay.PRINT, Kind.PRIMARY)

    def _way(self, words: str, way: BookWay, kind: Kind) -> None:
        key = "Enter" if kind is Kind.PRIMARY else ""
        button = self.add_button(words, kind, key=key)
        button.clicked.connect(lambda: self._choose(way))

    def _offer(self) -> None:
        terms = next((t for each, t in self._ground.bodies if each.id == self.issuer.value()), ())
        years = tuple(
            (year, f"Năm {year}")
            for year in range(self._ground.year, self._ground.year - YEARS_BACK, -1)
        )
        self.span.set_entries((*years, *((term, f"Nhiệm kỳ {term.label}") for term in terms)))

    def _choose(self, way: BookWay) -> None:
        span = self.span.value()
        words = self.span.choice.currentText()
        request = BookRequest(
            code=BOOK,
            issuer_id=RecordId(str(self.issuer.value())),
            year=span if isinstance(span, int) else None,
            term_id=span.id if isinstance(span, Term) else None,
        )
        name = f"Sổ văn bản đi {self.issuer.choice.currentText()} {words.lower()}"
        self.chosen = BookChoice(request, name, way)
        self.accept()
