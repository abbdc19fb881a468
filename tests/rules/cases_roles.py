"""What the rules on roles and threads (COV) say about maps of one to three contacts."""

from __future__ import annotations

from rules.maps import DM, build, hit, passes, unknown

GK = {"roles": ("gatekeeper",)}
MET = {"relationship": "familiar"}
NEVER = {"relationship": "none"}
PLACE = {"status": "placeholder"}
LEFT = {"status": "left"}
# Somebody in every role, so that no role is missing in any stage.
EVERY_ROLE = (
    "initiator",
    "gatekeeper",
    "influencer",
    "decision_maker",
    "purchaser",
    "expert",
    "user",
)

ROLE_CASES = [
    hit("COV-001", "empty map", lambda: build({}), severity="critical"),
    hit("COV-001", "only a user", lambda: build({"u": {"roles": ("user",)}}), severity="critical"),
    hit("COV-001", "recognise", lambda: build({}, stage="recognise"), severity="info"),
    hit("COV-001", "the decision maker left", lambda: build({"d": DM | LEFT})),
    hit("COV-001", "a placeholder is nobody yet", lambda: build({"d": DM | PLACE}), "d"),
    passes("COV-001", "somebody decides", lambda: build({"d": DM})),
    hit("COV-002", "never met", lambda: build({"d": DM | NEVER}), "d", severity="high"),
    hit("COV-002", "neither of two", lambda: build({"d": DM | NEVER, "e": DM | NEVER}), "d", "e"),
    passes("COV-002", "one of two met", lambda: build({"d": DM | MET, "e": DM})),
    unknown(
        "COV-002", "not known of one of two", lambda: build({"d": DM | NEVER, "e": DM}), "e", missing="relationship"
    ),
    unknown("COV-002", "nobody decides", lambda: build({"u": {}}), missing="decision_maker"),
    hit("COV-003", "only a placeholder", lambda: build({"d": DM | PLACE}), "d", severity="high"),
    passes("COV-003", "a placeholder beside a person", lambda: build({"d": DM | PLACE, "e": DM})),
    passes("COV-003", "nobody at all", lambda: build({})),
    hit(
        "COV-004",
        "two release the money",
        lambda: build({"d": DM | {"authority": ("economic",)}, "e": {"authority": ("economic", "veto")}}),
        "d",
        "e",
        severity="medium",
    ),
    passes("COV-004", "one does", lambda: build({"d": DM | {"authority": ("economic",)}, "e": {}})),
    passes("COV-004", "a single decision maker of unknown authority", lambda: build({"d": DM})),
    unknown(
        "COV-004", "two decide, authority not noted", lambda: build({"d": DM, "e": DM}), "d", "e", missing="authority"
    ),
    hit("COV-005", "no expert to specify", lambda: build(dict.fromkeys("d", DM), stage="specify"), severity="medium"),
    hit(
        "COV-005",
        "a placeholder is nobody yet",
        lambda: build(
            {r: {"roles": (r,)} for r in EVERY_ROLE if r != "user"} | {"u": {"roles": ("user",)} | PLACE},
            stage="review",
        ),
        "u",
    ),
    passes("COV-005", "every role held", lambda: build({r: {"roles": (r,)} for r in EVERY_ROLE}, stage="evaluate")),
    passes("COV-005", "every role held, stage not known", lambda: build({r: {"roles": (r,)} for r in EVERY_ROLE})),
    unknown("COV-005", "stage not known", lambda: build({}), missing="stage"),
    hit(
        "COV-006",
        "user never met",
        lambda: build({"u": {"roles": ("user",)} | NEVER}, stage="review"),
        "u",
        severity="medium",
    ),
    passes("COV-006", "user met", lambda: build({"u": {"roles": ("user",)} | MET}, stage="review")),
    passes("COV-006", "role empty", lambda: build({}, stage="review")),
    unknown(
        "COV-006", "not known", lambda: build({"u": {"roles": ("user",)}}, stage="review"), "u", missing="relationship"
    ),
    unknown("COV-006", "stage not known", lambda: build({"u": {"roles": ("user",)} | NEVER}), "u", missing="stage"),
    hit(
        "COV-010",
        "purchaser never met",
        lambda: build({"p": {"roles": ("purchaser",)} | NEVER}, stage="select"),
        "p",
        severity="high",
    ),
    hit("COV-010", "no purchaser", lambda: build({}, stage="contract"), severity="high"),
    passes("COV-010", "not yet", lambda: build({}, stage="evaluate")),
    passes("COV-010", "met", lambda: build({"p": {"roles": ("purchaser",)} | MET}, stage="select")),
    unknown(
        "COV-010",
        "not known",
        lambda: build({"p": {"roles": ("purchaser",)}}, stage="select"),
        "p",
        missing="relationship",
    ),
    unknown("COV-010", "stage not known", lambda: build({}), missing="stage"),
    hit(
        "COV-011",
        "user never met",
        lambda: build({"u": {"roles": ("user",)} | NEVER}, stage="evaluate"),
        "u",
        severity="medium",
    ),
    hit("COV-011", "no user", lambda: build({}, stage="review")),
    passes("COV-011", "not yet", lambda: build({}, stage="specify")),
    passes("COV-011", "met, stage not known", lambda: build({"u": {"roles": ("user",)} | MET})),
    unknown(
        "COV-011", "not known", lambda: build({"u": {"roles": ("user",)}}, stage="review"), "u", missing="relationship"
    ),
    hit(
        "COV-012",
        "only operations",
        lambda: build({"u": {"department": "Operations"}}, stage="select"),
        severity="high",
    ),
    hit(
        "COV-012",
        "the lawyer left",
        lambda: build({"l": {"function": "legal"} | LEFT}, stage="review"),
        severity="medium",
    ),
    passes(
        "COV-012", "finance by the department's name", lambda: build({"u": {"department": "财务部"}}, stage="select")
    ),
    passes(
        "COV-012", "security as a hypothesis", lambda: build({"s": {"function": "security"} | PLACE}, stage="select")
    ),
    unknown(
        "COV-012",
        "function not known",
        lambda: build({"u": {"department": "Unit 7"}}, stage="select"),
        "u",
        missing="function",
    ),
    hit("COV-013", "only insiders", lambda: build({"u": {}}), severity="info"),
    hit("COV-013", "severity rises in selection", lambda: build({}, stage="select"), severity="low"),
    passes("COV-013", "a consultant", lambda: build({"x": {"side": "outside"}})),
    hit("COV-014", "no role", lambda: build({"u": {}, "d": DM}), "u", severity="low"),
    passes("COV-014", "who left needs no role", lambda: build({"u": LEFT, "d": DM})),
]

THREAD_CASES = [
    hit("COV-007", "one familiar", lambda: build({"a": MET, "b": NEVER}), "a", severity="high"),
    hit("COV-007", "none familiar", lambda: build({"a": {"relationship": "acquainted"}})),
    hit("COV-007", "the second is an outsider", lambda: build({"a": MET, "x": MET | {"side": "outside"}}), "a"),
    hit("COV-007", "the second left", lambda: build({"a": MET, "b": MET | LEFT}), "a"),
    hit("COV-007", "empty map", lambda: build({})),
    passes("COV-007", "two familiar", lambda: build({"a": MET, "b": MET})),
    unknown("COV-007", "the second may be", lambda: build({"a": MET, "b": {}}), "b", missing="relationship"),
    hit("COV-008", "two of three", lambda: build({"a": MET, "b": MET}), "a", "b", severity="low"),
    hit("COV-008", "empty map", lambda: build({})),
    passes("COV-008", "three", lambda: build({"a": MET, "b": MET, "c": MET})),
    unknown("COV-008", "the third may be", lambda: build({"a": MET, "b": MET, "c": {}}), "c", missing="relationship"),
    hit("COV-009", "against", lambda: build({"g": GK | MET | {"stance": -0.1}}), "g", severity="high"),
    hit("COV-009", "never met", lambda: build({"g": GK | NEVER}), "g"),
    hit("COV-009", "both", lambda: build({"g": GK | NEVER | {"stance": -0.1}}), "g"),
    hit("COV-009", "a veto", lambda: build({"v": {"authority": ("veto",), "stance": -0.1}}), "v"),
    passes("COV-009", "met and neutral", lambda: build({"g": GK | MET | {"stance": 0.0}})),
    passes("COV-009", "no gatekeeper", lambda: build({"u": {}})),
    unknown("COV-009", "stance not known", lambda: build({"g": GK | MET}), "g", missing="stance"),
    unknown("COV-009", "neither", lambda: build({"g": GK}), "g", missing=("stance", "relationship")),
    hit("COV-015", "first contact", lambda: build({"d": DM | {"relationship": "first_contact"}}), "d", severity="high"),
    hit(
        "COV-015",
        "first contact through one of ours",
        lambda: build({"d": DM}, team={"t": {}}, bonds={("t", "d"): {"relationship": "first_contact"}}),
        "d",
    ),
    passes("COV-015", "acquainted", lambda: build({"d": DM | {"relationship": "acquainted"}})),
    passes("COV-015", "not key", lambda: build({"d": DM | MET, "u": NEVER | {"stated_influence": 0.7}})),
    hit(
        "COV-015",
        "key by stated influence .8",
        lambda: build({"d": DM | MET, "u": NEVER | {"stated_influence": 0.8}}),
        "u",
    ),
    unknown("COV-015", "not known", lambda: build({"d": DM}), "d", missing="relationship"),
    hit(
        "COV-016",
        "our executive does not know theirs",
        lambda: build({"d": {"level": 1}}, team={"t": {"level": 1}, "s": {"level": 3}}, bonds={("s", "d"): MET}),
        "d",
        severity="medium",
    ),
    hit(
        "COV-016",
        "never met",
        lambda: build({"d": {"level": 1}}, team={"t": {"level": 1}}, bonds={("t", "d"): NEVER}),
        "d",
    ),
    passes(
        "COV-016",
        "peers know each other",
        lambda: build({"d": {"level": 1}}, team={"t": {"level": 1}}, bonds={("t", "d"): MET}),
    ),
    passes("COV-016", "no executive", lambda: build({"u": {"level": 2}})),
    passes("COV-016", "outsiders need no peer", lambda: build({"x": {"level": 1, "side": "outside"}})),
    unknown("COV-016", "their level", lambda: build({"u": {}}), "u", missing="level"),
    unknown("COV-016", "no team noted", lambda: build({"d": {"level": 1}}), "d", missing="team"),
    unknown(
        "COV-016",
        "our level",
        lambda: build({"d": {"level": 1}}, team={"t": {}}, bonds={("t", "d"): MET}),
        "d",
        missing="team_level",
    ),
    unknown(
        "COV-016",
        "our executive's relationship",
        lambda: build({"d": {"level": 1}}, team={"t": {"level": 1}}, bonds={("t", "d"): {}}),
        "d",
        missing="relationship",
    ),
]
