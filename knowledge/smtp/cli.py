"""The command ``smtp-codes``: the graph from a shell."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from .describe import explain_comparison, explain_node
from .errors import SmtpKnowledgeError
from .export import FORMS
from .fields import spelled
from .loading import load
from .text import article_text, relation_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .graph import Graph


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0, or 1 when a name is unknown or a fact file is wrong."""
    options = _parser().parse_args(arguments)
    try:
        print(_answer(load(facts=options.facts), options))
    except SmtpKnowledgeError as error:
        print(f"smtp-codes: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="smtp-codes", description="Explain what a mail server said.")
    parser.add_argument("--facts", action="append", default=[], metavar="FILE", help="a TOML file of your own facts")
    commands = parser.add_subparsers(dest="command", required=True)
    show = commands.add_parser("show", help="explain a code, a command, a mechanism or any other node")
    show.add_argument("name", nargs="+", help="such as 535, 5.7.8, AUTH or 5xx")
    compare = commands.add_parser("compare", help="hold two or more names of one kind against each other")
    compare.add_argument("name", nargs="+")
    related = commands.add_parser("related", help="list what a name hangs together with")
    related.add_argument("name")
    search = commands.add_parser("search", help="find nodes by words")
    search.add_argument("word", nargs="+")
    export = commands.add_parser("export", help="write the whole graph")
    export.add_argument("form", choices=FORMS)
    return parser


def _answer(graph: Graph, options: argparse.Namespace) -> str:
    if options.command == "show":
        return "\n\n".join(article_text(explain_node(graph, graph[name])) for name in options.name)
    if options.command == "compare":
        return article_text(explain_comparison(graph.compare(*options.name)))
    if options.command == "related":
        return "\n".join(relation_text(graph, relation) for relation in graph.related(options.name))
    if options.command == "search":
        hits = graph.search(" ".join(options.word))
        return "\n".join(f"{spelled(hit.node)} ({hit.node.kind}) {hit.node.title}" for hit in hits)
    return graph.export(options.form)
