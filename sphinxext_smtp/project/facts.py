"""The graph of a project: the built-in facts and the project's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import smtp
from sphinxext_smtp.warnings import Subtype, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def load_graph(app: Sphinx) -> smtp.Graph:
    """Return the graph of a project; warn of every mistake in its own files, and leave them out if there is one."""
    language = app.config.language
    own = [app.confdir / name for name in app.config.smtp_facts]
    try:
        return smtp.load(facts=own, language=language)
    except smtp.FactsError as error:
        for problem in error.problems:
            warn(Subtype.facts, str(problem))
        return smtp.load(language=language)
