"""The form of a signer: the post and the lines that print for it, shown while they change."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wardapp.core.document import Signature
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer, Signer
from wardapp.core.signing import SigningMatrix
from wardapp.services.signing import OWN, is_offered
from wardapp.services.signing_posts import settled, shown_lines, with_lines
from wardapp.ui.form_dialog import WIDE
from wardapp.ui.pages.catalogue_fields import (
    USED,
    Desk,
    Form,
    a_choice,
    a_day,
    a_line,
    day_of,
    parts_of,
    whole,
)
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.fields import Field
from wardapp.ui.widgets.texts import Text

OWN_LINES = "Tự ghi các dòng in"
MAIN_TITLE = "Không có con dấu riêng: ghi chức vụ chính, ví dụ BÍ THƯ."
MOST_LINES = 5


class SignatureView(QWidget):
    """The lines above a name as they print, bold and regular, with the name below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("ground", "alt")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bold = [Text(theme, "", Role.STRONG) for _ in range(MOST_LINES)]
        self._regular = [Text(theme, "", Role.BODY) for _ in range(MOST_LINES)]
        self._name = Text(theme, "", Role.STRONG)
        self._source = Text(theme, "", Role.SMALL, "text3", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(2)
        for pair in zip(self._bold, self._regular, strict=True):
            for text in pair:
                text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                column.addWidget(text)
        column.addSpacing(theme.px(14))
        for text in (self._name, self._source):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(text)

    def show_signature(self, printed: Signature, source: str) -> None:
        """Show what prints and by which row of the matrix, "" for lines typed by the clerk."""
        lines = printed.lines[:MOST_LINES]
        for place, (bold, regular) in enumerate(zip(self._bold, self._regular, strict=True)):
            line = lines[place] if place < len(lines) else None
            bold.setText(line.text if line and line.bold else "")
            regular.setText(line.text if line and not line.bold else "")
            bold.setVisible(bool(line) and line is not None and line.bold)
            regular.setVisible(line is not None and not line.bold)
        self._name.setText(printed.full_name or "Họ và tên")
        self._source.setText(source or "Dòng tự ghi, in đúng như đã ghi")
        words = [line.text for line in lines]
        self.setAccessibleDescription(", ".join((*words, self._name.text(), self._source.text())))


class SignerForm:
    """Fields of a signer that follow each other: the post fills the lines, the lines the view."""

    def __init__(self, desk: Desk, row: Signer | None) -> None:
        theme = desk.theme
        self._matrix: SigningMatrix = desk.known.matrix
        self._issuers: dict[str, Issuer] = {
            each.id: each for each in desk.known.lists.get("issuers", ())
        }
        self._base = row or _new(desk, self._issuers)
        base = self._base
        bodies = tuple((each.id, each.name) for each in self._issuers.values())
        self.name = a_line(theme, "Họ và tên", base.full_name)
        self.issuer = a_choice(theme, "Ký cho", bodies, base.issuer_id)
        self.post = a_choice(theme, "Chức vụ, theo bảng thẩm quyền ký", (), "")
        self.position = a_line(theme, "Chức vụ in", base.position, "TRƯỞNG BAN")
        self.authority = a_line(
            theme, "Dòng trên chức vụ, cách nhau dấu phẩy", ", ".join(base.authority),
            "T/M, K/T, TL.",
        )  # fmt: skip
        self.view = SignatureView(theme)
        self.shown = Field(theme, "Sẽ in trên văn bản", self.view)
        self.shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.shown.setProperty(WIDE, 1)
        self.start = a_day(desk, "Giữ chức vụ từ (bỏ trống nếu không cần)", base.in_office_from)
        self.end = a_day(desk, "Đến hết ngày (bỏ trống nếu còn)", base.in_office_to)
        self.rank = a_line(theme, "Thứ tự được chọn sẵn", str(base.rank))
        self.active = a_choice(theme, "Trạng thái", USED, base.active)
        self._offer_posts(base.post)
        self._connect()
        self._show()

    @property
    def form(self) -> Form:
        """Return the fields in the order they are filled in, and how they make a signer."""
        fields: dict[str, Field] = {
            "full_name": self.name, "issuer_id": self.issuer, "post": self.post,
            "position": self.position, "authority": self.authority, "rank": self.rank,
            "shown": self.shown, "in_office_from": self.start, "in_office_to": self.end,
            "active": self.active,
        }  # fmt: skip
        return Form(fields, self.value)

    def value(self) -> Signer:
        """Return the signer the fields declare; lines no row prints are the clerk's own."""
        rank = whole("rank", self.rank)
        if rank is None:
            raise BadValue("rank", "Hãy ghi thứ tự, ví dụ 1.")
        signer = replace(
            self._typed(),
            in_office_from=day_of("in_office_from", self.start),
            in_office_to=day_of("in_office_to", self.end),
            rank=rank,
            active=bool(self.active.value()),
        )
        issuer = self._issuer()
        if issuer is None or not signer.post:
            return signer
        return settled(self._matrix, issuer, signer)

    def _typed(self) -> Signer:
        return replace(
            self._base,
            full_name=self.name.text(),
            position=self.position.text(),
            authority=parts_of(self.authority.text()),
            issuer_id=RecordId(str(self.issuer.value() or self._base.issuer_id)),
            post=str(self.post.value() or ""),
        )

    def _issuer(self) -> Issuer | None:
        return self._issuers.get(str(self.issuer.value()))

    def _connect(self) -> None:
        self.issuer.choice.currentIndexChanged.connect(self._change_issuer)
        self.post.choice.currentIndexChanged.connect(self._fill)
        for line in (self.name, self.position, self.authority):
            line.line.textChanged.connect(self._show)

    def _offer_posts(self, chosen: str) -> None:
        issuer = self._issuer()
        posts = tuple(each for each in self._matrix.posts if issuer and is_offered(each, issuer))
        with QSignalBlocker(self.post.choice):
            self.post.set_entries((("", OWN_LINES), *((each.key, each.name) for each in posts)))
            self.post.set_value(chosen if any(each.key == chosen for each in posts) else "")

    def _change_issuer(self) -> None:
        before = str(self.post.value() or "")
        self._offer_posts(before)
        self._fill()

    def _fill(self) -> None:
        """Fill the lines of the chosen post in; own lines stay as they stand."""
        issuer, signer = self._issuer(), self._typed()
        if issuer is not None and signer.post:
            filled = with_lines(self._matrix, issuer, signer)
            self.position.set_text(filled.position)
            self.authority.set_text(", ".join(filled.authority))
        self._show()

    def _show(self) -> None:
        issuer, signer = self._issuer(), self._typed()
        if issuer is None:
            return
        takes_main = any(
            signer.post in rule.posts and any(OWN in line.text for line in rule.lines)
            for rule in self._matrix.rules
            if rule.family is issuer.family
        )
        self.position.set_echo(MAIN_TITLE if signer.post and takes_main else "")
        self.view.show_signature(*shown_lines(self._matrix, issuer, signer))


def signer_form(desk: Desk, row: Signer | None) -> Form:
    """Return the form of a signer: the post, what prints, for whom, and the days in office."""
    return SignerForm(desk, row).form


def _new(desk: Desk, issuers: dict[str, Issuer]) -> Signer:
    rank = len(desk.known.lists.get("signers", ())) + 1
    first = next(iter(issuers.values()), None)
    return Signer(
        id=desk.new_id,
        issuer_id=first.id if first else desk.new_id,
        full_name="",
        position="",
        rank=rank,
    )
