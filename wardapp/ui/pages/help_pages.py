"""Hướng dẫn: one short page for each page of the window, offline, opened by F1."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QWidget

from wardapp.core.errors import NotFound
from wardapp.ui.context import Context
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.side_nav import SideNav
from wardapp.ui.widgets.texts import Rule

NARROW_BELOW = 860
MOST_WIDTH = 760
SIDE_MARGIN = 28
LINE_HEIGHT = 135.0
PAGE_LINK = "page"
PICTURE = re.compile(r"!\[[^]]*]\((pictures/[a-z0-9-]+\.png)\)")

TOPICS = (
    ("lan-dau", "Lần đầu dùng", "lightbulb"),
    ("hom-nay", "Hôm nay", "home"),
    ("tim-kiem", "Tìm, lọc, xuất", "search"),
    ("van-ban-den", "Văn bản đến", "mail_inbox"),
    ("vao-so-tu-tep", "Vào sổ từ tệp", "attach"),
    ("nhap-so-cu", "Nhập sổ cũ", "document_table"),
    ("van-ban-di", "Văn bản đi", "send"),
    ("so-dang-ky", "Sổ đăng ký", "document_table"),
    ("so-van-ban", "Số văn bản", "number_symbol"),
    ("du-thao", "Dự thảo", "document_edit"),
    ("mau-thu", "Mẫu, gửi nhiều nơi", "people_team"),
    ("soat-the-thuc", "Soát thể thức", "checkmark_circle"),
    ("nhat-ky", "Nhật ký", "book"),
    ("phan-anh", "Phản ánh, kiến nghị", "comment_edit"),
    ("du-luan", "Dư luận xã hội", "people_team"),
    ("du-lieu-ca-nhan", "Dữ liệu cá nhân", "shield_checkmark"),
    ("bao-cao", "Báo cáo", "data_pie"),
    ("che-do-bao-cao", "Chế độ báo cáo", "calendar_ltr"),
    ("bieu-mau", "Biểu mẫu", "library"),
    ("tep-don-vi", "Tệp cho đơn vị ghi", "document_table"),
    ("tong-hop", "Đơn vị gửi về", "people_team"),
    ("ho-so", "Hồ sơ", "folder"),
    ("trao-doi", "Trao đổi", "arrow_swap"),
    ("danh-muc", "Danh mục", "library"),
    ("cai-dat", "Cài đặt", "settings"),
    ("sao-luu", "Sao lưu, khôi phục", "shield_checkmark"),
    ("cai-chuong-trinh", "Cài, nâng cấp, gỡ", "arrow_download"),
)
OF_PAGES = {
    "today": "hom-nay",
    "incoming": "van-ban-den",
    "proposal": "vao-so-tu-tep",
    "import": "nhap-so-cu",
    "outgoing": "van-ban-di",
    "books": "so-dang-ky",
    "numbers": "so-van-ban",
    "number_pcs": "so-van-ban",
    "drafts": "du-thao",
    "draft": "du-thao",
    "regimes": "che-do-bao-cao",
    "report_board": "che-do-bao-cao",
    "versions": "du-thao",
    "templates": "mau-thu",
    "letters": "mau-thu",
    "check": "soat-the-thuc",
    "daylog": "nhat-ky",
    "log_paste": "nhat-ky",
    "log_charts": "nhat-ky",
    "petitions": "phan-anh",
    "opinions": "du-luan",
    "privacy": "du-lieu-ca-nhan",
    "reports": "bao-cao",
    "forms": "bieu-mau",
    "returns": "tong-hop",
    "merging": "tong-hop",
    "dossiers": "ho-so",
    "exchange": "trao-doi",
    "exchange_in": "trao-doi",
    "catalogue": "danh-muc",
    "safety": "sao-luu",
    "recovered": "sao-luu",
    "settings": "cai-dat",
    "licence": "cai-dat",
}
"""The page of the window that F1 was pressed on -> its topic."""


class HelpBrowser(QTextBrowser):
    """Shows Markdown in the look of the window; pictures fit the width."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        super().__init__()
        self._theme, self._folder, self._source = theme, folder, ""
        self.setAccessibleName("Trang hướng dẫn")
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setStyleSheet("QTextBrowser { border: 0; background: transparent; padding: 0; }")
        theme.changed.connect(self._set)

    def show_markdown(self, text: str) -> None:
        """Show a page from its beginning."""
        self._source = text
        self._set()

    def event(self, event: QEvent) -> bool:
        """Fit the pictures anew on a screen of another scale."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._set()
        return super().event(event)

    def _add_pictures(self, document: QTextDocument, names: set[str]) -> None:
        """Give the document its pictures, each as wide as there is room."""
        dpr = self.devicePixelRatioF()
        kind = QTextDocument.ResourceType.ImageResource.value
        for name in names:
            image = QImage(str(self._folder / name))
            if not image.isNull():
                fitted = _fitted(image, round(self._room() * dpr), dpr)
                document.addResource(kind, QUrl(name), fitted)

    def _room(self) -> int:
        wide = self.viewport().width() - 2 * SIDE_MARGIN
        return max(min(wide, self._theme.px(MOST_WIDTH)), 1)

    def _set(self) -> None:
        theme = self._theme
        document = QTextDocument(self)
        document.setDefaultFont(theme.font(Role.BODY))
        document.setDocumentMargin(SIDE_MARGIN)
        there = {name for name in PICTURE.findall(self._source) if (self._folder / name).is_file()}
        document.setMarkdown(
            PICTURE.sub(lambda found: found[0] if found[1] in there else "", self._source)
        )
        self._add_pictures(document, there)
        self._style(document)
        self.setDocument(document)
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(self._room() + 2 * SIDE_MARGIN)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _style(self, document: QTextDocument) -> None:
        """Give every paragraph room to breathe and headings their role."""
        theme, block = self._theme, document.begin()
        while block.isValid():
            cursor = QTextCursor(block)
            shape = QTextBlockFormat(block.blockFormat())
            percent = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
            if "￼" not in block.text():  # a picture keeps its own height
                shape.setLineHeight(LINE_HEIGHT, percent)
            is_cell = cursor.currentTable() is not None
            shape.setBottomMargin(3 if is_cell else 8)
            shape.setTopMargin(3 if is_cell else 0)
            cursor.setBlockFormat(shape)
            if shape.headingLevel():
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                letters = cursor.charFormat()
                role = Role.TITLE if shape.headingLevel() == 1 else Role.SECTION
                letters.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
                letters.setFont(theme.font(role))
                cursor.setCharFormat(letters)
            self._style_code(block)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            shape_of = frame.frameFormat()
            shape_of.setBorder(0)
            frame.setFrameFormat(shape_of)

    def _style_code(self, block: QTextBlock) -> None:
        """Set what is typed in the window's own font."""
        at = block.begin()
        spans: list[tuple[int, int]] = []
        while not at.atEnd():
            piece = at.fragment()
            if piece.charFormat().fontFixedPitch():
                spans.append((piece.position(), piece.length()))
            at += 1
        for start, length in spans:
            cursor = QTextCursor(block)
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            letters = QTextCharFormat()
            letters.setFont(self._theme.font(Role.STRONG))
            cursor.setCharFormat(letters)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() and self._source:
            self._set()


def _fitted(image: QImage, width: int, dpr: float) -> QImage:
    smooth = Qt.TransformationMode.SmoothTransformation
    fitted = image.scaledToWidth(width, smooth) if image.width() > width else image
    fitted.setDevicePixelRatio(dpr)
    return fitted


class HelpPage(Page):
    """Topics at the left, the chosen one beside them."""

    is_task = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.header.say("Hướng dẫn", "F1 ở trang nào mở hướng dẫn của trang đó")
        self.nav = SideNav(context.theme, TOPICS)
        self.browser = HelpBrowser(context.theme, context.places.help)
        self.topic = ""
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.nav)
        row.addWidget(Rule(upright=True))
        row.addWidget(self.browser, 1)
        self.body.addLayout(row)
        self.nav.picked.connect(self.show_topic)
        self.browser.anchorClicked.connect(self.follow)

    def arrive(self, argument: object) -> None:
        """Show the topic of a page, or a topic by its own name."""
        name = OF_PAGES.get(str(argument), str(argument))
        self.show_topic(name if name in self.nav.items else self.topic or TOPICS[0][0])

    def refresh(self) -> None:
        """Show the first topic where none was asked for."""
        if not self.topic:
            self.show_topic(TOPICS[0][0])

    def show_topic(self, name: str) -> None:
        """Read a topic in its lane and show it."""
        self.topic = name
        self.nav.mark(name)
        file = self.context.places.help / f"{name}.md"

        def read() -> str:
            try:
                return file.read_text("utf-8")
            except OSError as error:
                raise NotFound(f"Không thấy trang hướng dẫn {file.name}.") from error

        self.context.jobs.read(read, self.browser.show_markdown, key="help.topic", owner=self)

    def follow(self, link: QUrl) -> None:
        """Follow a link of a text: `page:settings/about` to a page, `sao-luu.md` to a topic."""
        if link.scheme() == PAGE_LINK:
            page, _slash, place = link.path().partition("/")
            self.context.frame.go(page, place or None)
        elif (name := link.path().removesuffix(".md")) in self.nav.items:
            self.show_topic(name)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the widgets that F6 goes through, in reading order."""
        return (self.browser, self.nav)

    def escape(self) -> bool:
        """Esc goes back to where the clerk came from."""
        self.context.frame.back()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self.nav.set_narrow(narrow=self.width() < self.context.theme.px(NARROW_BELOW))


SPEC = PageSpec(
    key="help",
    title="Hướng dẫn",
    icon="book_question_mark",
    factory=HelpPage,
    under="today",
    help_topic="help",
)
