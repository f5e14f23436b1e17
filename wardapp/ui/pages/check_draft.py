"""What is checked of a draft: the paper that would go out, not the text alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardapp.core.checking import CheckChoice, CheckedCopy
from wardapp.core.drafts import DraftContent
from wardapp.core.identity import RecordId
from wardapp.core.word_trip import spoken_name
from wardapp.services.office import Office


@dataclass(frozen=True, slots=True)
class DraftToCheck:
    """A draft whose printed form is to be checked."""

    draft_id: RecordId
    content: DraftContent


def draft_copy(office: Office, source: DraftToCheck, choice: CheckChoice, day: date) -> CheckedCopy:
    """Return what a draft would print with its check; Word's file where that goes out."""
    drafting = office.drafting
    master = drafting.get(source.draft_id).word_master
    if master is not None:
        data = office.desk.files.read(master)
        return office.checking.opened_data(spoken_name(master.name), data, choice)
    data = drafting.papers.to_docx(drafting.document(source.content), day)
    return office.checking.opened_data("Dự thảo", data, choice)
