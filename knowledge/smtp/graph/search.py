"""Full-text search over the facts, ranked."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.smtp.model.nodes import Node, ReplyCode
from knowledge.smtp.model.prose import prose_of

if TYPE_CHECKING:
    from knowledge.smtp.graph.store import Store

_WORD: Final = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
NAME_WEIGHT: Final = 8
TITLE_WEIGHT: Final = 4
SUMMARY_WEIGHT: Final = 2
SATURATION: Final = 1.2
"""How fast repeated words stop to count: the usual choice of k1 in BM25 ranking."""
LENGTH: Final = 0.75
"""How much a long node counts less: the usual choice of b in BM25 ranking."""


class Hit(NamedTuple):
    """A node that was found, and how well it fits: more is better."""

    node: Node
    score: float


def words(text: str) -> list[str]:
    """Return the words of a text as the index knows them: lower case, plural endings taken off.

    >>> words("App passwords: 5.7.8")
    ['app', 'password', '5.7.8']
    """
    return [word[:-1] if len(word) > 3 and word.endswith("s") else word for word in _WORD.findall(text.lower())]


class SearchIndex:
    """An inverted index of every node's names, titles and prose."""

    def __init__(self, graph: Store) -> None:
        self._graph = graph
        self._weights: dict[str, dict[str, float]] = defaultdict(dict)
        counts = {node.key: _counted_words(node) for node in graph}
        average = sum(map(Counter.total, counts.values())) / max(len(counts), 1)
        for key, counted in counts.items():
            slope = SATURATION * (1 - LENGTH + LENGTH * counted.total() / average)
            for word, weight in counted.items():
                self._weights[word][key] = weight / (weight + slope)
        self._size = len(graph)

    def search(self, text: str, limit: int) -> tuple[Hit, ...]:
        """Return the best nodes for a text; all of its words count, rare ones more."""
        scores: defaultdict[str, float] = defaultdict(float)
        for word in dict.fromkeys(words(text)):
            found = self._weights.get(word, {})
            rarity = math.log(1 + self._size / (1 + len(found)))
            for key, weight in found.items():
                scores[key] += weight * rarity
        if (exact := self._graph.find(text)) is not None:
            scores[exact.key] += math.log(1 + self._size) * NAME_WEIGHT
        best = sorted(scores.items(), key=lambda item: -item[1])[:limit]
        return tuple(Hit(self._graph[key], round(score, 3)) for key, score in best)


def _counted_words(node: Node) -> Counter[str]:
    counted: Counter[str] = Counter()
    for text, weight in _weighted_texts(node):
        for word in words(text):
            counted[word] += weight
    return counted


def _weighted_texts(node: Node) -> list[tuple[str, int]]:
    texts = [(node.spelled, NAME_WEIGHT), (node.title, TITLE_WEIGHT), (node.summary, SUMMARY_WEIGHT)]
    texts.extend((text, 1) for text in prose_of(node))
    if isinstance(node, ReplyCode):
        texts.extend((phrase, SUMMARY_WEIGHT) for phrase in (node.phrase, *(each.phrase for each in node.variants)))
        texts.extend((example.text, 1) for example in node.example)
    return texts
