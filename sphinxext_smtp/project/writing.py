"""What the pages of one build share while they are written; the renderer fills and uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator


class Written(NamedTuple):
    """Content that is ready."""

    html: str
    text: str
    """Its words, for the search index."""
    linked: frozenset[str]
    """The pages to which it links."""


class Writing(Record):
    """The content and the links that pages share; made anew when it is known where links lead."""

    written: dict[tuple[str, str, str], Written]
    """By the folder of the pages, their way to the root, and the name of the content."""
    answers: dict[tuple[str, str, str, str], Element]
    """The links out of the project, by role, name, text and the folder of the page."""
    translators: dict[Builder, HTML5Translator]
    """What writes the content for a builder."""
