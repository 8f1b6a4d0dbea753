"""Providers side by side: what each answers for the same cause, and what follows for who gets the replies."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from knowledge.smtp.compare.rows import Row
from knowledge.smtp.graph.answering import answers_with
from knowledge.smtp.graph.around import mention, titled
from knowledge.smtp.model.prose import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.causes import Cause
    from knowledge.smtp.model.nodes import Provider
    from knowledge.smtp.model.replies import ProviderReply

    Answers = Mapping[str, Sequence[ProviderReply]]
    """What each of some providers answers for a cause, by its name."""

MOST_REPLIES: Final = 2
"""How many replies a cell quotes."""
MOST_NAMED: Final = 3
"""How many causes or marks a sentence names."""


def cause_rows(graph: Store, providers: Sequence[Provider]) -> tuple[Row, ...]:
    """Return a row for each cause for which two providers or more have a reply, what most of them answer for first."""
    shared = [(cause, answers) for cause, answers in _by_cause(graph, providers) if len(answers) > 1]
    shared.sort(key=lambda each: (-len(each[1]), -sum(map(len, each[1].values()))))
    return tuple(_row(graph, cause, providers, answers) for cause, answers in shared)


def _row(graph: Store, cause: Cause, providers: Sequence[Provider], answers: Answers) -> Row:
    values = tuple(_cell(graph, answers.get(each.name, [])) for each in providers)
    return Row(cause.name, titled(graph, cause), values, len(set(values)) > 1)


def _cell(graph: Store, replies: Sequence[ProviderReply]) -> str:
    """Return what a provider answers, and what to do about the first of it."""
    if not replies:
        return graph.words.UNKNOWN
    texts = dict.fromkeys(quoted(reply.text) for reply in replies)
    first = replies[0]
    asked = first.do or graph.cause(first.cause).remedy(first.actor)
    return "\n\n".join([*islice(texts, MOST_REPLIES), asked])


def _by_cause(graph: Store, providers: Sequence[Provider]) -> Iterator[tuple[Cause, Answers]]:
    """Yield each cause with the replies of the providers that have some."""
    for cause in graph.causes.values():
        found = {each.name: replies for each in providers if (replies := answers_with(graph, each, cause))}
        if found:
            yield cause, found


def of_providers(graph: Store, providers: Sequence[Provider]) -> Iterator[str]:
    """Yield what differs between providers for who gets their replies, the most telling first."""
    by_cause = list(_by_cause(graph, providers))
    yield from _lasting(graph, providers, by_cause)
    yield from _pages(graph, providers, by_cause)
    yield from _marks(graph, providers)
    yield from _alone(graph, providers, by_cause)


def _lasting(graph: Store, providers: Sequence[Provider], by_cause: Sequence[tuple[Cause, Answers]]) -> Iterator[str]:
    """Yield who puts off what the others refuse: the class of the reply decides what becomes of the message."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Cause]] = {}
    for cause, answers in by_cause:
        later, final = (
            tuple(each.name for each in providers if _classes(answers.get(each.name, ())) == {digit}) for digit in "45"
        )
        if later and final:
            found.setdefault((later, final), []).append(cause)
    for (later, final), causes in sorted(found.items(), key=lambda each: -len(each[1])):
        yield graph.words.PUT_OFF.format(
            causes=_causes(graph, causes), later=_providers(graph, later), final=_providers(graph, final)
        )


def _classes(replies: Sequence[ProviderReply]) -> set[str]:
    return {(code or enhanced)[:1] for reply in replies for code, enhanced in reply.numbers} - {""}


def _pages(graph: Store, providers: Sequence[Provider], by_cause: Sequence[tuple[Cause, Answers]]) -> Iterator[str]:
    """Yield who has a page on which to act, for causes for which the others have replies and no such page."""
    found: dict[str, list[Cause]] = {}
    for cause, answers in by_cause:
        linked = [name for name, replies in answers.items() if any(reply.link for reply in replies)]
        if len(answers) > 1 and len(linked) == 1:
            found.setdefault(linked[0], []).append(cause)
    for provider in providers:
        if causes := found.get(provider.name):
            yield graph.words.HAS_A_PAGE.format(name=mention(graph, provider), causes=_causes(graph, causes))


def _marks(graph: Store, providers: Sequence[Provider]) -> Iterator[str]:
    """Yield who marks its replies, where others do not."""
    marked = {each.name: list(dict.fromkeys(tag for reply in each.reply for tag in reply.tags)) for each in providers}
    if not all(marked.values()):
        for provider in providers:
            if marks := marked[provider.name][:MOST_NAMED]:
                shown = graph.words.listed([quoted(mark) for mark in marks])
                yield graph.words.GIVES_MARKS.format(name=mention(graph, provider), marks=shown)


def _alone(graph: Store, providers: Sequence[Provider], by_cause: Sequence[tuple[Cause, Answers]]) -> Iterator[str]:
    """Yield for what only one of the providers is known to have a reply of its own."""
    for provider in providers:
        own = [(cause, answers) for cause, answers in by_cause if list(answers) == [provider.name]]
        own.sort(key=lambda each: -len(each[1][provider.name]))
        if own:
            causes = _causes(graph, [cause for cause, _ in own])
            yield graph.words.ANSWERS_ALONE.format(name=mention(graph, provider), causes=causes)


def _causes(graph: Store, causes: Sequence[Cause]) -> str:
    return graph.words.listed([mention(graph, cause) for cause in causes[:MOST_NAMED]])


def _providers(graph: Store, names: Sequence[str]) -> str:
    return graph.words.listed([mention(graph, graph.provider(name)) for name in names])
