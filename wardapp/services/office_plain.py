"""The services of an office that stand on desk, places and reader alone, by their names."""

from __future__ import annotations

from typing import Any

from wardapp.core.places import Places
from wardapp.documents.reader import FileReader
from wardapp.services.arrival_stamps import ArrivalStamps
from wardapp.services.book_lists import BookLists
from wardapp.services.catalogue import Catalogue
from wardapp.services.catalogue_import import CatalogueImport
from wardapp.services.chain import ChainService
from wardapp.services.closing import BookClosing
from wardapp.services.daylog_charts import LogCharting
from wardapp.services.deliveries import Deliveries
from wardapp.services.desk import Desk
from wardapp.services.doubles import Doubles
from wardapp.services.file_texts import FileTextReading
from wardapp.services.history import History
from wardapp.services.importing import Importing
from wardapp.services.intake import Intake
from wardapp.services.list_export import ListExport
from wardapp.services.machine_export import MachineExport
from wardapp.services.opinions import Opinions
from wardapp.services.papers import Papers
from wardapp.services.reading import FileReading
from wardapp.services.register_books import RegisterBooks
from wardapp.services.saved_filters import SavedFilters
from wardapp.services.searching import Searching
from wardapp.services.terms import Terms
from wardapp.services.unfinished import Unfinished


def plain_services(
    desk: Desk, places: Places, reader: FileReader, papers: Papers
) -> dict[str, Any]:
    """Return the services that need no other service."""
    return {
        "intake": Intake(desk, reader),
        "deliveries": Deliveries(desk),
        "machine": MachineExport(desk),
        "closing": BookClosing(desk, places),
        "book_lists": BookLists(desk, places),
        "register_books": RegisterBooks(desk),
        "stamps": ArrivalStamps(desk, places),
        "terms": Terms(desk, papers),
        "reading": FileReading(reader),
        "chain": ChainService(desk),
        "opinions": Opinions(desk, places, reader),
        "catalogue": Catalogue(desk),
        "catalogue_import": CatalogueImport(desk, reader),
        "doubles": Doubles(desk),
        "searching": Searching(desk),
        "file_texts": FileTextReading(desk, reader),
        "saved_filters": SavedFilters(desk),
        "list_export": ListExport(desk),
        "history": History(desk),
        "importing": Importing(desk, reader, papers),
        "unfinished": Unfinished(desk),
        "log_charts": LogCharting(desk),
    }
