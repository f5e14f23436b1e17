"""What is done on Trao đổi: sending, settling, undoing, forgetting."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from wardapp.core.errors import WardError
from wardapp.core.exchange import (
    Conflict,
    Partner,
    Purpose,
    Receipt,
    TrustedDevice,
)
from wardapp.core.identity import RecordId
from wardapp.core.keeping import CopyAnswer
from wardapp.core.sources import FileSource
from wardapp.ui import dialogs
from wardapp.ui.context import Context
from wardapp.ui.device_words import device_words
from wardapp.ui.dialogs import Dialog
from wardapp.ui.dropped_packages import is_package
from wardapp.ui.jobs import EVERYTHING, Book
from wardapp.ui.pages.exchange_in_actions import PAGE as ARRIVALS
from wardapp.ui.pages.exchange_send import SendDialog
from wardapp.ui.pages.exchange_send_form import Matter
from wardapp.ui.palette_entries import ENTITIES
from wardapp.ui.widgets.cards import Way, WayCard

NO_REPORT = "Chưa có báo cáo nào đã chốt. Hãy chốt báo cáo ở trang Báo cáo rồi gửi."
SENT = frozenset({Book.EXCHANGE})


class PurposeDialog(Dialog):
    """Asks what is to be sent; `purpose` is what was chosen."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, context.theme, "Gửi gì, cho ai?", "", "send")
        self.purpose: Purpose | None = None
        self.cards = tuple(
            WayCard(context.theme, Way(words, partial(self._choose, purpose), icon, "", detail))
            for purpose, words, icon, detail in PURPOSES
        )
        for card in self.cards:
            self.room.addWidget(card)
        self.add_stretch()
        self.add_close("Thôi")
        self.cards[0].setFocus()

    def _choose(self, purpose: Purpose) -> None:
        self.purpose = purpose
        self.accept()


PURPOSES = (
    (
        Purpose.SYNC, "Máy khác của cơ quan", "arrow_swap",
        "Hai máy chung một sổ: chỉ gửi phần bên kia chưa có",
    ),
    (
        Purpose.DISPATCH, "Văn bản cho cơ quan khác", "mail_inbox",
        "Chọn các dòng ở Văn bản đi; bên kia vào sổ đến ngay từ gói",
    ),
    (
        Purpose.REPORT, "Báo cáo lên phường", "data_pie",
        "Báo cáo đã chốt của đơn vị kèm minh chứng",
    ),
    (
        Purpose.CATALOGUE, "Danh mục, biểu mẫu cho đơn vị", "library",
        "Biểu mẫu, mẫu văn bản, danh mục, danh bạ dùng chung",
    ),
)  # fmt: skip


class ExchangeDeeds:
    """The deeds of the page."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context

    def take_packages(self, files: tuple[FileSource, ...]) -> bool:
        """Show packages where they are taken in; False when something else is among the files."""
        if not files or not all(map(is_package, files)) or self._context.office.read_only:
            return False
        self._context.frame.go(ARRIVALS, files)
        return True

    # ---- sending -----------------------------------------------------------------------------

    def send(self, partners: tuple[Partner, ...]) -> None:
        """Ask what is to be sent, and go on with that."""
        dialog = PurposeDialog(self._page, self._context)
        dialog.exec()
        match dialog.purpose:
            case Purpose.SYNC:
                self._send(Matter(purpose=Purpose.SYNC, partners=partners))
            case Purpose.DISPATCH:
                self._context.frame.go("outgoing")
                self._context.frame.toast("Chọn các văn bản cần gửi, rồi bấm Gửi gói.")
            case Purpose.REPORT:
                self._send_report(partners)
            case Purpose.CATALOGUE:
                self._send_catalogue(partners)
            case None:
                pass
        dialog.deleteLater()

    def send_to(self, partner: Partner, partners: tuple[Partner, ...]) -> None:
        """Send what waits to a partner; dispatches to another office."""
        if partner.replica_id is None:
            self._context.frame.go("outgoing")
            self._context.frame.toast(f"Chọn các văn bản cần gửi {partner.name}, rồi bấm Gửi gói.")
            return
        matter = Matter(purpose=Purpose.SYNC, partners=partners, partner=partner.replica_id)
        self._send(matter)

    def _send_report(self, partners: tuple[Partner, ...]) -> None:
        office, names = self._context.office, _names(partners)

        def read() -> Matter:
            closed = office.exchanging.reports_to_send()
            if not closed:
                raise WardError(NO_REPORT)
            return Matter(purpose=Purpose.REPORT, records=closed, is_choice=True, names=names)

        self._context.jobs.read(read, self._send, key="exchange.matter", owner=self._page)

    def _send_catalogue(self, partners: tuple[Partner, ...]) -> None:
        exchanging, names = self._context.office.exchanging, _names(partners)

        def read() -> Matter:
            parts = exchanging.catalogue_parts()
            return Matter(purpose=Purpose.CATALOGUE, names=names, to="Các đơn vị", parts=parts)

        self._context.jobs.read(read, self._send, key="exchange.matter", owner=self._page)

    def _send(self, matter: Matter) -> None:
        dialog = SendDialog(self._page, self._context, matter)
        dialog.exec()
        dialog.deleteLater()

    # ---- what came ---------------------------------------------------------------------------

    def undo(self, receipt: Receipt) -> None:
        """Take a whole import back, after asking once."""
        who = device_words(receipt.device_name) or receipt.office_name or receipt.file_name
        sentence = (
            f"Những gì gói của {who} đã thêm, sửa, xóa trở lại như trước khi nhận. "
            "Gói ấy vẫn nhận lại được."
        )
        if not dialogs.ask(
            self._page, self._context.theme, "Hoàn tác cả lần nhận này?", sentence, "Hoàn tác"
        ):
            return
        exchanging, frame = self._context.office.exchanging, self._context.frame
        self._context.jobs.write(
            lambda: exchanging.undo(receipt.id),
            lambda _done: frame.toast(f"Đã hoàn tác lần nhận gói của {who}."),
            touches=EVERYTHING,
            title="Đang hoàn tác…",
        )

    def settle(self, conflict: Conflict, event_id: str) -> None:
        """Keep one value of a conflict."""
        syncing, frame = self._context.office.syncing, self._context.frame
        side = next((each for each in conflict.sides if each.event_id == event_id), None)
        verb = "Đã giữ giá trị đang hiện" if side and side.is_shown else "Đã lấy giá trị kia"
        self._context.jobs.write(
            lambda: syncing.settle(conflict.id, RecordId(event_id)),
            lambda _done: frame.toast(f"{verb}: {conflict.label}.", frame.undo),
            touches=EVERYTHING,
        )

    def open_record(self, conflict: Conflict) -> None:
        """Open the record a conflict is in, on its own page."""
        place = ENTITIES.get(conflict.entity)
        page = place[2] if place else OTHER_PAGES.get(conflict.entity, "")
        if not page:
            self._context.frame.toast(f"{conflict.kind} chưa có trang riêng để mở.")
            return
        self._context.frame.go(page, conflict.record_id if place else None)

    # ---- this PC and trusted ones ------------------------------------------------------------

    def rename(self, name: str) -> None:
        """Let the other PCs know this one by a name."""
        leases, frame = self._context.office.leases, self._context.frame
        self._context.jobs.write(
            lambda: leases.introduce(name),
            lambda row: frame.toast(f"Máy này nay tên là {row.name}."),
            touches=SENT,
        )

    def answer(self, answer: CopyAnswer) -> None:
        """Keep what the clerk says a copied folder is."""
        leases = self._context.office.leases
        self._context.jobs.write(
            lambda: leases.answer(answer), self._context.frame.toast, touches=EVERYTHING
        )

    def forget(self, device: TrustedDevice) -> None:
        """Trust a PC no longer, after asking."""
        name = ", ".join(filter(None, (device_words(device.device_name), device.office_name)))
        sentence = "Gói tới của máy này sẽ phải so mã lại. Những gì đã nhận vẫn còn trong sổ."
        if not dialogs.ask(
            self._page, self._context.theme, f"Thôi tin {name}?", sentence, "Thôi tin", danger=True
        ):
            return
        devices, frame = self._context.office.devices, self._context.frame
        self._context.jobs.write(
            lambda: devices.forget(device.key),
            lambda _done: frame.toast(f"Đã thôi tin {name}."),
            touches=SENT,
        )


OTHER_PAGES = {
    "book": "books", "closing": "books", "retention": "dossiers", "filing": "dossiers",
    "addressees": "catalogue", "unit_duty": "report_board", "unit_return": "returns",
    "merge_group": "merging", "form_file": "forms", "person_request": "privacy",
    "incident": "privacy",
    "unit": "catalogue", "person": "catalogue", "issuer": "catalogue", "term": "catalogue",
    "signer": "catalogue", "body": "catalogue", "holiday": "catalogue", "channel": "catalogue",
    "group": "catalogue", "setting": "settings", "filled": "reports", "series": "numbers",
    "number_span": "numbers", "template": "templates", "snippet": "templates",
    "regime": "regimes",
}  # fmt: skip
"""Pages that show kinds of records which are found by no search."""


def _names(partners: tuple[Partner, ...]) -> tuple[str, ...]:
    return tuple(each.name for each in partners if each.replica_id is None)
