"""What importing costs and which floor may import which."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEPENDENCIES = "import networkx, numpy, pandas"
FOREIGN = ("matplotlib", "scipy", "pyarrow", "igraph", "IPython", "openpyxl", "xlsxwriter", "PIL")


def loaded_after(statement: str) -> set[str]:
    """Return the top-level modules a fresh interpreter has loaded after a statement."""
    code = f"{statement}\nimport sys; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    return set(done.stdout.split())


def test_importing_the_library_loads_no_drawing_and_no_extras() -> None:
    # pandas loads pyarrow itself where it is installed: that is no fault of ours
    ours = loaded_after("import stakeholder_graph") - loaded_after(DEPENDENCIES)
    assert "stakeholder_graph" in ours
    assert ours.isdisjoint(FOREIGN)


def test_naming_the_public_names_loads_no_drawing() -> None:
    ours = loaded_after("import stakeholder_graph; dir(stakeholder_graph)") - loaded_after(DEPENDENCIES)
    assert ours.isdisjoint(FOREIGN)


def test_imports_only_go_down() -> None:
    pytest.importorskip("importlinter")
    call = "from importlinter.cli import lint_imports_command as run; run(prog_name='lint-imports')"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", call],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout


def test_every_part_of_the_library_has_its_floor() -> None:
    tables = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for contract in tables["tool"]["importlinter"]["contracts"]:
        named = {name.strip(" ()") for layer in contract["layers"] for name in layer.replace(":", "|").split("|")}
        (container,) = contract["containers"]
        package = ROOT / Path(*container.split("."))
        parts = {path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
        assert parts - {"__init__", "__main__"} == named
