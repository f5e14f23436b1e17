"""How a package leaves: on a stick, in a letter, in a folder; each is remembered once it left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
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
from wardapp.store.transaction import Transaction

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
        with self._handing_out(packed, USB, lambda: _is_reachable(stick.root)):
            return self._sticks.copy(packed.paths, stick, progress)

    def to_folder(self, packed: Packed, folder: Path) -> tuple[Path, ...]:
        """Copy a package into a folder, each file whole or not at all."""
        if not folder.is_dir():
            raise BadValue("target", f"Chưa có thư mục {folder.name}. Hãy chọn thư mục khác.")
        return self._written(packed, [free_name(folder, path.name) for path in packed.paths])

    def to_file(self, packed: Packed, folder: Path) -> tuple[Path, ...]:
        """Copy a package into a folder under its own name, over what lies there."""
        return self._written(packed, [folder / path.name for path in packed.paths])

    def by_mail(self, packed: Packed, address: str, subject: str) -> tuple[Path, ...]:
        """Write drafts with the package attached and return them, to be opened one by one."""
        with self._handing_out(packed, MAIL, lambda: True):
            paths: Sequence[Path] = packed.paths
            if len(paths) == 1:
                paths = split(paths[0], MAIL_PART)
            manifest = packed.manifest
            words = subject or f"{SUBJECTS[manifest.purpose]} - {manifest.office_name}"
            letter = Letter(address=address, subject=words, text=self._text(packed, len(paths)))
            return write_drafts(letter, paths, working_folder(self._desk))

    def _written(self, packed: Packed, targets: Sequence[Path]) -> tuple[Path, ...]:
        written: list[Path] = []
        with self._handing_out(packed, FOLDER, lambda: _taken_away(written)):
            for path, target in zip(packed.paths, targets, strict=True):
                with path.open("rb") as stream:
                    write_whole_by(target, partial(copyfileobj, stream), size=packed.size)
                written.append(target)
            return tuple(written)

    @contextmanager
    def _handing_out(
        self, packed: Packed, way: str, took_back: Callable[[], bool]
    ) -> Iterator[None]:
        """Remember a package before it goes anywhere, and once more when it is out.

        Where copying fails it is forgotten, if `took_back` is sure that nothing of it is out.
        Afterwards no second copy of what it holds is kept where it was made.
        """
        sending = self._begin(packed, way)
        try:
            yield
        except BaseException:
            if took_back():
                with self._writing() as tx:
                    tx.exchanges.forget(sending.id)
            raise
        self._finish(sending)
        folder = working_folder(self._desk) / WORKING
        if packed.paths[0].parent == folder:
            _clear(folder)

    def _begin(self, packed: Packed, way: str) -> Sending:
        manifest = packed.manifest
        if manifest.purpose is Purpose.DISPATCH:
            with self._desk.database.read() as tx:
                lines = [tx.outgoing.get(each) for each in packed.record_ids]
            self._machine.mark_left(lines)
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
        with self._writing() as tx:
            tx.exchanges.remember(sending)
        return sending

    def _finish(self, sending: Sending) -> None:
        with self._writing() as tx:
            tx.exchanges.finish(sending.id, tx.now_ms)

    def _writing(self) -> AbstractContextManager[Transaction]:
        command = self._desk.command("exchange.sent", "Gửi gói trao đổi")
        return self._desk.database.begin(command, undoable=False)

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


def _is_reachable(root: Path) -> bool:
    """Tell whether a stick is still in, so that what failed on it was taken away again."""
    try:
        next(root.iterdir(), None)
    except OSError:
        return False
    return True


def _taken_away(paths: Iterable[Path]) -> bool:
    """Remove what was written before the rest failed; False when some of it stays."""
    try:
        for path in paths:
            remove_file(path)
    except OSError:
        return False
    return True


def _words(packed: Packed) -> str:
    """Return what the history says of a package besides its counts."""
    facts = dict(packed.manifest.facts)
    label = " ".join(filter(None, (facts.get("form_label"), facts.get("period_label"))))
    if packed.manifest.purpose is Purpose.DISPATCH:
        label = f"{facts.get('documents', '0')} văn bản"
    return ". ".join(filter(None, (label, packed.manifest.note)))
