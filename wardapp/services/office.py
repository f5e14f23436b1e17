"""An open office: every service over one folder, and the two ways in, window and command."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from wardapp.core.clock import Clock
from wardapp.core.errors import OfficeDamaged, WardError
from wardapp.core.long_paths import shown
from wardapp.core.places import Places
from wardapp.core.profile import OfficeProfile
from wardapp.core.safety import Recovery
from wardapp.documents.printouts import load_all
from wardapp.documents.reader import FileReader
from wardapp.services.arrival_stamps import ArrivalStamps
from wardapp.services.backups import AT_CLOSE, AT_CREATION, AT_START, Backups
from wardapp.services.book_lists import BookLists
from wardapp.services.catalogue import Catalogue
from wardapp.services.catalogue_import import CatalogueImport
from wardapp.services.chain import ChainService
from wardapp.services.checking import Checking
from wardapp.services.citing import Citing
from wardapp.services.clock_doubts import clock_doubts
from wardapp.services.closing import BookClosing
from wardapp.services.consolidated_export import ConsolidatedExport
from wardapp.services.consolidation import Consolidation
from wardapp.services.copying import Copying
from wardapp.services.daylog import Daylog
from wardapp.services.daylog_charts import LogCharting
from wardapp.services.daylog_pasting import LogPasting
from wardapp.services.deliveries import Deliveries
from wardapp.services.desk import Desk
from wardapp.services.devices import Devices
from wardapp.services.dossiers import Dossiers
from wardapp.services.doubles import Doubles
from wardapp.services.drafting import Drafting
from wardapp.services.exchanging import Exchanging
from wardapp.services.exporting import Exporting
from wardapp.services.file_texts import FileTextReading
from wardapp.services.form_book import FormBook
from wardapp.services.founding import EXAMPLE, TITLE, found
from wardapp.services.history import History
from wardapp.services.importing import Importing
from wardapp.services.intake import Intake
from wardapp.services.issuing import Issuing
from wardapp.services.last_numbers import LastOnPaper
from wardapp.services.leases import Leases
from wardapp.services.letter_lists import LetterLists
from wardapp.services.list_export import ListExport
from wardapp.services.machine_export import MachineExport
from wardapp.services.merging import Merging
from wardapp.services.numbering import Numbering
from wardapp.services.office_exchange import exchange_services, exchanging_over
from wardapp.services.office_plain import plain_services
from wardapp.services.office_reports import reporting_services
from wardapp.services.office_writing import writing_services
from wardapp.services.opened_copies import OpenedCopies
from wardapp.services.opinions import Opinions
from wardapp.services.own_forms import OwnForms
from wardapp.services.papers import Papers
from wardapp.services.petitions import Petitions
from wardapp.services.privacy import Privacy
from wardapp.services.reading import FileReading
from wardapp.services.recovering import Recoveries
from wardapp.services.regime_desk import RegimeDesk
from wardapp.services.register_books import RegisterBooks
from wardapp.services.registry import Registry
from wardapp.services.registry_drafts import Redrafting
from wardapp.services.report_desk import ReportDesk
from wardapp.services.reporting import Reporting
from wardapp.services.returns import Returns
from wardapp.services.returns_board import ReturnsBoards
from wardapp.services.safety import Safety
from wardapp.services.saved_filters import SavedFilters
from wardapp.services.seals import Seals
from wardapp.services.searching import Searching
from wardapp.services.second_places import SecondPlaces
from wardapp.services.serial_letters import SerialLetters
from wardapp.services.signing import Signing
from wardapp.services.snippets import Snippets
from wardapp.services.syncing import Syncing
from wardapp.services.templates import Templates
from wardapp.services.terms import Terms
from wardapp.services.today import Today
from wardapp.services.today_books import WaitingInBooks
from wardapp.services.today_people import WaitingPeople
from wardapp.services.unfinished import Unfinished
from wardapp.services.unit_workbooks import UnitWorkbooks
from wardapp.services.versions import Versions
from wardapp.services.word_trip import WordTrip
from wardapp.services.workcalendar import load_public_days
from wardapp.services.writing import Writing
from wardapp.store.folder import make_office_folder
from wardapp.store.health import HealthCheck
from wardapp.store.lock import this_desk
from wardapp.store.opening import (
    OpenFolder,
    Opening,
    open_beside,
    open_to_look,
    open_with_lock,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """All that can be done in one office; close it, or leave the `with` block, when done."""

    folder: Path
    title: str
    read_only: bool
    is_example: bool
    notices: tuple[str, ...]
    intake: Intake
    registry: Registry
    deliveries: Deliveries
    drafting: Drafting
    signing: Signing
    copying: Copying
    redrafting: Redrafting
    writing: Writing
    checking: Checking
    citing: Citing
    snippets: Snippets
    issuing: Issuing
    templates: Templates
    letters: SerialLetters
    letter_lists: LetterLists
    word: WordTrip
    versions: Versions
    copies: OpenedCopies
    exporting: Exporting
    closing: BookClosing
    book_lists: BookLists
    register_books: RegisterBooks
    stamps: ArrivalStamps
    numbering: Numbering
    terms: Terms
    machine: MachineExport
    daylog: Daylog
    log_charts: LogCharting
    log_pasting: LogPasting
    reporting: Reporting
    report_desk: ReportDesk
    returns: Returns
    returns_boards: ReturnsBoards
    consolidation: Consolidation
    consolidated_export: ConsolidatedExport
    merging: Merging
    form_book: FormBook
    unit_workbooks: UnitWorkbooks
    regime_desk: RegimeDesk
    own_forms: OwnForms
    today: Today
    reading: FileReading
    dossiers: Dossiers
    chain: ChainService
    petitions: Petitions
    opinions: Opinions
    privacy: Privacy
    catalogue: Catalogue
    catalogue_import: CatalogueImport
    doubles: Doubles
    searching: Searching
    file_texts: FileTextReading
    saved_filters: SavedFilters
    syncing: Syncing
    exchanging: Exchanging
    list_export: ListExport
    history: History
    importing: Importing
    backups: Backups
    devices: Devices
    leases: Leases
    last_numbers: LastOnPaper
    second_places: SecondPlaces
    safety: Safety
    seals: Seals
    recoveries: Recoveries
    unfinished: Unfinished
    desk: Desk
    opened: OpenFolder

    def close(self) -> str:
        """Back up what changed when a window closes and give the lock back.

        Returns a sentence when the backup could not be made, else ``.
        """
        lock = self.opened.lock
        try:
            is_window = lock is not None and lock.is_held  # a restore gave it back already
            is_window = is_window and not self.desk.database.is_stopped  # damage is no backup
            return _backed_up(self.backups, AT_CLOSE) if is_window else ""
        finally:
            self.opened.close()

    def health_check(self) -> HealthCheck:
        """Return the check of the whole office, to be run on a thread beside the open window."""
        return self.opened.health_check()

    def damage(self) -> OfficeDamaged:
        """Return the refusal after that check found a fault, with the newest good backup."""
        return self.opened.damage()

    @property
    def recovery(self) -> Recovery | None:
        """Return what was done about damage at this start, None when all was well."""
        return self.opened.recovery

    def back_up_at_start(self) -> str:
        """Back up what changed since the newest backup; return a sentence when that failed.

        A big office takes seconds, so this runs beside the open window too.
        """
        return _backed_up(self.backups, AT_START)

    def warm(self) -> None:
        """Load what reads and writes files before its first use; clear old working files away."""
        load_all()
        self.drafting.papers.warm()
        self.word.sweep()
        self.copies.sweep()
        with suppress(WardError):  # a disk that went away is told by what needs it next
            self.petitions.forget_due()

    def data_version(self) -> int:
        """Return a number that changes when a command beside this window changed the office."""
        return self.desk.database.data_version()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_office(
    folder: Path,
    places: Places,
    clock: Clock,
    *,
    account: str = "",
    take_over: bool = False,
    read_only: bool = False,
) -> Office:
    """Open an office for its one window; with `read_only` its newest good backup to look at.

    Raises OfficeOpenElsewhere (`same_desk`: raise the first window; `can_take_over`: ask, then
    come again with `take_over`), OfficeDamaged, OfficeTooNew, OfficeRefused or DiskRefused.
    """
    if read_only:
        return _office(open_to_look(folder), places, clock, account)
    opening = _opening(places, clock, account, take_over=take_over)
    return _office(open_with_lock(folder, opening), places, clock, account)


def open_for_command(folder: Path, places: Places, clock: Clock, *, account: str = "") -> Office:
    """Open an office for a command, beside a window that may be open on this PC."""
    opening = _opening(places, clock, account)
    return _office(open_beside(folder, opening), places, clock, account)


def create_office(
    folder: Path, profile: OfficeProfile, places: Places, clock: Clock, *, account: str = ""
) -> Office:
    """Make an office from a profile, whole or not at all, and open it as a command does.

    A window closes it and comes back with `open_office`.
    """
    opening = _opening(places, clock, account)
    make_office_folder(folder, partial(found, profile, places, opening), opening.is_network)
    office = open_for_command(folder, places, clock, account=account)
    return _with_backup(office, AT_CREATION)


def account_name(clock: Clock) -> str:
    """Return PC and account as the journal names them."""
    desk = this_desk(clock.now_ms())
    return f"{desk.host}\\{desk.account}" if desk.account else desk.host


def _opening(places: Places, clock: Clock, account: str, *, take_over: bool = False) -> Opening:
    return Opening(
        data=places.data,
        clock=clock,
        account=account or account_name(clock),
        take_over=take_over,
        shared=places.shared,
    )


def _office(opened: OpenFolder, places: Places, clock: Clock, account: str) -> Office:
    """Join every service over an open folder; a failure closes the folder again."""
    try:
        return _joined(opened, places, clock, account or account_name(clock))
    except BaseException:
        opened.close()
        raise


def _desk(opened: OpenFolder, places: Places, clock: Clock, account: str) -> Desk:
    public_days = load_public_days(places.resources)
    return Desk(opened.database, opened.files, clock, account, public_days)


def _joined(opened: OpenFolder, places: Places, clock: Clock, account: str) -> Office:
    desk = _desk(opened, places, clock, account)
    reader, papers = FileReader(places.resources), Papers.load(places)
    drafting = Drafting(desk, papers)
    form_book = FormBook(desk, places)
    numbering, dossiers = Numbering(desk, papers), Dossiers(desk, places)
    registry, petitions = Registry(desk, reader, papers), Petitions(desk, places, reader)
    privacy = Privacy(desk, places, petitions)
    reports = reporting_services(desk, places, reader, form_book, drafting)
    reporting: Reporting = reports["reporting"]
    exchange = exchange_services(desk, places, opened)
    writing = writing_services(desk, places, drafting, reader, registry)
    letters = writing["letters"], writing["snippets"]
    regime_desk = RegimeDesk.of(desk, reader, form_book, letters)
    return Office(
        folder=shown(opened.folder.root),
        title=desk.database.local(TITLE) or opened.folder.root.name,
        read_only=desk.database.read_only,
        is_example=bool(desk.database.local(EXAMPLE)),
        notices=(*opened.notices, *(clock_doubts(desk) if opened.lock is not None else ())),
        registry=registry,
        drafting=drafting,
        **exchange,
        exchanging=exchanging_over(desk, places, exchange, reports),
        **plain_services(desk, places, reader, papers),
        **reports,
        **writing,
        numbering=numbering,
        last_numbers=LastOnPaper(desk, numbering),
        report_desk=ReportDesk.of(
            desk, reporting, reports["exporting"], (drafting, writing["issuing"])
        ),
        unit_workbooks=UnitWorkbooks(desk, reporting, regime_desk.regimes, places),
        regime_desk=regime_desk,
        today=Today(
            desk,
            reports["daylog"],
            reporting,
            WaitingInBooks(desk, numbering, dossiers),
            WaitingPeople(desk, privacy),
            regime_desk.waiting,
        ),
        dossiers=dossiers,
        petitions=petitions,
        privacy=privacy,
        desk=desk,
        opened=opened,
    )


def _with_backup(office: Office, reason: str) -> Office:
    """Back up what changed and return the office, with a notice when that failed."""
    problem = _backed_up(office.backups, reason)
    return replace(office, notices=(*office.notices, problem)) if problem else office


def _backed_up(backups: Backups, reason: str) -> str:
    """Back up what changed; return a sentence instead of failing, since the work is done."""
    try:
        made = backups.make_if_changed(reason)
    except WardError as error:
        return f"Chưa sao lưu được. {error.sentence}"
    return made.note if made is not None else ""
