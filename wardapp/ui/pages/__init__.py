"""All pages of the window: adding one is one line here."""

from __future__ import annotations

from wardapp.ui.page import PageSpec
from wardapp.ui.pages import incoming

PAGES: tuple[PageSpec, ...] = (incoming.SPEC,)
"""In the order of the rail; task pages may stand anywhere."""
