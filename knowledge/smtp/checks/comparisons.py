"""Figures about all comparisons of two: whether each says more than its table, and none contradicts itself."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.smtp.compare.comparison import compare
from knowledge.smtp.model.prose import plain, quoted_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from knowledge.smtp.compare.comparison import Comparison
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.nodes import ReplyCode

LONGEST: Final = 40
"""The most words of a sentence."""
MOST_ALIKE: Final = 0.05
"""The most comparisons, of all, whose sentences differ from those of another in names only."""
TOLD_IN_WORDS: Final = ("class", "category", "standing", "phase", "closes", "retry", "advice", "usage", "needs")
"""The rows whose values are words, so that a sentence could read them aloud."""

_NAME: Final = re.compile(r"`[^`]*`")
_SENTENCE: Final = re.compile(r"(?<=[.?])\s+(?=[A-Z`])")
_CLOSES: Final = r"`{name}`[^.;`]* (?:ends|closes) the connection"
_STAYS: Final = r"[Aa]fter `{name}`[^.;`]* the connection (?:stays|remains)"


class Figure(NamedTuple):
    """What was counted, and how much of it is too much."""

    name: str
    found: tuple[str, ...]
    """Each finding, with the comparison in which it stands."""
    most: int


def comparison_figures(graph: Store) -> list[Figure]:
    """Count what is wrong with the comparisons of all standard codes by two."""
    codes = [code for code in graph.codes.values() if code.standing in ("standard", "historic")]
    compared = [compare(graph, pair) for pair in combinations(codes, 2)]
    figures = [Figure(name, tuple(_found(compared, find)), 0) for name, find in _FINDERS.items()]
    most = int(len(compared) * MOST_ALIKE)
    return [*figures, Figure("comparisons alike but for names", tuple(_alike(compared)), most)]


def _found(compared: Iterable[Comparison], find: Callable[[Comparison], Iterator[str]]) -> Iterator[str]:
    for comparison in compared:
        yield from (f"{comparison.name}: {finding}" for finding in find(comparison))


def _sentences(comparison: Comparison) -> Iterator[str]:
    for text in (*comparison.summary, *comparison.differences, *comparison.choose):
        for paragraph in text.split("\n\n"):
            yield from _SENTENCE.split(paragraph)


def _restated(comparison: Comparison) -> Iterator[str]:
    """Yield derived differences that hold the words of a row."""
    if comparison.curated:
        return
    told = [value for row in comparison.rows if row.name in TOLD_IN_WORDS for value in row.values]
    words = [value for value in map(plain, told) if len(value.split()) > 1]
    for sentence in comparison.differences:
        if any(value in plain(sentence) for value in words):
            yield sentence


def _empty(comparison: Comparison) -> Iterator[str]:
    """Yield derived sentences that say that there is nothing to say, and a part without any."""
    if not comparison.differences:
        yield "no key differences"
    if comparison.curated:
        return
    words = comparison.graph.words
    nothing = [words.NONE, words.UNKNOWN, words.INAPPLICABLE]
    for sentence in comparison.differences:
        if any(re.search(rf"\b(?:is|are) {re.escape(word)}\b", sentence) for word in nothing) or "(" in sentence:
            yield sentence


def _twice(comparison: Comparison) -> Iterator[str]:
    """Yield sentences that stand twice in one comparison."""
    counted = Counter(_sentences(comparison))
    yield from (sentence for sentence, count in counted.items() if count > 1)


def _long(comparison: Comparison) -> Iterator[str]:
    """Yield sentences of more than `LONGEST` words, apart from those that a code itself brings along."""
    own = "" if comparison.curated else " ".join(comparison.choose)
    yield from (each for each in _sentences(comparison) if len(each.split()) > LONGEST and each not in own)


def _false_exclusions(comparison: Comparison) -> Iterator[str]:
    """Yield statements that two codes never answer the same command, where the replies say that they do."""
    answered = [
        {relation.target.key for relation in comparison.graph.out(item, "replies to") if relation.basis == "standard"}
        for item in comparison.items
    ]
    if set.intersection(*answered):
        yield from (text for text in comparison.summary if "never answer the same command" in text)


def _contradictions(comparison: Comparison) -> Iterator[str]:
    """Yield sentences about the connection that contradict the row about it."""
    codes: Mapping[str, ReplyCode] = comparison.graph.codes
    for sentence in _sentences(comparison):
        for name in dict.fromkeys(quoted_names(sentence)):
            code = codes.get(name)
            if code and code.closes == "no" and re.search(_CLOSES.format(name=name), sentence):
                yield sentence
            if code and code.closes == "yes" and re.search(_STAYS.format(name=name), sentence):
                yield sentence


def _alike(compared: Iterable[Comparison]) -> Iterator[str]:
    """Yield comparisons whose differences and advice differ from those of another in names only."""
    forms: dict[tuple[str, ...], list[str]] = {}
    for comparison in compared:
        form = tuple(_NAME.sub("`", text) for text in (*comparison.differences, *comparison.choose))
        forms.setdefault(form, []).append(comparison.name)
    yield from (name for names in forms.values() if len(names) > 1 for name in names)


_FINDERS: Final[Mapping[str, Callable[[Comparison], Iterator[str]]]] = {
    "sentences that restate a row": _restated,
    "empty sentences": _empty,
    "sentences that stand twice": _twice,
    f"sentences over {LONGEST} words": _long,
    "false exclusions": _false_exclusions,
    "contradictions": _contradictions,
}
