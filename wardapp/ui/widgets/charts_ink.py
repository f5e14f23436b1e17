"""What charts are drawn with: the theme in force on the screen, light colours on pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme
from wardapp.ui.tokens import FAMILIES, LIGHT, Tokens

THOUSAND = 1000
MILLION = 1_000_000
TEN = 10


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours, fonts and lengths for one drawing."""

    tokens: Tokens
    font: Callable[[Role], QFont]
    scale: float = 1.0

    @classmethod
    def of(cls, theme: Theme) -> Ink:
        """Return the ink of the screen."""
        return cls(theme.tokens, theme.font, theme.scale)

    @classmethod
    def on_paper(cls) -> Ink:
        """Return the ink of pictures and prints: light, at the usual text size."""
        return cls(LIGHT, _paper_font)

    def px(self, length: float) -> float:
        """Return a length that follows the text size."""
        return round(length * self.scale)

    def colour(self, token: str) -> QColor:
        """Return the colour of a token."""
        return QColor(str(getattr(self.tokens, token)))

    def metrics(self, role: Role) -> QFontMetricsF:
        """Return the measures of a role's font."""
        return QFontMetricsF(self.font(role))

    def line(self, role: Role) -> float:
        """Return the height of a line of a role."""
        return round(self.metrics(role).height()) + 3

    def write(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        role: Role = Role.SMALL,
        token: str = "text",
        *,
        centre: bool = False,
    ) -> None:
        """Write one line, cut with an ellipsis where the box ends."""
        painting.draw_text(painter, box, text, self.font(role), self.colour(token), centre=centre)

    def write_right(
        self, painter: QPainter, box: QRectF, text: str, role: Role, token: str = "text"
    ) -> None:
        """Write one line that ends at the right of the box."""
        painter.setFont(self.font(role))
        painter.setPen(self.colour(token))
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, side, text)


def _paper_font(role: Role) -> QFont:
    points, weight = role.value
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(points)
    font.setWeight(weight)
    return font


def figure(count: int) -> str:
    """Return a count with dots: 3.120."""
    return f"{count:,}".replace(",", ".")


def short_figure(count: int) -> str:
    """Return a count for a narrow cell: 950, 3,1k, 24k, 1,2tr."""
    if count < THOUSAND:
        return str(count)
    size, unit = (MILLION, "tr") if count >= MILLION else (THOUSAND, "k")
    whole = count / size
    said = f"{whole:.1f}" if whole < TEN and count % size else f"{whole:.0f}"
    return said.replace(".", ",") + unit
