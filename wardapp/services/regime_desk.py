"""All that an office does about reporting regimes, in one hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from wardapp.documents.reader import FileReader
from wardapp.services.desk import Desk
from wardapp.services.form_book import FormBook
from wardapp.services.regime_reading import RegimeReading
from wardapp.services.regimes import Regimes
from wardapp.services.report_boards import ReportBoards
from wardapp.services.report_reminders import ReportReminders
from wardapp.services.serial_letters import SerialLetters
from wardapp.services.snippets import Snippets
from wardapp.services.today_reports import WaitingReports


@dataclass(frozen=True, slots=True)
class RegimeDesk:
    """Regimes, their reading out of plans, the boards of units, reminders, what is due today."""

    regimes: Regimes
    reading: RegimeReading
    boards: ReportBoards
    reminders: ReportReminders
    waiting: WaitingReports

    @classmethod
    def of(
        cls,
        desk: Desk,
        reader: FileReader,
        book: FormBook,
        letters: tuple[SerialLetters, Snippets],
    ) -> Self:
        """Return the services over one office."""
        regimes = Regimes(desk, book)
        boards = ReportBoards(desk, regimes)
        return cls(
            regimes,
            RegimeReading(desk, reader, book),
            boards,
            ReportReminders(desk, boards, *letters),
            WaitingReports(desk, regimes, boards),
        )
