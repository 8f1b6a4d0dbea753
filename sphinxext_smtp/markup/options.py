"""The options that every directive of the extension takes, and the parts that they choose."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from docutils.parsers.rst import directives

from sphinxext_smtp.messages import __
from sphinxext_smtp.warnings import Subtype, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from docutils.nodes import Node

OPTIONS: Final[Mapping[str, str]] = {
    "show": "The parts to show, separated by commas; all others are left out.",
    "hide": "The parts to leave out, separated by commas.",
    "provider": "The providers whose replies are shown, such as gmail; without it, all of them.",
    "no-index": "Make no target for links, no index entry and no search entry; a plain anchor stays.",
    "canonical": "Make this the place to which links to the node lead.",
    "class": "Class names for the output, for style sheets.",
    "name": "A name for links from the same project with :ref:.",
}
"""Every option, and what it does."""

TABLE_OPTIONS: Final[Mapping[str, str]] = {
    "class": "Only reply codes of these classes, such as 4xx.",
    "command": "Only reply codes that these commands may get; with :matrix:, the commands to show.",
    "standing": "Only reply codes of these standings, such as standard or nonstandard.",
    "provider": "The replies of these providers, such as gmail, in place of reply codes.",
    "columns": "The columns, in their order.",
    "matrix": "Show which command may get which code.",
    "name": "A name for links from the same project with :ref:.",
}
"""The options of `smtp-table`, and what each does."""


GRAPH_OPTIONS: Final[Mapping[str, str]] = {
    "depth": "How many relations lead from the node to the outermost ones: 1, 2 or 3.",
    "relations": "The kinds of relations to draw, such as replies-to or pairs-with.",
    "class": OPTIONS["class"],
    "name": OPTIONS["name"],
}
"""The options of `smtp-graph`, and what each does."""

OVERVIEW_OPTIONS: Final[Mapping[str, str]] = {"name": TABLE_OPTIONS["name"]}
"""The options of `smtp-comparisons`."""


def open_option_spec() -> dict[str, Callable[[str], str]]:
    """Return an option specification that lets every option through.

    Docutils answers an unknown option by dropping the directive with an error that names no valid option;
    `check_options` warns instead, and the directive is rendered.
    """
    spec: dict[str, Callable[[str], str]] = defaultdict(lambda: directives.unchanged)
    for name in (*OPTIONS, *TABLE_OPTIONS, *GRAPH_OPTIONS):
        spec[name] = directives.unchanged
    return spec


def check_options(
    given: Mapping[str, str], valid: Collection[str], directive: str, location: Node | tuple[str, int]
) -> None:
    """Warn of each option that a directive does not have."""
    for name in given:
        if name not in valid and name != "noindex":
            message = __("%(directive)s: unknown option :%(option)s:") % {"directive": directive, "option": name}
            warn(Subtype.option, message, location, nearest=get_close_matches(name, valid) or valid)


def names_in(text: str) -> list[str]:
    r"""Return the names in the value of an option, separated by commas or spaces.

    A list is taken too: MyST hands over a list in YAML as it is written.

    >>> names_in("meaning, fix retry"), names_in("['meaning', fix]"), names_in("- meaning\n- fix")
    (['meaning', 'fix', 'retry'], ['meaning', 'fix'], ['meaning', 'fix'])
    """
    words = [word.strip("[]'\"") for word in text.replace(",", " ").split()]
    return [word for word in words if word not in ("", "-")]


def valid_names(
    text: str, option: str, valid: Sequence[str], directive: str, location: Node | tuple[str, int]
) -> list[str]:
    """Return the names in the value of an option that are valid; warn of the others."""
    found = []
    for name in names_in(text):
        if name in valid:
            found.append(name)
        else:
            slots = {"directive": directive, "option": option, "name": name}
            message = __("%(directive)s: :%(option)s: names the unknown %(name)r") % slots
            warn(Subtype.part, message, location, nearest=get_close_matches(name, valid) or valid)
    return found


def chosen_parts(
    valid: Sequence[str], given: Mapping[str, str], directive: str, location: Node | tuple[str, int]
) -> set[str]:
    """Return the names of the parts that ``:show:`` and ``:hide:`` leave; warn of names that are no part.

    Where ``:show:`` names no valid part, all parts are shown.
    """
    shown = valid_names(given.get("show", ""), "show", valid, directive, location) or valid
    hidden = valid_names(given.get("hide", ""), "hide", valid, directive, location)
    return set(shown) - set(hidden)
