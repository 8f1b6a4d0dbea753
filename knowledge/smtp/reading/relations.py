"""Relations as fact files write them: arrays of tables in, links between the keys of nodes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from knowledge.smtp.model.nodes import Citation, Command
from knowledge.smtp.model.record import Record, replaced
from knowledge.smtp.model.vocabulary import MIRRORED_RELATIONS, WRITTEN_RELATIONS, Basis, Outcome, Phase, RelationKind
from knowledge.smtp.reading.schema import INVALID, Place, describe, one_of, structure, table_at, tables_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge.smtp.graph.names import Names
    from knowledge.smtp.model.nodes import Node

SomeRecord = TypeVar("SomeRecord", bound=Record)


class Link(Record):
    """A relation as the facts write it: keys instead of nodes."""

    kind: RelationKind
    source: str
    target: str
    citations: tuple[Citation, ...]
    reason: str = ""
    outcome: Outcome | None = None
    phase: Phase | None = None
    condition: str = ""
    basis: Basis = "standard"


class _RelationTable(Record):
    kind: RelationKind
    to: str
    why: str
    citations: tuple[Citation, ...]
    basis: Basis = "standard"


class _PairTable(Record):
    code: str
    citations: tuple[Citation, ...]
    basis: Basis = "registry"


class _ReplyTable(Record):
    code: str
    outcome: Outcome
    condition: str
    citations: tuple[Citation, ...]
    basis: Basis = "standard"
    phase: Phase | None = None


@dataclass(slots=True)
class LinkReader:
    """Collects the links of all files, and resolves their ends when all nodes are known."""

    _found: list[tuple[Link, Place]] = field(default_factory=list)
    _common: list[tuple[_ReplyTable, tuple[str, ...], Place]] = field(default_factory=list)

    def take_from(self, key: str, table: dict[str, Any], place: Place) -> None:
        """Take the arrays of relations out of a node's table."""
        for at, relation in _records(_RelationTable, table.pop("relation", []), place.inside("relation")):
            if relation.kind in WRITTEN_RELATIONS:
                link = Link(relation.kind, key, relation.to, relation.citations, relation.why, basis=relation.basis)
                self._found.append((link, at))
            else:
                at.inside("kind").report(one_of(WRITTEN_RELATIONS, relation.kind), describe(relation.kind))
        for at, pair in _records(_PairTable, table.pop("pair", []), place.inside("pair")):
            self._found.append((Link("pairs with", key, f"code:{pair.code}", pair.citations, basis=pair.basis), at))
        replies = table.pop("reply", []) if key.startswith("command:") else []
        for at, reply in _records(_ReplyTable, replies, place.inside("reply")):
            self._found.append((_reply_link(reply, key, table.get("phase")), at))

    def take_common_reply(self, table: object, place: Place) -> None:
        """Read a reply that any command may get, apart from the ones under ``except``."""
        rest = table_at(table, place)
        spared = rest.pop("except", [])
        if (reply := structure(_ReplyTable, rest, place)) is not INVALID:
            self._common.append((reply, tuple(spared), place))

    def resolve(self, nodes: Mapping[str, Node], names: Names) -> Iterator[Link]:
        """Yield every link with the keys of its ends, and its other direction where it has one."""
        for link, place in [*self._found, *self._spread(nodes)]:
            source = link.source if link.source in nodes else resolved(link.source, place, names)
            target = link.target if link.target in nodes else resolved(link.target, place.inside("to"), names)
            if source is None or target is None:
                continue
            yield replaced(link, source=source, target=target)
            if mirror := MIRRORED_RELATIONS.get(link.kind):
                yield replaced(link, kind=mirror, source=target, target=source)

    def _spread(self, nodes: Mapping[str, Node]) -> Iterator[tuple[Link, Place]]:
        """Give the replies that any command may get to each command that sends a verb.

        A command that lists a reply for reasons of its own keeps them beside the common one.
        """
        verbs = {node.name: node for node in nodes.values() if isinstance(node, Command) and node.name.isupper()}
        for reply, spared, place in self._common:
            for name in spared:
                if name not in verbs:
                    place.inside("except").report(one_of(sorted(verbs), name), describe(name))
            for verb in verbs.values():
                if verb.name not in spared:
                    yield _reply_link(reply, verb.key, "any"), place


def resolved(name: str, place: Place, names: Names) -> str | None:
    """Return the key that a name means; report one that means none."""
    if ":" in name and (found := names.find(name)):
        return found.key
    place.report(f"the key of a node such as {', '.join(names.nearest_keys(name)) or 'code:535'}", describe(name))
    return None


def _records(record: type[SomeRecord], tables: object, place: Place) -> Iterator[tuple[Place, SomeRecord]]:
    """Yield the records of an array of tables, each with its place; problems are noted."""
    for index, table in enumerate(tables_at(tables, place)):
        at = place.inside(index)
        if (read := structure(record, table, at)) is not INVALID:
            yield at, read


def _reply_link(reply: _ReplyTable, command: str, phase: Phase | None) -> Link:
    return Link(
        "replies to",
        f"code:{reply.code}",
        command,
        reply.citations,
        outcome=reply.outcome,
        phase=reply.phase or phase,
        condition=reply.condition,
        basis=reply.basis,
    )
