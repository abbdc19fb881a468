"""The names of the pictures and of the formats of their files. Needs no matplotlib."""

from __future__ import annotations

__all__ = ["FILE_FORMATS", "PICTURES"]

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
