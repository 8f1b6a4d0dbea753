"""The help of the commands, as their parsers print it."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import TYPE_CHECKING
from unittest import mock

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

COLUMNS = "88"


class CommandHelp(SphinxDirective):
    """The help of a command and of its subcommands; the argument is the module that holds its parser."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        with mock.patch.dict("os.environ", {"COLUMNS": COLUMNS, "NO_COLOR": "1"}):
            parser: argparse.ArgumentParser = import_module(self.arguments[0]).command_parser()
            return [nodes.literal_block("", each.format_help(), language="text") for each in with_subcommands(parser)]


def with_subcommands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:  # noqa: SLF001 -- argparse has no public way to its subcommands
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 -- for the same reason
            yield from action.choices.values()


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("smtp-docs-command", CommandHelp)
    return {"parallel_read_safe": True}
