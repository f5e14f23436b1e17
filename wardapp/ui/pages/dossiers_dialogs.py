"""What Hồ sơ asks before it acts, and what it says afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from wardapp.core.dossier_views import DossierContents, DossierPaper, PlanImport, RecordRef
from wardapp.core.dossiers import Dossier, FilingTerms, RetentionRule
from wardapp.core.errors import WardError
from wardapp.ui import dialogs
from wardapp.ui.context import Context
from wardapp.ui.form_dialog import FormDialog
from wardapp.ui.jobs import Book
from wardapp.ui.pages.dossiers_forms import closing_fields, dossier_fields, paper_fields
from wardapp.ui.widgets.fields import DateField

TOUCHES = frozenset({Book.DOSSIERS, Book.INCOMING, Book.OUTGOING, Book.DRAFTS})
SHOWN_DOUBTS = 6
Done = Callable[[], None]
Refused = Callable[[WardError], None]


class DossierDialogs:
    """Joins the page's actions to services: ask, run in a lane, say what happened."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context
        self._service = context.office.dossiers

    def _write(self, work: Callable[[], Any], said: Callable[[Any], str]) -> None:
        frame = self._context.frame
        self._context.jobs.write(
            work, lambda done: frame.toast(said(done), frame.undo), touches=TOUCHES
        )

    def edit(
        self,
        dossier: Dossier,
        rules: tuple[RetentionRule, ...],
        headings: tuple[str, ...],
        bodies: tuple[tuple[object, str], ...] = (),
        *,
        is_new: bool,
    ) -> None:
        """Show a dossier as a form and keep it; a new one may be any of the bodies'."""
        theme, frame = self._context.theme, self._context.frame
        fields, read = dossier_fields(theme, dossier, rules, headings, bodies if is_new else ())
        base = None if is_new else dossier

        def keep(value: Dossier, done: Done, refused: Refused) -> None:
            def said(kept: Dossier) -> None:
                done()
                frame.toast(f"Đã {'thêm' if is_new else 'sửa'} hồ sơ {kept.symbol}.", frame.undo)

            self._context.jobs.write(
                lambda: self._service.save(value, base), said, touches=TOUCHES, on_refused=refused
            )

        title = "Thêm hồ sơ" if is_new else f"Sửa hồ sơ {dossier.symbol}"
        FormDialog(self._page, theme, title, fields, read, keep).exec()

    def edit_paper(self, dossier: Dossier, paper: DossierPaper) -> None:
        """Ask how many sheets a paper has and what to remark on it."""
        theme = self._context.theme
        fields, read = paper_fields(theme, paper)

        def keep(value: tuple[int | None, str], done: Done, refused: Refused) -> None:
            sheets, note = value
            self._context.jobs.write(
                lambda: self._service.set_paper(paper.filing.id, sheets=sheets, note=note),
                lambda _kept: done(),
                touches=TOUCHES,
                on_refused=refused,
            )

        title = f"{paper.number_symbol or 'Văn bản'} trong hồ sơ {dossier.symbol}"
        FormDialog(self._page, theme, title, fields, read, keep).exec()

    def close(self, contents: DossierContents) -> None:
        """Ask for the day and the count of sheets, and close the dossier."""
        theme, frame = self._context.theme, self._context.frame
        dossier = contents.dossier
        fields, read = closing_fields(theme, contents, self._context.clock.today())

        def keep(value: Any, done: Done, refused: Refused) -> None:
            day, sheets, pages = value

            def said(kept: Dossier) -> None:
                done()
                frame.toast(f"Đã kết thúc hồ sơ {kept.symbol}.", frame.undo)

            self._context.jobs.write(
                lambda: self._service.close(dossier.id, ended_on=day, sheets=sheets, pages=pages),
                said,
                touches=TOUCHES,
                on_refused=refused,
            )

        title = f"Kết thúc hồ sơ {dossier.symbol}"
        dialog = FormDialog(self._page, theme, title, fields, read, keep)
        dialog.save.setText("Kết thúc")
        dialog.exec()

    def hand_over(self, dossiers: tuple[Dossier, ...]) -> None:
        """Ask for the day and give closed dossiers to the archive."""
        field = DateField(self._context.theme, "Ngày giao nộp", self._context.clock.today)
        field.set_day(self._context.clock.today())
        what = _named(dossiers)
        sentence = "Hồ sơ chuyển cho lưu trữ hiện hành. In mục lục nộp lưu và biên bản: Ctrl+P."
        if self._confirmed(f"Nộp lưu {what}?", field, "Nộp lưu", sentence):
            day = field.day()
            names = [each.id for each in dossiers]
            if day is not None:
                self._write(
                    lambda: self._service.hand_over(names, day),
                    lambda _done: f"Đã nộp lưu {what}.",
                )

    def keep_back(self, dossiers: tuple[Dossier, ...]) -> None:
        """Ask until when and keep closed dossiers back."""
        self._context.jobs.read(
            self._service.terms,
            lambda terms: self._ask_until(dossiers, terms),
            key="dossiers.terms",
            owner=self._page,
        )

    def _ask_until(self, dossiers: tuple[Dossier, ...], terms: FilingTerms) -> None:
        field = DateField(self._context.theme, "Giữ lại đến ngày", self._context.clock.today)
        longest = [day for each in dossiers if (day := terms.longest_keep_back(each))]
        field.set_day(min(longest, default=self._context.clock.today()))
        what = _named(dossiers)
        sentence = f"Giữ thêm không quá {terms.keep_back_years.value} năm, có danh mục. "
        sentence += terms.keep_back_years.clause
        if self._confirmed(f"Giữ lại {what}?", field, "Giữ lại", sentence):
            day = field.day()
            names = [each.id for each in dossiers]
            if day is not None:
                self._write(
                    lambda: self._service.keep_back(names, day),
                    lambda _done: f"Đã giữ lại {what} đến {day:%d/%m/%Y}.",
                )

    def _confirmed(self, title: str, field: DateField, yes: str, sentence: str) -> bool:
        return dialogs.ask_fields(self._page, self._context.theme, title, (field,), yes, sentence)

    def reopen(self, dossier: Dossier) -> None:
        """Ask why and take the dossier one step back."""
        reason = dialogs.ask_reason(
            self._page,
            self._context.theme,
            f"Mở lại hồ sơ {dossier.symbol}",
            "Hồ sơ đã nộp lưu trở về đã kết thúc; hồ sơ đã kết thúc trở về đang lập.",
            "Mở lại",
            "Lý do mở lại",
        )
        if reason:
            self._write(
                lambda: self._service.reopen(dossier.id, reason),
                lambda done: f"Đã mở lại hồ sơ {done.symbol}.",
            )

    def remove(self, dossier: Dossier) -> None:
        """Remove an empty dossier; Ctrl+Z brings it back."""
        self._write(
            lambda: self._service.remove(dossier.id),
            lambda _none: f"Đã xóa hồ sơ {dossier.symbol}.",
        )

    def take_out(self, dossier: Dossier, papers: tuple[DossierPaper, ...]) -> None:
        """Take papers out of the dossier; they stay in their books."""
        refs: list[RecordRef] = [paper.ref for paper in papers]
        what = "văn bản" if len(refs) == 1 else f"{len(refs)} văn bản"
        self._write(
            lambda: self._service.take_out(dossier.id, refs),
            lambda done: f"Đã rút {what} khỏi hồ sơ {done.symbol}.",
        )

    def move(self, dossier: Dossier, paper: DossierPaper, by: int) -> None:
        """Move a paper up or down."""
        self._context.jobs.write(
            lambda: self._service.move(dossier.id, paper.filing.id, by), None, touches=TOUCHES
        )

    def sort(self, dossier: Dossier) -> None:
        """Put the papers in the order of their days."""
        self._write(
            lambda: self._service.sort_by_day(dossier.id),
            lambda done: f"Đã xếp hồ sơ {done.symbol} theo ngày.",
        )

    def copy_plan(self, year: int) -> None:
        """Copy last year's plan into a year."""
        sentence = f"Hồ sơ của năm {year - 1} được chép sang; ký hiệu đã có thì giữ nguyên."
        theme = self._context.theme
        title = f"Chép danh mục năm {year - 1} sang {year}?"
        if dialogs.ask(self._page, theme, title, sentence, "Chép danh mục"):
            self._write(
                lambda: self._service.copy_plan(year - 1, year),
                lambda made: f"Đã chép {len(made)} hồ sơ sang năm {year}.",
            )

    def import_plan(self, path: Path, year: int) -> None:
        """Look at a plan in a file, show what it would add, and add it."""
        self._context.jobs.read(
            lambda: self._service.look_at_plan(path, year),
            lambda plan: self._confirm_import(plan, year),
            key="dossiers.import",
            owner=self._page,
            on_refused=lambda error: self._context.frame.fail("Chưa nhập được", error.sentence),
        )

    def _confirm_import(self, plan: PlanImport, year: int) -> None:
        lines = [f"{len(plan.dossiers)} hồ sơ mới cho năm {year}."]
        if plan.known:
            lines.append(f"{len(plan.known)} ký hiệu đã có, giữ nguyên.")
        lines += plan.doubts[:SHOWN_DOUBTS]
        if len(plan.doubts) > SHOWN_DOUBTS:
            lines.append(f"và {len(plan.doubts) - SHOWN_DOUBTS} dòng chưa rõ khác.")
        theme, sentence = self._context.theme, "\n".join(lines)
        if not plan.dossiers:
            self._context.frame.fail("Chưa có gì để nhập", sentence)
        elif dialogs.ask(self._page, theme, "Nhập danh mục hồ sơ?", sentence, "Nhập"):
            self._write(
                lambda: self._service.import_plan(plan),
                lambda count: f"Đã nhập {count} hồ sơ.",
            )


def _named(dossiers: tuple[Dossier, ...]) -> str:
    if len(dossiers) == 1:
        return f"hồ sơ {dossiers[0].symbol}"
    return f"{len(dossiers)} hồ sơ"
