"""Cut the bundled fonts to what Vietnamese offices write; run by hand when a font is renewed.

    python packaging/cut_fonts.py [FOLDER_OF_TRUETYPE_FONTS]

The sources are Debian's fonts-croscore (Tinos 1.33) and fonts-open-sans (1.11).
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset

SOURCE = Path("/usr/share/fonts/truetype")
TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"
FACES = {
    "croscore": ("Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"),
    "open-sans": ("OpenSans-Regular", "OpenSans-Semibold"),
}
SPANS = (
    (0x20, 0x7E),  # Basic Latin
    (0xA0, 0x17F),  # Latin-1, Latin Extended-A (đ)
    (0x192, 0x192),
    (0x1A0, 0x1B0),  # ơ, ư
    (0x218, 0x21B),
    (0x2C6, 0x2DD),
    (0x300, 0x323),  # combining marks, should a text arrive decomposed
    (0x391, 0x3C9),  # Greek in formulas and units
    (0x1EA0, 0x1EF9),  # Vietnamese
    (0x2010, 0x2044),  # dashes (U+2011 among them), quotes, bullet, dots
    (0x2070, 0x2089),
    (0x20AB, 0x20AC),  # đồng, euro
    (0x2116, 0x2122),  # №, ™
    (0x2150, 0x215E),
    (0x2190, 0x2195),
    (0x2202, 0x2265),
    (0x25A0, 0x25CF),
)


def main(source: Path) -> None:
    """Cut every face of FACES from source into the resources."""
    codes = [code for first, last in SPANS for code in range(first, last + 1)]
    options = subset.Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True)
    for folder, faces in FACES.items():
        for face in faces:
            font = subset.load_font(str(source / folder / f"{face}.ttf"), options)
            cutter = subset.Subsetter(options)
            cutter.populate(unicodes=codes)
            cutter.subset(font)
            subset.save_font(font, str(TARGET / f"{face}.ttf"), options)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE)
