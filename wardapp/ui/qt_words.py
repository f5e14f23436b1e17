"""Qt's own words in Vietnamese: the menus of text fields, standard buttons, what printers ask."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTranslator

_TYPING = {
    "&Undo": "&Hoàn tác gõ",
    "&Redo": "&Gõ lại",
    "Cu&t": "&Cắt",
    "&Copy": "Ché&p",
    "&Paste": "&Dán",
    "Delete": "Xóa",
    "Select All": "Chọn hết",
    "Copy &Link Location": "Chép địa chỉ &liên kết",
}
_BUTTONS = {
    "OK": "Đồng ý",
    "&OK": "Đồng ý",
    "Cancel": "Thôi",
    "&Cancel": "Thôi",
    "Close": "Đóng",
    "&Close": "Đóng",
    "Save": "Lưu",
    "&Save": "Lưu",
    "Save All": "Lưu hết",
    "Open": "Mở",
    "&Open": "Mở",
    "&Yes": "Có",
    "&No": "Không",
    "Apply": "Áp dụng",
    "Reset": "Đặt lại",
    "Discard": "Bỏ",
    "Help": "Hướng dẫn",
}
_FILES = {
    "Look in:": "Ở thư mục:",
    "File &name:": "&Tên tệp:",
    "Files of type:": "Loại tệp:",
    "Directory:": "Thư mục:",
    "&Choose": "Chọn",
    "Create New Folder": "Tạo thư mục mới",
    "New Folder": "Thư mục mới",
    "Parent Directory": "Thư mục trên",
    "Back": "Trở lại",
    "Forward": "Đi tới",
    "List View": "Dạng danh sách",
    "Detail View": "Dạng chi tiết",
    "All Files (*)": "Mọi tệp (*)",
    "&Rename": "Đổi tên",
    "&Delete": "Xóa",
    "Show &hidden files": "Hiện tệp ẩn",
    "&New Folder": "Thư mục mới",
    "Name": "Tên",
    "Size": "Cỡ",
    "Date Modified": "Ngày sửa",
    "%1 already exists.\nDo you want to replace it?": "%1 đã có. Thay bằng tệp mới?",
}
_PRINTING = {
    "Print": "In",
    "&Print": "In",
    "Printer": "Máy in",
    "&Name:": "&Tên:",
    "P&roperties": "&Thiết lập",
    "Location:": "Nơi đặt:",
    "Preview": "Xem trước",
    "Type:": "Loại:",
    "Output &file:": "&Tệp ra:",
    "Print range": "Trang in",
    "Print all": "In tất cả",
    "Pages from": "Từ trang",
    "to": "đến",
    "Current Page": "Trang hiện tại",
    "Selection": "Phần đang chọn",
    "Copies": "Số bản",
    "Copies:": "Số bản:",
    "Collate": "Xếp theo bộ",
    "Reverse": "In ngược",
    "Options": "Tùy chọn",
    "Color Mode": "Màu",
    "Color": "Màu",
    "Grayscale": "Đen trắng",
    "Duplex Printing": "In hai mặt",
    "None": "Không",
    "Long side": "Lật cạnh dài",
    "Short side": "Lật cạnh ngắn",
    "&Options >>": "&Thêm >>",
    "&Options <<": "&Bớt <<",
    "Page size:": "Khổ giấy:",
    "Orientation": "Hướng giấy",
    "Portrait": "Đứng",
    "Landscape": "Ngang",
    "Margins": "Lề",
}
WORDS = {
    **dict.fromkeys(("QLineEdit", "QWidgetTextControl", "QPlainTextEdit", "QTextEdit"), _TYPING),
    **dict.fromkeys(("QPlatformTheme", "QDialogButtonBox", "QMessageBox"), _BUTTONS),
    **dict.fromkeys(("QFileDialog", "QFileSystemModel", "QAbstractFileIconProvider"), _FILES),
    **dict.fromkeys(
        ("QPrintDialog", "QPrintSettingsOutput", "QPrintPropertiesWidget", "QPageSetupWidget"),
        _PRINTING,
    ),
    "QPrintWidget": _PRINTING,
}


class QtWords(QTranslator):
    """Gives Qt's own texts in Vietnamese; what it does not know stays as Qt has it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def translate(
        self,
        context: bytes | str,
        source_text: bytes | str,
        disambiguation: bytes | str | None = None,
        n: int = -1,
    ) -> str:
        """Return the words for a text of Qt, the text itself where none are known.

        An empty answer would not do: Qt shows it, and `Ctrl+` would vanish from its menus.
        """
        source = _text(source_text)
        return WORDS.get(_text(context), {}).get(source, source)


def _text(raw: bytes | str) -> str:
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
