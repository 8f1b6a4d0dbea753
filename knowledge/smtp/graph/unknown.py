"""What is said of a name that no node has: one wording, English in errors, and any language in warnings.

A word is answered by the names that are spelled like it. No number is near another in meaning (5.7.520 is not X.7.20),
so an unknown one is answered by what its digits mean (RFC 5321, section 4.2.1; RFC 3463, sections 2 and 3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph.names import kind_before
from knowledge.smtp.graph.near import nearest
from knowledge.smtp.graph.spellings import bare, reply_in
from knowledge.smtp.model.brief import brief
from knowledge.smtp.model.errors import NEAREST, UnknownNameError
from knowledge.smtp.model.kinds import kinds, row_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.vocabulary import Kind

NO_NODE: Final = "%(name)s is not the name of a node"
NONE_OF_KINDS: Final = "%(name)s names nothing of these kinds: %(expected)s"
OTHER_KIND: Final = "expected one of these kinds: %(expected)s; found %(name)s, which is: %(kind)s"

NO_REPLY: Final = "%(name)s is no reply code, because a reply code begins with 2, 3, 4 or 5"
UNDEFINED: Final = (
    "no standard defines the reply code %(name)s; its first digit puts it into class %(class)s (%(class_title)s)"
)
UNREGISTERED: Final = (
    "%(name)s is in no registry of enhanced status codes; its first number puts it into class %(class)s "
    "(%(class_title)s), and its second number gives it the subject %(subject)s (%(subject_title)s)"
)
WITHOUT_SUBJECT: Final = (
    "%(name)s is in no registry of enhanced status codes; its first number puts it into class %(class)s "
    "(%(class_title)s), and no subject has its second number"
)
WITHOUT_CLASS: Final = (
    "%(name)s is in no registry of enhanced status codes; its second number gives it the subject %(subject)s "
    "(%(subject_title)s)"
)


def unknown(graph: Store, name: str, tried: Collection[Kind] = ()) -> UnknownNameError:
    """Return what is said of a name that no node of some kinds has, as an error to raise or to tell.

    >>> from knowledge import smtp
    >>> print(unknown(smtp.load(), "PLIAN", ["mechanism"]))
    'PLIAN' names nothing of these kinds: SASL mechanism (nearest: PLAIN, LOGIN)

    :param tried: the kinds that were asked for; none for all of them.
    """
    expected = tuple(row_of(kind).label for kind in tried)
    if tried and (other := graph.find(name)):
        kind = (row_of(other.kind).label,)
        return UnknownNameError(name, OTHER_KIND, {"name": other.spelled, "expected": expected, "kind": kind})
    if number := _of_number(graph, name, tried):
        return UnknownNameError(name, *number)
    near = nearest(graph.names, name, tried)
    return UnknownNameError(
        name, NONE_OF_KINDS if tried else NO_NODE, {"name": brief(name), "expected": expected}, near
    )


def _of_number(graph: Store, name: str, tried: Collection[Kind]) -> tuple[str, Mapping[str, str]] | None:
    """Return what is said of an unknown code: a template, and what fills it; None for anything else."""
    kind, wanted = kind_before(name)
    tried = tried or ((kind,) if kind else tuple(kinds()))
    code, enhanced = reply_in(bare(wanted)) or ("", "")
    if enhanced and "enhanced" in tried and not graph.find(enhanced):
        return _of_enhanced(graph, enhanced)
    if code and not enhanced and "code" in tried and not graph.find(code):
        reply_class = graph.find(f"{code[0]}xx", "class")
        told = {"name": code, **_titled("class", reply_class)}
        return (UNDEFINED if reply_class else NO_REPLY), told
    return None


def _of_enhanced(graph: Store, name: str) -> tuple[str, Mapping[str, str]] | None:
    first, second, _third = name.split(".")
    reply_class, subject = graph.find(f"{first}xx", "class"), graph.find(f"X.{second}", "subject")
    slots = {"name": name, **_titled("class", reply_class), **_titled("subject", subject)}
    if reply_class:
        return (UNREGISTERED if subject else WITHOUT_SUBJECT), slots
    return (WITHOUT_CLASS, slots) if subject else None


def _titled(slot: str, node: Node | None) -> Mapping[str, str]:
    """Return the slots for the name and the title of a node; nothing for no node."""
    return {slot: node.spelled, f"{slot}_title": node.title} if node else {}


def messages() -> Iterator[str]:
    """Yield every text that may be told in another language."""
    yield from (NEAREST, NO_NODE, NONE_OF_KINDS, OTHER_KIND)
    yield from (NO_REPLY, UNDEFINED, UNREGISTERED, WITHOUT_SUBJECT, WITHOUT_CLASS)
    yield from (row_of(kind).label for kind in kinds())
