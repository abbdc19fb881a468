#!/usr/bin/env python3
"""Everything there is to do with a checkout, in environments this file makes for itself.

    python3 run.py demo        analyse the three sample accounts, leave the pictures in out/
    python3 run.py test        style, types, layers, dependencies, then all tests with coverage
    python3 run.py lint        the same without the tests
    python3 run.py lowest      the tests on the oldest supported versions of the dependencies
    python3 run.py bench       the benchmarks
    python3 run.py docs        execute the notebooks and draw the pictures of the README, in place
    python3 run.py clean       remove what the other commands have made

Needed: Python 3.11 or newer with its venv module. An environment is kept under .env-run/ and used again
as long as the requirements, the constraints, the interpreter and the place of the checkout stay the same.
"""

import argparse
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

try:
    import tomllib
except ImportError:  # tomllib came with 3.11, so its absence dates the interpreter
    sys.exit(
        f"stakeholder_graph needs Python 3.11 or newer and this is Python {platform.python_version()}: "
        "install a newer one and start run.py with it, for example: python3.12 run.py demo"
    )

ROOT = Path(__file__).resolve().parent
ENVIRONMENTS = ROOT / ".env-run"
CACHES = (".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis", ".coverage")
MISLEADING = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}  # variables that would lead an environment astray
BRANCH_COVERAGE = 97  # percent
ORDER_SEED = 1  # with it and the ci profile below, the tests run alike for everybody who runs this file


class MendableError(Exception):
    """Something the user can mend; its text is all that is shown."""


class Step(NamedTuple):
    """One command of a run: what it is called in the summary, and the arguments of the environment's Python."""

    name: str
    arguments: tuple[str, ...]


class Recipe(NamedTuple):
    """What an environment is made of: dependency groups of pyproject.toml, and the pins they are taken with."""

    name: str
    groups: tuple[str, ...]
    constraints: str = "constraints.txt"


DEMO = Recipe("demo", ("build",))
TEST = Recipe("test", ("test", "lint"))
BENCH = Recipe("bench", ("test", "bench"))
LOWEST = Recipe("lowest", ("test",), ".ci/lowest.txt")
CHECKS = (
    Step("style", ("-m", "ruff", "check", ".")),
    Step("format", ("-m", "ruff", "format", "--check", ".")),
    Step("types", ("-m", "mypy")),
    Step("layers", ("-c", "from importlinter.cli import lint_imports_command as run; run(prog_name='lint-imports')")),
    Step("dependencies", ("-m", "deptry", ".")),
)
PYTEST = ("-m", "pytest", "-n", "2", f"--randomly-seed={ORDER_SEED}", "--hypothesis-profile=ci")
COVERAGE = ("--cov", "--cov-report=term", f"--cov-fail-under={BRANCH_COVERAGE}")
TESTS = Step("tests", (*PYTEST, *COVERAGE, "--nbmake", "tests", "stakeholder_graph", "notebooks"))
RUNS = {
    "demo": (DEMO, (Step("demo", ("-m", "stakeholder_graph", "demo", "-o", "out")),)),
    "test": (TEST, (*CHECKS, TESTS)),
    "lint": (TEST, CHECKS),
    "lowest": (LOWEST, (Step("tests", PYTEST),)),
    "bench": (BENCH, tuple(Step(name, (f"benchmarks/{name}.py",)) for name in ("account", "certainty", "pictures"))),
    "docs": (TEST, (Step("notebooks", ("notebooks/execute.py",)), Step("pictures", ("docs/draw.py",)))),
}


def requirements(recipe: Recipe) -> list[str]:
    """Return the requirement strings of the library and of the recipe's dependency groups."""
    tables = project_tables()
    groups = tables["dependency-groups"]

    def members(group: str) -> list[str]:
        nested = ([entry] if isinstance(entry, str) else members(entry["include-group"]) for entry in groups[group])
        return [requirement for part in nested for requirement in part]

    wanted = [requirement for group in recipe.groups for requirement in members(group)]
    return list(dict.fromkeys(tables["project"]["dependencies"] + wanted))


def project_tables() -> dict[str, Any]:
    """Read pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def fingerprint(recipe: Recipe) -> str:
    """Return a hash of all that decides what an environment contains, its place included (it cannot be moved)."""
    tables = project_tables()
    settled = [recipe, ROOT, sys.version, sys.base_prefix, platform.machine(), requirements(recipe)]
    settled += [tables["build-system"], tables["project"], tables["tool"]["hatch"]]
    settled.append((ROOT / recipe.constraints).read_text(encoding="utf-8"))
    return hashlib.sha256(repr(settled).encode()).hexdigest()


def python_of(place: Path) -> Path:
    """Return the interpreter of an environment."""
    return place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def child_variables() -> dict[str, str]:
    """Return the environment variables of everything started here: UTF-8, no windows, caches beside this file."""
    kept = {name: value for name, value in os.environ.items() if name not in MISLEADING}
    kept |= {"PYTHONUTF8": "1", "MPLBACKEND": "Agg", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    for name in ("MPLCONFIGDIR", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        kept.setdefault(name, str(ENVIRONMENTS / "caches" / name.lower()))
    return kept


def call(*command: object) -> int:
    """Run a command from the top of the checkout, let its output through, return its exit code."""
    sys.stdout.flush()
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=child_variables(), check=False).returncode


def ensure_environment(recipe: Recipe) -> Path:
    """Return the interpreter of a complete environment for the recipe, making it where it is missing or outdated."""
    place = ENVIRONMENTS / recipe.name
    stamp = place / "complete"
    wanted = fingerprint(recipe)
    if python_of(place).exists() and stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return python_of(place)
    uv = shutil.which("uv")
    if uv is None:
        require_venv()
    started = time.monotonic()
    print(f"Making the environment {place.relative_to(ROOT)} (once; a minute or two) ...")
    remove(place)
    if uv is None or not make_with_uv(place, recipe, uv):
        make_with_pip(place, recipe)
    stamp.write_text(wanted, encoding="utf-8")  # last: an interrupted installation leaves no stamp and is remade
    print(f"... made in {time.monotonic() - started:.0f} s.\n")
    return python_of(place)


def make_with_uv(place: Path, recipe: Recipe, uv: str) -> bool:
    """Make the environment by uv; say whether it is there now."""
    installer = (uv, "pip", "install", "--quiet", "--python", python_of(place))
    if call(uv, "venv", "--quiet", "--python", sys.executable, place) == 0 and install(recipe, *installer):
        return True
    print("uv could not make it (its words stand above); trying venv and pip instead.")
    return False


def make_with_pip(place: Path, recipe: Recipe) -> None:
    """Make the environment by the standard venv module and the pip it brings along."""
    require_venv()
    remove(place)
    if call(sys.executable, "-m", "venv", place) != 0:
        raise MendableError(f"python -m venv failed (see above): is {ROOT} writable and the disk not full?")
    if not install(recipe, python_of(place), "-m", "pip", "install", "--quiet", "--no-input"):
        raise MendableError(
            "pip could not install the requirements (its words stand above). If it found no connection: set "
            "HTTPS_PROXY, or PIP_INDEX_URL for a mirror; then run this again, the environment is remade."
        )


def require_venv() -> None:
    """Raise where the interpreter cannot make environments."""
    for name in ("venv", "ensurepip"):
        found = importlib.util.find_spec(name)
        if found is None or found.origin is None:  # without an origin it is only an empty folder of that name
            raise MendableError(
                f"{sys.executable} lacks its standard module {name}, which makes environments: install it "
                "(Debian and Ubuntu: apt install python3-venv) or put uv on the path, then run this again."
            )


def install(recipe: Recipe, *installer: object) -> bool:
    """Install the pinned requirements, then the library itself in place; say whether both worked."""
    pinned = ("-c", ROOT / recipe.constraints, *requirements(recipe))
    in_place = ("--no-deps", "--no-build-isolation", "-e", ROOT)
    return call(*installer, *pinned) == 0 and call(*installer, *in_place) == 0


def remove(path: Path) -> None:
    """Remove a file or folder made here, if it is there."""
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise MendableError(f"cannot remove {path} ({error.strerror}): close what uses it, try again.") from error


def run_steps(python: Path, steps: tuple[Step, ...]) -> int:
    """Run all steps whatever their outcome, sum several up, return the exit code of the first that failed."""
    codes, lines = [], []
    for step in steps:
        print(f"--- {step.name}")
        started = time.monotonic()
        codes.append(call(python, *step.arguments))
        verdict = "ok" if codes[-1] == 0 else f"FAILED ({codes[-1]})"
        lines.append(f"{step.name:20}{verdict:14}{time.monotonic() - started:7.1f} s")
    if len(steps) > 1:
        print("\n" + "\n".join(lines))
    return next((code for code in codes if code != 0), 0)


def run(command: str) -> int:
    """Carry out one command of the command line."""
    if command == "clean":
        made_here = (".env-run", "out", *CACHES)
        for name in made_here:
            remove(ROOT / name)
        print("Removed: " + ", ".join(made_here))
        return 0
    recipe, steps = RUNS[command]
    code = run_steps(ensure_environment(recipe), steps)
    if command == "demo" and code == 0:
        print("\nThe pictures, and the reports to open in a browser, are here:")
        found = (path for ending in ("*.png", "*.html") for path in (ROOT / "out").rglob(ending))
        print("\n".join(str(path) for path in sorted(found)))
    return code


def main() -> int:
    """Read the command line, run it, put failures in one line."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a path may not fit the console
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=(*RUNS, "clean"))
    try:
        return run(parser.parse_args().command)
    except (MendableError, OSError) as failure:
        print(f"run.py: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
