"""The colours and first lengths of the window; no literal colour stands anywhere else."""

from __future__ import annotations

from dataclasses import dataclass

_SRGB_KNEE = 0.04045

FAMILIES = ("Segoe UI", "Open Sans", "Noto Sans")
SCALES = {"normal": 1.0, "large": 1.15, "largest": 1.3}
"""Cỡ chữ: the factor of every length that follows the text."""

RAIL_WIDE, RAIL_NARROW = 200, 52
NARROW_BELOW = 1280
NARROW_BELOW_SCALED = 1150
"""Large text makes the rail narrow sooner."""
USUAL_WIDTH, USUAL_HEIGHT = 1366, 688


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One colour a role, as `#RRGGBB`."""

    bg: str
    surface: str
    alt: str
    hover: str
    mute: str
    desk: str
    line: str
    ctl: str
    ctl2: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    on_accent: str
    soft: str
    on_soft: str
    danger: str
    danger_soft: str
    warn: str
    warn_soft: str
    warn_mark: str
    ok: str
    ok_soft: str
    heat0: str
    heat1: str
    heat2: str
    heat3: str
    heat4: str
    toast: str
    toast_text: str
    toast_link: str
    toast_tick: str
    paper: str
    ink: str  # on paper, in both themes
    paper_accent: str  # spots on paper, in both themes
    paper_mark: str
    shade: str  # over the window behind a dialog
    stamp: str  # the red round stamp of the app mark

    @property
    def heat(self) -> tuple[str, str, str, str, str]:
        """Return the five steps of the month map."""
        return self.heat0, self.heat1, self.heat2, self.heat3, self.heat4

    def on_heat(self, step: int) -> str:
        """Return the text colour that reads on a step of the month map."""
        if self.surface == LIGHT.surface:
            return self.on_accent if step == len(self.heat) - 1 else self.text
        return self.on_accent if step >= len(self.heat) - 2 else self.toast_text


LIGHT = Tokens(
    bg="#F3F4F6",
    surface="#FFFFFF",
    alt="#F7F8FA",
    hover="#F0F2F5",
    mute="#ECEEF1",
    desk="#E7EAEE",
    line="#E3E6EA",
    ctl="#C9CFD6",
    ctl2="#7E8793",
    text="#1A1D21",
    text2="#474F59",
    text3="#626A75",
    accent="#1D5EA8",
    accent_hover="#184F8E",
    on_accent="#FFFFFF",
    soft="#E4EEF9",
    on_soft="#174D8B",
    danger="#B3261E",
    danger_soft="#FCEAE8",
    warn="#855000",
    warn_soft="#FFF1D6",
    warn_mark="#C27C00",
    ok="#1C6B3A",
    ok_soft="#E4F4E9",
    heat0="#EEF0F3",
    heat1="#D5E4F5",
    heat2="#A9C9EC",
    heat3="#6BA0DB",
    heat4="#2F6FB9",
    toast="#2A2E34",
    toast_text="#FFFFFF",
    toast_link="#A9CDF8",
    toast_tick="#86D7A0",
    paper="#FFFFFF",
    ink="#1A1D21",
    paper_accent="#1D5EA8",
    paper_mark="#C27C00",
    shade="#000000",
    stamp="#C6281C",
)

DARK = Tokens(
    bg="#1A1C1F",
    surface="#232629",
    alt="#2A2D31",
    hover="#2E3237",
    mute="#34383E",
    desk="#17191B",
    line="#363A40",
    ctl="#4B5159",
    ctl2="#8E96A1",
    text="#F1F2F4",
    text2="#C3C8CF",
    text3="#A0A7B1",
    accent="#83B5F4",
    accent_hover="#9CC5F8",
    on_accent="#0C1E35",
    soft="#253A53",
    on_soft="#BBD7FA",
    danger="#FF9C93",
    danger_soft="#46231F",
    warn="#F3C26B",
    warn_soft="#40321A",
    warn_mark="#E0A43A",
    ok="#86D7A0",
    ok_soft="#1F3A29",
    heat0="#2D3136",
    heat1="#25415F",
    heat2="#2F5F92",
    heat3="#5593D3",
    heat4="#83B5F4",
    toast="#3A3F46",
    toast_text="#FFFFFF",
    toast_link="#A9CDF8",
    toast_tick="#86D7A0",
    paper="#FFFFFF",
    ink="#1A1D21",
    paper_accent="#1D5EA8",
    paper_mark="#C27C00",
    shade="#000000",
    stamp="#C6281C",
)


def contrast(one: str, other: str) -> float:
    """Return the WCAG 2 contrast ratio of two colours `#RRGGBB`."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= _SRGB_KNEE else float(((part + 0.055) / 1.055) ** 2.4)
