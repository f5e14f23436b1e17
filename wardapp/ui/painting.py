"""Small things every painter draws: badges, key caps, stamps, rings, cut text."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from wardapp.ui.theme import Role, Theme

BADGE_HEIGHT = 20
_TONES = {
    "danger": ("danger", "danger_soft"),
    "warn": ("warn", "warn_soft"),
    "ok": ("ok", "ok_soft"),
    "soft": ("on_soft", "soft"),
    "mute": ("text2", "mute"),
    "plain": ("text2", "mute"),
    "link": ("on_soft", "soft"),
}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def badge_width(theme: Theme, text: str, *, icon: bool = False) -> float:
    """Return how wide a badge with this text is."""
    return theme.metrics(Role.LABEL).horizontalAdvance(text) + 16 + (16 if icon else 0)


def badge_height(theme: Theme) -> float:
    """Return the height of badges at the text size in force."""
    return max(theme.px(BADGE_HEIGHT), theme.metrics(Role.LABEL).height() + 2)


def draw_badge(painter: QPainter, theme: Theme, at: QPointF, text: str, tone: str) -> float:
    """Draw a badge with its left edge and middle at `at`; return its width."""
    ink, fill = _TONES.get(tone, _TONES["mute"])
    width, height = badge_width(theme, text), badge_height(theme)
    box = QRectF(at.x(), at.y() - height / 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(fill))
    painter.drawRoundedRect(box, 4, 4)
    draw_text(painter, box, text, theme.font(Role.LABEL), theme.colour(ink), centre=True)
    return width


def stamp_width(theme: Theme, text: str) -> float:
    """Return how wide an urgency stamp is."""
    return theme.metrics(Role.KEY).horizontalAdvance(text) + 18


def draw_stamp(painter: QPainter, theme: Theme, at: QPointF, text: str) -> float:
    """Draw an urgency stamp, framed as on paper, left edge and middle at `at`; return its width."""
    width = stamp_width(theme, text)
    height = theme.metrics(Role.KEY).height() + 3
    box = QRectF(at.x() + 0.75, at.y() - height / 2, width - 1.5, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("danger"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 2, 2)
    draw_text(painter, box, text, theme.font(Role.KEY), theme.colour("danger"), centre=True)
    return width


def key_width(theme: Theme, text: str) -> float:
    """Return how wide a key cap is."""
    return max(22.0, theme.metrics(Role.KEY).horizontalAdvance(text) + 12)


def draw_key(painter: QPainter, theme: Theme, box: QRectF, text: str, ink: str, edge: str) -> None:
    """Draw a key cap: an outline with the key's name."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = theme.colour(edge)
    painter.setPen(QPen(colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    draw_text(painter, box, text, theme.font(Role.KEY), theme.colour(ink), centre=True)


def draw_ring(painter: QPainter, theme: Theme, box: QRectF, radius: float) -> None:
    """Draw the focus ring, 2 px inside the edge of `box`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("text"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)


def draw_text(
    painter: QPainter, box: QRectF, text: str, font: QFont, colour: QColor, *, centre: bool = False
) -> None:
    """Draw one line, cut with an ellipsis where the box ends."""
    painter.setFont(font)
    painter.setPen(colour)
    cut = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 0.5)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter if centre else _LEFT, cut)


@dataclass(frozen=True, slots=True)
class Wrapped:
    """Lines of a text set into a width."""

    lines: tuple[str, ...]
    is_cut: bool


def wrap(text: str, font: QFont, width: float, lines: int, indent: float = 0) -> Wrapped:
    """Return the text broken into at most `lines` lines, the last one cut with an ellipsis."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    made: list[str] = []
    cut = False
    while (line := layout.createLine()).isValid():
        room = width - (indent if not made else 0)
        line.setLineWidth(max(room, 1))
        start, length = line.textStart(), line.textLength()
        if len(made) == lines - 1 and start + length < len(text):
            metrics = QFontMetricsF(font)
            made.append(metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, room))
            cut = True
            break
        made.append(text[start : start + length].rstrip())
    layout.endLayout()
    return Wrapped(tuple(made), cut)


def draw_circle(
    painter: QPainter, theme: Theme, centre: QPointF, number: str, fill: QColor, ink: QColor
) -> None:
    """Draw a number in a filled circle (evidence)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    radius = 8 * theme.scale
    painter.drawEllipse(centre, radius, radius)
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    draw_text(painter, box, number, theme.font(Role.CIRCLE), ink, centre=True)


def draw_card(
    painter: QPainter, theme: Theme, box: QRectF, fill: str, edge: str, radius: float
) -> None:
    """Draw a filled box with a 1 px edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(edge), 1))
    painter.setBrush(theme.colour(fill))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
