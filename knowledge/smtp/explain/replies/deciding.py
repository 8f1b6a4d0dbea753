"""Which cause a reply has: its words decide where they can, its numbers where they cannot."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.smtp.explain.replies.explanation import Evidence
from knowledge.smtp.explain.replies.matching import OUTER, VAGUE, mark_in
from knowledge.smtp.model.causes import Tag
from knowledge.smtp.model.nodes import EnhancedCode, ReplyCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge.smtp.explain.replies.explanation import Confidence, EvidenceKind
    from knowledge.smtp.explain.replies.matching import Matched, Phrase
    from knowledge.smtp.explain.replies.raw_reply import RawReply
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node

SHORTEST: Final = 10
"""The fewest characters of words that tell of a cause where a text holds no number."""
COMMON: Final = (*VAGUE, "rate-limited")
"""The causes whose words stand in all kinds of texts, so that they count beside a number only."""
REFUSING: Final = (
    "noqueue: reject",
    "rejected rcpt <",
    "rejected after data",
    "status=deferred",
    "status=bounced",
    "stat=deferred",
    "mail server responded:",
    "server response was:",
    "remote host said:",
    "diagnostic-code:",
)
"""What shows, in the form of `even`, that a text without a number reports a failure, so that all words count in it."""
NEAR: Final = 4
"""By how many characters words may be shorter than the longest and still count before it, if a number agrees."""
QUOTED: Final = 3
"""How many replies of providers are given as evidence at most."""


class Numbers(NamedTuple):
    """The nodes of the numbers of a reply."""

    code: ReplyCode | None
    enhanced: EnhancedCode | Tag | None

    @classmethod
    def of(cls, code: int | None, enhanced: str | None, graph: Store) -> Numbers:
        """Return the nodes that a graph has for the numbers of a reply."""
        first = graph.exact(f"{code:03}", "code") if code else None
        second = graph.exact(enhanced) if enhanced else None
        return cls(
            first if isinstance(first, ReplyCode) else None,
            second if isinstance(second, EnhancedCode | Tag) else None,
        )


NO_NUMBERS: Final = Numbers(None, None)


class Verdict(NamedTuple):
    """The causes that are possible, and what speaks for them."""

    causes: tuple[str, ...]
    """The names of the causes, the likeliest first."""
    is_decided: bool
    """Whether the first of them is meant."""
    confidence: Confidence | None
    evidence: tuple[Evidence, ...]


def decide(
    raw: RawReply | None,
    backed: Sequence[Evidence],
    matched: Sequence[Matched],
    phrases: Sequence[Phrase],
    around: str,
) -> Verdict:
    """Return what happened.

    The reply of a known sender counts before words that all may use, and these count before the numbers. Only a single
    word that says no more than no, such as ``denied``, counts after numbers that have one cause.

    :param raw: the reply; None where the text holds none, so that only words remain.
    :param backed: the causes that come with the numbers, those of the enhanced code first.
    :param matched: the replies of providers that fit, the best first.
    :param phrases: the words that tell of a cause, the longest first.
    :param around: the whole text in the form of `even`.
    """
    if raw is None and not any(sign in around for sign in REFUSING):
        phrases = [each for each in phrases if each.cause.is_silent or _is_telling(each)]
    evidence = [_named(each.words, each.cause.name) for each in phrases]
    if matched:
        evidence = [_quoted(each, raw) for each in matched[:QUOTED]] + evidence
    spoken = _first_causes(matched) if matched else []
    if spoken and (not phrases or _says_more(matched[0], phrases[0])):
        is_sure = matched[0].is_evident and len(spoken) == 1
        others = [each.cause.name for each in phrases]
        agreed = [name for name in others[:1] if name in spoken]  # settles what one text of a provider leaves open
        is_decided = len(spoken) == 1 or bool(agreed)
        names = [*agreed, *spoken, *others] if len(spoken) > 1 else [*spoken, *others]
        return _verdict(names, "certain" if is_sure else "likely", [*evidence, *backed], is_decided)
    if phrases and not (_is_vague(phrases[0]) and _tells(backed)):
        names = _by_words(phrases, [each.cause for each in backed])
        is_sure = bool(backed) and names[0] == backed[0].cause
        return _verdict(names, "certain" if is_sure else "likely", [*evidence, *backed], is_decided=True)
    return _by_numbers(backed, evidence)


@cache
def _named(words: str, cause: str) -> Evidence:
    """Return words that speak for a cause; there are as many as the facts have."""
    return Evidence("phrase", words, cause)


def _is_telling(phrase: Phrase) -> bool:
    """Tell whether words speak for their cause even where no number stands beside them."""
    return len(phrase.words) >= SHORTEST and " " in phrase.words and phrase.cause.name not in COMMON


def _is_vague(phrase: Phrase) -> bool:
    """Tell whether words are one alone, and say only that a server does not want to."""
    return phrase.cause.name in VAGUE and " " not in phrase.words


def _tells(backed: Sequence[Evidence]) -> bool:
    """Tell whether the numbers have one cause, which says more than that a server does not want to."""
    told = _by_numbers(backed, ())
    return told.is_decided and told.causes[0] not in VAGUE


def _says_more(matched: Matched, phrase: Phrase) -> bool:
    """Tell whether the words of a provider count before the best words of any maker.

    They do where it is evident who replied, unless the others hold them and more; and where they are longer.
    """
    reply, words = matched.answer.reply, matched.answer.words
    if matched.is_evident:
        return matched.is_marked or words == phrase.words or words not in phrase.words
    if reply.cause in OUTER and phrase.cause.name not in OUTER and phrase.words not in words:
        return False
    return len(words) > len(phrase.words)


def _first_causes(matched: Sequence[Matched]) -> list[str]:
    """Return the names of the causes of the replies that fit best."""
    best = [each.answer.reply.cause for each in matched if each.score == matched[0].score]
    return list(dict.fromkeys(filter(None, best)))


def _by_words(phrases: Sequence[Phrase], numbered: Sequence[str]) -> list[str]:
    """Return the causes of words, the longest first, or a little shorter ones first with which a number agrees."""
    if len(phrases) == 1:
        return [phrases[0].cause.name]
    longest, is_outer = len(phrases[0].words), phrases[0].cause.name in OUTER
    told = (each for each in phrases if is_outer or each.cause.name not in OUTER)
    agreed = (each for each in told if each.cause.name in numbered and longest - len(each.words) <= NEAR)
    first = next(agreed, phrases[0])
    return [first.cause.name, *(each.cause.name for each in phrases)]


def _by_numbers(backed: Sequence[Evidence], evidence: Iterable[Evidence]) -> Verdict:
    """Return what the numbers alone leave: the enhanced code before the code, what is written before what is seen."""
    for kind in ("enhanced", "code"):
        found = [each for each in backed if each.kind == kind]
        names = dict.fromkeys(each.cause for each in found if each.citations) or dict.fromkeys(
            each.cause for each in found
        )
        if names:
            is_decided = len(names) == 1
            others = (each.cause for each in backed)
            confidence: Confidence = "likely" if is_decided else "possible"
            return _verdict([*names, *others], confidence, [*evidence, *backed], is_decided)
    return Verdict((), False, None, tuple(evidence))  # noqa: FBT003 -- a field


def _verdict(
    names: Iterable[str],
    confidence: Confidence,
    evidence: Iterable[Evidence],
    is_decided: bool,
) -> Verdict:
    return Verdict(tuple(dict.fromkeys(names)), is_decided, confidence, tuple(evidence))


def _quoted(matched: Matched, raw: RawReply | None) -> Evidence:
    reply, form = matched.answer.reply, matched.answer.form
    if matched.is_marked and raw:
        return Evidence("tag", mark_in(reply, raw), reply.cause, reply.sources)
    return Evidence("reply", form.words, reply.cause, form.citations)


def backing(kind: EvidenceKind, graph: Store, node: Node) -> Iterator[Evidence]:
    """Yield the causes that come with a number: what a standard or the registry says has citations, and comes first."""
    for relation in sorted(graph.into(node, "cause of"), key=lambda each: each.basis == "observed"):
        citations = () if relation.basis == "observed" else relation.citations
        yield Evidence(kind, node.spelled, relation.source.name, citations)
