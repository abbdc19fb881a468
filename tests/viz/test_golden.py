"""Pages look as they looked when somebody last looked at them. `python tests/viz/renew_golden.py` keeps a new look."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from viz.every_picture import PICTURES, scene_of
from viz.golden_pictures import FOLDER, GOLDEN, Golden, difference, draw, load, pixels

from stakeholder_graph.viz.scene.primitives import Circle

# From 0 to 255. Keeping fewer colours costs about 0.5, another version of matplotlib nothing that is seen (0.001).
TOLERANCE = 1.0
MOST = 12


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.file)
def test_a_page_looks_as_it_did(golden: Golden) -> None:
    differs_by = difference(draw(golden), load(golden))
    assert differs_by <= TOLERANCE, f"look at it, then: python tests/viz/renew_golden.py {golden.file}"


def test_every_golden_picture_is_kept_and_nothing_else() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(f"{golden.file}.png" for golden in GOLDEN)
    assert len(GOLDEN) <= MOST
    assert {golden.picture for golden in GOLDEN} <= set(PICTURES)


@pytest.mark.parametrize("golden", GOLDEN[:3], ids=lambda golden: golden.file)
def test_a_change_that_is_seen_is_found(golden: Golden) -> None:
    scene = scene_of(golden.picture, golden.account(), lang=golden.lang)
    (first, *_) = (shape for shape in scene.shapes if isinstance(shape, Circle) and shape.radius > 9)
    longest = max(scene.ties, key=lambda tie: np.hypot(*np.diff(tie.points, axis=0).T).sum())
    recoloured = [replace(shape, fill="#00AA00") if shape is first else shape for shape in scene.shapes]
    without_a_line = [shape for shape in scene.shapes if shape is not longest]
    for shapes in (recoloured, without_a_line):
        assert difference(pixels(replace(scene, shapes=tuple(shapes))), load(golden)) > TOLERANCE


def test_pages_of_two_sizes_differ() -> None:
    assert difference(np.zeros((8, 8, 3)), np.zeros((8, 16, 3))) == 255
