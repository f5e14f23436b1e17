"""The stamp ĐẾN (NĐ30 Phụ lục IV): what stands in it and where on the paper it goes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

STAMP_WIDTH_MM, STAMP_HEIGHT_MM = 50.0, 35.0


class StampPlace(StrEnum):
    """Where on page 1 the stamp stands."""

    UNDER_SYMBOL = "under_symbol"  # below number, symbol (and the subject of a công văn)
    UNDER_DATE = "under_date"  # below place and date, at the right
    TOP_RIGHT = "top_right"  # in the margin at the top right


STAMP_PLACES = {
    StampPlace.UNDER_SYMBOL: "Dưới số, ký hiệu",
    StampPlace.UNDER_DATE: "Dưới ngày, tháng, năm",
    StampPlace.TOP_RIGHT: "Góc trên, lề phải",
}
"""What a clerk chooses from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalStamp:
    """The words of one stamp; an empty one prints dots for the pen."""

    agency: str
    number: str = ""
    day: str = ""
    forwarded_to: str = ""
    dossier: str = ""
