"""Bodies that stand twice: the pairs one after the other, merging by hand, parting again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from wardapp.core.catalogue import DoubleBodies
from wardapp.core.errors import BadDate, BadValue
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Body
from wardapp.services.bodies import body_named
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog
from wardapp.ui.form_dialog import FormDialog, Refused
from wardapp.ui.jobs import Book
from wardapp.ui.pages.catalogue_sections import LEVEL_NAMES
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.cards import Card
from wardapp.ui.widgets.fields import ChoiceField, DateField, LineField
from wardapp.ui.widgets.texts import Text

HOW = ((False, "Tên khác của cơ quan đó"), (True, "Tên cũ, nay đã đổi"))
Chosen = tuple[Body, bool, date | None]
SENTENCE = (
    "Văn bản đã vào sổ giữ nguyên chữ đã ghi; tên của cơ quan được gộp vẫn nhận ra được. "
    "Tách lại được bất cứ lúc nào."
)


class DoubleDialog(Dialog):
    """One pair of likely doubles: merge, swap, or go on to the next."""

    def __init__(self, parent: QWidget, theme: Theme, pair: DoubleBodies, place: str) -> None:
        super().__init__(parent, theme, f"Có thể trùng {place}", f"{pair.why}. {SENTENCE}", "copy")
        self.pair = pair
        self._keep, self._other = Card(theme, fill="alt"), Card(theme, fill="alt")
        self._texts = tuple(
            (Text(theme, "", Role.LABEL, "text2"), Text(theme, "", Role.STRONG, wrap=True),
             Text(theme, "", Role.SMALL, "text2", wrap=True))
            for _ in range(2)
        )  # fmt: skip
        for card, texts in zip((self._keep, self._other), self._texts, strict=True):
            for text in texts:
                card.body.addWidget(text)
            self.room.addWidget(card)
        self.add_button("Đổi vai", Kind.GHOST, icon="arrow_swap").clicked.connect(self.swap)
        self.skip = self.add_button("Không trùng", Kind.GHOST)
        self.skip.clicked.connect(lambda: self.done(SKIPPED))
        self.add_stretch()
        self.add_close("Thôi")
        self.add_button("Gộp", Kind.PRIMARY, key="Enter", accepts=True)
        self._show()

    def swap(self) -> None:
        """Keep the other one."""
        self.pair = replace(self.pair, keep=self.pair.other, other=self.pair.keep)
        self._show()
        self.fit()

    def _show(self) -> None:
        both = (("Giữ lại", self.pair.keep), ("Gộp vào cơ quan trên", self.pair.other))
        for (label, body), texts in zip(both, self._texts, strict=True):
            for text, words in zip(texts, (label, body.name, facts_of(body)), strict=True):
                text.setText(words)


SKIPPED = 2
"""What the dialog ends with when the two are not the same body."""


class DoublesAtHand:
    """What the page does about doubles."""

    def __init__(self, context: Context, page: QWidget) -> None:
        self._context, self._page = context, page
        self._pairs: tuple[DoubleBodies, ...] = ()
        self._at = 0

    def look(self) -> None:
        """Look for doubles and show them one after the other."""
        self._context.jobs.read(
            self._context.office.doubles.find, self._begin, key="catalogue.doubles"
        )

    def _begin(self, pairs: tuple[DoubleBodies, ...]) -> None:
        self._pairs, self._at = pairs, 0
        if not pairs:
            self._context.frame.toast("Không thấy cơ quan nào trùng nhau.")
        self._next(0)

    def _next(self, step: int) -> None:
        self._at += step
        if self._at >= len(self._pairs):
            return
        place = f"({self._at + 1} trong {len(self._pairs)})"
        theme, pair = self._context.theme, self._pairs[self._at]
        dialog = DoubleDialog(self._page, theme, pair, place)
        dialog.finished.connect(lambda result: self._answered(dialog, result))
        dialog.open()

    def _answered(self, dialog: DoubleDialog, result: int) -> None:
        dialog.deleteLater()
        if result == SKIPPED:
            self._next(1)
        elif result == Dialog.DialogCode.Accepted:
            pair = dialog.pair
            self._merge(pair.keep, pair.other, self.look)

    def _merge(self, keep: Body, other: Body, then: Callable[[], None]) -> None:
        doubles, frame = self._context.office.doubles, self._context.frame

        def merged(kept: Body) -> None:
            frame.toast(f"Đã gộp vào {kept.name}.", frame.undo)
            then()

        self._context.jobs.write(
            lambda: doubles.merge(keep.id, (other.id,)), merged, touches={Book.CATALOGUE}
        )

    def merge_into(self, other: Body, bodies: tuple[Body, ...]) -> None:
        """Ask which body a chosen one is merged into, and what its name is from now on."""
        context = self._context
        keep = LineField(context.theme, "Gộp vào cơ quan", "Gõ vài chữ của tên")
        keep.suggest(tuple(each.name for each in bodies if each.id != other.id))
        how = ChoiceField(context.theme, "Tên này từ nay là", HOW)
        until = DateField(context.theme, "Tên cũ dùng đến hết ngày", context.clock.today)

        def value() -> Chosen:
            found = body_named(keep.text(), bodies)
            if found is None or found.id == other.id:
                raise BadValue("keep", "Hãy chọn một cơ quan khác có trong danh mục.")
            try:
                return found, bool(how.value()), until.day()
            except BadDate as fault:
                raise BadValue("until", fault.sentence) from fault

        fields = {"keep": keep, "how": how, "until": until}
        FormDialog(
            self._page, context.theme, f"Gộp {other.name}", fields, value,
            lambda chosen, done, refused: self._keep_merged(other, chosen, done, refused),
        ).open()  # fmt: skip

    def _keep_merged(
        self, other: Body, chosen: Chosen, done: Callable[[], None],
        refused: Refused,
    ) -> None:  # fmt: skip
        keep, as_former, until = chosen
        doubles, frame = self._context.office.doubles, self._context.frame

        def merged(kept: Body) -> None:
            done()
            frame.toast(f"Đã gộp vào {kept.name}.", frame.undo)

        self._context.jobs.write(
            lambda: doubles.merge(keep.id, (other.id,), as_former=as_former, until=until),
            merged,
            touches={Book.CATALOGUE},
            on_refused=refused,
        )

    def part(self, keep: Body) -> None:
        """Ask which merged body shall stand for itself again."""
        doubles = self._context.office.doubles
        self._context.jobs.read(
            lambda: doubles.merged(keep.id), self._ask_part, key="catalogue.merged"
        )

    def _ask_part(self, merged: tuple[Body, ...]) -> None:
        context = self._context
        if not merged:
            context.frame.toast("Chưa có cơ quan nào được gộp vào cơ quan này.")
            return
        which = ChoiceField(
            context.theme, "Cơ quan tách ra", tuple((each.id, each.name) for each in merged)
        )
        which.set_value(merged[0].id)
        doubles, frame = context.office.doubles, context.frame

        def keep(chosen: RecordId, done: Callable[[], None], refused: Refused) -> None:
            def parted(body: Body) -> None:
                done()
                frame.toast(f"Đã tách {body.name}.", frame.undo)

            context.jobs.write(
                lambda: doubles.part(chosen), parted, touches={Book.CATALOGUE}, on_refused=refused
            )

        FormDialog(
            self._page, context.theme, "Tách cơ quan đã gộp", {"which": which},
            lambda: RecordId(str(which.value())), keep,
        ).open()  # fmt: skip


def facts_of(body: Body) -> str:
    """Return what tells two bodies apart, in one line."""
    names = ", ".join((*body.short_names, *(each.name for each in body.former_names)))
    parts = (body.symbol, LEVEL_NAMES[body.level], body.email, names)
    return " · ".join(filter(None, parts)) or "Chưa ghi thêm gì."
