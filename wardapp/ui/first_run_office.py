"""Step 1 of the guide: which body this office is, and how its heading reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from wardapp.core.dates import long_date
from wardapp.core.errors import BadValue
from wardapp.core.issuers import Family, Issuer
from wardapp.core.layout import Standard
from wardapp.core.profile import GuideChoice, GuideKind, OfficeProfile
from wardapp.core.text import fold
from wardapp.services.catalogue_rules import check_issuer, tidied
from wardapp.services.setup import guide_profile
from wardapp.ui.first_run_step import Guide, GuideStep
from wardapp.ui.restored_words import UNREAD
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Link
from wardapp.ui.widgets.choice_card import ChoiceCard
from wardapp.ui.widgets.fields import ChoiceField, LineField
from wardapp.ui.widgets.texts import Text

KINDS = (
    (GuideKind.ADVISORY, "Ban Xây dựng Đảng", "Cơ quan tham mưu của Đảng ủy"),
    (GuideKind.COMMITTEE, "Đảng ủy phường, xã", "Đảng ủy, Ban Thường vụ"),
    (GuideKind.PEOPLES_COMMITTEE, "UBND phường, xã", "Thể thức Nghị định 30"),
    (GuideKind.OTHER, "Cơ quan khác", "Văn phòng, UBKT, đoàn thể"),
)
UNITS = ("Phường", "Xã", "Đặc khu")
CITIES = tuple(
    f"Thành phố {name}"
    for name in ("Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế")
) + tuple(
    f"Tỉnh {name}"
    for name in (
        "An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Điện Biên", "Đắk Lắk", "Đồng Nai",
        "Đồng Tháp", "Gia Lai", "Hà Tĩnh", "Hưng Yên", "Khánh Hòa", "Lai Châu", "Lạng Sơn",
        "Lào Cai", "Lâm Đồng", "Nghệ An", "Ninh Bình", "Phú Thọ", "Quảng Ngãi", "Quảng Ninh",
        "Quảng Trị", "Sơn La", "Tây Ninh", "Thái Nguyên", "Thanh Hóa", "Tuyên Quang", "Vĩnh Long",
    )
)  # fmt: skip
"""The 34 provinces and cities since 1 July 2025."""

BREAK = " / "
EXAMPLES = (("party", "Xem sổ mẫu Đảng ủy"), ("state", "Xem sổ mẫu UBND"))


class OfficeStep(GuideStep):
    """Four choices with keys 1-4; everything below follows from the choice."""

    question = "Anh, chị làm văn thư cho cơ quan nào?"
    hint = "Phần này quyết định tiêu đề, ký hiệu và cách đánh số của mọi văn bản."

    open_wanted = Signal()
    backup_wanted = Signal()
    join_wanted = Signal()
    example_wanted = Signal(str)

    def __init__(self, guide: Guide) -> None:
        super().__init__(guide)
        theme = guide.theme
        self.cards = {
            kind: ChoiceCard(theme, title, detail, str(int(kind))) for kind, title, detail in KINDS
        }
        self.kind = GuideKind.ADVISORY
        self.ward = LineField(theme, "Tên phường, xã", "Liên Hồ")
        self.unit = ChoiceField(theme, "Đơn vị", tuple((unit, unit) for unit in UNITS))
        self.city = LineField(theme, "Tỉnh, thành phố", "Thành phố Hà Nội")
        self.city.set_text(CITIES[0])
        self.city.suggest(CITIES)
        self.other = LineField(theme, "Tên cơ quan", "Văn phòng")
        self.law = ChoiceField(
            theme, "Thể thức", ((True, "Văn bản của Đảng"), (False, "Nghị định 30"))
        )
        self.own_line = LineField(theme, "Tên in trên tiêu đề")
        self.symbol = LineField(theme, "Ký hiệu cơ quan")
        self.standard = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self._others = QWidget()
        self._typed: dict[str, str] = {}
        self.fields = {
            "ward": self.ward,
            "name": self.other,
            "place": self.ward,
            "own_line": self.own_line,
            "symbol": self.symbol,
            "city": self.city,
        }
        self._build()
        self._connect()
        self.choose(GuideKind.ADVISORY)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(9)
        for place, card in enumerate(self.cards.values()):
            grid.addWidget(card, place // 2, place % 2)
        self.form.addLayout(grid)
        self.form.addSpacing(8)
        self.add_row((self.ward, 1), (self.unit, 1))
        row = QHBoxLayout(self._others)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.other, 2)
        row.addWidget(self.law, 1)
        self.form.addWidget(self._others)
        self.form.addWidget(self.city)
        self.add_row((self.own_line, 2), (self.symbol, 1))
        self.form.addWidget(self.standard)
        self.form.addSpacing(6)
        self.form.addLayout(self._ways())

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Text(self.guide.theme, "Hoặc:", Role.SMALL, "text3"))
        self.open_link = Link(self.guide.theme, "Mở sổ đã có…")
        self.open_link.clicked.connect(self.open_wanted)
        row.addWidget(self.open_link)
        self.backup_link = Link(self.guide.theme, "Lấy lại sổ…")
        self.backup_link.setToolTip(
            f"Từ USB hoặc thư mục đã chọn làm nơi sao lưu thứ hai. {UNREAD}"
        )
        self.backup_link.clicked.connect(self.backup_wanted)
        row.addWidget(self.backup_link)
        self.join_link = Link(self.guide.theme, "Nhận sổ từ máy khác…")
        self.join_link.setToolTip("Máy này là máy thứ hai: nhận gói đầy đủ máy kia gửi.")
        self.join_link.clicked.connect(self.join_wanted)
        row.addWidget(self.join_link)
        self.example_links: dict[str, Link] = {}
        for kind, words in EXAMPLES:
            link = Link(self.guide.theme, words)
            link.clicked.connect(partial(self.example_wanted.emit, kind))
            self.example_links[kind] = link
            row.addWidget(link)
        row.addStretch()
        return row

    def _connect(self) -> None:
        for kind, card in self.cards.items():
            card.clicked.connect(partial(self.choose, kind))
        for field in (self.ward, self.city, self.other):
            field.line.textChanged.connect(self._follow)
        for box in (self.unit.choice, self.law.choice):
            box.currentIndexChanged.connect(self._follow)
        for name, field in (("own_line", self.own_line), ("symbol", self.symbol)):
            field.line.textEdited.connect(partial(self._keep_typed, name))
        self.symbol.line.textChanged.connect(self.changed)
        self.own_line.line.textChanged.connect(self.changed)

    def choose(self, kind: GuideKind) -> None:
        """Take one of the four choices; what follows from it is filled in anew."""
        self.kind = kind
        self.cards[kind].setChecked(True)
        self._others.setVisible(kind is GuideKind.OTHER and self._others.parent() is not None)
        self._typed.clear()
        self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a choice by its number."""
        if event.text() in {"1", "2", "3", "4"}:
            self.choose(GuideKind(int(event.text())))
            self.ward.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def choice(self) -> GuideChoice:
        """Return what the fields say by now."""
        return GuideChoice(
            kind=self.kind,
            ward=self.ward.text(),
            unit=str(self.unit.value()),
            city=self.city.text(),
            other_name=self.other.text() or "Văn phòng",
            is_party=bool(self.law.value()),
        )

    def base(self) -> OfficeProfile:
        """Return the profile that follows from the choice, before anything else was typed."""
        profile = guide_profile(self.choice(), self.guide.clock)
        issuer = profile.issuers[0]
        if not issuer.committee or issuer.committee == issuer.name:
            return profile
        return replace(profile, title=f"{issuer.name}, {issuer.committee}")

    def apply(self, profile: OfficeProfile) -> OfficeProfile:
        """Return the profile with the typed heading and symbol."""
        if not self.ward.text():
            raise BadValue("ward", "Hãy ghi tên phường, xã, ví dụ Liên Hồ.")
        return replace(profile, issuers=(self.issuer(profile.issuers[0]),))

    def issuer(self, proposed: Issuer) -> Issuer:
        """Return the body with what the clerk typed over the proposal."""
        lines = [part.strip() for part in self.own_line.text().split("/")]
        own_line = "\n".join(part for part in lines if part)
        return replace(proposed, own_line=own_line, symbol=self.symbol.text())

    def check(self, profile: OfficeProfile) -> Callable[[], object]:
        """Return the rule a body must keep."""
        return lambda: check_issuer(tidied(profile.issuers[0]), ())

    def show_standard(self, standard: Standard, family: Family) -> None:
        """Name the layout in force."""
        before = " Văn bản trước ngày này dùng Hướng dẫn 36." if family is Family.PARTY else ""
        self.standard.setText(
            f"Thể thức: {standard.title}, áp dụng từ {long_date(standard.valid_from)}."
            f"{before if '36' not in standard.title else ''}"
        )

    def start_focus(self) -> None:
        """Begin at the choices, so that 1-4 choose."""
        self.cards[self.kind].setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_typed(self, name: str, text: str) -> None:
        self._typed[name] = text

    def _follow(self) -> None:
        """Fill in what follows from the choice, except what was typed over."""
        issuer = self.base().issuers[0]
        if "own_line" not in self._typed:
            self.own_line.set_text(issuer.own_line.replace("\n", BREAK))
        if "symbol" not in self._typed:
            self.symbol.set_text(issuer.symbol)
        has_break = "\n" in issuer.own_line
        self.own_line.set_echo("Dấu / là chỗ xuống dòng." if has_break else "")
        if fold(self.ward.text()):
            self.ward.set_state("")
        self.changed.emit()
