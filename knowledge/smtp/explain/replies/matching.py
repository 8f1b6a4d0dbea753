"""What of the facts a reply matches: replies of providers, their marks, and the words that servers of any maker use."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.smtp.explain.replies.patterns import Patterns, Searched
from knowledge.smtp.explain.replies.speaking import speaking_hosts
from knowledge.smtp.language.words import even

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from knowledge.smtp.explain.replies.raw_reply import RawReply
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.causes import Cause
    from knowledge.smtp.model.nodes import Provider
    from knowledge.smtp.model.replies import Form, ProviderReply

TELLING: Final = 45
"""From how many characters on a pattern shows who replied, where it is one provider's alone and no common phrase."""
WEAK: Final = 9
"""Up to how many characters a pattern counts only beside its own numbers, or with other evidence of the provider."""


MOST: Final = 60
"""How much a pattern counts at most: its length in characters, up to this."""
MARKED: Final = 40
"""How much the mark of a reply counts."""
TOLD: Final = 30
"""How much it counts that the text shows who replied; as much against all others."""
AGREED: Final = 8
"""How much each number counts that agrees, or against one that contradicts."""


VAGUE: Final = ("policy", "server-busy", "server-fault")
"""The causes of which any server may speak whatever has happened: that it is busy, that a rule forbids something."""

OUTER: Final = (*VAGUE, "delivery-expired")
"""The causes that a text names beside the true one: a queue that gives up tells of the last reply as well."""


QUOTING: Final = ("said:", "to talk to me:", "from remote mail server", "while talking to", "<<< ", "remote host said")
"""What shows that a program reports the reply of another server, in the form of `even`."""
ANSWERING: Final = ("postfix", "exim", "sendmail", "qmail", "opensmtpd", "stalwart", "hmailserver")
"""The reporters that are servers and report replies of their own too; all others are clients and services."""


_NUMBERS: Final = re.compile(r"^(?:[2-5][0-9]{2} )?(?:[245](?:\.[0-9]{1,3}){2} )?(?=.)| \(#[245](?:\.[0-9]{1,3}){2}\)$")


class Answer(NamedTuple):
    """A reply of a provider."""

    provider: Provider
    reply: ProviderReply
    form: Form
    """The form of the reply that has the words."""
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


class Seen(Searched):
    """A text that may show who replied; each is worked out once, however many replies stand in it."""

    def __init__(self, text: str, evidence: Patterns[Provider]) -> None:
        """Begin with a text in the form of `even` and what shows that a provider replied."""
        super().__init__(text)
        self._evidence = evidence

    @cached_property
    def shown(self) -> frozenset[str]:
        """The names of the providers that the text shows by their evidence.

        Where a server quotes another, the words of the reply show who replied, and the text around it who reports it.
        """
        return frozenset([provider.name for _, provider in self._evidence.found_in(self)])

    @cached_property
    def speaker(self) -> Provider | None:
        """The provider of the host to whom the text gives the reply; None where there is none, or several.

        A host is better evidence than words: whose list it quotes does not show who replied.
        """
        found = {
            provider.name: provider
            for host in speaking_hosts(self.text)
            for words, provider in self._evidence.found_in(Searched(host))
            if "." in words and f".{host}".endswith(f".{words.rpartition('*')[2].lstrip('.')}")
        }
        return next(iter(found.values())) if len(found) == 1 else None

    @cached_property
    def _is_quoting(self) -> bool:
        return any(sign in self.text for sign in QUOTING)

    def is_relayed(self, raw: RawReply) -> bool:
        """Tell whether a server reports a reply of the text as what another server replied."""
        return raw.reporter in ANSWERING and self._is_quoting


class Matcher:
    """Finds what of a graph's facts a reply matches."""

    def __init__(self, graph: Store) -> None:
        answers = [
            Answer(provider, reply, form, _without_numbers(even(form.pattern)))
            for provider in graph.providers.values()
            for reply in provider.reply
            for form in reply.patterns
        ]
        phrases = [Phrase(even(words), cause) for cause in graph.causes.values() for words in cause.phrases]
        self.answers = Patterns((answer.words, answer) for answer in answers)
        """The replies of providers by their words."""
        self.causes = Patterns((phrase.words, phrase) for phrase in phrases)
        """The words that tell of a cause."""
        self.evidence = Patterns((words, each) for each in graph.providers.values() for words in each.evidence)
        """The providers by what shows that they replied."""
        self._registered = frozenset(name[1:] for name in graph.enhanced_codes)
        self.by_mark: dict[str, list[Answer]] = {}
        """The replies of providers by their marks."""
        for answer in answers:
            if answer.form is answer.reply.forms[0]:
                for mark in (*answer.reply.tags, *filter(self._is_made_up, answer.reply.enhanced_codes)):
                    self.by_mark.setdefault(mark.casefold(), []).append(answer)
        users: dict[str, set[str]] = {}
        for answer in answers:
            users.setdefault(answer.words, set()).update([answer.provider.name, *([""] if answer.form.shared else [])])
        common = {phrase.words for phrase in phrases}
        self.own = {words for words, names in users.items() if len(names) == 1 and words not in common}
        """The words of replies that no other provider has, nor everybody."""

    def seen(self, text: str) -> Seen:
        """Return a text in the form of `even` as one that may show who replied."""
        return Seen(text, self.evidence)

    def replies(self, raw: RawReply | None, words: Seen, around: Seen) -> list[Matched]:
        """Return the replies of providers that fit, the best first.

        :param raw: the reply; None where the text holds none.
        :param words: what the server said.
        :param around: the whole text, which may show who replied; the same as the words where it is no more.
        """
        marks = _marks_of(raw) if raw else ()
        candidates = list(self._candidates(marks, words))
        if not candidates:
            return []
        evident = words.shown or around.shown
        if raw and (raw.reporter not in ANSWERING or around.is_relayed(raw)):
            evident -= {raw.reporter}
        found = [self._matched(*each, raw, marks, evident) for each in candidates]
        fitting = (each for each in found if each.score > 0)
        ranked = sorted(fitting, key=lambda each: (-each.score, each.answer.provider.name))
        best = {id(each.answer.reply): each for each in reversed(ranked)}
        return [each for each in ranked if best[id(each.answer.reply)] is each]

    def _candidates(self, marks: Collection[str], words: Searched) -> Iterator[tuple[Answer, bool]]:
        """Yield the replies of providers that a text quotes or whose mark it has, and whether it quotes them."""
        quoted = [answer for _, answer in self.answers.found_in(words)]
        yield from ((answer, True) for answer in quoted)
        seen = {id(answer.reply) for answer in quoted}
        for mark in marks:
            for answer in self.by_mark.get(mark, ()):
                if id(answer.reply) not in seen:
                    seen.add(id(answer.reply))
                    yield answer, False

    def _matched(
        self, answer: Answer, is_quoted: bool, raw: RawReply | None, marks: Collection[str], evident: frozenset[str]
    ) -> Matched:
        """Return how well a reply fits a text that quotes it or has its mark."""
        is_marked = self._has_mark(answer.reply, marks)
        is_told = answer.provider.name in evident
        is_own = is_quoted and answer.words in self.own and len(answer.words) >= TELLING
        agreed = _agreement(answer.reply, raw)
        score = 0
        if is_quoted and (len(answer.words) > WEAK or is_marked or is_told or agreed > 0):
            score = min(len(answer.words), MOST)
        if score or is_marked:
            score += MARKED * is_marked + TOLD * is_told - TOLD * bool(evident and not is_told) + AGREED * agreed
        return Matched(answer, score, is_marked, is_told or is_marked or (is_own and not evident))

    def _has_mark(self, reply: ProviderReply, marks: Collection[str]) -> bool:
        """Tell whether a text has the mark of a reply: its tag, or a number that is in no registry."""
        if _tag_in(reply, marks):
            return True
        return any(each in marks and self._is_made_up(each) for each in reply.enhanced_codes)

    def _is_made_up(self, enhanced: str) -> bool:
        """Tell whether a number is a provider's own: it is in no registry, and too high for others to come upon it."""
        return enhanced[1:] not in self._registered and enhanced[-2:].isdigit()

    def phrases(self, words: Searched) -> list[Phrase]:
        """Return the words that tell of a cause, the most telling first; not those that longer ones hold."""
        found = [phrase for _, phrase in self.causes.found_in(words)]
        if len(found) < 2:
            return found
        longer = [each for each in found if not any(each is not other and each.words in other.words for other in found)]
        return sorted(longer, key=_order)


def _without_numbers(words: str) -> str:
    """Return a pattern without the numbers at its ends, because the words of a reply that is read have none there."""
    return _NUMBERS.sub("", words)


def _marks_of(raw: RawReply) -> tuple[str, ...]:
    """Return the marks that a text has; of ``AUP#CXBL`` also the part by which its provider names the reply."""
    parts = (tag.partition("#")[2] for tag in raw.tags)
    return tuple(mark.casefold() for mark in (*raw.tags, *parts, raw.enhanced) if mark)


def _order(phrase: Phrase) -> tuple[bool, int]:
    """Return what sorts words: the ones that stand around another cause come last, the most words first."""
    return phrase.cause.name in OUTER, -len(phrase.words)


def mark_in(reply: ProviderReply, raw: RawReply) -> str:
    """Return the mark of a provider's reply that a text has; its enhanced code where it has no tag."""
    return _tag_in(reply, _marks_of(raw)) or next((each for each in reply.enhanced_codes if each == raw.enhanced), "")


def _tag_in(reply: ProviderReply, marks: Collection[str]) -> str:
    return next((tag for tag in reply.tags if tag.casefold() in marks), "")


def _agreement(reply: ProviderReply, raw: RawReply | None) -> int:
    """Return how far the numbers of two replies agree; below zero where they contradict each other.

    Of a reply that comes with several pairs of numbers the one counts that agrees most.
    """
    if raw is None:
        return 0
    return max(_points(code, enhanced, raw) for code, enhanced in reply.numbers)


def _points(code: str, enhanced: str, raw: RawReply) -> int:
    points = 0
    if code and raw.code:
        points += 1 if code == str(raw.code) else (-1 if code[0] == str(raw.code)[0] else -3)
    if enhanced and raw.enhanced:
        points += 2 if enhanced == raw.enhanced else -1
    return points
