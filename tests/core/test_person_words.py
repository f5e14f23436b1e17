from __future__ import annotations

import pytest

from wardapp.core.person_words import names_in, numbers_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ông Nguyễn Văn An ở số 5 kêu ồn", ("Nguyễn Văn An",)),
        ("Bà Hai Lúa xin lắp đèn", ("Hai Lúa",)),
        ("Gặp Trần Thị Bích Ngọc để hỏi", ("Trần Thị Bích Ngọc",)),
        ("Ngập ở phố Lê Văn Hưu và trường THCS Nguyễn Đình Chiểu", ()),
        ("Đèn đường Trần Hưng Đạo tắt", ()),
        ("Đèn ở ngõ 123 Hoàng Hoa Thám, ngách 12/5 Lê Văn Hưu tắt", ()),
        ("Nhà số 5 Nguyễn Văn An kêu ồn", ("Nguyễn Văn An",)),
        ("Đề nghị Ủy ban nhân dân phường Liên Hồ trả lời", ()),
        ("Người dân băn khoăn về Đề án Vành đai 1", ()),
    ],
)
def test_full_names_of_persons_are_seen_and_streets_are_not(
    text: str, names: tuple[str, ...]
) -> None:
    assert names_in(text) == names


def test_figures_of_persons_are_told_by_their_last_three_alone() -> None:
    assert numbers_in("CCCD 001085012345, gọi 0912 345 678") == ("•••••••••345", "•••• ••• 678")
    assert numbers_in("Kinh phí 1.500.000 đồng năm 2026") == ()
