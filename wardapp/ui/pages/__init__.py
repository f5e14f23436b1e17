"""All pages of the window: adding one is one line here."""

from __future__ import annotations

from wardapp.ui.page import PageSpec
from wardapp.ui.pages import incoming, proposal

PAGES: tuple[PageSpec, ...] = (
    incoming.SPEC,
    proposal.SPEC,
)
"""In the order of the rail; task pages may stand anywhere."""
