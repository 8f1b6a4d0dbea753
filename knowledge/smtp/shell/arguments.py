"""What the command ``smtp-codes`` takes: its parser, whose help says all there is to know."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from knowledge.smtp.export.forms import FORMS
from knowledge.smtp.language.catalogue import nearest_language
from knowledge.smtp.model.brief import one_line
from knowledge.smtp.model.errors import UnknownLanguageError
from knowledge.smtp.shell.completion import SHELLS
from knowledge.smtp.shell.output import PROGRAM, write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from _typeshed import SupportsWrite

STATUSES: Final = """\
exit status:
  0    found, or every check is clean
  1    a name is unknown, nothing was found, a file of facts has a mistake, a check fails, or a session is wrong
  2    an argument is wrong, or a folder does not hold what a check reads
  74   the output cannot be written
  130  interrupted
  141  nobody reads the output any more"""

EXAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("show 535", 'explain "550 5.7.26 This mail has been blocked"', "--language ja compare 450 550"),
    "show": ("show 535", "show 5.7.8 AUTH", "show 550 --provider gmail --text quota", "show mailbox-full --json"),
    "compare": ("compare 450 550", "compare PLAIN LOGIN --json"),
    "related": ("related AUTH", "related 535 --json"),
    "search": ("search app password", "search mailbox full --json"),
    "explain": (
        'explain "552 5.2.2 Mailbox full"',
        "explain bounce.eml --json",
        "journalctl -u postfix | smtp-codes explain -",
    ),
    "lint": ("lint session.txt", "lint session.txt --json"),
    "check": ("check", "check --stale 180", "check --rfcs ~/rfc --json"),
    "export": ("export json > smtp.json",),
    "completion": ("completion bash > ~/.local/share/bash-completion/completions/smtp-codes",),
}
"""What stands in the help of each subcommand, and of the command itself."""

LONGEST_COMPLAINT: Final = 500
"""The most characters of a complaint about an argument, which quotes it."""


class _Parser(argparse.ArgumentParser):
    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Write the help; `argparse` would keep to itself that this fails."""
        write(self.format_help().rstrip("\n"))

    def error(self, message: str) -> NoReturn:
        super().error(one_line(message, LONGEST_COMPLAINT))


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = _Parser(
        prog=PROGRAM,
        description="Explain what a mail server said.",
        epilog=f"{_examples('')}\n\n{STATUSES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--facts", action="append", default=[], metavar="FILE", help="a TOML file of your own facts")
    parser.add_argument(
        "--language", type=_language, default="en", help="the language of the texts, such as ja or pt-BR"
    )
    commands = _Commands(parser)
    show = commands.add("show", "explain a code, a command, a mechanism or any other node")
    show.add_argument("name", nargs="+", help="such as 535, 5.7.8, 5.7.515, mailbox-full, AUTH or 5xx")
    show.add_argument("--provider", action="append", default=[], metavar="NAME", help="only its replies, such as gmail")
    show.add_argument("--cause", action="append", default=[], metavar="NAME", help="only replies for this cause")
    show.add_argument("--text", default="", metavar="WORDS", help="only replies that hold these words")
    compare = commands.add("compare", "hold two or more names of one kind against each other")
    compare.add_argument("name", nargs="+")
    related = commands.add("related", "list what a name hangs together with")
    related.add_argument("name")
    search = commands.add("search", "find nodes by words")
    search.add_argument("word", nargs="+")
    explain = commands.add("explain", "tell what happened from a reply, a log, an exception or a bounce")
    explain.add_argument("text", nargs="+", help="the text as it is, or a file of it, or - for the standard input")
    lint = commands.add("lint", "tell what the protocol forbids in the transcript of a session")
    lint.add_argument("file", help="a file with the transcript, or - for the standard input")
    check = commands.add("check", "check the facts; with sources, hold them against these")
    check.add_argument("--rfcs", type=Path, metavar="FOLDER", help="the RFC texts, as rfc5321.txt and so on")
    check.add_argument("--registries", type=Path, metavar="FOLDER", help="the IANA registries as CSV")
    check.add_argument("--comparisons", action="store_true", help="count what all comparisons of codes say, and how")
    check.add_argument(
        "--stale", type=_days, metavar="DAYS", help="list the replies and documents last checked longer ago than that"
    )
    export = commands.add("export", "write the whole graph", has_json=False)
    export.add_argument("form", choices=FORMS)
    completion = commands.add("completion", "write the script that completes this command in a shell", has_json=False)
    completion.add_argument("shell", choices=SHELLS)
    return parser


class _Commands:
    """Adds subcommands to a parser, each with its examples."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._parsers = parser.add_subparsers(dest="command", required=True)

    def add(self, name: str, what: str, *, has_json: bool = True) -> argparse.ArgumentParser:
        parser = self._parsers.add_parser(
            name,
            help=what,
            description=f"{what[0].upper()}{what[1:]}.",
            epilog=_examples(name),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if has_json:
            parser.add_argument("--json", action="store_true", help="write the answer as JSON")
        return parser


def _examples(name: str) -> str:
    lines = (line if line.startswith("journalctl") else f"{PROGRAM} {line}" for line in EXAMPLES[name])
    return "\n  ".join(["examples:", *lines])


def _language(tag: str) -> str:
    """Return the tag of a language, for the parser, which says what is wrong with another argument."""
    try:
        nearest_language(tag)
    except UnknownLanguageError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return tag


def _days(text: str) -> int:
    """Return a number of days, for the parser, which says what is wrong with another argument."""
    if not (text.isascii() and text.isdigit() and len(text) < len("1000000")):
        raise argparse.ArgumentTypeError(f"expected a number of days such as 180, found {one_line(repr(text))}")
    return int(text)
