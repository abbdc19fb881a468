"""Draw every picture of accounts whose rows come in another order, and print a hash of each file.

    python draw_shuffled.py ROUTE SEED FOLDER

ROUTE is the way in which the rows come: `csv`, `frames` or `graph`, or `as_is` for the order in which they are.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from viz.every_picture import PICTURES, Account, alike, bank, scene_of

import stakeholder_graph as sg

if TYPE_CHECKING:
    from collections.abc import Callable

    from stakeholder_graph.model.buying_center import BuyingCenter

LOW_DPI = 45


def by_csv(G: BuyingCenter, seed: int, folder: Path) -> BuyingCenter:
    """Write the tables, shuffle the rows of each file, read it."""
    sg.write_csv(G, folder)
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        order = np.random.default_rng(seed).permutation(len(rows))
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *(rows[place] for place in order)])
    return sg.read_csv(folder)


def by_frames(G: BuyingCenter, seed: int, _folder: Path) -> BuyingCenter:
    """Shuffle the rows of the frames, and the columns."""
    tables = {}
    for name, table in sg.to_frames(G).items():
        mixed = table.sample(frac=1, random_state=seed).sample(frac=1, axis=1, random_state=seed)
        tables[name] = mixed if table.index.name else mixed.reset_index(drop=True)
    return sg.from_frames(**tables)


def by_graph(G: BuyingCenter, seed: int, _folder: Path) -> BuyingCenter:
    """Add nodes and edges in another order."""
    rng = np.random.default_rng(seed)
    H = type(G)()
    H.graph.update(dict(reversed(G.graph.items())))
    nodes, edges = list(G.nodes(data=True)), list(G.edges(data=True))
    H.add_nodes_from(nodes[place] for place in rng.permutation(len(nodes)))
    H.add_edges_from(edges[place] for place in rng.permutation(len(edges)))
    return H


def as_is(G: BuyingCenter, _seed: int, _folder: Path) -> BuyingCenter:
    """Leave everything in its order."""
    return G


ROUTES: dict[str, Callable[[BuyingCenter, int, Path], BuyingCenter]] = {
    "as_is": as_is,
    "csv": by_csv,
    "frames": by_frames,
    "graph": by_graph,
}


def main(route: str, seed: int, folder: Path) -> dict[str, str]:
    """Return picture of account -> hash, or what went wrong."""
    found = {}
    for account in (bank, alike):
        center, past = account()
        shuffle = ROUTES[route]
        days = list(past) if route == "as_is" else list(reversed(past))
        mixed = Account(
            shuffle(center, seed, folder / f"{account.__name__}"),
            {day: shuffle(past[day], seed, folder / f"{account.__name__}_{day}") for day in days},
        )
        for picture in PICTURES:
            path = folder / "picture.png"
            try:
                sg.save_diagram(scene_of(picture, mixed, lang="zh" if account is bank else "en"), path, dpi=LOW_DPI)
                found[f"{picture} of {account.__name__}"] = hashlib.sha256(path.read_bytes()).hexdigest()
            except Exception:  # noqa: BLE001  the picture is named in the test, with the place where it failed
                found[f"{picture} of {account.__name__}"] = traceback.format_exc(limit=-3)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))))
