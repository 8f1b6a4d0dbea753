"""Tables of fact files to checked records and relations.

A fact file is TOML. Its top-level tables are the kinds (``[code.535]``, ``[command.AUTH]`` and so on), the array
``[[comparison]]`` of curated comparisons, the array ``[[common_reply]]`` of the replies that every command may get,
the array ``[[unrelated]]`` of names that prose joins although no relation holds between them, and the list
``literals`` of words that prose may quote although they look like names of nodes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from knowledge.smtp.graph.names import Names, aliases_of
from knowledge.smtp.graph.spellings import folded
from knowledge.smtp.model.causes import Cause
from knowledge.smtp.model.errors import FactsError, Problem
from knowledge.smtp.model.keys import ComparisonKey, NodeKey
from knowledge.smtp.model.kinds import kind_named, kinds, row_of
from knowledge.smtp.model.node import Node
from knowledge.smtp.model.nodes import Command, CuratedComparison, Extension, Provider, ReplyCode
from knowledge.smtp.model.record import Record, replaced
from knowledge.smtp.model.replies import ProviderReply
from knowledge.smtp.model.statements import NodeCitation, Unrelated
from knowledge.smtp.reading.additions import ADDED_TO, added_replies, with_addition, with_replies
from knowledge.smtp.reading.citing import check_citations
from knowledge.smtp.reading.patterns import check_patterns
from knowledge.smtp.reading.relations import Link, LinkReader, resolved
from knowledge.smtp.reading.schema import INVALID, Place, one_of, structure, table_at, tables_at
from knowledge.smtp.reading.sense import check_name, check_node, check_reply, compared
from knowledge.smtp.reading.tags import check_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from knowledge.smtp.model.vocabulary import Kind

OTHER_TABLES: Final = ("comparison", "common_reply", "unrelated", "literals")
"""What a fact file holds besides tables of nodes."""


class Facts(Record):
    """Everything that the fact files say."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    literals: frozenset[str]
    unrelated: tuple[Unrelated, ...]
    own_replies: frozenset[tuple[str, int]] = frozenset()
    """The replies that come from files of a project: the name of the provider, and the place among its replies."""


class _ComparisonTable(Record):
    """A comparison as it is written: the keys in it are texts."""

    items: tuple[str, ...]
    summary: str
    differences: tuple[str, ...]
    choose: tuple[str, ...]
    citations: tuple[NodeCitation, ...]
    see_also: tuple[str, ...] = ()
    conflict: str = ""


_NOT_WRITTEN: Final[Mapping[Kind, Mapping[str, object]]] = {
    "enhanced": {"status": ""},
    "tag": {"providers": (), "told_by": None},
}
"""Fields of records that are no facts, and that no table may hold."""


@dataclass(slots=True)
class _Reading:
    """The state of one reading: what was found so far, and every problem."""

    documents: dict[str, str]
    problems: list[Problem] = field(default_factory=list)
    nodes: dict[NodeKey, Node] = field(default_factory=dict)
    comparisons: list[tuple[_ComparisonTable, Place]] = field(default_factory=list)
    links: LinkReader = field(default_factory=LinkReader)
    places: dict[str, Place] = field(default_factory=dict)
    literals: set[str] = field(default_factory=set)
    unrelated: list[tuple[Unrelated, Place]] = field(default_factory=list)
    replies: list[tuple[NodeKey, ProviderReply, Place]] = field(default_factory=list)
    """The replies of providers, each with the key of its provider."""
    spelled: dict[tuple[Kind, str], NodeKey] = field(default_factory=dict)
    """The keys by what all spellings of a name have in common."""


def read_facts(files: Iterable[tuple[str, Mapping[str, Any]]]) -> Facts:
    """Turn the tables of fact files into records.

    A later file may add nodes and relations, and to a node of an earlier one phrases (a cause), a `note` (a code) and
    replies (a provider).

    :param files: each file's name, for messages, and its tables.
    :raises FactsError: with all the problems of all files.
    """
    files = list(files)
    reading = _Reading(_addresses(files))
    for file, tables in files:
        _read_file(reading, Place(file, "", reading.problems, reading.documents), tables)
    names = Names(reading.nodes, aliases_of(reading.nodes))
    nodes = [_resolved(node, reading.places[node.key], names) for node in reading.nodes.values()]
    for node in nodes:
        check_node(node, reading.places[node.key], names)
        check_citations(node, reading.places[node.key], reading.nodes)
    for _, reply, place in reading.replies:
        check_reply(reply, place, names, reading.nodes)
    check_marks(reading.replies, reading.nodes)
    check_patterns(reading.replies, [file for file, _ in files if not _is_built_in(file)])
    comparisons = _read_comparisons(reading, names)
    links = tuple(reading.links.resolve(reading.nodes, names))
    unrelated = tuple(_resolved_exception(each, place, names) for each, place in reading.unrelated)
    if reading.problems:
        raise FactsError(reading.problems)
    return Facts(
        (*nodes, *comparisons), links, frozenset(reading.literals), unrelated, frozenset(_own_replies(reading))
    )


def _own_replies(reading: _Reading) -> Iterator[tuple[str, int]]:
    own = {id(reply) for _, reply, place in reading.replies if not _is_built_in(place.file)}
    for node in reading.nodes.values():
        if isinstance(node, Provider):
            yield from ((node.name, index) for index, reply in enumerate(node.reply) if id(reply) in own)


def _addresses(files: list[tuple[str, Mapping[str, Any]]]) -> dict[str, str]:
    """Return the address of every document; needed before any citation can be read."""
    found: dict[str, str] = {}
    for _, tables in files:
        documents = tables.get("document", {})
        for name, table in documents.items() if isinstance(documents, dict) else ():
            if name.startswith("RFC "):
                found[name] = f"https://www.rfc-editor.org/rfc/rfc{name.removeprefix('RFC ')}.html"
            else:
                found[name] = str(table.get("url", "")) if isinstance(table, dict) else ""
    return found


def _read_file(reading: _Reading, place: Place, tables: Mapping[str, Any]) -> None:
    for key, value in tables.items():
        at = place.inside(key)
        if reader := _ARRAYS.get(key):
            for index, table in enumerate(tables_at(value, at)):
                reader(reading, table, at.inside(index))
        elif kind := kind_named(key):
            for name, table in table_at(value, at).items():
                _read_node(reading, kind, name, table, at.inside(name))
        elif key == "literals":
            _read_literals(reading, value, at)
        else:
            at.report(one_of((*_written_kinds(), *OTHER_TABLES), key), "an unknown key")


def _take_comparison(reading: _Reading, table: Any, place: Place) -> None:
    if (comparison := structure(_ComparisonTable, table, place)) is not INVALID:
        reading.comparisons.append((comparison, place))


def _take_common_reply(reading: _Reading, table: Any, place: Place) -> None:
    reading.links.take_common_reply(table, place)


def _take_exception(reading: _Reading, table: Any, place: Place) -> None:
    if (unrelated := structure(Unrelated, table, place)) is not INVALID:
        reading.unrelated.append((unrelated, place))


_ARRAYS: Final[Mapping[str, Callable[[_Reading, Any, Place], None]]] = {
    "comparison": _take_comparison,
    "common_reply": _take_common_reply,
    "unrelated": _take_exception,
}
"""What takes each table of an array at the top of a file."""


def _written_kinds() -> list[Kind]:
    return [kind for kind in kinds() if kind != "comparison"]


def _read_literals(reading: _Reading, value: object, place: Place) -> None:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        place.report("a list of texts", "something else")
        return
    reading.literals.update(value)


def _read_node(reading: _Reading, kind: Kind, name: str, table: Any, place: Place) -> None:
    key = NodeKey(kind, name)
    if not check_name(key, place):
        return
    table = table_at(table, place)
    reading.links.take_from(key, table, place)
    if key in reading.nodes and kind in ADDED_TO:
        _add_to_node(reading, key, table, place)
        return
    if kind == "document":
        table.setdefault("cite", [{"doc": name}])
    node = structure(row_of(kind).record, table, place, given={"name": name, **_NOT_WRITTEN.get(kind, {})})
    if node is INVALID:
        return
    if other := reading.spelled.get((kind, folded(name))):
        _report_second(reading, other, place)
        return
    reading.nodes[key] = replaced(node, phase="session") if isinstance(node, Command) and node.phase == "any" else node
    reading.places[key] = place
    reading.spelled[key.kind, folded(name)] = key
    if isinstance(node, Provider):
        _note_replies(reading, key, node.reply, place)


def _report_second(reading: _Reading, key: str, place: Place) -> None:
    place.report("a name that is not taken", f"a second {key}, first in {reading.places[key].file}")


def _add_to_node(reading: _Reading, key: NodeKey, table: dict[str, Any], place: Place) -> None:
    """Add phrases to a cause, a note to a code, or replies to a provider, of an earlier file."""
    node = reading.nodes[key]
    if "title" in table:
        _report_second(reading, key, place)
        return
    if isinstance(node, Cause | ReplyCode) and table:
        reading.nodes[key] = with_addition(node, table, place)
    elif isinstance(node, Provider):
        added = added_replies(node, table, place)
        reading.nodes[key] = with_replies(node, added)
        corrected = {id(each.instead_of) for each in added if each.instead_of}
        reading.replies = [each for each in reading.replies if id(each[1]) not in corrected]
        reading.replies += [(key, each.reply, each.place) for each in added]


def _note_replies(reading: _Reading, key: NodeKey, replies: Iterable[ProviderReply], place: Place) -> None:
    for index, reply in enumerate(replies):
        reading.replies.append((key, reply, place.inside("reply").inside(index)))


def _resolved(node: Node, place: Place, names: Names) -> Node:
    """Return a node with the keys that it names in their one form."""
    if isinstance(node, Extension):
        keys = _keys(node.introduces, place.inside("introduces"), names)
        return replaced(node, introduces=tuple(key.entry for key in keys))
    return node


def _resolved_exception(unrelated: Unrelated, place: Place, names: Names) -> Unrelated:
    keys = _keys(unrelated.between, place.inside("between"), names)
    return replaced(unrelated, between=tuple(key.entry for key in keys))


def _keys(written: Iterable[str], place: Place, names: Names) -> tuple[NodeKey, ...]:
    found = [resolved(text, place.inside(index), names) for index, text in enumerate(written)]
    return tuple(key for key in found if key)


def _is_built_in(file: str) -> bool:
    """Tell whether a file is one of this package, which have no folder before their names.

    A project may write a comparison of its own in place of the one that the package has.
    """
    return PurePath(file).name == file


def _read_comparisons(reading: _Reading, names: Names) -> list[CuratedComparison]:
    found: dict[ComparisonKey, CuratedComparison] = {}
    for table, place in reading.comparisons:
        items = _keys(table.items, place.inside("items"), names)
        if len(items) < len(table.items) or not compared(items, place.inside("items")):
            continue
        key = ComparisonKey(items)
        if key in found and _is_built_in(place.file) == _is_built_in(reading.places[key].file):
            _report_second(reading, key, place.inside("items"))
            continue
        reading.places[key] = place
        found[key] = CuratedComparison(
            name=key.name,
            title=key.versus,
            summary=table.summary,
            meaning=table.summary,
            conflict=table.conflict,
            citations=table.citations,
            items=items,
            differences=table.differences,
            choose=table.choose,
            see_also=_keys(table.see_also, place.inside("see_also"), names),
        )
        check_node(found[key], place, names)
        check_citations(found[key], place, reading.nodes)
    return list(found.values())
