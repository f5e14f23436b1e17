from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.prove  # tests/services/test_touring.py walks it every day
def test_the_tour_answers_with_its_steps(run: Run, tmp_path: Path) -> None:
    answer = run("tour", tmp_path / "out", "--json")

    assert answer.code == 0, answer.err
    assert answer.value[0]["step"] == "office"
    assert (tmp_path / "out" / "tour.json").is_file()


def test_a_tour_that_cannot_begin_says_why(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tep.txt").touch()

    assert "đã có tệp" in run("tour", tmp_path).err
    assert "Không có thư mục" in run("tour", tmp_path / "x", "--inbox", tmp_path / "mat").err
