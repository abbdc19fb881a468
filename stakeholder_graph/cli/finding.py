"""What the words of a command name: the account in a folder, its earlier states, a contact by id or by name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from stakeholder_graph.errors import OptionError
from stakeholder_graph.io.csv_reading import read_csv
from stakeholder_graph.io.snapshots import holds_snapshots, read_snapshots
from stakeholder_graph.reports.wording import say

if TYPE_CHECKING:
    import argparse
    import datetime as dt

    from stakeholder_graph.model.buying_center import BuyingCenter
    from stakeholder_graph.vocabulary.stances import StanceScale
    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["UsageError", "find_anybody", "find_contact", "names_of", "read_account", "read_past"]


class UsageError(Exception):
    """Words of the command line that do not go together; the message is what is printed."""


def read_account(arguments: argparse.Namespace) -> BuyingCenter:
    """Read the account that a command is about."""
    return read_csv(arguments.folder, stance_scale=arguments.stance_scale)


def read_past(
    account: str | Path, snapshots: str | None = None, stance_scale: StanceScale = "-1..1"
) -> dict[dt.date, BuyingCenter] | None:
    """Read the earlier states of an account: those that are named, else those beside its tables; None without any."""
    beside = Path(account) / "snapshots"
    if snapshots is None and not holds_snapshots(beside):
        return None
    return read_snapshots(beside if snapshots is None else snapshots, stance_scale=stance_scale)


def find_contact(G: BuyingCenter, wanted: str, lang: Language, *, option: str) -> str:
    """Return the id of a contact named by id or, where only one bears it, by name.

    Raises
    ------
    OptionError
        If several bear the name; `option` is the word of the command line to blame.
    UsageError
        If it is one of ours.
    """
    found = find_anybody(G, wanted, lang, option=option)
    if found in G and G.nodes[found].get("side") == "seller":
        raise UsageError(say("errors", "one_of_ours", lang, option=option, wanted=wanted))
    return found


def find_anybody(G: BuyingCenter, wanted: str, lang: Language, *, option: str) -> str:
    """Return the id of a contact, or of somebody of ours, named by id or, where only one bears it, by name.

    Raises
    ------
    OptionError
        If several bear the name; `option` is the word of the command line to blame.
    """
    if wanted in G:
        return wanted
    bearers = sorted(node for node, data in G.nodes(data=True) if data.get("name") == wanted)
    if len(bearers) > 1:
        raise OptionError(option, wanted, say("sentences", "several_of_name", lang, ids=", ".join(bearers)))
    return bearers[0] if bearers else wanted


def names_of(G: BuyingCenter) -> dict[str, str]:
    """Return the name to show for everybody on the map, our own people included."""
    return {node: str(data.get("name", node)) for node, data in G.nodes(data=True)}
