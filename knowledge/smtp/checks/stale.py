"""What nobody has looked at for a while: replies and documents by the day on which their sources were last checked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.nodes import Document
from knowledge.smtp.model.replies import ProviderReply

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.statements import Citation

NEVER: Final = "never"
"""Stands for the day where no citation names one."""


def stale(graph: Store, days: int, today: date) -> Mapping[str, list[str]]:
    """Return the replies of providers and the documents that were last checked longer ago, the oldest first.

    A reply is as fresh as the latest check of one of its sources, a document as the latest check of a place in it.

    :param days: how long ago the last check may be.
    """
    oldest = today - timedelta(days=min(days, (today - date.min).days))
    return {"replies": _older(_replies(graph), oldest), "documents": _older(_documents(graph), oldest)}


def _older(checked: Iterable[tuple[str, date | None]], oldest: date) -> list[str]:
    found = sorted((day or date.min, what) for what, day in checked if day is None or day < oldest)
    return [f"{NEVER if day == date.min else day.isoformat()} {what}" for day, what in found]


def _replies(graph: Store) -> Iterator[tuple[str, date | None]]:
    for provider in graph.providers.values():
        for reply in provider.reply:
            yield f"{provider.key}: {reply.text}", reply.checked


def _documents(graph: Store) -> Iterator[tuple[str, date | None]]:
    """Yield the documents that something cites, each with the latest check of a place in it."""
    cited: dict[str, list[Citation]] = {}
    for citation in _citations(graph):
        cited.setdefault(citation.document, []).append(citation)
    for name, citations in cited.items():
        if isinstance(node := graph.exact(name, "document"), Document):
            yield str(node.key), _latest(citations)


def _citations(graph: Store) -> Iterator[Citation]:
    for node in graph:
        for part in (node, *getattr(node, "reply", ()), *getattr(node, "example", ()), *getattr(node, "variants", ())):
            yield from part.sources if isinstance(part, ProviderReply) else part.citations
    for relation in graph.relations:
        yield from relation.citations


def _latest(citations: Iterable[Citation]) -> date | None:
    return max((each.checked for each in citations if each.checked), default=None)
