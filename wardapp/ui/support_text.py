"""The few lines about program and PC that a clerk sends to whoever helps."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtGui import QScreen

from wardapp.core.parts import Kind, ProgramFacts
from wardapp.core.places import Places
from wardapp.ui.theme import Theme

KINDS = {
    Kind.INSTALLED: "bản cài",
    Kind.PORTABLE: "bản mang theo",
    Kind.SOURCE: "mã nguồn",
}
ENGINES = ("Python", "SQLite", "Typst", "PDFium")
SIZES = {1.0: "vừa", 1.15: "lớn", 1.3: "rất lớn"}
SHORT_COMMIT = 7


def build_text(facts: ProgramFacts) -> str:
    """Return how and when this program was made: `bản cài, 22/11/2026, 1a2b3c4`."""
    day = facts.built
    built = f"{day.day:02}/{day.month:02}/{day.year}" if day else ""
    changed = "+" if facts.commit.endswith("+") else ""  # built from a tree with changes
    commit = facts.commit[:SHORT_COMMIT] + changed
    return ", ".join(part for part in (KINDS[facts.kind], built, commit) if part)


def support_text(facts: ProgramFacts, places: Places, theme: Theme, screen: QScreen) -> str:
    """Return versions, system, screen and folders; no name of an office or a person."""
    versions = {part.name: part.version for part in facts.parts}
    engines = [f"{name} {versions[name]}" for name in ENGINES if name in versions]
    look = "tối" if theme.is_dark else "sáng"
    return "\n".join((
        f"WardApp {facts.version} ({build_text(facts)})",
        f"{QSysInfo.prettyProductName()}, {QSysInfo.kernelVersion()}, "
        f"{QSysInfo.currentCpuArchitecture()}",
        ", ".join((*engines, f"Qt {qVersion()}")),
        f"Màn hình {_screen(screen)}; giao diện {look}, cỡ chữ {SIZES.get(theme.scale, '')}",
        f"Chương trình: {without_account(facts.program)}",
        f"Dữ liệu trên máy: {without_account(places.data)}",
        f"Nhật ký lỗi: {without_account(places.logs)}",
    ))  # fmt: skip


def without_account(path: Path, home: Path | None = None) -> str:
    """Return a path whose folder of the account is not named."""
    own = home or Path.home()
    if not path.is_relative_to(own):
        return str(path)
    return str(Path("%USERPROFILE%") / path.relative_to(own))


def _screen(screen: QScreen) -> str:
    scale, size = screen.devicePixelRatio(), screen.size()
    pixels = f"{round(size.width() * scale)} × {round(size.height() * scale)}"
    return f"{pixels}, phóng {round(scale * 100)} %"
