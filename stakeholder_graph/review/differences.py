"""What is different between two maps, row by row and column by column."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import zip_longest
from numbers import Real
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from stakeholder_graph.analysis.kernels.rank_statistics import SCORE_DIGITS
from stakeholder_graph.model.schema import SCHEMA
from stakeholder_graph.vocabulary.relations import RELATIONSHIP_STEPS
from stakeholder_graph.vocabulary.terms import Term, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stakeholder_graph.model.rows import Rows
    from stakeholder_graph.model.schema import TableName

__all__ = ["CHANGE_KINDS", "Change", "differences"]

_Cells = Mapping[str, Any]

# What matters most for the next review comes first; the order is ours. Labels head a list of changes.
CHANGE_KINDS = Vocabulary(
    "kind of change",
    Term("stage", "Stage of the purchase", "采购阶段"),
    Term("left", "Left", "离开"),
    Term("joined", "Joined", "加入"),
    Term("named", "Now known by name", "现已知其人"),
    Term("stance_down", "Stance down", "立场下降"),
    Term("stance_up", "Stance up", "立场上升"),
    Term("stance_lost", "Stance not known any more", "立场变为未知"),
    Term("stance_learnt", "Stance learnt", "获知立场"),
    Term("finding_opened", "Findings opened", "新出现的问题"),
    Term("finding_closed", "Findings closed", "不再出现的问题"),
    Term("roles", "Roles", "决策角色"),
    Term("relationship_lost", "Relationships lost", "失去的关系"),
    Term("relationship_down", "Relationships down", "关系后退"),
    Term("relationship_up", "Relationships up", "关系推进"),
    Term("relationship_new", "New relationships", "新建的关系"),
    Term("tie_sign", "Influence turned round", "影响正负反转"),
    Term("tie_added", "Influence added", "新增影响"),
    Term("tie_removed", "Influence removed", "不再列出的影响"),
    Term("tie_stronger", "Influence stronger", "影响增强"),
    Term("tie_weaker", "Influence weaker", "影响减弱"),
    Term("motive_added", "Motives added", "新增动机"),
    Term("motive_removed", "Motives removed", "不再列出的动机"),
    Term("renamed", "Renamed", "改名"),
    Term("removed", "Had left, now off the map", "早已离任，图上不再列出"),
    Term("noted_left", "Put on the map as having left", "补记的离任者"),
    Term("team_joined", "Joined our team", "加入我方团队"),
    Term("team_left", "Left our team", "离开我方团队"),
    Term("finding_changed", "Findings about others or of another severity", "涉及对象或程度有变的问题"),
    Term("account", "Facts of the account", "客户信息"),
    Term("contact", "Other columns of contacts", "联系人的其他栏目"),
    Term("tie", "Other columns of influence ties", "影响的其他栏目"),
    Term("relationship", "Other columns of relationships", "关系的其他栏目"),
    Term("motive", "Other columns of motives", "动机的其他栏目"),
    Term("team", "Other columns of our team", "我方团队的其他栏目"),
)


class Change(NamedTuple):
    """One change.

    Attributes
    ----------
    kind : str
        A key of `CHANGE_KINDS`.
    table : str
        The table it is in; ``"findings"`` for what the rules found.
    ids : tuple of str
        The contact, teammate or rule; both ends of a tie or a relationship; empty for the account.
    column : str
        What has changed.
    before, after : object
        The values; None where there was none.
    about : str
        Which motive of the contact.
    """

    kind: str
    table: TableName | Literal["findings"]
    ids: tuple[str, ...]
    column: str
    before: Any
    after: Any
    about: str = ""

    @property
    def change(self) -> float:
        """After less before, in steps for a relationship; NaN where one of them is no number and no step."""
        if self.column == "relationship" and None not in (self.before, self.after):
            return float(RELATIONSHIP_STEPS.order(self.after) - RELATIONSHIP_STEPS.order(self.before))
        if _is_number(self.before) and _is_number(self.after):
            return round(float(self.after) - float(self.before), SCORE_DIGITS)
        return math.nan


class _Keyed(NamedTuple):
    """How the changes of a table are called: the column that a whole row is told by, and the kinds."""

    table: TableName
    column: str
    added: str
    removed: str
    kind: Callable[[str, Any, Any], str]


def differences(before: Rows, after: Rows) -> Iterator[Change]:
    """Yield every change between the rows of two maps, in no order of importance."""
    yield from _account(before, after)
    yield from _contacts(before, after)
    yield from _motives(before, after)
    for keyed in _KEYED:
        yield from _keyed(keyed, before, after)


def _account(before: Rows, after: Rows) -> Iterator[Change]:
    was, now = (next((row.cells for row in rows["account"]), {}) for rows in (before, after))
    for column, a, b in _columns("account", was, now):
        if column != "as_of":  # the dates of the maps are those between which things have changed
            yield Change("stage" if column == "stage" else "account", "account", (), column, a, b)


def _contacts(before: Rows, after: Rows) -> Iterator[Change]:
    for ids, old, new in _pairs("contacts", before, after):
        was, now = (None if cells is None else cells.get("status", "active") for cells in (old, new))
        there, here = (status not in (None, "left") for status in (was, now))
        if there is not here:
            yield Change("joined" if here else "left", "contacts", ids, "status", was, now)
        elif was != now:
            kind = "removed" if now is None else "noted_left" if was is None else "contact"
            yield Change(kind, "contacts", ids, "status", was, now)
        if old is not None and new is not None:
            for column, a, b in _columns("contacts", old, new):
                if column != "status":
                    kind = "named" if column == "name" and _is_named(old, new) else _contact_kind(column, a, b)
                    yield Change(kind, "contacts", ids, column, a, b)


def _is_named(before: _Cells, after: _Cells) -> bool:
    """Return whether a post or an id has got a name, rather than somebody another one."""
    is_filled = before.get("status") == "placeholder" and after.get("status") != "placeholder"
    return "name" in after and (is_filled or "name" not in before)


def _contact_kind(column: str, before: Any, after: Any) -> str:
    if column == "stance":
        if before is None or after is None:
            return "stance_learnt" if before is None else "stance_lost"
        return "stance_up" if after > before else "stance_down"
    if column == "relationship":
        return _step_kind(before, after, other="contact")
    return {"name": "renamed", "roles": "roles"}.get(column, "contact")


def _step_kind(before: Any, after: Any, *, other: str) -> str:
    """Return whether a relationship has gone up or down; a step that is not known leaves that open."""
    if before is None or after is None:
        return other
    up = RELATIONSHIP_STEPS.order(after) > RELATIONSHIP_STEPS.order(before)
    return "relationship_up" if up else "relationship_down"


def _tie_kind(column: str, before: Any, after: Any) -> str:
    if column == "weight":
        return "tie_stronger" if after > before else "tie_weaker"
    return "tie_sign" if column == "sign" else "tie"


def _relationship_kind(column: str, before: Any, after: Any) -> str:
    return _step_kind(before, after, other="relationship") if column == "relationship" else "relationship"


_KEYED = (
    _Keyed("influences", "weight", "tie_added", "tie_removed", _tie_kind),
    _Keyed("relationships", "relationship", "relationship_new", "relationship_lost", _relationship_kind),
    _Keyed("team", "name", "team_joined", "team_left", lambda *_: "team"),
)


def _keyed(keyed: _Keyed, before: Rows, after: Rows) -> Iterator[Change]:
    for ids, old, new in _pairs(keyed.table, before, after):
        if old is None or new is None:
            kind = keyed.added if old is None else keyed.removed
            was, now = (None if cells is None else cells.get(keyed.column) for cells in (old, new))
            yield Change(kind, keyed.table, ids, keyed.column, was, now)
        else:
            for column, a, b in _columns(keyed.table, old, new):
                yield Change(keyed.kind(column, a, b), keyed.table, ids, column, a, b)


def _motives(before: Rows, after: Rows) -> Iterator[Change]:
    """Yield the changes of motives; a motive is the same one where contact, kind and description (or topic) are."""
    old, new = (_motives_by_identity(rows) for rows in (before, after))
    for identity in sorted({*old, *new}):
        contact, kind, about = identity
        was, now = old.get(identity, []), new.get(identity, [])
        for a, b in zip_longest(was, now):
            if a is None or b is None:
                text = (None, about) if a is None else (about, None)
                yield Change("motive_added" if a is None else "motive_removed", "motives", (contact,), kind, *text)
            else:
                for column, x, y in _columns("motives", a, b):
                    yield Change("motive", "motives", (contact,), column, x, y, about)


def _motives_by_identity(rows: Rows) -> dict[tuple[str, str, str], list[_Cells]]:
    found: dict[tuple[str, str, str], list[_Cells]] = {}
    for cells in sorted((row.cells for row in rows["motives"]), key=lambda cells: sorted(map(repr, cells.items()))):
        about = str(cells.get("description", cells.get("topic", "")))
        found.setdefault((cells["contact"], cells["kind"], about), []).append(cells)
    return found


def _pairs(
    table: TableName, before: Rows, after: Rows
) -> Iterator[tuple[tuple[str, ...], _Cells | None, _Cells | None]]:
    """Yield the key of every row of either map, with its cells in each."""
    key = SCHEMA[table].key
    old, new = ({tuple(row.cells[name] for name in key): row.cells for row in rows[table]} for rows in (before, after))
    for ids in sorted({*old, *new}):
        yield ids, old.get(ids), new.get(ids)


def _columns(table: TableName, before: _Cells, after: _Cells) -> Iterator[tuple[str, Any, Any]]:
    """Yield the columns whose values differ, those of the schema first; what is assumed counts as given."""
    spec = SCHEMA[table].columns
    for name in (*spec, *sorted({*before, *after} - {*spec}, key=str)):
        assumed = spec[name].default if name in spec else None
        was, now = before.get(name, assumed), after.get(name, assumed)
        if not _same(was, now):
            yield str(name), was, now


def _same(one: Any, other: Any) -> bool:
    if _is_number(one) and _is_number(other):
        return round(float(one), SCORE_DIGITS) == round(float(other), SCORE_DIGITS)
    try:
        return bool(one == other)
    except ValueError:  # arrays among the columns of one's own
        return repr(one) == repr(other)


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)
