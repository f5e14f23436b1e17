"""What can be done on the page that merges topics, declared once."""

from __future__ import annotations

from wardapp.ui.actions import Action

PAGE = "merging"

JOIN = Action(
    id="merging.join", title="Gộp các vấn đề đang chọn", slot="join", page=PAGE,
    key="Ctrl+Return", icon="arrow_swap", button="Gộp", needs_writing=True,
)  # fmt: skip
PROPOSED = Action(
    id="merging.proposed", title="Chọn nhóm gợi ý tiếp theo", slot="next_proposal", page=PAGE,
    key="F8", icon="lightbulb", button="Gợi ý",
)  # fmt: skip
ADD = Action(
    id="merging.add", title="Thêm vấn đề đang chọn vào nhóm bên phải", slot="add_to", page=PAGE,
    key="Alt+Right", icon="arrow_right", button="Thêm vào nhóm", needs_writing=True,
)  # fmt: skip
OUT = Action(
    id="merging.out", title="Tách vấn đề đang chọn khỏi nhóm", slot="take_out", page=PAGE,
    key="Alt+Left", icon="arrow_left", button="Tách ra", needs_writing=True,
)  # fmt: skip
PART = Action(
    id="merging.part", title="Tách cả nhóm đang chọn", slot="part", page=PAGE, key="Del",
    icon="dismiss", button="Tách cả nhóm", needs_writing=True,
)  # fmt: skip
WRITE = Action(
    id="merging.write", title="Sửa nội dung vấn đề đã gộp", slot="write", page=PAGE, key="F2",
    icon="edit", button="Sửa nội dung", needs_writing=True,
)  # fmt: skip

ACTIONS = (JOIN, PROPOSED, ADD, OUT, PART, WRITE)
OF_GROUP = {PART.id, WRITE.id}
