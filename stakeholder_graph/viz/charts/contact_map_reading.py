"""How the map of who knows whom reads a graph, or the table of ``relationship_strength``."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from stakeholder_graph.analysis.account.growth import StageThresholds
from stakeholder_graph.analysis.account.stage import stage_of
from stakeholder_graph.analysis.facts.gathering import gather_facts
from stakeholder_graph.analysis.relations.reach import people_names
from stakeholder_graph.analysis.relations.strength import strengths_of
from stakeholder_graph.viz.facts.fact_reading import map_facts_of, read_teammates
from stakeholder_graph.viz.facts.map_facts import FIGURE_DIGITS, ContactFacts, MapFacts, TeammateFacts, tell_apart
from stakeholder_graph.viz.pages.contact_map_facts import BondFacts, ContactMapFacts, Form, ShapeFacts, reach_of
from stakeholder_graph.vocabulary.names import told_apart
from stakeholder_graph.vocabulary.relations import RELATIONSHIP_STEPS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    import networkx as nx
    import pandas as pd

    from stakeholder_graph.analysis.account.stage_assessment import StageAssessment
    from stakeholder_graph.analysis.facts.gathering import Facts

__all__ = ["STRENGTH_COLUMNS", "read_contact_map", "read_strengths"]

STRENGTH_COLUMNS = (
    "contact_id",
    "name",
    "status",
    "teammate",
    "teammate_name",
    "step",
    "trend",
    "strength",
    "fading",
)
_HOLDS_FROM = StageThresholds().active_from
_GROWN = ("partnership", "synergistic")
_UNNAMED = ""  # no id is empty: somebody of ours whom nobody names


def read_contact_map(G: nx.DiGraph[Any], *, as_of: dt.date | None) -> ContactMapFacts:
    """Read who of ours knows whom in a buying center, and the shape that makes."""
    known = gather_facts(G, as_of=as_of)
    people = map_facts_of(known)
    names = people_names(known)
    bonds = tuple(_bonds(strengths_of(known)))
    team = {key: replace(mate, name=names[key]) for key, mate in read_teammates(known).items()}
    return ContactMapFacts(
        people=people,
        team=_with_unnamed(team, bonds),
        bonds=bonds,
        names=names,
        shape=_shape(stage_of(known), known, bonds),
        holds_from=_HOLDS_FROM,
    )


def read_strengths(table: pd.DataFrame) -> ContactMapFacts:
    """Read the table of ``relationship_strength``, which knows names and relationships and nothing else of anybody."""
    bonds = tuple(_bonds(table))
    contacts = {
        key: ContactFacts(key, name, status=status)
        for key, name, status in zip(table["contact_id"], table["name"], table["status"], strict=True)
    }
    steps: dict[str, list[int | None]] = {}
    for bond in bonds:
        steps.setdefault(bond.contact, []).append(bond.step)
    people = tell_apart(replace(contacts[key], relationship=_best(steps[key])) for key in sorted(contacts))
    team = {
        key: TeammateFacts("", name)
        for key, name in zip(table["teammate"], table["teammate_name"], strict=True)
        if isinstance(key, str)
    }
    ours = told_apart({key: mate.name for key, mate in sorted(team.items())})
    team = {key: replace(team[key], name=name) for key, name in ours.items()}
    names = {one.id: one.name for one in people} | {key: mate.name for key, mate in team.items()}
    return ContactMapFacts(MapFacts(contacts=people), _with_unnamed(team, bonds), bonds, names, holds_from=_HOLDS_FROM)


def _best(steps: list[int | None]) -> int | None:
    """Return the best step that is known; where the best is none at all and another is not known, nothing is known."""
    best = max((step for step in steps if step is not None), default=None)
    return None if not best and None in steps else best


def _bonds(table: pd.DataFrame) -> Iterator[BondFacts]:
    """Yield the relationships of the table, by contact and who of ours."""
    columns = ("contact_id", "teammate", "step", "trend", "strength", "fading")
    rows = zip(*(table[name] for name in columns), strict=True)
    named = [(key, mate if isinstance(mate, str) else _UNNAMED, *rest) for key, mate, *rest in rows]
    for contact, teammate, step, trend, strength, fading in sorted(named, key=lambda row: row[:2]):
        value = None if strength is None or math.isnan(strength) else round(float(strength), FIGURE_DIGITS)
        yield BondFacts(
            teammate,
            contact,
            RELATIONSHIP_STEPS.order(step) if isinstance(step, str) else None,
            trend if isinstance(trend, str) else None,
            is_fading=fading in ("fading", "faded"),
            strength=value,
            holds=None if value is None else value >= _HOLDS_FROM,
        )


def _with_unnamed(team: dict[str, TeammateFacts], bonds: tuple[BondFacts, ...]) -> dict[str, TeammateFacts]:
    """Return our people, with somebody who is not named where a relationship does not say whose it is."""
    is_needed = any(bond.teammate == _UNNAMED and bond.step != 0 for bond in bonds)
    return {**team, _UNNAMED: TeammateFacts("", "")} if is_needed else team


def _shape(found: StageAssessment, known: Facts, bonds: tuple[BondFacts, ...]) -> ShapeFacts:
    theirs = [contact for contact in known.active if not contact.outside]
    reaches = {one.id: reach_of(bond for bond in bonds if bond.contact == one.id)[0] for one in theirs}
    unclear = [contact for contact in theirs if reaches[contact.id] == "unknown"]
    total = found.ties["strength"].sum()
    by_mate = found.ties.assign(teammate=found.ties["teammate"].fillna(_UNNAMED)).groupby("teammate")["strength"].sum()
    return ShapeFacts(
        form=_form(found),
        threads=found.threads,
        stage=found.stage,
        hub=found.hub,
        hub_share=0.0 if math.isnan(found.hub_share) else round(found.hub_share, FIGURE_DIGITS),
        hub_is_ours=found.hub is None or found.hub == _UNNAMED or found.hub in known.team,
        is_narrow=_lacks_of_diamond(found) <= {"functions", "levels"},
        carried={str(key): round(float(value / total), FIGURE_DIGITS) for key, value in by_mate.items()},
        functions_missing=found.functions_missing,
        levels_missing=found.levels_missing,
        functions_open=frozenset(one.function for one in unclear if one.function in found.functions_missing),
        levels_open=frozenset(one.level for one in unclear if one.level in found.levels_missing),
        has_functions=any(contact.function for contact in theirs),
        has_levels=any(contact.level is not None for contact in theirs),
    )


def _lacks_of_diamond(found: StageAssessment) -> set[str]:
    """Return the figures that are not known to be what a partnership takes, whether or not the account buys."""
    table = found.conditions
    met = table["noted"].fillna(False)  # noqa: FBT003  pandas takes the value by position
    return set(table.loc[(table["stage"] == "partnership") & ~met, "figure"]) - {"buys_from_us"}


def _form(found: StageAssessment) -> Form:
    """Return the shape that the ties show: the bow-tie is one thread, the diamond a partnership or more."""
    if found.stage_by_ties in _GROWN:
        return "diamond"
    if found.threads:
        return "bow_tie" if found.threads == 1 else "between"
    pairs = found.conditions.loc[
        (found.conditions["stage"] == "early") & (found.conditions["figure"] == "threads"), "high"
    ]
    return "unknown" if pairs.gt(0).any() else "none"
