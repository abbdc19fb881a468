"""Files of every kind of picture, one by one and all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import stakeholder_graph as sg
from stakeholder_graph.errors import OptionError, UnknownTermError
from stakeholder_graph.viz.charts.saving import picture_options, picture_scene
from stakeholder_graph.viz.pictures import PICTURES

if TYPE_CHECKING:
    from pathlib import Path

OF_ONE_GRAPH = tuple(name for name in PICTURES if name not in ("history", "comparison"))


def snapshots() -> dict[object, sg.BuyingCenter]:
    return dict(sg.read_snapshots(sg.sample_folder("bank_mainframe") / "snapshots"))


@pytest.mark.parametrize("picture", PICTURES)
def test_every_picture_takes_a_language_a_title_and_a_font(picture: str) -> None:
    assert {"lang", "title", "font"} <= set(picture_options(picture))
    assert hasattr(sg, f"plot_{picture}")


def test_a_picture_that_does_not_exist_is_told() -> None:
    with pytest.raises(UnknownTermError, match="bullsey"):
        picture_scene(sg.example_buying_center(), "bullsey")


def test_an_option_that_a_picture_does_not_take_is_told(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="colour"):
        sg.save_diagram(sg.example_buying_center(), tmp_path / "x.png", picture="bullseye", colour="red")
    assert not (tmp_path / "x.png").exists()


def test_a_scene_takes_no_options(tmp_path: Path) -> None:
    scene = picture_scene(sg.example_buying_center(), "bullseye")
    with pytest.raises(OptionError, match="laid out already"):
        sg.save_diagram(scene, tmp_path / "x.png", title="Other")


def test_all_pictures_of_an_account_are_written(tmp_path: Path) -> None:
    files = sg.save_pictures(sg.example_buying_center(), tmp_path / "new", draws=200, dpi=40)
    assert list(files) == [name for name in PICTURES if name in OF_ONE_GRAPH]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in files.values())
    assert {path.stem for path in (tmp_path / "new").iterdir()} == set(OF_ONE_GRAPH)


def test_history_and_comparison_are_drawn_from_more_than_one_graph(tmp_path: Path) -> None:
    past = snapshots()
    *_, G = past.values()
    scenarios = {"today": G, "one leaves": sg.what_if(G, leave=[next(iter(G.contact_network))])}
    chosen = ["history", "comparison"]
    files = sg.save_pictures(
        G, tmp_path, pictures=chosen, snapshots=past, scenarios=scenarios, file_format="svg", lang="zh"
    )
    assert [path.name for path in files.values()] == ["history.svg", "comparison.svg"]
    assert all("<svg" in path.read_text(encoding="utf-8") for path in files.values())


@pytest.mark.parametrize(("picture", "needed"), [("history", "snapshots"), ("comparison", "scenarios")])
def test_a_picture_without_its_source_is_told(picture: str, needed: str, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=needed):
        sg.save_pictures(sg.example_buying_center(), tmp_path, pictures=[picture])


def test_an_unknown_format_is_told_before_anything_is_drawn(tmp_path: Path) -> None:
    with pytest.raises(UnknownTermError, match="gif"):
        sg.save_pictures(sg.example_buying_center(), tmp_path / "new", pictures=["bullseye"], file_format="gif")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("dpi", ["150", None, True, 0])
def test_a_resolution_that_is_no_number_is_told(dpi: Any, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="dpi"):
        sg.save_diagram(sg.example_buying_center(), tmp_path / "x.png", dpi=dpi)


@pytest.mark.parametrize("picture", PICTURES)
def test_a_font_that_is_none_is_told(picture: str) -> None:
    past = snapshots()
    *_, G = past.values()
    sources = {"history": past, "comparison": {"today": G, "same": G}}
    with pytest.raises(OptionError, match="font"):
        picture_scene(sources.get(picture, G), picture, font=3)


@pytest.mark.parametrize("pictures", ["ranking", 3])
def test_what_is_no_list_of_pictures_is_told(pictures: Any, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="a list of names of pictures"):
        sg.save_pictures(sg.example_buying_center(), tmp_path, pictures=pictures)


def test_tables_stand_for_snapshots_and_scenarios(tmp_path: Path) -> None:
    G = sg.example_buying_center()
    files = sg.save_pictures(
        G,
        tmp_path,
        pictures=["history", "comparison"],
        snapshots=sg.stance_history(snapshots()),  # type: ignore[arg-type]
        scenarios=sg.compare({"today": G, "same": G}),  # type: ignore[arg-type]
        dpi=40,
    )
    assert len(files) == 2


@pytest.mark.parametrize("picture", PICTURES)
def test_what_is_no_axes_is_told(picture: str) -> None:
    past = snapshots()
    *_, G = past.values()
    sources = {"history": past, "comparison": {"today": G, "same": G}}
    with pytest.raises(OptionError, match="Axes"):
        getattr(sg, f"plot_{picture}")(sources.get(picture, G), ax=3)


def test_the_same_scene_gives_the_same_svg(tmp_path: Path) -> None:
    scene = picture_scene(sg.example_buying_center(), "bullseye")
    one, other = (sg.save_diagram(scene, tmp_path / f"{name}.svg").read_bytes() for name in ("one", "other"))
    assert one == other
