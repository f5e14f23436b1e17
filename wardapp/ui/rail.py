"""The rail: pages in groups with what waits in each, and the state of the backup."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wardapp.core.clock import day_of, moment_of
from wardapp.core.safety import Light, SafetyState
from wardapp.core.views import RailCounts
from wardapp.ui import painting
from wardapp.ui.actions import key_cap
from wardapp.ui.page import PageSpec
from wardapp.ui.theme import Role, Theme, Themed
from wardapp.ui.tokens import RAIL_NARROW, RAIL_WIDE
from wardapp.ui.widgets.texts import Elided, Rule

ITEM = 34
BOTTOM_GROUP = 9
SAFETY_PAGE = "safety"


class RailItem(QAbstractButton):
    """One page of the rail."""

    def __init__(self, theme: Theme, spec: PageSpec, key: str) -> None:
        super().__init__()
        self._theme, self._spec, self._key = theme, spec, key_cap(key)
        self._count, self._is_narrow = 0, False
        self.setText(spec.title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_count(0)
        Themed(theme, self)

    def set_count(self, count: int) -> None:
        """Show what waits; 0 shows nothing."""
        self._count = count
        waits = f", {count} việc đang chờ" if count else ""
        self.setAccessibleName(f"{self._spec.title}{waits}")
        self.setToolTip(
            f"{self._spec.title}{waits} ({self._key})" if self._key else self._spec.title
        )
        self.update()

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the icon alone."""
        self._is_narrow = narrow
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        return QSize(
            RAIL_NARROW,
            max(self._theme.px(ITEM), round(self._theme.metrics(Role.STRONG).height()) + 8),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme, on = QPainter(self), self._theme, self.isChecked()
        box = QRectF(self.rect()).adjusted(6, 1, -6, -1)
        if on:
            painting.draw_card(painter, theme, box, "surface", "line", 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            middle = box.center().y()
            painter.drawRoundedRect(QRectF(box.left(), middle - 8, 3, 16), 1.5, 1.5)
        elif self.underMouse():
            painting.draw_card(painter, theme, box, "mute", "mute", 6)
        ink = "accent" if on else "text2"
        pixmap = theme.icon(self._spec.icon, ink, 20, self.devicePixelRatioF(), filled=on)
        left = (self.width() - 20) / 2 if self._is_narrow else 18
        painter.drawPixmap(QPointF(left, (self.height() - 20) / 2), pixmap)
        if self._is_narrow:
            self._paint_dot(painter, left)
        else:
            self._paint_words(painter, box)
        if self.hasFocus():
            painting.draw_ring(painter, theme, box, 6)

    def _paint_dot(self, painter: QPainter, left: float) -> None:
        if self._count:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("text2"))
            painter.drawEllipse(QPointF(left + 22, self.height() / 2 - 9), 2.5, 2.5)

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        theme = self._theme
        right = box.right() - 10
        if self._count:
            text = str(self._count)
            width = theme.metrics(Role.LABEL).horizontalAdvance(text) + 1
            area = QRectF(right - width, 0, width, self.height())
            painting.draw_text(painter, area, text, theme.font(Role.LABEL), theme.colour("text2"))
            right -= width + 4
        role = Role.STRONG if self.isChecked() else Role.BODY
        area = QRectF(47, 0, right - 47, self.height())
        painting.draw_text(painter, area, self._spec.title, theme.font(role), theme.colour("text"))


class _Mark(QWidget):
    def __init__(self, theme: Theme, size: int) -> None:
        super().__init__()
        self._theme, self._size = theme, size
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        QPainter(self).drawPixmap(
            QPointF(0, 0), self._theme.mark(self._size, self.devicePixelRatioF())
        )


class RailFoot(QAbstractButton):
    """The light of the data: when the last backup was made, or what is to be done."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._is_narrow = theme, False
        self._words, self._state = "", SafetyState(light=Light.GREEN, sentence="")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        Themed(theme, self)

    @property
    def words(self) -> str:
        """Return what stands there now."""
        return _FOOT_WORDS.get(self._state.light, self._words)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the icon alone."""
        self._is_narrow = narrow
        self.update()

    def show_backup(self, backup_ms: int | None, now_ms: int) -> None:
        """Show when the last backup was made."""
        self._words = "Chưa có bản sao lưu"
        if backup_ms is not None:
            made = moment_of(backup_ms)
            age = (day_of(now_ms) - made.date()).days
            when = f"lúc {made:%H:%M}" if not age else f"ngày {made.day:02}/{made.month}"
            self._words = f"Đã sao lưu {when}"
        self._tell()

    def show_safety(self, state: SafetyState) -> None:
        """Show the light; what is not well stands in the place of the last backup."""
        self._state = state
        self._tell()

    def _tell(self) -> None:
        self.setText(self.words)
        self.setAccessibleName(f"An toàn dữ liệu: {self.words}")
        self.setToolTip(self._state.sentence or self._words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        return QSize(RAIL_NARROW, round(self._theme.metrics(Role.SMALL).height()) + 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme = QPainter(self), self._theme
        box = QRectF(self.rect()).adjusted(6, 1, -6, -3)
        if self.underMouse():
            painting.draw_card(painter, theme, box, "mute", "mute", 6)
        icon, tone = _FOOT_ICONS[self._state.light]
        pixmap = theme.icon(icon, tone, 16, self.devicePixelRatioF())
        left = (self.width() - 16) / 2 if self._is_narrow else 19
        painter.drawPixmap(QPointF(left, box.center().y() - 8), pixmap)
        if not self._is_narrow:
            ink = "text3" if self._state.is_calm else tone
            area = QRectF(43, box.top(), box.right() - 47, box.height())
            painting.draw_text(painter, area, self.words, theme.font(Role.SMALL), theme.colour(ink))
        if self.hasFocus():
            painting.draw_ring(painter, theme, box, 6)


_FOOT_ICONS = {
    Light.GREEN: ("shield_checkmark", "ok"),
    Light.OPEN: ("shield_checkmark", "text3"),
    Light.YELLOW: ("warning", "warn"),
    Light.RED: ("error_circle", "danger"),
}
_FOOT_WORDS = {Light.YELLOW: "Dữ liệu: nên xem", Light.RED: "Dữ liệu: cần làm ngay"}


class Rail(QWidget):
    """All pages that exist; `picked` names the page the clerk wants."""

    picked = Signal(str)

    def __init__(
        self, theme: Theme, pages: tuple[tuple[PageSpec, str], ...], title: str, above: str
    ) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Các trang")
        self.items: dict[str, RailItem] = {}
        self._specs = tuple(spec for spec, _key in pages)
        self._names = (
            Elided(theme, title, Role.STRONG),
            Elided(theme, above, Role.SMALL, "text2"),
        )
        self._mark = _Mark(theme, 28)
        self.foot = RailFoot(theme)
        self.foot.clicked.connect(lambda: self.picked.emit(SAFETY_PAGE))
        self._is_narrow = False
        self._column = QVBoxLayout(self)
        self._build(pages)
        theme.changed.connect(self._fit_width)
        self.set_narrow(narrow=False)

    def _build(self, pages: tuple[tuple[PageSpec, str], ...]) -> None:
        column = self._column
        column.setContentsMargins(0, 12, 0, 6)
        column.setSpacing(0)
        names = QVBoxLayout()
        names.setSpacing(0)
        for part in self._names:
            names.addWidget(part)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 6, 10)
        head.setSpacing(8)
        head.addWidget(self._mark)
        head.addLayout(names, 1)
        column.addLayout(head)
        group: int | None = None
        for spec, key in pages:
            if group is not None and spec.group != group:
                self._split(is_bottom=spec.group == BOTTOM_GROUP)
            group = spec.group
            self._add(spec, key)
        if group != BOTTOM_GROUP:
            column.addStretch(1)
        self._split(is_bottom=False)
        column.addWidget(self.foot)

    def _split(self, *, is_bottom: bool) -> None:
        if is_bottom:
            self._column.addStretch(1)
            return
        line = QHBoxLayout()
        line.setContentsMargins(15, 4, 15, 4)
        line.addWidget(Rule())
        self._column.addLayout(line)

    def _add(self, spec: PageSpec, key: str) -> None:
        item = RailItem(self._theme, spec, key)
        item.clicked.connect(self._picker(spec.key))
        self.items[spec.key] = item
        self._column.addWidget(item)

    def _picker(self, key: str) -> Callable[[], None]:
        return lambda: self.picked.emit(key)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons alone (52 px) or everything (200 px)."""
        self._is_narrow = narrow
        self.setFixedWidth(RAIL_NARROW if narrow else self._theme.px(RAIL_WIDE))
        for part in self._names:
            part.setVisible(not narrow)
        self.foot.set_narrow(narrow=narrow)
        for item in self.items.values():
            item.set_narrow(narrow=narrow)

    def _fit_width(self) -> None:
        self.set_narrow(narrow=self._is_narrow)

    def name(self, own: str, above: str) -> None:
        """Write whose office it is beside the mark."""
        for part, words in zip(self._names, (own, above), strict=True):
            part.set_text(words)

    def mark(self, key: str) -> None:
        """Show which page is open."""
        item = self.items.get(key)
        if item is not None:
            item.setChecked(True)

    def show_counts(self, counts: RailCounts, now_ms: int) -> None:
        """Show what waits and when the last backup was made."""
        for spec in self._specs:
            if spec.counter is not None:
                self.items[spec.key].set_count(spec.counter(counts))
        self.foot.show_backup(counts.backup_ms, now_ms)

    def show_safety(self, state: SafetyState) -> None:
        """Show how safe the data is."""
        self.foot.show_safety(state)


def names_beside_mark(title: str) -> tuple[str, str]:
    """Return the two lines beside the mark: the body, and what it belongs to."""
    own, _comma, above = title.partition(", ")
    return own, above
