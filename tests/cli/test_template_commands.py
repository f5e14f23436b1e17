"""`wardapp template` and `wardapp letters`: from a Word file to numbered letters for everybody."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from tests.template_tools import body_of, packed, run

LETTER = (
    f"<w:p>{run('{{Số ký hiệu}}')}</w:p><w:p>{run('Kính gửi: ')}{run('{{Kính gửi}}')}</w:p>"
    f"<w:p>{run('Mời {{chức vụ}} dự họp.')}</w:p>"
)


def test_a_template_is_added_filled_and_sent_to_a_list(inside: Run, tmp_path: Path) -> None:
    path, people = tmp_path / "Giấy mời.docx", tmp_path / "ds.csv"
    path.write_bytes(packed(LETTER))
    for wrong in (("--type", "XX"), ("--issuer", "XX")):
        assert inside("template", "add", path, *wrong).code == 1
    added = inside("template", "add", path, "--type", "GM", "--accept")
    assert added.code == 0, added.err
    assert [each["source"] for each in added.value["fields"]] == ["number_symbol", "addressee", ""]
    assert [each["name"] for each in inside("template", "list").value] == ["Giấy mời"]
    assert len(inside("template", "fields", "giay moi").value["fields"]) == 3
    one = tmp_path / "mot.docx"
    filled = inside("template", "fill", "Giấy mời", "--set", "Chức vụ=Bí thư", "-o", one)
    assert filled.code == 0, filled.err
    assert "Mời </w:t>" in body_of(one.read_bytes())
    assert ">Bí thư<" in body_of(one.read_bytes())

    people.write_text(
        "Đơn vị,Người\nChi bộ 1,Bí thư\nChi bộ 2,Phó Bí thư\nChi bộ 2,X\n", encoding="utf-8"
    )
    out = tmp_path / "thu"
    out.mkdir()
    sent = inside("letters", "Giấy mời", "--list", people, "--map", "Người=chức vụ", "--once",
                  "--number", "each", "-o", out)  # fmt: skip
    assert sent.code == 0, sent.err
    assert "Dòng 4" not in sent.err
    assert sent.value["letters"] == len(list(out.iterdir())) == 2
    first, second = (each["number"] for each in sent.value["lines"])
    assert second == first + 1
    assert ">Phó Bí thư<" in body_of(sorted(out.iterdir())[1].read_bytes())
    bad = inside("letters", "Giấy mời", "--list", people, "--map", "La=x", "-o", out)
    assert (bad.code, bad.out) == (1, "")
    assert "Không hiểu --map" in bad.err


def test_a_spec_goes_to_many_without_a_number(inside: Run, tmp_path: Path) -> None:
    spec, people = tmp_path / "a.toml", tmp_path / "ds.csv"
    spec.write_text(
        'issuer = "BXDĐ"\ntype = "CV"\nsubject = "mời họp"\nbody = "Kính mời {{Ai}} dự họp."\n',
        encoding="utf-8",
    )
    people.write_text("Kính gửi,Ai\nChi bộ 1,đồng chí A\nChi bộ 2,đồng chí B\n", encoding="utf-8")
    target = tmp_path / "tat-ca.docx"
    made = inside("letters", spec, "--list", people, "-o", target)
    assert made.code == 0, made.err
    assert made.value["lines"] == []
    body = body_of(target.read_bytes())
    assert "đồng chí A" in body
    assert "đồng chí B" in body


def test_check_names_every_fault_and_leaves_with_3(inside: Run, tmp_path: Path) -> None:
    good, bad = tmp_path / "a.docx", tmp_path / "b.docx"
    good.write_bytes(packed(LETTER))
    bad.write_bytes(packed(f"<w:p>{run('{{số')}</w:p>"))
    assert inside("template", "check", good).code == 0
    found = inside("template", "check", good, bad)
    assert found.code == 3
    assert "Dòng 1: “{{số” mở mà không đóng; hãy gõ thêm }}." in str(found.value)
    assert inside("template", "fill", "Không có", "-o", good).code == 1
