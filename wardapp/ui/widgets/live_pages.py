"""The pages of a draft as they will print, beside its text."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardapp.core.document import RenderedDocument, Spot
from wardapp.ui.jobs import Jobs
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import INLINE, Button, Kind
from wardapp.ui.widgets.page_view import Fit, PageMaker, PageView
from wardapp.ui.widgets.texts import Elided, Rule, Text

BAR = 40
SIDE = 14
STEP = 1.15


class LivePages(QWidget):
    """Page, zoom and fit above; the pages keep their place while the text changes."""

    def __init__(self, theme: Theme, jobs: Jobs, maker: PageMaker) -> None:
        super().__init__()
        self._theme = theme
        self.view = PageView(theme, jobs, maker, "Trang in của dự thảo")
        self.view.side = SIDE
        self.view.fit = Fit.PAGE
        self._page = Text(theme, "Trang", Role.SMALL, "text2")
        self._note = Elided(theme, "", Role.LABEL, "warn")
        self._fit = Button(theme, "Vừa trang", kind=Kind.GHOST, height=INLINE)
        self._fit.setToolTip("Vừa trang, vừa bề ngang")
        self._rendered: RenderedDocument | None = None
        self._block = self._annex = -1
        self._build()
        self.view.page_changed.connect(self._show_page)
        self.view.zoom_changed.connect(self._show_zoom)
        self._fit.clicked.connect(self._switch_fit)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(14, 3, 10, 3)
        row.setSpacing(4)
        row.addWidget(self._page)
        row.addSpacing(8)
        row.addWidget(self._note, 1)
        smaller = self._button("zoom_out", "Thu nhỏ", 1 / STEP)
        larger = self._button("zoom_in", "Phóng to", STEP)
        for part in (smaller, self._fit, larger):
            row.addWidget(part)
        bar = QWidget()
        bar.setProperty("ground", "surface")
        bar.setLayout(row)
        bar.setFixedHeight(self._theme.px(BAR))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(Rule())
        column.addWidget(self.view, 1)
        for before, after in pairwise((smaller, self._fit, larger, self.view)):
            self.setTabOrder(before, after)

    def _button(self, icon: str, words: str, factor: float) -> Button:
        button = Button(self._theme, "", icon=icon, kind=Kind.GHOST, height=INLINE)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.clicked.connect(lambda: self.view.zoom_by(factor))
        return button

    @property
    def rendered(self) -> RenderedDocument | None:
        """Return the pages shown."""
        return self._rendered

    def set_note(self, words: str) -> None:
        """Say above the pages what they are not; "" says nothing."""
        self._note.set_text(words)
        self.view.setAccessibleDescription(words)

    @property
    def note(self) -> str:
        """Return what is said above the pages."""
        return self._note.accessibleName()

    def clear(self) -> None:
        """Show an empty desk, for another draft."""
        self._rendered, self._block, self._annex = None, -1, -1
        self.view.clear()

    def show_rendered(self, rendered: RenderedDocument, *, follow: bool = False) -> None:
        """Show newer pages where the older ones stood; with `follow` keep the block in view."""
        self._rendered = rendered
        self.view.show_rendered(rendered.pdf, rendered.page_sizes)
        self._tint(follow=follow)

    def show_block(self, block: int, *, annex: int = -1) -> None:
        """Tint a block of the text, or of an annex from 0, and bring it into view; -1 = none."""
        is_new = (block, annex) != (self._block, self._annex)
        self._block, self._annex = block, annex
        self._tint(follow=is_new)

    def show_size(self, *, real: bool) -> None:
        """Show the page in its real size where the window is wide, else the whole page."""
        wanted = Fit.WIDTH if real else Fit.PAGE
        if self.view.fit is not Fit.FREE and self.view.fit is not wanted:
            self._switch_fit()

    def _tint(self, *, follow: bool) -> None:
        spots: tuple[Spot, ...] = ()
        known = self._spots()
        if 0 <= self._block < len(known):
            spots = known[self._block]
        self.view.set_tint(spots, follow=follow)

    def _spots(self) -> tuple[tuple[Spot, ...], ...]:
        """Return where the blocks of the part typed into stand."""
        if self._rendered is None:
            return ()
        if self._annex < 0:
            return self._rendered.block_spots
        annexes = self._rendered.annex_spots
        return annexes[self._annex] if self._annex < len(annexes) else ()

    def _switch_fit(self) -> None:
        if self.view.fit is Fit.PAGE:
            self.view.fit_width()
        else:
            self.view.fit_page()

    def _show_page(self, page: int, count: int) -> None:
        self._page.setText(f"Trang {page} / {count}" if count else "Trang")

    def _show_zoom(self, zoom: float) -> None:
        words = {Fit.PAGE: "Vừa trang", Fit.WIDTH: "Vừa ngang"}
        self._fit.setText(words.get(self.view.fit, f"{round(zoom * 100)} %"))
