from __future__ import annotations

from tests.cli.conftest import Run

SUBJECT = "--set=subject=Báo cáo kết quả"
ORGAN = "--set=organ_name=Sở Nội vụ"


def test_every_field_of_a_line_is_set_and_shown(inside: Run) -> None:
    fields = {
        "language": "Tiếng Anh", "organ_id": "H26.01", "trace_headers": "H26.01 09:12",
        "page_amount": "4", "copy_amount": "2", "channel": "post", "priority": "khẩn",
        "handler": "Khánh", "storage_place": "Tủ 2", "parent_organ_name": "UBND thành phố",
    }  # fmt: skip
    pairs = [f"--set={name}={value}" for name, value in fields.items()]
    pairs += ["--set=addressees=Đảng ủy", "--set=addressees=UBND phường"]

    assert inside("incoming", "add", ORGAN, SUBJECT, *pairs).code == 0

    shown = inside("incoming", "show", "315").value
    assert {name: str(shown[name]) for name in fields} == {**fields, "priority": "1"}
    assert shown["addressees"] == ["Đảng ủy", "UBND phường"]
    assert (shown["book"], shown["arrival_code"], shown["answers"]) == ("den", "315", [])


def test_numbers_by_hand_inserted_late_and_secret_lines(inside: Run) -> None:
    assert inside("incoming", "add", ORGAN, SUBJECT, "--set=arrival_number=320").code == 0
    late = inside("incoming", "add", ORGAN, SUBJECT, "--set=arrival_number=320a")
    assert late.code == 1
    assert "ghi lý do" in late.err
    reason = "--set=late_reason=Thất lạc"
    given = inside("incoming", "add", ORGAN, SUBJECT, "--set=arrival_number=320a", reason)
    assert given.value["arrival_code"] == "320a"
    assert inside("incoming", "show", "320a").value["late_reason"] == "Thất lạc"
    secret = inside("incoming", "add", "--set=is_secret=có", "--set=handler=nth")
    assert (secret.value["handler"], secret.value["subject"]) == ("NTH", "")
    assert inside("incoming", "show", "12c").code == 1


def test_a_line_is_directed_done_returned_and_taken_up_again(inside: Run) -> None:
    inside("incoming", "add", ORGAN, SUBJECT)
    told = ("--opinion", "Giao Ban", "--lead-unit", "Ban Xây dựng Đảng", "--support", "Đoàn")
    days = ("--handler", "Khánh", "--due", "+10 ngày làm việc")

    line = inside("incoming", "direct", "315", *told, *days).value

    assert line["direction"]["supporting_units"] == ["Đoàn"]
    assert (line["due_date"], line["status"]) == ("2026-06-19", "handling")
    for step, state in (
        (("done", "315"), "done"),
        (("reopen", "315"), "handling"),
        (("return", "315", "--reason", "Gửi nhầm"), "returned"),
        (("reopen", "315"), "handling"),
        (("cancel", "315", "--reason", "Vào nhầm"), "cancelled"),
        (("restore", "315", "--reason", "Hủy nhầm"), "handling"),
    ):
        assert inside("incoming", *step).value["status"] == state
    inside("outgoing", "add", "--set=subject=Trả lời")
    answer = inside("outgoing", "list").value[0]["number_symbol"]
    assert inside("incoming", "answer", "315", answer).value["status"] == "done"
    assert inside("incoming", "show", "315").value["answers"] == [answer]
