"""How a package leaves: on a stick, in a letter, in a folder; each is remembered once it left."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from shutil import copyfileobj

from wardapp.core.errors import BadValue
from wardapp.core.exchange import Packed, Purpose, Sending, Stick
from wardapp.core.files import disk_refusal, remove_file, write_whole_by
from wardapp.core.progress import Progress
from wardapp.exchange.splitting import split
from wardapp.services.desk import Desk
from wardapp.services.exchanging_arrivals import working_folder
from wardapp.services.machine_export import MachineExport
from wardapp.services.mail_drafts import MAIL_PART, Letter, write_drafts
from wardapp.services.sticks import Sticks, free_name

USB, MAIL, FOLDER = "usb", "mail", "folder"
WORKING = ".goi"
"""Where packages lie, inside `exports/`, until they left by a stick or a letter."""

SUBJECTS = {
    Purpose.SYNC: "Gói đồng bộ sổ văn bản",
    Purpose.REPORT: "Báo cáo",
    Purpose.DISPATCH: "Văn bản gửi đến",
    Purpose.CATALOGUE: "Biểu mẫu và danh mục dùng chung",
}
SEALED = "Gói có mật khẩu; mật khẩu sẽ báo riêng qua điện thoại."
HOW_TO = (
    "Kính gửi anh, chị,\n\n{what} nằm trong tệp {name} kèm thư này.\n\n"
    "Cách nhận: lưu tệp về máy, mở WardApp, thả tệp vào cửa sổ (hoặc bấm đúp vào tệp). "
    "Lần đầu, hai bên gọi điện đọc mã của máy gửi để so.{parts}\n\n{who}\n"
)
PARTS = " Gói chia nhiều thư: nhận đủ các thư rồi thả tất cả các tệp cùng lúc, thứ tự tùy ý."


class Ways:
    """Hands packages out and remembers what left, for whom and how."""

    def __init__(self, desk: Desk, sticks: Sticks, machine: MachineExport) -> None:
        self._desk = desk
        self._sticks = sticks
        self._machine = machine

    def working(self) -> Path:
        """Return the folder in which packages are made, cleared of what was left behind."""
        folder = working_folder(self._desk) / WORKING
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise disk_refusal(error, folder) from error
        _clear(folder)
        return folder

    def to_stick(self, packed: Packed, stick: Stick, progress: Progress) -> tuple[Path, ...]:
        """Copy a package to a stick; when this returns the stick may be pulled out."""
        paths = self._sticks.copy(packed.paths, stick, progress)
        self._handed_out(packed, USB)
        return paths

    def to_folder(self, packed: Packed, folder: Path) -> tuple[Path, ...]:
        """Copy a package into a folder, each file whole or not at all."""
        if not folder.is_dir():
            raise BadValue("target", f"Chưa có thư mục {folder.name}. Hãy chọn thư mục khác.")
        written = []
        for path in packed.paths:
            target = free_name(folder, path.name)
            with path.open("rb") as stream:
                write_whole_by(target, partial(copyfileobj, stream), size=packed.size)
            written.append(target)
        self._handed_out(packed, FOLDER)
        return tuple(written)

    def by_mail(self, packed: Packed, address: str, subject: str) -> tuple[Path, ...]:
        """Write drafts with the package attached and return them, to be opened one by one."""
        paths: Sequence[Path] = packed.paths
        if len(paths) == 1:
            paths = split(paths[0], MAIL_PART)
        manifest = packed.manifest
        words = subject or f"{SUBJECTS[manifest.purpose]} - {manifest.office_name}"
        letter = Letter(address=address, subject=words, text=self._text(packed, len(paths)))
        drafts = write_drafts(letter, paths, working_folder(self._desk))
        self._handed_out(packed, MAIL)
        return drafts

    def _handed_out(self, packed: Packed, way: str) -> None:
        """Remember it, and keep no second copy of what it holds where it was made."""
        self.left(packed, way)
        folder = working_folder(self._desk) / WORKING
        if packed.paths[0].parent == folder:
            _clear(folder)

    def left(self, packed: Packed, way: str) -> None:
        """Remember that a package left: its numbers are never given back."""
        manifest = packed.manifest
        command = self._desk.command("exchange.sent", "Gửi gói trao đổi")
        sending = Sending(
            id=self._desk.new_id(),
            purpose=manifest.purpose,
            package_sha256=packed.sha256,
            file_name=packed.paths[0].name,
            way=way,
            to=packed.to,
            sent_ms=command.now_ms,
            sent_by=command.actor.clerk or command.actor.account,
            event_count=manifest.event_count,
            file_count=len(manifest.files),
            size=packed.size,
            upto=manifest.upto,
            partner=packed.partner,
            note=_words(packed),
        )
        with self._desk.database.begin(command, undoable=False) as tx:
            tx.exchanges.remember(sending)
        if manifest.purpose is Purpose.DISPATCH:
            with self._desk.database.read() as tx:
                lines = [tx.outgoing.get(each) for each in packed.record_ids]
            self._machine.mark_left(lines)

    def _text(self, packed: Packed, parts: int) -> str:
        manifest = packed.manifest
        text = HOW_TO.format(
            what=SUBJECTS[manifest.purpose],
            name=packed.paths[0].name,
            parts=PARTS if parts > 1 else "",
            who=manifest.office_name,
        )
        noted = f"Ghi chú: {manifest.note}\n" if manifest.note else ""
        return text + noted + (f"{SEALED}\n" if packed.is_sealed else "")


def _clear(folder: Path) -> None:
    with suppress(OSError):
        for path in folder.iterdir():
            with suppress(OSError):
                remove_file(path)


def _words(packed: Packed) -> str:
    """Return what the history says of a package besides its counts."""
    facts = dict(packed.manifest.facts)
    label = " ".join(filter(None, (facts.get("form_label"), facts.get("period_label"))))
    if packed.manifest.purpose is Purpose.DISPATCH:
        label = f"{facts.get('documents', '0')} văn bản"
    return ". ".join(filter(None, (label, packed.manifest.note)))
