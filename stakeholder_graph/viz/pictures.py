"""The names of the pictures, of the formats of their files, and of the sizes of a map. Needs no matplotlib."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["FILE_FORMATS", "PAGE_SIZES", "PICTURES", "MapSize"]

# The name of a picture is that of its plot function without ``plot_``, of its module, and of its page.
PICTURES = (
    "influence_map",
    "bullseye",
    "dashboard",
    "role_coverage",
    "role_stages",
    "ranking",
    "stance_grid",
    "forecast",
    "access_paths",
    "contact_map",
    "motives",
    "history",
    "comparison",
)
FILE_FORMATS = ("png", "svg", "pdf")

MapSize = Literal["page", "wide"]  # of the influence map: 1600 by 1000 px, or 2000 by 1250 px
PAGE_SIZES: tuple[MapSize, ...] = get_args(MapSize)
