"""Sao văn bản: asks for kind, signer and day of a copy and saves its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from wardapp.core.copies import CopyOffer, CopyWish
from wardapp.core.dispatches import Incoming, Outgoing, Recipient
from wardapp.core.document import CopyKind
from wardapp.core.errors import BadDate, BadValue
from wardapp.core.files import write_whole
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer, Signer
from wardapp.services.file_stems import safe_stem
from wardapp.services.office import Office
from wardapp.ui.context import Context
from wardapp.ui.form_dialog import FormDialog, Refused
from wardapp.ui.jobs import Book
from wardapp.ui.pages.outgoing_paper import PaperOut
from wardapp.ui.widgets.fields import BoxField, ChoiceField, DateField, Field, LineField

TITLE = "Sao văn bản"
PDF = "PDF (*.pdf)"
ON_PHOTOCOPY = "In phần chân lên bản chụp, cách mép trên (mm)"
LOWEST = 297


@dataclass(frozen=True, slots=True)
class _Bodies:
    """Who may copy: bodies with their signers and the kinds of copy of today."""

    issuers: tuple[Issuer, ...]
    signers: dict[str, tuple[Signer, ...]]
    kinds: dict[str, tuple[CopyOffer, ...]]


def ask_copy(
    page: QWidget, context: Context, out: PaperOut, line: Incoming | Outgoing | None
) -> None:
    """Ask how the line is to be copied, then where the copy goes."""
    if line is None:
        return
    context.jobs.read(
        lambda: _bodies(context.office, context.clock.today()),
        lambda bodies: CopyForm(page, context, out, (line, bodies)).open(),
        key="copy.bodies",
        owner=page,
    )


def _bodies(office: Office, today: date) -> _Bodies:
    issuers = office.catalogue.issuers()
    return _Bodies(
        issuers,
        {each.id: office.catalogue.signers_on(each.id, today) for each in issuers},
        {each.id: office.copying.kinds(each) for each in issuers},
    )


class CopyForm:
    """The fields of a copy; kinds and signers follow the body that copies."""

    def __init__(
        self,
        page: QWidget,
        context: Context,
        out: PaperOut,
        about: tuple[Incoming | Outgoing, _Bodies],
    ) -> None:
        theme = context.theme
        self._page, self._context, self._out = page, context, out
        self._line, self._bodies = about
        bodies, line = self._bodies, self._line
        entries = tuple((each.id, each.name) for each in bodies.issuers)
        self.issuer = ChoiceField(theme, "Cơ quan sao", entries)
        self.issuer.set_value(line.issuer_id)
        self.kind = ChoiceField(theme, "Loại bản sao")
        self.signer = ChoiceField(theme, "Người ký bản sao")
        self.day = DateField(theme, "Ngày sao", context.clock.today)
        self.day.set_day(context.clock.today())
        self.recipients = BoxField(theme, "Nơi nhận bản sao, mỗi dòng một nơi", 2)
        self.top = LineField(theme, ON_PHOTOCOPY, "Để trống: cả văn bản, hoặc tờ chân riêng")
        self._offer()
        self.issuer.choice.currentIndexChanged.connect(self._offer)

    def open(self) -> None:
        """Show the form."""
        fields: dict[str, Field] = {
            "kind": self.kind, "signer": self.signer, "day": self.day, "top": self.top,
            "recipients": self.recipients,
        }  # fmt: skip
        if len(self._bodies.issuers) > 1:
            fields = {"issuer": self.issuer, **fields}
        title = f"{TITLE} {self._line.number_symbol}".strip()
        FormDialog(self._page, self._context.theme, title, fields, self.wish, self._keep).saying(
            "Sao, lưu PDF"
        ).open()

    def wish(self) -> CopyWish:
        """Return the copy the fields ask for; BadValue names the field that cannot stand."""
        line, issuer = self._line, self._issuer()
        names = [name.strip() for name in self.recipients.text().splitlines()]
        recipients = tuple(Recipient(name=name) for name in names if name)
        signer = self.signer.value()
        return CopyWish(
            issuer_id=issuer.id,
            outgoing_id=line.id if isinstance(line, Outgoing) else None,
            incoming_id=line.id if isinstance(line, Incoming) else None,
            kind=CopyKind(str(self.kind.value())),
            signer_id=RecordId(str(signer)) if signer else None,
            day=self._day(),
            recipients=recipients,
            storage_line=issuer.storage_line if recipients else "",
            top_mm=self._top(),
        )

    def _offer(self) -> None:
        issuer = self._issuer()
        kinds = self._bodies.kinds[issuer.id]
        self.kind.set_entries(tuple((each.kind.value, each.label) for each in kinds))
        is_numbered = any(each.type_code for each in kinds)
        self.kind.set_echo("" if is_numbered else "Không lấy số: đóng dấu Bản sao văn bản.")
        signers = self._bodies.signers[issuer.id]
        self.signer.set_entries(tuple((each.id, _spoken(each)) for each in signers))

    def _issuer(self) -> Issuer:
        chosen = self.issuer.value()
        found = (each for each in self._bodies.issuers if each.id == chosen)
        return next(found, self._bodies.issuers[0])

    def _day(self) -> date | None:
        try:
            return self.day.day()
        except BadDate as fault:
            raise BadValue("day", fault.sentence) from fault

    def _top(self) -> float:
        typed = self.top.text()
        if not typed:
            return 0
        if not typed.isdecimal() or not 0 < int(typed) < LOWEST:
            raise BadValue("top", "Hãy ghi số mi-li-mét, ví dụ 180, hoặc để trống.")
        return float(typed)

    def _keep(self, wish: CopyWish, done: Callable[[], None], _refused: Refused) -> None:
        done()
        office = self._context.office

        def write(target: Path) -> Path:
            made = office.copying.make(wish)
            write_whole(target, made.rendered.pdf)
            if made.line is not None:
                office.exporting.mark_left(made.line.id)
            return target

        name = f"{safe_stem(f'Bản sao {self._line.number_symbol} {self._line.subject}')}.pdf"
        self._out.save(TITLE, name, (PDF,), write, touches=frozenset({Book.OUTGOING}))


def _spoken(signer: Signer) -> str:
    title = signer.position or ", ".join(signer.authority)
    return f"{signer.full_name}, {title.capitalize()}" if title else signer.full_name
