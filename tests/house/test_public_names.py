"""A walk over the public names: each exists, says what it does, and shows it."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import stakeholder_graph as sg

if TYPE_CHECKING:
    from pathlib import Path

NAMES = tuple(sg.__all__)
FUNCTIONS = tuple(name for name in NAMES if inspect.isfunction(getattr(sg, name)))
CLASSES = tuple(name for name in NAMES if inspect.isclass(getattr(sg, name)))
UNDERLINED = re.compile(r"^(?P<title>[A-Z][A-Za-z ]+)\n-{3,}$", re.MULTILINE)
KNOWN_SECTIONS = ["Parameters", "Attributes", "Returns", "Yields", "Raises", "Warns", "Warnings", "See Also", "Notes",
                  "References", "Examples"]  # fmt: skip


def sections(documented: object) -> dict[str, str]:
    """Split a numpydoc docstring into its sections; the text before them is under the empty name."""
    text = inspect.getdoc(documented) or ""
    cuts = list(UNDERLINED.finditer(text))
    ends = [*(cut.start() for cut in cuts), len(text)][1:]
    found = {cut["title"]: text[cut.end() : end].strip("\n") for cut, end in zip(cuts, ends, strict=True)}
    return {"": text[: cuts[0].start()] if cuts else text} | found


def documented_names(section: str) -> list[str]:
    """Return the names a Parameters section describes, without stars."""
    heads = [line.split(":")[0] for line in section.splitlines() if line and not line.startswith(" ")]
    return [name.strip().lstrip("*") for head in heads for name in head.split(",")]


def test_public_names_are_unique_and_public() -> None:
    assert len(NAMES) == len(set(NAMES))
    assert [name for name in NAMES if name.startswith("_")] in ([], ["__version__"])


@pytest.mark.parametrize("name", NAMES)
def test_exists_and_is_listed(name: str) -> None:
    assert getattr(sg, name) is not None
    assert name in dir(sg)


def test_type_checkers_read_the_same_names_from_the_same_modules() -> None:
    checked = next(node for node in ast.parse(inspect.getsource(sg)).body if isinstance(node, ast.If))
    read = {alias.asname: (node.module, alias.name) for node in checked.body for alias in node.names}  # type: ignore[attr-defined]
    assert read == {name: (f"stakeholder_graph.{home}", name) for name, home in sg._HOMES.items()}


def test_the_parts_of_the_package_are_there_before_anything_is_loaded() -> None:
    ask = "import stakeholder_graph as sg; print(sg.errors.SchemaError is sg.SchemaError, 'viz' in dir(sg))"
    command = [sys.executable, "-c", ask]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout.split() == ["True", "True"]


def test_what_is_not_public_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'rank_everything'"):
        sg.rank_everything  # noqa: B018


def test_a_map_is_drawn_without_waiting_for_pandas(tmp_path: Path) -> None:
    draw = "import stakeholder_graph as sg, sys; sg.save_diagram(sg.example_buying_center(), sys.argv[1])"
    ask = "; print('pandas' in sys.modules, 'stakeholder_graph.reports' in sys.modules)"
    command = [sys.executable, "-c", draw + ask, str(tmp_path / "map.png")]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout.split() == ["False", "False"]


@pytest.mark.parametrize("name", FUNCTIONS + CLASSES)
def test_starts_with_one_sentence(name: str) -> None:
    first = sections(getattr(sg, name))[""].strip().split("\n\n")[0]
    assert first.endswith((".", "?"))
    assert "\n" not in first


@pytest.mark.parametrize("name", FUNCTIONS + CLASSES)
def test_sections_are_known_and_in_order(name: str) -> None:
    titles = [title for title in sections(getattr(sg, name)) if title]
    assert titles == [title for title in KNOWN_SECTIONS if title in titles]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_parameter_is_described(name: str) -> None:
    function = getattr(sg, name)
    wanted = list(inspect.signature(function).parameters)
    assert documented_names(sections(function).get("Parameters", "")) == wanted


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_result_is_described(name: str) -> None:
    function = getattr(sg, name)
    returns_something = inspect.signature(function).return_annotation not in (None, "None")
    assert ("Returns" in sections(function)) == returns_something


@pytest.mark.parametrize("name", FUNCTIONS)
def test_shows_an_example(name: str) -> None:
    assert ">>> " in sections(getattr(sg, name)).get("Examples", "")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_is_annotated(name: str) -> None:
    signature = inspect.signature(getattr(sg, name))
    bare = [p.name for p in signature.parameters.values() if p.annotation is p.empty]
    assert bare == []
    assert signature.return_annotation is not signature.empty


@pytest.mark.parametrize("name", FUNCTIONS)
def test_options_are_named_by_the_caller(name: str) -> None:
    parameters = inspect.signature(getattr(sg, name)).parameters.values()
    in_place = [p for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    # None: a table that may be missing; a seed stands beside the size of what is drawn
    assert [p.name for p in in_place if p.default not in (p.empty, None) and p.name != "seed"] == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_no_function_bears_the_name_of_its_module(name: str) -> None:
    assert getattr(sg, name).__module__.rsplit(".", 1)[-1] != name  # the one would hide the other
