"""In của Hồ sơ: which paper, then to a printer or to a Word, Excel or PDF file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from wardapp.core.dossier_views import Handover
from wardapp.core.dossiers import WAITS_FOR_ARCHIVE, Dossier, DossierStatus
from wardapp.core.identity import RecordId
from wardapp.core.printout import Printout
from wardapp.services.dossiers import Dossiers
from wardapp.services.file_stems import safe_stem
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog
from wardapp.ui.file_dialogs import EXCEL, PDF, WORD, ask_target
from wardapp.ui.printing import chosen_pages, print_pdf, wished_printer
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.fields import ChoiceField

ARCHIVED = WAITS_FOR_ARCHIVE | {DossierStatus.HANDED_OVER}


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that may print: its name and how it is made, in a lane."""

    name: str
    make: Callable[[], Printout]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows: the year, whose, the dossiers chosen."""

    year: int
    issuer_id: RecordId | None
    chosen: tuple[Dossier, ...]
    has_papers: bool


def papers_for(service: Dossiers, shown: Shown, on: Handover) -> tuple[Paper, ...]:
    """Return the papers that make sense for what is shown, the likeliest first."""
    found: list[Paper] = []
    year, issuer = shown.year, shown.issuer_id
    if len(shown.chosen) == 1 and shown.has_papers:
        one = shown.chosen[0]
        found += [
            Paper(
                f"Mục lục văn bản trong hồ sơ {one.symbol}", lambda: service.print_contents(one.id)
            ),
            Paper(f"Bìa và chứng từ kết thúc {one.symbol}", lambda: service.print_cover(one.id)),
            Paper(f"Chứng từ kết thúc {one.symbol}", lambda: service.print_closing(one.id)),
        ]
    handed = tuple(each.id for each in shown.chosen if each.status in ARCHIVED)
    if handed:
        found += [
            Paper(
                f"Mục lục hồ sơ nộp lưu, {len(handed)} hồ sơ đang chọn",
                lambda: service.print_handover(handed),
            ),
            Paper(
                f"Biên bản giao nhận, {len(handed)} hồ sơ đang chọn",
                lambda: service.print_minutes(handed, on),
            ),
        ]
    plan = Paper(f"Danh mục hồ sơ năm {year}", lambda: service.print_plan(year, issuer))
    found += [
        plan,
        Paper(
            "Mục lục hồ sơ nộp lưu, mọi hồ sơ chờ nộp",
            lambda: service.print_handover(_waiting(service, issuer)),
        ),
        Paper(
            "Biên bản giao nhận, mọi hồ sơ chờ nộp",
            lambda: service.print_minutes(_waiting(service, issuer), on),
        ),
        Paper("Hồ sơ quá hạn nộp lưu", lambda: service.print_overdue(issuer)),
        Paper("Danh mục hồ sơ giữ lại", lambda: service.print_kept_back(None, issuer)),
    ]
    return tuple(found)


def _waiting(service: Dossiers, issuer: RecordId | None) -> tuple[RecordId, ...]:
    return tuple(each.id for each in service.waiting(None, issuer))


class PaperDialog(Dialog):
    """Which paper, and the two ways out."""

    def __init__(self, parent: QWidget, theme: Theme, papers: tuple[Paper, ...]) -> None:
        super().__init__(parent, theme, "In hoặc xuất hồ sơ", "", "print")
        self.to_file = False
        self.paper = ChoiceField(
            theme, "Bản in", tuple((number, paper.name) for number, paper in enumerate(papers))
        )
        self._papers = papers
        self.room.addWidget(self.paper)
        self.add_stretch()
        self.add_close("Thôi")
        self.add_button("Xuất tệp…").clicked.connect(self._export)
        self.add_button("In", Kind.PRIMARY, key="Enter", accepts=True)
        self.paper.choice.setFocus()

    @property
    def chosen(self) -> Paper:
        """Return the paper chosen."""
        number = self.paper.value()
        return self._papers[number if isinstance(number, int) else 0]

    def _export(self) -> None:
        self.to_file = True
        self.accept()


class DossierPrinting:
    """Makes a paper in a lane and sends it to a printer or a file."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context

    def ask(self, shown: Shown) -> None:
        """Ask which paper, and print or export it."""
        today = self._context.clock.today()
        keeper = shown.chosen[0].keeper if shown.chosen else ""
        facts = Handover(on=today, giver=keeper)
        papers = papers_for(self._context.office.dossiers, shown, facts)
        dialog = PaperDialog(self._page, self._context.theme, papers)
        if not dialog.exec():
            return
        if dialog.to_file:
            self._export(dialog.chosen)
        else:
            self._print(dialog.chosen)

    def _print(self, paper: Paper) -> None:
        exporting = self._context.office.exporting

        def made() -> tuple[bytes, tuple[tuple[float, float], ...]]:
            pdf = exporting.printout_pdf(paper.make())
            return pdf, exporting.page_sizes(pdf)

        self._context.jobs.render(
            made, lambda done: self._send(paper.name, *done), owner=self._page
        )

    def _send(self, name: str, pdf: bytes, sizes: tuple[tuple[float, float], ...]) -> None:
        context = self._context
        printer = wished_printer(context, self._page, name, sizes)
        if printer is None:
            return
        context.jobs.long(
            print_pdf(printer, pdf, context.office.exporting, chosen_pages(printer, len(sizes))),
            lambda _count: context.frame.toast(f"Đã in {name}."),
            title=f"Đang in {name}…",
        )

    def _export(self, paper: Paper) -> None:
        context = self._context
        start = context.export_folder / f"{safe_stem(paper.name)}.docx"
        target = ask_target(self._page, f"Xuất {paper.name}", start, (WORD, EXCEL, PDF))
        if target is None:
            return
        context.desk.change(last_export_folder=str(target.parent))
        context.jobs.write(
            lambda: context.office.exporting.printout_to(paper.make(), target),
            lambda path: context.frame.toast(f"Đã xuất ra {path.name}."),
            title="Đang xuất…",
        )
