"""The same people and lines as other tools draw them: their defaults, on a page of 1600 by 1000 px.

Each tool has a function that draws a picture into a file and returns what can be judged of it: labels, cards and lines
in px. It raises ImportError where the tool is not installed.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from viz.legibility import Card, Drawing, Label, Line, contrast
from viz.rendered import read_labels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from matplotlib.axes import Axes
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path as Outline

WIDTH, HEIGHT, DPI = 1600, 1000, 100
POINTS_PER_INCH = 72.0
CURVE_STEPS = 24  # points on each piece of a curve
SEED = 0  # of the layouts that begin at random


def plain_graph(G: nx.DiGraph[str]) -> nx.DiGraph[str]:
    """Return contacts with their names, joined by influence ties and by reporting lines from the manager down."""
    H: nx.DiGraph[str] = nx.DiGraph()
    contacts = {node: data for node, data in G.nodes(data=True) if data.get("side") != "seller"}
    for node, data in contacts.items():
        H.add_node(node, name=data.get("name", node))
    H.add_edges_from((data["reports_to"], node) for node, data in contacts.items() if data.get("reports_to"))
    H.add_edges_from((u, v) for u, v in G.edges if u in contacts and v in contacts)
    return H


def names_of(H: nx.DiGraph[str]) -> dict[str, str]:
    """Return the name of each contact; no two contacts of the benchmark have the same."""
    return dict(H.nodes(data="name"))


# ------------------------------------------------------------------ networkx


def draw_networkx(H: nx.DiGraph[str], path: Path) -> Callable[[], Drawing]:
    """Draw by networkx.draw."""
    ax = page()
    nx.draw(H, ax=ax, pos=nx.spring_layout(H, seed=SEED), with_labels=True, labels=names_of(H))
    ax.figure.savefig(path, dpi=DPI)
    return lambda: read_networkx(H, ax)


def read_networkx(H: nx.DiGraph[str], ax: Axes) -> Drawing:
    """Read the discs, the arrows and the labels that networkx has drawn."""
    (discs,) = (collection for collection in ax.collections if len(collection.get_offsets()) == len(H))
    centers = ax.transData.transform(discs.get_offsets())
    radius = np.sqrt(discs.get_sizes()[0]) / 2 * DPI / POINTS_PER_INCH
    cards = {node: disc(center, radius) for node, center in zip(H, centers, strict=True)}
    lines = [Line(ends, arrow_course(arrow)) for ends, arrow in zip(H.edges, ax.patches, strict=True)]
    return Drawing(WIDTH, HEIGHT, labels_of(H, ax, cards), cards, tuple(lines))


def arrow_course(arrow: FancyArrowPatch) -> np.ndarray:
    """Return the course of an arrow in px, without its head."""
    return longest(arrow.get_transform().transform_path(arrow.get_path()))


# ------------------------------------------------------------------ iplotx


def draw_iplotx(H: nx.DiGraph[str], path: Path) -> Callable[[], Drawing]:
    """Draw by iplotx, which wants a layout."""
    import iplotx  # noqa: PLC0415  may not be there

    ax = page()
    (artist,) = iplotx.network(H, layout=nx.spring_layout(H, seed=SEED), vertex_labels=names_of(H), ax=ax)
    ax.figure.savefig(path, dpi=DPI)
    return lambda: read_iplotx(H, ax, artist)


def read_iplotx(H: nx.DiGraph[str], ax: Axes, artist: Any) -> Drawing:
    """Read the discs, the arrows and the labels that iplotx has drawn."""
    discs, arrows = artist.get_vertices(), artist.get_edges()
    centers = discs.get_offset_transform().transform(discs.get_offsets())
    radii = [transform[0, 0] / 2 for transform in discs.get_transforms()]
    if len(radii) == 1:
        radii *= len(H)
    cards = {node: disc(center, radius) for node, center, radius in zip(H, centers, radii, strict=True)}
    courses = [longest(arrows.get_transform().transform_path(path)) for path in arrows.get_paths()]
    lines = [Line(ends, course) for ends, course in zip(H.edges, courses, strict=True)]
    return Drawing(WIDTH, HEIGHT, labels_of(H, ax, cards), cards, tuple(lines))


# ------------------------------------------------------------------ graphviz


def draw_graphviz(H: nx.DiGraph[str], path: Path) -> Callable[[], Drawing]:
    """Draw by dot of graphviz, scaled down to the page where it is larger."""
    import pygraphviz  # noqa: PLC0415  may not be there

    picture = pygraphviz.AGraph(directed=True)
    picture.graph_attr.update(size=f"{WIDTH / DPI},{HEIGHT / DPI}", dpi=str(DPI))
    for node, name in names_of(H).items():
        picture.add_node(node, label=name)
    picture.add_edges_from(H.edges)
    picture.draw(str(path), format="png", prog="dot")
    return lambda: read_graphviz(json.loads(picture.draw(format="json", prog="dot")))


def read_graphviz(picture: Mapping[str, Any]) -> Drawing:
    """Read the ellipses, the curves and the labels from what dot says of its drawing, in points."""
    width, height = (float(size) for size in picture["bb"].split(",")[2:])
    px = DPI / POINTS_PER_INCH
    px *= min(1.0, WIDTH / (width * px), HEIGHT / (height * px))
    names = {one["_gvid"]: one["name"] for one in picture["objects"]}
    cards, labels = {}, []
    for one in picture["objects"]:
        x, y, half_width, half_height = (px * number for number in operation(one["_draw_"], "e")["rect"])
        cards[one["name"]] = Card((x - half_width, y - half_height, x + half_width, y + half_height), is_round=True)
        size, text = operation(one["_ldraw_"], "F")["size"] * px, operation(one["_ldraw_"], "T")
        (x, y), room = (px * number for number in text["pt"]), text["width"] * px
        box = (x - room / 2, y - 0.25 * size, x + room / 2, y + 0.88 * size)
        labels.append(Label(text["text"], box, size, contrast("#000000", "#FFFFFF"), one["name"]))
    lines = [
        Line((names[one["tail"]], names[one["head"]]), bezier(px * np.array(operation(one["_draw_"], "b")["points"])))
        for one in picture["edges"]
    ]
    return Drawing(WIDTH, HEIGHT, tuple(labels), cards, tuple(lines))


def operation(operations: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    """Return the first drawing operation of a kind; B and b are curves."""
    return next(one for one in operations if one["op"].lower() == kind.lower())


def bezier(points: np.ndarray) -> np.ndarray:
    """Return points on a chain of cubic curves."""
    t = np.linspace(0, 1, CURVE_STEPS)[:, None]
    weights = np.hstack([(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3])
    return np.vstack([weights @ points[start : start + 4] for start in range(0, len(points) - 3, 3)])


# ------------------------------------------------------------------ what they share


def page() -> Axes:
    """Return Axes that fill a page."""
    figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI)
    FigureCanvasAgg(figure)
    return figure.add_axes((0, 0, 1, 1))


def disc(center: np.ndarray, radius: float) -> Card:
    """Return a round card."""
    x, y = center.tolist()
    return Card((x - radius, y - radius, x + radius, y + radius), is_round=True)


def longest(path: Outline) -> np.ndarray:
    """Return the longest part of a path, as points: the shaft of an arrow."""
    parts = [np.asarray(part) for part in path.to_polygons(closed_only=False)]
    return max(parts, key=lambda part: float(np.hypot(*np.diff(part, axis=0).T).sum()))


def labels_of(H: nx.DiGraph[str], ax: Axes, cards: Mapping[str, Card]) -> tuple[Label, ...]:
    """Return the labels of Axes, each owned by the contact whose name it is."""
    owners = {name: node for node, name in names_of(H).items()}
    return tuple(replace(label, owner=owners[label.string]) for label in read_labels(ax.figure, cards))
