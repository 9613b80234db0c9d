"""Makes the fonts of the pictures from those of the npm package `inter-ui` 4.1.1: python3 make.py PACKAGE-FOLDER

Needs `fonttools` and `brotli`. What it changes: other alphabets than Latin, Greek and Cyrillic are left out, and digits are
equally wide from the start, since the library that draws pictures cannot ask a font for that.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

RANGES = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x259, 0x259), (0x2BB, 0x2BC), (0x2C6, 0x2C7), (0x2D8, 0x2DD),
    (0x300, 0x304), (0x306, 0x30C), (0x323, 0x323), (0x326, 0x328), (0x370, 0x3FF), (0x400, 0x45F),
    (0x490, 0x491), (0x1E00, 0x1EFF), (0x2002, 0x200B), (0x2010, 0x2015), (0x2018, 0x201E),
    (0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x202F), (0x2030, 0x2030), (0x2032, 0x2033),
    (0x2039, 0x203A), (0x2044, 0x2044), (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122),
    (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265),
    (0x25A0, 0x25A0), (0x25B2, 0x25B2), (0x25BC, 0x25BC), (0x25CF, 0x25CF), (0x2713, 0x2713),
]


def tabular(font):
    """The glyphs that the font would take for digits of equal width."""
    table = font["GSUB"].table
    lookups = [i for r in table.FeatureList.FeatureRecord if r.FeatureTag == "tnum" for i in r.Feature.LookupListIndex]
    mapping = {}
    for index in lookups:
        for sub in table.LookupList.Lookup[index].SubTable:
            mapping.update(getattr(getattr(sub, "ExtSubTable", sub), "mapping", {}))
    return mapping


for weight in ["Regular", "SemiBold"]:
    font = TTFont(Path(sys.argv[1]) / "web" / f"Inter-{weight}.woff2")
    digits = tabular(font)
    for table in font["cmap"].tables:
        if table.isUnicode():
            for code in range(ord("0"), ord("9") + 1):
                table.cmap[code] = digits.get(table.cmap[code], table.cmap[code])
    options = Options(layout_features=["ccmp", "kern", "mark", "mkmk"], hinting=False, notdef_outline=True)
    options.name_IDs = [0, 1, 2, 4, 5, 6, 13, 14, 16, 17]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    font.flavor = None
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(Path(__file__).parent / f"Inter-{weight}.ttf")
