"""Draw the pictures that README.md and README.zh-CN.md show, in place.

    python docs/draw.py            into this folder
    python docs/draw.py FOLDER     somewhere else, to compare

The tests draw them again and compare, so that no picture shows what the library no longer does.
"""

import sys
from pathlib import Path
from typing import NamedTuple

from shrinking import shrunk

import stakeholder_graph as sg

FOLDER = Path(__file__).resolve().parent
FULL_DPI, SMALL_DPI = 150, 100


class Shown(NamedTuple):
    """One file: which picture of which sample, in which language, how fine."""

    file: str
    sample: str
    picture: str
    lang: str
    dpi: int


SHOWN = (
    Shown("packaging_line.png", "packaging_line", "influence_map", "en", FULL_DPI),
    Shown("bank_mainframe.png", "bank_mainframe", "influence_map", "zh", FULL_DPI),
    *(
        Shown(f"{picture}_{lang}.png", sample, picture, lang, SMALL_DPI)
        for sample, lang in (("packaging_line", "en"), ("bank_mainframe", "zh"))
        for picture in ("dashboard", "bullseye", "ranking", "contact_map", "forecast", "role_coverage")
    ),
)


def draw(folder: Path) -> list[Path]:
    """Draw every picture into a folder and return the files."""
    centers = {sample: sg.read_csv(sg.sample_folder(sample)) for sample in sg.SAMPLES}
    files = []
    for one in SHOWN:
        path = folder / one.file
        sg.save_diagram(centers[one.sample], path, picture=one.picture, lang=one.lang, dpi=one.dpi)
        path.write_bytes(shrunk(path.read_bytes()))
        files.append(path)
    return files


if __name__ == "__main__":
    for path in draw(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(path)
