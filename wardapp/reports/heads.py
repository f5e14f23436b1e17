"""The head of a paper: the body at the left, the motto with place and date at the right."""

from __future__ import annotations

from datetime import date

from wardapp.core.dates import header_date
from wardapp.core.issuers import Family, Issuer


def own_lines(issuer: Issuer) -> tuple[tuple[bool, str], ...]:
    """Return the body as (bold, text), its lines as they break; the superior above."""
    parent = ((False, issuer.parent_line),) if issuer.parent_line else ()
    return (*parent, (True, issuer.own_line))


def own_header(issuer: Issuer) -> tuple[tuple[bool, str], ...]:
    """Return the body as (bold, text), each on one line; the superior above."""
    return tuple((bold, text.replace("\n", " ")) for bold, text in own_lines(issuer))


def motto(issuer: Issuer, day: date) -> tuple[tuple[bool, str], ...]:
    """Return the motto of the family with place and date below it."""
    place = header_date(issuer.place, day, issuer.family)
    if issuer.family is Family.PARTY:
        return ((True, "ĐẢNG CỘNG SẢN VIỆT NAM"), (False, place))
    return (
        (True, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (True, "Độc lập - Tự do - Hạnh phúc"),
        (False, place),
    )
