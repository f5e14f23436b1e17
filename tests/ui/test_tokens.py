from __future__ import annotations

import pytest

from wardapp.ui.tokens import DARK, LIGHT, Tokens, contrast

TEXTS = (
    ("text", "surface"),
    ("text", "soft"),
    ("text", "hover"),
    ("text", "alt"),
    ("text", "bg"),
    ("text2", "surface"),
    ("text2", "bg"),
    ("text2", "mute"),
    ("text2", "alt"),
    ("text3", "surface"),
    ("text3", "bg"),
    ("text3", "soft"),
    ("text3", "alt"),
    ("accent", "surface"),
    ("accent", "soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_soft", "soft"),
    ("toast_text", "toast"),
    ("toast_link", "toast"),
    ("toast_tick", "toast"),
    ("danger", "danger_soft"),
    ("danger", "surface"),
    ("warn", "warn_soft"),
    ("warn", "surface"),
    ("ok", "ok_soft"),
    ("ok", "surface"),
    ("ink", "paper"),
    ("surface", "danger"),
)
EDGES = (
    ("ctl2", "surface"),
    ("warn_mark", "surface"),
    ("accent", "surface"),
    ("danger", "surface"),
)
TOLD = (
    (LIGHT, "text", "surface", 16.9),
    (DARK, "text", "surface", 13.6),
    (LIGHT, "text3", "soft", 4.7),
    (DARK, "on_accent", "accent", 7.9),
    (LIGHT, "ctl2", "surface", 3.6),
    (DARK, "warn_mark", "surface", 6.9),
)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_reads_on_its_ground(tokens: Tokens) -> None:
    ratios = {pair: contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) for pair in TEXTS}

    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_edge_that_means_something_is_seen(tokens: Tokens) -> None:
    ratios = {pair: contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) for pair in EDGES}

    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < 3} == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_figures_read_on_every_step_of_the_month_map(tokens: Tokens) -> None:
    for step, ground in enumerate(tokens.heat):
        assert contrast(tokens.on_heat(step), ground) >= 4.5


def test_contrast_is_what_the_design_computed() -> None:
    for tokens, one, other, ratio in TOLD:
        assert contrast(getattr(tokens, one), getattr(tokens, other)) == pytest.approx(
            ratio, abs=0.06
        )
