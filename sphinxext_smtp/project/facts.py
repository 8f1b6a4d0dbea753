"""The graph of a project: the built-in facts and the project's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge import smtp
from knowledge.smtp.language.catalogue import ENGLISH, nearest_language
from knowledge.smtp.model.errors import Problem
from knowledge.smtp.reading.files import entries_of, parse_toml
from sphinxext_smtp.messages import __
from sphinxext_smtp.warnings import Subtype, shortened, warn

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx

LONGEST_PART: Final = 240
"""The longest path, key or value that a warning about facts repeats, in characters."""
MOST_ENTRIES: Final = 8
"""The most entries of a file that a warning names."""


def load_graph(app: Sphinx) -> smtp.Graph:
    """Return the graph of a project, without the files of its own that hold mistakes.

    There is a warning for every mistake, and one for every file that is left out. A file may become wrong because
    another has been left out, for example by citing a document of it.
    """
    language = _language(app.config.language)
    kept = [app.confdir / name for name in app.config.smtp_facts]
    while True:
        try:
            return smtp.load(facts=kept, language=language)
        except smtp.FactsError as error:
            for problem in error.problems:
                warn(Subtype.facts, _told(problem))
            wrong = {problem.file for problem in error.problems}
            for path in kept:
                if str(path) in wrong:
                    _tell_what_is_missing(path)
            right = [path for path in kept if str(path) not in wrong]
            kept = right if len(right) < len(kept) else []


def _told(problem: Problem) -> str:
    """Return a mistake in one line, in which no path and no value is longer than it can be read."""
    parts = (problem.file, problem.path, problem.expected, problem.found)
    return str(Problem(*(part if len(part) <= LONGEST_PART else shortened(part) for part in parts)))


def _tell_what_is_missing(path: Path) -> None:
    """Warn of the entries that are missing with a file; a file that is no TOML has none that can be named."""
    try:
        entries = entries_of(parse_toml(path))
    except smtp.FactsError:
        return
    if not entries:
        return
    named = ", ".join(shortened(entry) for entry in entries[:MOST_ENTRIES])
    slots = {"file": shortened(path.name), "entries": named, "more": len(entries) - MOST_ENTRIES}
    if len(entries) > MOST_ENTRIES:
        message = __("%(file)s is left out; these entries are missing: %(entries)s, and %(more)d more")
    else:
        message = __("%(file)s is left out; these entries are missing: %(entries)s")
    warn(Subtype.facts, message % slots)


def _language(configured: object) -> str:
    """Return the language of our texts in a project; what is wrong with ``language`` is for Sphinx to say."""
    try:
        return nearest_language(configured) or ENGLISH
    except smtp.UnknownLanguageError:
        return ENGLISH
