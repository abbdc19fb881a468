"""Buying centers to learn and to test with: a small one that can be done by hand, and random ones."""

from __future__ import annotations

from numbers import Integral

import numpy as np

from stakeholder_graph.errors import OptionError
from stakeholder_graph.model.buying_center import BuyingCenter
from stakeholder_graph.vocabulary.people import STYLES
from stakeholder_graph.vocabulary.relations import CHANNELS, RELATIONSHIP_STEPS
from stakeholder_graph.vocabulary.roles import ROLES

__all__ = ["example_buying_center", "random_buying_center"]

# The stances and ties of the worked example in the documentation; invented.
_EXAMPLE_CONTACTS = {
    "cfo": ("Chief financial officer", "Finance", 1, ("decision_maker",), -0.2),
    "coo": ("Chief operating officer", "Operations", 1, ("influencer",), 0.1),
    "it": ("Head of IT", "IT", 2, ("expert",), -0.5),
    "coach": ("Controller", "Finance", 2, ("influencer",), 0.9),
    "user": ("Plant supervisor", "Operations", 3, ("user", "initiator"), 0.4),
    "proc": ("Head of purchasing", "Purchasing", 2, ("purchaser",), -0.3),
    "gate": ("Standards office", "IT", 3, ("gatekeeper",), 0.0),
}
_EXAMPLE_TIES = (
    ("it", "cfo", 0.3, "expertise"),
    ("coo", "cfo", 0.6, "authority"),
    ("coach", "coo", 0.5, "personal"),
    ("user", "coo", 0.4, "information"),
    ("user", "it", 0.5, "information"),
    ("cfo", "coo", 0.3, "authority"),
    ("proc", "cfo", 0.2, "information"),
    ("it", "proc", 0.4, "expertise"),
    ("gate", "user", 0.1, "authority"),
    ("coach", "it", 0.2, "personal"),
)

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN_NAMES = (
    "伟",
    "芳",
    "敏",
    "静",
    "丽",
    "强",
    "磊",
    "军",
    "洋",
    "勇",
    "艳",
    "杰",
    "娟",
    "涛",
    "明",
    "志强",
    "欣怡",
)
_FIRST_NAMES = ("Anna", "Carlos", "Claire", "David", "Elena", "Henrik", "Linda", "Olivia", "Priya", "Stefan", "Yuki")
_LAST_NAMES = ("Bergmann", "García-López", "Müller", "O'Connor", "Patel", "Rossi", "Tanaka", "van der Berg")
_DEPARTMENTS = ("Finance", "IT", "Operations", "Purchasing", "Quality", "研发部", "Sales", "Legal")
_TITLES = {1: "Chief officer", 2: "Head of", 3: "Manager", 4: "Specialist", 5: "Clerk"}


def example_buying_center() -> BuyingCenter:
    """Return the seven-contact buying center whose figures the documentation works out.

    The CFO decides. The COO has the CFO's ear, the IT head is against, the controller in finance is taken for our
    coach. Everybody in it is invented.

    Returns
    -------
    BuyingCenter
        7 contacts, 10 influence ties.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> float(sg.rank_contacts(sg.example_buying_center()).loc["cfo", "share"].round(4))
    0.5176
    """
    G = BuyingCenter(account="Example account", purchase="Worked example", stage="evaluate")
    for contact, (title, department, level, roles, stance) in _EXAMPLE_CONTACTS.items():
        G.add_contact(contact, title=title, department=department, level=level, roles=roles, stance=stance)
    for source, target, weight, channel in _EXAMPLE_TIES:
        G.add_influence(source, target, weight, channel=channel)
    return G


def random_buying_center(n: int, seed: int = 0) -> BuyingCenter:
    """Return a random buying center of a plausible shape, the same one for the same arguments.

    A hierarchy of reporting lines over a few departments, roles that fit the level, stances some of which are
    unknown, three of our own people with relationships, and about 3.7 influence ties a contact (ours; the mean of
    71 ties over 19.3 contacts that the benchmarks assume for a typical account).

    Parameters
    ----------
    n : int
        Number of contacts, at least 0.
    seed : int, default 0
        Seed of the generator.

    Returns
    -------
    BuyingCenter
        Contacts ``c000`` ... and teammates ``t0`` ... ``t2``.

    Raises
    ------
    OptionError
        If `n` or `seed` is no whole number of at least 0.

    Examples
    --------
    >>> import stakeholder_graph as sg
    >>> sg.random_buying_center(25, seed=1).number_of_nodes()  # 25 contacts and 3 teammates
    28
    """
    for option, value in (("n", n), ("seed", seed)):
        if isinstance(value, bool) or not isinstance(value, Integral) or value < 0:
            raise OptionError(option, value, "a whole number of at least 0")
    rng = np.random.default_rng(seed)
    G = BuyingCenter(account=f"Random account {n}/{seed}", purchase="Random purchase", stage="evaluate")
    ids = [f"c{position:03d}" for position in range(n)]
    for position, contact in enumerate(ids):
        _add_random_contact(G, rng, contact, position, ids)
    pairs = [(u, v) for u in ids for v in ids if u != v]
    ties = min(len(pairs), round(3.7 * n))
    for place in sorted(rng.choice(len(pairs), size=ties, replace=False).tolist()) if pairs else ():
        channel = list(CHANNELS)[rng.integers(len(CHANNELS))]
        weight = round(float(rng.uniform(0.05, 1)), 2)
        source, target = pairs[place]
        G.add_influence(source, target, weight, channel=channel, confidence=round(float(rng.uniform(0, 0.95)), 2))
    for position, initials in enumerate(("AB", "CD", "EF")[: min(3, n)]):
        G.add_teammate(f"t{position}", name=f"Teammate {initials}", initials=initials, level=position + 1)
        for contact in sorted(rng.choice(ids, size=(n + 2) // 3, replace=False).tolist()):
            G.add_relationship(f"t{position}", contact, relationship=_pick(rng, list(RELATIONSHIP_STEPS)))
    return G


def _pick(rng: np.random.Generator, options: list[str]) -> str:
    return options[int(rng.integers(len(options)))]


def _add_random_contact(G: BuyingCenter, rng: np.random.Generator, contact: str, position: int, ids: list[str]) -> None:
    level = 1 if position == 0 else min(5, 2 + int(rng.geometric(0.45)) - 1)
    managers = [other for other in ids[:position] if G.nodes[other]["level"] < level]
    department = (
        "Management" if position == 0 else _DEPARTMENTS[int(rng.integers(min(len(_DEPARTMENTS), 2 + len(ids) // 6)))]
    )
    if rng.random() < 0.5:  # noqa: PLR2004  half of the names are Chinese
        name = _SURNAMES[int(rng.integers(len(_SURNAMES)))] + _pick(rng, list(_GIVEN_NAMES))
    else:
        name = f"{_pick(rng, list(_FIRST_NAMES))} {_pick(rng, list(_LAST_NAMES))}"
    roles = (
        ("decision_maker",)
        if position == 0
        else tuple(sorted({_pick(rng, list(ROLES)) for _ in range(1 + position % 2)}))
    )
    G.add_contact(
        contact,
        name=name,
        title=f"{_TITLES[level]} {department}",
        department=department,
        level=level,
        roles=roles,
        stance=None if rng.random() < 0.15 else round(float(rng.uniform(-1, 1)), 2),  # noqa: PLR2004  some are unknown
        stated_influence=round(float(rng.uniform(0, 1)), 2),
        style=_pick(rng, list(STYLES)),
        reports_to=_pick(rng, managers) if managers else None,
    )
