"""Rules that count or add up: they hit or pass only where they would, whatever turns out of what is not known."""

from __future__ import annotations

import itertools
import random

import pytest
from rules.maps import DM, build, verdict

STANCES = (-1.0, 0.0, 1.0)  # the ends and the middle: the rules look at signs, or are linear in the stance
STEPS = ("none", "familiar", "trusted")
WEIGHTS = (0.2, 0.4, 0.8)
KEY = {"stated_influence": 0.9}


def random_columns(rng: random.Random, column: str, values: tuple) -> list[dict]:
    people = [dict(rng.choice((DM, KEY, {}))) for _ in range(rng.randint(1, 5))]
    for person in people:
        if rng.random() < 0.6:
            person[column] = rng.choice(values)
    return people


def outcome(rule: str, people: list[dict], ties: dict) -> str:
    G = build({f"c{i}": columns for i, columns in enumerate(people)}, ties=ties, stage="evaluate")
    return verdict(rule, G).outcome


def outcomes_of_every_completion(rule: str, people: list[dict], ties: dict, column: str, values: tuple) -> set[str]:
    gaps = [place for place, person in enumerate(people) if column not in person]
    found = set()
    for filled in itertools.product(values, repeat=len(gaps)):
        complete = [dict(person) for person in people]
        for place, value in zip(gaps, filled, strict=True):
            complete[place][column] = value
        found.add(outcome(rule, complete, ties))
    return found


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    ("rule", "column", "values"),
    [
        ("RF-009", "stance", STANCES),
        # RF-010 is not among them: it counts the known stances only, so a hit may stand beside an open question
        ("RF-011", "stance", STANCES),
        ("NET-003", "stance", STANCES),
        ("COV-007", "relationship", STEPS),
        ("COV-008", "relationship", STEPS),
    ],
)
def test_unknown_exactly_where_the_unknown_decides(rule: str, column: str, values: tuple, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311  no secret
    people = [DM, *random_columns(rng, column, values)]
    pairs = list(itertools.permutations(range(len(people)), 2))
    ties = {(f"c{u}", f"c{v}"): rng.choice(WEIGHTS) for u, v in rng.sample(pairs, min(len(pairs), 6))}
    ties[f"c{len(people) - 1}", "c0"] = 0.4  # the decision maker listens to somebody
    possible = outcomes_of_every_completion(rule, people, ties, column, values)
    if "unknown" in possible:  # another input is missing whatever the stances are
        assert outcome(rule, people, ties) == "unknown"
    else:
        assert outcome(rule, people, ties) == (possible.pop() if len(possible) == 1 else "unknown")


def test_ten_unknown_stances_may_outweigh_one_opponent() -> None:
    people = {"a": {"stance": -0.5}} | {f"u{i}": {} for i in range(10)}
    judgement = verdict("RF-011", build(people))
    assert judgement.outcome == "unknown"
    assert judgement.unknowns[0].contacts == tuple(f"u{i}" for i in range(10))


def test_voices_that_cancel_out_are_no_negative_ring() -> None:
    # 0.3 - 0.1 - 0.2 is nothing, and in floating point a little below: -5.6e-17.
    people = {"a": {"stance": -1.0}, "b": {"stance": -1.0}, "c": {"stance": 1.0}, "d": DM}
    G = build(people, ties={("a", "d"): 0.1, ("b", "d"): 0.2, ("c", "d"): 0.3})
    assert verdict("NET-003", G).outcome == "pass"
