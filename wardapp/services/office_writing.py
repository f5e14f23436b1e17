"""The services around the writing of documents, over one office."""

from __future__ import annotations

from typing import Any

from wardapp.core.places import Places
from wardapp.documents.reader import FileReader
from wardapp.services.checking import Checking
from wardapp.services.citing import Citing
from wardapp.services.copying import Copying
from wardapp.services.desk import Desk
from wardapp.services.drafting import Drafting
from wardapp.services.issuing import Issuing
from wardapp.services.letter_lists import LetterLists
from wardapp.services.opened_copies import OpenedCopies
from wardapp.services.registry import Registry
from wardapp.services.registry_drafts import Redrafting
from wardapp.services.serial_letters import SerialLetters
from wardapp.services.signing import Signing
from wardapp.services.snippets import Snippets
from wardapp.services.templates import Templates
from wardapp.services.versions import Versions
from wardapp.services.word_files import WordFiles
from wardapp.services.word_trip import WordTrip
from wardapp.services.writing import Writing


def writing_services(
    desk: Desk, places: Places, drafting: Drafting, reader: FileReader, registry: Registry
) -> dict[str, Any]:
    """Return the services around the writing of documents, by their names in an office."""
    templates = Templates(desk, drafting, reader)
    return {
        "redrafting": Redrafting(desk, drafting),
        "writing": Writing(),
        "checking": Checking.of_office(places, desk),
        "citing": Citing(desk, drafting.papers),
        "snippets": Snippets(desk),
        "issuing": Issuing(desk, drafting),
        "templates": templates,
        "letters": SerialLetters(desk, drafting, templates),
        "letter_lists": LetterLists(reader),
        "word": WordTrip(desk, drafting, reader, WordFiles(places.data / "work" / "word")),
        "versions": Versions(desk, drafting),
        "copies": OpenedCopies(desk, places.data / "work" / "opened"),
        "signing": Signing(desk, drafting.papers),
        "copying": Copying(desk, drafting, registry),
    }
