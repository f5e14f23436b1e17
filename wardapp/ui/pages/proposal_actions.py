"""What can be done on the proposal, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "proposal"

NEXT = Action(
    id="proposal.next_doubt",
    title="Ô cần xem lại tiếp theo",
    slot="next_doubt",
    page=PAGE,
    key="F8",
    icon="arrow_right",
)
PREVIOUS = Action(
    id="proposal.previous_doubt",
    title="Ô cần xem lại trước",
    slot="previous_doubt",
    page=PAGE,
    key="Alt+F8",
    icon="arrow_left",
)
REGISTER = Action(
    id="proposal.register",
    title="Vào sổ văn bản đang xem",
    slot="register",
    page=PAGE,
    key="Return",
    icon="checkmark",
    is_local=True,
    needs_writing=True,
)
LATER = Action(
    id="proposal.later",
    title="Để sau",
    slot="put_off",
    page=PAGE,
    key="Escape",
    icon="clock",
    is_local=True,
)

MORE = Action(
    id="proposal.more",
    title="Hiện, ẩn thêm thông tin của văn bản",
    slot="switch_more",
    page=PAGE,
    key="F4",
    icon="text_bullet_list",
)

CHECK = Action(
    id="proposal.check",
    title="Soát thể thức tệp Word này, không vào sổ",
    button="Soát thể thức",
    slot="check_layout",
    page=PAGE,
    key="F7",
    icon="checkmark_circle",
)

ACTIONS = (NEXT, PREVIOUS, REGISTER, LATER, MORE, CHECK)
