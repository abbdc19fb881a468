"""The pictures that the README shows are those that the library draws now."""

from __future__ import annotations

import importlib.util
import re
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib.image
import numpy as np
import pytest

if TYPE_CHECKING:
    from types import ModuleType

TOP = Path(__file__).parents[2]
PINNED = re.findall(r"^matplotlib==([0-9.]+)", (TOP / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)
SAME_DRAWING = version("matplotlib") in PINNED  # other versions set the same words a little differently
MOST_DIFFERENT = 1e-3  # mean difference of the pixels, of 1; the same picture drawn elsewhere has less


@pytest.fixture(scope="module")
def docs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draw", TOP / "docs" / "draw.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(TOP / "docs")  # as for a script that is started there
        spec.loader.exec_module(module)
    return module


def test_every_picture_is_shown_and_every_shown_picture_is_drawn(docs: ModuleType) -> None:
    drawn = {one.file for one in docs.SHOWN}
    assert drawn == {path.name for path in (TOP / "docs").glob("*.png")}
    readmes = "".join((TOP / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md"))
    assert {file for file in drawn if f"docs/{file}" not in readmes} == set()


@pytest.mark.skipif(not SAME_DRAWING, reason="the pictures are drawn with the pinned matplotlib")
def test_the_pictures_are_what_the_library_draws_now(docs: ModuleType, tmp_path: Path) -> None:
    stale = []
    for path in docs.draw(tmp_path):
        shown, now = (matplotlib.image.imread(folder / path.name) for folder in (TOP / "docs", tmp_path))
        if shown.shape != now.shape or np.abs(shown - now).mean() > MOST_DIFFERENT:
            stale.append(path.name)
    assert stale == [], "run: python3 run.py docs"
