"""The words that the command line understands."""

from __future__ import annotations

import argparse
import datetime as dt

from stakeholder_graph import __version__
from stakeholder_graph.analysis.influence.measures import MEASURES
from stakeholder_graph.cli.output import FORMATS
from stakeholder_graph.rules.severities import SEVERITIES
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES
from stakeholder_graph.vocabulary.stances import STANCE_SCALES
from stakeholder_graph.vocabulary.terms import LANGUAGES

__all__ = ["build_parser"]

_STAGE_HELP = "purchase stage, which says which roles are needed now (default: the account's)"
_FOLDER_HELP = "folder with contacts.csv and, where there are, influences, motives, team, relationships, account"


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="stakeholder-graph",
        description="Who decides a purchase, what is missing, and what to do about it.",
        epilog="Exit codes: 0 fine, 1 findings at or above --fail-on, 2 usage, 3 input invalid, 4 extra missing.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="check the tables; list everything that is wrong with them")
    _add_input(check)
    _add_format(check)

    rank = commands.add_parser("rank", help="rank the contacts by their share of the decision")
    _add_input(rank)
    _add_format(rank)
    _add_stage(rank, "weigh the contacts by their roles in this stage (default: by who decides in the end)")
    rank.add_argument(
        "--measure", choices=tuple(MEASURES), default="decision", help="what to rank by (default: decision)"
    )
    rank.add_argument("--top", type=_count, metavar="N", help="show the first N only")
    rank.add_argument(
        "--explain", metavar="CONTACT", help="explain this contact's share (id or name); not with --measure, --top"
    )

    coverage = commands.add_parser("coverage", help="list missing roles, coaches and contacts, and what to do")
    _add_input(coverage)
    _add_format(coverage)
    _add_stage(coverage)
    _add_as_of(coverage)
    _add_rules(coverage)
    _add_fail_on(coverage)

    picture = commands.add_parser("map", help="draw the influence map")
    _add_input(picture)
    _add_stage(picture)
    _add_as_of(picture)
    picture.add_argument("-o", "--output", default="influence_map.png", metavar="FILE", help="PNG, SVG or PDF to write")
    picture.add_argument("--title", help="title instead of the finding that the map states by itself")

    report = commands.add_parser("report", help="write ranking, findings and map into a folder")
    _add_input(report)
    _add_stage(report)
    _add_as_of(report)
    _add_fail_on(report)
    report.add_argument("-o", "--output", required=True, metavar="OUT", help="folder to write into")

    demo = commands.add_parser("demo", help="run everything on the sample accounts")
    demo.add_argument("--lang", choices=LANGUAGES, help="language of the output (default: that of each account)")
    demo.add_argument("-o", "--output", default="out", metavar="OUT", help="folder to write into (default: out)")
    return parser


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the output (default: en)")


def _add_input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", help=_FOLDER_HELP)
    parser.add_argument(
        "--stance-scale",
        choices=STANCE_SCALES,
        default="-1..1",
        help="scale of the stance column where its header names none; write --stance-scale=-5..5 (default: -1..1)",
    )
    _add_language(parser)


def _add_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=FORMATS, default="table", help="form of the output (default: table)")


def _add_stage(parser: argparse.ArgumentParser, help_text: str = _STAGE_HELP) -> None:
    parser.add_argument("--stage", choices=tuple(PURCHASE_STAGES), help=help_text)


def _add_as_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", type=_date, metavar="YYYY-MM-DD", help="date to judge by (default: the account's)")


def _add_rules(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rules", metavar="FILE", help="TOML file that switches rules off, re-thresholds or grades them"
    )


def _add_fail_on(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--fail-on", choices=tuple(SEVERITIES), metavar="LEVEL", help=f"exit 1 from {', '.join(SEVERITIES)} up"
    )


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("give a whole number of at least 1")
    return number


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2026-03-31") from None
