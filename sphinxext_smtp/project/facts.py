"""The graph of a project: the built-in facts and the project's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import smtp
from knowledge.smtp.language.catalogue import ENGLISH, nearest_language
from sphinxext_smtp.warnings import Subtype, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def load_graph(app: Sphinx) -> smtp.Graph:
    """Return the graph of a project; warn of every mistake in its own files, and leave them out if there is one."""
    language = _language(app.config.language)
    own = [app.confdir / name for name in app.config.smtp_facts]
    try:
        return smtp.load(facts=own, language=language)
    except smtp.FactsError as error:
        for problem in error.problems:
            warn(Subtype.facts, str(problem))
        return smtp.load(language=language)


def _language(configured: object) -> str:
    """Return the language of our texts in a project; what is wrong with ``language`` is for Sphinx to say."""
    try:
        return nearest_language(configured) or ENGLISH
    except smtp.UnknownLanguageError:
        return ENGLISH
