"""The half-typed line of Nhật ký, kept over the end of the program."""

from __future__ import annotations

from contextlib import suppress

from wardapp.core.dates import parse_day
from wardapp.core.daylog import LogLine
from wardapp.core.errors import BadDate
from wardapp.core.identity import RecordId
from wardapp.ui.context import Context
from wardapp.ui.pages.daylog_entry import EntryCard
from wardapp.ui.pages.daylog_rows import day_words
from wardapp.ui.typed_keeper import TypedKeeper
from wardapp.ui.widgets.fields import Field
from wardapp.ui.widgets.typed import retype, typed_text

PAGE = "daylog"
DAY, LINE, LINKS = "day", "line", "links"
TODAY = "hôm nay"
GIVEN_BACK = "Dòng gõ dở lần trước được giữ lại (tệp minh chứng cần thả lại). Enter để ghi."


class LogKeeping:
    """Keeps what stands in the entry card; files are not kept: nobody has judged them yet."""

    def __init__(self, context: Context, card: EntryCard) -> None:
        self._context, self._card = context, card
        self._keeper = TypedKeeper(context, PAGE, self.typed, card)

    def typed(self) -> dict[str, str]:
        """Return what is typed and not written, {} when nothing is."""
        card = self._card
        if not card.content.text() and card.amended is None:
            return {}
        values = {name: typed_text(field) for name, field in self._fields().items()}
        values[DAY] = self._whole_day(values[DAY])
        values[LINKS] = " ".join(card.evidence.links())
        if card.amended is not None:
            values[LINE] = card.amended.id
        return values

    def keep(self) -> None:
        """Keep it now."""
        self._keeper.keep()

    def bring_back(self) -> None:
        """Put back what was kept, unless something was typed meanwhile."""
        self._keeper.bring_back(self._show)

    def _fields(self) -> dict[str, Field]:
        card = self._card
        return {
            DAY: card.day,
            "channel": card.channel,
            "content": card.content,
            "group": card.group,
            "amount": card.amount,
            "reach": card.reach,
            "places": card.places,
            **card.more.fields,
        }

    def _whole_day(self, words: str) -> str:
        """Return a day in figures: tomorrow "hôm nay" would be another one."""
        try:
            return f"{parse_day(words or TODAY, self._context.clock.today()):%d/%m/%Y}"
        except BadDate:
            return words

    def _show(self, kept: dict[str, str]) -> None:
        if LINE not in kept:
            self._retype(kept)
            return
        daylog, line_id = self._context.office.daylog, RecordId(kept[LINE])

        def load(line: LogLine) -> None:
            self._card.load(line)
            self._retype(kept)

        self._context.jobs.read(
            lambda: daylog.get(line_id),
            load,
            owner=self._card,
            on_refused=lambda _gone: self._retype(kept),  # the line was removed: a new one then
        )

    def _retype(self, kept: dict[str, str]) -> None:
        for name, field in self._fields().items():
            retype(field, kept.get(name, ""))
        today = self._context.clock.today()
        with suppress(BadDate):
            self._card.day.set_text(day_words(parse_day(kept.get(DAY, ""), today), today))
        self._card.more.fit_sight()
        self._card.evidence.reset(tuple(kept.get(LINKS, "").split()))
        self._card.say(GIVEN_BACK, "accent")
