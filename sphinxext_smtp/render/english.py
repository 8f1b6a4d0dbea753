"""English in a page of another language, marked so that it is spoken, hyphenated and translated as English."""

from __future__ import annotations

import re
from typing import Final

from docutils import nodes

from knowledge import smtp
from knowledge.smtp.language.catalogue import ENGLISH, nearest_language
from knowledge.smtp.language.english import English

CLASS: Final = "language-en"
"""The class of an element of which docutils makes the attribute ``lang``."""
RIGHT_TO_LEFT: Final = ("ar", "fa", "he", "ur")
"""The languages of Sphinx that are written from right to left; its themes do not say so to the browser."""


def is_right_to_left(language: str) -> bool:
    """Tell how a language is written, also where its tag names a region, as ``ar_EG`` does."""
    return re.split("[-_]", language.lower())[0] in RIGHT_TO_LEFT


class Marks:
    """Marks what is English in the pages of a project.

    Where the graph speaks the language of the project, single texts in it may be English. Where it does not, because
    there are no texts in that language, everything of ours is.

    :param language: the language of the project, as conf.py has it.
    """

    def __init__(self, graph: smtp.Graph, language: str) -> None:
        foreign = not _speaks_english(language)
        self._all = foreign and graph.language == ENGLISH
        self._some = foreign and graph.language != ENGLISH
        self._untranslated = graph.untranslated

    @property
    def any(self) -> bool:
        """Whether something may have to be marked."""
        return self._all or self._some

    def text(self, node: nodes.Element, *texts: str) -> None:
        """Mark the element of some texts, if all of them are English in a graph of another language."""
        if all(map(self.is_english, texts)):
            _mark(node)

    def whole(self, node: nodes.Element) -> None:
        """Mark an element around texts of ours, if all of ours are English."""
        if self._all:
            _mark(node)

    def title(self, node: nodes.Element, *texts: str) -> None:
        """Mark an element that stands alone and says some texts of ours, if all of them are English."""
        self.whole(node)
        self.text(node, *texts)

    def is_english(self, text: str) -> bool:
        """Tell whether a text is English in a graph of another language."""
        return self._some and (isinstance(text, English) or text in self._untranslated)


def is_marked(node: nodes.Node) -> bool:
    """Tell whether an element is marked; HTML that is ready says so apart, because its mark is in it."""
    return isinstance(node, nodes.Element) and (CLASS in node["classes"] or bool(node.get("english")))


def _mark(node: nodes.Element) -> None:
    if CLASS not in node["classes"]:
        node["classes"].append(CLASS)


def _speaks_english(language: str) -> bool:
    try:
        return nearest_language(language) == ENGLISH
    except smtp.UnknownLanguageError:
        return False
