"""Tells that the layout of a draft is another on the day it is issued (design: a draft's life)."""

from __future__ import annotations

from datetime import date

from wardapp.core.clock import day_of
from wardapp.core.dates import long_date
from wardapp.core.drafts import Draft
from wardapp.core.layout import Standard
from wardapp.services.papers import Papers


def law_change(papers: Papers, draft: Draft, *, used: Standard, day: date, today: date) -> str:
    """Return what the clerk reads before issuing under `used` on `day`, "" when nothing changed.

    Either the page shows another law, or one came into force since the draft was last written.
    """
    shown = papers.standard(used.family, draft.date or today)
    if shown.id != used.id:
        return (
            f"Ngày {long_date(day)} theo {used.title}, khác với bản đang xem theo {shown.title}. "
            "Anh, chị xem lại trang trước khi phát hành."
        )
    written = day_of(draft.changed_ms)
    before = papers.standard(used.family, written)
    if draft.date is not None or written >= day or before.id == used.id:
        return ""
    return (
        f"Dự thảo sửa lần cuối ngày {long_date(written)}, khi đó theo {before.title}; nay in theo "
        f"{used.title}. Anh, chị xem lại trang trước khi phát hành; bản đã ký trên giấy cũ thì in "
        "lại để ký."
    )
