"""The graph in other forms: networkx, JSON and GraphML."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any, Final

from knowledge.smtp.model.brief import brief
from knowledge.smtp.model.keys import NodeKey
from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    import networkx

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.relations import Relation

FORMS: Final = ("json", "graphml")

STATED: Final = ("reason", "outcome", "phase", "condition", "status", "term", "deviates")
"""The fields of a relation that are left out where they say nothing."""

_LEFT_OUT: Final = {**dict.fromkeys(("defines", "shared", "quotes"), (False,)), "needs": (None,)}
"""What is left out of a field where it is another thing than an empty value: a mechanism that needs nothing says so."""
_EMPTY: Final[tuple[object, ...]] = ("", None, [])


def export(graph: Store, form: str) -> str:
    """Return the graph as text in one of `FORMS`.

    :raises ValueError: if the form is none of them.
    """
    if form == "json":
        return json.dumps(to_plain(graph), ensure_ascii=False, indent=1)
    if form == "graphml":
        return _graphml(graph)
    raise ValueError(f"cannot export as {brief(form)}; the forms are {', '.join(FORMS)}")


def to_plain(graph: Store) -> dict[str, Any]:
    """Return nodes and relations as plain lists and tables."""
    return {
        "nodes": [plain_node(node) for node in graph],
        "relations": [plain_relation(relation) for relation in graph.relations],
    }


def to_networkx(graph: Store) -> networkx.MultiDiGraph[str]:
    """Return the graph as a frozen MultiDiGraph with the fields of nodes and relations as attributes."""
    import networkx as nx

    found: networkx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in graph:
        plain = plain_node(node)
        found.add_node(plain.pop("key"), **plain)
    for relation in graph.relations:
        plain = plain_relation(relation)
        found.add_edge(plain.pop("source"), plain.pop("target"), **plain)
    frozen: networkx.MultiDiGraph[str] = nx.freeze(found)
    return frozen


def _graphml(graph: Store) -> str:
    import networkx as nx

    flat: networkx.MultiDiGraph[str] = nx.MultiDiGraph()
    whole = to_networkx(graph)
    for key, attributes in whole.nodes(data=True):
        flat.add_node(key, **{name: _flat(value) for name, value in attributes.items()})
    for source, target, attributes in whole.edges(data=True):
        flat.add_edge(source, target, **{name: _flat(value) for name, value in attributes.items()})
    return "\n".join(nx.generate_graphml(flat)) + "\n"


def _flat(value: Any) -> str | int | float | bool:
    """Return a value that a GraphML attribute can hold; lists and tables as JSON."""
    return value if isinstance(value, str | int | float | bool) else json.dumps(value, ensure_ascii=False)


def plain_node(node: Node) -> dict[str, Any]:
    """Return a node as a table: its key, its kind, and every field that says something."""
    return {"key": str(node.key), "kind": node.kind, **_plain(node)}


def plain_relation(relation: Relation) -> dict[str, Any]:
    """Return a relation as a table: its ends by their keys, and every field that says something."""
    return {
        "kind": relation.kind,
        "source": str(relation.source.key),
        "target": str(relation.target.key),
        "basis": relation.basis,
        **{name: value for name in STATED if (value := getattr(relation, name))},
        "citations": [_plain(citation) for citation in relation.citations],
    }


def _plain(value: Any) -> Any:
    """Return a record without its empty fields, dates as ISO text."""
    if isinstance(value, Record):
        named = ((name, _plain(getattr(value, name))) for name in value.FIELDS)
        return {name: plain for name, plain in named if plain not in _LEFT_OUT.get(name, _EMPTY)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, NodeKey):
        return str(value)
    return value.isoformat() if isinstance(value, datetime.date) else value
