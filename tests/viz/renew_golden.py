"""Draw the golden pictures anew, after looking at what has changed.

python tests/viz/renew_golden.py               all of them
python tests/viz/renew_golden.py ranking       those whose names follow
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from viz.golden_pictures import FOLDER, GOLDEN, save


def main(chosen: list[str]) -> None:
    """Draw those that are chosen, and take away what no golden picture is any more."""
    for golden in GOLDEN:
        if not chosen or golden.file in chosen:
            sys.stdout.write(f"{save(golden)}\n")
    for path in FOLDER.glob("*.png"):
        if path.stem not in {golden.file for golden in GOLDEN}:
            path.unlink()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    main(sys.argv[1:])
