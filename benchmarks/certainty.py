"""What it costs to say how sure we are: 10,000 accounts that one account could be, beside what loops take for them.

    python benchmarks/certainty.py
    python benchmarks/certainty.py --contacts 60 --draws 20000

Everything is timed in one process and in turns, so that the ratios hold on any machine; the milliseconds do not. Each
way draws the strengths the same way and then reckons who has which share of the decision, account by account in the
loops. These do a part of the draws and are scaled up, as printed: every draw takes the same time.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import time
import warnings
from importlib.metadata import version
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

import stakeholder_graph as sg
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.influence.draws import draw_accounts

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from stakeholder_graph.analysis.facts.gathering import Facts

OURS = "draw_accounts(...).shares"
WARM_UP = 1  # rounds that are not counted
LOOPED = {"networkx": 200, "numpy": 1_000}  # draws that a loop really does
TIME_TARGET = 250.0  # ms, rank_certainty as a whole
RATIO_TARGET = 50.0  # times as fast as the loop over networkx
PACKAGES = ("networkx", "numpy", "pandas", "scipy")


def shares_by_stacks(facts: Facts, draws: int) -> NDArray[np.float64]:
    """Return each contact's share of the decision in each draw: ours."""
    return draw_accounts(facts.decision, draws=draws).shares


def shares_by_loop(facts: Facts, draws: int) -> NDArray[np.float64]:
    """Return the same, with a numpy solve for each draw."""
    decision, arrays = facts.decision, facts.arrays
    n, openness = len(arrays), decision.opinion.openness[0]
    found = np.empty((draws, n))
    for place, weight in enumerate(draw_accounts(decision, draws=draws).weight):
        listening = np.zeros((n, n))
        listening[arrays.target, arrays.source] = weight
        attention = listening / np.maximum(decision.budget, listening.sum(axis=1))[:, None]
        system = np.eye(n) - openness[:, None] * attention
        found[place] = np.linalg.solve(system.T, decision.weights) * (1.0 - openness)
    return found


def pageranks_by_loop(facts: Facts, draws: int) -> list[dict[str, float]]:
    """Return PageRank on the reversed graph in each draw: the weights are set and the rest is left to networkx."""
    ties = [(listener, influencer) for influencer, listener in facts.ties]  # in the order of the arrays
    listening: nx.DiGraph[str] = nx.DiGraph(ties)
    listening.add_nodes_from(facts.arrays.contacts)
    makers = dict.fromkeys((contact.id for contact in facts.deciders), 1.0)
    found = []
    for weight in draw_accounts(facts.decision, draws=draws).weight:
        for tie, strength in zip(ties, weight.tolist(), strict=True):
            listening.edges[tie]["weight"] = strength
        found.append(nx.pagerank(listening, personalization=makers, weight="weight"))
    return found


def time_in_turns(works: dict[str, tuple[Callable[[], object], float]], rounds: int) -> dict[str, float]:
    """Return the median milliseconds of each piece of work, times its scale."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for number in range(WARM_UP + rounds):
        for name, (work, scale) in works.items():
            started = time.perf_counter()
            work()
            if number >= WARM_UP:
                times[name].append((time.perf_counter() - started) * 1e3 * scale)
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> int:
    """Read the options, run the comparison, say where it was run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contacts", type=int, default=25, help="contacts of the account (default: 25)")
    parser.add_argument("--draws", type=int, default=10_000, help="draws (default: 10000)")
    parser.add_argument("--repeat", type=int, default=5, help="counted rounds (default: 5)")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # a random account has gaps that the library points out
    G = sg.random_buying_center(options.contacts, seed=1)
    facts = gather_facts(G)
    looped = {name: min(draws, options.draws) for name, draws in LOOPED.items()}
    names = {name: f"loop over {name}, {draws:,} draws, scaled" for name, draws in looped.items()}
    medians = time_in_turns(
        {
            OURS: (lambda: shares_by_stacks(facts, options.draws), 1.0),
            names["numpy"]: (lambda: shares_by_loop(facts, looped["numpy"]), options.draws / looped["numpy"]),
            names["networkx"]: (
                lambda: pageranks_by_loop(facts, looped["networkx"]),
                options.draws / looped["networkx"],
            ),
            "rank_contacts(draws=)": (lambda: sg.rank_contacts(G, draws=options.draws), 1.0),
            "rank_certainty": (lambda: sg.rank_certainty(G, draws=options.draws), 1.0),
            "questions_to_ask": (lambda: sg.questions_to_ask(G, draws=options.draws), 1.0),
        },
        options.repeat,
    )
    alike = np.abs(shares_by_loop(facts, looped["numpy"]) - shares_by_stacks(facts, looped["numpy"])).max(initial=0.0)
    print(f"{options.contacts} contacts, {len(facts.ties)} ties, {options.draws:,} draws, {options.repeat} rounds")
    print(f"\n{'':44}{'median ms':>12}{'ratio':>10}")
    for name, median in medians.items():
        print(f"{name:44}{median:12.1f}{median / medians[OURS]:10.2f}")
    whole, ratio = medians["rank_certainty"], medians[names["networkx"]] / medians[OURS]
    print(f"{'':4}target: rank_certainty in at most {TIME_TARGET:g} ms, now {whole:.0f}")
    print(f"{'':4}target: at least {RATIO_TARGET:g} times as fast as the loop over networkx.pagerank, now {ratio:.0f}")
    print(f"{'':4}the loop of numpy gives the same shares: largest difference {alike:.0e}\n")
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    machine = f"{os.cpu_count()} CPUs, {platform.machine()}, {platform.system()}"
    print(f"{machine}; Python {platform.python_version()}, {packages}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
