"""The command ``sphinx-smtp-pages``: the generator without a build, for projects that keep the pages as sources."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge import smtp
from sphinxext_smtp.choices import CHOICES, PAGE_KINDS
from sphinxext_smtp.pages.folder import update_folder
from sphinxext_smtp.pages.plan import PageOptions, planned_pages
from sphinxext_smtp.pages.source import source_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_smtp.pages.plan import Page


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 1 where a page is not written, 2 where an argument is wrong."""
    parser = command_parser()
    options = parser.parse_args(arguments)
    try:
        graph = smtp.load(facts=options.facts)
        pages = {f"{page.name}.{options.format}": source_text(page, options.format) for page in _plan(graph, options)}
        changes = update_folder(options.folder, pages, (".rst", ".md"))
    except (smtp.SmtpKnowledgeError, OSError) as error:
        print(f"sphinx-smtp-pages: {error}", file=sys.stderr)
        return 1
    for name in changes.taken:
        print(f"sphinx-smtp-pages: {name} is not written, because a page of that name is there", file=sys.stderr)
    unchanged = len(changes.manifest) - len(changes.write)
    print(f"{len(changes.write)} written, {len(changes.delete)} deleted, {unchanged} unchanged")
    return 1 if changes.taken else 0


def _plan(graph: smtp.Graph, options: argparse.Namespace) -> list[Page]:
    comparisons = tuple(options.compare) if options.compare else options.comparisons
    kinds = tuple(kind for kind in PAGE_KINDS if kind in options.pages)
    return list(planned_pages(graph, PageOptions(kinds, comparisons, not options.orphan)))


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = argparse.ArgumentParser(
        prog="sphinx-smtp-pages", description="Write the source files of an SMTP reference, and keep them up to date."
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder for the pages, inside your sources")
    parser.add_argument(
        "--pages", nargs="+", choices=PAGE_KINDS, default=PAGE_KINDS, metavar="KIND", help=", ".join(PAGE_KINDS)
    )
    parser.add_argument(
        "--comparisons", choices=CHOICES, default="curated", help="which comparisons to write pages for"
    )
    parser.add_argument("--compare", action="append", metavar="NAMES", help="one comparison, such as '211 535'")
    parser.add_argument("--format", choices=("rst", "md"), default="rst", help="the language of the files")
    parser.add_argument("--orphan", action="store_true", help="leave the pages out of all toctrees")
    parser.add_argument("--facts", action="append", default=[], metavar="FILE", help="a TOML file of your own facts")
    return parser
