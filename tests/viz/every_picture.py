"""Every kind of picture of an account, drawn from what it wants: one graph, states of it over time, or scenarios."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

import stakeholder_graph as sg
from stakeholder_graph.viz.charts.saving import picture_options, picture_scene
from stakeholder_graph.viz.pictures import PICTURES

if TYPE_CHECKING:
    from stakeholder_graph.model.buying_center import BuyingCenter
    from stakeholder_graph.viz.scene.primitives import Scene

__all__ = ["PICTURES", "Account", "alike", "bank", "scene_of"]

FEW_DRAWS = 400  # enough to look at


class Account(NamedTuple):
    """A buying center with its states at earlier days."""

    center: BuyingCenter
    past: dict[dt.date, BuyingCenter]


def bank() -> Account:
    """Return the sample that has everything: motives, relationships, our people, snapshots."""
    folder = sg.sample_folder("bank_mainframe")
    return Account(sg.read_csv(folder), sg.read_snapshots(folder / "snapshots"))


def alike() -> Account:
    """Return more contacts than fit, most of them the same but for their id: who comes first hangs on nothing else."""
    centers = []
    for stance in (-0.1, 0.4):
        G = sg.BuyingCenter(account="Twins", purchase="Mainframe", stage="evaluate")
        for number in range(70):
            G.add_contact(f"c{number:02}", name="Li Na", department="IT", level=2, roles=["user"], stance=stance)
            G.add_motive(f"c{number:02}", "personal", "A quiet year", topic="risk", direction=0.5, strength=0.5)
        G.add_contact("boss", name="Zhang Wei", department="Board", level=1, roles=["decision_maker"])
        for number in range(70):
            G.add_influence(f"c{number:02}", "boss", 0.3, channel="personal")
            G.add_influence(f"c{number:02}", f"c{(number + 7) % 70:02}", 0.3)
        for teammate in ("t1", "t2", "t3"):
            G.add_teammate(teammate, name="Anna Rossi", initials="AR")
            for number in range(0, 70, 3):
                G.add_relationship(teammate, f"c{number:02}", relationship="familiar")
        centers.append(G)
    days = (dt.date(2026, 3, 31), dt.date(2026, 6, 30))
    for G, day in zip(centers, days, strict=True):
        G.graph["as_of"] = day
    return Account(centers[-1], dict(zip(days, centers, strict=True)))


def scene_of(picture: str, account: Account, **options: Any) -> Scene:
    """Lay a picture of an account out; options that it does not take are left away."""
    options.setdefault("draws", FEW_DRAWS)
    known = picture_options(picture)
    taken = {name: value for name, value in options.items() if name in known}
    return picture_scene(_source(picture, account), picture, **taken)


def _source(picture: str, account: Account) -> Any:
    if picture == "history":
        return account.past
    if picture == "comparison":
        contacts = sorted(account.center.contact_network)
        return {
            "today": account.center,
            "one leaves": sg.what_if(account.center, leave=contacts[0]),
            "three won": sg.what_if(account.center, stance=dict.fromkeys(contacts[1:4], 0.8)),
            "the last lost": sg.what_if(account.center, stance={contacts[-1]: -0.8}),
        }
    return account.center
