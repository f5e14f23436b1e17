"""Regimes and what came of them, for the pictures of Chế độ báo cáo and Theo dõi báo cáo."""

from __future__ import annotations

from random import Random

from wardapp.core.identity import RecordId
from wardapp.core.regimes import Regime
from wardapp.services.example_regimes import add_regimes
from wardapp.services.office import Office

QUARTER = "Báo cáo quý công tác thông tin, tuyên truyền"
MONTH = "Báo cáo tình hình tư tưởng, dư luận xã hội"
ROWS = [
    {
        "title": QUARTER, "phrase": "hằng quý, ngày 10 của các tháng 6, 9, 12",
        "form": "phu-luc-02", "units": ["tdp"], "to": "Đảng uỷ phường Liên Hồ",
        "through": "Ban Xây dựng Đảng", "basis": "Kế hoạch số 22-KH/ĐU, ngày 20/4/2026",
        "sentence": "Báo cáo định kỳ gửi về Đảng uỷ phường (qua Ban Xây dựng Đảng) vào ngày 10 "
        "của các tháng 6, tháng 9 và tháng 12/2026 để tổng hợp, báo cáo cấp trên.",
    },
    {
        "title": MONTH, "phrase": "hằng tháng, trước ngày 25", "units": ["tdp", "chi-bo"],
        "to": "Ban Xây dựng Đảng", "history": True,
    },
    {
        "title": "Báo cáo tổng kết công tác tuyên giáo, dân vận",
        "phrase": "báo cáo năm trước ngày 05/12", "to": "Ban Tuyên giáo và Dân vận Thành uỷ",
    },
    {"title": "Báo cáo đột xuất khi có vụ việc phức tạp", "phrase": "đột xuất"},
]  # fmt: skip


def fill_regimes(office: Office) -> RecordId:
    """Keep the regimes where the office has none; return the quarterly one."""
    known = {each.title for each in office.regime_desk.regimes.all()}
    add_regimes(office, [row for row in ROWS if row["title"] not in known])
    return _named(office, QUARTER).id


def fill_board(office: Office) -> tuple[str, str]:
    """Return the monthly board with units that are late, excused and reminded."""
    fill_regimes(office)
    boards, regime = office.regime_desk.boards, _named(office, MONTH)
    period = boards.past_periods(regime)[-1]
    board = boards.of(regime, period)
    chance = Random(3)
    for row in board.rows:
        if chance.randrange(4) == 0:
            boards.receive(board, (row.unit_id,), None)
    board = boards.of(regime, period)
    late = [row.unit_id for row in board.rows if not row.has_come]
    if late:
        boards.excuse(board, late[-1:], "sáp nhập vào Tổ dân phố số 12 từ 01/5")
        boards.remind(board, dict.fromkeys(late[:3]))
    return regime.id, period.id


def _named(office: Office, title: str) -> Regime:
    return next(each for each in office.regime_desk.regimes.all() if each.title == title)
