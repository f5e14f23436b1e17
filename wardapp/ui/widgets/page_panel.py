"""A page view with its small bar: which page, zoom, fit, open in its own program."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardapp.core.views import PaperView
from wardapp.ui.jobs import Jobs
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import INLINE, Button, Kind
from wardapp.ui.widgets.page_view import Fit, PageMaker, PageView
from wardapp.ui.widgets.texts import Elided, Rule, Text

BAR = 34


class PagePanel(QWidget):
    """Bar above, pages below; `opened` asks to open the file in its own program."""

    opened = Signal()

    def __init__(
        self, theme: Theme, jobs: Jobs, maker: PageMaker, *, can_open: bool = True
    ) -> None:
        super().__init__()
        self._theme = theme
        self.view = PageView(theme, jobs, maker)
        self._page = Text(theme, "", Role.SMALL, "text2")
        self.note = Elided(theme, "", Role.SMALL, "text3")
        self._zoom = Text(theme, "", Role.SMALL, "text2")
        self._can_open = can_open
        self._build()
        self.view.page_changed.connect(self._show_page)
        self.view.zoom_changed.connect(self._show_zoom)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(14, 3, 14, 3)
        row.setSpacing(4)
        row.addWidget(self._page)
        row.addSpacing(8)
        row.addWidget(self.note, 1)
        buttons = (
            ("zoom_out", "Thu nhỏ", lambda: self.view.zoom_by(1 / 1.15)),
            ("zoom_in", "Phóng to", lambda: self.view.zoom_by(1.15)),
            ("page_fit", "Vừa bề ngang, vừa trang", self._switch_fit),
            ("open", "Mở bằng chương trình khác", self.opened.emit),
        )
        for place, (icon, words, run) in enumerate(buttons):
            if icon == "open" and not self._can_open:
                continue
            button = Button(self._theme, "", icon=icon, kind=Kind.GHOST, height=INLINE)
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.clicked.connect(run)
            row.addWidget(button)
            if place == 0:
                row.addWidget(self._zoom)
        self.bar = QWidget()
        self.bar.setProperty("ground", "surface")
        self.bar.setLayout(row)
        self.bar.setMinimumHeight(self._theme.px(BAR))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(Rule())
        column.addWidget(self.view, 1)

    def show_paper(self, paper: PaperView) -> None:
        """Show what a service gave: pages, a picture or the name of the file."""
        self.note.set_text(paper.note)
        if paper.pdf is not None:
            self.view.show_pdf(paper.pdf)
        elif paper.image is not None:
            self.view.show_picture(paper.image)
        else:
            name = f"{paper.file_name}\n" if paper.file_name else ""
            self.view.show_words(name + (paper.note or "Chưa có tệp nào kèm theo."))

    def _switch_fit(self) -> None:
        if self.view.fit is Fit.WIDTH:
            self.view.fit_page()
        else:
            self.view.fit_width()

    def _show_page(self, page: int, count: int) -> None:
        self._page.setText(f"Trang {page} / {count}" if count else "Trang")

    def _show_zoom(self, zoom: float) -> None:
        self._zoom.setText(f"{round(zoom * 100)} %")
