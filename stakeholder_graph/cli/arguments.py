"""The words that the command line understands."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from stakeholder_graph import __version__
from stakeholder_graph.analysis.forecast.decision_rules import RULES
from stakeholder_graph.analysis.influence.measures import MEASURES
from stakeholder_graph.cli.options import (
    add_as_of,
    add_draws,
    add_fail_on,
    add_folder,
    add_format,
    add_reading,
    add_rules,
    add_snapshots,
    add_stage,
    amount,
    count,
    named_keys,
    named_number,
    tie_number,
)
from stakeholder_graph.viz.pictures import FILE_FORMATS, PAGE_SIZES, PICTURES
from stakeholder_graph.vocabulary.terms import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  argparse has no public name for it

__all__ = ["build_parser"]

_TARGET_STAGE = "weigh the contacts by their roles in this stage (default: by who decides in the end)"


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="stakeholder-graph",
        description="Who decides a purchase, where it leans, what is missing, and what to do about it.",
        epilog="Exit codes: 0 fine, 1 findings at or above --fail-on, 2 usage, 3 input invalid, 4 extra missing.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (_add_map_commands, _add_decision_commands, _add_change_commands, _add_writing_commands):
        add(commands)
    return parser


def _add(
    commands: Commands, name: str, help_text: str, *options: Callable[[argparse.ArgumentParser], None]
) -> argparse.ArgumentParser:
    """Add a command about the account in a folder, with the options that it shares with others."""
    parser = commands.add_parser(name, help=help_text)
    for add in (add_folder, add_reading, *options):
        add(parser)
    return parser


def _add_map_commands(commands: Commands) -> None:
    _add(commands, "check", "check the tables; list everything that is wrong with them", add_format)

    rank = _add(commands, "rank", "rank the contacts by their share of the decision", add_format)
    add_stage(rank, _TARGET_STAGE)
    rank.add_argument(
        "--measure", choices=tuple(MEASURES), default="decision", help="what to rank by (default: decision)"
    )
    rank.add_argument("--top", type=count, metavar="N", help="show the first N only")
    rank.add_argument(
        "--explain", metavar="CONTACT", help="explain this contact's share (id or name); not with --measure, --top"
    )
    help_text = "list missing roles, coaches and contacts, and what to do"
    _add(commands, "coverage", help_text, add_format, add_stage, add_as_of, add_rules, add_fail_on)


def _add_decision_commands(commands: Commands) -> None:
    forecast = _add(commands, "forecast", "say where the decision leans, and by whom", add_format, add_draws)
    forecast.add_argument("--rule", choices=tuple(RULES), default="weighted", help="how those who decide vote")
    forecast.add_argument("--quota", type=count, metavar="K", help="yes votes needed; with --rule quota")
    forecast.add_argument("--rounds", type=count, metavar="N", help="after so many rounds of talk (default: at rest)")

    moves = _add(commands, "next", "say whose mind to work on next, and how", add_format, add_as_of)
    moves.add_argument("--top", type=count, metavar="N", help="show the first N only")
    moves.add_argument("--visits", type=amount, metavar="BUDGET", help="plan the visits that fit a budget instead")

    paths = _add(commands, "paths", "say who can introduce us, and how reliably", add_format, add_as_of)
    paths.add_argument("--to", metavar="CONTACT", help="to whom (id or name; default: to those who decide)")
    paths.add_argument("-k", type=count, default=3, metavar="K", help="how many paths (default: 3)")

    certainty = _add(commands, "certainty", "say how sure the ranking and the lean are", add_format, add_draws)
    certainty.add_argument(
        "--top", type=count, default=3, metavar="K", help="chance of the first K places (default: 3)"
    )

    ask = _add(commands, "ask", "say what to find out first, and whom to ask", add_format, add_draws, add_as_of)
    ask.add_argument("--limit", type=count, default=10, metavar="N", help="how many questions (default: 10)")


def _add_change_commands(commands: Commands) -> None:
    whatif = _add(commands, "whatif", "compare the account with a changed one", add_format, add_stage, add_as_of)
    changes = (
        ("--stance", "CONTACT=NUMBER", named_number, "set a stance; CONTACT=? for not known"),
        ("--weight", "SOURCE,TARGET=NUMBER", tie_number, "set, add or (0) remove an influence tie"),
        ("--role", "CONTACT=ROLE,ROLE", named_keys, "set the roles of a contact"),
        ("--leave", "CONTACT", str, "let somebody leave"),
        ("--join", "CONTACT=ROLE,ROLE", named_keys, "let somebody join, with roles"),
    )
    for option, form, read, help_text in changes:
        whatif.add_argument(option, metavar=form, type=read, action="append", default=[], help=help_text)
    whatif.add_argument("--picture", metavar="FILE", help="draw the comparison too: PNG, SVG or PDF to write")

    changed = commands.add_parser("diff", help="say what changed between two folders of one account")
    add_folder(changed, "before", "folder of the earlier state")
    add_folder(changed, "after", "folder of the later state")
    for add in (add_reading, add_format):
        add(changed)
    _add(commands, "history", "follow an account over a folder of dated snapshots", add_format)


def _add_writing_commands(commands: Commands) -> None:
    picture = _add(commands, "map", "draw the influence map", add_stage, add_as_of)
    picture.add_argument("-o", "--output", default="influence_map.png", metavar="FILE", help="PNG, SVG or PDF to write")
    picture.add_argument("--title", help="title instead of the finding that the map states by itself")
    picture.add_argument(
        "--size", choices=PAGE_SIZES, help="page (1600x1000) or wide (default: by the number of people)"
    )

    help_text = "draw every picture of the account, or some, into a folder"
    album = _add(commands, "pictures", help_text, add_stage, add_as_of, add_draws, add_snapshots)
    album.add_argument("-o", "--output", required=True, metavar="OUT", help="folder to write into")
    drawn_of_one = tuple(name for name in PICTURES if name != "comparison")  # that one is drawn by whatif
    album.add_argument("--only", nargs="+", choices=drawn_of_one, metavar="NAME", help=f"of: {', '.join(drawn_of_one)}")
    album.add_argument("--file-format", choices=FILE_FORMATS, default="png", help="format of the files (default: png)")

    help_text = "write everything that can be said of the account into a folder"
    options = (add_stage, add_as_of, add_draws, add_snapshots, add_rules, add_fail_on)
    report = _add(commands, "report", help_text, *options)
    report.add_argument("-o", "--output", required=True, metavar="OUT", help="folder to write into")

    demo = commands.add_parser("demo", help="run everything on the sample accounts")
    demo.add_argument("--lang", choices=LANGUAGES, help="language of the output (default: that of each account)")
    demo.add_argument("-o", "--output", default="out", metavar="OUT", help="folder to write into (default: out)")
