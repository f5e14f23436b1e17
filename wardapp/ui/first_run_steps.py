"""Steps 2 to 4 of the guide: the term, the numbers used so far, who signs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QGridLayout

from wardapp.core.dates import long_date
from wardapp.core.errors import BadDate, BadValue
from wardapp.core.issuers import Family, Issuer, Signer, Term
from wardapp.core.layout import DocumentType
from wardapp.core.profile import LastNumber, OfficeProfile
from wardapp.services.catalogue_rules import check_term, tidied
from wardapp.services.series import QD_TYPES
from wardapp.ui.first_run_step import Guide, GuideStep
from wardapp.ui.theme import Role
from wardapp.ui.widgets.fields import ChoiceField, DateField, LineField
from wardapp.ui.widgets.texts import Text

MOST_USED = 99_999
SHARED = QD_TYPES - {"QĐ"}
"""Types that count with Quyết định (domain §1.3)."""

GROUPS_APART = (("QĐ", "QĐ"),)
"""A State office may count its decisions in a series of their own (NĐ30 Điều 15)."""


class TermStep(GuideStep):
    """Party: the committee's term. State: whether decisions have a series of their own."""

    def __init__(self, guide: Guide) -> None:
        super().__init__(guide)
        theme = guide.theme
        self.label = LineField(theme, "Nhiệm kỳ", "2025 - 2030")
        self.start = DateField(theme, "Ngày bắt đầu", guide.clock.today)
        self.reason = LineField(theme, "Căn cứ", "Quyết định chỉ định cấp ủy có hiệu lực")
        self.series = ChoiceField(
            theme,
            "Dãy số văn bản đi",
            ((False, "Một dãy chung cho mọi loại"), (True, "Quyết định một dãy riêng")),
        )
        self.note = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self.fields = {"label": self.label, "start": self.start}
        self._is_party = True
        self.add_row((self.label, 1), (self.start, 1))
        self.form.addWidget(self.reason)
        self.form.addWidget(self.series)
        self.form.addWidget(self.note)

    def fill(self, profile: OfficeProfile) -> None:
        """Show the proposed term, or the series of a State office."""
        self._is_party = profile.issuers[0].family is Family.PARTY
        for field in (self.label, self.start, self.reason):
            field.setVisible(self._is_party)
        self.series.setVisible(not self._is_party)
        if not self._is_party:
            self.ask("Văn bản đi đánh số thế nào?", "Số chạy theo năm, từ 01 vào ngày 01/01.")
            self.note.setText("Nghị định 30, Điều 15: cơ quan tự định số chung hay riêng.")
            return
        term = profile.terms[0]
        self.ask(
            "Nhiệm kỳ của cấp ủy bắt đầu từ ngày nào?",
            "Số văn bản của Đảng chạy liên tục trong một nhiệm kỳ, mỗi loại một dãy.",
        )
        self.label.set_text(term.label)
        self.start.set_day(term.start)
        self.reason.set_text(term.start_reason)
        self.note.setText(f"Cấp ủy: {term.committee}.")

    def apply(self, profile: OfficeProfile) -> OfficeProfile:
        """Return the profile with the term or the series."""
        issuer = profile.issuers[0]
        if issuer.family is not Family.PARTY:
            groups = GROUPS_APART if self.series.value() else ()
            return replace(profile, issuers=(replace(issuer, number_groups=groups),))
        return replace(profile, terms=(self._term(profile.terms[0]),))

    def _term(self, proposed: Term) -> Term:
        try:
            start = self.start.day()
        except BadDate as fault:
            raise BadValue("start", fault.sentence) from fault
        if start is None:
            raise BadValue("start", "Hãy ghi ngày bắt đầu nhiệm kỳ.")
        if start > self.guide.today:
            raise BadValue("start", f"Ngày {long_date(start)} chưa đến. Anh, chị xem lại giúp.")
        return replace(
            proposed, label=self.label.text(), start=start, start_reason=self.reason.text()
        )

    def check(self, profile: OfficeProfile) -> Callable[[], object] | None:
        """Return the rule a term must keep."""
        if not profile.terms:
            return None
        return lambda: check_term(tidied(profile.terms[0]), ())


class NumbersStep(GuideStep):
    """The last numbers of the paper books; the next ones given here follow them."""

    question = "Sổ giấy đã dùng đến số nào?"
    hint = "WardApp cấp số tiếp theo. Bỏ trống là chưa dùng số nào."

    def __init__(self, guide: Guide) -> None:
        super().__init__(guide)
        theme = guide.theme
        self.arrival = LineField(theme, "Số đến cuối cùng", "0")
        self.form.addWidget(self.arrival)
        self.form.addWidget(Text(theme, "Văn bản đi, số cuối cùng của từng dãy", Role.SECTION))
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(10)
        self.form.addLayout(self.grid)
        self.series: dict[str, LineField] = {}
        self.types: tuple[DocumentType, ...] = ()
        self._shape: tuple[str, ...] = ()
        self.fields = {"arrival": self.arrival}

    def show_types(self, types: tuple[DocumentType, ...]) -> None:
        """Take the types of document that the standard knows."""
        self.types = types

    def fill(self, profile: OfficeProfile) -> None:
        """Show one field a series; what was typed stays while the series do."""
        issuer = profile.issuers[0]
        names = self._series_of(issuer)
        year = self.guide.today.year
        self.arrival.label.setText(f"Số đến cuối cùng của năm {year}")
        if tuple(names) == self._shape:
            return
        self._shape = tuple(names)
        for field in self.series.values():
            field.deleteLater()
        self.series = {}
        for place, (group, label) in enumerate(names.items()):
            field = LineField(self.guide.theme, label, "0")
            self.series[group] = field
            self.grid.addWidget(field, place // 3, place % 3)
        before = self.arrival.line
        for field in self.series.values():  # made after the buttons, but read before them
            self.setTabOrder(before, field.line)
            before = field.line
        self.fields = {"arrival": self.arrival, **self.series}

    def _series_of(self, issuer: Issuer) -> dict[str, str]:
        if issuer.family is Family.PARTY:
            return {
                kind.code: kind.name
                for kind in self.types
                if not (issuer.shared_qd_counter and kind.code in SHARED)
            }
        names = {"": "Dãy chung" if not issuer.number_groups else "Các loại khác"}
        return names | {group: "Quyết định" for _code, group in issuer.number_groups}

    def apply(self, profile: OfficeProfile) -> OfficeProfile:
        """Return the profile with the numbers used."""
        issuer, year = profile.issuers[0], str(self.guide.today.year)
        scope = profile.terms[0].label if profile.terms else year
        found = [("den", "", year, _number("arrival", self.arrival))]
        found += [("di", group, scope, _number(group, f)) for group, f in self.series.items()]
        numbers = tuple(
            LastNumber(
                issuer_symbol=issuer.symbol, book=book, group=group, scope_label=label, number=last
            )
            for book, group, label, last in found
            if last
        )
        return replace(profile, last_numbers=numbers)

    def next_letter(self) -> int:
        """Return the number the next letter would get."""
        field = self.series.get("CV") or self.series.get("")
        try:
            return _number("", field) + 1 if field is not None else 1
        except BadValue:
            return 1


def _number(name: str, field: LineField) -> int:
    text = field.text().replace(".", "")
    if not text:
        return 0
    if not text.isdecimal() or int(text) > MOST_USED:
        raise BadValue(name, "Hãy ghi số, ví dụ 57; bỏ trống nếu chưa dùng.")
    return int(text)


class SignersStep(GuideStep):
    """Who signs, with what title, and who is the clerk."""

    question = "Ai ký và ai làm văn thư?"
    hint = "Ghi họ và tên như in dưới chữ ký. Bỏ trống cũng được, thêm sau trong Danh mục."

    def __init__(self, guide: Guide) -> None:
        super().__init__(guide)
        theme = guide.theme
        self.rows = [
            (LineField(theme, "Chức vụ in"), LineField(theme, "Họ và tên")) for _ in range(2)
        ]
        self.clerk = LineField(theme, "Văn thư, người đang làm việc", "Họ và tên của anh, chị")
        for position, name in self.rows:
            self.add_row((position, 1), (name, 1))
            name.line.textChanged.connect(self.changed)
            position.line.textChanged.connect(self.changed)
        self.form.addSpacing(6)
        self.form.addWidget(self.clerk)
        self.fields = {"full_name": self.rows[0][1], "position": self.rows[0][0]}
        self._shape: tuple[str, ...] = ()

    def fill(self, profile: OfficeProfile) -> None:
        """Show the usual titles; what was typed stays while they do."""
        shape = tuple(signer.position for signer in profile.signers)
        if shape == self._shape:
            return
        self._shape = shape
        for (position, name), signer in zip(self.rows, profile.signers, strict=False):
            position.set_text(signer.position)
            lead = ", ".join(signer.authority)
            name.set_echo(f"Dòng trên chức vụ: {lead}" if lead else "Ký trực tiếp")

    def apply(self, profile: OfficeProfile) -> OfficeProfile:
        """Return the profile with signers and clerk."""
        signers = tuple(
            replace(signer, position=position.text(), full_name=name.text())
            for (position, name), signer in zip(self.rows, profile.signers, strict=False)
        )
        clerk = self.clerk.text()
        people = tuple(replace(person, full_name=clerk) for person in profile.people)
        settings = replace(profile.settings, current_clerk=clerk)
        return replace(profile, signers=signers, people=people, settings=settings)

    def start_focus(self) -> None:
        """Begin at the first name."""
        self.rows[0][1].setFocus()

    def shown_signer(self, profile: OfficeProfile) -> Signer | None:
        """Return the first signer with a name."""
        return next((each for each in profile.signers if each.full_name), None)
