"""How Văn bản đi stands: like Văn bản đến, with its own empty page."""

from __future__ import annotations

from wardapp.core.dispatches import ListFilter
from wardapp.ui.pages.incoming_filter import FilterBar
from wardapp.ui.pages.incoming_layout import IncomingLayout
from wardapp.ui.widgets.cards import EmptyPage, Way


class OutgoingFilter(FilterBar):
    """The chips of outgoing lines: nothing here is open or overdue."""

    standing = (
        (ListFilter.ALL, "Tất cả", False),
        (ListFilter.UNSENT, "Chưa gửi", False),
    )
    listed = (
        (ListFilter.THIS_WEEK, "Tuần này"),
        (ListFilter.WITHOUT_FILE, "Chưa kèm bản ký"),
        (ListFilter.UNFILED, "Chưa lập hồ sơ"),
        (ListFilter.CANCELLED, "Đã hủy"),
    )


class OutgoingLayout(IncomingLayout):
    """List, pane and page at each width."""

    def _empty_page(self) -> EmptyPage:
        run = self._context.frame.run_action
        ways = (
            Way("Soạn văn bản mới", lambda: run("drafts.new"), "document_edit", "Ctrl D",
                "Phát hành xong, dòng tự vào sổ này với số kế tiếp"),
            Way("Vào sổ văn bản soạn ở nơi khác", lambda: run("outgoing.add"), "add", "Ctrl N",
                "Văn bản đã ký trên giấy, hoặc soạn bằng Word"),
            Way("Xem hướng dẫn một trang", lambda: run("window.help"), "book_question_mark", "F1",
                "Cách cấp số, in số lên bản ký, kèm bản quét, hủy số"),
        )  # fmt: skip
        return EmptyPage(
            self._context.theme,
            "Chưa có văn bản đi nào trong sổ",
            "Mỗi văn bản phát hành là một dòng: số, ngày, trích yếu, nơi nhận, bản lưu.\n"
            "Số đã cấp không dùng lại; hủy thì ghi lý do và dòng vẫn còn.",
            ways,
        )
