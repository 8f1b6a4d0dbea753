"""The words by which replies are told apart, for a program without the graph, in volumes like those of a dictionary.

A pattern stands in the volume of the word by which `knowledge.smtp.explain.replies.patterns` finds it. Who looks for
the patterns of a reply needs the volumes of its words and of its marks, and no others: a tenth of what there is.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from knowledge.smtp.explain.replies.matching import TELLING, Matcher

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.smtp.explain.replies.matching import Answer, Phrase
    from knowledge.smtp.graph.store import Store

SIZE: Final = 5_000
"""About how many characters a volume has."""
NEITHER: Final = "-"
"""Stands where a reply says nothing of what its cause says."""

Volume = dict[str, list[list[Any]]]
"""By word or mark, in the order of JavaScript: phrases, replies by their words, and replies by their marks."""


class _Places(NamedTuple):
    """The places of causes and providers in the rules, by which rows name them."""

    causes: dict[str, int]
    providers: dict[str, int]


def explaining_words(graph: Store) -> list[Volume]:
    """Return the volumes, the first words in the first; each begins with its first word.

    >>> from knowledge import smtp
    >>> volumes = explaining_words(smtp.load())
    >>> [row[1] for volume in volumes for row in volume.get("overquota", [[]])[0]]
    ['overquota']
    """
    matcher = Matcher(graph)
    places = _Places(*({name: place for place, name in enumerate(names)} for names in (graph.causes, graph.providers)))
    entries: Volume = {}
    for word, phrases in matcher.causes.by_word.items():
        _entry(entries, word)[0] = _phrases([phrase for _, phrase in phrases], places)
    for word, answers in matcher.answers.by_word.items():
        _entry(entries, word)[1] = [_row(graph, matcher, answer, places) for _, answer in answers]
    for mark, marked in matcher.by_mark.items():
        _entry(entries, mark)[2] = [_row(graph, matcher, answer, places, is_marked=True) for answer in marked]
    return _divided({word: _without_end(entries[word]) for word in sorted(entries, key=_in_javascript)})


def _entry(entries: Volume, word: str) -> list[list[Any]]:
    return entries.setdefault(word, [[], [], []])


def _in_javascript(word: str) -> bytes:
    """Return what sorts words as JavaScript does, which compares the halves of rare characters."""
    return word.encode("utf-16-be")


def _divided(entries: Volume) -> list[Volume]:
    volumes: list[Volume] = []
    room = 0
    for word, entry in entries.items():
        if room <= 0:
            volumes.append({})
            room = SIZE
        volumes[-1][word] = entry
        room -= len(word) + len(json.dumps(entry, ensure_ascii=False, separators=(",", ":")))
    return volumes


def _phrases(phrases: Sequence[Phrase], places: _Places) -> list[list[Any]]:
    """Return the phrases of each cause after the place of the cause, in their order."""
    rows: list[list[Any]] = []
    for phrase in phrases:
        cause = places.causes[phrase.cause.name]
        if not rows or rows[-1][0] != cause:
            rows.append([cause])
        rows[-1].append(phrase.words)
    return rows


def _row(graph: Store, matcher: Matcher, answer: Answer, places: _Places, *, is_marked: bool = False) -> list[Any]:
    """Return provider, place, pattern, cause, numbers, tags, phase, actor, lasting, scope, retry, and two flags.

    Numbers are a code and an enhanced code with a space between; what is one alone stands outside a list. The pattern
    is empty for a reply that is found by its mark. The flags are whether others use the words, too, where they are long
    enough to show who replied, and whether the reply quotes another one. Actor, lasting and scope are empty where they
    are those of the cause, and what is empty at the end is left out.
    """
    reply = answer.reply
    cause = graph.causes[reply.cause] if reply.cause else None
    of_cause = (cause.actor[0] if cause.actor else "", cause.lasting, cause.scope) if cause else ("", "", "")
    silent = NEITHER if cause else ""
    own = (reply.actor, reply.lasting or silent, reply.scope or silent)
    is_common = len(answer.words) >= TELLING and answer.words not in matcher.own
    row: list[Any] = [places.providers[answer.provider.name], answer.provider.reply.index(reply)]
    row += ["" if is_marked else answer.form.pattern, places.causes[reply.cause] if cause else -1]
    row += [_alone([" ".join(pair) for pair in reply.numbers]), _alone(reply.tags)]
    row.append("" if reply.phase == "unknown" else reply.phase)
    row += ["" if said == implied else said for said, implied in zip(own, of_cause, strict=True)]
    row += [reply.retry or "", int(is_common) or "", int(reply.quotes) or ""]
    return _without_end(row)


def _without_end(row: list[Any]) -> list[Any]:
    """Return a row without what is empty at its end."""
    while row[-1] in ("", []):
        row.pop()
    return row


def _alone(texts: Sequence[str]) -> Sequence[str] | str:
    """Return texts, or the only one of them; an empty text where there is none."""
    return texts if len(texts) > 1 else "".join(texts)
