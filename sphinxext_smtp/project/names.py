"""Names that carry no role: in ``:any:`` and in the links of Markdown, where every domain may own a word."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.keys import ComparisonKey, NodeKey
from knowledge.smtp.model.kinds import comparable_kinds, kinds, kinds_of_role, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge import smtp
    from knowledge.smtp.explain.sessions.reading import PartKind
    from knowledge.smtp.model.keys import Key
    from knowledge.smtp.model.vocabulary import Kind

OF_PARTS: Final[Mapping[PartKind, tuple[Kind, ...]]] = {
    "command": ("command",),
    "code": ("code",),
    "enhanced": ("enhanced", "tag"),
    "mechanism": ("mechanism",),
    "extension": ("extension",),
}
"""The kinds of nodes that a part of a transcript may name."""
PREFIX: Final = "smtp:"
"""Begins a name that says its role: ``[text](smtp:code:535)``."""
INVENTORY_PAIR: Final = 2
"""How many names with spaces between them an inventory holds; it takes a number in the third place for a priority."""


@lru_cache(maxsize=4096)
def key_for(graph: smtp.Graph, role: str, target: str) -> Key | None:
    """Return the key that a role means by its target, or None for an unknown name."""
    if role != "compare":
        return graph.names.first(target, kinds_of_role(role))
    items = graph.names.together(graph.names.split(target), comparable_kinds())
    return ComparisonKey(items) if len(set(items)) > 1 else None


def key_of_part(graph: smtp.Graph, kind: PartKind, name: str) -> NodeKey | None:
    """Return the key that a part of a transcript means, or None where the graph does not hold it.

    >>> from knowledge import smtp
    >>> key_of_part(smtp.load(), "enhanced", "5.7.8").spelled
    '5.7.8'
    """
    return graph.names.first(name, OF_PARTS[kind]) if kind in OF_PARTS else None


def keys_for_any(graph: smtp.Graph, target: str) -> Iterator[Key]:
    """Yield the keys that a name without a role may mean, the most likely first, such as the command `AUTH`.

    Only names as the graph spells them count, because another domain may own the word: ``data`` is not `DATA`. A name
    that says its role, ``smtp:command:data``, may be spelled as the role takes it.
    """
    if target.startswith(PREFIX):
        role, _colon, name = target.removeprefix(PREFIX).partition(":")
        if key := key_for(graph, role, name):
            yield key
        return
    for kind in kinds():
        if row_of(kind).role and (found := graph.names.exact(target, kind)) and _is_spelled(target, found):
            yield found
    compared = key_for(graph, "compare", target)
    if isinstance(compared, ComparisonKey) and sorted(target.split()) == sorted(compared.name.split()):
        yield compared


def _is_spelled(target: str, key: NodeKey) -> bool:
    """Tell whether a text spells a key as the graph does; a number has only one spelling."""
    if target in (key, key.spelled) or not any(character.isalpha() for character in target):
        return True
    return key.kind == "class" and target.islower()  # 5yz is 5xx


def is_prefixed(target: str) -> bool:
    """Tell whether a name without a role says itself that it is ours."""
    return target.startswith(PREFIX)


def shown_name(key: Key) -> str:
    """Return what a link shows whose author has given it no text."""
    return key.spelled if isinstance(key, NodeKey) else key.versus


def inventory_name(key: Key) -> str:
    """Return the name under which an inventory has what a key names.

    >>> inventory_name(ComparisonKey(NodeKey("code", name) for name in ("450", "451", "550")))
    '450-vs-451-vs-550'
    """
    if isinstance(key, ComparisonKey) and len(key.items) > INVENTORY_PAIR:
        return key.file
    return key.name
