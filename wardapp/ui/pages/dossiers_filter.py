"""The filter bar of Hồ sơ: text, standing chips with counts, year and body."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from wardapp.core.dossier_views import DossierCounts
from wardapp.core.dossiers import DossierFilter, DossierQuery
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.buttons import Chip
from wardapp.ui.widgets.fields import SearchField

HEIGHT, WAIT_MS = 42, 30
STANDING = (
    (DossierFilter.ALL, "Tất cả", False),
    (DossierFilter.OPEN, "Đang lập", False),
    (DossierFilter.CLOSED, "Chờ nộp", False),
    (DossierFilter.OVERDUE, "Quá hạn", True),
)
LISTED = ((DossierFilter.KEPT_BACK, "Giữ lại"), (DossierFilter.HANDED_OVER, "Đã nộp lưu"))


class DossierFilterBar(QWidget):
    """Says `changed` with the new query whenever the clerk narrows the list."""

    changed = Signal(object)  # DossierQuery
    left = Signal()

    def __init__(self, theme: Theme, query: DossierQuery) -> None:
        super().__init__()
        self._theme, self.query = theme, query
        self._issuers: tuple[Issuer, ...] = ()
        self._years: tuple[int, ...] = ()
        self._counts, self._year_before = DossierCounts(), query.year
        self.text = SearchField(theme, "Lọc hồ sơ", "Ctrl F")
        self.chips: dict[DossierFilter, Chip] = {}
        self.year = Chip(theme, "", chevron=True)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._build()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 5, 14, 5)
        row.setSpacing(7)
        self.text.setMinimumWidth(self._theme.px(96))
        self.text.setMaximumWidth(self._theme.px(190))
        row.addWidget(self.text, 1)
        for value, words, dot in STANDING:
            chip = Chip(self._theme, words, dot=dot)
            chip.clicked.connect(self._picker(value))
            self.chips[value] = chip
            row.addWidget(chip)
        row.addStretch(0)
        row.addWidget(self.year)
        self.setMinimumHeight(self._theme.px(HEIGHT))
        self._wait.timeout.connect(self._narrow)
        self.text.textChanged.connect(self._await)
        self.text.dismissed.connect(self.left)
        self.year.clicked.connect(self._open_more)
        self._mark()

    def know(self, issuers: tuple[Issuer, ...], years: tuple[int, ...]) -> None:
        """Offer these bodies and years."""
        self._issuers, self._years = issuers, years
        self._mark()

    def show_counts(self, counts: DossierCounts) -> None:
        """Show live counts on the chips."""
        self._counts = counts
        for value, chip in self.chips.items():
            chip.set_count(str(getattr(counts, value.value)))

    @property
    def is_narrow(self) -> bool:
        """Return True while something besides the year is filtered out."""
        return bool(self.query.text) or self.query.only is not DossierFilter.ALL

    def pick(self, value: DossierFilter) -> None:
        """Choose a standing filter; what waits for the archive is of every year."""
        is_overdue = self.query.only is DossierFilter.OVERDUE
        if not is_overdue:
            self._year_before = self.query.year
        year = self._year_before if is_overdue else self.query.year
        year = None if value is DossierFilter.OVERDUE else year
        self.put(replace(self.query, only=value, year=year))

    def clear(self) -> None:
        """Show everything of the year again."""
        is_overdue = self.query.only is DossierFilter.OVERDUE
        year = self._year_before if is_overdue else self.query.year
        with QSignalBlocker(self.text):
            self.text.clear()
        self.put(replace(self.query, text="", only=DossierFilter.ALL, year=year))

    def put(self, query: DossierQuery) -> None:
        """Ask for something else."""
        is_new = query != self.query
        self.query = query
        self._mark()
        if is_new:
            self.changed.emit(query)

    def _picker(self, value: DossierFilter) -> Callable[[], None]:
        return lambda: self.pick(value)

    def _await(self) -> None:
        self._wait.start()

    def _narrow(self) -> None:
        self.put(replace(self.query, text=self.text.text().strip()))

    def _mark(self) -> None:
        for value, chip in self.chips.items():
            chip.setChecked(value is self.query.only)
        listed = dict(LISTED).get(self.query.only)
        year = str(self.query.year) if self.query.year else "Mọi năm"
        self.year.setText(f"{year}, {listed.lower()}" if listed else year)
        self.year.setAccessibleName("Năm, cơ quan, tình trạng")

    def _open_more(self) -> None:
        menu = QMenu(self)
        for year in self._years:
            self._entry(menu, f"Năm {year}", replace(self.query, year=year))
        self._entry(menu, "Mọi năm", replace(self.query, year=None))
        menu.addSeparator()
        for value, words in LISTED:
            count = getattr(self._counts, value.value)
            self._entry(menu, f"{words}: {count}", replace(self.query, only=value))
        if len(self._issuers) > 1:
            menu.addSeparator()
            self._entry(menu, "Mọi cơ quan", replace(self.query, issuer_id=None))
            for issuer in self._issuers:
                query = replace(self.query, issuer_id=RecordId(issuer.id))
                self._entry(menu, issuer.name, query)
        menu.exec(self.year.mapToGlobal(QPoint(0, self.year.height() + 4)))

    def _entry(self, menu: QMenu, words: str, query: DossierQuery) -> None:
        entry = menu.addAction(words, lambda: self.put(query))
        entry.setCheckable(True)
        entry.setChecked(query == self.query)
