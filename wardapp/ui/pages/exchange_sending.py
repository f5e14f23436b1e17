"""What the dialog asks of the services: pack, then stick, draft or folder; and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from wardapp.core.exchange import Packed
from wardapp.services.office import Office
from wardapp.ui.context import Context
from wardapp.ui.jobs import JobProgress
from wardapp.ui.outside import show_outside
from wardapp.ui.pages.exchange_send_form import MAIL, USB, Wish, stick_words
from wardapp.ui.pages.exchange_words import manifest_words, size_words

Way = tuple[str, Callable[[], object], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A package that is out: what to say, and what can be opened."""

    title: str
    line: str
    opens: tuple[Path, ...] = ()  # drafts, or the folder
    is_mail: bool = False

    def ways(self, context: Context, _parent: QWidget) -> tuple[Way, ...]:
        """Return what can be done with what was written."""
        words, icon = ("Mở thư nháp", "mail_inbox") if self.is_mail else ("Mở thư mục", "folder")
        several = len(self.opens) > 1

        def opener(path: Path) -> Callable[[], object]:
            return lambda: show_outside(context, path)

        return tuple(
            (f"{words} {at}" if several else words, opener(path), icon)
            for at, path in enumerate(self.opens, start=1)
        )


def send(office: Office, wish: Wish, folder: Path | None, progress: JobProgress) -> Sent:
    """Pack and hand out (a job of the writing lane); raise the refusal of whatever fails."""
    exchanging = office.exchanging
    progress.step(0, 0, "Đang đóng gói…")
    packed = exchanging.pack(wish.request)
    inside = _inside(packed)
    if wish.way == USB and wish.stick is not None:
        paths = exchanging.to_stick(packed, wish.stick, progress)
        return Sent(
            title=f"Đã chép ra {stick_words(wish.stick)}. Rút USB được rồi.",
            line=f"Đã đọc lại từ USB, khớp từng byte. {inside}",
            opens=(paths[0].parent,),
        )
    if wish.way == MAIL:
        drafts = exchanging.mail_draft(packed, wish.address)
        several = f"{len(drafts)} thư nháp, mỗi thư một phần" if len(drafts) > 1 else "Thư nháp"
        return Sent(
            title="Đã soạn thư, chưa gửi",
            line=f"{several} mở trong chương trình thư của máy; xem rồi bấm Gửi ở đó. {inside}",
            opens=drafts,
            is_mail=True,
        )
    place = folder if folder is not None else packed.paths[0].parent
    exchanging.to_folder(packed, place)
    return Sent(title=f"Đã lưu gói vào {place.name}", line=inside, opens=(place,))


def _inside(packed: Packed) -> str:
    words = manifest_words(packed.manifest)
    parts = f"{len(packed.paths)} phần" if len(packed.paths) > 1 else ""
    said = ", ".join(filter(None, (words, parts, f"cả gói {size_words(packed.size)}")))
    return " ".join((f"{said[:1].upper()}{said[1:]}.", *packed.notices))
