"""What is done with forms: files looked at and kept, versions retired, reports moved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from wardapp.core.errors import WardError
from wardapp.core.files import write_whole
from wardapp.core.form_views import FormEntry, FormLook, KeptReport, ReportMove
from wardapp.core.forms import FilledForm, FilledScope
from wardapp.core.official import OfficialReading
from wardapp.services.file_stems import safe_stem
from wardapp.services.office import Office
from wardapp.ui.context import Context
from wardapp.ui.dialogs import ask_fields
from wardapp.ui.file_dialogs import EXCEL, PDF, WORD, Purpose, ask_file, ask_target
from wardapp.ui.jobs import Book
from wardapp.ui.official_export import export_official
from wardapp.ui.pages.forms_official import OfficialWish, ask_official
from wardapp.ui.widgets.fields import ChoiceField, LineField

FOLDER = "Biểu mẫu"
TOML = "Tệp mẫu (*.toml)"
REPORTS = "reports"
Shown = Callable[[FormLook], None]


def read_empty(office: Office, form_id: str, version: str) -> bytes:
    """Return the empty form of a version as PDF (runs in a lane)."""
    return office.own_forms.papers.empty_pdf(office.form_book.spec(form_id, version))


class FormDeeds:
    """Asks, writes and tells; the page shows."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page = page
        self._context = context

    # ---- new forms ---------------------------------------------------------------------------

    def ask_form(self, shown: Shown) -> None:
        """Ask for a form.toml and look at it."""
        path = ask_file(self._page, self._context.desk, Purpose.RECEIVE, "Chọn tệp form.toml")
        if path is not None:
            self.take(path, shown)

    def take(self, path: Path, shown: Shown) -> None:
        """Look at a form, or make one of an official file first."""
        if path.suffix.casefold() == ".toml":
            self.look_at(path, shown)
        else:
            self._propose(path, shown)

    def look_at(self, path: Path, shown: Shown) -> None:
        """Read a form file with all its faults."""
        office = self._context.office
        self._context.jobs.read(
            lambda: office.own_forms.keeping.look_at(path),
            shown,
            key="forms.look",
            owner=self._page,
            on_refused=self._refused("Chưa đọc được mẫu"),
        )

    def ask_official_file(self, shown: Shown) -> None:
        """Ask for an official workbook or Word file and make a form of it."""
        title = "Chọn tệp Excel hoặc Word chính thức"
        path = ask_file(self._page, self._context.desk, Purpose.RECEIVE, title)
        if path is not None:
            self._propose(path, shown)

    def _propose(self, path: Path, shown: Shown) -> None:
        office = self._context.office
        self._context.jobs.read(
            lambda: office.own_forms.keeping.propose(path),
            lambda reading: self._ask_official(path, reading, shown),
            key="forms.propose",
            owner=self._page,
            on_refused=self._refused("Chưa đọc được tệp chính thức"),
        )

    def _ask_official(self, path: Path, reading: OfficialReading, shown: Shown) -> None:
        office, context = self._context.office, self._context
        folder = context.export_folder / FOLDER

        def keep(
            wish: OfficialWish, done: Callable[[], None], refused: Callable[[WardError], None]
        ) -> None:
            def written(made: Path) -> None:
                done()
                context.frame.toast(f"Đã ghi {made.parent.name}/form.toml trong {folder}.")
                self.look_at(made, shown)

            context.jobs.write(
                lambda: office.own_forms.keeping.write(
                    reading, wish.head, path, folder, wish.changes
                ),
                written,
                touches=frozenset(),
                on_refused=refused,
            )

        ask_official(self._page, context.theme, reading, keep, context.clock.today())

    def keep(self, look: FormLook, done: Callable[[FormEntry | None], None]) -> None:
        """Keep the form looked at."""
        office, frame, path = self._context.office, self._context.frame, Path(look.path)
        label = look.spec.label if look.spec else ""

        def kept(_file: object) -> None:
            frame.toast(f"Đã nhận mẫu {label}.", frame.undo)
            done(None)

        self._context.jobs.write(
            lambda: office.own_forms.keeping.add(path),
            kept,
            touches={Book.FORMS, Book.REPORTS},
            on_refused=self._refused("Chưa nhận được mẫu"),
        )

    # ---- versions ----------------------------------------------------------------------------

    def switch(self, entry: FormEntry, *, active: bool) -> None:
        """Take a version out of use, or into use again."""
        office, frame = self._context.office, self._context.frame
        form, version = entry.form_id, entry.version
        word = "Đã dùng lại" if active else "Đã ngừng dùng"

        def deed() -> int:
            keeping = office.own_forms.keeping
            return (keeping.bring_back if active else keeping.retire)(form, version)

        self._context.jobs.write(
            deed,
            lambda _count: frame.toast(f"{word} {entry.label}, phiên bản {version}.", frame.undo),
            touches={Book.FORMS, Book.REPORTS},
            on_refused=self._refused("Chưa đổi được"),
        )

    def save_text(self, entry: FormEntry) -> None:
        """Save the form.toml of a version the office keeps."""
        office, frame = self._context.office, self._context.frame
        start = self._context.export_folder / "form.toml"
        target = ask_target(self._page, "Lưu form.toml", start, (TOML,))
        if target is None:
            return
        form, version = entry.form_id, entry.version

        def deed(_progress: object) -> Path:
            write_whole(target, office.own_forms.keeping.text(form, version).encode())
            return target

        self._context.jobs.long(
            deed, lambda path: frame.toast(f"Đã ghi {path.name}."), title="Đang ghi tệp…"
        )

    # ---- reports -----------------------------------------------------------------------------

    def move(self, reports: tuple[KeptReport, ...]) -> None:
        """Ask which report moves to the newest version, telling what becomes of it."""
        office = self._context.office

        def read() -> tuple[ReportMove, ...]:
            return tuple(
                office.own_forms.moving.preview(
                    office.reporting.of(each.scope).fill(each.form_id, each.period_id)
                )
                for each in reports
            )

        self._context.jobs.read(
            read,
            self._ask_move,
            key="forms.move",
            owner=self._page,
            on_refused=self._refused("Chưa xem được báo cáo"),
        )

    def _ask_move(self, moves: tuple[ReportMove, ...]) -> None:
        theme = self._context.theme
        entries = tuple((str(at), _move_words(move)) for at, move in enumerate(moves))
        choice = ChoiceField(theme, "Báo cáo", entries)
        choice.set_value("0")
        reason = LineField(theme, "Lý do (báo cáo đã chốt phải ghi)")
        sentence = (
            "Câu trả lời không có chỗ trong mẫu mới được để riêng cùng báo cáo, không mất. "
            "Hoàn tác đưa báo cáo về mẫu cũ."
        )
        title = "Chuyển báo cáo sang mẫu mới"
        if ask_fields(self._page, theme, title, (choice, reason), "Chuyển", sentence):
            self._move(moves[int(str(choice.value()))], reason.text().strip())

    def _move(self, move: ReportMove, reason: str) -> None:
        office, frame = self._context.office, self._context.frame
        report = move.report
        said = f"Đã chuyển {report.period_label}: {move.sentence}"
        self._context.jobs.write(
            lambda: office.own_forms.moving.move(
                report.form_id, report.period_id, report.scope, reason=reason
            ),
            lambda _form: frame.toast(said, frame.undo),
            touches={Book.FORMS, Book.REPORTS},
            on_refused=self._refused("Chưa chuyển được báo cáo"),
        )

    def print_in(self, entry: FormEntry, reports: tuple[KeptReport, ...]) -> None:
        """Ask which report to write in the layout of a version, and where."""
        office, frame = self._context.office, self._context.frame
        report = self._one_of(reports, "In theo mẫu này")
        if report is None:
            return
        name = safe_stem(f"{entry.label} {report.period_label} mẫu {entry.version}")
        start = self._context.export_folder / f"{name}.pdf"
        target = ask_target(self._page, "Ghi báo cáo ra tệp", start, (PDF, WORD, EXCEL))
        if target is None:
            return
        self._context.desk.change(last_export_folder=str(target.parent))
        version = entry.version

        def deed(_progress: object) -> Path:
            filled = office.reporting.of(report.scope).fill(report.form_id, report.period_id)
            return office.own_forms.papers.version_to(filled, version, target)

        self._context.jobs.long(
            deed, lambda path: frame.toast(f"Đã ghi {path.name}."), title="Đang ghi tệp…"
        )

    def fill_official(self, entry: FormEntry) -> None:
        """Ask which report goes into the official file of its form, and where."""
        office = self._context.office
        report = self._one_of(entry.reports, "Điền vào tệp chính thức")
        if report is None:
            return
        ending = Path(entry.official).suffix.casefold()
        name = f"{entry.label} {report.period_label}"

        def filled() -> FilledForm:
            return office.reporting.of(report.scope).fill(report.form_id, report.period_id)

        export_official(self._page, self._context, name, ending, filled)

    def _one_of(self, reports: tuple[KeptReport, ...], title: str) -> KeptReport | None:
        """Ask which report is meant where there are several."""
        if len(reports) == 1:
            return reports[0]
        entries = tuple((str(at), _name(each)) for at, each in enumerate(reports))
        choice = ChoiceField(self._context.theme, "Báo cáo", entries)
        choice.set_value("0")
        if not ask_fields(self._page, self._context.theme, title, (choice,), "Tiếp"):
            return None
        return reports[int(str(choice.value()))]

    def _refused(self, title: str) -> Callable[[WardError], None]:
        return lambda error: self._context.frame.fail(title, error.sentence)


def _name(report: KeptReport) -> str:
    scope = ", tổng hợp" if report.scope is FilledScope.ALL else ""
    return f"{report.period_label}{scope} (mẫu {report.version})"


def _move_words(move: ReportMove) -> str:
    return f"{_name(move.report)}: {move.sentence}"
