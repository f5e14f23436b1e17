"""Before a package is taken in: its password, and whose key signed it, compared by phone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from wardapp.core.check_code import typed_code
from wardapp.core.exchange import DeviceCard
from wardapp.ui.device_words import device_words
from wardapp.ui.dialogs import Dialog, ask_fields
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.cards import Card, Notice
from wardapp.ui.widgets.fields import LineField
from wardapp.ui.widgets.texts import Text

HOW_OTHER = (
    "Gọi điện cho người gửi theo số đã biết từ trước. Người gửi mở Trao đổi › Máy này rồi đọc "
    "mã trên máy họ; anh, chị gõ mã nghe được vào ô dưới đây."
)
HOW = (
    "Gọi điện cho người gửi theo số đã biết từ trước. Người gửi mở Trao đổi › Máy này, "
    "đọc mã trên máy họ; anh, chị so từng chữ với mã dưới đây. Chỉ cần làm một lần cho mỗi máy."
)
LONGEST = 52
NAMES_PROVE_NOTHING = "Tên trên đây do máy gửi tự ghi, chỉ có mã mới chứng minh."
OTHER_KEY = (
    "Máy cùng tên này trước đây ký bằng khóa khác. Có thể người gửi đổi máy hoặc cài lại, "
    "cũng có thể có kẻ mạo danh. Hãy gọi điện hỏi rõ."
)


class TrustDialog(Dialog):
    """Shows the code of a key; accepted when the clerk says it is what the sender read out."""

    def __init__(
        self, parent: QWidget, theme: Theme, card: DeviceCard, *, is_other_key: bool
    ) -> None:
        title = "Khóa của máy này đã khác trước" if is_other_key else "Máy gửi chưa quen"
        icon, tone = ("warning", "danger") if is_other_key else ("shield_checkmark", "accent")
        how = HOW_OTHER if is_other_key else HOW
        super().__init__(parent, theme, title, how, icon, tone)
        self._code = card.code
        if is_other_key:
            notice = Notice(theme, "danger")
            notice.show_notice("Tên đã quen, khóa thì lạ", OTHER_KEY)
            self.room.addWidget(notice)
        # With a foreign key the code is not shown: it has to come from the phone.
        self.room.addWidget(code_card(theme, card, shows_code=not is_other_key))
        if not is_other_key:
            self.room.addWidget(Text(theme, NAMES_PROVE_NOTHING, Role.SMALL, "text2", wrap=True))
        self.typed = LineField(theme, "Mã người gửi đọc", "ABCD-EFGH-JKLM")
        self.add_stretch()
        no = self.add_close("Chưa tin")
        kind = Kind.DANGER if is_other_key else Kind.PRIMARY
        words = "Mã khớp, tin khóa mới" if is_other_key else "Mã khớp, tin máy này"
        self.yes = self.add_button(words, kind, accepts=True)
        if is_other_key:
            self.room.addWidget(self.typed)
            self.yes.setEnabled(False)
            self.typed.line.textChanged.connect(self._compare)
            self.typed.setFocus()
        else:  # a code that was not compared is not trusted by a key pressed too early
            self.begin_at(no)

    def _compare(self) -> None:
        typed = typed_code(self.typed.text())
        self.yes.setEnabled(typed == self._code)
        is_wrong = bool(typed) and typed != self._code
        self.typed.set_state("wrong" if is_wrong else "")
        self.typed.set_echo(
            "Mã không khớp. Không nhận gói này." if is_wrong else "", "danger" if is_wrong else ""
        )
        self.fit()


def cut(name: str) -> str:
    """Return a name that a stranger wrote in what fits a line."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def code_card(theme: Theme, card: DeviceCard, *, shows_code: bool = True) -> Card:
    """Return the code in letters that can be read out, and the names that go along with it."""
    whole = Card(theme, fill="alt", padding=14)
    code = Text(theme, card.code, Role.FIGURE)
    code.setAlignment(Qt.AlignmentFlag.AlignCenter)
    code.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    code.setAccessibleName("Mã: " + " ".join(card.code))
    if shows_code:
        whole.body.addWidget(code)
    for name in filter(None, (device_words(card.device_name), card.office_name)):
        line = Text(theme, cut(name), Role.SMALL, "text2")
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line.setToolTip(name)
        whole.body.addWidget(line)
    return whole


def ask_trust(parent: QWidget, theme: Theme, card: DeviceCard, *, is_other_key: bool) -> bool:
    """Ask whether the code is right; return True when the clerk compared it."""
    dialog = TrustDialog(parent, theme, card, is_other_key=is_other_key)
    return dialog.exec() == QDialog.DialogCode.Accepted


def password_field(theme: Theme, label: str) -> LineField:
    """Return a field that shows dots."""
    field = LineField(theme, label)
    field.line.setEchoMode(QLineEdit.EchoMode.Password)
    return field


def ask_password(parent: QWidget, theme: Theme, name: str, trouble: str = "") -> str:
    """Ask for a package's password; return "" when the clerk thought better of it."""
    field = password_field(theme, "Mật khẩu")
    if trouble:
        field.refuse(trouble)
    sentence = "Mật khẩu do người gửi đặt; hỏi qua điện thoại, đừng gửi cùng gói."
    if not ask_fields(parent, theme, f"Mật khẩu của {name}", (field,), "Mở gói", sentence):
        return ""
    return field.text()
