"""What a later file adds to a node of an earlier one: phrases of a cause, a note to a code, replies of a provider.

A reply of a provider is new, or corrects one that is there: `corrects` names that one by its text or its pattern, and
what the table does not say stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from knowledge.smtp.model.causes import Cause
from knowledge.smtp.model.prose import fold
from knowledge.smtp.model.record import Record, replaced
from knowledge.smtp.model.replies import ProviderReply
from knowledge.smtp.reading.schema import ALIASES, INVALID, Place, describe, one_of, structure, tables_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.nodes import Provider, ReplyCode
    from knowledge.smtp.model.vocabulary import Kind

CORRECTS: Final = "corrects"
"""The key of a reply that takes the place of another one."""


class _NoteTable(Record):
    note: str


class _PhrasesTable(Record):
    phrases: tuple[str, ...]


ADDED_TO: Final[tuple[Kind, ...]] = ("cause", "code", "provider")
"""The kinds to whose nodes a later file may add something."""


class Addition(NamedTuple):
    """A reply of a later file."""

    reply: ProviderReply
    place: Place
    instead_of: ProviderReply | None
    """The reply that it corrects; None where it is new."""


def with_addition(node: Cause | ReplyCode, table: Mapping[str, Any], place: Place) -> Node:
    """Return a cause with more phrases or a code with a note; unchanged where the table has a mistake."""
    if isinstance(node, Cause):
        phrases = structure(_PhrasesTable, table, place)
        return node if phrases is INVALID else replaced(node, phrases=(*node.phrases, *phrases.phrases))
    noted = structure(_NoteTable, table, place)
    if noted is INVALID:
        return node
    if node.note:
        place.inside("note").report("one note for a code, in one of the files", "a second one")
        return node
    return replaced(node, note=noted.note)


def added_replies(provider: Provider, table: Mapping[str, Any], place: Place) -> list[Addition]:
    """Return the replies that a table adds to a provider; those with a mistake are left out."""
    for key in table:
        if key != "reply":
            place.inside(key).report(one_of(["reply"], key), "an unknown key")
    found = []
    at = place.inside("reply")
    for index, each in enumerate(tables_at(table.get("reply", []), at)):
        addition = _addition(provider, each, at.inside(index))
        if addition.reply is not INVALID:
            found.append(addition)
    return found


def with_replies(provider: Provider, additions: list[Addition]) -> Provider:
    """Return a provider with replies added and corrected."""
    instead = {id(each.instead_of): each.reply for each in additions if each.instead_of}
    corrected = (instead.get(id(reply), reply) for reply in provider.reply)
    return replaced(provider, reply=(*corrected, *(each.reply for each in additions if not each.instead_of)))


def _addition(provider: Provider, table: Any, place: Place) -> Addition:
    if not isinstance(table, dict) or CORRECTS not in table:
        return Addition(structure(ProviderReply, table, place), place, None)
    corrected = _corrected(provider, table[CORRECTS], place.inside(CORRECTS))
    if corrected is None:
        return Addition(INVALID, place, None)
    changes = {key: value for key, value in table.items() if key != CORRECTS}
    named = {ALIASES.get(key, key) for key in changes}
    kept = {name: getattr(corrected, name) for name in corrected.FIELDS if name not in named}
    return Addition(structure(ProviderReply, changes, place, kept=kept), place, corrected)


def _corrected(provider: Provider, words: object, place: Place) -> ProviderReply | None:
    """Return the reply that a text names."""
    if not isinstance(words, str):
        place.report("a text", describe(words))
        return None
    asked = fold(words)
    found = [reply for reply in provider.reply if asked in (*reply.texts, *(form.pattern for form in reply.patterns))]
    if len(found) == 1:
        return found[0]
    if found:
        place.report("the numbers before the words, because several replies have them", describe(words))
    else:
        place.report(one_of([text for reply in provider.reply for text in reply.texts], asked), describe(words))
    return None
