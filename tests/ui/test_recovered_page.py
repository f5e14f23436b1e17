"""The page Đã phục hồi sổ: what was found, brought back, may be missing, in the clerk's words."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from tests.picture_recovered import fill_recovered
from wardapp.core.safety import Healing, Recovery
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.recovered import NO_RECOVERY, RecoveredPage, lines_of, next_step
from wardapp.ui.widgets.texts import Text

WHOLE = Recovery(
    healing=Healing.RECOVERED,
    found="Sổ thiếu bảng.",
    backup_ms=1_780_600_000_000,
    replayed_events=3,
    replayed_dispatches=2,
    newest_ms=1_780_627_320_000,
    kept_aside="backups/hong-2026-06-05_09-42-00",
    at_ms=1_780_627_320_000,
)


def test_each_recovery_is_told_to_its_end() -> None:
    told = dict(lines_of(WHOLE))
    assert told["Đã tìm thấy"] == ("Sổ thiếu bảng.",)
    assert told["Đã lấy lại"][1] == "Thêm 3 việc ghi (2 văn bản) sau đó từ bản ghi song song."
    assert told["Có thể thiếu"] == ("Không thiếu gì.",)
    assert "backups/hong-2026-06-05_09-42-00" in told["Tệp hỏng"][0]
    assert "ổ đĩa" in next_step(WHOLE)

    partly = replace(WHOLE, backup_ms=0, goes_on=False, lost=("Thiếu dòng.",))
    told = dict(lines_of(partly))
    assert told["Đã lấy lại"][-1] == "Từ nay sổ ghi tiếp như một bản mới."
    assert told["Có thể thiếu"] == ("Thiếu dòng.",)
    assert "với giấy tờ" in next_step(partly)
    assert "đều đủ" in next_step(replace(partly, books_whole=True))


def test_the_page_shows_every_recovery_and_says_when_there_was_none(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.go("recovered")
    page = window.page("recovered")
    assert isinstance(page, RecoveredPage)
    qtbot.waitUntil(lambda: page.notice.accessibleName().startswith(NO_RECOVERY))
    assert not page.folder_button.isEnabled()

    fill_recovered(window.office)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.told) == 2)

    words = [each.text() for each in page.findChildren(Text) if not each.isHidden()]
    assert "Lần trước: 09:42 ngày 27/5/2026" in words
    assert any("1.204 việc ghi (318 văn bản)" in each for each in words)
    assert page.folder_button.isEnabled()
    assert page.escape()
