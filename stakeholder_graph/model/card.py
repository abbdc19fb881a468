"""The card that a notebook shows for a buying center: what it holds and what is unknown.

Inline styles only, everything from the data escaped: notebooks strip style sheets and scripts of untrusted pages.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from stakeholder_graph.model.columns import is_missing
from stakeholder_graph.model.presenting import BADGE_HELD, BADGE_OPEN, CARD, QUIET
from stakeholder_graph.vocabulary.roles import CORE_ROLES, ROLES
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES
from stakeholder_graph.vocabulary.stances import STANCES, classify_stance

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["render_card"]

_WIDTH = "max-width:640px"
_SHOWN_FACTS = ("name", "department", "level", "stance", "roles", "relationship")


def render_card(G: nx.DiGraph[Any]) -> str:
    """Return a buying center as a small self-contained HTML card.

    Parameters
    ----------
    G : networkx.DiGraph
        A buying center; it need not be valid.

    Returns
    -------
    str
        HTML with inline styles; all data are escaped.
    """
    contacts = [data for _, data in G.nodes(data=True) if data.get("side") != "seller"]
    known = {node for node, data in G.nodes(data=True) if data.get("side") == "seller"}
    ties = sum(1 for u, _ in G.edges if u not in known)
    stage = G.graph.get("stage")
    subtitle = " · ".join(
        escape(str(part))
        for part in (G.graph.get("purchase"), PURCHASE_STAGES.label(stage) if stage else None, G.graph.get("as_of"))
        if part is not None
    )
    lines = [
        f'<div style="font-size:115%;font-weight:bold">{escape(str(G.graph.get("account", "Buying center")))}</div>',
        f'<div style="{QUIET}">{subtitle}</div>' if subtitle else "",
        f'<div style="margin-top:6px">{len(contacts)} contacts · {ties} influence ties · {len(known)} of ours</div>',
        f'<div style="margin-top:6px">{_role_badges(contacts)}</div>',
        f'<div style="margin-top:6px">{_stance_counts(contacts)}</div>',
        f'<div style="margin-top:6px;{QUIET}">{_unknowns(G)}</div>',
    ]
    return f'<div style="{CARD};{_WIDTH}">{"".join(lines)}</div>'


def _role_badges(contacts: list[dict[str, Any]]) -> str:
    badges = []
    for key, term in ROLES.items():
        holders = sum(key in (data.get("roles") or ()) for data in contacts)
        if holders:
            badges.append(f'<span style="{BADGE_HELD}">{escape(term.en)} {holders}</span>')
        elif key in CORE_ROLES:
            badges.append(f'<span style="{BADGE_OPEN}">no {escape(term.en)}</span>')
    return "".join(badges)


def _stance_counts(contacts: list[dict[str, Any]]) -> str:
    classes = [classify_stance(None if is_missing(data.get("stance")) else data["stance"]) for data in contacts]
    return " · ".join(f"{classes.count(key)} {escape(term.en)}" for key, term in STANCES.items() if key in classes)


def _unknowns(G: nx.DiGraph[Any]) -> str:
    met = {v for u, v, data in G.edges(data=True) if G.nodes[u].get("side") == "seller" and data.get("relationship")}
    people = [(node, data) for node, data in G.nodes(data=True) if data.get("side") != "seller"]
    counts = []
    for column in _SHOWN_FACTS:
        missing = sum(
            is_missing(data.get(column)) for node, data in people if column != "relationship" or node not in met
        )
        if missing:
            counts.append(f"{column} {missing}")
    return "not known: " + ", ".join(counts) if counts else "nothing unknown in the main columns"
