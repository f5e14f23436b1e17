"""The filing plan of a year: dossiers added by hand, from last year's plan, from a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from wardapp.core.dossier_views import PlanImport
from wardapp.core.dossiers import (
    TAKES_PAPERS,
    Dossier,
    DossierStatus,
    RetentionRule,
    retention_text,
)
from wardapp.core.errors import BadValue, WardError
from wardapp.core.files import disk_refusal
from wardapp.core.identity import RecordId
from wardapp.core.old_books import OldRow
from wardapp.core.text import fold, one_line
from wardapp.documents.old_books.door import read_old_book
from wardapp.services.dossier_life import DossierLife
from wardapp.services.dossier_rows import PlanRow, plan_rows, years_of
from wardapp.services.first_issuer import issuer_or_first
from wardapp.services.secrets_gate import refuse_secret_words
from wardapp.store.transaction import Transaction

FIRST_YEAR, LAST_YEAR = 1945, 2200
LONGEST = {
    "symbol": (20, "Số, ký hiệu hồ sơ"),
    "title": (500, "Tiêu đề hồ sơ"),
    "heading": (300, "Đề mục"),
    "keeper": (30, "Người lập hồ sơ"),
    "rights": (30, "Chế độ sử dụng"),
    "language": (50, "Ngôn ngữ"),
    "box": (60, "Hộp, cặp"),
    "description": (500, "Ghi chú"),
}
"""Field lengths of NĐ30 Phụ lục VI, III."""


class DossierPlans(DossierLife):
    """Makes and changes the plan; every call is one transaction and one step of undo."""

    def blank(self, issuer_id: RecordId | None = None, year: int | None = None) -> Dossier:
        """Return a new dossier to be filled in; nothing is written."""
        with self._desk.database.read() as tx:
            issuer = issuer_or_first(tx, issuer_id)
            keeper = tx.catalogue.settings().current_clerk
        return Dossier(
            id=self._desk.new_id(),
            issuer_id=issuer.id,
            year=year or self._desk.today().year,
            symbol="",
            title="",
            keeper=keeper,
        )

    def save(self, dossier: Dossier, base: Dossier | None = None) -> Dossier:
        """Keep a dossier, added when new; BadValue names the field that cannot stand."""
        tidy = _tidied(dossier)
        with self._desk.database.read() as tx:
            old = tx.filing.find(tidy.id)
            twin = tx.filing.by_symbol(tidy.issuer_id, tidy.year, tidy.symbol)
            plan = tx.filing.dossiers(tidy.issuer_id, tidy.year)
        if twin is not None and twin.id != tidy.id:
            raise BadValue("symbol", f"Ký hiệu {twin.symbol} đã có trong danh mục năm {tidy.year}.")
        if old is None:
            tidy = replace(tidy, position=_place_for(tidy, plan))
        deed = "Sửa" if old else "Thêm"
        command = self._desk.command("dossiers.save", f"{deed} hồ sơ {tidy.symbol}")
        with self._desk.database.begin(command) as tx:
            kept = tx.filing.save(tidy, base)
            if old is not None and old.retention_years != kept.retention_years:
                self._renumber(tx, kept)
            return kept

    def remove(self, dossier_id: RecordId) -> None:
        """Remove a dossier in which nothing lies; one with papers is refused in a sentence."""
        dossier = self.get(dossier_id)
        with self._desk.database.read() as tx:
            papers = len(tx.filing.filings(dossier_id))
        if dossier.status not in TAKES_PAPERS or papers:
            raise WardError(
                f"Hồ sơ {dossier.symbol} có {papers} văn bản nên không xóa được. "
                "Hãy rút văn bản ra trước."
            )
        command = self._desk.command("dossiers.remove", f"Xóa hồ sơ {dossier.symbol}")
        with self._desk.database.begin(command) as tx:
            tx.filing.remove(dossier_id)

    def copy_plan(
        self, from_year: int, to_year: int, issuer_id: RecordId | None = None
    ) -> tuple[Dossier, ...]:
        """Copy the plan of a year into another; symbols that stand there already are left."""
        if from_year == to_year:
            raise BadValue("year", "Hai năm giống nhau. Hãy chọn năm khác.")
        with self._desk.database.read() as tx:
            issuer = issuer_or_first(tx, issuer_id)
            source = tx.filing.dossiers(issuer.id, from_year)
            known = {fold(each.symbol) for each in tx.filing.dossiers(issuer.id, to_year)}
        wanted = [each for each in source if fold(each.symbol) not in known]
        if not source:
            raise WardError(f"Năm {from_year} chưa có danh mục hồ sơ để chép.")
        if not wanted:
            raise WardError(f"Danh mục năm {to_year} đã có đủ hồ sơ của năm {from_year}.")
        title = f"Chép danh mục hồ sơ năm {from_year} sang {to_year}"
        with self._desk.database.begin(self._desk.command("dossiers.copy", title)) as tx:
            return tuple(tx.filing.save(_copied(tx, each, from_year, to_year)) for each in wanted)

    def look_at_plan(self, path: Path, year: int, issuer_id: RecordId | None = None) -> PlanImport:
        """Return what a plan in an Excel or CSV file would add; nothing is written."""
        with self._desk.database.read() as tx:
            issuer = issuer_or_first(tx, issuer_id)
            known = {fold(each.symbol) for each in tx.filing.dossiers(issuer.id, year)}
        dossiers: list[Dossier] = []
        seen, doubts = list[str](), list[str]()
        for position, row in enumerate(plan_rows(_cells(path)), start=1):
            blank = Dossier(
                id=self._desk.new_id(), issuer_id=issuer.id, year=year, symbol=row.symbol,
                title=row.title, position=position,
            )  # fmt: skip
            if fold(row.symbol) in known:
                seen.append(row.symbol)
                continue
            try:
                dossiers.append(_tidied(_filled(blank, row)))
                known.add(fold(row.symbol))
            except BadValue as error:
                doubts.append(f"Dòng {row.number}: {error.sentence}")
        return PlanImport(dossiers=tuple(dossiers), known=tuple(seen), doubts=tuple(doubts))

    def import_plan(self, plan: PlanImport) -> int:
        """Add the dossiers of a plan as one step; return how many."""
        if not plan.dossiers:
            raise WardError("Tệp không có hồ sơ nào mới để thêm.")
        title = f"Nhập danh mục hồ sơ: {len(plan.dossiers)} hồ sơ"
        with self._desk.database.begin(self._desk.command("dossiers.import", title)) as tx:
            for each in plan.dossiers:
                tx.filing.save(each)
        return len(plan.dossiers)

    def new_rule(self) -> RetentionRule:
        """Return a blank row of the retention table behind all others; nothing is written."""
        last = max((rule.position for rule in self.rules()), default=0)
        return RetentionRule(
            id=self._desk.new_id(), group="", title="", years=10, position=last + 1
        )

    def save_rule(self, rule: RetentionRule, base: RetentionRule | None = None) -> RetentionRule:
        """Keep a row of the retention table; dossiers keep the time they were given.

        With `base` (what the clerk saw) another's change is not lost.
        """
        tidy = replace(
            rule,
            group=one_line(rule.group),
            title=one_line(rule.title),
            source=one_line(rule.source),
        )
        if not tidy.title:
            raise BadValue("title", "Chưa có tên nhóm tài liệu.")
        command = self._desk.command("retention.save", f"Sửa thời hạn bảo quản: {tidy.title[:60]}")
        with self._desk.database.begin(command) as tx:
            return tx.filing.save_rule(tx.work.over(tidy, base))


def _cells(path: Path) -> tuple[OldRow, ...]:
    """Return the rows of the first table of a file that is not hidden."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise disk_refusal(error, path) from error
    sheets = read_old_book(path.name, data)
    return next((sheet.rows for sheet in sheets if not sheet.is_hidden), ())


def _tidied(dossier: Dossier) -> Dossier:
    """Return a dossier that may be kept; BadValue names the field that cannot stand."""
    texts: dict[str, Any] = {name: one_line(getattr(dossier, name)) for name in LONGEST}
    if not texts["symbol"]:
        raise BadValue("symbol", "Chưa có ký hiệu hồ sơ, ví dụ 01.TCCB.")
    if not texts["title"]:
        raise BadValue("title", "Chưa có tiêu đề hồ sơ.")
    for name, (longest, label) in LONGEST.items():
        if len(texts[name]) > longest:
            raise BadValue(name, f"{label} dài {len(texts[name])} ký tự, tối đa {longest}.")
    if not FIRST_YEAR <= dossier.year <= LAST_YEAR:
        raise BadValue("year", f"Năm {dossier.year} không hợp lệ.")
    refuse_secret_words(texts["title"], texts["heading"])
    retention = one_line(dossier.retention) or retention_text(dossier.retention_years)
    return replace(dossier, **texts, retention=retention)


def _filled(dossier: Dossier, row: PlanRow) -> Dossier:
    years = years_of(row.retention)
    return replace(
        dossier,
        heading=row.heading,
        retention=retention_text(years),
        retention_years=years,
        keeper=row.keeper,
        description=row.description,
    )


def _copied(tx: Transaction, dossier: Dossier, from_year: int, to_year: int) -> Dossier:
    """Return a dossier for another year: its place in the plan, nothing of its life."""
    return Dossier(
        id=tx.new_id(),
        issuer_id=dossier.issuer_id,
        year=to_year,
        symbol=_in_year(dossier.symbol, from_year, to_year),
        title=_in_year(dossier.title, from_year, to_year),
        heading=dossier.heading,
        retention=dossier.retention,
        retention_years=dossier.retention_years,
        keeper=dossier.keeper,
        status=DossierStatus.PLANNED,
        is_construction=dossier.is_construction,
        rights=dossier.rights,
        language=dossier.language,
        description=dossier.description,
        position=dossier.position,
    )


def _in_year(text: str, from_year: int, to_year: int) -> str:
    """Return text with the one year in place of the other: `Báo cáo năm 2026`."""
    return re.sub(rf"(?<!\d){from_year}(?!\d)", str(to_year), text)


def _place_for(dossier: Dossier, plan: Sequence[Dossier]) -> int:
    """Return the place of the last dossier under the same heading, else one behind all."""
    same = [each.position for each in plan if each.heading == dossier.heading]
    return max(same) if same else max((each.position for each in plan), default=0) + 1
