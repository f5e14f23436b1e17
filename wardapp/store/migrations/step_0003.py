"""Petitions and the persons behind them."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = ()
