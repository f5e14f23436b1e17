"""`backup --to` and `restore --preview`: a copy elsewhere, and what going back would cost."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_a_copy_goes_where_the_command_says_and_only_where_that_is(
    inside: Run, tmp_path: Path
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    made = inside("backup", "--to", usb)
    gone = inside("backup", "--to", tmp_path / "không có")

    assert made.code == 0
    (there,) = [path.parent.name for path in usb.rglob("office.db")]
    assert made.value["name"].startswith(there)  # "-2" where one of that second was there before
    assert (gone.code, gone.err.count("\n")) == (1, 1)
    assert gone.err.startswith("Không thấy nơi thứ hai “không có”.")


def test_a_preview_tells_what_a_restore_costs_and_changes_nothing(
    inside: Run, run: Run, office: Path
) -> None:
    name = inside("backup").value["name"]
    inside("outgoing", "add", "--set", "subject=Sau sao lưu")
    cost = inside("restore", name, "--preview").value
    told = run("restore", name, "--preview", "--office", office, "--today", "5/6/2026").out

    assert next((kind["kind"], kind["added"]) for kind in cost["kinds"]) == ("Văn bản đi", 1)
    assert cost["numbers"]
    assert "Văn bản đi: thêm 1, sửa 0, xóa 0" in told
    assert "Sau sao lưu" in told
    assert len(inside("outgoing", "list").value) == 1
    assert "giữ mãi" not in run("backup", "--list", "--office", office).out
    inside("restore", name)
    assert "Trước khi khôi phục, giữ mãi" in run("backup", "--list", "--office", office).out
