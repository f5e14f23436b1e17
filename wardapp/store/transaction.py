"""What a transaction gives: one book a kind of record, all on one connection."""

from __future__ import annotations

from functools import cached_property

from wardapp.core.identity import RecordId
from wardapp.core.journal import Command
from wardapp.store.books import Books
from wardapp.store.bulk import Bulk
from wardapp.store.catalogue import Catalogue
from wardapp.store.chain import ChainReader
from wardapp.store.conflicts import Conflicts
from wardapp.store.daylog import DaylogBook
from wardapp.store.dossiers import FilingCabinet
from wardapp.store.drafts import Drafts
from wardapp.store.exchanges import Exchanges
from wardapp.store.filled import FilledForms
from wardapp.store.form_files import FormFiles
from wardapp.store.history import JournalReader
from wardapp.store.incoming import IncomingBook
from wardapp.store.keeping import KeepingBook
from wardapp.store.letters import Templates
from wardapp.store.lists import Lists
from wardapp.store.merging import Merging
from wardapp.store.numbers import Numbers
from wardapp.store.opinions import Opinions
from wardapp.store.outgoing import OutgoingBook
from wardapp.store.petitions import Petitions
from wardapp.store.privacy import Privacy
from wardapp.store.regimes import Regimes
from wardapp.store.returns import Returns
from wardapp.store.seals import Seals
from wardapp.store.search import Search
from wardapp.store.snippets import Snippets
from wardapp.store.trust import TrustedDevices
from wardapp.store.work import Work


class Transaction:
    """The books of an office inside one transaction."""

    def __init__(self, work: Work) -> None:
        self.work = work

    @property
    def command(self) -> Command:
        """Return the command that writes here."""
        return self.work.writing

    @property
    def now_ms(self) -> int:
        """Return the instant of the command."""
        return self.work.writing.now_ms

    def new_id(self) -> RecordId:
        """Return a name for a new record."""
        return self.work.new_id()

    @cached_property
    def incoming(self) -> IncomingBook:
        """Return the register of incoming dispatches."""
        return IncomingBook(self.work)

    @cached_property
    def outgoing(self) -> OutgoingBook:
        """Return the register of outgoing dispatches."""
        return OutgoingBook(self.work)

    @cached_property
    def numbers(self) -> Numbers:
        """Return the number series."""
        return Numbers(self.work)

    @cached_property
    def keeping(self) -> KeepingBook:
        """Return who keeps the numbers, and the copies of this office."""
        return KeepingBook(self.work)

    @cached_property
    def books(self) -> Books:
        """Return the books beside the common ones, and the closings of any book."""
        return Books(self.work)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Return the catalogue and the settings."""
        return Catalogue(self.work)

    @cached_property
    def drafts(self) -> Drafts:
        """Return the drafts."""
        return Drafts(self.work)

    @cached_property
    def daylog(self) -> DaylogBook:
        """Return the daily log."""
        return DaylogBook(self.work)

    @cached_property
    def filing(self) -> FilingCabinet:
        """Return the dossiers, what lies in them and the retention table."""
        return FilingCabinet(self.work)

    @cached_property
    def chain(self) -> ChainReader:
        """Return the finder of what hangs together."""
        return ChainReader(self.work)

    @cached_property
    def exchanges(self) -> Exchanges:
        """Return the history of exchange and the other copies of the office."""
        return Exchanges(self.work)

    @cached_property
    def merging(self) -> Merging:
        """Return what brings the events of other copies in."""
        return Merging(self.work)

    @cached_property
    def conflicts(self) -> Conflicts:
        """Return what copies wrote apart and waits for the clerk."""
        return Conflicts(self.work.connection)

    @cached_property
    def filled(self) -> FilledForms:
        """Return the filled report forms."""
        return FilledForms(self.work)

    @cached_property
    def regimes(self) -> Regimes:
        """Return the reporting regimes and the duties of units."""
        return Regimes(self.work)

    @cached_property
    def returns(self) -> Returns:
        """Return what units sent in."""
        return Returns(self.work)

    @cached_property
    def form_files(self) -> FormFiles:
        """Return the forms the office added."""
        return FormFiles(self.work)

    @cached_property
    def opinions(self) -> Opinions:
        """Return the topics of public opinion."""
        return Opinions(self.work)

    @cached_property
    def privacy(self) -> Privacy:
        """Return requests of persons and notes of incidents."""
        return Privacy(self.work)

    @cached_property
    def lists(self) -> Lists:
        """Return named filters, groups of addressees and columns of old books."""
        return Lists(self.work)

    @cached_property
    def templates(self) -> Templates:
        """Return the office's own templates."""
        return Templates(self.work)

    @cached_property
    def petitions(self) -> Petitions:
        """Return the book of petitions, and the persons kept apart from it."""
        return Petitions(self.work)

    @cached_property
    def trust(self) -> TrustedDevices:
        """Return the keys that this copy trusts."""
        return TrustedDevices(self.work)

    @cached_property
    def search(self) -> Search:
        """Return the search over everything."""
        return Search(self.work)

    @cached_property
    def snippets(self) -> Snippets:
        """Return the office's own passages."""
        return Snippets(self.work)

    @cached_property
    def bulk(self) -> Bulk:
        """Return what writes many lines at once."""
        return Bulk(self.work)

    @cached_property
    def journal(self) -> JournalReader:
        """Return the journal."""
        return JournalReader(self.work)

    @cached_property
    def seals(self) -> Seals:
        """Return the codes of days and moments."""
        return Seals(self.work)
