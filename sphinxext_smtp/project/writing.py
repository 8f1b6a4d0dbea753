"""What the pages of one build share while they are written; the renderer fills and uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Hashable

    from docutils.nodes import Element
    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator

    from knowledge.smtp.model.keys import Key


def place_of(builder: Builder | None, docname: str) -> tuple[str, str]:
    """Return what pages have in common that reach every other page by the same relative address.

    :param builder: a builder of HTML; None for one that makes no addresses of its own.
    """
    to_root = builder.get_relative_uri(docname, builder.config.root_doc) if builder else ""
    return docname.rpartition("/")[0], to_root


class Writing(Record):
    """The content and the links that pages share; made anew when it is known where links lead."""

    shared: dict[tuple[str, str, str], Element]
    """By the folder of the pages, their way to the root, and the name of the content."""
    answers: dict[tuple[str, str, str, tuple[str, str]], Element]
    """What stands for names that have no page, by role, name, text, and the folder of the pages and their way to the
    root."""
    translators: dict[Builder, HTML5Translator]
    """What writes the content for a builder."""
    ends: dict[tuple[Builder | None, Hashable], tuple[str, str]]
    """The HTML with which elements begin and end, by the builder and what such elements have in common."""
    tooltips: dict[Key, str]
    """What links say of the nodes to which they lead."""
