"""What one account costs: ranking, coverage, summary and picture, beside what networkx alone offers.

    python benchmarks/account.py
    python benchmarks/account.py --contacts 60 --repeat 50

Everything is timed in one process and in turns, so that the ratios hold on any machine; the milliseconds do not.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import struct
import sys
import tempfile
import time
import warnings
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
from matplotlib.figure import Figure

import stakeholder_graph as sg

if TYPE_CHECKING:
    from collections.abc import Callable

WARM_UP = 2  # rounds that are not counted
ANSWER_TARGET = 15.0  # ms, rank_contacts and check_coverage together
SUMMARY_TARGET = 60.0  # ms, summarize without certainty
PICTURE_TARGET = 1000.0  # ms, save_diagram
PICTURE_DPI = 150
PICTURE_ROUNDS = 5  # pictures take long enough to need fewer rounds
PACKAGES = ("networkx", "numpy", "pandas", "matplotlib", "scipy")


def time_in_turns(works: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Time every piece of work once a round and return the milliseconds, round by round."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for number in range(WARM_UP + rounds):
        for name, work in works.items():
            started = time.perf_counter()
            work()
            if number >= WARM_UP:
                times[name].append((time.perf_counter() - started) * 1e3)
    return times


def report(times: dict[str, list[float]], baseline: str) -> dict[str, float]:
    """Print a line for each piece of work and return the medians; the ratio is to the baseline."""
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        ratio = median / medians[baseline]
        print(f"{name:44}{median:10.2f}{min(times[name]):10.2f}{ratio:10.2f}")
    return medians


def answers(G: sg.BuyingCenter, rounds: int) -> None:
    """Time the answers of an interactive call."""

    def both() -> None:
        sg.rank_contacts(G)
        sg.check_coverage(G)

    works: dict[str, Callable[[], object]] = {
        "rank_contacts": lambda: sg.rank_contacts(G),
        "check_coverage": lambda: sg.check_coverage(G),
        "rank_contacts + check_coverage": both,
        "summarize": lambda: sg.summarize(G),
        "networkx.pagerank": lambda: nx.pagerank(G),
    }
    medians = report(time_in_turns(works, rounds), "networkx.pagerank")
    print(f"{'':4}target: at most {ANSWER_TARGET:g} ms together, now {medians['rank_contacts + check_coverage']:.1f}")
    print(f"{'':4}target: at most {SUMMARY_TARGET:g} ms to summarize, now {medians['summarize']:.1f}\n")


def pictures(G: sg.BuyingCenter, rounds: int) -> None:
    """Time the influence map beside networkx's own drawing of the same pixels."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours.png", Path(folder) / "theirs.png"
        sg.save_diagram(G, ours, dpi=PICTURE_DPI)
        width, height = pixels(ours)

        def draw() -> None:
            figure = Figure(figsize=(width / PICTURE_DPI, height / PICTURE_DPI), dpi=PICTURE_DPI)
            nx.draw(G, ax=figure.add_axes((0, 0, 1, 1)), pos=nx.spring_layout(G, seed=0), with_labels=True)
            figure.savefig(theirs)

        works: dict[str, Callable[[], object]] = {
            "save_diagram": lambda: sg.save_diagram(G, ours, dpi=PICTURE_DPI),
            "networkx.draw + savefig": draw,
        }
        medians = report(time_in_turns(works, rounds), "networkx.draw + savefig")
        assert pixels(ours) == pixels(theirs)  # noqa: S101  else the comparison is void
    print(
        f"{'':4}target: at most {PICTURE_TARGET:g} ms, now {medians['save_diagram']:.0f}; {width} x {height} pixels\n"
    )


def pixels(picture: Path) -> tuple[int, int]:
    """Read width and height from the head of a PNG file."""
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    return width, height


def main() -> int:
    """Read the options, run both comparisons, say where they were run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contacts", type=int, default=25, help="contacts of the account (default: 25)")
    parser.add_argument("--repeat", type=int, default=30, help="counted rounds of the answers (default: 30)")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # a random account has gaps that the library points out
    G = sg.random_buying_center(options.contacts, seed=1)
    print(f"{options.contacts} contacts, {G.number_of_edges()} ties, {options.repeat} rounds")
    print(f"\n{'':44}{'median ms':>10}{'least ms':>10}{'ratio':>10}")
    answers(G, options.repeat)
    pictures(G, min(options.repeat, PICTURE_ROUNDS))
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    machine = f"{os.cpu_count()} CPUs, {platform.machine()}, {platform.system()}"
    print(f"{machine}; Python {platform.python_version()}, {packages}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
