"""What can be done with the list of either register: named filters, files, Excel."""

from __future__ import annotations

from wardapp.ui.actions import Action

_OF_LIST = "list."


def list_actions(page: str, book: str) -> tuple[Action, ...]:
    """Return the actions of a register page; `book` is how its title goes on: văn bản đến."""
    return (
        Action(
            id=f"{_OF_LIST}{page}.filters",
            title=f"Chọn bộ lọc đã lưu của {book}",
            slot="open_filters",
            page=page,
            key="Alt+F",
            icon="filter",
        ),
        Action(
            id=f"{_OF_LIST}{page}.keep_filter",
            title=f"Lưu bộ lọc đang dùng của {book}",
            slot="keep_filter",
            page=page,
            icon="save",
            needs_writing=True,
        ),
        Action(
            id=f"{_OF_LIST}{page}.change_filter",
            title=f"Đổi tên, bỏ bộ lọc đã lưu của {book}",
            slot="change_filter",
            page=page,
            icon="edit",
            needs_writing=True,
        ),
        Action(
            id=f"{_OF_LIST}{page}.in_files",
            title=f"Tìm cả chữ trong tệp kèm {book}",
            slot="switch_files",
            page=page,
            key="Alt+T",
            icon="document_text",
        ),
        Action(
            id=f"{_OF_LIST}{page}.export",
            title=f"Xuất danh sách {book} đang xem ra Excel",
            slot="export_shown",
            page=page,
            key="Alt+E",
            icon="table",
        ),
    )


def is_of_list(action: str) -> bool:
    """Return True for an action that needs no chosen line."""
    return action.startswith(_OF_LIST)
