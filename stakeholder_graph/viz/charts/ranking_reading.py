"""How a ranking reads a buying center, the certainty of a ranking, or the table of one."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast, get_args

import pandas as pd

from stakeholder_graph.analysis.certainty.ranks import rank_certainty
from stakeholder_graph.analysis.influence.decision import NOBODY_DECIDES, solve_decision
from stakeholder_graph.analysis.influence.draws import LEVEL, TOP, DrawnMeasure
from stakeholder_graph.analysis.influence.measures import MEASURES, MeasureName
from stakeholder_graph.analysis.influence.ranking import ranking_of
from stakeholder_graph.errors import OptionError
from stakeholder_graph.model.arrays import compile
from stakeholder_graph.viz.facts.fact_reading import read_map_facts
from stakeholder_graph.viz.facts.map_facts import FIGURE_DIGITS, ContactFacts, MapFacts, tell_apart
from stakeholder_graph.viz.pages.ranking_facts import RankedContact, RankingFacts
from stakeholder_graph.vocabulary.roles import ROLES
from stakeholder_graph.vocabulary.stances import classify_stance
from stakeholder_graph.vocabulary.terms import check_option

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import networkx as nx

    from stakeholder_graph.analysis.certainty.rank_answer import RankCertainty

__all__ = ["read_certainty", "read_ranked_graph", "read_ranking_table"]

_WIDER_TOP = 5  # ours: the second number of first ranks whose chance is shown
_NOT_DRAWN = "nothing for a measure that is not drawn; measure='decision' and measure='group' are"


def read_ranked_graph(
    G: nx.DiGraph[Any], measure: MeasureName, stage: str | None, as_of: date | None, drawing: Mapping[str, Any]
) -> RankingFacts:
    """Rank the contacts of a buying center; what of `drawing` is None takes its default."""
    check_option("measure", measure, tuple(MEASURES))
    given = {name: value for name, value in drawing.items() if value is not None}
    people = read_map_facts(G, as_of=as_of)
    if measure in get_args(DrawnMeasure):
        facts = read_certainty(rank_certainty(G, measure=cast("DrawnMeasure", measure), stage=stage, **given))
    else:
        for name, value in given.items():
            raise OptionError(name, value, _NOT_DRAWN)
        facts = read_ranking_table(ranking_of(solve_decision(compile(G), stage=stage), measure=measure))
    known = {contact.id: contact for contact in people.contacts}
    rows = tuple(replace(row, person=known[row.person.id]) for row in facts.rows)
    return replace(facts, people=people, rows=rows, weighed_stage=stage)


def read_certainty(certainty: RankCertainty) -> RankingFacts:
    """Read what is known of how sure a ranking is."""
    count = len(certainty.contacts)
    tops = tuple(top for top in sorted({certainty.top, _WIDER_TOP}) if top < count)
    acceptability = certainty.acceptability.to_numpy()  # rows as those of the contacts
    reached = acceptability.cumsum(axis=1)
    rows = []
    for place, (contact, row) in enumerate(_rows(certainty.contacts)):
        person = _person(contact, row)
        chances = tuple(_share(reached[place, top - 1]) for top in tops)
        ranked = RankedContact(
            person,
            int(row["rank"]),
            _share(row["share"]),
            (_share(row["share_low"]), _share(row["share_high"])),
            (_share(row["share_q25"]), _share(row["share_q75"])),
            (int(row["rank_low"]), int(row["rank_high"])),
            chances,
            float(acceptability[place, 0]),
            int(row["group"]),
        )
        rows.append(ranked)
    rows = _told_apart(rows)
    return RankingFacts(
        MapFacts(contacts=tuple(row.person for row in rows)),
        _in_order(rows),
        tops,
        certainty.level,
        certainty.draws,
        certainty.measure,
        certainty.basis != NOBODY_DECIDES,
        round(certainty.unattributed, FIGURE_DIGITS),
    )


def read_ranking_table(table: pd.DataFrame) -> RankingFacts:
    """Read the table of ``rank_contacts``, with the ranks' intervals where it has them."""
    measure = table.attrs.get("measure", "decision")
    column = MEASURES[measure].column
    drawn = {"rank_low", "rank_high", "p_top"} <= set(table.columns)
    rows = []
    for contact, row in _rows(table):
        ranks = (int(row["rank_low"]), int(row["rank_high"])) if drawn else None
        chances = (float(row["p_top"]),) if drawn and len(table) > TOP else ()
        score = None if math.isnan(row[column]) else _share(row[column])
        rows.append(RankedContact(_person(contact, row), int(row["rank"]), score, ranks=ranks, chances=chances))
    rows, unattributed = _told_apart(rows), table.attrs.get("unattributed")
    return RankingFacts(
        MapFacts(contacts=tuple(row.person for row in rows)),
        _in_order(rows),
        (TOP,) if drawn and len(table) > TOP else (),
        LEVEL if drawn else None,
        None,
        measure,
        table.attrs.get("basis") != NOBODY_DECIDES,
        None if unattributed is None else round(float(unattributed), FIGURE_DIGITS),
    )


def _rows(table: pd.DataFrame) -> list[tuple[str, dict[str, Any]]]:
    """Return the contacts of a table with their columns."""
    ids = [str(contact) for contact in table.index]
    return [
        (contact, {str(column): value for column, value in row.items()})
        for contact, row in zip(ids, table.to_dict(orient="records"), strict=True)
    ]


def _told_apart(rows: list[RankedContact]) -> list[RankedContact]:
    persons = tell_apart(row.person for row in rows)
    return [replace(row, person=person) for row, person in zip(rows, persons, strict=True)]


def _in_order(rows: list[RankedContact]) -> tuple[RankedContact, ...]:
    return tuple(sorted(rows, key=lambda row: (row.group or 0, row.rank, row.person.id)))


def _person(contact: str, row: Mapping[str, Any]) -> ContactFacts:
    """Return a contact as a row of the answer tells it."""
    name, title, stance = row["name"], row.get("title"), row["stance"]
    return ContactFacts(
        contact,
        name if isinstance(name, str) else contact,
        title=title if isinstance(title, str) else "",
        status=row.get("status") or "active",
        roles=tuple(sorted(row.get("roles") or (), key=ROLES.order)),
        stance=classify_stance(None if pd.isna(stance) else float(stance)),
    )


def _share(value: Any) -> float:
    return round(float(value), FIGURE_DIGITS)
