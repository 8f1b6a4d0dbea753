"""The command ``smtp-codes``: the graph from a shell."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.smtp.checks import run_checks
from knowledge.smtp.explain.comparison import explain_comparison
from knowledge.smtp.explain.node import explain_node
from knowledge.smtp.export.forms import FORMS
from knowledge.smtp.language.catalogue import nearest_language
from knowledge.smtp.model.errors import SmtpKnowledgeError, UnknownLanguageError
from knowledge.smtp.reading.loading import load
from knowledge.smtp.shell.terminal import article_text, relation_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.smtp.face import Graph


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 1 when a name is unknown, a fact file is wrong, or a check fails."""
    options = command_parser().parse_args(arguments)
    try:
        graph = load(facts=options.facts, language=options.language)
        if nearest_language(options.language) is None:
            print(f"smtp-codes: there are no texts in {options.language}; these are English", file=sys.stderr)
        if options.command == "check":
            return _check(graph, options)
        print(_answer(graph, options))
    except SmtpKnowledgeError as error:
        print(f"smtp-codes: {error}", file=sys.stderr)
        return 1
    return 0


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = argparse.ArgumentParser(prog="smtp-codes", description="Explain what a mail server said.")
    parser.add_argument("--facts", action="append", default=[], metavar="FILE", help="a TOML file of your own facts")
    parser.add_argument(
        "--language", type=_language, default="en", help="the language of the texts, such as ja or pt-BR"
    )
    commands = parser.add_subparsers(dest="command", required=True)
    show = commands.add_parser("show", help="explain a code, a command, a mechanism or any other node")
    show.add_argument("name", nargs="+", help="such as 535, 5.7.8, AUTH or 5xx")
    compare = commands.add_parser("compare", help="hold two or more names of one kind against each other")
    compare.add_argument("name", nargs="+")
    related = commands.add_parser("related", help="list what a name hangs together with")
    related.add_argument("name")
    search = commands.add_parser("search", help="find nodes by words")
    search.add_argument("word", nargs="+")
    check = commands.add_parser("check", help="check the facts; with sources, hold them against these")
    check.add_argument("--rfcs", type=Path, metavar="FOLDER", help="the RFC texts, as rfc5321.txt and so on")
    check.add_argument("--registries", type=Path, metavar="FOLDER", help="the IANA registries as CSV")
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


def _check(graph: Graph, options: argparse.Namespace) -> int:
    found = 0
    for name, mistakes in run_checks(graph, options.rfcs, options.registries):
        print(f"{name}: {len(mistakes)}" if mistakes else f"{name}: ok")
        for mistake in mistakes:
            print(f"  {mistake}")
        found += len(mistakes)
    return 1 if found else 0


def _answer(graph: Graph, options: argparse.Namespace) -> str:
    if options.command == "show":
        return "\n\n".join(article_text(explain_node(graph, graph[name])) for name in options.name)
    if options.command == "compare":
        return article_text(explain_comparison(graph.compare(*options.name)))
    if options.command == "related":
        return "\n".join(relation_text(graph, relation) for relation in graph.related(options.name))
    if options.command == "search":
        hits = graph.search(" ".join(options.word))
        return "\n".join(f"{hit.node.spelled} ({hit.node.kind}) {hit.node.title}" for hit in hits)
    return graph.export(options.form)
