"""What can be done with forms, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "forms"


def _action(name: str, title: str, slot: str, icon: str, **more: object) -> Action:
    key, button = str(more.get("key", "")), str(more.get("button", title))
    return Action(
        id=f"forms.{name}",
        title=title,
        slot=slot,
        page=PAGE,
        icon=icon,
        key=key,
        button=button,
        needs_writing=bool(more.get("writes", True)),
    )


NEW = _action("new", "Thêm biểu mẫu từ tệp form.toml…", "add_form", "add", key="Ctrl+N",
              button="Thêm biểu mẫu…", writes=False)  # fmt: skip
OFFICIAL = _action("official", "Lấy mẫu từ tệp Excel, Word…", "from_official", "document_table",
                   key="Ctrl+E", writes=False)  # fmt: skip
KEEP = _action("keep", "Nhận mẫu đang xem", "keep_form", "checkmark", key="Ctrl+Return",
               button="Nhận mẫu này")  # fmt: skip
AGAIN = _action("again", "Đọc lại tệp mẫu đang xem", "look_again", "arrow_sync", key="F5",
                button="Đọc lại tệp", writes=False)  # fmt: skip
RETIRE = _action("retire", "Ngừng dùng phiên bản đang chọn", "retire_form", "dismiss",
                 key="Delete", button="Ngừng dùng")  # fmt: skip
BACK = _action("back", "Dùng lại phiên bản đang chọn", "bring_back", "arrow_undo",
               button="Dùng lại")  # fmt: skip
MOVE = _action("move", "Chuyển báo cáo sang mẫu mới", "move_report", "arrow_swap",
               button="Chuyển sang mẫu mới")  # fmt: skip
PRINT = _action("print", "In báo cáo theo phiên bản đang chọn", "print_in_version", "print",
                button="In theo mẫu này", writes=False)  # fmt: skip
FILL = _action(
    "fill",
    "Điền báo cáo vào tệp chính thức",
    "fill_official",
    "document_table",
    button="Điền vào tệp chính thức",
    writes=False,
)
SAVE = _action("save", "Lưu form.toml của mẫu ra tệp", "save_text", "save",
               button="Lưu form.toml", writes=False)  # fmt: skip
OPEN = _action("open", "Mở báo cáo theo mẫu này", "open_report", "chart_multiple", key="Ctrl+B",
               button="Mở báo cáo", writes=False)  # fmt: skip

ACTIONS = (NEW, OFFICIAL, KEEP, AGAIN, RETIRE, BACK, MOVE, PRINT, FILL, SAVE, OPEN)
ROWS = ((KEEP, AGAIN), (OPEN, MOVE), (PRINT,), (FILL,), (RETIRE, BACK, SAVE))
OF_LOOK = frozenset({KEEP.id, AGAIN.id})

OPEN_PAGE = Action(
    id="reports.forms",
    title="Biểu mẫu",
    slot="open_forms",
    page="reports",
    icon="library",
)
