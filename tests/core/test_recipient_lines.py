from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wardapp.core.dispatches import Recipient
from wardapp.core.recipient_lines import braces, read_recipients, recipient_lines

NAMES = st.sampled_from(["Thường trực Đảng uỷ", "Các chi bộ", "Đ/c Bí thư", "UBND phường"])
WORDS = st.sampled_from(["", "để báo cáo", "để thực hiện", "để biết, phối hợp"])
RECIPIENTS = st.lists(
    st.builds(lambda name, why, brace: Recipient(name=name, purpose=why, brace=brace),
              NAMES, WORDS, WORDS)
)  # fmt: skip


@given(RECIPIENTS, st.sampled_from(["", "Lưu Văn phòng Đảng uỷ"]))
def test_what_the_box_shows_is_read_back_without_loss(
    recipients: list[Recipient], storage: str
) -> None:
    text = recipient_lines(recipients, storage)

    assert read_recipients(text) == (tuple(recipients), storage)


def test_a_bare_brace_belongs_to_the_words_below_it() -> None:
    typed = "- Thường trực Đảng uỷ; }\n- UBKT }\n- Các chi bộ } để thực hiện;\n- Lưu VP."

    recipients, storage = read_recipients(typed)

    assert [each.brace for each in recipients] == ["để thực hiện"] * 3
    assert [each.name for each in recipients] == ["Thường trực Đảng uỷ", "UBKT", "Các chi bộ"]
    assert braces(recipients) == (("để thực hiện", 3),)
    assert storage == "Lưu VP"


def test_a_brace_without_words_is_none() -> None:
    recipients, _storage = read_recipients("Các chi bộ }\nLưu VP")

    assert recipients == (Recipient(name="Các chi bộ", brace=""),)
