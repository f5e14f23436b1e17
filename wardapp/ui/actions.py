"""Every action is declared once: Ctrl+K lists them, keys find them, buttons show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something the clerk can do: id (`incoming.register`), words, key, icon.

    `page` is the page it belongs to ("" = the window itself) and `slot` the method of that page
    that does it, without arguments. `everywhere` keys work from every page; the window goes to
    `page` first. `is_local` keys (Enter, Space, F8 …) are handled by the page's own widgets and
    stand here only to be shown. `words` are others that a clerk types for it in Ctrl+K, beside its
    title, its button and the title of its page.
    """

    id: str
    title: str
    slot: str
    page: str = ""
    key: str = ""
    icon: str = "arrow_right"
    button: str = ""  # shorter words for the button; "" = title
    words: str = ""
    everywhere: bool = False
    is_local: bool = False
    needs_writing: bool = False  # off while the office is open read-only

    @property
    def cap(self) -> str:
        """Return the key as its cap shows it: `Ctrl N`."""
        return key_cap(self.key)


_CAPS = {
    "Return": "Enter", "Escape": "Esc", "Delete": "Del", "PgDown": "PgDn",
    "Up": "↑", "Down": "↓", "Left": "←", "Right": "→",
}  # fmt: skip


def key_cap(key: str) -> str:
    """Return a key sequence as a key cap shows it."""
    return " ".join(_CAPS.get(part, part) for part in key.split("+") if part) or key


def nearest_first(actions: Iterable[Action], page: str) -> list[Action]:
    """Return actions as Ctrl+K lists them: those of the page shown, of the window, of others."""
    return sorted(
        (action for action in actions if not action.is_local),
        key=lambda each: (each.page != page, bool(each.page), each.id == SEARCH),
    )


SEARCH = "window.search"
WINDOW_ACTIONS: tuple[Action, ...] = (
    Action(
        id=SEARCH,
        title="Tìm mọi thứ, gõ lệnh",
        slot="open_palette",
        key="Ctrl+K",
        icon="search",
        everywhere=True,
    ),
    Action(
        id="window.undo",
        title="Hoàn tác việc vừa làm",
        slot="undo",
        key="Ctrl+Z",
        icon="arrow_undo",
        everywhere=True,
        needs_writing=True,
    ),
    Action(
        id="window.redo",
        title="Làm lại việc vừa hoàn tác",
        slot="redo",
        key="Ctrl+Y",
        icon="arrow_redo",
        everywhere=True,
        needs_writing=True,
    ),
    Action(
        id="window.help",
        title="Hướng dẫn trang này",
        slot="open_help",
        key="F1",
        icon="book_question_mark",
        everywhere=True,
    ),
    Action(
        id="window.pane",
        title="Sang phần kế tiếp của trang",
        slot="next_pane",
        key="F6",
        icon="arrow_right",
        everywhere=True,
    ),
    Action(
        id="window.saved",
        title="Lưu (WardApp tự lưu)",
        slot="say_saved",
        key="Ctrl+S",
        icon="save",
        everywhere=True,
    ),
    Action(
        id="window.backup",
        title="Sao lưu ngay",
        slot="make_backup",
        icon="shield_checkmark",
        everywhere=True,
        needs_writing=True,
    ),
    Action(
        id="window.theme",
        title="Đổi giao diện sáng, tối",
        slot="switch_theme",
        icon="eye",
        everywhere=True,
    ),
    Action(
        id="window.drop",
        title="Chọn tệp để vào sổ",
        slot="choose_files",
        key="Ctrl+O",
        icon="attach",
        everywhere=True,
        needs_writing=True,
    ),
    Action(
        id="window.other", title="Mở sổ khác", slot="open_other", icon="folder", everywhere=True
    ),
)
