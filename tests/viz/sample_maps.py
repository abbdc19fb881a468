"""Maps for the tests: facts by hand, and buying centers that are hard to draw. Everybody in them is invented."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import matplotlib as mpl

from stakeholder_graph.model.buying_center import BuyingCenter
from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts, TieFacts

if TYPE_CHECKING:
    from collections.abc import Callable

LONG_NAME = "Dr. Wolfeschlegelsteinhausenbergerdorff-Whitfield-Ramanathan von und zu Hohenlohe-Waldenburg"
LONG_TITLE = "Executive Vice President for Global Procurement, Supply Chain and Everything Else That Matters"


def person(contact: str, **facts: object) -> ContactFacts:
    """Return a contact whose name is its id in capitals."""
    return ContactFacts(contact, contact.upper(), **facts)  # type: ignore[arg-type]


def row_of(count: int, **facts: object) -> MapFacts:
    """Return a map of `count` contacts who all share the same facts, without ties."""
    return MapFacts(contacts=tuple(person(f"c{number:02}", **facts) for number in range(count)))


def chain(count: int) -> MapFacts:
    """Return a map in which each contact influences the next, all on one level of one department."""
    contacts = tuple(person(f"c{number:02}", department="IT", level=1) for number in range(count))
    ties = tuple(TieFacts(f"c{number:02}", f"c{number + 1:02}", 0.5) for number in range(count - 1))
    return MapFacts(contacts=contacts, ties=ties)


def account(**attributes: object) -> BuyingCenter:
    """Return an empty center with everything that a subtitle shows."""
    facts = {"purchase": "Mainframe", "stage": "evaluate", "amount": 8.4e6, "currency": "CNY"}
    return BuyingCenter(account="Northbank 北方银行", as_of=dt.date(2026, 11, 1), **facts, **attributes)


def everything() -> BuyingCenter:
    """Return a center with every kind of contact and tie there is."""
    G = account()
    G.add_contact(
        "boss", name="Zhang Wei", department="Board", level=1, roles=["decision_maker"], stance=0.1, relationship="none"
    )
    G.add_contact("old", name="Li Na", department="Finance", level=1, status="left", reports_to="boss")
    G.add_contact("new", name="CFO, not yet known", department="Finance", level=1, status="placeholder")
    G.add_contact("con", name="Anna Rossi", title="Consultant", side="outside", roles=["expert"], stance=-0.7)
    G.add_contact("aud", name="Priya Patel", side="outside", department="Finance", level=3, stance=0.3)
    G.add_contact("it", name="陈薇", title="信息技术总监", department="IT", level=2, stance=0.9, reports_to="boss")
    G.add_contact("arc", name="王伟 David Wang", department="IT", roles=["user"], reports_to="it")
    G.nodes["arc"]["labelled_coach"] = True
    G.add_teammate("t1", name="Jonas Weber", title="Solution Engineer")
    G.add_teammate("t2", name="刘洋", title="客户经理")
    G.add_relationship("t1", "it", relationship="trusted")
    G.add_relationship("t2", "it", relationship="familiar")
    G.add_relationship("t2", "aud")
    G.add_influence("it", "boss", 0.8, channel="expertise")
    G.add_influence("con", "boss", 0.6, channel="information")
    G.add_influence("aud", "new", 0.4, sign=-1)
    G.add_influence("arc", "it", 0.5, channel="personal")
    G.add_influence("boss", "it", 0.7, channel="authority")
    G.add_influence("old", "boss", 0.9, channel="authority")
    return G


def one_bare() -> BuyingCenter:
    """Return a center of which nothing but the existence of one contact is known."""
    G = account()
    G.add_contact("a")
    return G


def no_department() -> BuyingCenter:
    """Return contacts with neither department nor level nor tie."""
    G = account()
    for number in range(7):
        G.add_contact(f"c{number}", name=f"Person {number}")
    return G


def one_department() -> BuyingCenter:
    """Return forty people on one level of one department."""
    G = account()
    for number in range(40):
        roles = ["decision_maker", "user", "expert", "purchaser", "initiator"] if number % 3 == 0 else ["user"]
        G.add_contact(f"c{number:02}", name=f"王小明{number}", department="采购部", level=3, roles=roles)
    for number in range(39):
        G.add_influence(f"c{number:02}", f"c{number + 1:02}", 0.5)
    return G


def circle() -> BuyingCenter:
    """Return four people who report to each other in a circle, without levels."""
    G = account()
    for number in range(4):
        G.add_contact(f"c{number}", name=f"Person {number}", department="IT")
    for number in range(4):
        G.nodes[f"c{number}"]["reports_to"] = f"c{(number + 1) % 4}"
    return G


def deep_chain() -> BuyingCenter:
    """Return a reporting line of twenty people, without levels."""
    G = account()
    for number in range(20):
        G.add_contact(f"c{number:02}", name=f"Person {number}", department="IT")
    for number in range(1, 20):
        G.nodes[f"c{number:02}"]["reports_to"] = f"c{number - 1:02}"
    return G


def long_names() -> BuyingCenter:
    """Return people, titles and departments with more letters than there is room for, and six roles each."""
    G = account()
    roles = ["user", "expert", "gatekeeper", "influencer", "purchaser", "marketer"]
    for number in range(20):
        department = f"Department of Administrative Affairs and Interdisciplinary Coordination {number % 9}"
        level = 1 + number % 5
        G.add_contact(
            f"c{number:02}", name=LONG_NAME, title=LONG_TITLE, department=department, level=level, roles=roles
        )
    return G


def markup() -> BuyingCenter:
    """Return names that mathtext, HTML or a line break would take for something else."""
    G = account()
    G.add_contact("$a$", name="$x^2$ & <b> $y$", title="CFO $", department="R&D $1$", level=1, roles=["decision_maker"])
    G.add_contact("e", name="Łukasz\nNowak", title="ñ ž € \\frac{1}{2}", level=2, stance=0.8, relationship="trusted")
    G.add_influence("e", "$a$", 0.9, sign=-1, channel="expertise")
    return G


def many_departments() -> BuyingCenter:
    """Return sixty people in twenty departments on seven levels."""
    G = account()
    for number in range(60):
        G.add_contact(
            f"c{number:02}", name=f"Person {number}", department=f"Department {number % 20}", level=1 + number % 7
        )
    for number in range(59):
        G.add_influence(f"c{number:02}", f"c{(number * 7 + 4) % 60:02}", round(0.1 + 0.01 * number, 2))
    return G


def diagonal() -> BuyingCenter:
    """Return ten departments, each of them on a level of its own: the emptiest grid there is."""
    G = account()
    for number in range(60):
        place = number % 10
        G.add_contact(f"c{number:02}", name=f"Person {number}", department=f"Department {place}", level=1 + place)
    return G


def crowd() -> BuyingCenter:
    """Return more contacts than a page shows."""
    G = account()
    for number in range(75):
        roles = ["decision_maker"] if number == 0 else []
        G.add_contact(f"c{number:02}", name=f"Person {number}", department="IT", level=1 + number % 4, roles=roles)
    for number in range(1, 75):
        G.add_influence(f"c{number:02}", "c00", 0.4)
    return G


def right_to_left() -> BuyingCenter:
    """Return names from right to left, in both directions at once, and with signs that are no letters."""
    G = account()
    G.add_contact(
        "a", name="محمد بن راشد", title="المدير التنفيذي", department="الإدارة", roles=["decision_maker"], level=1
    )
    G.add_contact("b", name="שמעון Shimon (CFO)", title="מנכ״ל", department="IT", level=2, stance=0.5)
    G.add_contact("c", name="Jane ☺ Doe ★ $1", title="中文 & $x$", department="IT", level=3, stance=-0.7)
    G.add_influence("b", "a", 0.8, channel="expertise")
    G.add_influence("c", "b", 0.4, channel="personal")
    return G


HARD_CENTERS: dict[str, Callable[[], BuyingCenter]] = {
    "empty": account,
    "one bare contact": one_bare,
    "no department, no ties": no_department,
    "one department": one_department,
    "circle of reporting lines": circle,
    "reporting line of twenty": deep_chain,
    "long names": long_names,
    "markup in names": markup,
    "many departments": many_departments,
    "diagonal": diagonal,
    "more than a page": crowd,
    "everything": everything,
}
if mpl.__version_info__[:2] >= (3, 11):  # older ones draw these in the wrong order, and the library warns of it
    HARD_CENTERS["from right to left"] = right_to_left
