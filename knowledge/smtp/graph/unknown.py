"""What is said of a name that no node has: one wording, English in errors, and any language in warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.brief import brief
from knowledge.smtp.model.errors import NEAREST, UnknownNameError
from knowledge.smtp.model.kinds import kinds, row_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.vocabulary import Kind

NO_NODE: Final = "%(name)s is not the name of a node"
NONE_OF_KINDS: Final = "%(name)s names nothing of these kinds: %(expected)s"
OTHER_KIND: Final = "expected one of these kinds: %(expected)s; found %(name)s, which is: %(kind)s"


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
    nearest = graph.names.nearest(name, tried)
    return UnknownNameError(
        name, NONE_OF_KINDS if tried else NO_NODE, {"name": brief(name), "expected": expected}, nearest
    )


def messages() -> Iterator[str]:
    """Yield every text that may be told in another language."""
    yield from (NEAREST, NO_NODE, NONE_OF_KINDS, OTHER_KIND)
    yield from (row_of(kind).label for kind in kinds())
