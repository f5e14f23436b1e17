"""Regimes kept, and read out of plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.builders import an_arrival
from tests.regime_examples import a_regime
from wardapp.core.dispatches import FileRole
from wardapp.core.errors import BadValue, NotFound, UnreadableFile
from wardapp.core.identity import RecordId
from wardapp.core.regimes import Frequency, Regime, RegimeDue, WindowKind, WindowRule
from wardapp.services.office import Office

FORM = "phu-luc-02"
PLAN = """\
ĐẢNG BỘ THÀNH PHỐ HÀ LIÊN
ĐẢNG UỶ PHƯỜNG LIÊN HỒ
*
Số 22-KH/ĐU
Liên Hồ, ngày 20 tháng 4 năm 2026
KẾ HOẠCH
Đẩy mạnh thông tin, tuyên truyền năm 2026
Triển khai Kế hoạch số 46-KH/BTGDVTU ngày 08/4/2026 của Ban Tuyên giáo và Dân vận Thành uỷ;
I. MỤC ĐÍCH
- Hằng quý rà soát, đánh giá hiệu quả tuyên truyền; đội ngũ báo cáo viên hoạt động thường xuyên.
V. THỜI GIAN
1. Thời gian: Từ khi ban hành Kế hoạch đến hết năm 2026.
VI. TỔ CHỨC THỰC HIỆN
4. Các tổ dân phố
- Tổ chức họp dân, báo cáo Thường trực Đảng uỷ các vấn đề phát sinh.
5. Chế độ thông tin, báo cáo
- Các tổ dân phố, chi bộ thực hiện chế độ báo cáo định kỳ hằng quý; đồng thời báo cáo đột xuất \
ngay khi phát sinh vụ việc phức tạp.
- Báo cáo định kỳ gửi về Đảng uỷ phường Liên Hồ (qua Ban Xây dựng Đảng) vào ngày 10 của các tháng \
6, tháng 9 và tháng 12/2026 để tổng hợp theo quy định.
- Nội dung báo cáo: số lượng sản phẩm, độ phủ, dư luận xã hội (*Phụ lục 02 kèm theo*).
"""


def test_a_typed_regime_is_kept_shown_with_its_days_and_ended(party: Office) -> None:
    regimes = party.regime_desk.regimes
    kept = a_regime(party, "trước ngày 15 hằng tháng", form_id=FORM)

    row = regimes.rows()[0]
    assert row.said == "Hằng tháng, trước ngày 15; số liệu từ hạn trước đến hạn này"
    assert row.next_period is not None
    assert row.next_period.due_date == date(2026, 6, 14)
    assert (row.form_label, row.unit_count) == ("Phụ lục 02", 24)
    assert regimes.named("báo cáo tháng").id == kept.id == regimes.named(FORM).id

    ended = regimes.retire(kept.id)
    assert not ended.active
    assert regimes.rows()[0].next_period is None
    party.history.undo()
    assert regimes.get(kept.id).active
    assert regimes.retire(kept.id, active=True).active


def test_two_regimes_of_one_phrase_are_kept_together_or_not_at_all(party: Office) -> None:
    regimes = party.regime_desk.regimes
    blank = Regime(id=RecordId(""), title="", frequency=Frequency.MONTH, dues=())
    tries = regimes.tried("6 tháng đầu năm trước ngày 15/6, cả năm trước ngày 15/12", blank)
    broken = replace(tries[1].proposal, regime=replace(tries[1].proposal.regime, title=""))

    with pytest.raises(BadValue):
        regimes.accept((tries[0].proposal, broken))
    assert regimes.all() == ()
    kept = regimes.accept(each.proposal for each in tries)
    assert [each.title for each in kept] == ["Báo cáo 6 tháng", "Báo cáo năm"]
    assert [each.due_date for each in tries[0].periods] == [date(2026, 6, 14), date(2027, 6, 14)]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"dues": ()}, "dues"),
        ({"dues": (RegimeDue(day=30, month=2),)}, "dues"),
        ({"dues": (RegimeDue(day=32),)}, "dues"),
        ({"dues": (RegimeDue(day=1, month=13),)}, "dues"),
        ({"dues": (RegimeDue(day=1, month=1, year=1926),)}, "dues"),
        ({"frequency": Frequency.AD_HOC, "dues": (RegimeDue(day=1, month=1),)}, "dues"),
        ({"window": WindowRule(kind=WindowKind.EXPLICIT)}, "window"),
        ({"window": WindowRule(kind=WindowKind.FROM_DAY, day=31)}, "window"),
        (
            {
                "dues": (RegimeDue(day=20), RegimeDue(day=25)),
                "window": WindowRule(kind=WindowKind.CALENDAR),
            },
            "window",
        ),
        ({"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)}, "valid_to"),
        ({"unit_ids": (RecordId("nobody"),)}, "unit_ids"),
    ],
)
def test_a_regime_that_cannot_stand_is_refused(
    party: Office, change: dict[str, object], field: str
) -> None:
    good = Regime(
        id=RecordId(""), title="Báo cáo", frequency=Frequency.MONTH, dues=(RegimeDue(day=5),)
    )

    with pytest.raises(BadValue) as refused:
        party.regime_desk.regimes.save(replace(good, **change))  # type: ignore[arg-type]
    assert refused.value.field == field
    with pytest.raises(NotFound, match="chưa có chế độ nào"):
        party.regime_desk.regimes.named("Báo cáo")


def test_a_form_is_due_by_the_offices_own_regime(party: Office) -> None:
    assert party.reporting.current_period(FORM).id == "2026-06"
    a_regime(party, "ngày 20 các tháng 1, 4, 7, 10", form_id=FORM, unit_ids=())

    assert party.reporting.current_period(FORM).due_date == date(2026, 7, 20)
    assert party.reporting.fill(FORM, "2026-07").period.window_from == date(2026, 4, 20)
    assert party.reporting.fill(FORM, "2026-06").period.due_date == date(2026, 6, 10)
    assert date(2026, 7, 20) in party.daylog.month(date(2026, 7, 1)).report_days
    assert date(2026, 6, 10) not in party.daylog.month(date(2026, 6, 1)).report_days


def test_the_page_of_regimes_and_the_report_count_the_same_days(party: Office) -> None:
    kept = a_regime(party, "hằng quý, ngày 10 của các tháng 6, 9, 12", form_id=FORM)

    mine = {each.id: each.window_from for each in party.regime_desk.regimes.periods(kept)}
    assert mine["2026-06"] == date(2026, 3, 10)
    for period in party.reporting.periods(FORM):
        assert mine[period.id] == period.window_from


def test_a_plan_is_read_into_regimes_with_their_sentences(party: Office, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, "utf-8")
    desk = party.regime_desk

    plan = desk.reading.of_file(path)

    assert plan.basis == "Kế hoạch số 22-KH/ĐU, ngày 20/4/2026"
    quarter, ad_hoc = plan.proposals
    assert quarter.regime.frequency is Frequency.QUARTER
    assert quarter.regime.dues == tuple(
        RegimeDue(day=10, month=month, year=2026) for month in (6, 9, 12)
    )
    assert quarter.regime.to == "Đảng uỷ phường Liên Hồ"
    assert quarter.regime.through == "Ban Xây dựng Đảng"
    assert quarter.regime.form_id == FORM
    assert quarter.reporters == "Các tổ dân phố, chi bộ"
    assert len(quarter.regime.unit_ids) > 24
    assert "ngày 10 của các tháng" in quarter.sentence
    assert quarter.doubts == ()
    assert (ad_hoc.regime.frequency, ad_hoc.regime.dues) == (Frequency.AD_HOC, ())
    assert "đột xuất" in ad_hoc.sentence
    kept = desk.regimes.accept(plan.proposals)
    assert {each.basis for each in kept} == {plan.basis}
    again = desk.reading.of_file(path).proposals
    assert all(each.doubts[-1].startswith("Chế độ này của văn bản đã có") for each in again)


def test_a_report_to_another_body_is_ours_and_not_our_units(party: Office, tmp_path: Path) -> None:
    path = tmp_path / "huong-dan.txt"
    path.write_text(
        "Các chi bộ, tổ dân phố thực hiện chế độ báo cáo định kỳ hằng quý gửi về Ban Tuyên giáo và "
        "Dân vận Thành uỷ vào ngày 10 của các tháng 6, tháng 9 và tháng 12/2026.",
        "utf-8",
    )

    (proposal,) = party.regime_desk.reading.of_file(path).proposals

    assert proposal.reporters
    assert proposal.regime.unit_ids == ()


def test_the_paper_of_a_register_line_is_read_too(party: Office, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, "utf-8")
    line = party.intake.register(an_arrival(issuer_id=party.catalogue.issuers()[0].id), file=path)

    plan = party.regime_desk.reading.of_incoming(line.id)

    assert plan.proposals[0].regime.basis_id == line.id
    assert line.attachments[0].role is FileRole.ORIGINAL
    bare = party.intake.register(an_arrival(issuer_id=party.catalogue.issuers()[0].id))
    with pytest.raises(NotFound):
        party.regime_desk.reading.of_incoming(bare.id)


def test_what_names_no_day_is_told_and_an_empty_file_refused(party: Office, tmp_path: Path) -> None:
    path = tmp_path / "cong-van.txt"
    path.write_text("Các đơn vị định kỳ hằng năm báo cáo kết quả về Ban Thường vụ.", "utf-8")
    plan = party.regime_desk.reading.of_file(path)

    assert plan.proposals == ()
    assert plan.undated[0].startswith("Các đơn vị định kỳ hằng năm")
    path.write_text(" \n", "utf-8")
    with pytest.raises(UnreadableFile):
        party.regime_desk.reading.of_file(path)


@pytest.mark.samples
def test_the_real_plan_asks_for_three_days_and_one_duty(party: Office, samples: Path) -> None:
    found = {
        path.name[:3]: party.regime_desk.reading.of_file(path).proposals
        for path in sorted(samples.glob("*.txt"))
    }

    quarter, ad_hoc = found["004"]
    assert quarter.regime.frequency is Frequency.QUARTER
    assert [(due.day, due.month, due.year) for due in quarter.regime.dues] == [
        (10, 6, 2026), (10, 9, 2026), (10, 12, 2026),
    ]  # fmt: skip
    assert (quarter.regime.to, quarter.regime.through) == ("Đảng ủy phường", "Ban Xây dựng Đảng")
    assert (quarter.form, quarter.regime.form_id) == ("Phụ lục 02", FORM)
    assert quarter.reporters.startswith("Các cơ quan, đơn vị, các tổ chức Đảng trực thuộc")
    assert ad_hoc.regime.frequency is Frequency.AD_HOC
    assert found["002"] == found["003"] == ()
    (campaign,) = found["000"]
    assert campaign.regime.frequency is Frequency.CAMPAIGN
    assert "không nói phải báo cáo" in campaign.doubts[0]  # the paper asks for no report
    assert (campaign.regime.window.first, campaign.regime.window.last) == (
        date(2026, 6, 6), date(2026, 6, 14),
    )  # fmt: skip
