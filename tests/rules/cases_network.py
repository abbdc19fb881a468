"""What the rules on motives (MOT), the network (NET), time (TIM) and the data (DAT) say about small maps."""

from __future__ import annotations

from rules.maps import AS_OF, COACH, DM, build, days_ago, hit, passes, since, unknown

KEY = {"stated_influence": 0.8}
FOR = {"stance": 0.5}
MET = {"relationship": "familiar"}
PRO, CON = {"direction": 0.5}, {"direction": -0.5}
COST = {"topic": "cost"}
TIE = {("k", "d"): 0.5}


def two(first: dict, second: dict, **more):
    """Return two key people, one of whom moves the other, with a motive each."""
    motives = [("d", "personal", first), ("k", "organisational", second)]
    return build({"d": DM, "k": KEY}, ties=TIE, motives=motives, **more)


MOTIVE_CASES = [
    hit("MOT-001", "decision maker", lambda: build({"d": DM}), "d", severity="high"),
    hit("MOT-001", "two grades", lambda: build({"d": DM, "k": KEY}), "d", "k", severity=("high", "medium")),
    passes("MOT-001", "noted", lambda: build({"d": DM}, motives=[("d", "personal", {})])),
    hit(
        "MOT-002",
        "only a personal one",
        lambda: build({"d": DM}, motives=[("d", "personal", {})]),
        "d",
        severity="medium",
    ),
    passes("MOT-002", "noted", lambda: build({"d": DM}, motives=[("d", "organisational", {})])),
    hit("MOT-003", "opposed", lambda: two(PRO | COST, CON | COST), "d", "k", severity="medium"),
    passes("MOT-003", "alike", lambda: two(PRO | COST, PRO | COST)),
    passes("MOT-003", "one is neither for nor against", lambda: two({"direction": 0.0} | COST, CON | COST)),
    passes("MOT-003", "no tie", lambda: build({"d": DM, "k": KEY})),
    unknown(
        "MOT-003", "no common topic", lambda: two(PRO | COST, CON | {"topic": "safety"}), "d", "k", missing="topic"
    ),
    unknown("MOT-003", "no direction", lambda: two(COST, CON | COST), "d", "k", missing="direction"),
    unknown("MOT-003", "no motives", lambda: build({"d": DM, "k": KEY}, ties=TIE), "d", "k", missing="motives"),
    hit(
        "MOT-004",
        "title only",
        lambda: build({"u": {}}, motives=[("u", "personal", {"evidence_tier": 4})]),
        "u",
        severity="low",
    ),
    passes(
        "MOT-004",
        "one is stated",
        lambda: build(
            {"u": {}}, motives=[("u", "personal", {"evidence_tier": 4}), ("u", "personal", {"evidence_tier": 3})]
        ),
    ),
    passes("MOT-004", "no motives", lambda: build({"u": {}})),
    unknown(
        "MOT-004",
        "tier not known",
        lambda: build({"u": {}}, motives=[("u", "personal", {})]),
        "u",
        missing="evidence_tier",
    ),
    hit(
        "MOT-005",
        "personal only",
        lambda: build({"u": {"stance": 0.2}}, motives=[("u", "personal", {})]),
        "u",
        severity="low",
    ),
    passes("MOT-005", "no supporter", lambda: build({"u": {"stance": 0.1}}, motives=[("u", "personal", {})])),
    passes(
        "MOT-005", "both kinds", lambda: build({"u": FOR}, motives=[("u", "personal", {}), ("u", "organisational", {})])
    ),
    unknown(
        "MOT-005", "stance not known", lambda: build({"u": {}}, motives=[("u", "personal", {})]), "u", missing="stance"
    ),
    hit(
        "MOT-006",
        "office for, person against",
        lambda: build({"u": {}}, motives=[("u", "organisational", PRO), ("u", "personal", CON)]),
        "u",
        severity="medium",
    ),
    passes(
        "MOT-006", "both for", lambda: build({"u": {}}, motives=[("u", "organisational", PRO), ("u", "personal", PRO)])
    ),
    passes("MOT-006", "one kind", lambda: build({"u": {}}, motives=[("u", "organisational", PRO)])),
    unknown(
        "MOT-006",
        "direction",
        lambda: build({"u": {}}, motives=[("u", "organisational", PRO), ("u", "personal", {})]),
        "u",
        missing="direction",
    ),
    unknown(
        "MOT-006",
        "mixed and without strengths",
        lambda: build(
            {"u": {}}, motives=[("u", "organisational", PRO), ("u", "personal", PRO), ("u", "personal", CON)]
        ),
        "u",
        missing="motive_strength",
    ),
]

# Two coaches whose only way to the decision maker passes b.
BRIDGE = {("p", "b"): 0.5, ("q", "b"): 0.5, ("b", "d"): 0.5}
COACHES = {"p": COACH, "q": COACH, "b": {}, "d": DM}

GUESSED = {("a", "d"): {"weight": 0.5, "confidence": 0.0}}


def heard(**voices: tuple[float, float | None]):
    """Return a map whose decision maker certainly listens to a, and to others with a strength and a confidence."""
    ties = {(voice, "d"): {"weight": weight, "confidence": sure} for voice, (weight, sure) in voices.items()}
    return build({"d": DM, "a": {}, **{voice: {} for voice in voices}}, ties={("a", "d"): {"weight": 0.9}, **ties})


NETWORK_CASES = [
    hit(
        "NET-001",
        "path .2",
        lambda: build({"s": FOR | MET, "d": DM | {"stance": 0.0}}, ties={("s", "d"): 0.2}),
        "s",
        severity="high",
    ),
    hit("NET-001", "no supporter", lambda: build({"d": DM | {"stance": -0.5}})),
    hit(
        "NET-001",
        "supporter never met",
        lambda: build({"s": FOR | {"relationship": "none"}, "d": DM | {"stance": 0.0}}, ties={("s", "d"): 0.9}),
    ),
    passes(
        "NET-001",
        "path .25",
        lambda: build({"s": {"stance": 0.2} | MET, "d": DM | {"stance": 0.0}}, ties={("s", "d"): 0.25}),
    ),
    passes("NET-001", "the decision maker supports us", lambda: build({"d": DM | FOR | MET})),
    unknown(
        "NET-001",
        "may support us",
        lambda: build({"s": MET, "d": DM | {"stance": 0.0}}, ties={("s", "d"): 0.9}),
        "s",
        missing="stance",
    ),
    unknown(
        "NET-001",
        "may be met",
        lambda: build({"s": FOR, "d": DM | {"stance": 0.0}}, ties={("s", "d"): 0.9}),
        "s",
        missing="relationship",
    ),
    unknown(
        "NET-001",
        "may support us over a path of .25",
        lambda: build({"s": MET, "d": DM | {"stance": 0.0}}, ties={("s", "d"): 0.25}),
        "s",
        missing="stance",
    ),
    unknown("NET-001", "nobody decides", lambda: build({"s": FOR | MET}), missing="decision_maker"),
    hit("NET-002", "b is the bridge", lambda: build(COACHES, ties=BRIDGE), "b", severity="medium"),
    hit(
        "NET-002",
        "a coach is the bridge",
        lambda: build({"p": COACH, "q": COACH, "d": DM}, ties={("p", "q"): 0.5, ("q", "d"): 0.5}),
        "q",
    ),
    passes("NET-002", "a second route", lambda: build(COACHES, ties=BRIDGE | {("q", "d"): 0.1})),
    passes("NET-002", "a coach decides", lambda: build({"c": COACH | DM})),
    passes("NET-002", "no route to lose", lambda: build({"c": COACH, "d": DM})),
    passes("NET-002", "the only coach is no bridge", lambda: build({"c": COACH, "d": DM}, ties={("c", "d"): 0.5})),
    passes(
        "NET-002",
        "a negative tie is no route",
        lambda: build({"c": COACH, "b": {}, "d": DM}, ties={("c", "b"): 0.5, ("b", "d"): {"weight": 0.5, "sign": -1}}),
    ),
    unknown("NET-002", "no coach", lambda: build({"d": DM}), missing="coach"),
    unknown("NET-002", "neither", lambda: build({}), missing=("decision_maker", "coach")),
    # .5 * -.8 + .3 * .5 = -.25
    hit(
        "NET-003",
        "sum -.25",
        lambda: build({"a": {"stance": -0.8}, "b": FOR, "d": DM}, ties={("a", "d"): 0.5, ("b", "d"): 0.3}),
        "d",
        severity="high",
    ),
    # the rival's stance counts the other way round: -.5 * .8 = -.4
    hit(
        "NET-003",
        "a rival is for us",
        lambda: build({"a": {"stance": 0.8}, "d": DM}, ties={("a", "d"): {"weight": 0.5, "sign": -1}}),
        "d",
    ),
    # -.5 * .8 + .3 * 1 at best = -.1: the one who is not known cannot turn it
    hit(
        "NET-003",
        "whatever the other thinks",
        lambda: build({"a": {"stance": -0.8}, "b": {}, "d": DM}, ties={("a", "d"): 0.5, ("b", "d"): 0.3}),
        "d",
    ),
    passes(
        "NET-003",
        "balanced",
        lambda: build({"a": {"stance": -0.5}, "b": FOR, "d": DM}, ties={("a", "d"): 0.5, ("b", "d"): 0.5}),
    ),
    passes("NET-003", "listens to nobody, and that is all", lambda: build({"d": DM | {"influencers_complete": True}})),
    unknown(
        "NET-003", "one not known", lambda: build({"a": {}, "d": DM}, ties={("a", "d"): 0.5}), "a", missing="stance"
    ),
    unknown("NET-003", "no ties mapped", lambda: build({"d": DM}), "d", missing="influences"),
    unknown("NET-003", "nobody decides", lambda: build({}), missing="decision_maker"),
    hit("NET-004", "stated .4", lambda: build({"d": DM | {"stated_influence": 0.4}}), "d", severity="medium"),
    hit("NET-004", "level 4", lambda: build({"d": DM | {"level": 4}}), "d"),
    passes("NET-004", "known to matter", lambda: build({"d": DM | {"stated_influence": 0.9, "level": 1}})),
    passes(
        "NET-004",
        "outside the top third",
        lambda: build({"d": DM | {"stated_influence": 0.9, "level": 1}, "u": {"stated_influence": 0.1}}),
    ),
    unknown("NET-004", "level", lambda: build({"d": DM | {"stated_influence": 0.9}}), "d", missing="level"),
    # of three, the two without a tie have a share of 0: both are at the bottom
    hit("NET-005", "share 0", lambda: build({"d": DM, "k": KEY, "u": {"stated_influence": 0.1}}), "k", severity="info"),
    passes("NET-005", "one contact has no bottom third", lambda: build({"d": DM | KEY})),
    unknown("NET-005", "not stated", lambda: build({"d": DM, "k": {}, "u": {}}), "k", "u", missing="stated_influence"),
    hit("NET-006", "one contact", lambda: build({"d": DM}), "d", severity="low"),
    hit(
        "NET-006",
        "the only tie was to somebody who left",
        lambda: build({"d": DM, "u": {"status": "left"}}, ties={("u", "d"): 0.5}),
        "d",
    ),
    passes("NET-006", "tied", lambda: build({"d": DM, "u": {}}, ties={("u", "d"): 0.5})),
    passes("NET-006", "empty map", lambda: build({})),
    hit("NET-007", "b and c might change places", lambda: heard(b=(0.4, 0.1), c=(0.35, 0.1)), "b", severity="info"),
    hit("NET-007", "who is sure of one tie is not sure of the other", lambda: heard(b=(0.4, None), c=(0.35, 0.1)), "b"),
    hit("NET-007", "equal ones are both among the first", lambda: heard(b=(0.4, 0.1), c=(0.4, 0.1)), "b", "c"),
    passes("NET-007", "far apart", lambda: heard(b=(0.6, 0.9), c=(0.05, 0.9))),
    passes("NET-007", "three are all shown", lambda: build({"d": DM, "a": {}, "b": {}}, ties=GUESSED)),
    passes("NET-007", "no ties", lambda: build({"d": DM, "a": {}, "b": {}, "c": {}})),
    passes("NET-007", "nobody else has a share", lambda: build({"d": DM, "a": {}, "b": {}, "c": {}}, ties=GUESSED)),
    unknown(
        "NET-007", "no confidence is noted", lambda: heard(b=(0.4, None), c=(0.35, None)), missing="tie_confidence"
    ),
]

TIME_CASES = [
    hit(
        "TIM-001",
        "91 days",
        lambda: build({"d": DM | {"last_contact": days_ago(91)}}, as_of=AS_OF),
        "d",
        severity="medium",
    ),
    passes("TIM-001", "90 days", lambda: build({"d": DM | {"last_contact": days_ago(90)}}, as_of=AS_OF)),
    passes("TIM-001", "never met", lambda: build({"d": DM | {"relationship": "none"}}, as_of=AS_OF)),
    passes("TIM-001", "not key", lambda: build({"u": {"last_contact": days_ago(999)}, "v": {}}, as_of=AS_OF)),
    unknown("TIM-001", "last contact", lambda: build({"d": DM}, as_of=AS_OF), "d", missing="last_contact"),
    unknown("TIM-001", "as_of", lambda: build({}), missing="as_of"),
    hit("TIM-002", "91 days", lambda: build({"d": DM | {"verified_on": days_ago(91)}}, as_of=AS_OF), severity="medium"),
    passes("TIM-002", "90 days", lambda: build({"d": DM | {"verified_on": days_ago(90)}}, as_of=AS_OF)),
    passes(
        "TIM-002",
        "a tie was verified",
        lambda: build({"d": DM, "k": {}}, ties={("k", "d"): {"weight": 0.5, "verified_on": days_ago(1)}}, as_of=AS_OF),
    ),
    unknown("TIM-002", "never", lambda: build({"d": DM}, as_of=AS_OF), missing="verified_on"),
    unknown("TIM-002", "as_of", lambda: build({"d": DM | {"verified_on": days_ago(91)}}), missing="as_of"),
    hit("TIM-003", "the user left", lambda: build({"u": {"roles": ("user",), "status": "left"}}), "u", severity="high"),
    passes(
        "TIM-003",
        "another user",
        lambda: build({"u": {"roles": ("user",), "status": "left"}, "v": {"roles": ("user",)}}),
    ),
    passes(
        "TIM-003",
        "a placeholder",
        lambda: build(
            {"u": {"roles": ("user",), "status": "left"}, "v": {"roles": ("user",), "status": "placeholder"}}
        ),
    ),
    since(hit("TIM-004", "by .4", lambda: build({"u": {"stance": 0.2}}), "u", severity="medium"), u={"stance": 0.6}),
    since(passes("TIM-004", "by less", lambda: build({"u": {"stance": 0.3}})), u={"stance": 0.6}),
    since(passes("TIM-004", "risen", lambda: build({"d": DM | {"stance": 0.6}})), d={"stance": -0.6}),
    since(passes("TIM-004", "a newcomer", lambda: build({"d": DM | {"stance": -1.0}}))),
    since(passes("TIM-004", "has left", lambda: build({"u": {"stance": -1.0, "status": "left"}})), u={"stance": 1.0}),
    since(passes("TIM-004", "not key, not known", lambda: build({"d": DM, "u": {}})), u={"stance": 1.0}),
    unknown("TIM-004", "no snapshot", lambda: build({"d": DM | {"stance": 0.5}}), missing="previous"),
    since(unknown("TIM-004", "not known now", lambda: build({"d": DM}), "d", missing="stance"), d={"stance": 1.0}),
    since(unknown("TIM-004", "never known", lambda: build({"d": DM}), "d", missing="stance"), d={}),
    since(
        unknown(
            "TIM-004", "not known then", lambda: build({"d": DM | {"stance": 0.5}}), "d", missing="previous_stance"
        ),
        d={},
    ),
]

DATA_CASES = [
    hit(
        "DAT-001",
        "two",
        lambda: build({"a": {"reports_to": "b"}, "b": {"reports_to": "a"}}),
        "a",
        "b",
        severity="error",
    ),
    hit(
        "DAT-001",
        "three, and one below them; an error does not rise",
        lambda: build(
            {"a": {"reports_to": "b"}, "b": {"reports_to": "c"}, "c": {"reports_to": "a"}, "x": {"reports_to": "a"}},
            stage="contract",
        ),
        "a",
        "b",
        "c",
        severity="error",
    ),
    passes("DAT-001", "a line", lambda: build({"a": {"reports_to": "b"}, "b": {}, "c": {"reports_to": "b"}})),
    hit("DAT-004", "not in the map", lambda: build({"a": {"raw_role": "Grand Vizier"}}), "a", severity="info"),
    hit("DAT-004", "one of two", lambda: build({"a": {"raw_role": "Other; Grand Vizier"}}), "a"),
    passes("DAT-004", "means no role", lambda: build({"a": {"raw_role": "Other"}})),
    hit("DAT-004", "has a role", lambda: build({"a": {"raw_role": "Grand Vizier", "roles": ("user",)}}), "a"),
    passes("DAT-004", "all understood", lambda: build({"a": {"raw_role": "Technical Buyer、内线；决策人"}})),
    passes("DAT-004", "has left", lambda: build({"a": {"raw_role": "Grand Vizier", "status": "left"}})),
    passes("DAT-004", "nothing imported", lambda: build({"a": {}})),
]
