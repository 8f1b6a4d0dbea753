"""The options that every directive of the extension takes, and the parts that they choose."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from docutils.parsers.rst import directives

from sphinxext_smtp.messages import __
from sphinxext_smtp.warnings import MOST_SHOWN, MOST_TOLD, Subtype, shortened, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from sphinxext_smtp.warnings import Location

OPTIONS: Final[Mapping[str, str]] = {
    "show": "The parts to show, separated by commas; all others are left out.",
    "hide": "The parts to leave out, separated by commas.",
    "provider": "The providers whose replies are shown, such as gmail; without it, all of them.",
    "cause": "The causes whose replies are shown, such as mailbox-full; without it, all of them.",
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

SESSION_OPTIONS: Final[Mapping[str, str]] = {
    "check": "Set it to off where the session is to show what the protocol forbids; no warning tells of it then.",
    "show-credentials": "Show what a login sends in base64, which is masked otherwise.",
    "class": OPTIONS["class"],
    "name": OPTIONS["name"],
}
"""The options of `smtp-session`, and what each does."""
REPLY_OPTIONS: Final[Mapping[str, str]] = {name: OPTIONS[name] for name in ("show", "hide", "class", "name")}
"""The options of `smtp-reply`."""

OVERVIEW_OPTIONS: Final[Mapping[str, str]] = {
    "groups": "The groups to show, such as failure; without it, all of them.",
    "name": TABLE_OPTIONS["name"],
}
"""The options of `smtp-comparisons`."""

INDEX_OPTIONS: Final[Mapping[str, str]] = {
    "groups": "The groups to show, such as 5xx; without it, all of them and what stands above them.",
    "class": OPTIONS["class"],
    "name": OPTIONS["name"],
}
"""The options of `smtp-index`, and what each does."""

EXPLAINER_OPTIONS: Final[Mapping[str, str]] = {"class": OPTIONS["class"], "name": OPTIONS["name"]}
"""The options of `smtp-explainer`."""


def open_option_spec() -> dict[str, Callable[[str], str]]:
    """Return an option specification that lets every option through.

    Docutils answers an unknown option by dropping the directive with an error that names no valid option;
    `check_options` warns instead, and the directive is rendered.
    """
    spec: dict[str, Callable[[str], str]] = defaultdict(lambda: directives.unchanged)
    for name in (*OPTIONS, *TABLE_OPTIONS, *GRAPH_OPTIONS, *SESSION_OPTIONS, *INDEX_OPTIONS):
        spec[name] = directives.unchanged
    return spec


def check_options(given: Mapping[str, str], valid: Collection[str], directive: str, location: Location) -> None:
    """Warn of each option that a directive does not have."""
    wrong = [name for name in given if name not in valid and name != "noindex"]
    for name in wrong[:MOST_TOLD]:
        message = __("%(directive)s: unknown option :%(option)s:")
        message %= {"directive": directive, "option": shortened(name)}
        warn(Subtype.option, message, location, nearest=nearest(name, valid))


def nearest(name: str, valid: Collection[str]) -> Collection[str]:
    """Return the valid names that come near a wrong one, or all of them if none does."""
    return get_close_matches(name[:MOST_SHOWN], valid) or valid


def names_in(text: str) -> list[str]:
    r"""Return the names in the value of an option, separated by commas or spaces.

    A list is taken too: MyST hands over a list in YAML as it is written.

    >>> names_in("meaning, fix retry"), names_in("['meaning', fix]"), names_in("- meaning\n- fix")
    (['meaning', 'fix', 'retry'], ['meaning', 'fix'], ['meaning', 'fix'])
    """
    words = [word.strip("[]'\"") for word in text.replace(",", " ").split()]
    return [word for word in words if word not in ("", "-")]


def valid_names(
    text: str, option: str, valid: Sequence[str], directive: str, location: Location, *, if_none: str = ""
) -> list[str]:
    """Return the names in the value of an option that are valid; warn of the others.

    :param if_none: what comes of it if no name is valid.
    """
    names = list(dict.fromkeys(names_in(text)))
    found = [name for name in names if name in valid]
    for name in [name for name in names if name not in valid][:MOST_TOLD]:
        slots = {"directive": directive, "option": option, "name": shortened(name)}
        message = __("%(directive)s: :%(option)s: names the unknown %(name)r") % slots
        warn(Subtype.part, message, location, nearest=nearest(name, valid), outcome="" if found else if_none)
    return found


def chosen_parts(valid: Sequence[str], given: Mapping[str, str], directive: str, location: Location) -> set[str]:
    """Return the names of the parts that ``:show:`` and ``:hide:`` leave; warn of names that are no part.

    Where ``:show:`` names no valid part, all parts are shown.
    """
    shown = valid_names(given.get("show", ""), "show", valid, directive, location) or valid
    hidden = valid_names(given.get("hide", ""), "hide", valid, directive, location)
    return set(shown) - set(hidden)
