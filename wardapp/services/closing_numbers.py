"""Whether the numbers of a book are all where they belong, so that its pages may be closed."""

from __future__ import annotations

from wardapp.core.books import BookVolume
from wardapp.core.errors import WardError
from wardapp.store.transaction import Transaction


def refuse_open_numbers(tx: Transaction, volume: BookVolume, *, locks: bool) -> None:
    """Refuse to close a book that another PC still writes in, or whose lines wait for numbers.

    With `locks` also while a block of its numbers is lent out: what the other PC gave of it would
    come after the book was locked.
    """
    place = (volume.issuer_id, volume.book, volume.scope_value)
    for found in tx.numbers.all():
        key = found.key
        if (key.issuer_id, key.book, key.scope_value) != place:
            continue
        if not tx.numbers.keeps(key):
            raise WardError("Số của sổ này do máy khác giữ. Hãy đóng sổ ở máy giữ số.")
        lent = tx.numbers.leases(found.id)
        if locks and lent:
            raise WardError(
                f"Khối số {lent[0].first:02} - {lent[0].last:02} còn cấp cho máy khác nên chưa "
                "khóa sổ. Hãy nhận gói của máy đó và nhờ trả lại số chưa dùng; máy đã mất thì Thu "
                "hồi khối số ở trang Số trên nhiều máy."
            )
    waiting = [
        line
        for line in tx.numbers.waiting()
        if (line.issuer_id, line.book, line.scope_value) == place
    ]
    if waiting:
        raise WardError(
            f"Sổ còn {len(waiting)} dòng số tạm (từ {waiting[0].provisional}). Hãy cấp số chính "
            "thức ở trang Số trên nhiều máy rồi đóng sổ."
        )
