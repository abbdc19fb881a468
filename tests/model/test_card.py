from __future__ import annotations

import datetime as dt
from html.parser import HTMLParser

import networkx as nx
import pytest

import stakeholder_graph as sg
from stakeholder_graph.model.card import render_card

EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)>&"\''


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found, self.attributes, self.text = set(), set(), ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.text += data


def test_everything_from_the_data_is_escaped():
    G = nx.DiGraph(account=EVIL, purchase=EVIL, stage=EVIL, as_of=EVIL)
    G.add_node(EVIL, name=EVIL, roles=(EVIL,), department=EVIL, stance=0.5)
    tags = Tags(render_card(G))
    assert tags.found == {"div"} | {"span"}
    assert tags.attributes == {"style"}
    assert EVIL in tags.text


def test_the_card_says_what_is_there_and_what_is_not_known():
    G = sg.BuyingCenter(account="Northbank", purchase="Mainframe", stage="evaluate", as_of=dt.date(2026, 6, 30))
    G.add_contact("a", name="Li Na", department="Finance", level=1, roles=["decision_maker"], stance=0.7)
    G.add_contact("b", stance=-0.1)
    G.add_teammate("t")
    G.add_relationship("t", "a", relationship="trusted")
    G.add_influence("b", "a", 0.4)
    text = Tags(G._repr_html_()).text
    assert "Northbank" in text
    assert "Mainframe · search and evaluation · 2026-06-30" in text
    assert "2 contacts · 1 influence ties · 1 of ours" in text
    assert "decision maker 1" in text
    assert "no gatekeeper" in text
    assert "1 strong supporter" in text
    assert "1 neutral" in text
    assert "not known: name 1, department 1, level 1, roles 1, relationship 1" in text


def test_two_contacts_of_whom_nothing_is_known_are_still_two():
    G = sg.BuyingCenter()
    for contact in "ab":
        G.add_contact(contact)
    G.add_teammate("t")
    G.add_relationship("t", "a", relationship="familiar")
    assert "relationship 1" in render_card(G)


def test_a_card_without_gaps_says_so():
    G = sg.BuyingCenter()
    G.add_contact("a", name="A", department="D", level=1, roles=["user"], stance=0, relationship="familiar")
    assert "nothing unknown in the main columns" in render_card(G)


@pytest.mark.parametrize("G", [sg.BuyingCenter(), sg.example_buying_center(), sg.random_buying_center(40, 2)])
def test_any_graph_has_a_card_without_style_sheets_or_scripts(G):
    html = render_card(G)
    assert html.count("<div") == html.count("</div>")
    assert Tags(html).attributes == {"style"}
