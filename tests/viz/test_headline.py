"""The sentence above a map."""

from __future__ import annotations

import pytest
from viz.sample_maps import person

from stakeholder_graph.viz.facts.map_facts import ContactFacts, MapFacts
from stakeholder_graph.viz.pages.influence_map_headline import write_headline

DM = ("decision_maker",)
MET = {"relationship": 2}


def title(*contacts: ContactFacts, lang: str = "en") -> str:
    return write_headline(MapFacts(contacts=contacts), lang)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("contacts", "en", "zh"),
    [
        ((), "No contacts mapped yet", "尚未录入联系人"),
        ((person("a"),), "No decision maker identified", "尚未找到决策人"),
        (
            (person("a", roles=DM, status="left"),),
            "A decided and has left; nobody is known to decide now",
            "原决策人 A 已离开，继任者未知",
        ),
        ((person("a", roles=DM, status="placeholder"),), "Who decides is not yet known", "决策人人选待确认"),
        (
            (person("a", roles=DM, status="left"), person("b", roles=DM, status="placeholder")),
            "Who decides is not yet known",
            "决策人人选待确认",
        ),
        (
            (person("a", roles=DM, share=0.52, relationship=0),),
            "A decides (52%), and nobody of ours has met them",
            "A 是决策人（52%），我方从未接触",
        ),
        (
            (person("a", roles=DM, share=0.52),),
            "A decides (52%); nobody noted whether we know them",
            "A 是决策人（52%），我方是否认识尚无记录",
        ),
        (
            (person("a", roles=DM, share=0.2, **MET), person("b", share=0.4)),
            "A decides (20%), but B weighs more (40% against 20%)",
            "A 是决策人（20%），但 B 影响更大（40% 对 20%）",
        ),
        (
            (person("a", roles=DM, share=0.2, stance="neutral", **MET), person("b", share=-0.4)),
            "A decides (20%), but B weighs more (40% against 20%)",
            "A 是决策人（20%），但 B 影响更大（40% 对 20%）",
        ),
        (
            (person("a", roles=DM, share=0.5, stance="opponent", **MET),),
            "A decides (50%) and is against us",
            "A 是决策人（50%），反对我方",
        ),
        (
            (person("a", roles=DM, share=0.5, stance="sceptic", **MET),),
            "A decides (50%) and is sceptical of us",
            "A 是决策人（50%），对我方存疑",
        ),
        (
            (person("a", roles=DM, share=0.5, stance="neutral", **MET),),
            "A decides (50%) and is undecided",
            "A 是决策人（50%），尚未表态",
        ),
        (
            (person("a", roles=DM, share=0.5, stance="supporter", **MET),),
            "A decides (50%) and supports us",
            "A 是决策人（50%），支持我方",
        ),
        (
            (person("a", roles=DM, share=0.5, stance="strong_supporter", **MET),),
            "A decides (50%) and strongly supports us",
            "A 是决策人（50%），坚定支持我方",
        ),
        (
            (person("a", roles=DM, share=0.5, **MET),),
            "A decides (50%); stance not known",
            "A 是决策人（50%），立场未知",
        ),
        (
            (person("a", roles=DM, share=0.2, relationship=0), person("b", roles=DM, share=0.3, **MET)),
            "B and A decide (50%), and nobody of ours has met A",
            "B 和 A 共同决策（50%），我方从未接触 A",
        ),
        (
            (
                person("a", roles=DM, share=0.2, stance="unknown", **MET),
                person("b", roles=DM, share=0.3, stance="supporter", **MET),
            ),
            "B and A decide (50%); where A stands is not known",
            "B 和 A 共同决策（50%），A 立场未知",
        ),
        (
            (person("a", roles=DM, stance="supporter", **MET),),
            "A decides and supports us",
            "A 是决策人，支持我方",
        ),
        (
            (
                person("a", roles=DM, share=0.2, stance="opponent", **MET),
                person("b", roles=DM, share=0.3, stance="opponent", **MET),
            ),
            "B and A decide (50%) and are against us",
            "B 和 A 共同决策（50%），反对我方",
        ),
        (
            (
                person("a", roles=DM, share=0.2, stance="opponent", **MET),
                person("b", roles=DM, share=0.3, stance="neutral", **MET),
            ),
            "B and A decide (50%) and are not of one mind",
            "B 和 A 共同决策（50%），意见不一",
        ),
        (
            (
                person("a", roles=DM, share=0.1, **MET),
                person("b", roles=DM, share=0.1, **MET),
                person("c", roles=DM, share=0.1, **MET),
                person("d", share=0.4),
            ),
            "3 people decide (30%), but D weighs more than any of them (40%)",
            "3 位决策人共同决策（30%），但 D 的影响大于其中任何一人（40%）",
        ),
        (
            (person("a", roles=DM, share=0.3, relationship=0), person("b", roles=DM, share=0.3, relationship=0)),
            "A and B decide (60%), and nobody of ours has met them",
            "A 和 B 共同决策（60%），我方从未接触",
        ),
    ],
)
def test_the_title_says_the_gravest_thing(contacts: tuple[ContactFacts, ...], en: str, zh: str) -> None:
    assert title(*contacts) == en
    assert title(*contacts, lang="zh") == zh


def test_of_two_decision_makers_the_one_we_never_met_is_named() -> None:
    met = person("a", roles=DM, share=0.3, stance="neutral", relationship=1)
    unmet = person("b", roles=DM, share=0.3, stance="neutral", relationship=0)
    assert title(met, unmet) == "A and B decide (60%), and nobody of ours has met B"


def test_somebody_who_weighs_the_same_does_not_weigh_more() -> None:
    decides = person("a", roles=DM, share=0.401, stance="neutral", relationship=1)
    assert title(decides, person("b", share=0.404)) == "A decides (40%) and is undecided"
