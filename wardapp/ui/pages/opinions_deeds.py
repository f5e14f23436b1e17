"""What is done with topics: entry, closing, joining, evidence, the list on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from wardapp.core.dispatches import Attachment
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.opinions import OpinionEntry, OpinionQuery, OpinionTopic
from wardapp.services.person_gate import ONCE_MORE, PersonSeen
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog, ask_fields
from wardapp.ui.file_dialogs import EXCEL, PDF, WORD, Purpose, ask_files, ask_target
from wardapp.ui.form_dialog import FormDialog, Refused
from wardapp.ui.jobs import Book
from wardapp.ui.outside import show_kept, show_link
from wardapp.ui.pages.catalogue_fields import a_box, a_choice, lines_of
from wardapp.ui.pages.opinions_forms import OpinionForm, OpinionGround, closing_form, entry_form
from wardapp.ui.pages.outgoing_history import tell_history
from wardapp.ui.widgets.buttons import Kind

TOUCHED = frozenset({Book.OPINIONS})
NAMELESS = (
    "Không kèm ảnh, giấy có họ tên, số điện thoại của người dân: tệp kèm theo ai mở sổ cũng đọc "
    "được."
)
FILES, LINKS = 2, 3
SHORT = 56


class OpinionDeeds:
    """Opens forms over the page and writes what they hold."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context

    # ---- entry -------------------------------------------------------------------------------

    def enter(
        self,
        ground: OpinionGround,
        topic: OpinionTopic | None,
        shown: Callable[[OpinionTopic], None],
    ) -> None:
        """Take down a new topic, or correct a kept one."""
        context = self._context
        form = entry_form(context.theme, context.clock.today, ground, topic)
        opinions, frame = context.office.opinions, context.frame
        warned: list[OpinionEntry] = []

        def keep(entry: Any, done: Callable[[], None], no: Refused) -> None:
            seen = warned == [entry]

            def refused(error: WardError) -> None:
                if isinstance(error, PersonSeen):
                    warned[:] = [entry]
                    error.sentence += ONCE_MORE
                no(error)

            def write() -> OpinionTopic:
                if topic is None:
                    return opinions.add(entry, with_persons=seen)
                return opinions.amend(entry, topic, with_persons=seen)

            def said(kept: OpinionTopic) -> None:
                done()
                deed = "Đã ghi" if topic is None else "Đã sửa"
                frame.toast(f"{deed} vấn đề dư luận.", frame.undo)
                shown(kept)

            context.jobs.write(write, said, touches=TOUCHED, on_refused=refused)

        title = "Ghi vấn đề dư luận xã hội" if topic is None else "Sửa vấn đề dư luận xã hội"
        self._open(title, form, keep)

    def close(self, topic: OpinionTopic) -> None:
        """Write how a topic calmed down."""
        context = self._context
        form = closing_form(context.theme, context.clock.today, topic)
        opinions, frame = context.office.opinions, context.frame

        def keep(value: tuple[str, date], done: Callable[[], None], no: Refused) -> None:
            def said(_kept: OpinionTopic) -> None:
                done()
                frame.toast("Đã kết thúc vấn đề dư luận.", frame.undo)

            context.jobs.write(
                lambda: opinions.close(topic.id, *value), said, touches=TOUCHED, on_refused=no
            )

        self._open("Kết thúc vấn đề dư luận", form, keep)

    def _open(self, title: str, form: OpinionForm, keep: Any) -> None:
        dialog = FormDialog(self._page, self._context.theme, title, form.fields, form.value, keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ---- one key -----------------------------------------------------------------------------

    def heard_again(self, topic: OpinionTopic) -> None:
        """Note that a topic came up again today."""
        opinions = self._context.office.opinions
        self._write(lambda: opinions.heard_again(topic.id), "Đã ghi nghe lại hôm nay.")

    def reopen(self, topic: OpinionTopic) -> None:
        """Let a topic count as alive again."""
        opinions = self._context.office.opinions
        self._write(lambda: opinions.reopen(topic.id), "Đã mở lại vấn đề dư luận.")

    def take_apart(self, topic: OpinionTopic) -> None:
        """Let a joined topic stand for itself again."""
        opinions = self._context.office.opinions
        self._write(lambda: opinions.take_apart(topic.id), "Đã tách ra thành vấn đề riêng.")

    def remove(self, topic: OpinionTopic) -> None:
        """Remove a topic; undo brings it back."""
        opinions = self._context.office.opinions
        self._write(lambda: opinions.remove(topic.id), "Đã xóa vấn đề dư luận.")

    def _write(self, work: Callable[[], object], words: str) -> None:
        frame = self._context.frame
        self._context.jobs.write(
            work, lambda _kept: frame.toast(words, frame.undo), touches=TOUCHED
        )

    # ---- joining -----------------------------------------------------------------------------

    def join(self, topic: OpinionTopic) -> None:
        """Show the topics that may stand for this one and join it with the chosen one."""
        opinions = self._context.office.opinions
        query = OpinionQuery(with_joined=False)
        self._context.jobs.read(
            lambda: opinions.page(query).rows,
            lambda rows: self._ask_main(topic, rows),
            key="opinions.mains",
            owner=self._page,
        )

    def _ask_main(self, topic: OpinionTopic, rows: tuple[OpinionTopic, ...]) -> None:
        theme, opinions = self._context.theme, self._context.office.opinions
        others = [each for each in rows if each.id != topic.id]
        others.sort(key=lambda each: each.field is not topic.field)
        if not others:
            self._context.frame.toast("Chưa có vấn đề nào khác để gộp vào.")
            return
        entries = tuple((each.id, _short(each.issue)) for each in others)
        choice = a_choice(theme, "Gộp vào vấn đề", entries, entries[0][0])
        if ask_fields(
            self._page, theme, "Gộp hai vấn đề làm một", (choice,), "Gộp",
            f"“{_short(topic.issue)}” sẽ đứng chung với vấn đề được chọn; báo cáo chỉ kể một lần.",
        ):  # fmt: skip
            main = RecordId(str(choice.value()))
            self._write(lambda: opinions.join(topic.id, main), "Đã gộp hai vấn đề làm một.")

    # ---- evidence ----------------------------------------------------------------------------

    def add_evidence(self, topic: OpinionTopic) -> None:
        """Ask for files or links."""
        dialog = Dialog(self._page, self._context.theme, "Minh chứng", NAMELESS, "attach")
        dialog.add_stretch()
        dialog.add_close("Thôi")
        links = dialog.add_button("Liên kết…", icon="globe")
        links.clicked.connect(lambda: dialog.done(LINKS))
        files = dialog.add_button("Chọn tệp…", Kind.PRIMARY, key="Enter", icon="attach")
        files.clicked.connect(lambda: dialog.done(FILES))
        answer = dialog.exec()
        dialog.deleteLater()
        if answer == FILES:
            desk = self._context.desk
            self.attach(topic, ask_files(self._page, desk, Purpose.EVIDENCE, "Minh chứng"))
        elif answer == LINKS:
            self._ask_links(topic)

    def attach(self, topic: OpinionTopic, paths: tuple[Path, ...]) -> None:
        """Keep files as evidence."""
        opinions = self._context.office.opinions
        if paths:
            self._write(
                lambda: opinions.attach(topic.id, paths), f"Đã thêm {len(paths)} tệp minh chứng."
            )

    def _ask_links(self, topic: OpinionTopic) -> None:
        theme, opinions = self._context.theme, self._context.office.opinions
        box = a_box(theme, "Mỗi liên kết một dòng", topic.links, 4)
        if ask_fields(self._page, theme, "Liên kết minh chứng", (box,), "Lưu"):
            links = lines_of(box)
            self._write(lambda: opinions.set_links(topic.id, links), "Đã lưu liên kết.")

    def detach(self, topic: OpinionTopic, file: Attachment) -> None:
        """Take a file off."""
        opinions = self._context.office.opinions
        self._write(lambda: opinions.detach(topic.id, file.sha256), f"Đã bỏ {file.name}.")

    def open_file(self, file: Attachment) -> None:
        """Open a copy of a kept file in its own program."""
        show_kept(self._context, self._page, file)

    def open_link(self, link: str) -> None:
        """Open a page of the web."""
        show_link(self._context, link)

    # ---- out ---------------------------------------------------------------------------------

    def tell_history(self, topic: OpinionTopic) -> None:
        """Show what happened to a topic."""
        tell_history(self._context, self._page, "opinion", topic.id, "Lịch sử vấn đề dư luận")

    def export(self, query: OpinionQuery) -> None:
        """Write the topics shown to a file."""
        context = self._context
        start = context.export_folder / "du-luan-xa-hoi.docx"
        target = ask_target(self._page, "Xuất danh sách dư luận", start, (WORD, EXCEL, PDF))
        if target is None:
            return
        context.desk.change(last_export_folder=str(target.parent))
        context.jobs.write(
            lambda: context.office.opinions.list_to(target, query),
            lambda path: context.frame.toast(f"Đã xuất ra {path.name}."),
            title="Đang xuất…",
        )


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT].rstrip()}…"
