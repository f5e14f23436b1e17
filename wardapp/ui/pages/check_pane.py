"""What is said of the chosen finding: the rule with its clause, what stands there, what should."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardapp.core.checking import CheckFinding, CheckReport, Verdict
from wardapp.ui.pages.check_rows import unseen_of
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Button
from wardapp.ui.widgets.texts import Text

LABEL = 84


class FindingPane(QWidget):
    """Shows one finding over the paper, with the way to mend it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self._title = Text(theme, "", Role.STRONG, wrap=True)
        self._clause = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self._found = Text(theme, "", Role.BODY, "danger", wrap=True)
        self._expected = Text(theme, "", Role.BODY, "ok", wrap=True)
        self.fix = Button(theme, "Sửa chỗ này", icon="checkmark", key="Ctrl Enter")
        self._rows: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 14, 12)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._clause)
        top.addLayout(words, 1)
        top.addWidget(self.fix)
        column.addLayout(top)
        for label, text in (("Đang ghi", self._found), ("Cần ghi", self._expected)):
            column.addWidget(self._row(theme, label, text))

    def _row(self, theme: Theme, label: str, text: Text) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        name = Text(theme, label, Role.LABEL, "text2")
        name.setFixedWidth(theme.px(LABEL))
        line.addWidget(name)
        line.addWidget(text, 1)
        self._rows.append(row)
        return row

    def show_finding(self, finding: CheckFinding | None, *, can_fix: bool, fix_words: str) -> None:
        """Show a finding, or that nothing is chosen."""
        said = finding is not None and finding.verdict is Verdict.FAIL
        for row in self._rows:
            row.setVisible(said)
        self.fix.setVisible(said)
        if finding is None:
            self._title.setText("Không còn chỗ nào phải xem.")
            self._clause.setText("")
            return
        self._title.setText(finding.title)
        kind = "Nên xem lại" if finding.is_soft else "Chưa đúng quy định"
        if not said:
            kind = "Chưa soát được"
        self._clause.setText(". ".join(filter(None, (kind, finding.clause, finding.where))))
        self._found.setText(finding.found)
        self._expected.setText(finding.expected)
        self.fix.setText(fix_words)
        self.fix.setEnabled(can_fix)


def counts_of(report: CheckReport) -> str:
    """Return what the check found in one line."""
    held = sum(each.verdict is Verdict.PASS for each in report.findings)
    unseen = len(unseen_of(report))
    said = f"{len(report.faults)} chưa đúng · {len(report.remarks)} nên xem lại · {held} đúng"
    return f"{said} · {unseen} chưa soát được" if unseen else said
