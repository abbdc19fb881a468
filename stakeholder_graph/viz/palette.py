"""The colours, dashes and line widths of the pictures, in one place.

Stances run from blue to orange, which the colour-blind tell apart as well as anybody (smallest CAM02-UCS difference
between two fills is 15 for normal, deutan, protan and tritan sight), and every stance carries a mark besides. Text
stands at 4.5:1 or better on its background. All sizes are pixels of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "AMBER",
    "AMBER_DARK",
    "AMBER_DEEP",
    "AMBER_PALE",
    "AWAY",
    "BAND",
    "BAND_ALTERNATE",
    "CARD_EDGE",
    "CHANCE_FILLS",
    "CHANNEL_STYLES",
    "CHIP_EDGE",
    "DIM_FILL",
    "GOLD",
    "GOLD_EDGE",
    "HAIRLINE",
    "HIGHLIGHT",
    "INK",
    "INK_FAINT",
    "INK_SOFT",
    "INTERVAL_FILL",
    "NAVY",
    "NO_STANCE_STYLE",
    "OUTSIDE_EDGE",
    "PLACEHOLDER_STYLE",
    "REACH_FILL",
    "REPORTING",
    "RING_EMPTY",
    "RING_GROUNDS",
    "RING_UNKNOWN",
    "SHADOW",
    "STANCE_GROUNDS",
    "STANCE_STYLES",
    "TAG_EDGE",
    "TAG_FILL",
    "TOWARD",
    "WHITE",
    "Dash",
    "LineStyle",
    "StanceStyle",
    "channel_style",
    "stance_style",
]

Dash = tuple[float, ...]  # lengths of ink and gap in turn, in px; () is an unbroken line

WHITE = "#FFFFFF"
INK, INK_SOFT, INK_FAINT = "#111827", "#4B5563", "#5F6773"  # names, titles, footnotes
NAVY = "#1F2A44"  # the decision maker, the filled steps of a relationship, headings
BAND, BAND_ALTERNATE = "#F5F7FA", "#FAFBFD"  # lanes in turn; the legend
HAIRLINE = "#D5DBE3"
CARD_EDGE, SHADOW = "#AEB7C4", "#E1E6ED"
HIGHLIGHT = "#FFE08A"  # the best path, under the lines
OUTSIDE_EDGE = "#6B7280"
DIM_FILL = "#F3F4F6"  # a contact that has left
TAG_FILL, TAG_EDGE, CHIP_EDGE = "#E6EAF0", "#C3CAD5", "#D5DBE3"
RING_EMPTY, RING_UNKNOWN = "#D9DEE6", "#7C8898"
# The rings of a bullseye from the middle outward; every text colour stands at 4.5:1 on them.
RING_GROUNDS = ("#D6E4F2", "#E6EEF7", "#EFF4F9", "#F5F7FA", "#FAFBFD")
CHANCE_FILLS = (WHITE, "#EEF3F9", "#D9E6F3")  # the cell of a small, a fair and a large chance
TOWARD, AWAY = "#1F5A94", "#A63603"  # what moves toward us and away; the arrow or the side of a bar says it too
INTERVAL_FILL, REACH_FILL = "#9FB4CC", "#DCE2EA"  # where something most likely lies, and where it can lie
GOLD, GOLD_EDGE = "#F2B705", "#5C4400"
AMBER, AMBER_PALE, AMBER_DEEP, AMBER_DARK = "#9A6B00", "#FFFDF5", "#6B4E12", "#5C3D00"  # gaps and placeholders

Mark = Literal["two_up", "up", "bar", "down", "two_down", "question", "none"]


@dataclass(frozen=True, slots=True)
class StanceStyle:
    """How a stance looks: fill and edge of the disc, text on it, and the mark that says it without colour."""

    fill: str
    edge: str
    text: str
    mark: Mark
    dash: Dash = ()


STANCE_STYLES: dict[str, StanceStyle] = {
    "strong_supporter": StanceStyle("#0B4D88", "#0B4D88", WHITE, "two_up"),
    "supporter": StanceStyle("#2C74B8", "#1F5A94", WHITE, "up"),
    "neutral": StanceStyle("#C7CDD6", "#6B7280", INK, "bar"),
    "sceptic": StanceStyle("#F2A65A", "#B45F06", INK, "down"),
    "opponent": StanceStyle("#A63603", "#A63603", WHITE, "two_down"),
    "unknown": StanceStyle(WHITE, "#6B7280", "#374151", "question", (3.0, 2.2)),
}
# Where a picture is drawn from a result that does not speak of stances; that is not the same as an unknown stance.
NO_STANCE_STYLE = StanceStyle(NAVY, NAVY, WHITE, "none")

# A place that somebody must hold and nobody is known to.
PLACEHOLDER_STYLE = StanceStyle(WHITE, AMBER, AMBER_DARK, "question", (3.0, 2.2))
# The ground behind everybody of one stance: a breath of its colour, on which every text colour stands at 4.5:1.
STANCE_GROUNDS: dict[str, str] = {
    "strong_supporter": "#E8F0F8",
    "supporter": "#F0F5FA",
    "neutral": BAND,
    "sceptic": "#FEF7EE",
    "opponent": "#FBF1EC",
    "unknown": BAND_ALTERNATE,
}


def stance_style(stance: str | None) -> StanceStyle:
    """Return the look of a stance; None stands for a picture that does not speak of stances."""
    return NO_STANCE_STYLE if stance is None else STANCE_STYLES.get(stance, STANCE_STYLES["unknown"])


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How a tie looks: its colour, and a dash that says the channel without colour."""

    color: str
    dash: Dash = ()


REPORTING = LineStyle("#7C8898")

# A channel that nobody noted is None: grey long dashes, since an unknown channel is no channel of its own.
CHANNEL_STYLES: dict[str | None, LineStyle] = {
    "authority": LineStyle("#2B3A67", (11.0, 3.0, 1.8, 3.0)),
    "expertise": LineStyle("#0F766E"),
    "information": LineStyle("#475569", (1.4, 2.6)),
    "personal": LineStyle("#8E3FA8", (6.0, 3.0)),
    None: LineStyle("#6B7280", (12.0, 4.0)),
}


def channel_style(channel: str | None) -> LineStyle:
    """Return the look of a channel of influence; a channel that is not in the vocabulary looks like an unknown one."""
    return CHANNEL_STYLES.get(channel, CHANNEL_STYLES[None])
