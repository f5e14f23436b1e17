"""Taking packages in: password and code first, one job with progress, where it leads afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QWidget

from wardapp.core.errors import BadValue, Cancelled, WardError
from wardapp.core.exchange import Arrival, Purpose, ReceiveChoices, Received, Trust
from wardapp.core.identity import RecordId
from wardapp.core.returns import SameUnit
from wardapp.services.office import Office
from wardapp.ui import trust_dialogs
from wardapp.ui.context import Context
from wardapp.ui.device_words import device_words
from wardapp.ui.dialogs import ask_fields
from wardapp.ui.jobs import EVERYTHING, Book, JobProgress
from wardapp.ui.pages.exchange_tray import Tray
from wardapp.ui.pages.exchange_words import UNTRUSTED
from wardapp.ui.widgets.fields import ChoiceField

STOPPED = "Đã dừng. Các gói nhận xong trước đó vẫn ở trong sổ; gói còn lại chưa nhận."
SAME = (
    (SameUnit.NEW.value, "Giữ bản này, bản kia để bên cạnh"),
    (SameUnit.OLD.value, "Giữ bản kia, bản này để bên cạnh"),
)


def is_ready(arrival: Arrival) -> bool:
    """Return whether a package can be taken in now."""
    is_done = arrival.received_before and arrival.preview.is_empty and not arrival.lines
    is_open = arrival.manifest is not None and not arrival.refusal
    return is_open and not is_done and arrival.trust not in UNTRUSTED


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a round of taking in did, and what stopped it."""

    taken: tuple[tuple[Arrival, Received], ...] = ()
    trouble: str = ""
    asked: BadValue | None = None
    asking: Arrival | None = None


@dataclass(frozen=True, slots=True)
class _Tried:
    """What is to be taken in, and the packages that may become ready by it."""

    arrivals: tuple[Arrival, ...]
    paths: tuple[Path, ...]
    passwords: dict[Path, str]
    choices: ReceiveChoices = field(default_factory=ReceiveChoices)


class Taking:
    """The deeds of the page of arrivals."""

    def __init__(self, page: QWidget, context: Context, tray: Tray) -> None:
        self._page, self._context, self._tray = page, context, tray

    # ---- password and code -------------------------------------------------------------------

    def ask_password(self, arrival: Arrival, done: Callable[[], object]) -> None:
        """Ask for a package's password and look again."""
        typed = trust_dialogs.ask_password(
            self._page, self._context.theme, arrival.path.name, arrival.refusal
        )
        if typed:
            self._tray.passwords[arrival.path] = typed
            self._tray.round += 1
            done()

    def ask_trust(self, arrival: Arrival, done: Callable[[], object]) -> None:
        """Show the code of a key; trust it when the clerk says it is right, and look again."""
        card = arrival.card
        if card is None or not trust_dialogs.ask_trust(
            self._page, self._context.theme, card, is_other_key=arrival.trust is Trust.OTHER_KEY
        ):
            return
        devices, frame = self._context.office.devices, self._context.frame

        def trusted(_value: object) -> None:
            frame.toast(f"Đã tin {device_words(card.device_name) or card.code}.")
            done()

        self._context.jobs.write(
            lambda: devices.trust(card), trusted, touches=frozenset({Book.EXCHANGE})
        )

    # ---- taking in ---------------------------------------------------------------------------

    def take(self, arrivals: tuple[Arrival, ...], take: tuple[tuple[str, str], ...] = ()) -> None:
        """Take packages in, with those that only waited for them when there are several."""
        found = tuple(each for each in self._tray.sources if isinstance(each, Path))
        paths = found if len(arrivals) > 1 else ()
        choices = ReceiveChoices(take=take)
        self._try(_Tried(arrivals, paths, dict(self._tray.passwords), choices))

    def _try(self, tried: _Tried) -> None:
        office = self._context.office

        def work(progress: JobProgress) -> _Taken:
            return _taken(office, tried, progress)

        self._context.jobs.long(work, self._done, title="Đang nhận gói…", touches=EVERYTHING)

    def _done(self, taken: _Taken) -> None:
        received = [each for _arrival, each in taken.taken]
        for arrival, _each in taken.taken:
            self._tray.drop(arrival.path)
        if received:
            self._tell(received)
            self._lead_on(received)
        if taken.asked is not None and taken.asking is not None:
            self._ask(taken.asking, taken.asked)
        elif taken.trouble:
            self._context.frame.fail("Gói này chưa nhận được", taken.trouble)

    def _ask(self, arrival: Arrival, asked: BadValue) -> None:
        """Ask what a report leaves open: whose it is, or which of two counts."""
        office = self._context.office
        if asked.field == "same_unit":
            self._ask_field(arrival, asked, SAME)
        else:
            self._context.jobs.read(
                office.catalogue.units,
                lambda units: self._ask_field(
                    arrival, asked, tuple((each.id, each.name) for each in units)
                ),
                key="exchange.units",
                owner=self._page,
            )

    def _ask_field(
        self, arrival: Arrival, asked: BadValue, entries: tuple[tuple[object, str], ...]
    ) -> None:
        is_same = asked.field == "same_unit"
        one = ChoiceField(
            self._context.theme, "Đơn vị đã có bản" if is_same else "Đơn vị gửi", entries
        )
        title = "Báo cáo này tính thế nào?" if is_same else "Báo cáo này của đơn vị nào?"
        if not ask_fields(self._page, self._context.theme, title, (one,), "Nhận", asked.sentence):
            return
        value = str(one.value())
        choices = (
            ReceiveChoices(same_unit=SameUnit(value))
            if is_same
            else ReceiveChoices(unit_id=RecordId(value))
        )
        self._try(_Tried((arrival,), (), dict(self._tray.passwords), choices))

    def _tell(self, received: list[Received]) -> None:
        frame, words = self._context.frame, received[0].sentence
        conflicts = sum(each.conflicts for each in received)
        if len(received) > 1:
            changed = sum(each.receipt.added + each.receipt.changed for each in received)
            words = f"Đã nhận {len(received)} gói, {changed} dòng thêm và sửa."
            words += f" {conflicts} chỗ khác nhau chờ chọn." if conflicts else ""
        purposes = {each.receipt.purpose for each in received}
        frame.toast(words, None if purposes == {Purpose.DISPATCH} else frame.undo)

    def _lead_on(self, received: list[Received]) -> None:
        """Go where the clerk goes on: proposals, returns, conflicts, the history."""
        frame = self._context.frame
        files = tuple(file for each in received for file in each.files)
        purposes = {each.receipt.purpose for each in received}
        left_out = [line for each in received for line in each.lines]
        if files:
            frame.go("proposal", files)
        elif purposes == {Purpose.REPORT}:
            frame.go("returns")
        elif not self._tray.sources:
            has_conflicts = any(each.conflicts for each in received)
            frame.go("exchange", "conflicts" if has_conflicts else "history")
        if left_out:
            frame.fail("Có phần trong gói không nhận", "\n".join(left_out))


def _taken(office: Office, tried: _Tried, progress: JobProgress) -> _Taken:
    """Take packages in one by one; with several, also those that only waited for them."""
    taken: list[tuple[Arrival, Received]] = []
    pending, done = list(tried.arrivals), set[Path]()
    while pending:
        arrival = pending.pop(0)
        password = tried.passwords.get(arrival.path, "")
        try:
            received = office.exchanging.receive(arrival, password, progress, tried.choices)
        except Cancelled:
            return _Taken(tuple(taken), STOPPED if taken else "")
        except BadValue as asked:
            return _Taken(tuple(taken), asked.sentence, asked, arrival)
        except WardError as refusal:
            return _Taken(tuple(taken), refusal.sentence)
        taken.append((arrival, received))
        done.update((arrival.path, *arrival.parts))
        left = tuple(each for each in tried.paths if each not in done)
        if not pending and left:
            seen = office.exchanging.look_at(left, tried.passwords)
            pending = [each for each in seen if is_ready(each)]
    return _Taken(tuple(taken))
