"""Every warning of the extension: its subtype, what it is about, and the one function that gives it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from sphinx.util import logging

from knowledge.smtp.model.brief import one_line
from knowledge.smtp.model.errors import NEAREST
from sphinxext_smtp.messages import __

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Node

    Location = Node | tuple[str, int] | str | None
    """A node, a page and a line in it, or the path of a file, a colon and a line."""

logger = logging.getLogger(__name__)

TYPE: Final = "smtp"
MOST_SHOWN: Final = 60
"""How many characters of what somebody has written a warning repeats."""
MOST_TOLD: Final = 5
"""How many mistakes of one kind in one place have a warning each; there may be a thousand of them."""
LONGEST: Final = 1000
"""How many characters a whole warning has at most."""


class Subtype(Enum):
    """The subtypes of warnings; each value says what such a warning is about.

    ``suppress_warnings = ["smtp.unknown"]`` in conf.py silences one, ``["smtp"]`` all of them.
    """

    unknown = "A directive or a role names a code, command, mechanism or class that the graph does not hold."
    argument = "A directive has no argument, the wrong number of them, or arguments that do not go together."
    option = "A directive has an option that no directive of the extension has."
    part = "An option names a part, a column, a filter or a provider that this directive does not have."
    reply = "A text in smtp-reply holds no reply, and no words that tell of a failure."
    canonical = "Two places say :canonical: of the same node; the first by name of the page is taken."
    facts = "A file of smtp_facts is missing or holds mistakes; the built-in facts are used without it."
    pages = "A generated page cannot be written, or a page of somebody else has its name and stays as it is."
    picture = "Graphviz fails to lay a picture out; the extension lays it out itself."
    session = (
        "A transcript of smtp-session holds what the protocol forbids; :check: off silences it for one transcript."
    )
    config = "A configuration value has a form that it cannot have; the default is used."
    internal = "A mistake of the extension itself; the rest of the page is built. Please report the whole line."


def shortened(text: str) -> str:
    """Return what somebody has written as far as it fits into a warning of one line."""
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}..."


def warn(
    subtype: Subtype,
    message: str,
    location: Location = None,
    *,
    nearest: Iterable[str] = (),
    outcome: str = "",
) -> None:
    """Give a warning of the extension's type with one of its subtypes.

    :param nearest: the valid names that are nearest to a wrong one.
    :param outcome: what comes of the mistake.
    """
    if names := ", ".join(nearest):
        message = __(NEAREST) % {"message": message, "names": names}
    if outcome:
        message = __("%(message)s; %(outcome)s") % {"message": message, "outcome": outcome}
    logger.warning("%s", one_line(message, LONGEST), type=TYPE, subtype=subtype.name, location=location)
