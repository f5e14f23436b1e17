"""What the self-test looks at before the window: screen, fonts, icons and printers of this PC."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtGui import (
    QFontDatabase,
    QFontInfo,
    QGuiApplication,
    QRawFont,
)
from PySide6.QtPrintSupport import QPrinterInfo

from wardapp.core.places import Places
from wardapp.core.tour import TourStep
from wardapp.ui.main_window import LEAST_HEIGHT, LEAST_WIDTH
from wardapp.ui.theme import Role, Theme

LETTERS = "ăâđêôơưẴỆỘỰỹ"
"""Letters that fonts without Vietnamese lack."""
ICON = "mail_inbox"
IN_MEMORY = "offscreen"
FULL_SCALE = 96.0
"""Dots an inch of a screen at 100 %."""


def look_at_desk(theme: Theme, places: Places) -> Iterator[TourStep]:
    """Look at screen, fonts, icons and printers."""
    looks: tuple[Callable[[], TourStep], ...] = (
        _screen,
        lambda: _bundled_fonts(places.fonts),
        lambda: _letters(theme),
        lambda: _icons(theme),
        _printers,
    )
    for look in looks:
        yield look()


def _screen() -> TourStep:
    screen = QGuiApplication.primaryScreen()
    size, room = screen.size(), screen.availableSize()
    scale = round(100 * screen.devicePixelRatio() * screen.logicalDotsPerInch() / FULL_SCALE)
    ok = room.width() >= LEAST_WIDTH and room.height() >= LEAST_HEIGHT
    said = f"Màn hình {size.width()}×{size.height()}, cỡ hiển thị {scale}%"
    if QGuiApplication.platformName() == IN_MEMORY:
        said = "Không có màn hình: cửa sổ được vẽ trong bộ nhớ"
    way = f": nhỏ hơn {LEAST_WIDTH}×{LEAST_HEIGHT}, hãy giảm cỡ hiển thị của Windows."
    return TourStep(
        step="screen",
        ok=ok,
        sentence=f"{said}." if ok else f"{said}{way}",
        values=(
            ("platform", QGuiApplication.platformName()),
            ("width", size.width()),
            ("height", size.height()),
            ("scale", scale),
        ),
    )


def _bundled_fonts(fonts: Path) -> TourStep:
    """Load every bundled font with the window's own loader."""
    files = sorted(fonts.glob("*.ttf"))
    families: set[str] = set()
    bad = []
    for file in files:
        number = QFontDatabase.addApplicationFont(str(file))
        found = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        families.update(found)
        if not found:
            bad.append(file.name)
    if bad or not files:
        names = ", ".join(bad) or "Tinos, Open Sans"
        sentence = f"Cửa sổ không nạp được phông {names}. Hãy cài lại WardApp."
        return TourStep(step="window_fonts", ok=False, sentence=sentence)
    said = f"Cửa sổ nạp được {len(files)} tệp phông kèm theo: {', '.join(sorted(families))}."
    return TourStep(step="window_fonts", ok=True, sentence=said)


def _letters(theme: Theme) -> TourStep:
    font = theme.font(Role.BODY)
    raw = QRawFont.fromFont(font)
    lacking = "".join(letter for letter in LETTERS if not raw.supportsCharacter(ord(letter)))
    family = QFontInfo(font).family()
    if lacking or not raw.isValid():
        sentence = f"Phông {family} của cửa sổ thiếu chữ tiếng Việt. Hãy cài lại WardApp."
        return TourStep(step="letters", ok=False, sentence=sentence)
    return TourStep(
        step="letters",
        ok=True,
        sentence=f"Phông chữ của cửa sổ là {family}, đủ chữ tiếng Việt.",
        values=(("family", family),),
    )


def _icons(theme: Theme) -> TourStep:
    image = theme.icon(ICON).toImage()
    has_ink = any(
        image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height())
    )
    sentence = (
        "Biểu tượng của cửa sổ vẽ được."
        if has_ink
        else "Cửa sổ không vẽ được biểu tượng (thiếu phần SVG). Hãy cài lại WardApp."
    )
    return TourStep(step="icons", ok=has_ink, sentence=sentence)


def _printers() -> TourStep:
    names = QPrinterInfo.availablePrinterNames()
    usual = QPrinterInfo.defaultPrinterName()
    if not names:
        sentence = "Máy này chưa có máy in; vẫn xuất được Word, Excel, PDF."
    else:
        sentence = f"Máy in: {', '.join(names)}."
        sentence += f" Mặc định: {usual}." if usual else " Chưa chọn máy in mặc định."
    return TourStep(
        step="printers",
        ok=True,
        sentence=sentence,
        values=(("count", len(names)), ("default", usual)),
    )
