"""What the red flags (RF) say about maps of one to four contacts."""

from __future__ import annotations

from rules.maps import AS_OF, DM, build, days_ago, hit, passes, unknown

FOR, NEUTRAL, AGAINST = {"stance": 0.5}, {"stance": 0.0}, {"stance": -0.5}
KEY = {"stated_influence": 0.8}
SILENT = {"relationship": "none"}

RED_FLAG_CASES = [
    hit("RF-001", "stance and relationship", lambda: build({"d": DM}), "d", severity="medium"),
    hit("RF-001", "role", lambda: build({"k": KEY | FOR | {"relationship": "trusted"}}), "k"),
    passes("RF-001", "all three known", lambda: build({"d": DM | FOR | {"relationship": "none"}})),
    passes("RF-001", "a placeholder is no person", lambda: build({"d": DM | {"status": "placeholder"}})),
    hit("RF-002", "confidence .4", lambda: build({"d": DM | {"confidence": 0.4}}), "d", severity="medium"),
    hit("RF-002", "title only", lambda: build({"d": DM | {"confidence": 0.9, "evidence_tier": 4}}), "d"),
    passes("RF-002", "sure", lambda: build({"d": DM | {"confidence": 0.5, "evidence_tier": 3}})),
    unknown("RF-002", "neither", lambda: build({"d": DM}), "d", missing=("confidence", "evidence_tier")),
    unknown("RF-002", "tier", lambda: build({"d": DM | {"confidence": 0.9}}), "d", missing="evidence_tier"),
    hit(
        "RF-004",
        "new and never met",
        lambda: build({"n": {"joined": days_ago(90)} | SILENT, "d": DM | {"joined": days_ago(999)}}, as_of=AS_OF),
        "n",
        severity="medium",
    ),
    hit(
        "RF-004",
        "new decision maker",
        lambda: build({"d": DM | {"joined": days_ago(5)} | SILENT}, as_of=AS_OF),
        "d",
        severity="high",
    ),
    hit(
        "RF-004",
        "new key person",
        lambda: build({"d": DM | {"joined": days_ago(999)}, "k": KEY | {"joined": days_ago(5)} | SILENT}, as_of=AS_OF),
        "k",
        severity="high",
    ),
    hit(
        "RF-004",
        "spoken to before the new post only",
        lambda: build({"d": DM | {"joined": days_ago(5), "last_contact": days_ago(6)}}, as_of=AS_OF),
        "d",
    ),
    hit(
        "RF-004", "arrives next month", lambda: build({"d": DM | {"joined": days_ago(-20)} | SILENT}, as_of=AS_OF), "d"
    ),
    passes("RF-004", "91 days", lambda: build({"n": {"joined": days_ago(91)} | SILENT}, as_of=AS_OF)),
    passes(
        "RF-004",
        "spoken to since",
        lambda: build({"n": {"joined": days_ago(5), "last_contact": days_ago(5)}}, as_of=AS_OF),
    ),
    unknown("RF-004", "as_of not known", lambda: build({}), missing="as_of"),
    unknown("RF-004", "joined not known", lambda: build({"n": {}}, as_of=AS_OF), "n", missing="joined"),
    unknown(
        "RF-004",
        "last contact not known",
        lambda: build({"n": {"joined": days_ago(5)}}, as_of=AS_OF),
        "n",
        missing="last_contact",
    ),
    hit(
        "RF-005",
        "after the verification",
        lambda: build({"d": DM | {"verified_on": days_ago(100)}}, as_of=AS_OF, reorganised_on=days_ago(99)),
        severity="high",
    ),
    passes(
        "RF-005",
        "verified the same day",
        lambda: build({"d": DM | {"verified_on": days_ago(100)}}, as_of=AS_OF, reorganised_on=days_ago(100)),
    ),
    hit(
        "RF-005",
        "180 days ago",
        lambda: build({"d": DM | {"verified_on": days_ago(200)}}, as_of=AS_OF, reorganised_on=days_ago(180)),
    ),
    passes("RF-005", "181 days ago", lambda: build({"d": DM}, as_of=AS_OF, reorganised_on=days_ago(181))),
    unknown("RF-005", "as_of not known", lambda: build({}, reorganised_on=days_ago(5)), missing="as_of"),
    unknown("RF-005", "no reorganisation stated", lambda: build({}, as_of=AS_OF), missing="reorganised_on"),
    unknown(
        "RF-005", "never verified", lambda: build({}, as_of=AS_OF, reorganised_on=days_ago(5)), missing="verified_on"
    ),
    hit("RF-006", "stance -.8", lambda: build({"a": {"stance": -0.8}, "d": DM | FOR}), "a", severity="high"),
    hit("RF-006", "the decision maker", lambda: build({"d": DM | {"stance": -0.9}}), "d", severity="critical"),
    hit(
        "RF-006",
        "two grades, two findings",
        lambda: build({"a": {"stance": -1.0}, "d": DM | {"stance": -0.9}}),
        "a",
        "d",
        severity=("critical", "high"),
    ),
    passes("RF-006", "stance -.79", lambda: build({"a": {"stance": -0.79}})),
    unknown("RF-006", "not known", lambda: build({"a": {}}), "a", missing="stance"),
    hit("RF-007", "even keel", lambda: build({"d": DM | {"receptivity": "even_keel"}}), "d", severity="high"),
    hit("RF-007", "overconfident", lambda: build({"d": DM | {"receptivity": "overconfident"}}), "d"),
    passes("RF-007", "in trouble", lambda: build({"d": DM | {"receptivity": "trouble"}})),
    unknown("RF-007", "not known", lambda: build({"d": DM}), "d", missing="receptivity"),
    unknown("RF-007", "nobody decides", lambda: build({}), missing="decision_maker"),
    hit("RF-009", "all for us", lambda: build({"a": FOR, "b": NEUTRAL}, stage="evaluate"), severity="medium"),
    passes("RF-009", "one against", lambda: build({"a": AGAINST, "b": {}}, stage="evaluate")),
    passes("RF-009", "not yet", lambda: build({"a": FOR}, stage="specify")),
    unknown("RF-009", "one not known", lambda: build({"a": FOR, "b": {}}, stage="evaluate"), "b", missing="stance"),
    unknown("RF-009", "empty map", lambda: build({}, stage="evaluate"), missing="contacts"),
    unknown("RF-009", "stage not known", lambda: build({"a": FOR}), missing="stage"),
    hit("RF-010", "one of two", lambda: build({"d": DM | FOR, "e": DM | NEUTRAL}), "e", severity="high"),
    passes("RF-010", "two of three", lambda: build({"d": DM | FOR, "e": DM | FOR, "k": DM | AGAINST})),
    passes("RF-010", "whatever the third thinks", lambda: build({"d": DM | FOR, "e": DM | FOR, "f": DM})),
    hit("RF-010", "the other cannot tip it", lambda: build({"d": DM | AGAINST, "e": DM}), "d"),
    unknown("RF-010", "the other tips it", lambda: build({"d": DM | FOR, "e": DM}), "e", missing="stance"),
    unknown("RF-010", "none known", lambda: build({"d": DM}), "d", missing="stance"),
    unknown("RF-010", "nobody is key", lambda: build({}), missing="contacts"),
    hit("RF-011", "one each", lambda: build({"a": FOR, "b": AGAINST}), "b", severity="high"),
    passes("RF-011", "one against two", lambda: build({"a": FOR, "b": FOR, "c": AGAINST})),
    passes("RF-011", "all neutral", lambda: build({"a": NEUTRAL})),
    hit("RF-011", "two against, one not known", lambda: build({"a": AGAINST, "b": AGAINST, "c": {}}), "a", "b"),
    unknown(
        "RF-011", "one against, one not known", lambda: build({"a": FOR, "b": AGAINST, "c": {}}), "c", missing="stance"
    ),
    unknown("RF-011", "the third tips it", lambda: build({"a": FOR, "b": {}}), "b", missing="stance"),
    unknown("RF-011", "empty map", lambda: build({}), missing="contacts"),
    hit("RF-012", "key and -.6", lambda: build({"d": DM | {"stance": -0.6}}), "d", severity="critical"),
    passes(
        "RF-012", "-.6 without weight", lambda: build({"d": DM | FOR, "a": {"stance": -0.6, "stated_influence": 0.1}})
    ),
    unknown("RF-012", "key and not known", lambda: build({"d": DM}), "d", missing="stance"),
    hit("RF-014", "stance .5", lambda: build({"d": DM | FOR}, stage="review"), "d", severity="high"),
    hit("RF-014", "rises in selection", lambda: build({"d": DM | FOR}, stage="select"), "d", severity="critical"),
    passes("RF-014", "stance .6", lambda: build({"d": DM | {"stance": 0.6}}, stage="select")),
    passes("RF-014", "not yet", lambda: build({"d": DM | AGAINST}, stage="evaluate")),
    unknown("RF-014", "not known", lambda: build({"d": DM}, stage="select"), "d", missing="stance"),
    unknown("RF-014", "nobody decides", lambda: build({}, stage="select"), missing="decision_maker"),
    unknown("RF-014", "stage not known", lambda: build({"d": DM | FOR}), "d", missing="stage"),
]
