"""Whose move it is and what a code is about, in words: for an entry of enhanced codes, in each of its classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from knowledge.smtp.graph.by_class import in_classes
from knowledge.smtp.model.nodes import EnhancedCode
from knowledge.smtp.model.prose import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.vocabulary import Actor


def movers(actors: Sequence[Actor]) -> tuple[str, ...]:
    """Return whose move it is as words of the vocabulary; nobody at first is another word than nobody at all.

    >>> movers(("nobody",)), movers(("nobody", "sender"))
    (('nobody',), ('nobody at first', 'sender'))
    """
    is_first = len(actors) > 1 and actors[0] == "nobody"
    return ("nobody at first", *actors[1:]) if is_first else tuple(actors)


def told(graph: Store, node: Node, name: Literal["actor", "scope"]) -> str | None:
    """Return the words of a field: class by class where an entry has other ones in each; None where it has none."""
    if isinstance(node, EnhancedCode) and not node.status:
        by_code = {code.spelled: words for code in in_classes(graph, node) if (words := _words(graph, code, name))}
        if len(set(by_code.values())) > 1:
            return "\n\n".join(f"{quoted(code)} {words}" for code, words in by_code.items())
    return _words(graph, node, name) or None


def _words(graph: Store, node: Node, name: Literal["actor", "scope"]) -> str:
    value = getattr(node, name)
    listed = movers(value) if name == "actor" else value if isinstance(value, tuple) else (value,)
    return graph.words.enumerated(graph.words.WORDS[name][each] for each in listed)
