"""Whether patterns tell replies apart: each has to find the examples of its own reply and no reply of another sender.

The words of many replies are those of a server program that several senders run. They say so by `shared`: such words
tell what happened, and who replied only where the text has the evidence of the sender.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.smtp.explain.replies.patterns import Patterns, Searched, is_anchored, literal_words
from knowledge.smtp.explain.replies.reading import read_reply
from knowledge.smtp.language.words import even
from knowledge.smtp.model.replies import VARYING
from knowledge.smtp.reading.schema import Place, describe, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge.smtp.model.keys import NodeKey
    from knowledge.smtp.model.replies import Form, ProviderReply

FILLED: Final = {
    "*": " x ",
    "{address}": "user@example.com",
    "{host}": "mx.example.com",
    "{ip}": "192.0.2.1",
    "{number}": "17",
    "{date}": "2026-11-30",
}
"""What an example has in the places of a pattern."""


class Pattern(NamedTuple):
    """A pattern, whose it is, and where it is written."""

    provider: NodeKey
    form: Form
    place: Place


def check_patterns(replies: Sequence[tuple[NodeKey, ProviderReply, Place]], own: Iterable[str]) -> None:
    """Note patterns that are too common, that miss an example of their reply, or that find one of another sender.

    :param replies: each reply with the key of its provider.
    :param own: the names of the files of a project: what they quote cannot make a built-in pattern wrong.
    """
    own = set(own)
    written = list(_patterns(replies))
    index = Patterns((even(each.form.pattern), each) for each in written if _check_words(each))
    wrong: set[tuple[str, str]] = set()
    for provider, reply, place in replies:
        _check_examples(reply, place)
        for sample in samples(reply):
            for _, each in index.found_in(Searched(even(sample))):
                is_foreign = each.provider != provider and not each.form.shared
                if (
                    is_foreign
                    and (each.place.file, each.place.path) not in wrong
                    and (each.place.file in own or place.file not in own)
                ):
                    wrong.add((each.place.file, each.place.path))
                    found = f"words that {provider.name} uses too: '{shortened(sample)}'"
                    each.place.report("words that no other sender uses, or `shared = true` beside them", found)


def samples(reply: ProviderReply) -> Iterator[str]:
    """Yield the words of each example of a reply, and each of its patterns with something in its places."""
    yield from map(words_of_example, reply.example)
    for form in reply.patterns:
        yield re.sub(VARYING, lambda place: FILLED[place[0]], form.pattern.removeprefix("^").removesuffix("$"))


def words_of_example(example: str) -> str:
    """Return the words of an example, without the numbers before them."""
    raw = read_reply(example)
    return raw.text if raw and raw.text else example


def _patterns(replies: Iterable[tuple[NodeKey, ProviderReply, Place]]) -> Iterator[Pattern]:
    """Yield the patterns that are written, each with its place."""
    for provider, reply, place in replies:
        for index, form in enumerate((reply, *reply.also)):
            if form.pattern:
                at = place.inside("also").inside(index - 1) if index else place
                yield Pattern(provider, form, at.inside("pattern"))


def _check_words(each: Pattern) -> bool:
    """Tell whether a pattern holds more than one common word, or says where that stands."""
    words = literal_words(each.form.pattern)
    is_mark = each.form.tag and each.form.tag in each.form.pattern
    if not words and not is_anchored(each.form.pattern):
        each.place.report("words that stand in the reply", describe(each.form.pattern))
    elif len(words) == 1 and not is_mark and not is_anchored(each.form.pattern):
        wanted = "two words or more, or ^ before or $ after the one that begins or ends the reply"
        each.place.report(wanted, f"the common word '{shortened(each.form.pattern)}'")
    else:
        return True
    return False


def _check_examples(reply: ProviderReply, place: Place) -> None:
    """Note the examples of a reply in which none of its patterns stands."""
    if not reply.example:
        return
    own = Patterns((even(form.pattern), form) for form in reply.patterns)
    for index, example in enumerate(reply.example):
        if not own.found_in(Searched(even(words_of_example(example)))):
            at = place.inside("example").inside(index)
            at.report("a reply in which the pattern stands, or a form of it in `also`", describe(example))
