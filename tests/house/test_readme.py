"""The README files keep their word: their code runs in order, their links lead somewhere."""

from __future__ import annotations

import doctest
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
READMES = sorted(ROOT.glob("README*.md"))
FENCE = re.compile(r"^```(?P<kind>\w*)[^\n]*\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<markdown>[^)\s]+)[^)]*\)|(?:src|href)=\"(?P<html>[^\"]+)\"")


def python_blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line on which each block of Python starts, and the block."""
    for fence in FENCE.finditer(text):
        if fence["kind"] in {"python", "py", "pycon"}:
            yield text.count("\n", 0, fence.start("code")) + 1, fence["code"]


def run_block(code: str, names: dict[str, Any], where: str, line: int) -> None:
    """Run a block of statements, or a recorded session whose outputs are compared."""
    if ">>>" not in code:
        exec(compile("\n" * (line - 1) + code, where, "exec"), names)  # noqa: S102  our own README
        return
    session = doctest.DocTestParser().get_doctest(code, names, where, where, line - 1)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    report: list[str] = []
    assert runner.run(session, out=report.append, clear_globs=False).failed == 0, "".join(report)
    names.update(session.globs)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_code_runs_in_order(readme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # in a copy of what the code may read, so that what it writes does not stay in the checkout
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "Agg")
    names: dict[str, Any] = {"__name__": "readme"}
    try:
        for line, code in python_blocks(readme.read_text(encoding="utf-8")):
            run_block(code, names, readme.name, line)
    finally:
        close_figures()


def close_figures() -> None:
    from matplotlib import pyplot as plt  # noqa: PLC0415  not needed while the tests are collected

    plt.close("all")


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_links_to_files_lead_to_files(readme: Path) -> None:
    text = FENCE.sub("", readme.read_text(encoding="utf-8"))
    targets = [hit["markdown"] or hit["html"] for hit in LINK.finditer(text)]
    local = [
        target.split("#")[0] for target in targets if "://" not in target and not target.startswith(("#", "mailto:"))
    ]
    assert [target for target in local if not (ROOT / target).exists()] == []


def test_links_to_headings_lead_to_headings() -> None:
    for readme in READMES:
        text = FENCE.sub("", readme.read_text(encoding="utf-8"))
        headings = {anchor(line) for line in text.splitlines() if line.startswith("#")}
        wanted = {hit["markdown"][1:] for hit in LINK.finditer(text) if (hit["markdown"] or "").startswith("#")}
        assert wanted <= headings, readme.name


def anchor(heading: str) -> str:
    """Return the anchor a heading gets where Markdown is shown."""
    return re.sub(r"[^\w\- ]", "", heading.lstrip("#").strip().lower()).replace(" ", "-")


def test_a_session_with_a_wrong_output_is_noticed() -> None:
    with pytest.raises(AssertionError, match="Expected"):
        run_block(">>> 1 + 1\n3\n", {}, "example", 1)


def test_statements_see_what_earlier_blocks_have_named() -> None:
    names: dict[str, Any] = {}
    run_block("a = 1\n", names, "example", 1)
    run_block(">>> b = a + 1\n>>> b\n2\n", names, "example", 1)
    run_block("c = a + b\n", names, "example", 1)
    assert names["c"] == 1 + 2
