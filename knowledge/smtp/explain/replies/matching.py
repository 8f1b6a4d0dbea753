"""What of the facts a reply matches: replies of providers, their marks, and the words that servers of any maker use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.smtp.explain.replies.patterns import Patterns
from knowledge.smtp.language.words import even

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge.smtp.explain.replies.raw_reply import RawReply
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.nodes import Cause, Provider
    from knowledge.smtp.model.statements import ProviderReply

TELLING: Final = 18
"""From how many characters on a pattern shows who replied, where it is one provider's alone and not a common phrase."""
WEAK: Final = 9
"""Up to how many characters a pattern counts only beside its own numbers, or with other evidence of the provider."""


class Answer(NamedTuple):
    """A reply of a provider."""

    provider: Provider
    reply: ProviderReply
    words: str
    """Its pattern in the form of `even`."""


class Matched(NamedTuple):
    """A reply of a provider that fits a text, and how well."""

    answer: Answer
    score: int
    is_marked: bool
    """Whether the text has the mark of the reply."""
    is_evident: bool
    """Whether the text shows that this provider replied."""


class Phrase(NamedTuple):
    """Words that tell of a cause."""

    words: str
    cause: Cause


class Matcher:
    """Finds what of a graph's facts a reply matches."""

    def __init__(self, graph: Store) -> None:
        answers = [Answer(provider, reply, even(reply.pattern)) for provider in graph.providers.values() for reply in provider.reply]
        phrases = [Phrase(even(words), cause) for cause in graph.causes.values() for words in cause.phrases]
        self._answers = Patterns((answer.words, answer) for answer in answers)
        self._phrases = Patterns((phrase.words, phrase) for phrase in phrases)
        self._evidence = Patterns((words, each) for each in graph.providers.values() for words in each.evidence)
        self._by_mark: dict[str, list[Answer]] = {}
        for answer in answers:
            for mark in filter(None, (answer.reply.tag, answer.reply.enhanced)):
                self._by_mark.setdefault(mark.casefold(), []).append(answer)
        users: dict[str, set[str]] = {}
        for answer in answers:
            users.setdefault(answer.words, set()).add(answer.provider.name)
        common = {phrase.words for phrase in phrases}
        self._own = {words for words, names in users.items() if len(names) == 1 and words not in common}
        self._registered = {f"{digit}{name[1:]}" for name in graph.enhanced_codes for digit in "245"}

    def replies(self, raw: RawReply | None, words: str, around: str) -> list[Matched]:
        """Return the replies of providers that fit, the best first.

        :param raw: the reply; None where the text holds none.
        :param words: what the server said, in the form of `even`.
        :param around: the whole text, in the same form; it may show who replied.
        """
        evident = {provider.name for _, provider in self._evidence.found_in(around)}
        found = [Matched(answer, *self._judged(answer, raw, words, evident)) for answer in self._candidates(raw, words)]
        fitting = (each for each in found if each.score > 0)
        return sorted(fitting, key=lambda each: (-each.score, each.answer.provider.name))

    def _candidates(self, raw: RawReply | None, words: str) -> Iterator[Answer]:
        seen: set[int] = set()
        marks = (*(raw.tags if raw else ()), *((raw.enhanced,) if raw and raw.enhanced else ()))
        marked = (answer for mark in marks for answer in self._by_mark.get(mark.casefold(), ()))
        for answer in (*(answer for _, answer in self._answers.found_in(words)), *marked):
            if id(answer.reply) not in seen:
                seen.add(id(answer.reply))
                yield answer

    def _judged(self, answer: Answer, raw: RawReply | None, words: str, evident: set[str]) -> tuple[int, bool, bool]:
        """Return how well a reply fits, whether by its mark, and whether its provider is evident."""
        reply = answer.reply
        pattern = even(reply.pattern)
        quoted = pattern in words or ("*" in pattern and bool(Patterns([(pattern, answer)]).found_in(words)))
        tags = {tag.casefold() for tag in raw.tags} if raw else set()
        is_marked = bool(reply.tag and reply.tag.casefold() in tags) or bool(
            raw and raw.enhanced and reply.enhanced == raw.enhanced and raw.enhanced not in self._registered
        )
        is_own = quoted and pattern in self._own and len(pattern) >= TELLING
        is_evident = answer.provider.name in evident or is_marked or (is_own and not evident)
        if not quoted and not is_marked:
            return 0, is_marked, is_evident
        score = min(len(pattern), 60) if quoted else 0
        score += 40 * is_marked + 30 * (answer.provider.name in evident) - 20 * bool(evident - {answer.provider.name})
        agreed = _agreement(reply, raw)
        if quoted and len(pattern) <= WEAK and not is_marked and agreed < 1 and answer.provider.name not in evident:
            return 0, is_marked, is_evident
        return max(score + 8 * agreed, 0), is_marked, is_evident

    def phrases(self, words: str) -> list[Phrase]:
        """Return the words that tell of a cause, the most words first."""
        found = [phrase for _, phrase in self._phrases.found_in(words)]
        return sorted(found, key=lambda phrase: -len(phrase.words))


def _agreement(reply: ProviderReply, raw: RawReply | None) -> int:
    """Return how far the numbers of two replies agree; below zero where they contradict each other."""
    if raw is None:
        return 0
    points = 0
    if reply.code and raw.code:
        points += 1 if reply.code == str(raw.code) else (-1 if reply.code[0] == str(raw.code)[0] else -3)
    if reply.enhanced and raw.enhanced:
        points += 2 if reply.enhanced == raw.enhanced else -1
    return points


def first_causes(found: Iterable[Matched]) -> list[str]:
    """Return the names of the causes of the best matches: of those that fit as well as the first."""
    ordered = list(found)
    best = [each for each in ordered if each.score == ordered[0].score] if ordered else []
    return list(dict.fromkeys(each.answer.reply.cause for each in best if each.answer.reply.cause))
