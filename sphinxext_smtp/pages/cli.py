"""The command ``sphinx-smtp-pages``: the generator without a build, for projects that keep the pages as sources."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from knowledge import smtp
from sphinxext_smtp.choices import CHOICES, PAGE_KINDS
from sphinxext_smtp.pages.folder import update_folder
from sphinxext_smtp.pages.manifest import MANIFEST
from sphinxext_smtp.pages.paths import shortened
from sphinxext_smtp.pages.plan import PageOptions, planned_pages
from sphinxext_smtp.pages.source import source_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_smtp.pages.plan import Page


PROGRAM: Final = "sphinx-smtp-pages"
INTERRUPTED: Final = 130
"""The exit status of a command that the keyboard has stopped, as shells give it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    It is 1 where a page is not written or a path is refused, and 2 where an argument is wrong.
    """
    status = 0
    try:
        try:
            status, summary = _run(command_parser().parse_args(arguments))
            print(summary, end="")
        finally:
            print(end="", flush=True)
    except BrokenPipeError:  # nobody wants to hear how it went
        _close_output()
    except OSError as error:
        _close_output()
        _complain(f"the output cannot be written: {error.strerror}")
        return 1
    except KeyboardInterrupt:
        _complain("interrupted; the same command goes on from here")
        return INTERRUPTED
    return status


def _run(options: argparse.Namespace) -> tuple[int, str]:
    """Bring the folder up to date, and tell what cannot be done; return the exit status and the summary."""
    try:
        graph = smtp.load(facts=options.facts)
        pages = {f"{page.name}.{options.format}": source_text(page, options.format) for page in _plan(graph, options)}
        changes = update_folder(options.folder, pages, (".rst", ".md"))
    except smtp.SmtpKnowledgeError as error:
        _complain(str(error))
        return 1, ""
    except OSError as error:
        _complain(f"{error.filename or options.folder}: {error.strerror or error}")
        return 1, ""
    if changes.damage:
        manifest = shortened(str(options.folder / MANIFEST))
        _complain(f"{manifest} cannot be read: {changes.damage}; pages that are not planned now stay as they are")
    for path, why in changes.refused.items():
        _complain(f"{shortened(str(PurePath(options.folder, path)))} is neither read nor written nor deleted: {why}")
    for name in changes.taken:
        _complain(f"{name} is not written, because a page of that name is there")
    unchanged = len(changes.manifest) - len(changes.write)
    summary = f"{len(changes.write)} written, {len(changes.delete)} deleted, {unchanged} unchanged\n"
    return (1 if changes.taken or changes.refused else 0), summary


def _complain(text: str) -> None:
    with suppress(OSError):  # nobody hears it
        print(f"{PROGRAM}: {text}", file=sys.stderr)


def _close_output() -> None:
    """Give up the output, so that Python does not try once more when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
