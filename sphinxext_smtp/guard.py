"""The one guard around our code: an exception that nobody foresaw becomes a warning, and the build goes on.

What is foreseen has a warning of its own where it happens; here is what should never happen, and would otherwise take
the whole build with it.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import docutils
from docutils import nodes
from docutils.parsers.rst import DirectiveError
from sphinx.errors import NoUri, SphinxError

from sphinxext_smtp.messages import __
from sphinxext_smtp.version import __version__
from sphinxext_smtp.warnings import Subtype, shortened, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_smtp.warnings import Location

MEANT: Final = (SphinxError, NoUri, docutils.ApplicationError, DirectiveError, nodes.TreePruningException)
"""What Sphinx and docutils raise on purpose, to stop a build or to say something to their own code."""
OURS: Final = ("sphinxext_smtp.", "knowledge.smtp.")
"""Begin the names of our modules; ``knowledge`` alone is shared with others."""
LIBRARIES: Final = frozenset({"docutils", "sphinx", "networkx", *sys.stdlib_module_names})
"""The packages whose exceptions belong to whoever called them."""


@contextmanager
def guarded(doing: str, location: Location = None) -> Iterator[None]:
    """Make a warning of an unforeseen exception of ours in a block, and go on after it.

    What Sphinx, docutils and other extensions raise passes, also where their code is called by ours.

    :param doing: what the block does, for the warning.
    """
    try:
        yield
    except MEANT:
        raise
    except Exception as error:
        where = _place_of(error)
        if not where:
            raise
        message = __(
            "%(doing)s: %(error)s in %(where)s; this is a mistake of sphinxext-smtp %(version)s, please report it with "
            "this line; the build goes on"
        )
        slots = {"doing": doing, "where": where, "version": __version__}
        told = shortened(f"{type(error).__name__}: {error}")
        warn(Subtype.internal, message % {**slots, "error": told}, location)


def _place_of(error: BaseException) -> str:
    """Return the module and the line of ours in which an exception arose; empty if others raised it."""
    found = ""
    trace = error.__traceback__
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if f"{module}.".startswith(OURS):
            found = f"{module}:{trace.tb_lineno}"
        elif module.partition(".")[0] not in LIBRARIES:
            found = ""
        trace = trace.tb_next
    return found
