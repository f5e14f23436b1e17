"""The gate of personal data before texts that many read, the same for every book.

A text that seems to point at a person is refused once; the clerk who looked writes it all the
same (`seen=True`). What is known of a petition's person has its own place and stricter rules.
"""

from __future__ import annotations

from wardapp.core.errors import BadValue
from wardapp.core.person_words import names_in, numbers_in

NUMBERS_SEEN = (
    "Nội dung có dãy số giống số giấy tờ hoặc số điện thoại. Hãy bỏ dãy số đó; số điện thoại để "
    "liên hệ ghi ở mục Người phản ánh."
)
PUBLIC_NUMBERS_SEEN = (
    "Nội dung có dãy số giống số giấy tờ hoặc số điện thoại của người ({}). Hãy bỏ dãy số đó."
)
NAMES_SEEN = "Nội dung có vẻ ghi họ tên người ({}). Hãy ghi vấn đề, không ghi họ tên."
ONCE_MORE = " Nếu không phải, bấm Lưu lần nữa."


class PersonSeen(BadValue):
    """A text seems to point at a person; writing it once more with `seen` lets it stand."""


def refuse_person_words(texts: dict[str, str], *, seen: bool = False, names: bool = True) -> None:
    """Raise PersonSeen for the first text with figures (or names) that seem to be a person's."""
    if seen:
        return
    for field, text in texts.items():
        found = numbers_in(text)
        if found:
            raise PersonSeen(field, PUBLIC_NUMBERS_SEEN.format(", ".join(found)))
        called = names_in(text) if names else ()
        if called:
            raise PersonSeen(field, NAMES_SEEN.format(", ".join(called)))
