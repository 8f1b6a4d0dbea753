"""What the command ``smtp-codes`` takes, and what it answers."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from knowledge.smtp.checks import run_checks
from knowledge.smtp.checks.comparisons import comparison_figures
from knowledge.smtp.explain.answers import OF_REPLIES, Answers
from knowledge.smtp.explain.comparison import explain_comparison
from knowledge.smtp.explain.node import explained
from knowledge.smtp.export.forms import FORMS
from knowledge.smtp.language.catalogue import nearest_language
from knowledge.smtp.model.brief import brief, one_line
from knowledge.smtp.model.errors import SmtpKnowledgeError, SourceError, UnknownLanguageError
from knowledge.smtp.model.record import replaced
from knowledge.smtp.reading.loading import load
from knowledge.smtp.shell.explaining import explained_text
from knowledge.smtp.shell.linting import lint_file
from knowledge.smtp.shell.output import PROGRAM, Status, tell, write
from knowledge.smtp.shell.terminal import article_text, hit_text, relation_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from _typeshed import SupportsWrite

    from knowledge.smtp.explain.article import Article
    from knowledge.smtp.face import Graph

STATUSES = """\
exit status:
  0    found, or every check is clean
  1    a name is unknown, nothing was found, a file of facts has a mistake, a check fails, or a session is wrong
  2    an argument is wrong, or a folder does not hold what a check reads
  74   the output cannot be written
  130  interrupted
  141  nobody reads the output any more"""

LONGEST_COMPLAINT = 500
"""The most characters of a complaint about an argument, which quotes it."""


class _Parser(argparse.ArgumentParser):
    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Write the help; `argparse` would keep to itself that this fails."""
        write(self.format_help().rstrip("\n"))

    def error(self, message: str) -> NoReturn:
        super().error(one_line(message, LONGEST_COMPLAINT))


def run(arguments: Sequence[str] | None = None) -> Status:
    """Do what the arguments of the command say; without any, those of the process.

    :raises SystemExit: if an argument is wrong, or help was asked for.
    :raises OSError: if the output cannot be written.
    """
    options = command_parser().parse_args(arguments)
    try:
        graph = load(facts=options.facts, language=options.language)
        if nearest_language(options.language) is None:
            tell(f"there are no texts in {options.language}; these are English")
        if options.command == "check":
            return _check(graph, options)
        if options.command == "lint":
            return lint_file(graph, options.file, as_json=options.json)
        found = _answer(graph, options)
    except SourceError as error:
        tell(str(error))
        return Status.USAGE
    except SmtpKnowledgeError as error:
        tell(str(error))
        return Status.NOT_FOUND
    if not found:
        tell(_nothing(options))
        return Status.NOT_FOUND
    write(found)
    return Status.FOUND


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = _Parser(
        prog=PROGRAM,
        description="Explain what a mail server said.",
        epilog=STATUSES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--facts", action="append", default=[], metavar="FILE", help="a TOML file of your own facts")
    parser.add_argument(
        "--language", type=_language, default="en", help="the language of the texts, such as ja or pt-BR"
    )
    commands = parser.add_subparsers(dest="command", required=True)
    show = commands.add_parser("show", help="explain a code, a command, a mechanism or any other node")
    show.add_argument("name", nargs="+", help="such as 535, 5.7.8, 5.7.515, mailbox-full, AUTH or 5xx")
    show.add_argument("--provider", action="append", default=[], metavar="NAME", help="only its replies, such as gmail")
    show.add_argument("--cause", action="append", default=[], metavar="NAME", help="only replies for this cause")
    show.add_argument("--text", default="", metavar="WORDS", help="only replies that hold these words")
    compare = commands.add_parser("compare", help="hold two or more names of one kind against each other")
    compare.add_argument("name", nargs="+")
    related = commands.add_parser("related", help="list what a name hangs together with")
    related.add_argument("name")
    search = commands.add_parser("search", help="find nodes by words")
    search.add_argument("word", nargs="+")
    explain = commands.add_parser("explain", help="tell what happened from a reply, a log, an exception or a bounce")
    explain.add_argument("text", nargs="+", help="the text as it is, or a file of it, or - for the standard input")
    explain.add_argument("--json", action="store_true", help="write the explanations as JSON")
    lint = commands.add_parser("lint", help="tell what the protocol forbids in the transcript of a session")
    lint.add_argument("file", help="a file with the transcript, or - for the standard input")
    lint.add_argument("--json", action="store_true", help="write the findings as JSON")
    check = commands.add_parser("check", help="check the facts; with sources, hold them against these")
    check.add_argument("--rfcs", type=Path, metavar="FOLDER", help="the RFC texts, as rfc5321.txt and so on")
    check.add_argument("--registries", type=Path, metavar="FOLDER", help="the IANA registries as CSV")
    check.add_argument("--comparisons", action="store_true", help="count what all comparisons of codes say, and how")
    export = commands.add_parser("export", help="write the whole graph")
    export.add_argument("form", choices=FORMS)
    return parser


def _language(tag: str) -> str:
    """Return the tag of a language, for the parser, which says what is wrong with another argument."""
    try:
        nearest_language(tag)
    except UnknownLanguageError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return tag


def _check(graph: Graph, options: argparse.Namespace) -> Status:
    if options.comparisons:
        return _check_comparisons(graph)
    found = 0
    for name, mistakes in run_checks(graph, options.rfcs, options.registries):
        write("\n  ".join([f"{name}: {len(mistakes) or 'ok'}", *mistakes]))
        found += len(mistakes)
    return Status.NOT_FOUND if found else Status.FOUND


def _check_comparisons(graph: Graph) -> Status:
    """Write the figures about all comparisons, and the findings of each that is past its bound."""
    figures = comparison_figures(graph)
    for figure in figures:
        past = figure.found if len(figure.found) > figure.most else ()
        write("\n  ".join([f"{figure.name}: {len(figure.found)} (at most {figure.most})", *past]))
    return Status.NOT_FOUND if any(len(each.found) > each.most for each in figures) else Status.FOUND


def _answer(graph: Graph, options: argparse.Namespace) -> str:
    """Return what a command finds, as text; empty if that is nothing."""
    if options.command == "show":
        return "\n\n".join(article_text(article) for article in _shown(graph, options))
    if options.command == "compare":
        return article_text(explain_comparison(graph.compare(*options.name)))
    if options.command == "related":
        return "\n".join(relation_text(graph, relation) for relation in graph.related(options.name))
    if options.command == "explain":
        return explained_text(graph, " ".join(options.text), as_json=options.json)
    if options.command == "search":
        return "\n".join(map(hit_text, graph.search(" ".join(options.word))))
    return graph.export(options.form)


def _shown(graph: Graph, options: argparse.Namespace) -> Iterator[Article]:
    """Yield the explanations that were asked for; only the replies that were chosen, where some were."""
    chosen = Answers(
        tuple(graph.provider(name).name for name in options.provider),
        tuple(graph.cause(name).name for name in options.cause),
        options.text,
    )
    for name in _names(graph, options.name):
        article = explained(graph, graph[name], chosen)
        if chosen == Answers():
            yield article
        elif kept := tuple(part for part in article.parts if part.name in OF_REPLIES):
            yield replaced(article, parts=kept)


def _names(graph: Graph, given: Sequence[str]) -> Sequence[str]:
    """Return the names to show: a shell hands over ``550 5.7.511`` and ``end of data`` as several arguments."""
    if len(given) == 1 or all(name in graph for name in given):
        return given
    return graph.names.split(" ".join(given)) or given


def _nothing(options: argparse.Namespace) -> str:
    if options.command == "explain":
        return "the text holds no reply, and no words that tell of a failure"
    if options.command == "show":
        return f"no reply with {brief(' '.join(options.name))} fits what you chose"
    if options.command == "search":
        return f"nothing was found for {brief(' '.join(options.word))}"
    return f"{brief(options.name)} hangs together with nothing"
