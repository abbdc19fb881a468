"""What the rules on coaches (COA) say about maps of one to four contacts."""

from __future__ import annotations

from rules.maps import AS_OF, COACH, DM, build, days_ago, hit, passes, unknown

LABEL = {"labelled_coach": True}
TIE = {("c", "d"): 0.5}  # above path_min .25
WEAK = {("c", "d"): 0.2}  # below path_min .25
LEFT = {"status": "left"}
# Key by its stated influence, and against us: class anti_sponsor.
ANTI = {"stance": -0.7, "stated_influence": 0.9}

COACH_CASES = [
    hit("COA-001", "empty map", lambda: build({}), severity="high"),
    hit("COA-001", "only a candidate with a sign", lambda: build({"c": {"coach_wants_us": True}}), "c"),
    hit("COA-001", "critical in contract", lambda: build({}, stage="contract"), severity="critical"),
    hit("COA-001", "critical in selection by the rise", lambda: build({}, stage="select"), severity="critical"),
    hit("COA-001", "the coach left", lambda: build({"c": COACH | LEFT})),
    passes("COA-001", "a coach", lambda: build({"c": COACH})),
    hit("COA-002", "nothing known", lambda: build({"c": LABEL}), "c", severity="medium"),
    hit("COA-002", "has not acted", lambda: build({"c": COACH | LABEL | {"coach_acts": False}}), "c"),
    passes("COA-002", "a coach", lambda: build({"c": COACH | LABEL})),
    passes("COA-002", "a candidate whom we do not call a coach", lambda: build({"c": {}})),
    hit("COA-003", "path .2", lambda: build({"c": COACH | LABEL, "d": DM}, ties=WEAK), "c", severity="high"),
    hit("COA-003", "cheerleader", lambda: build({"c": COACH | LABEL | {"coach_credible": False}}), "c"),
    passes("COA-003", "path .25", lambda: build({"c": COACH | LABEL, "d": DM}, ties={("c", "d"): 0.25})),
    passes("COA-003", "path .5", lambda: build({"c": COACH | LABEL, "d": DM}, ties=TIE)),
    passes("COA-003", "decides", lambda: build({"c": COACH | LABEL | DM})),
    unknown("COA-003", "nobody decides", lambda: build({"c": COACH | LABEL}), "c", missing="decision_maker"),
    hit("COA-004", "b fails", lambda: build({"c": LABEL | {"coach_trusts_us": False}}), "c", severity="high"),
    passes("COA-004", "b holds", lambda: build({"c": LABEL | COACH})),
    passes("COA-004", "the coach has left", lambda: build({"c": LABEL | LEFT})),
    unknown("COA-004", "b not known", lambda: build({"c": LABEL}), "c", missing="coach_trusts_us"),
    hit("COA-005", "c fails", lambda: build({"c": LABEL | {"coach_wants_us": False}}), "c", severity="medium"),
    passes("COA-005", "c holds", lambda: build({"c": LABEL | COACH})),
    unknown("COA-005", "c not known", lambda: build({"c": LABEL}), "c", missing="coach_wants_us"),
    hit(
        "COA-006",
        "words only",
        lambda: build({"c": COACH | {"evidence_tier": 3}}, stage="select"),
        "c",
        severity="high",
    ),
    passes("COA-006", "behaviour", lambda: build({"c": COACH | {"evidence_tier": 2}}, stage="select")),
    passes(
        "COA-006",
        "a champion has acted",
        lambda: build(
            {"c": COACH | {"coach_acts": True, "evidence_tier": 1, "stated_influence": 0.9}},
            motives=[("c", "personal", {"direction": 1.0})],
            stage="select",
        ),
    ),
    passes("COA-006", "not yet", lambda: build({"c": COACH | {"evidence_tier": 4}}, stage="evaluate")),
    unknown("COA-006", "tier not known", lambda: build({"c": COACH}, stage="select"), "c", missing="evidence_tier"),
    unknown("COA-006", "stage not known", lambda: build({"c": COACH | {"evidence_tier": 3}}), "c", missing="stage"),
    hit("COA-008", "one", lambda: build({"c": COACH}), "c", severity="medium"),
    passes("COA-008", "two", lambda: build({"b": COACH, "c": COACH})),
    passes("COA-008", "none", lambda: build({})),
    hit(
        "COA-009",
        "the user is out of reach",
        lambda: build({"c": COACH, "u": {"roles": ("user",)}}, ties={("c", "u"): 0.2}, stage="review"),
        "u",
        severity="medium",
    ),
    passes(
        "COA-009",
        "within reach",
        lambda: build({"c": COACH, "u": {"roles": ("user",)}}, ties={("c", "u"): 0.25}, stage="review"),
    ),
    passes("COA-009", "the coach is the user", lambda: build({"c": COACH | {"roles": ("user",)}}, stage="review")),
    passes("COA-009", "nobody to reach", lambda: build({"c": COACH}, stage="review")),
    unknown("COA-009", "no coach", lambda: build({"u": {"roles": ("user",)}}, stage="review"), missing="coach"),
    unknown("COA-009", "stage not known", lambda: build({"c": COACH, "u": {"roles": ("user",)}}), "u", missing="stage"),
    hit(
        "COA-010",
        "31 days",
        lambda: build({"c": COACH | {"last_contact": days_ago(31)}}, as_of=AS_OF),
        "c",
        severity="high",
    ),
    passes("COA-010", "30 days", lambda: build({"c": COACH | {"last_contact": days_ago(30)}}, as_of=AS_OF)),
    passes(
        "COA-010",
        "a teammate spoke later",
        lambda: build(
            {"c": COACH | {"last_contact": days_ago(90)}},
            team={"t": {}},
            bonds={("t", "c"): {"last_contact": days_ago(3)}},
            as_of=AS_OF,
        ),
    ),
    unknown("COA-010", "date not known", lambda: build({"c": COACH}, as_of=AS_OF), "c", missing="last_contact"),
    unknown(
        "COA-010", "as_of not known", lambda: build({"c": COACH | {"last_contact": days_ago(90)}}), missing="as_of"
    ),
    unknown("COA-010", "no coach", lambda: build({"c": {}}, as_of=AS_OF), missing="coach"),
    hit("COA-011", "was a coach", lambda: build({"c": COACH | LEFT}), "c", severity="critical"),
    passes("COA-011", "was none", lambda: build({"c": COACH | LEFT | {"coach_wants_us": False}})),
    passes("COA-011", "never called one", lambda: build({"c": LEFT})),
    passes("COA-011", "a placeholder has not left", lambda: build({"c": LABEL | {"status": "placeholder"}})),
    passes(
        "COA-011",
        "has not acted, so was a candidate",
        lambda: build({"c": COACH | LABEL | LEFT | {"coach_acts": False}}),
    ),
    unknown(
        "COA-011",
        "called one, not tested",
        lambda: build({"c": LABEL | LEFT | {"stance": 0.5, "coach_credible": True}}),
        "c",
        missing=("coach_trusts_us", "coach_wants_us"),
    ),
    hit(
        "COA-012",
        "stronger than the coach",
        lambda: build({"a": ANTI, "c": COACH, "d": DM}, ties={("a", "d"): 0.6, ("c", "d"): 0.5}),
        "a",
        severity="high",
    ),
    hit("COA-012", "no coach at all", lambda: build({"a": ANTI, "d": DM}, ties={("a", "d"): 0.1}), "a"),
    passes(
        "COA-012",
        "equal paths",
        lambda: build({"a": ANTI, "c": COACH, "d": DM}, ties={("a", "d"): 0.5, ("c", "d"): 0.5}),
    ),
    passes(
        "COA-012",
        "the better of two coaches reaches further",
        lambda: build(
            {"a": ANTI, "b": COACH, "c": COACH, "d": DM}, ties={("a", "d"): 0.5, ("b", "d"): 0.1, ("c", "d"): 0.6}
        ),
    ),
    passes("COA-012", "no opponent", lambda: build({"c": COACH, "d": DM})),
    unknown("COA-012", "nobody decides", lambda: build({"a": ANTI, "c": COACH}), "a", missing="decision_maker"),
    hit("COA-013", "neutral", lambda: build({"c": LABEL | {"stance": 0.0}}), "c", severity="medium"),
    passes("COA-013", "for us", lambda: build({"c": LABEL | {"stance": 0.1}})),
    unknown("COA-013", "not known", lambda: build({"c": LABEL}), "c", missing="stance"),
]
