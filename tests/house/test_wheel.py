"""What is built and handed out: the wheel and the source archive."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

pytest.importorskip("hatchling")

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def build(target: str, folder: Path) -> Path:
    """Build into a folder and return the file; hatchling runs in this environment, so nothing is downloaded."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the wheel as an installer would have left it."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)  # noqa: S202  built a moment ago
    return folder


def run_installed(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python away from the checkout, with the unpacked wheel before everything else."""
    variables = os.environ | {"PYTHONPATH": str(installed), "PYTHONUTF8": "1", "MPLBACKEND": "Agg"}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=installed.parent, env=variables, check=False, capture_output=True, text=True, encoding="utf-8"
    )


def test_every_file_of_the_package_is_in_the_wheel(names: set[str]) -> None:
    package = ROOT / "stakeholder_graph"
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted <= names


@pytest.mark.parametrize(
    "file",
    [
        "stakeholder_graph/py.typed",
        "stakeholder_graph/model/schema.toml",
        "stakeholder_graph/vocabulary/words.toml",
        "stakeholder_graph/viz/fonts/OFL.txt",
    ],
)
def test_what_is_not_code_travels_along(names: set[str], file: str) -> None:
    assert file in names


def test_fonts_travel_along(names: set[str]) -> None:
    assert [
        name for name in names if name.startswith("stakeholder_graph/viz/fonts/") and name.endswith((".ttf", ".otf"))
    ]


def test_all_sample_accounts_travel_along(names: set[str]) -> None:
    wanted = {f"stakeholder_graph/data/{path.relative_to(ROOT / 'data').as_posix()}" for path in data_files()}
    assert wanted
    assert wanted <= names


def data_files() -> list[Path]:
    return [path for path in (ROOT / "data").rglob("*") if path.is_file()]


def test_the_wheel_holds_the_package_and_its_metadata_only(names: set[str]) -> None:
    assert {name.split("/")[0] for name in names} == {
        "stakeholder_graph",
        f"stakeholder_graph-{PROJECT['version']}.dist-info",
    }
    assert not [name for name in names if name.endswith(".pyc") or Path(name).name.startswith(("test_", "conftest"))]


def test_metadata(wheel: Path, names: set[str]) -> None:
    (place,) = (name for name in names if name.endswith(".dist-info/METADATA"))
    with zipfile.ZipFile(wheel) as archive:
        metadata = Parser().parsestr(archive.read(place).decode())
    assert metadata["Name"] == "stakeholder-graph"
    assert metadata["Version"] == PROJECT["version"]
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT AND OFL-1.1"
    assert metadata.get_all("License-File") == ["LICENSE", "stakeholder_graph/viz/fonts/OFL.txt"]
    core = {line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line}
    assert core == set(PROJECT["dependencies"])
    assert metadata.get_payload().strip() == (ROOT / "README.md").read_text(encoding="utf-8").strip()


def test_the_version_is_the_same_everywhere(installed: Path) -> None:
    done = run_installed(installed, "-c", "import stakeholder_graph as sg; print(sg.__version__, sg.__file__)")
    assert done.stderr == ""
    version, file = done.stdout.strip().split(" ", 1)
    assert version == PROJECT["version"]
    assert Path(file).is_relative_to(installed)  # and not the checkout's


def test_the_command_is_installed_and_speaks(names: set[str], wheel: Path, installed: Path) -> None:
    (place,) = (name for name in names if name.endswith(".dist-info/entry_points.txt"))
    with zipfile.ZipFile(wheel) as archive:
        entry = archive.read(place).decode()
    assert "stakeholder-graph = stakeholder_graph.cli.main:main" in entry
    call = "import sys; from stakeholder_graph.cli.main import main; sys.exit(main(['--help']))"
    done = run_installed(installed, "-c", call)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: stakeholder-graph")


def test_the_samples_can_be_read_without_the_checkout(installed: Path) -> None:
    code = (
        "from stakeholder_graph.io.samples import SAMPLES, sample_folder\n"
        "import stakeholder_graph as sg\n"
        "for name in SAMPLES: print(sample_folder(name)); sg.rank_contacts(sg.read_csv(sample_folder(name)))\n"
    )
    done = run_installed(installed, "-c", code)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(Path(line).is_relative_to(installed) for line in done.stdout.splitlines())


def test_the_source_archive_can_be_tested(tmp_path: Path) -> None:
    with tarfile.open(build("sdist", tmp_path)) as archive:
        inside = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert {"run.py", "constraints.txt", ".ci/lowest.txt", "LICENSE", "README.md", "pyproject.toml"} <= inside
    assert {name.split("/")[0] for name in inside} >= {"stakeholder_graph", "data", "tests", "notebooks", "benchmarks"}
