"""The bullseye: routes against networkx's own search, rings, titles, what is left out, and that it can be read."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import matplotlib as mpl
import networkx as nx
import pytest
from matplotlib.figure import Figure
from viz.legibility import inspect
from viz.sample_maps import HARD_CENTERS, account, crowd, everything, person

import stakeholder_graph as sg
from stakeholder_graph.errors import OptionError, SchemaError, UnknownTermError
from stakeholder_graph.viz.charts.bullseye import bullseye_scene, plot_bullseye
from stakeholder_graph.viz.facts.fact_reading import read_map_facts
from stakeholder_graph.viz.facts.map_facts import MapFacts, TieFacts
from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.layout.bullseye import MOST_RINGS, Marker, place_markers
from stakeholder_graph.viz.layout.route_tree import Route, distrusted_by, find_routes, keep_weightiest_routes
from stakeholder_graph.viz.pages.bullseye_body import BullseyeFacts, add_bullseye
from stakeholder_graph.viz.pages.bullseye_headline import carriers, write_bullseye_headline
from stakeholder_graph.viz.palette import CHANNEL_STYLES, REPORTING
from stakeholder_graph.viz.scene.drafting import Draft
from stakeholder_graph.viz.scene.medallion import share_label
from stakeholder_graph.viz.scene.primitives import Layer

if TYPE_CHECKING:
    from stakeholder_graph.model.buying_center import BuyingCenter
    from stakeholder_graph.viz.lettering.typefaces import Typefaces
    from stakeholder_graph.viz.scene.primitives import Scene

Lang = Literal["en", "zh"]
SIZES = (1, 2, 3, 5, 8, 12, 18, 25, 32, 40, 50, 60)


def texts(scene: Scene, owner: str) -> list[str]:
    return [text.string for text in scene.texts if text.owner == owner]


def title_of(scene: Scene) -> str:
    return max((text for text in scene.texts if text.owner == "header"), key=lambda text: text.px).string


def boss(**facts: object) -> MapFacts:
    """Return a map of one who decides and three others without a tie."""
    people = (person("boss", roles=("decision_maker",), share=0.5), *(person(one, share=0.1) for one in "abc"))
    return replace(MapFacts(contacts=people), **facts)  # type: ignore[arg-type]


def by_contact(routes: tuple[Route, ...]) -> dict[str, Route]:
    return {route.contact: route for route in routes}


# ------------------------------------------------------------------ routes


@pytest.mark.parametrize("seed", range(6))
def test_routes_are_those_of_another_search(seed: int) -> None:
    # The oracle: networkx's Dijkstra from a super sink, on the lengths as the docstring states them.
    facts = read_map_facts(sg.random_buying_center(30, seed=seed))
    lengths = nx.DiGraph()
    for tie in facts.ties:
        if not tie.is_negative:
            lengths.add_edge(tie.target, tie.source, length=-math.log(tie.weight) + 0.25)
    noted = {(tie.source, tie.target) for tie in facts.ties}
    for contact in facts.contacts:
        lengths.add_node(contact.id)
        if contact.manager is not None and (contact.id, contact.manager) not in noted:
            lengths.add_edge(contact.manager, contact.id, length=-math.log(0.6) + 0.25)
        if contact.decides:
            lengths.add_edge("sink", contact.id, length=0.0)
    expected = nx.single_source_dijkstra_path_length(lengths, "sink", weight="length")
    routes = find_routes(facts)
    found = {route.contact: -math.log(route.strength) + 0.25 * route.steps for route in routes}
    assert set(found) == set(expected) - {"sink"}
    assert found == pytest.approx({contact: expected[contact] for contact in found})


def test_every_route_goes_on_from_that_of_the_next_one() -> None:
    routes = by_contact(find_routes(read_map_facts(sg.random_buying_center(40, seed=3))))
    for route in routes.values():
        if route.toward is None:
            assert (route.steps, route.strength, route.weight) == (0, 1.0, 1.0)
        else:
            ahead = routes[route.toward]
            assert route.steps == ahead.steps + 1
            assert route.strength == pytest.approx(ahead.strength * route.weight)


def test_a_tie_that_works_against_carries_no_route() -> None:
    against = TieFacts("a", "boss", 0.9, is_negative=True)
    facts = boss(ties=(against, TieFacts("b", "boss", 0.5, "expertise")))
    routes = by_contact(find_routes(facts))
    assert set(routes) == {"boss", "b"}
    assert routes["b"].channel == "expertise"
    assert distrusted_by(facts, "a") == (against,)


def test_a_report_speaks_up_only_where_no_tie_is_noted() -> None:
    reports = {"a": "boss", "b": "boss", "c": "boss"}
    facts = boss(ties=(TieFacts("a", "boss", 0.2), TieFacts("b", "boss", 0.3, is_negative=True)))
    people = tuple(replace(one, manager=reports.get(one.id)) for one in facts.contacts)
    routes = by_contact(find_routes(replace(facts, contacts=people)))
    assert set(routes) == {"boss", "a", "c"}
    assert (routes["a"].weight, routes["a"].is_reporting) == (0.2, False)
    assert (routes["c"].weight, routes["c"].is_reporting) == (0.6, True)
    assert set(by_contact(find_routes(replace(facts, contacts=people), speak_up=0.0))) == {"boss", "a"}


def test_the_price_of_a_step_decides_between_long_and_short() -> None:
    # Over b: .9 * .9 = .81 in two steps; directly .7 in one. exp(-.25) * .81 = .63 < .7 < .81.
    facts = boss(ties=(TieFacts("a", "b", 0.9), TieFacts("a", "boss", 0.7), TieFacts("b", "boss", 0.9)))
    assert by_contact(find_routes(facts))["a"].toward == "boss"
    assert by_contact(find_routes(facts, step_cost=0.0))["a"].toward == "b"


def test_who_has_left_carries_nothing_and_is_not_there() -> None:
    facts = boss(ties=(TieFacts("a", "b", 0.9), TieFacts("b", "boss", 0.9)))
    people = tuple(replace(one, status="left") if one.id == "b" else one for one in facts.contacts)
    gone = replace(facts, contacts=people)
    assert set(by_contact(find_routes(gone))) == {"boss"}
    assert [one.id for one in BullseyeFacts(gone, find_routes(gone)).unreached] == ["a", "c"]


def test_routes_are_cut_with_everybody_on_them() -> None:
    chain = tuple(TieFacts(source, target, 0.5) for source, target in (("a", "b"), ("b", "c"), ("c", "boss")))
    facts = boss(ties=(*chain, TieFacts("d", "boss", 0.5)))
    heavy = (
        *(replace(one, share=0.4 if one.id == "a" else one.share) for one in facts.contacts),
        person("d", share=0.2),
    )
    facts = replace(facts, contacts=heavy)
    routes = find_routes(facts)
    assert {route.contact for route in keep_weightiest_routes(facts, routes, 4)} == {"boss", "a", "b", "c"}
    assert {route.contact for route in keep_weightiest_routes(facts, routes, 3)} == {"boss", "d", "c"}
    assert keep_weightiest_routes(facts, routes, 5) == routes


# ------------------------------------------------------------------ places


@pytest.mark.parametrize("seed", range(4))
def test_everybody_stands_on_the_ring_of_the_own_steps(seed: int) -> None:
    routes = find_routes(read_map_facts(sg.random_buying_center(30, seed=seed)))
    markers = [Marker(one.contact, one.toward, one.steps, 20.0, ((60.0, 26.0), (40.0, 12.0))) for one in routes]
    area = Box(0.0, 0.0, 1500.0, 820.0)
    layout = place_markers(markers, area)
    assert set(layout.seats) == {route.contact for route in routes}
    assert layout.center == area.center
    for route in routes:
        x, y = (place - middle for place, middle in zip(layout.seats[route.contact].center, layout.center, strict=True))
        inside = [math.hypot(x / across, y / up) <= 1.0 + 1e-9 for across, up in layout.rings]
        assert inside.index(True) == min(route.steps, MOST_RINGS)


def test_who_is_further_than_four_steps_shares_the_outermost_ring() -> None:
    markers = [Marker(f"c{n}", f"c{n - 1}" if n else None, n, 16.0, ((50.0, 24.0),)) for n in range(8)]
    layout = place_markers(markers, Box(0.0, 0.0, 1500.0, 820.0))
    assert len(layout.rings) == MOST_RINGS + 1
    assert len(layout.seats) == 8


def test_where_there_is_no_room_the_lightest_without_followers_are_left_out() -> None:
    markers = [Marker("boss", None, 0, 20.0, ((80.0, 20.0),), 1.0)]
    markers += [Marker(f"c{n:02}", "boss", 1, 20.0, ((120.0, 20.0),), 0.01 * n) for n in range(30)]
    layout = place_markers(markers, Box(0.0, 0.0, 420.0, 300.0))
    assert "boss" in layout.seats
    assert 3 < len(layout.seats) < 20
    kept = [marker.weight for marker in markers[1:] if marker.id in layout.seats]
    lost = [marker.weight for marker in markers[1:] if marker.id not in layout.seats]
    assert sum(kept) / len(kept) > sum(lost) / len(lost)


def test_nobody_to_place_is_no_trouble() -> None:
    assert place_markers([], Box(0.0, 0.0, 100.0, 100.0)).seats == {}


# ------------------------------------------------------------------ the picture


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
def test_random_centers_can_be_read_and_show_everybody(size: int, lang: Lang) -> None:
    G = sg.random_buying_center(size, seed=size)
    scene = bullseye_scene(G, lang=lang)
    found = inspect(scene)
    assert found.faults() == []
    assert found.smallest_text >= 10.0
    assert found.lowest_contrast >= 4.5
    routes = find_routes(read_map_facts(G))
    assert {route.contact for route in routes} <= set(scene.cards)
    assert sorted(tie.ends or () for tie in scene.ties) == sorted(
        (route.contact, route.toward) for route in routes if route.toward is not None
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", HARD_CENTERS)
def test_hard_centers_can_be_read(name: str, lang: Lang) -> None:
    found = inspect(bullseye_scene(HARD_CENTERS[name](), lang=lang))
    assert found.faults() == []
    assert found.smallest_text >= 10.0
    assert found.lowest_contrast >= 4.5


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("sample", ["bank_mainframe", "packaging_line", "high_tech_managers"])
def test_samples_can_be_read(sample: str, lang: Lang) -> None:
    G = sg.read_csv(sg.sample_folder(sample))  # type: ignore[arg-type]
    assert inspect(bullseye_scene(G, lang=lang)).faults() == []


def test_the_numbers_are_the_shares_of_the_ranking() -> None:
    G = sg.read_csv(sg.sample_folder("packaging_line"))
    scene, shares = bullseye_scene(G), sg.rank_contacts(G)["share"]
    for contact in ("eklund", "moreau", "okafor"):
        assert share_label(float(shares[contact])) in texts(scene, contact)


def test_lines_tell_the_channel_by_colour_and_dash() -> None:
    G = everything()
    G.add_contact("rep", name="Reporter", reports_to="boss")
    looks = {tie.ends: (tie.color, tie.dash) for tie in bullseye_scene(G).ties}
    assert looks["it", "boss"] == (CHANNEL_STYLES["expertise"].color, CHANNEL_STYLES["expertise"].dash)
    assert looks["arc", "it"] == (CHANNEL_STYLES["personal"].color, CHANNEL_STYLES["personal"].dash)
    assert looks["con", "boss"] == (CHANNEL_STYLES["information"].color, CHANNEL_STYLES["information"].dash)
    assert looks["rep", "boss"] == (REPORTING.color, REPORTING.dash)
    # Expertise is unbroken, too: a reporting line is told from it by having no arrow head.
    colors = [shape.fill for shape in bullseye_scene(G).shapes if shape.layer is Layer.ARROW_HEAD]  # type: ignore[union-attr]
    assert sorted(colors[:3]) == sorted(CHANNEL_STYLES[one].color for one in ("expertise", "personal", "information"))
    assert REPORTING.color not in colors


def test_who_has_no_route_stands_in_the_list_and_has_no_line() -> None:
    scene = bullseye_scene(everything())
    # Priya Patel influences a placeholder only, who moves nobody and distrusts her; the one who left is not shown.
    assert texts(scene, "unreached") == ["No known route"]
    assert "distrusted by CFO" in " ".join(texts(scene, "aud"))
    assert {"aud", "new"} <= set(scene.cards)
    assert not {"aud", "new", "old"} & {end for tie in scene.ties for end in tie.ends or ()}
    assert "old" not in scene.cards
    rightmost = max(scene.cards[one].x1 for one in ("aud", "new"))
    assert rightmost < min(scene.cards[one].x0 for one in ("boss", "it", "con", "arc"))
    notes = " ".join(texts(scene, "footnote"))
    assert "1 tie works against and carries no route" in notes
    assert "Not shown: 1 who left." in notes


def test_a_list_without_room_counts_the_others() -> None:
    G = account()
    G.add_contact("boss", roles=["decision_maker"])
    for number in range(70):
        G.add_contact(f"c{number:02}")
    scene = bullseye_scene(G)
    (rest,) = [line for line in texts(scene, "unreached") if line.startswith("and ")]
    listed = sum(card.startswith("c") for card in scene.cards)
    assert rest == f"and {70 - listed} more"
    assert 40 < listed < 70
    assert inspect(scene).faults() == []


def test_a_crowd_is_cut_and_the_note_says_so() -> None:
    scene = bullseye_scene(crowd())
    shown = len(scene.cards)
    assert 40 <= shown <= 60
    assert f"Shown are {shown} of 75 contacts with a route" in " ".join(texts(scene, "footnote"))


def test_rings_are_named_with_their_steps() -> None:
    scene = bullseye_scene(sg.read_csv(sg.sample_folder("packaging_line")))
    assert texts(scene, "ring") == ["decides", "1 step", "2 steps", "3 steps"]
    chain = account()
    for number in range(7):
        chain.add_contact(f"c{number}", roles=["decision_maker"] if not number else [])
        if number:
            chain.add_influence(f"c{number}", f"c{number - 1}", 0.8)
    assert texts(bullseye_scene(chain), "ring")[-1] == "4 steps or more"
    assert texts(bullseye_scene(chain, lang="zh"), "ring")[-1] == "4 步及以上"


def test_key_figures_count_direct_indirect_and_none() -> None:
    header = texts(bullseye_scene(everything()), "header")
    figures = dict(zip(header[1:-2:2], header[:-2:2], strict=True))
    assert figures == {"reach it directly": "2", "through others": "1", "no known route": "2"}


def test_in_a_panel_names_stand_alone_and_the_rest_is_told(typefaces: Typefaces) -> None:
    people = read_map_facts(sg.read_csv(sg.sample_folder("packaging_line")))
    facts = BullseyeFacts(people, find_routes(people))
    draft = Draft(800.0, 420.0, typefaces)
    hidden = add_bullseye(draft, facts, Box(10.0, 10.0, 790.0, 410.0), "en", most=9)
    scene = draft.scene()
    assert len(scene.cards) == 9
    assert len(hidden) == len(facts.routes) - 9
    assert not set(hidden) & set(scene.cards)
    titles = {contact.title for contact in people.contacts}
    assert not titles & {text.string for text in scene.texts}
    assert inspect(scene).faults() == []


# ------------------------------------------------------------------ the title


def headline(facts: MapFacts, lang: Lang) -> str:
    return write_bullseye_headline(BullseyeFacts(facts, find_routes(facts)), lang)


DIRECT = tuple(TieFacts(one, "boss", 0.5) for one in "abc")
TITLES = {
    "empty": (MapFacts(), "No contacts mapped yet", "尚未录入联系人"),
    "nobody decides": (
        MapFacts(contacts=(person("a"),)),
        "Nobody on the map decides: where the routes lead is not known",
        "图上没有决策人，路径通向何处尚不清楚",
    ),
    "alone": (
        MapFacts(contacts=(person("boss", roles=("decision_maker",)),)),
        "Only who decides is on the map: nobody is known who could speak to them",
        "图上只有决策人，尚不知谁能对其说上话",
    ),
    "nobody reaches": (boss(), "Nobody on the map is known to reach who decides", "图上尚无人能影响到决策人"),
    "all directly": (
        boss(ties=DIRECT),
        "All 3 other contacts reach the decision directly",
        "其余 3 位联系人均可直达决策人",
    ),
    "some directly": (
        boss(ties=DIRECT[:2]),
        "2 of 3 other contacts reach the decision, all of them directly",
        "其余 3 位联系人中有 2 位能影响到决策人，均为直达",
    ),
    "through one": (
        boss(ties=(TieFacts("a", "c", 0.9), TieFacts("b", "c", 0.9), TieFacts("c", "boss", 0.9))),
        "All 3 other contacts reach the decision within 2 steps; C carries the word of 2 of them",
        "其余 3 位联系人均可在 2 步内影响到决策人，其中 2 位须经 C 转达",
    ),
    "some in steps": (
        boss(ties=(TieFacts("a", "c", 0.9), TieFacts("c", "boss", 0.9))),
        "2 of 3 other contacts reach the decision, within 2 steps",
        "其余 3 位联系人中有 2 位能在 2 步内影响到决策人",
    ),
}


@pytest.mark.parametrize("case", TITLES)
def test_the_title_states_the_finding(case: str) -> None:
    facts, english, chinese = TITLES[case]
    assert headline(facts, "en") == english
    assert headline(facts, "zh") == chinese


def test_the_title_names_one_who_decides_and_whom_nobody_moves() -> None:
    facts = boss(ties=DIRECT)
    other = person("zoe", roles=("decision_maker",))
    facts = replace(facts, contacts=(*facts.contacts, other))
    assert headline(facts, "en").endswith("; nobody is known to move ZOE")
    assert headline(facts, "zh").endswith("，但尚不知谁能影响 ZOE")
    facts = replace(facts, contacts=(*facts.contacts, person("yan", roles=("decision_maker",))))
    assert headline(facts, "en").endswith("; nobody is known to move 2 of the 3 who decide")


def test_the_title_says_that_who_decides_is_not_known() -> None:
    facts = boss(ties=DIRECT)
    unnamed = tuple(replace(one, status="placeholder") if one.id == "boss" else one for one in facts.contacts)
    facts = replace(facts, contacts=unnamed)
    assert headline(facts, "en").endswith("directly; who decides is not yet known")
    assert headline(facts, "zh").endswith("；决策人人选待确认")


def test_the_only_other_contact_is_no_crowd() -> None:
    facts = MapFacts(
        contacts=(person("a"), person("boss", roles=("decision_maker",))), ties=(TieFacts("a", "boss", 0.5),)
    )
    assert headline(facts, "en") == "The only other contact reaches the decision directly"


def test_one_of_several_is_one() -> None:
    facts = boss(ties=DIRECT[:1])
    assert headline(facts, "en") == "Only one of 3 other contacts reaches the decision, and does so directly"
    assert headline(facts, "zh") == "其余 3 位联系人中仅 1 位能影响到决策人，为直达"


def test_a_report_whose_word_carries_no_route_moves_nobody() -> None:
    zoe = person("zoe", roles=("decision_maker",))
    facts = boss(ties=DIRECT)
    reports = tuple(replace(one, manager="zoe") if one.id == "a" else one for one in facts.contacts)
    facts = replace(facts, contacts=(*reports, zoe))
    assert "known to move" not in headline(facts, "en")
    routes = BullseyeFacts(facts, find_routes(facts, speak_up=0.0))
    assert write_bullseye_headline(routes, "en", 0.0).endswith("; nobody is known to move ZOE")
    against = TieFacts("a", "zoe", 0.5, is_negative=True)  # is noted, so that the reporting line is no way either
    facts = replace(facts, ties=(*facts.ties, against))
    assert headline(facts, "en").endswith("; nobody is known to move ZOE")


def test_where_two_carry_as_many_nobody_is_named() -> None:
    ways = (("a", "c"), ("b", "c"), ("c", "boss"), ("e", "g"), ("f", "g"), ("g", "boss"))
    more = tuple(person(one, share=0.1) for one in "efg")
    facts = boss(ties=tuple(TieFacts(source, target, 0.9) for source, target in ways))
    facts = replace(facts, contacts=(*facts.contacts, *more))
    assert headline(facts, "en") == "All 6 other contacts reach the decision within 2 steps"


def test_carriers_are_counted_over_whole_routes() -> None:
    facts = boss(ties=(TieFacts("a", "b", 0.9), TieFacts("b", "c", 0.9), TieFacts("c", "boss", 0.9)))
    assert carriers(find_routes(facts)) == [("c", 2), ("b", 1)]


# ------------------------------------------------------------------ the public functions


def test_a_title_of_the_caller_is_used() -> None:
    assert title_of(bullseye_scene(everything(), title="Ours")) == "Ours"


def test_the_options_of_the_routes_are_used() -> None:
    G = sg.random_buying_center(20, seed=2)
    assert REPORTING.color in {tie.color for tie in bullseye_scene(G).ties}
    assert REPORTING.color not in {tie.color for tie in bullseye_scene(G, speak_up=0.0).ties}
    assert bullseye_scene(G, step_cost=0.0).ties != bullseye_scene(G).ties
    assert "a report's word counts 0.3 (ours)" in " ".join(texts(bullseye_scene(G, speak_up=0.3), "footnote"))
    assert "Reporting lines carry no route here." in " ".join(texts(bullseye_scene(G, speak_up=0.0), "footnote"))


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"lang": "de"}, UnknownTermError),
        ({"speak_up": 1.2}, OptionError),
        ({"step_cost": -0.1}, OptionError),
        ({"font": "No such family"}, OptionError),
    ],
)
def test_options_out_of_range_are_refused(options: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        bullseye_scene(everything(), **options)  # type: ignore[arg-type]


def test_anything_but_a_graph_is_refused() -> None:
    with pytest.raises(OptionError, match="buying center"):
        bullseye_scene(sg.rank_contacts(everything()))  # type: ignore[arg-type]
    broken = nx.DiGraph()
    broken.add_node("a", stance=7)
    with pytest.raises(SchemaError):
        bullseye_scene(broken)


def test_it_draws_on_the_axes_of_the_user_and_changes_no_setting() -> None:
    before = dict(mpl.rcParams)
    ax = Figure(figsize=(16, 10)).subplots()
    assert plot_bullseye(everything(), ax=ax) is ax
    assert any("reach the decision" in text.get_text() for text in ax.texts)
    assert dict(mpl.rcParams) == before


def shuffled(G: BuyingCenter) -> BuyingCenter:
    """Return the same center with contacts and ties added from the last to the first."""
    H = type(G)(**G.graph)
    H.add_nodes_from(reversed(list(G.nodes(data=True))))
    H.add_edges_from(reversed(list(G.edges(data=True))))
    return H


def test_the_order_of_the_rows_does_not_matter() -> None:
    G = sg.random_buying_center(25, seed=9)
    assert bullseye_scene(shuffled(G)) == bullseye_scene(G)
