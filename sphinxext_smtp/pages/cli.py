"""The command ``sphinx-smtp-pages``: the generator without a build, for projects that keep the pages as sources."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from knowledge import smtp
from knowledge.smtp.model.brief import one_line
from knowledge.smtp.shell.output import Status, silence, tell, write
from sphinxext_smtp.choices import CHOICES, PAGE_KINDS
from sphinxext_smtp.pages.folder import update_folder
from sphinxext_smtp.pages.manifest import MANIFEST
from sphinxext_smtp.pages.paths import LONGEST
from sphinxext_smtp.pages.plan import PageOptions, planned_pages
from sphinxext_smtp.pages.source import source_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_smtp.pages.plan import Page

PROGRAM: Final = "sphinx-smtp-pages"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    It is 1 where a page is not written or a path is refused; the others are those of `Status`.

    :raises SystemExit: if an argument is wrong, or help was asked for.
    """
    try:
        try:
            status, summary = _run(command_parser().parse_args(arguments))
            if summary:
                write(summary)
        finally:
            print(end="", flush=True)  # errors show up here, also the one that `argparse` keeps to itself
    except KeyboardInterrupt:
        tell("interrupted; the same command goes on from here", PROGRAM)
        return Status.INTERRUPTED
    except BrokenPipeError:
        silence(sys.stdout)
        return Status.CLOSED_PIPE
    except OSError as error:
        silence(sys.stdout)
        tell(f"cannot write to the standard output: {error.strerror or error}", PROGRAM)
        return Status.OUTPUT
    return status


def _run(options: argparse.Namespace) -> tuple[int, str]:
    """Bring the folder up to date, and tell what cannot be done; return the exit status and the summary."""
    try:
        graph = smtp.load(facts=options.facts)
        pages = {f"{page.name}.{options.format}": source_text(page, options.format) for page in _plan(graph, options)}
        changes = update_folder(options.folder, pages, (".rst", ".md"))
    except smtp.SmtpKnowledgeError as error:
        tell(str(error), PROGRAM)
        return 1, ""
    except OSError as error:
        tell(f"{error.filename or options.folder}: {error.strerror or error}", PROGRAM)
        return 1, ""
    if changes.damage:
        manifest = one_line(str(options.folder / MANIFEST), LONGEST)
        tell(f"{manifest} cannot be read: {changes.damage}; pages that are not planned now stay as they are", PROGRAM)
    for path, why in changes.refused.items():
        shown = one_line(str(PurePath(options.folder, path)), LONGEST)
        tell(f"{shown} is neither read nor written nor deleted: {why}", PROGRAM)
    for name in changes.taken:
        tell(f"{name} is not written, because a page of that name is there", PROGRAM)
    unchanged = len(changes.manifest) - len(changes.write)
    summary = f"{len(changes.write)} written, {len(changes.delete)} deleted, {unchanged} unchanged"
    return (1 if changes.taken or changes.refused else 0), summary


def _plan(graph: smtp.Graph, options: argparse.Namespace) -> list[Page]:
    comparisons = tuple(options.compare) if options.compare else options.comparisons
    kinds = tuple(kind for kind in PAGE_KINDS if kind in options.pages)
    return list(planned_pages(graph, PageOptions(kinds, comparisons, not options.orphan)))


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = argparse.ArgumentParser(
        prog=PROGRAM, description="Write the source files of an SMTP reference, and keep them up to date."
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
