"""Where each block of the body stands on the pages, for the page view to tint and to follow."""

from __future__ import annotations

from itertools import zip_longest

from wardapp.core.document import Spot
from wardapp.core.layout import PageSetup, Standard
from wardapp.documents.composition import Composition, Flow, TableGrid
from wardapp.documents.metrics import TWIPS_PER_POINT, twips
from wardapp.documents.page_images import destinations

_LIFT = 10.0  # points by which Typst sets a named place above its text
_LEAST = 1.0  # points: a thinner stretch is a rounding remainder


def block_spots(
    pdf: bytes, composition: Composition, standard: Standard, count: int
) -> tuple[tuple[Spot, ...], ...]:
    """Return for each block of the body one spot a page; () for a block that prints nothing."""
    height = twips(standard.page.height) / TWIPS_PER_POINT
    places = {name: (page, height - (y - _LIFT)) for name, (page, y) in destinations(pdf).items()}
    end = places.get("end", (0, 0.0))
    spots: list[tuple[Spot, ...]] = [()] * count
    for para, following in zip_longest(composition.body, composition.body[1:]):
        start = places.get(f"b{para.block}")
        stop = end if following is None else places.get(f"b{following.block}")
        if start and stop:
            spots[para.block] = _spots(start, stop, _after(para, standard), standard.page)
    return tuple(spots)


def _after(para: Flow, standard: Standard) -> float:
    if isinstance(para, TableGrid):
        return standard.style("table_end").line
    return standard.style(para.style).after if para.after is None else para.after


def _spots(
    start: tuple[int, float], stop: tuple[int, float], after: float, page: PageSetup
) -> tuple[Spot, ...]:
    top = twips(page.top) / TWIPS_PER_POINT
    foot = twips(page.height - page.bottom) / TWIPS_PER_POINT
    spots = []
    for index in range(start[0], stop[0] + 1):
        upper = start[1] if index == start[0] else top
        lower = stop[1] - after if index == stop[0] else foot
        if lower - upper > _LEAST:
            spots.append(_spot(index, upper, lower, page))
    return tuple(spots)


def _spot(index: int, upper: float, lower: float, page: PageSetup) -> Spot:
    is_back = page.mirrored and index % 2 == 1
    left = page.right if is_back else page.left
    width = twips(page.width) - twips(page.left) - twips(page.right)
    return Spot(
        page=index + 1,
        x=twips(left) / TWIPS_PER_POINT,
        y=upper,
        width=width / TWIPS_PER_POINT,
        height=lower - upper,
    )
