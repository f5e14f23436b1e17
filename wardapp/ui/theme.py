"""The look in force: tokens, fonts and icons for painters, palette and style sheet for Qt."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory

from wardapp.ui.icons import IconStore
from wardapp.ui.style_sheet import style_sheet
from wardapp.ui.tokens import DARK, FAMILIES, LIGHT, SCALES, Tokens

_BOLD = QFont.Weight.DemiBold
_PLAIN = QFont.Weight.Normal


class Role(Enum):
    """What a text is; size in points and weight."""

    TITLE = (15.0, _BOLD)
    SECTION = (11.0, _BOLD)
    FIGURE = (21.0, _BOLD)
    BODY = (10.0, _PLAIN)
    STRONG = (10.0, _BOLD)
    OUTLINE = (10.5, _PLAIN)
    OUTLINE_STRONG = (10.5, _BOLD)
    SMALL = (9.0, _PLAIN)
    LABEL = (9.0, _BOLD)
    KEY = (8.25, _BOLD)
    CIRCLE = (8.0, _BOLD)


class Theme(QObject):
    """Gives painters their colours, fonts and icons; says `changed` when they differ."""

    changed = Signal()

    def __init__(self, app: QApplication, fonts: Path, icons: Path) -> None:
        super().__init__(app)
        self._app = app
        self._icons = IconStore(icons)
        self._mode = "system"
        self._size = "normal"
        self._fonts: dict[Role, QFont] = {}
        self._settled: tuple[bool, float, bool] | None = None
        for file in sorted(fonts.glob("OpenSans-*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
        app.setStyle(QStyleFactory.create("Fusion"))
        self.tokens: Tokens = LIGHT
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.apply("system", "normal")

    @property
    def is_dark(self) -> bool:
        """Return True while the dark tokens are in force."""
        return self.tokens is DARK

    @property
    def scale(self) -> float:
        """Return the factor of Cỡ chữ."""
        return SCALES[self._size]

    def apply(self, mode: str, size: str) -> None:
        """Switch to a theme (`system`, `light`, `dark`) and a text size, at once."""
        self._mode, self._size = mode, size if size in SCALES else "normal"
        wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        self._app.styleHints().setColorScheme(wanted.get(mode, Qt.ColorScheme.Unknown))
        self._settle()

    def colour(self, token: str) -> QColor:
        """Return the colour of a token by its name; a literal `#RRGGBB` passes through."""
        return QColor(token if token.startswith("#") else str(getattr(self.tokens, token)))

    def font(self, role: Role) -> QFont:
        """Return the font of a role at the chosen text size."""
        found = self._fonts.get(role)
        if found is None:
            points, weight = role.value
            found = QFont()
            found.setFamilies(list(FAMILIES))
            found.setPointSizeF(points * self.scale)
            found.setWeight(weight)
            self._fonts[role] = found
        return found

    def metrics(self, role: Role) -> QFontMetricsF:
        """Return the measures of a role's font."""
        return QFontMetricsF(self.font(role))

    def px(self, length: float) -> int:
        """Return a height or width that follows the text size."""
        return round(length * self.scale)

    def icon(
        self,
        name: str,
        colour: str = "text2",
        size: int = 20,
        dpr: float = 1.0,
        *,
        filled: bool = False,
    ) -> QPixmap:
        """Return an icon as a pixmap in a token's colour at the screen's pixel ratio."""
        return self._icons.pixmap(name, self.colour(colour).name(), size, dpr, filled=filled)

    def mark(self, size: int, dpr: float = 1.0) -> QPixmap:
        """Return the app mark."""
        return self._icons.mark(size, dpr)

    def _follow_system(self) -> None:
        if self._mode == "system":
            self._settle()

    def _settle(self) -> None:
        wanted = (self._wants_dark(), self.scale, self._high_contrast())
        if wanted == self._settled:
            return  # a style sheet set again costs a quarter of a second
        self._settled = wanted
        self.tokens = DARK if self._wants_dark() else LIGHT
        self._fonts.clear()
        self._app.setFont(self.font(Role.BODY))
        if self._high_contrast():
            self.tokens = _from_palette(self._app.palette(), self.tokens)
            self._app.setStyleSheet("")
        else:
            self._app.setPalette(_palette(self.tokens))
            self._app.setStyleSheet(style_sheet(self.tokens, self.scale))
        self.changed.emit()

    def _wants_dark(self) -> bool:
        if self._mode != "system":
            return self._mode == "dark"
        return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark

    def _high_contrast(self) -> bool:
        style = self._app.styleHints()
        hints = style.accessibility()
        return hints.contrastPreference() is Qt.ContrastPreference.HighContrast


class Themed(QObject):
    """Calls back on every change of the theme for as long as its owner lives."""

    def __init__(self, theme: Theme, owner: QObject) -> None:
        super().__init__(owner)
        self._owner = owner
        theme.changed.connect(self._tell)

    def _tell(self) -> None:
        QApplication.postEvent(self._owner, QEvent(QEvent.Type.StyleChange))


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    kinds = QPalette.ColorRole
    roles = {
        kinds.Window: tokens.surface,
        kinds.WindowText: tokens.text,
        kinds.Base: tokens.surface,
        kinds.AlternateBase: tokens.alt,
        kinds.Text: tokens.text,
        kinds.Button: tokens.surface,
        kinds.ButtonText: tokens.text,
        kinds.BrightText: tokens.on_accent,
        kinds.Highlight: tokens.accent,
        kinds.HighlightedText: tokens.on_accent,
        kinds.ToolTipBase: tokens.toast,
        kinds.ToolTipText: tokens.toast_text,
        kinds.PlaceholderText: tokens.text3,
        kinds.Link: tokens.accent,
        kinds.Mid: tokens.ctl,
        kinds.Dark: tokens.ctl2,
        kinds.Light: tokens.line,
        kinds.Accent: tokens.accent,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (kinds.WindowText, kinds.Text, kinds.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.text3))
    return palette


def _from_palette(palette: QPalette, base: Tokens) -> Tokens:
    """Return tokens in the system's own colours, for Windows high contrast."""
    kinds = QPalette.ColorRole

    def name(role: QPalette.ColorRole) -> str:
        return palette.color(role).name()

    text, back, chosen = name(kinds.WindowText), name(kinds.Window), name(kinds.Highlight)
    on_chosen = name(kinds.HighlightedText)
    changes = dict.fromkeys(
        ("text", "text2", "text3", "line", "ctl", "ctl2", "danger", "warn", "warn_mark", "ok"), text
    )
    changes |= dict.fromkeys(
        ("bg", "surface", "alt", "hover", "mute", "desk", "danger_soft", "warn_soft", "ok_soft"),
        back,
    )
    changes |= {"accent": chosen, "accent_hover": chosen, "on_accent": on_chosen}
    changes |= {"soft": back, "on_soft": text}
    values = {field: getattr(base, field) for field in Tokens.__dataclass_fields__}
    return Tokens(**(values | changes))
