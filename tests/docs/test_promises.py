"""What docs/promises.md promises is still there: the names of the markup, of Python, of the commands and of the nodes.

``promised.txt`` has what the last release promised, one name a line. Run this with ``SMTP_PROMISES=write`` in the
environment before a release, and read what has changed: a line that goes needs a new major version.
"""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args, get_origin

import pytest

from knowledge import smtp
from knowledge.smtp.model import vocabulary
from knowledge.smtp.model.kind_row import Role
from knowledge.smtp.model.record import Record
from knowledge.smtp.shell import arguments
from sphinxext_smtp import DIRECTIVES
from sphinxext_smtp.config import VALUES
from sphinxext_smtp.html.static_folder import STATIC, STYLE_SHEET
from sphinxext_smtp.markup import options
from sphinxext_smtp.pages import cli
from sphinxext_smtp.warnings import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterator

PROMISED = Path(__file__).with_name("promised.txt")
RESTYLE = Path(__file__).parents[2] / "docs" / "guides" / "restyle.md"
"""Names the classes that stay."""

OPTIONS: Final = {
    "smtp-table": options.TABLE_OPTIONS,
    "smtp-graph": options.GRAPH_OPTIONS,
    "smtp-session": options.SESSION_OPTIONS,
    "smtp-reply": options.REPLY_OPTIONS,
    "smtp-index": options.INDEX_OPTIONS,
    "smtp-comparisons": options.OVERVIEW_OPTIONS,
    "smtp-explainer": options.EXPLAINER_OPTIONS,
}
"""The directives that have options of their own; the others share one table."""


def promises() -> Iterator[str]:
    """Yield everything that is promised, as a line each."""
    yield from of_the_markup()
    yield from of_python()
    for parser in (arguments.command_parser(), cli.command_parser()):
        yield from of_a_command(parser)
    for node in smtp.load():
        if node.kind != "comparison":  # is written out or derived, and found by its items in either case
            yield f"key {node.key}"


def of_the_markup() -> Iterator[str]:
    for name, *_ in DIRECTIVES:
        yield f"directive {name}"
        yield from (f"option {name} :{option}:" for option in OPTIONS.get(name, options.OPTIONS))
    yield from (f"role smtp:{role}" for role in get_args(Role))
    for value in VALUES:
        yield f"configuration {value.name} = {value.default!r}"
    yield from (f"warning smtp.{subtype.name}" for subtype in Subtype)
    style = (STATIC / STYLE_SHEET).read_text(encoding="utf-8")
    yield from (f"style {name}" for name in set(re.findall(r"--smtp-\w+", style)) - {"--smtp-tone", "--smtp-stroke"})
    yield from (f"style {name}" for name in set(re.findall(r"`(smtp-[\w-]+)`", RESTYLE.read_text(encoding="utf-8"))))


def of_python() -> Iterator[str]:
    for name in smtp.__all__:
        public = getattr(smtp, name)
        yield f"python {name}"
        if isinstance(public, type):
            yield from (f"python {name}.{each}" for each in attributes(public))
    for name, words in vars(vocabulary).items():
        if get_origin(words) is not None and not name.startswith("_"):
            yield from (f"word {name} {word}" for word in get_args(words))


def attributes(public: type) -> Iterator[str]:
    inherited = dir(Exception if issubclass(public, Exception) else Record)
    found = {*dir(public), *getattr(public, "FIELDS", ())}
    yield from (name for name in found if not name.startswith("_") and name not in inherited)


def of_a_command(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield f"command {parser.prog}"
    for action in parser._actions:  # noqa: SLF001 -- there is no public way to the arguments of a parser
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 -- likewise
            inner: dict[str, Any] = action.choices
            for each in inner.values():
                yield from of_a_command(each)
        for option in action.option_strings:
            yield f"command {parser.prog} {option}"


def broken(promised: str, kept: set[str]) -> list[str]:
    return [line for line in promised.splitlines() if line not in kept]


def test_nothing_that_was_promised_is_gone() -> None:
    kept = set(promises())
    if os.environ.get("SMTP_PROMISES") == "write":
        PROMISED.write_text("".join(f"{line}\n" for line in sorted(kept)), encoding="utf-8")
    if gone := broken(PROMISED.read_text(encoding="utf-8"), kept):
        told = "\n".join(gone)
        pytest.fail(f"gone:\n{told}\nIf no release has had them, run the test with SMTP_PROMISES=write.", pytrace=False)


def test_a_name_that_has_gone_is_told() -> None:
    assert broken("directive smtp-code\nrole smtp:verb\n", set(promises())) == ["role smtp:verb"]
