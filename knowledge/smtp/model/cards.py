"""Cards: what a notebook (Jupyter, marimo) shows of a node, a comparison or an explanation.

A card is an article, and an article is made from a graph, which stands above these records. So each graph makes itself
known here, and a record asks the graphs there are for its card: the one that holds it answers, in its language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, Protocol
from weakref import WeakSet

if TYPE_CHECKING:
    from collections.abc import MutableSet

Form = Literal["html", "markdown"]


class Teller(Protocol):
    """What can make cards: a graph."""

    def card(self, thing: object, form: Form) -> str | None:
        """Return the card of a thing, or None if it is not from this graph, or there is nothing to tell of it."""


TELLERS: Final[MutableSet[Teller]] = WeakSet()
"""The graphs that are in use."""


class Carded:
    """What has a card."""

    def _repr_html_(self) -> str | None:
        """Return the card in HTML, for a notebook; None lets it show `repr`."""
        return _card(self, "html")

    def _repr_markdown_(self) -> str | None:
        """Return the card in Markdown, for a notebook that shows no HTML."""
        return _card(self, "markdown")


def _card(thing: object, form: Form) -> str | None:
    cards = (teller.card(thing, form) for teller in list(TELLERS))
    return next(filter(None, cards), None)
