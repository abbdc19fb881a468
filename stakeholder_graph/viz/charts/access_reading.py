"""How the picture of access paths reads a graph, or the table of ``introduction_paths``."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.relations.access import access_of
from stakeholder_graph.analysis.relations.introductions import introductions_of
from stakeholder_graph.analysis.relations.passages import EXACT_TO, check_sampling
from stakeholder_graph.analysis.relations.reach import introduction_steps, people_names
from stakeholder_graph.analysis.relations.strength import FADING_FROM
from stakeholder_graph.viz.facts.fact_reading import map_facts_of, read_teammates
from stakeholder_graph.viz.facts.map_facts import FIGURE_DIGITS, ContactFacts, MapFacts, TeammateFacts
from stakeholder_graph.viz.pages.access_facts import AccessFacts, Figure, StepFacts, TargetFacts, WayFacts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    import networkx as nx
    import pandas as pd

    from stakeholder_graph.analysis.facts.gathering import Facts
    from stakeholder_graph.analysis.relations.access_answer import ContactAccess
    from stakeholder_graph.analysis.relations.reach import Step

__all__ = ["PATH_COLUMNS", "read_access", "read_paths"]

PATH_COLUMNS = ("target", "reliability", "path", "names", "teammate", "reliabilities", "weakest")
_CERTAIN = 0.999  # ours: sampled figures above it are not told apart

_Pair = tuple[str, str]


def read_access(
    G: nx.DiGraph[Any], *, target: str | None, most: int, as_of: dt.date | None, draws: int, seed: int
) -> AccessFacts:
    """Read the ways of introduction of a buying center, with what each step rests on."""
    check_sampling(draws, seed, EXACT_TO)
    known = gather_facts(G, as_of=as_of)
    people = map_facts_of(known)
    paths = introductions_of(known, target=target, k=most)
    access = access_of(known, target=target, draws=draws, seed=seed)
    names = people_names(known)
    steps = {(step.source, step.target): step for group in introduction_steps(known).values() for step in group}
    found = {each.contact: each for each in access.contacts}
    reached = list(dict.fromkeys(paths["target"]))
    ordered = [*reached, *(each for each in found if each not in reached)]
    together = None
    if len(ordered) > 1 and not math.isnan(access.any_reliability):
        together = _figure(
            access.any_reliability, access.any_standard_error, access.any_method, at_least=access.is_lower_bound
        )
    return AccessFacts(
        people=people,
        team={key: replace(mate, name=names[key]) for key, mate in read_teammates(known).items()},
        targets=tuple(_target(found[each], _direct(each, steps, known)) for each in ordered),
        ways=tuple(_ways(paths, lambda source, end: _step(steps[source, end], known))),
        together=together,
        names=names,
        steps=paths.attrs["steps"],
        influence_steps=paths.attrs["influence_steps"],
        undated=len(paths.attrs["undated"]),
    )


def read_paths(paths: pd.DataFrame) -> AccessFacts:
    """Read the table of ``introduction_paths``, which knows names and reliabilities and nothing else of anybody."""
    names: dict[str, str] = {}
    ours = set()
    for path, words, teammate in zip(paths["path"], paths["names"], paths["teammate"], strict=True):
        names.update(zip(path, words, strict=True))
        if isinstance(teammate, str):
            ours.add(teammate)
    known = paths.attrs
    targets = list(dict.fromkeys(paths["target"]))
    unreached = [each for each in known.get("unreached", ()) if each not in targets]
    names |= {each: each for each in unreached if each not in names}
    return AccessFacts(
        people=MapFacts(
            as_of=known.get("as_of"),
            contacts=tuple(ContactFacts(key, names[key]) for key in sorted(names) if key not in ours),
        ),
        team={key: TeammateFacts("", names[key]) for key in sorted(ours)},
        targets=(
            *(TargetFacts(each) for each in targets),
            *(TargetFacts(each, "unknown" if known.get("unknown") else "closed") for each in unreached),
        ),
        ways=tuple(_ways(paths, None)),
        names=names,
        has_contacts=False,
        steps=known.get("steps", 0),
        influence_steps=known.get("influence_steps", 0),
        undated=len(known.get("undated", ())),
    )


def _ways(paths: pd.DataFrame, look: Callable[[str, str], StepFacts] | None) -> Iterator[WayFacts]:
    """Yield the ways of the table; `look` tells more of a step, where more is known."""
    columns = (paths[name] for name in ("target", "path", "teammate", "reliabilities", "weakest", "reliability"))
    for target, path, teammate, reliabilities, weakest, reliability in zip(*columns, strict=True):
        people = path if isinstance(teammate, str) else ("", *path)
        pairs: list[_Pair] = list(pairwise(people))
        steps = tuple(
            StepFacts(*pair, value) if look is None else look(*pair)
            for pair, value in zip(pairs, reliabilities, strict=True)
        )
        yield WayFacts(target, steps, float(reliability), pairs.index(tuple(weakest)))


def _direct(target: str, steps: Mapping[_Pair, Step], known: Facts) -> StepFacts | None:
    """Return the strongest relationship of ours with a target; of equal ones the first by id."""
    ours = [step for pair, step in steps.items() if pair[1] == target and step.basis == "relationship"]
    best = min(ours, key=lambda step: (-round(step.reliability, FIGURE_DIGITS), step.source), default=None)
    return None if best is None else _step(best, known)


def _target(access: ContactAccess, direct: StepFacts | None) -> TargetFacts:
    figure = None
    if not math.isnan(access.reliability):
        figure = _figure(access.reliability, access.standard_error, access.method, at_least=bool(access.unknown))
    return TargetFacts(
        access.contact, access.state, figure, access.threads, access.single_points, access.unknown, direct
    )


def _figure(value: float, error: float, method: str | None, *, at_least: bool) -> Figure:
    """Return a likelihood; of a sampled one not even the best is certain."""
    known = min(value, _CERTAIN) if method == "sampled" else value
    return Figure(round(known, FIGURE_DIGITS), error, at_least)


def _step(step: Step, known: Facts) -> StepFacts:
    if step.basis == "relationship":
        bonds = known.contacts[step.target].counted_bonds
        bond = next(bond for bond in bonds if (bond.teammate or "") == step.source)
        left = bond.left(known.as_of)
        fades = left is not None and round(1.0 - left, FIGURE_DIGITS) >= FADING_FROM
        return StepFacts(
            step.source, step.target, step.reliability, step.basis, relationship=bond.step, is_fading=fades
        )
    tie = known.ties[step.source, step.target]
    managers = {each: known.contacts[each].cells.get("reports_to") for each in (step.source, step.target)}
    line = "manager" if managers[step.source] == step.target else None
    return StepFacts(
        step.source,
        step.target,
        step.reliability,
        step.basis,
        channel=tie.get("channel"),
        line="report" if line is None and managers[step.target] == step.source else line,  # type: ignore[arg-type]
    )
