"""All pages of the window: adding one is one line here."""

from __future__ import annotations

from wardapp.ui.page import PageSpec
from wardapp.ui.pages import (
    books,
    catalogue,
    check,
    daylog,
    daylog_paste,
    dossiers,
    draft_editor,
    draft_versions,
    drafts,
    help_pages,
    import_books,
    incoming,
    letters,
    licence,
    merging,
    numbers,
    outgoing,
    petitions,
    proposal,
    reports,
    returns,
    settings,
    templates,
    today,
)

PAGES: tuple[PageSpec, ...] = (
    today.SPEC,
    incoming.SPEC,
    proposal.SPEC,
    import_books.SPEC,
    outgoing.SPEC,
    books.SPEC,
    numbers.SPEC,
    drafts.SPEC,
    draft_editor.SPEC,
    templates.SPEC,
    letters.SPEC,
    draft_versions.SPEC,
    check.SPEC,
    daylog.SPEC,
    daylog_paste.SPEC,
    petitions.SPEC,
    reports.SPEC,
    returns.SPEC,
    merging.SPEC,
    dossiers.SPEC,
    catalogue.SPEC,
    settings.SPEC,
    licence.SPEC,
    help_pages.SPEC,
)
"""In the order of the rail; task pages may stand anywhere."""
