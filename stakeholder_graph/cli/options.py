"""The options that several commands share, and how their words are read."""

from __future__ import annotations

import argparse
import datetime as dt
import math

from stakeholder_graph.analysis.influence.draws import DRAWS, FEWEST_DRAWS
from stakeholder_graph.cli.output import FORMATS
from stakeholder_graph.rules.severities import SEVERITIES
from stakeholder_graph.vocabulary.stages import PURCHASE_STAGES
from stakeholder_graph.vocabulary.stances import STANCE_SCALES
from stakeholder_graph.vocabulary.terms import LANGUAGES

__all__ = [
    "add_as_of",
    "add_draws",
    "add_fail_on",
    "add_folder",
    "add_format",
    "add_reading",
    "add_rules",
    "add_snapshots",
    "add_stage",
    "amount",
    "count",
    "date",
    "named_keys",
    "named_number",
    "tie_number",
    "whole",
]

STAGE_HELP = "purchase stage, which says which roles are needed now (default: the account's)"
FOLDER_HELP = "folder with contacts.csv and, where there are, influences, motives, team, relationships, account"


def add_folder(parser: argparse.ArgumentParser, name: str = "folder", help_text: str = FOLDER_HELP) -> None:
    """Add the folder of an account."""
    parser.add_argument(name, metavar=name.upper(), help=help_text)


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add how the tables are read, and the language of the output."""
    parser.add_argument(
        "--stance-scale",
        choices=STANCE_SCALES,
        default="-1..1",
        help="scale of the stance column where its header names none; write --stance-scale=-5..5 (default: -1..1)",
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the output (default: en)")


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add the form of the output."""
    parser.add_argument("--format", choices=FORMATS, default="table", help="form of the output (default: table)")


def add_stage(parser: argparse.ArgumentParser, help_text: str = STAGE_HELP) -> None:
    """Add the purchase stage."""
    parser.add_argument("--stage", choices=tuple(PURCHASE_STAGES), help=help_text)


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """Add the date to judge by."""
    parser.add_argument("--as-of", type=date, metavar="YYYY-MM-DD", help="date to judge by (default: the account's)")


def add_draws(parser: argparse.ArgumentParser) -> None:
    """Add how many accounts are drawn from what is not sure, and from which seed."""
    parser.add_argument(
        "--draws",
        type=drawn,
        default=DRAWS,
        metavar="N",
        help=f"Monte Carlo draws, at least {FEWEST_DRAWS} (default: {DRAWS})",
    )
    parser.add_argument("--seed", type=whole, default=0, metavar="N", help="seed of the draws (default: 0)")


def add_rules(parser: argparse.ArgumentParser) -> None:
    """Add a file of changes to the rules."""
    parser.add_argument(
        "--rules", metavar="FILE", help="TOML file that switches rules off, re-thresholds or grades them"
    )


def add_snapshots(parser: argparse.ArgumentParser) -> None:
    """Add the folder of earlier states."""
    parser.add_argument(
        "--snapshots",
        metavar="DIR",
        help="folder of earlier states, a folder such as 2026-03-31 for each; the report then says what has changed "
        "and how the account has moved (default: FOLDER/snapshots where it holds such folders)",
    )


def add_fail_on(parser: argparse.ArgumentParser) -> None:
    """Add the severity from which a finding makes the exit code 1."""
    parser.add_argument(
        "--fail-on", choices=tuple(SEVERITIES), metavar="LEVEL", help=f"exit 1 from {', '.join(SEVERITIES)} up"
    )


def whole(text: str) -> int:
    """Read a whole number of at least 0."""
    return _at_least(text, 0)


def count(text: str) -> int:
    """Read a whole number of at least 1."""
    return _at_least(text, 1)


def drawn(text: str) -> int:
    """Read a number of draws."""
    return _at_least(text, FEWEST_DRAWS)


def amount(text: str) -> float:
    """Read a number of at least 0."""
    number = _number(text)
    if not 0 <= number < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is not allowed; give a number of at least 0")
    return number


def _at_least(text: str, least: int) -> int:
    try:
        number = int(text)
    except ValueError:
        number = least - 1
    if number < least:
        raise argparse.ArgumentTypeError(f"{text!r} is not allowed; give a whole number of at least {least}")
    return number


def date(text: str) -> dt.date:
    """Read a date such as 2026-03-31."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2026-03-31") from None


def named_number(text: str) -> tuple[str, float | None]:
    """Read ``CONTACT=NUMBER``; ``CONTACT=?`` is not known.

    Examples
    --------
    >>> named_number("coo=0.6"), named_number("coo=?")
    (('coo', 0.6), ('coo', None))
    """
    name, value = _halves(text, "CONTACT=NUMBER, or CONTACT=? for not known")
    return name, None if value == "?" else _number(value)


def tie_number(text: str) -> tuple[tuple[str, str], float]:
    """Read ``SOURCE,TARGET=NUMBER``; 0 removes the tie.

    Examples
    --------
    >>> tie_number("it,cfo=0.5")
    (('it', 'cfo'), 0.5)
    """
    tie, value = _halves(text, "SOURCE,TARGET=NUMBER")
    source, comma, target = tie.partition(",")
    if not comma:
        raise argparse.ArgumentTypeError(f"{text!r} is not SOURCE,TARGET=NUMBER")
    return (source.strip(), target.strip()), _number(value)


def named_keys(text: str) -> tuple[str, tuple[str, ...]]:
    """Read ``CONTACT=ROLE,ROLE``; nothing behind the sign is no role.

    Examples
    --------
    >>> named_keys("coo=decision_maker,user"), named_keys("coo=")
    (('coo', ('decision_maker', 'user')), ('coo', ()))
    """
    name, value = _halves(text, "CONTACT=ROLE,ROLE")
    return name, tuple(part.strip() for part in value.split(",") if part.strip())


def _halves(text: str, form: str) -> tuple[str, str]:
    name, sign, value = text.rpartition("=")
    if not sign or not name.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not {form}")
    return name.strip(), value.strip()


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no number") from None
