"""What is kept in the repository: no traces of machines, whole notebooks, described data, pins."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
TABLES = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

# Written so that no pattern finds itself in this file.
TRACES = {
    "a path of somebody's machine": re.compile(r"(?<![\w.~/-])/(work|tmp|root|home|Users)/\w"),
    "the host of a package registry": re.compile(r"pypi[.](org|python)|python[h]osted|/[s]imple/|[i]ndex-url +http"),
    "an unfinished thing": re.compile(r"\b(TO[D]O|FIX[M]E|X[X]X)\b"),
    "a conflict left by a merge": re.compile(r"^(<{7}|>{7}) ", re.MULTILINE),
}
PICTURES = re.compile(r"data:[a-z/+.-]+;base64,[A-Za-z0-9+/=\s\\]+")


def kept_files() -> list[Path]:
    """Return the files of the repository, those not yet committed included."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        return []
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8")
    return [ROOT / name for name in sorted(filter(None, done.stdout.split("\0"))) if (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """Return what a file says in words: pictures inside notebooks and pages left out, nothing for binary files."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
    if path.suffix == ".ipynb":
        notebook = json.loads(text)
        for output in (output for cell in notebook["cells"] for output in cell.get("outputs", [])):
            output["data"] = {
                kind: data for kind, data in output.get("data", {}).items() if not kind.startswith("image/")
            }
        text = json.dumps(notebook, ensure_ascii=False, indent=1)
    return PICTURES.sub("", text)


@pytest.mark.parametrize("trace", TRACES)
def test_no_traces(trace: str) -> None:
    files = kept_files()
    if not files:
        pytest.skip("not a git checkout")
    found = {
        f"{path.relative_to(ROOT).as_posix()}:{text.count(chr(10), 0, hit.start()) + 1}: {hit[0]}"
        for path in files
        for text in [text_of(path)]
        for hit in TRACES[trace].finditer(text)
    }
    assert sorted(found) == []


def test_the_patterns_find_what_they_are_for() -> None:
    samples = ["see /" + "home/someone/x", "https://pypi" + ".org/simple", "# TO" + "DO later", "<" * 7 + " HEAD"]
    assert [bool(pattern.search(text)) for pattern, text in zip(TRACES.values(), samples, strict=True)] == [True] * 4
    assert not TRACES["a path of somebody's machine"].search("https://example.com/home/page")


def test_texts_are_utf8() -> None:
    kinds = {".py", ".md", ".toml", ".txt", ".yml", ".ipynb", ".svg"}
    for path in kept_files():
        if path.suffix in kinds:
            path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_kept_with_outputs_and_without_errors(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code" and "".join(cell["source"]).strip()]
    outputs = [output for cell in code for output in cell["outputs"]]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))  # one run, from top to bottom
    assert outputs
    assert [output for output in outputs if output["output_type"] == "error"] == []
    assert ["".join(output["text"]) for output in outputs if output.get("name") == "stderr"] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_bear_no_mark_of_who_ran_them(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert "version" not in notebook["metadata"]["language_info"]
    assert [cell["id"] for cell in notebook["cells"] if "execution" in cell["metadata"]] == []


@pytest.mark.parametrize(
    "folder", sorted(path for path in (ROOT / "data").iterdir() if path.is_dir()), ids=lambda p: p.name
)
def test_data_is_described(folder: Path) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    tables = [path.name for path in folder.iterdir() if path.suffix != ".md"]
    assert tables
    assert [name for name in tables if name not in readme] == []


def pins() -> dict[str, list[Requirement]]:
    """Return the pins of constraints.txt by package."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found: dict[str, list[Requirement]] = {}
    for line in lines:
        if line and not line.startswith("#"):
            pin = Requirement(line)
            found.setdefault(canonicalize_name(pin.name), []).append(pin)
    return found


def requirements() -> list[Requirement]:
    """Return every requirement that pyproject.toml states."""
    stated = [*TABLES["project"]["dependencies"]]
    stated += [line for lines in TABLES["project"].get("optional-dependencies", {}).values() for line in lines]
    stated += [line for lines in TABLES["dependency-groups"].values() for line in lines if isinstance(line, str)]
    return [Requirement(line) for line in stated]


def test_every_requirement_is_pinned_within_its_range() -> None:
    pinned = pins()
    for requirement in requirements():
        for pin in pinned[canonicalize_name(requirement.name)]:
            (only,) = pin.specifier
            assert only.operator == "=="
            assert requirement.specifier.contains(only.version), requirement


def test_every_pin_is_unambiguous() -> None:
    for name, choices in pins().items():
        assert len([pin for pin in choices if pin.marker is None or pin.marker.evaluate()]) <= 1, name


def test_the_lowest_versions_are_those_promised() -> None:
    lines = (ROOT / ".ci/lowest.txt").read_text(encoding="utf-8").splitlines()
    lowest = {Requirement(line).name: Requirement(line).specifier for line in lines if not line.startswith("#")}
    for requirement in (Requirement(line) for line in TABLES["project"]["dependencies"]):
        (bound,) = requirement.specifier
        (pin,) = lowest[requirement.name]
        assert (bound.operator, pin.operator) == (">=", "==")
        assert requirement.specifier.contains(pin.version)
        assert pin.version.startswith(bound.version)


def test_run_py_needs_the_standard_library_only() -> None:
    code = "import runpy; runpy.run_path('run.py', run_name='looked_at')"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_run_py_knows_the_groups_it_installs() -> None:
    code = (
        "import runpy; house = runpy.run_path('run.py', run_name='looked_at')\n"
        "for recipe in dict.fromkeys(recipe for recipe, _ in house['RUNS'].values()):\n"
        "    print(recipe.name, len(house['requirements'](recipe)), len(house['fingerprint'](recipe)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["demo", "test", "lowest", "bench"]
