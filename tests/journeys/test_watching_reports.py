"""Journey: a plan dropped, its regime kept, the units watched and the late ones reminded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.journeys.clerk import Clerk
from wardapp.core.regimes import DutyState
from wardapp.services.office import Office
from wardapp.ui.pages.regimes_reading import PlanDialog
from wardapp.ui.pages.report_board_remind import RemindDialog

Opens = Callable[[str], Clerk]
PLAN = """\
ĐẢNG UỶ PHƯỜNG LIÊN HỒ
BAN XÂY DỰNG ĐẢNG
*
Số 31-KH/BXDĐ
Liên Hồ, ngày 20 tháng 4 năm 2026
KẾ HOẠCH
Nắm tình hình dư luận xã hội
III. TỔ CHỨC THỰC HIỆN
1. Chế độ báo cáo
- Các tổ dân phố gửi báo cáo về Ban Xây dựng Đảng vào ngày 01 hằng tháng, áp dụng từ ngày 02/5/2026.
"""


def test_a_dropped_plan_ends_in_letters_to_the_units_that_are_late(
    sits_down: Opens, tmp_path: Path
) -> None:
    clerk = sits_down("party")
    plan, letters = tmp_path / "ke-hoach.txt", tmp_path / "nhac.docx"
    plan.write_text(PLAN, "utf-8")

    clerk.window.go("regimes")
    clerk.is_on("regimes")
    with clerk.answering(PlanDialog, lambda _dialog: clerk.press("Return")):
        clerk.drops(plan)
    clerk.told("Đã thêm 1 chế độ báo cáo.")
    clerk.reads("24 đơn vị")
    clerk.press("Ctrl+Return")
    clerk.is_on("report_board")
    clerk.reads("0/24 đã nhận")

    def make(dialog: RemindDialog) -> None:
        clerk.sees(lambda: "24 thư cùng số" in dialog.said.text(), "the number")
        dialog.make.click()

    with clerk.saving_as(letters), clerk.answering(RemindDialog, make):
        clerk.press("Ctrl+Return")
    clerk.told("Đã làm 24 thư nhắc, số ")

    assert letters.stat().st_size
    late, lines = clerk.looks(_late)
    assert late == 24
    assert lines == 1


def _late(office: Office) -> tuple[int, int]:
    regime = office.regime_desk.regimes.all()[0]
    board = office.regime_desk.boards.board(regime.id)
    reminded = [row for row in board.rows if row.state is DutyState.LATE and row.reminded_on]
    with office.desk.database.read() as tx:
        duties = tx.regimes.duties(regime.id, board.period.id)
    return len(reminded), len({duty.reminded[0].outgoing_id for duty in duties})
