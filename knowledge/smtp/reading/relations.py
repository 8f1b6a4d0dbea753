"""Relations as fact files write them: arrays of tables in, links between the keys of nodes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from knowledge.smtp.graph.near import nearest_keys
from knowledge.smtp.model.keys import NodeKey
from knowledge.smtp.model.nodes import Command, ReplyCode
from knowledge.smtp.model.record import Record, replaced
from knowledge.smtp.model.statements import Citation
from knowledge.smtp.model.vocabulary import MIRRORED_RELATIONS, WRITTEN_RELATIONS, Basis, Outcome, Phase, RelationKind
from knowledge.smtp.reading.schema import INVALID, Place, describe, one_of, structure, tables_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge.smtp.graph.names import Names
    from knowledge.smtp.model.node import Node

SomeRecord = TypeVar("SomeRecord", bound=Record)


class Link(Record):
    """A relation as the facts write it: keys instead of nodes."""

    kind: RelationKind
    source: NodeKey
    target: NodeKey
    citations: tuple[Citation, ...]
    reason: str = ""
    outcome: Outcome | None = None
    phase: Phase | None = None
    condition: str = ""
    basis: Basis = "standard"
    status: str = ""
    """The enhanced code of a pair with the class of its reply code (RFC 2034, section 4)."""


class _RelationTable(Record):
    kind: RelationKind
    to: str
    citations: tuple[Citation, ...]
    why: str = ""
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


class _CommonReplyTable(_ReplyTable):
    spared: tuple[str, ...] = ()


@dataclass(slots=True)
class LinkReader:
    """Collects the links of all files, and resolves their ends when all nodes are known."""

    _found: list[tuple[NodeKey, _RelationTable | _PairTable | _ReplyTable, Place]] = field(default_factory=list)
    _common: list[tuple[_CommonReplyTable, Place]] = field(default_factory=list)

    def take_from(self, key: NodeKey, table: dict[str, Any], place: Place) -> None:
        """Take the arrays of relations out of a node's table."""
        for at, relation in _records(_RelationTable, table.pop("relation", []), place.inside("relation")):
            written = _written_by(key)
            if relation.kind in written:
                self._found.append((key, relation, at))
            else:
                at.inside("kind").report(one_of(written, relation.kind), describe(relation.kind))
        if key.kind == "enhanced":
            for at, pair in _records(_PairTable, table.pop("pair", []), place.inside("pair")):
                self._found.append((key, pair, at))
        if key.kind == "command":
            for at, reply in _records(_ReplyTable, table.pop("reply", []), place.inside("reply")):
                self._found.append((key, reply, at))

    def take_common_reply(self, table: object, place: Place) -> None:
        """Read a reply that any command may get, apart from the ones under ``except``."""
        if (reply := structure(_CommonReplyTable, table, place)) is not INVALID:
            self._common.append((reply, place))

    def resolve(self, nodes: Mapping[NodeKey, Node], names: Names) -> Iterator[Link]:
        """Yield every link with the keys of its ends, and its other direction where it has one."""
        for key, written, place in self._found:
            if (node := nodes.get(key)) is None:
                continue  # a mistake in the node is told already
            if (link := _linked(node, written, place, names, nodes)) is not None:
                yield link
                if mirror := MIRRORED_RELATIONS.get(link.kind):
                    yield replaced(link, kind=mirror, source=link.target, target=link.source)
        verbs = {node.name: node for node in nodes.values() if isinstance(node, Command) and node.name.isupper()}
        for reply, place in self._common:
            yield from _spread(reply, verbs, place, names, nodes)


def _written_by(key: NodeKey) -> list[RelationKind]:
    """Return the kinds of relations that the table of a node may write: only a cause is the cause of something."""
    return [kind for kind in WRITTEN_RELATIONS if kind != "cause of" or key.kind == "cause"]


def _linked(
    node: Node,
    written: _RelationTable | _PairTable | _ReplyTable,
    place: Place,
    names: Names,
    nodes: Mapping[NodeKey, Node],
) -> Link | None:
    """Return the link that a table of a node writes down, or None where its other end is none."""
    if isinstance(written, _ReplyTable):
        assert isinstance(node, Command)
        code = resolved_code(written.code, place.inside("code"), names, nodes)
        return _reply_link(written, code, node.key, written.phase or node.phase) if code else None
    if isinstance(written, _PairTable):
        if (code := resolved_code(written.code, place.inside("code"), names, nodes)) is None:
            return None
        status = f"{code.name[0]}{node.name[1:]}"
        return Link("pairs with", node.key, code, written.citations, basis=written.basis, status=status)
    other = resolved(written.to, place.inside("to"), names)
    if other is None:
        return None
    if not written.why and written.kind != "cause of":
        place.inside("why").report("a value, because this key is required", "nothing")
    if written.kind == "cause of" and other.kind not in ("code", "enhanced"):
        place.inside("to").report("the key of a code or of an enhanced code", describe(written.to))
    if other.entry == node.key:
        place.inside("to").report("the key of another node", f"{node.key} itself")
        return None
    return Link(written.kind, node.key, other.entry, written.citations, written.why, basis=written.basis)


def _spread(
    reply: _CommonReplyTable,
    verbs: Mapping[str, Command],
    place: Place,
    names: Names,
    nodes: Mapping[NodeKey, Node],
) -> Iterator[Link]:
    """Yield a reply that any command may get for each command that sends a verb.

    A command that lists a reply for reasons of its own keeps them beside the common one.
    """
    for name in reply.spared:
        if name not in verbs:
            place.inside("except").report(one_of(sorted(verbs), name), describe(name))
    if code := resolved_code(reply.code, place.inside("code"), names, nodes):
        yield from (
            _reply_link(reply, code, verb.key, "any") for verb in verbs.values() if verb.name not in reply.spared
        )


def resolved(name: str, place: Place, names: Names) -> NodeKey | None:
    """Return the key that a name means; report one that means none."""
    if ":" in name and (found := names.exact(name)):
        return found
    place.report(f"the key of a node such as {', '.join(nearest_keys(names, name)) or 'code:535'}", describe(name))
    return None


def resolved_code(name: str, place: Place, names: Names, nodes: Mapping[NodeKey, Node]) -> NodeKey | None:
    """Return the key of a code that servers send; report a name that means none, and a number that is no reply."""
    key = resolved(f"code:{name}", place, names)
    node = nodes.get(key) if key else None
    if isinstance(node, ReplyCode) and not node.is_reply:
        place.report("a code that servers send", f"{key}, which is no reply (`is_reply = false`)")
        return None
    return key


def _records(record: type[SomeRecord], tables: object, place: Place) -> Iterator[tuple[Place, SomeRecord]]:
    """Yield the records of an array of tables, each with its place; problems are noted."""
    for index, table in enumerate(tables_at(tables, place)):
        at = place.inside(index)
        if (read := structure(record, table, at)) is not INVALID:
            yield at, read


def _reply_link(reply: _ReplyTable, code: NodeKey, command: NodeKey, phase: Phase | None) -> Link:
    return Link(
        "replies to",
        code,
        command,
        reply.citations,
        outcome=reply.outcome,
        phase=phase,
        condition=reply.condition,
        basis=reply.basis,
    )
