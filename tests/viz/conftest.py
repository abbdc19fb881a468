"""Fixtures of the pictures: a font that measures, and no figure left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl
import pytest

from stakeholder_graph.viz.lettering.typefaces import Typefaces, choose_typefaces

if TYPE_CHECKING:
    from collections.abc import Iterator

mpl.use("Agg")


@pytest.fixture(scope="session")
def typefaces() -> Typefaces:
    """Return the fonts of a picture that says nothing unusual."""
    return choose_typefaces(["A"])


@pytest.fixture
def _pyplot() -> Iterator[None]:
    """Close what a test drew with pyplot."""
    import matplotlib.pyplot as plt  # noqa: PLC0415  only the tests that ask for it load pyplot

    yield
    plt.close("all")
