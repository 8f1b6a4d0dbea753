"""Full-text search over the facts and over the replies of providers, ranked."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.smtp.language.words import even, words
from knowledge.smtp.model.brief import described
from knowledge.smtp.model.causes import Cause
from knowledge.smtp.model.nodes import Provider, ReplyCode
from knowledge.smtp.model.prose import prose_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.keys import NodeKey
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.replies import ProviderReply

NAME_WEIGHT: Final = 8
TITLE_WEIGHT: Final = 4
SUMMARY_WEIGHT: Final = 2
SATURATION: Final = 1.2
"""How fast repeated words stop to count: the usual choice of k1 in BM25 ranking."""
LENGTH: Final = 0.75
"""How much a long text counts less: the usual choice of b in BM25 ranking."""
LESS: Final = 0.5
"""How much a hit counts that only leads on: a document, or a comparison of what is a hit itself."""
LEADING_ON: Final = ("document", "comparison")
SHORTEST: Final = 4
"""The fewest characters of words that count as quoted where a text holds them."""


class Hit(NamedTuple):
    """What was found, and how well it fits: more is better."""

    node: Node
    """The node whose page says most; for a reply that of its mark, else of its enhanced code, else of its code."""
    score: float
    reply: ProviderReply | None = None
    """The reply of a provider that was found; None where the node itself was."""
    provider: Provider | None = None
    """Whose reply it is."""

    def __repr__(self) -> str:
        text = f"{self.provider.title}: {self.reply.text}" if self.provider and self.reply else self.node.title
        return described(self, f"{self.score:g}", self.node.spelled, text)


class _Entry(NamedTuple):
    """What can be found."""

    node: Node
    reply: ProviderReply | None
    provider: Provider | None
    texts: tuple[tuple[str, int], ...]
    """Its texts, each with what a word of it weighs."""
    quotes: tuple[str, ...]
    """Words that stand on the wire, in the form in which texts are compared."""
    called: frozenset[str] = frozenset()
    """Its title and its keywords, in the same form."""


class SearchIndex:
    """An inverted index of the names, titles and prose of all nodes, and of all replies."""

    def __init__(self, graph: Store) -> None:
        self._graph = graph
        self._entries = [*map(_of_node, graph), *_of_replies(graph)]
        self._weights: dict[str, dict[int, float]] = defaultdict(dict)
        counts = [_counted(entry.texts) for entry in self._entries]
        average = sum(map(Counter.total, counts)) / max(len(counts), 1)
        for index, counted in enumerate(counts):
            slope = SATURATION * (1 - LENGTH + LENGTH * counted.total() / average)
            for word, weight in counted.items():
                self._weights[word][index] = weight / (weight + slope)

    def search(self, text: str, limit: int, named: Sequence[NodeKey] = ()) -> tuple[Hit, ...]:
        """Return the best hits for a text; all of its words count, rare ones more.

        :param named: the keys of what the text names, such as the numbers of a reply; they come first.
        """
        scores: defaultdict[int, float] = defaultdict(float)
        size = len(self._entries)
        for word in dict.fromkeys(words(text)):
            found = self._weights.get(word, {})
            rarity = math.log(1 + size / (1 + len(found)))
            for index, weight in found.items():
                scores[index] += weight * rarity
        sure = math.log(1 + size) * NAME_WEIGHT
        for index, share in self._quoted(even(text)):
            scores[index] += sure * share
        exact = self._graph.find(text)
        wanted = {key.entry for key in named} | ({exact.key} if exact else set())
        asked = even(text)
        for index, entry in enumerate(self._entries):
            if entry.node.key in wanted and (entry.reply is None or index in scores):
                scores[index] += sure
            if asked in entry.called:
                scores[index] += sure
            if entry.node.kind in LEADING_ON and index in scores:
                scores[index] *= LESS
        best = sorted(scores.items(), key=lambda item: -item[1])[:limit]
        return tuple(self._hit(index, score, named, exact) for index, score in best)

    def _hit(self, index: int, score: float, named: Sequence[NodeKey], exact: Node | None) -> Hit:
        entry = self._entries[index]
        asked = [key for key in named if key.entry == entry.node.key]
        node = exact if exact and exact.key == entry.node.key else self._graph[asked[0]] if asked else entry.node
        return Hit(node, round(score, 3), entry.reply, entry.provider)

    def _quoted(self, text: str) -> Iterator[tuple[int, float]]:
        """Yield what quotes the text or is quoted in it, and how much of the longer of the two the shorter is."""
        for index, entry in enumerate(self._entries):
            shares = [_share(quote, text) for quote in entry.quotes]
            if shares and (best := max(shares)):
                yield index, best


def _share(quote: str, text: str) -> float:
    """Return from 0 to 1 how much of a text is words that stand on the wire; half at least where it holds them all."""
    if len(quote) < SHORTEST or len(text) < SHORTEST:
        return 0
    if quote in text:
        return 0.5 + 0.5 * len(quote) / len(text)
    return len(text) / len(quote) if text in quote else 0


def _counted(texts: Iterable[tuple[str, int]]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for text, weight in texts:
        for word in words(text):
            counted[word] += weight
    return counted


def _of_node(node: Node) -> _Entry:
    texts = [(node.spelled, NAME_WEIGHT), (node.title, TITLE_WEIGHT), (node.summary, SUMMARY_WEIGHT)]
    if not isinstance(node, Provider):  # what a provider answers is found reply by reply
        texts.extend((text, 1) for text in prose_of(node))
    quotes: list[str] = []
    if isinstance(node, ReplyCode | Cause):
        texts.extend((keyword, TITLE_WEIGHT) for keyword in node.keywords)
    if isinstance(node, ReplyCode):
        texts.extend((phrase, SUMMARY_WEIGHT) for phrase in (node.phrase, *(each.phrase for each in node.variants)))
        texts.extend((example.text, 1) for example in node.example)
        quotes = [even(example.text) for example in node.example]
    called = frozenset(map(even, (node.title, *getattr(node, "keywords", ()))))
    return _Entry(node, None, None, tuple(texts), tuple(quotes), called)


def _of_replies(graph: Store) -> Iterator[_Entry]:
    for provider in graph.providers.values():
        for reply in provider.reply:
            names = " ".join((*reply.codes, *reply.enhanced_codes, *reply.tags))
            patterns = [form.words for form in reply.patterns]
            texts = ((names, NAME_WEIGHT), (" ".join(patterns), TITLE_WEIGHT), (provider.title, SUMMARY_WEIGHT))
            prose = ((reply.meaning, 1), (reply.do, 1))
            quotes = tuple(map(even, (*patterns, *reply.texts)))
            yield _Entry(_page_of(graph, provider, reply), reply, provider, texts + prose, quotes)


def _page_of(graph: Store, provider: Provider, reply: ProviderReply) -> Node:
    """Return the node whose page shows a reply, the one with the fewest others on it."""
    own = ("tag", reply.tag), ("tag", reply.enhanced), ("enhanced", reply.enhanced), ("code", reply.code)
    found = (graph.exact(f"{kind}:{name}") for kind, name in (*own, ("cause", reply.cause)) if name)
    return next(filter(None, found), provider)
