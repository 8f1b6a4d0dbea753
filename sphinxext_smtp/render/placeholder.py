"""Placeholders for content that is rendered when a page is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.smtp.explain.chosen import Answers
    from sphinxext_smtp.project.shown import Rendered

SUMMARY: Final = "*"
"""Names the summary of an explanation, beside the names of its parts."""


class LateContent(nodes.container):
    """A placeholder; where nothing replaces it, every builder writes an empty container."""


def placeholder(
    docname: str,
    shown: Rendered,
    parts: Sequence[str] = (),
    *,
    headed: bool = True,
    answers: Answers | None = None,
    classes: Sequence[str] = (),
) -> LateContent:
    """Return a placeholder for what a page shows.

    :param parts: the parts of an explanation or a comparison to show.
    :param answers: which replies to show; all of them without it.
    :param headed: whether each part stands under a rubric with its heading; else the page has the heading already.
    :param classes: class names for everything that takes the place.
    """
    return LateContent(
        "",
        docname=docname,
        shown=shown,
        parts=list(parts),
        headed=headed,
        answers=answers,
        classes=list(classes),
    )
