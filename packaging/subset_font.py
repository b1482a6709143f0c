"""Make the fonts in assets/fonts: the simplified Chinese face of Noto Sans CJK, cut down to GB2312.

    python packaging/subset_font.py FOLDER

FOLDER holds NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc. Needs fonttools; assets/fonts/README.md
tells the whole way.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

SOURCE, FAMILY = "Noto Sans CJK SC", "Sandbox Sans SC"
FONTS = Path(__file__).resolve().parent.parent / "assets" / "fonts"

# Left out on purpose: U+2E80–2FDF. Those radicals share their glyphs with ideographs, and text
# copied out of a PDF would come back as radicals.
RANGES = (
    (0x0020, 0x017F),  # ASCII, Latin-1, Latin Extended-A
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20CF),  # currency
    (0x2100, 0x218F),  # letter-like signs, number forms
    (0x2190, 0x23FF),  # arrows, mathematics, technical
    (0x2460, 0x24FF),  # circled digits
    (0x2500, 0x27BF),  # boxes, blocks, geometric shapes, signs
    (0x3000, 0x303F),  # Chinese punctuation
    (0xFE30, 0xFE4F),  # compatibility forms
    (0xFF00, 0xFFEF),  # full-width forms
)
# Figures need no feature: all digits of this typeface have one width.
FEATURES = ["calt", "ccmp", "kern", "liga", "locl", "mark", "tnum"]


def characters() -> set[int]:
    """The code points to keep: all of GB2312 (rows 1–87) and the ranges above."""
    rows = bytes(range(0xA1, 0xF8))
    cells = bytes(range(0xA1, 0xFF))
    gb2312 = "".join(bytes((row, cell)).decode("gb2312", "ignore") for row in rows for cell in cells)
    return {ord(char) for char in gb2312}.union(*(range(first, last + 1) for first, last in RANGES))


def face(collection: Path) -> TTFont:
    """The simplified Chinese face of a Noto Sans CJK collection."""
    return next(font for font in TTCollection(collection).fonts if font["name"].getDebugName(1) == SOURCE)


def shrink(font: TTFont) -> None:
    """Keep the characters and features wanted; hints stay, they keep small text crisp on a projector."""
    options = subset.Options(layout_features=FEATURES, notdef_outline=True, name_languages=[0x409])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters())
    cutter.subset(font)


def rename(font: TTFont, weight: str) -> str:
    """Name the font, since a changed one should not pass for Noto; answers the PostScript name."""
    postscript = f"{FAMILY.replace(' ', '')}-{weight}"
    names = {1: FAMILY, 3: postscript, 4: f"{FAMILY} {weight}", 6: postscript}
    for name_id, text in names.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)
    font["name"].removeNames(nameID=7)
    cff = font["CFF "].cff
    cff.fontNames = [postscript]
    cff.topDictIndex[0].FamilyName = FAMILY
    cff.topDictIndex[0].FullName = names[4]
    return postscript


def main(folder: Path) -> None:
    """Write one font a weight."""
    for weight in ("Regular", "Bold"):
        font = face(folder / f"NotoSansCJK-{weight}.ttc")
        font.recalcTimestamp = False
        shrink(font)
        target = FONTS / f"{rename(font, weight)}.otf"
        font.save(target)
        print(target.name, target.stat().st_size)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
