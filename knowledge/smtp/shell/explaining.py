"""What ``smtp-codes explain`` answers: from a text, a file or the standard input, for people or as JSON."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.smtp.explain.replies.telling import tell_reply
from knowledge.smtp.export.explanations import plain_explanation
from knowledge.smtp.shell.output import as_json as to_json
from knowledge.smtp.shell.terminal import article_text

if TYPE_CHECKING:
    from knowledge.smtp.explain.replies.explanation import Explanation
    from knowledge.smtp.face import Graph


def explained_text(graph: Graph, given: str, *, as_json: bool) -> str:
    """Return the explanations of a text; empty where it holds no reply and no words that tell of a failure.

    :param given: the text itself, the path of a file that holds it, or ``-`` for the standard input.
    """
    found = _explanations(graph, _content(given))
    if not found:
        return ""
    if as_json:
        return to_json([plain_explanation(each) for each in found])
    return "\n\n".join(article_text(tell_reply(graph, each)) for each in found)


def _content(given: str) -> bytes:
    """Return the bytes of what was given; a text that no file has as its name is the text itself."""
    if given == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(given).read_bytes()
    except (OSError, ValueError):
        return given.encode(errors="surrogateescape")


def _explanations(graph: Graph, content: bytes) -> tuple[Explanation, ...]:
    """Return what a message tells of each recipient, or else what each reply of a text does."""
    return graph.explain_message(content) or graph.explain_all(content.decode(errors="replace"))
