"""The services from the log to the reports, over one office."""

from __future__ import annotations

from typing import Any

from wardapp.core.places import Places
from wardapp.documents.reader import FileReader
from wardapp.services.consolidated_export import ConsolidatedExport
from wardapp.services.consolidation import Consolidation
from wardapp.services.daylog import Daylog
from wardapp.services.daylog_pasting import LogPasting
from wardapp.services.desk import Desk
from wardapp.services.drafting import Drafting
from wardapp.services.exporting import Exporting
from wardapp.services.form_book import FormBook
from wardapp.services.merging import Merging
from wardapp.services.own_forms import OwnForms
from wardapp.services.reporting import Reporting
from wardapp.services.returns import Returns
from wardapp.services.returns_board import ReturnsBoards


def reporting_services(
    desk: Desk, places: Places, reader: FileReader, form_book: FormBook, drafting: Drafting
) -> dict[str, Any]:
    """Return log, forms, returns and what joins them, by their names in an office."""
    daylog, reporting = Daylog(desk, reader, form_book), Reporting(desk, form_book)
    consolidation = Consolidation(desk, reporting, form_book)
    reporting.consolidate_with(consolidation.figures)
    exporting = Exporting(desk, drafting, reporting, places)
    consolidated_export = ConsolidatedExport(reporting, consolidation, exporting)
    exporting.dress_consolidated(consolidated_export.dressed)
    return {
        "daylog": daylog,
        "log_pasting": LogPasting(desk, daylog, reader),
        "reporting": reporting,
        "exporting": exporting,
        "returns": Returns(desk, reader, form_book, reporting),
        "returns_boards": ReturnsBoards(desk, reporting, consolidation),
        "consolidation": consolidation,
        "consolidated_export": consolidated_export,
        "merging": Merging(desk, reporting, consolidation),
        "form_book": form_book,
        "own_forms": OwnForms.of(desk, form_book, reporting, reader, places),
    }
