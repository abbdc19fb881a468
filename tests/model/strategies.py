"""Random buying centers that keep the schema, drawn column by column from the schema itself."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

import stakeholder_graph as sg
from stakeholder_graph.model.schema import SCHEMA, TableName

if TYPE_CHECKING:
    from stakeholder_graph.model.columns import Column

AS_OF = dt.date(2026, 6, 30)
EXTRA_NAMES = ("age", "shoe size", "备用", "=formula", "'quoted", "Z")

# Any character that a text file can hold; the first ones are those that CSV, spreadsheets and word tables trip over.
characters = st.one_of(
    st.sampled_from("=+-@'\"\t\r\n,;|＝＋－＠ 　.0NA李é"),
    st.characters(exclude_categories=("Cs",), exclude_characters="\0"),
)
texts = st.text(characters, min_size=1, max_size=8).map(str.strip).filter(bool)


def values(column: Column) -> st.SearchStrategy[Any]:
    """Draw what a column may hold."""
    if column.choices is not None:
        keys = st.sampled_from(list(column.choices))
        return st.lists(keys, min_size=1, unique=True, max_size=3).map(tuple) if column.kind == "choices" else keys
    if column.kind == "integer":
        high = 9 if math.isinf(column.high) else int(column.high)
        return st.sampled_from(column.values or range(int(column.low), high + 1))
    if column.kind == "number":
        high = 1e12 if math.isinf(column.high) else column.high
        return st.floats(column.low, high, exclude_min=column.low_open, exclude_max=column.high_open)
    others = {"flag": st.booleans(), "date": st.dates(dt.date(1000, 1, 1), AS_OF)}
    return others.get(column.kind, texts)


def rows(table: TableName, *skip: str, extras: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """Draw the cells of a row without the columns that the caller fills."""
    spec = SCHEMA[table]
    required = {c.name: values(c) for c in spec.columns.values() if c.required and c.name not in skip}
    optional = {c.name: values(c) for c in spec.columns.values() if not c.required and c.name not in skip}
    if extras:
        optional |= dict.fromkeys(EXTRA_NAMES, texts)
    return st.fixed_dictionaries(required, optional=optional)


@st.composite
def buying_centers(draw: st.DrawFn, *, min_contacts: int = 1) -> sg.BuyingCenter:
    """Draw a valid buying center with rows in any of the six tables."""
    ids = draw(st.lists(texts, min_size=min_contacts, max_size=6, unique=True))
    count = draw(st.integers(min_contacts, len(ids)))
    contacts, team = ids[:count], ids[count:]
    G = sg.BuyingCenter(**draw(rows("account", "as_of")), as_of=AS_OF)
    for place, contact in enumerate(contacts):
        cells = draw(rows("contacts", "contact_id", "side", "reports_to"))
        cells |= draw(st.fixed_dictionaries({}, optional={"side": st.sampled_from(["buyer", "outside"])}))
        if place:
            cells |= draw(st.fixed_dictionaries({}, optional={"reports_to": st.sampled_from(contacts[:place])}))
        G.add_contact(contact, **cells)
        for motive in draw(st.lists(rows("motives", "contact"), max_size=2)):
            G.add_motive(contact, **motive)
    for teammate in team:
        G.add_teammate(teammate, **draw(rows("team", "teammate_id")))
    for source, target in _pairs(draw, [(u, v) for u in contacts for v in contacts if u != v]):
        G.add_influence(source, target, **draw(rows("influences", "source", "target")))
    for teammate, contact in _pairs(draw, [(t, c) for t in team for c in contacts]):
        G.add_relationship(teammate, contact, **draw(rows("relationships", "teammate", "contact")))
    return G


def _pairs(draw: st.DrawFn, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return draw(st.lists(st.sampled_from(pairs), unique=True, max_size=5)) if pairs else []
