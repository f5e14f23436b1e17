"""The icons: all sizes that Windows asks for, drawn the same each time."""

import struct
from pathlib import Path

import pytest
from icon import SIZES, package_icon, program_icon, wizard_head, wizard_side

MARK = Path(__file__).parents[2] / "resources" / "icons" / "wardapp.svg"
PNG = b"\x89PNG\r\n\x1a\n"


def pictures_of(icon: bytes) -> list[tuple[int, bytes]]:
    """Return the pictures of an `.ico` with the widths its head tells."""
    _, kind, count = struct.unpack_from("<HHH", icon)
    assert kind == 1
    found = []
    for at in range(count):
        width, height, _, _, planes, bits, size, start = struct.unpack_from(
            "<BBBBHHII", icon, 6 + 16 * at
        )
        assert (width, planes, bits) == (height, 1, 32)
        found.append((width or 256, icon[start : start + size]))
    return found


def width_inside(picture: bytes) -> int:
    """Return the width that a picture tells of itself."""
    if picture.startswith(PNG):
        return int(struct.unpack_from(">I", picture, 16)[0])
    size, width, height, planes, bits = struct.unpack_from("<IiiHH", picture)
    assert (size, height, planes, bits) == (40, 2 * width, 1, 32)
    mask = (width + 31) // 32 * 4 * width
    assert len(picture) == 40 + 4 * width * width + mask
    return int(width)


@pytest.mark.parametrize("make", [program_icon, package_icon])
def test_an_icon_has_every_size_that_windows_shows(make: object) -> None:
    assert callable(make)
    pictures = pictures_of(make(MARK))
    assert [width for width, _ in pictures] == [16, 20, 24, 32, 40, 48, 64, 128, 256]
    assert [width_inside(picture) for _, picture in pictures] == list(SIZES)


def test_the_same_mark_gives_the_same_bytes() -> None:
    assert program_icon(MARK) == program_icon(MARK)
    assert package_icon(MARK) == package_icon(MARK)
    assert program_icon(MARK) != package_icon(MARK)


def test_small_icons_are_clear_at_the_corner_and_coloured_inside() -> None:
    _, picture = pictures_of(program_icon(MARK))[3]
    assert width_inside(picture) == 32
    rows = [picture[40 + 128 * row :][:128] for row in range(32)]
    lower_left, top_middle = rows[0][:4], rows[30][64:68]
    assert lower_left[3] == 0
    assert top_middle == bytes((0xA8, 0x5E, 0x1D, 0xFF))  # the mark's blue, as BGRA


@pytest.mark.parametrize("draw", [wizard_side, wizard_head])
def test_the_pictures_of_the_wizard_have_the_size_asked_for(draw: object) -> None:
    assert callable(draw)
    picture = draw(MARK, 191, 66)
    assert picture[:2] == b"BM"
    assert struct.unpack_from("<ii", picture, 18) == (191, 66)
