"""Deadlines: dates the text asks for are found, dates it only mentions are not."""

from datetime import date

import pytest

from wardapp.documents.reader.deadlines import date_words, read_deadlines
from wardapp.documents.reader.plain_lines import lines_of_text

ISSUED = date(2026, 6, 5)

ASKED = [
    ("Đề nghị gửi báo cáo trước ngày 12/6/2026.", ["2026-06-12"]),
    ("Các đơn vị gửi kết quả về Ban Xây dựng Đảng chậm nhất ngày 15/7/2026.", ["2026-07-15"]),
    ("Yêu cầu hoàn thành xong trước 25/6.", ["2026-06-25"]),
    ("Hạn cuối nộp danh sách: ngày 30/6/2026.", ["2026-06-30"]),
    ("Đề nghị báo cáo trước 17h00 ngày 20/6/2026.", ["2026-06-20"]),
    ("Báo cáo gửi về trước 16 giờ 30 phút, ngày 18/6/2026 để tổng hợp.", ["2026-06-18"]),
    (
        "Báo cáo gửi về Đảng ủy vào ngày 10 của các tháng 6, tháng 9 và tháng 12/2026.",
        ["2026-06-10", "2026-09-10", "2026-12-10"],
    ),
    (
        "Gửi báo cáo trước ngày 10/6, 10/9 và 10/12/2026.",
        ["2026-06-10", "2026-09-10", "2026-12-10"],
    ),
    ("Hoàn thành trước ngày 15 tháng 8 năm 2026.", ["2026-08-15"]),
    ("Trả lời trong thời hạn 05 ngày kể từ ngày ký.", ["2026-06-10"]),
    ("Góp ý bằng văn bản, gửi về Văn phòng chậm nhất là ngày 09/6.", ["2026-06-09"]),
    ("Tiếp nhận hồ sơ đăng ký đến hết ngày 31/7/2026.", ["2026-07-31"]),
    ("Thời hạn gửi báo cáo: 22/6/2026.", ["2026-06-22"]),
    ("Đề nghị gửi báo cáo\ntrước ngày 12/6/2026 để\ntổng hợp.", ["2026-06-12"]),
]
MENTIONED = [
    "Thực hiện Công văn số 15-CV/ĐU, ngày 12/6/2026 của Đảng ủy, đề nghị triển khai.",
    "Các hồ sơ nộp trước ngày 01/01/2026 được xem xét.",
    "Hội nghị tổ chức ngày 20/6/2026 tại hội trường.",
    "Tuyên truyền cao điểm từ ngày 06/6/2026 đến ngày 14/6/2026.",
    "Trân trọng kính mời dự hội nghị vào 08 giờ 00 ngày 25/6/2026.",
    "Gửi báo cáo trước ngày 31/02/2027.",
    "Trả lời trong thời hạn 05 ngày kể từ ngày nhận được văn bản.",
    "Trước ngày 30/4/1975, thực hiện nhiệm vụ được giao.",
    "Báo cáo trước ngày 20 hằng tháng.",
    "Trời mưa to trước ngày 12/6/2026.",
]


def found(text: str, issued: date | None = ISSUED, year: int | None = 2026) -> list[str]:
    return [due.date.isoformat() for due in read_deadlines(lines_of_text(text), issued, year)]


@pytest.mark.parametrize(("text", "days"), ASKED)
def test_a_date_by_which_something_is_asked_is_a_deadline(text: str, days: list[str]) -> None:
    assert found(text) == days


@pytest.mark.parametrize("text", MENTIONED)
def test_a_date_that_is_only_mentioned_is_no_deadline(text: str) -> None:
    assert found(text) == []


def test_a_day_without_a_year_in_december_means_the_next_january() -> None:
    assert found("Đề nghị gửi báo cáo trước ngày 15/01.", date(2026, 12, 20)) == ["2027-01-15"]


def test_without_any_year_a_short_date_is_left_alone() -> None:
    assert found("Đề nghị gửi báo cáo trước ngày 15/7.", None, None) == []
    assert found("Đề nghị gửi báo cáo trước ngày 15/7.", None, 2026) == ["2026-07-15"]


def test_a_deadline_quotes_its_sentence() -> None:
    due = read_deadlines(lines_of_text("Mở đầu. Đề nghị nộp trước ngày 12/6/2026."), ISSUED, 2026)
    assert [item.text for item in due] == ["Đề nghị nộp trước ngày 12/6/2026."]


@pytest.mark.parametrize(
    ("sentence", "day", "words"),
    [
        ("Gửi về Ban trước ngày 12/6/2026 để tổng hợp.", date(2026, 6, 12), "trước ngày 12/6/2026"),
        ("Nộp trước 17 giờ 00 ngày 05 tháng 6.", date(2026, 6, 5), "ngày 05 tháng 6"),
        ("Hoàn thành chậm nhất 25/6, báo cáo.", date(2026, 6, 25), "chậm nhất 25/6"),
        ("Trong vòng 5 ngày kể từ ngày ký.", date(2026, 6, 5), ""),
        ("Nộp trước ngày 15/6.", date(2026, 6, 5), ""),
    ],
)
def test_the_words_that_name_a_day_are_found_in_its_sentence(
    sentence: str, day: date, words: str
) -> None:
    assert date_words(sentence, day) == words
