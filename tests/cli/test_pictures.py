"""The commands that draw: all pictures, some, one of a comparison."""

from __future__ import annotations

from pathlib import Path

import pytest

import stakeholder_graph as sg
from stakeholder_graph.cli.main import EXIT_OK, EXIT_USAGE, main

Output = pytest.CaptureFixture[str]
BANK, PACKAGING = (str(sg.sample_folder(name)) for name in ("bank_mainframe", "packaging_line"))


def test_pictures_writes_those_that_are_named_and_prints_their_paths(capsys: Output, tmp_path: Path) -> None:
    words = ["pictures", BANK, "-o", str(tmp_path / "图"), "--lang", "zh", "--file-format", "svg"]
    assert main([*words, "--only", "bullseye", "history"]) == EXIT_OK
    paths = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [path.name for path in paths] == ["bullseye.svg", "history.svg"]
    assert all(path.read_text(encoding="utf-8").startswith("<?xml") for path in paths)


def test_a_picture_that_needs_snapshots_says_so(capsys: Output, tmp_path: Path) -> None:
    assert main(["pictures", PACKAGING, "-o", str(tmp_path), "--only", "history"]) == EXIT_USAGE
    assert "history needs dated snapshots" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_comparison_is_drawn_beside_its_table(capsys: Output, tmp_path: Path) -> None:
    target = tmp_path / "what if.png"
    assert main(["whatif", PACKAGING, "--leave", "brandt", "--picture", str(target)]) == EXIT_OK
    assert "today" in capsys.readouterr().out
    assert target.read_bytes().startswith(b"\x89PNG")
    assert main(["whatif", PACKAGING, "--leave", "brandt", "--picture", str(tmp_path / "x.gif")]) == EXIT_USAGE
    assert capsys.readouterr().out == ""  # nothing is printed before the picture is there
