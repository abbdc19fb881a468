"""How legible a picture of a buying center is, and what it costs: ours beside those of other tools.

    python3 run.py bench                 with all tools installed
    python benchmarks/pictures.py        with those that are there
    python benchmarks/pictures.py --folder out    and keep the pictures

Three invented buying centers, see `centers/README.md`, are drawn on a page of 1600 by 1000 px by each tool as it comes.
What is on the page is read from what was drawn and counted by the checker of the tests, the same for all. Everything is
timed in one process and in turns, so that the ratios hold on any machine; the milliseconds do not.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))  # the checker is a tool of the tests

from other_tools import DPI, draw_graphviz, draw_iplotx, draw_networkx, plain_graph  # noqa: E402
from viz.legibility import COLUMNS, Drawing, table_row  # noqa: E402
from viz.rendered import read_axes  # noqa: E402

import stakeholder_graph as sg  # noqa: E402
from stakeholder_graph.viz.charts.saving import picture_scene  # noqa: E402
from stakeholder_graph.viz.ink import scene_figure  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    Draw = Callable[[Path], Callable[[], Drawing]]

CENTERS = ("10", "25", "50")
OURS = "influence_map"
WARM_UP = 1  # rounds that are not counted
SLIDE_DPI = 150  # what save_diagram writes unless told otherwise
WARM_TARGETS = {25: 600.0, 60: 1600.0}  # contacts -> ms
COLD_TARGET = 1200.0  # ms, a process that imports the library, draws 25 contacts and ends
COLD = "import stakeholder_graph as sg, sys; sg.save_diagram(sg.random_buying_center(25, seed=1), sys.argv[1])"
PACKAGES = ("networkx", "matplotlib", "numpy", "pygraphviz", "iplotx")


def drawers(center: str) -> dict[str, Draw]:
    """Return what draws a center, tool by tool."""
    G = sg.read_csv(ROOT / "benchmarks" / "centers" / center)
    H = plain_graph(G)
    return {
        OURS: lambda path: draw_ours(G, "influence_map", path, size="page"),  # not the wide one of many contacts
        "bullseye": lambda path: draw_ours(G, "bullseye", path),
        "networkx.draw": lambda path: draw_networkx(H, path),
        "graphviz dot": lambda path: draw_graphviz(H, path),
        "iplotx": lambda path: draw_iplotx(H, path),
    }


def draw_ours(G: sg.BuyingCenter, picture: str, path: Path, **options: str) -> Callable[[], Drawing]:
    """Draw one of our pictures."""
    scene = picture_scene(G, picture, **options)
    sg.save_diagram(scene, path, dpi=DPI)

    def read() -> Drawing:
        drawn = read_axes(scene_figure(scene).axes[0], scene.cards)
        owned = zip(drawn.labels, scene.texts, strict=True)  # a name beside a disc is no part of what stands there
        labels = tuple(replace(label, owner=text.owner) for label, text in owned)
        return replace(drawn, labels=labels, lines=tuple(line for line in drawn.lines if "" not in line.ends))

    return read


def compare(center: str, folder: Path, rounds: int) -> None:
    """Draw a center with every tool, and print how legible it is and how long that takes."""
    reads: dict[str, Callable[[], Drawing]] = {}
    times: dict[str, list[float]] = {}
    missing: dict[str, str] = {}
    for number in range(WARM_UP + rounds):
        for tool, draw in drawers(center).items():
            started = time.perf_counter()
            try:
                reads[tool] = draw(folder / f"{tool.replace(' ', '_')}_{center}.png")
            except ImportError as error:
                missing[tool] = str(error)
                continue
            if number >= WARM_UP:
                times.setdefault(tool, []).append((time.perf_counter() - started) * 1e3)
    print(f"{center + ' contacts':16}" + "".join(f"{head:>9}" for head in (*COLUMNS, "ms", "ratio")))
    for tool, read in reads.items():
        median = statistics.median(times[tool])
        figures = [*table_row(read()).values(), median, median / statistics.median(times[OURS])]
        cells = (f"{value:9.1f}" if isinstance(value, float) else f"{value:9}" for value in figures)
        print(f"{tool:16}" + "".join(cells))
    for tool, reason in missing.items():
        print(f"{tool:16}  not installed ({reason}); python3 run.py bench installs it")
    print()


def warm(rounds: int, folder: Path) -> None:
    """Print what the map costs in a process that has drawn before."""
    print(f"{'save_diagram, ms':44}{'median':>9}{'least':>9}{'target':>9}")
    for contacts, target in WARM_TARGETS.items():
        G = sg.random_buying_center(contacts, seed=1)
        taken = times_of(lambda G=G: sg.save_diagram(G, folder / "map.png", dpi=SLIDE_DPI), rounds)
        print_times(f"{contacts} contacts, warm", taken, target)


def cold(rounds: int, folder: Path) -> None:
    """Print what the first picture of a new process costs."""
    command = [sys.executable, "-W", "ignore", "-c", COLD, str(folder / "cold.png")]
    taken = times_of(lambda: subprocess.run(command, check=True, cwd=ROOT), rounds)
    print_times("25 contacts, a process of its own", taken, COLD_TARGET)


def times_of(work: Callable[[], object], rounds: int) -> list[float]:
    """Return the milliseconds of some rounds."""
    times = []
    for _ in range(WARM_UP + rounds):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1e3)
    return times[WARM_UP:]


def print_times(name: str, times: list[float], target: float) -> None:
    """Print a line of times beside what they should be at most."""
    print(f"{name:44}{statistics.median(times):9.0f}{min(times):9.0f}{target:9.0f}")


def version_of(package: str) -> str:
    """Return a package with its version, if it is there."""
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"no {package}"


def main() -> int:
    """Read the options, run all comparisons, say where they were run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=3, help="counted rounds (default: 3)")
    parser.add_argument("--folder", type=Path, help="where the pictures are kept (default: nowhere)")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # other tools miss the glyphs of Chinese names
    for head, meaning in COLUMNS.items():
        print(f"{head:9}{meaning}")
    print(f"{'ms':9}time to lay out and to write a PNG of 1600 x 1000 px; ratio: to {OURS}\n")
    with tempfile.TemporaryDirectory() as nowhere:
        folder = options.folder or Path(nowhere)
        folder.mkdir(parents=True, exist_ok=True)
        for center in CENTERS:
            compare(center, folder, options.repeat)
        warm(options.repeat, folder)
        cold(options.repeat, folder)
    machine = f"{os.cpu_count()} CPUs, {platform.machine()}, {platform.system()}"
    print(f"\n{machine}; Python {platform.python_version()}, {', '.join(version_of(one) for one in PACKAGES)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
