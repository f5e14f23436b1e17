"""Where each block of the body stands on the pages, for the page view to tint and to follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from wardapp.core.document import OfficialDocument, Spot
from wardapp.core.layout import PageSetup, Standard
from wardapp.documents.composition import Composition, Flow, Item, Para, TableGrid
from wardapp.documents.metrics import TWIPS_PER_POINT, twips
from wardapp.documents.page_images import destinations

_LIFT = 10.0  # points by which Typst sets a named place above its text
_LEAST = 1.0  # points: a thinner stretch is a rounding remainder


@dataclass(frozen=True, slots=True)
class BlockSpots:
    """For each block one spot a page, () for a block that prints nothing; annexes one by one."""

    body: tuple[tuple[Spot, ...], ...]
    annexes: tuple[tuple[tuple[Spot, ...], ...], ...]


def block_spots(
    pdf: bytes, composition: Composition, standard: Standard, document: OfficialDocument
) -> BlockSpots:
    """Return where the blocks of body and annexes stand."""
    places = destinations(pdf)
    body = _Part("b", "end", standard.page, composition.body)
    annexes = (
        _Part(f"a{at}b", f"a{at}bend", annex.page, annex.items)
        for at, annex in enumerate(composition.annexes)
    )
    return BlockSpots(
        _of_part(body, places, standard, len(document.body)),
        tuple(
            _of_part(part, places, standard, len(annex.blocks))
            for part, annex in zip(annexes, document.annexes, strict=True)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """The body or an annex: how its places are named, its page, what stands in it."""

    prefix: str
    end: str
    page: PageSetup
    flow: Sequence[Flow | Item]


def _of_part(
    part: _Part, named: dict[str, tuple[int, float]], standard: Standard, count: int
) -> tuple[tuple[Spot, ...], ...]:
    height = twips(part.page.height) / TWIPS_PER_POINT
    places = {
        name: (page, height - (y - _LIFT))
        for name, (page, y) in named.items()
        if name.startswith(part.prefix) or name == part.end
    }
    printed = [each for each in part.flow if isinstance(each, Para | TableGrid) and each.block >= 0]
    spots: list[tuple[Spot, ...]] = [()] * count
    for para, following in zip_longest(printed, printed[1:]):
        start = places.get(f"{part.prefix}{para.block}")
        last = part.end if following is None else f"{part.prefix}{following.block}"
        stop = places.get(last, (0, 0.0) if following is None else None)
        if start and stop:
            spots[para.block] = _spots(start, stop, _after(para, standard), part.page)
    return tuple(spots)


def _after(para: Para | TableGrid, standard: Standard) -> float:
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
