"""Entry of the command line: read the arguments, run the command, turn errors into exit codes.

=====  ==========================================================
code   meaning
=====  ==========================================================
0      done; no finding at or above ``--fail-on``
1      there are findings at or above ``--fail-on``
2      the command was used wrongly, or a file cannot be written
3      the input is invalid; every failure is listed
4      an optional package is missing (for commands that need one)
=====  ==========================================================
"""

from __future__ import annotations

import os
import sys
import warnings
from typing import TYPE_CHECKING

from stakeholder_graph.cli.arguments import build_parser
from stakeholder_graph.cli.commands import MAP_COMMANDS
from stakeholder_graph.cli.decision_commands import DECISION_COMMANDS
from stakeholder_graph.cli.finding import UsageError
from stakeholder_graph.errors import (
    MissingDependencyError,
    OptionError,
    SchemaError,
    UnknownContactError,
    UnknownTermError,
    close_matches,
)
from stakeholder_graph.reports.text_table import printable, terminal_text
from stakeholder_graph.reports.views import failure_view
from stakeholder_graph.reports.wording import say
from stakeholder_graph.vocabulary.sentences import listed

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from stakeholder_graph.vocabulary.terms import Language

__all__ = ["EXIT_FINDINGS", "EXIT_INVALID", "EXIT_MISSING", "EXIT_OK", "EXIT_USAGE", "main"]

COMMANDS = {**MAP_COMMANDS, **DECISION_COMMANDS}

EXIT_OK, EXIT_FINDINGS, EXIT_USAGE, EXIT_INVALID, EXIT_MISSING = range(5)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words behind the program's name; by default those of the process.

    Returns
    -------
    int
        The exit code (see the module). Results go to stdout, everything else to stderr.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Chinese text on a console that is not UTF-8 must not end the program
            stream.reconfigure(errors="replace")
    parser = build_parser()
    parsed = parser.parse_args(arguments)
    if parsed.command == "rank" and parsed.explain and (parsed.top or parsed.measure != "decision"):
        parser.error("--explain is about the decision share of one contact: it goes without --measure and --top")
    lang: Language = parsed.lang or "en"
    with warnings.catch_warnings(record=True) as remarks:
        warnings.simplefilter("always")
        try:
            return _run(parsed)
        except SchemaError as error:
            print(terminal_text(failure_view(error.table(lang), lang)), file=sys.stderr)
            return EXIT_INVALID
        except MissingDependencyError as error:
            return _complain(str(error), EXIT_MISSING)
        except BrokenPipeError:  # the reader of our output had enough, as in "... | head"
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return EXIT_OK
        except (UnknownTermError, UnknownContactError, OptionError) as error:
            return _complain(_in_words(error, lang), EXIT_USAGE)
        except (UsageError, OSError) as error:
            return _complain(str(error), EXIT_USAGE)
        finally:
            for remark in dict.fromkeys(str(warning.message) for warning in remarks):
                print(f"{say('sentences', 'note', lang)}: {printable(remark)}", file=sys.stderr)


def _run(parsed: argparse.Namespace) -> int:
    reached = COMMANDS[parsed.command](parsed)
    sys.stdout.flush()  # here, where a reader that has gone is still caught
    return EXIT_FINDINGS if reached else EXIT_OK


def _complain(text: str, code: int) -> int:
    print(f"stakeholder-graph: {printable(text)}", file=sys.stderr)
    return code


def _in_words(error: UnknownTermError | UnknownContactError | OptionError, lang: Language) -> str:
    """Return what an error says, led in by the language; keys and what is allowed stay as the library words them."""
    if lang == "en":
        return str(error)
    if isinstance(error, OptionError):
        facts = {"option": error.option, "value": repr(error.value), "allowed": error.allowed}
        return say("errors", "option", lang, **facts)
    if isinstance(error, UnknownContactError):
        text, wanted, known = say("errors", "contact", lang, contact=repr(error.contact)), error.contact, error.known
    else:
        allowed = listed(error.allowed, lang)
        text = say("errors", "term", lang, value=repr(error.value), kind=error.kind, allowed=allowed)
        wanted, known = error.value, error.allowed
    near = listed(map(repr, close_matches(str(wanted), known)), lang)
    return text + (say("errors", "near", lang, near=near) if near else "")
