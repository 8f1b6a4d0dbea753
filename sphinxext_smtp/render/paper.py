"""What print needs: tables that break over pages and keep their widths, and words that break in narrow columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from docutils import nodes

from knowledge.smtp.explain.article import DIFFERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LONG: Final = re.compile(r"[^\s.,;?!/]{8,}")
_WITHIN: Final = re.compile(r"(?<=[-_=+:@)])(?=[\w<(])|(?<=[a-z0-9])(?=[A-Z])")
"""The places inside a long word at which a reader takes a break for natural."""


def set_for_print(found: Iterable[nodes.Element]) -> None:
    """Prepare rendered content, which is not in its place yet, for LaTeX."""
    for node in found:
        for table in node.findall(nodes.table):
            table["classes"].extend(("longtable", "colwidths-given"))
        for entry in node.findall(nodes.entry):
            for paragraph in entry.findall(nodes.paragraph):
                paragraph.insert(0, _latex(r"\raggedright{}"))
        for text in list(node.findall(nodes.Text)):
            _set_text(text)


def _set_text(text: nodes.Text) -> None:
    if DIFFERS in text:
        text.parent.replace(text, list(_with_math(text)))
    elif isinstance(text.parent, nodes.literal):
        text.parent.replace(text, list(_breakable(text)))


def _with_math(text: str) -> Iterator[nodes.Node]:
    """Yield a text with the sign of a difference as mathematics, because pdfLaTeX has no such letter."""
    before, *others = text.split(DIFFERS)
    yield nodes.Text(before)
    for after in others:
        yield nodes.math("", r"\neq")
        yield nodes.Text(after)


def _breakable(text: str) -> Iterator[nodes.Node]:
    """Yield a literal with places for breaks inside its long words."""
    start = 0
    for word in _LONG.finditer(text):
        for gap in _WITHIN.finditer(text, *word.span()):
            yield nodes.Text(text[start : gap.start()])
            yield _latex(r"\allowbreak{}")
            start = gap.start()
    yield nodes.Text(text[start:])


def _latex(text: str) -> nodes.raw:
    return nodes.raw("", text, format="latex")
