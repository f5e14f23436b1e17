"""What is done with the chosen petition beside its entry: urging, duplicates, evidence, figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from wardapp.core.dispatches import Attachment
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.petitions import LikelyDuplicate, Petition
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog, ask_fields
from wardapp.ui.file_dialogs import Purpose, ask_files
from wardapp.ui.form_dialog import FormDialog, Refused
from wardapp.ui.jobs import Book
from wardapp.ui.outside import show_kept, show_link
from wardapp.ui.pages.catalogue_fields import a_box, a_choice, a_line, lines_of, needed_day
from wardapp.ui.pages.outgoing_history import tell_history
from wardapp.ui.pages.petitions_figures import FiguresDialog
from wardapp.ui.pages.petitions_forms import NUMBER
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.fields import DateField

TOUCHED = frozenset({Book.PETITIONS})
NAMELESS = (
    "Không kèm giấy có họ tên, số giấy tờ của người phản ánh: tệp kèm theo ai mở sổ cũng đọc được. "
    "Hãy che tên rồi chụp, hoặc ghi nơi cất bản giấy ở phần Ghi chú."
)
FILES, LINKS = 2, 3


class PetitionDeeds:
    """Opens what the page asks for and writes it."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context

    def _write(self, work: Callable[[], Petition], words: Callable[[Petition], str]) -> None:
        frame = self._context.frame
        self._context.jobs.write(
            work, lambda kept: frame.toast(words(kept), frame.undo), touches=TOUCHED
        )

    # ---- urging ------------------------------------------------------------------------------

    def urge(self, line: Petition) -> None:
        """Note that who handles it was urged, on a day the clerk may change."""
        context = self._context
        day = DateField(context.theme, "Ngày đôn đốc", context.clock.today)
        day.set_day(context.clock.today())
        who = line.handler or "đơn vị xử lý"
        if not ask_fields(
            self._page, context.theme, f"Đôn đốc số {line.number_symbol}", (day,), "Ghi đôn đốc",
            f"Ghi lại đã đôn đốc {who}. Số lần đôn đốc vào số liệu của kỳ.",
        ):  # fmt: skip
            return
        try:
            on = needed_day("on", day)
        except BadValue as fault:
            context.frame.fail("Chưa ghi được đôn đốc", fault.sentence)
            return
        petitions = context.office.petitions
        self._write(
            lambda: petitions.urge(line.id, on),
            lambda kept: f"Đã ghi đôn đốc số {kept.number_symbol}, lần {len(kept.urged)}.",
        )

    # ---- duplicates --------------------------------------------------------------------------

    def link(self, line: Petition) -> None:
        """Show lines that may be the same and join the chosen one with this."""
        petitions = self._context.office.petitions
        self._context.jobs.read(
            lambda: petitions.likely(line, line.id),
            lambda found: self._ask_main(line, found),
            key="petitions.likely",
            owner=self._page,
        )

    def _ask_main(self, line: Petition, found: tuple[LikelyDuplicate, ...]) -> None:
        context = self._context
        entries: tuple[tuple[object, str], ...] = tuple(
            (each.row.petition.id, f"Số {each.row.petition.number_symbol}: "
             f"{_short(each.row.petition.subject)}")
            for each in found
        )  # fmt: skip
        choice = a_choice(
            context.theme, "Dòng có thể trùng", (*entries, ("", "Dòng khác, ghi số ở dưới")),
            entries[0][0] if entries else "",
        )  # fmt: skip
        number = a_line(context.theme, "Số khác", "", "12 hoặc 12a")
        year = a_line(context.theme, "Năm", str(line.received.year))

        def value() -> tuple[RecordId | None, int, str, int]:
            chosen = str(choice.value() or "")
            if chosen and not number.text():
                return RecordId(chosen), 0, "", 0
            read = NUMBER.fullmatch(number.text().lower())
            if read is None:
                raise BadValue("number", "Số ghi như 12 hoặc 12a.")
            if not year.text().isdecimal():
                raise BadValue("year", "Năm ghi như 2026.")
            return None, int(read["number"]), read["suffix"], int(year.text())

        petitions, frame = context.office.petitions, context.frame

        def keep(
            asked: tuple[RecordId | None, int, str, int], done: Callable[[], None], no: Refused
        ) -> None:
            main_id, chosen, suffix, of_year = asked

            def write() -> Petition:
                main = main_id or petitions.by_number(chosen, of_year, suffix).id
                return petitions.link(line.id, main)

            def said(kept: Petition) -> None:
                done()
                frame.toast(f"Đã ghép số {kept.number_symbol}, chỉ tính một lần.", frame.undo)

            context.jobs.write(write, said, touches=TOUCHED, on_refused=no)

        fields = {"duplicate_of": choice, "number": number, "year": year}
        title = f"Ghép số {line.number_symbol} vào dòng trùng"
        dialog = FormDialog(self._page, context.theme, title, fields, value, keep).saying("Ghép")
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_apart(self, line: Petition) -> None:
        """Let a joined line stand for itself again."""
        petitions = self._context.office.petitions
        self._write(
            lambda: petitions.unlink(line.id),
            lambda kept: f"Số {kept.number_symbol} lại đứng riêng.",
        )

    # ---- evidence ----------------------------------------------------------------------------

    def add_evidence(self, line: Petition) -> None:
        """Ask for files or links; the warning about papers with names stands first."""
        theme = self._context.theme
        dialog = Dialog(
            self._page, theme, f"Minh chứng số {line.number_symbol}", NAMELESS, "attach"
        )
        dialog.add_stretch()
        dialog.add_close("Thôi")
        links = dialog.add_button("Liên kết…", icon="globe")
        links.clicked.connect(lambda: dialog.done(LINKS))
        files = dialog.add_button("Chọn tệp…", Kind.PRIMARY, key="Enter", icon="attach")
        files.clicked.connect(lambda: dialog.done(FILES))
        answer = dialog.exec()
        dialog.deleteLater()
        if answer == FILES:
            title = f"Minh chứng số {line.number_symbol}"
            self.attach(line, ask_files(self._page, self._context.desk, Purpose.EVIDENCE, title))
        elif answer == LINKS:
            self._ask_links(line)

    def attach(self, line: Petition, paths: tuple[Path, ...]) -> None:
        """Keep files as evidence."""
        petitions = self._context.office.petitions
        if paths:
            self._write(
                lambda: petitions.attach(line.id, paths),
                lambda kept: f"Đã thêm {len(paths)} tệp vào số {kept.number_symbol}.",
            )

    def _ask_links(self, line: Petition) -> None:
        theme, petitions = self._context.theme, self._context.office.petitions
        box = a_box(theme, "Mỗi liên kết một dòng", line.links, 4)
        if ask_fields(self._page, theme, f"Liên kết của số {line.number_symbol}", (box,), "Lưu"):
            links = lines_of(box)
            self._write(
                lambda: petitions.set_links(line.id, links),
                lambda kept: f"Số {kept.number_symbol} có {len(kept.links)} liên kết.",
            )

    def open_file(self, file: Attachment) -> None:
        """Open a copy of a kept file in its own program."""
        show_kept(self._context, self._page, file)

    def open_link(self, link: str) -> None:
        """Open a page of the web."""
        show_link(self._context, link)

    def detach(self, line: Petition, file: Attachment) -> None:
        """Take a file off."""
        petitions = self._context.office.petitions
        self._write(
            lambda: petitions.detach(line.id, file.sha256),
            lambda kept: f"Đã bỏ {file.name} khỏi số {kept.number_symbol}.",
        )

    # ---- looking -----------------------------------------------------------------------------

    def tell_history(self, line: Petition) -> None:
        """Show what happened to a line; the person is not in it."""
        title = f"Lịch sử số {line.number_symbol}"
        tell_history(self._context, self._page, "petition", line.id, title)

    def show_figures(self) -> None:
        """Show the figures of a span of days."""
        dialog = FiguresDialog(self._page, self._context)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _short(text: str, most: int = 52) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()}…"
