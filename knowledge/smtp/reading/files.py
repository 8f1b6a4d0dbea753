"""Reads fact files: tables in, checked records and relations out.

A fact file is TOML. Its top-level tables are the kinds (``[code.535]``, ``[command.AUTH]`` and so on), the array
``[[comparison]]`` of curated comparisons, the array ``[[common_reply]]`` of the replies that every command may get,
and the list ``literals`` of words that prose may quote although they look like names of nodes.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from knowledge.smtp.graph.names import Names
from knowledge.smtp.model.errors import FactsError, Problem
from knowledge.smtp.model.nodes import (
    Category,
    Command,
    CuratedComparison,
    Document,
    EnhancedCode,
    Extension,
    Mechanism,
    Node,
    Provider,
    ProviderReply,
    ReplyClass,
    ReplyCode,
    Subject,
)
from knowledge.smtp.model.record import Record, replaced
from knowledge.smtp.reading.relations import Link, LinkReader, resolved
from knowledge.smtp.reading.schema import INVALID, Place, one_of, structure, table_at, tables_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from knowledge.smtp.model.vocabulary import Kind

RECORDS: Final[Mapping[Kind, type[Node]]] = {
    "class": ReplyClass,
    "category": Category,
    "code": ReplyCode,
    "enhanced": EnhancedCode,
    "subject": Subject,
    "command": Command,
    "mechanism": Mechanism,
    "extension": Extension,
    "document": Document,
    "provider": Provider,
}

OTHER_TABLES: Final = ("comparison", "common_reply", "literals")


class Facts(Record):
    """Everything that the fact files say."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    literals: frozenset[str]


class _NoteTable(Record):
    note: str


class _RepliesTable(Record):
    reply: tuple[ProviderReply, ...]


_ADDITIONS: Final[Mapping[Kind, type]] = {"code": _NoteTable, "provider": _RepliesTable}
"""What a later file may add to a node of an earlier one."""


@dataclass(slots=True)
class _Reading:
    """The state of one reading: what was found so far, and every problem."""

    documents: dict[str, str]
    problems: list[Problem] = field(default_factory=list)
    nodes: dict[str, Node] = field(default_factory=dict)
    links: LinkReader = field(default_factory=LinkReader)
    places: dict[str, Place] = field(default_factory=dict)
    literals: set[str] = field(default_factory=set)
    replied: list[tuple[str, Place]] = field(default_factory=list)
    """The keys of the codes that replies of providers name, each with its place."""


def parse_toml(path: Path) -> dict[str, Any]:
    """Read one TOML file.

    :raises FactsError: if the file cannot be opened or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FactsError([Problem(path, "", "TOML", str(error))]) from error
    except (OSError, ValueError) as error:  # no file has a name with a NUL in it
        raise FactsError([Problem(path, "", "a readable file", getattr(error, "strerror", str(error)))]) from error


def read_facts(files: Iterable[tuple[str, Mapping[str, Any]]]) -> Facts:
    """Turn the tables of fact files into records.

    A later file may add nodes and relations, a `note` to a code, and replies to a provider of an earlier one.

    :param files: each file's name, for messages, and its tables.
    :raises FactsError: with all the problems of all files.
    """
    files = list(files)
    reading = _Reading(_addresses(files))
    for file, tables in files:
        _read_file(reading, Place(file, "", reading.problems, reading.documents), tables)
    names = Names((node.kind, node.name) for node in reading.nodes.values())
    links = tuple(reading.links.resolve(reading.nodes, names))
    nodes = tuple(_resolve_items(reading, node, names) for node in reading.nodes.values())
    for key, place in reading.replied:
        resolved(key, place, names)
    if reading.problems:
        raise FactsError(reading.problems)
    return Facts(nodes, links, frozenset(reading.literals))


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
        if kind := next((kind for kind in RECORDS if kind == key), None):
            for name, table in table_at(value, at).items():
                _read_node(reading, kind, name, table, at.inside(name))
        elif key == "comparison":
            for index, table in enumerate(tables_at(value, at)):
                _read_comparison(reading, table, at.inside(index))
        elif key == "common_reply":
            for index, table in enumerate(tables_at(value, at)):
                reading.links.take_common_reply(table, at.inside(index))
        elif key == "literals" and isinstance(value, list):
            reading.literals.update(map(str, value))
        else:
            at.report(one_of((*RECORDS, *OTHER_TABLES), key), "an unknown key")


def _read_node(reading: _Reading, kind: Kind, name: str, table: Any, place: Place) -> None:
    table = table_at(table, place)
    key = f"{kind}:{name}"
    reading.links.take_from(key, table, place)
    if key in reading.nodes and kind in _ADDITIONS:
        _add_to_node(reading, key, table, place)
        return
    if kind == "document":
        table.setdefault("cite", [{"doc": name}])
    node = structure(RECORDS[kind], table, place, given={"name": name})
    if node is not INVALID:
        _add(reading, node, place)


def _add(reading: _Reading, node: Node, place: Place) -> None:
    if node.key in reading.nodes:
        _report_second(reading, node.key, place)
    if not node.citations:
        place.inside("cite").report("at least one citation", "an empty list")
    if isinstance(node, Provider):
        _note_codes(reading, node.reply, place)
    reading.nodes[node.key] = node
    reading.places[node.key] = place


def _note_codes(reading: _Reading, replies: Iterable[ProviderReply], place: Place) -> None:
    for index, reply in enumerate(replies):
        if reply.code:
            reading.replied.append((f"code:{reply.code}", place.inside("reply").inside(index).inside("code")))


def _report_second(reading: _Reading, key: str, place: Place) -> None:
    place.report("a name that is not taken", f"a second {key}, first in {reading.places[key].file}")


def _add_to_node(reading: _Reading, key: str, table: dict[str, Any], place: Place) -> None:
    """Add a note to a code, or replies to a provider, of an earlier file."""
    node = reading.nodes[key]
    if "title" in table:
        _report_second(reading, key, place)
        return
    added: Any = structure(_ADDITIONS[node.kind], table, place) if table else INVALID
    if added is INVALID:
        return
    if isinstance(node, ReplyCode) and node.note:
        place.inside("note").report("one note for a code, in one of the files", "a second one")
    elif isinstance(node, ReplyCode):
        reading.nodes[key] = replaced(node, note=added.note)
    elif isinstance(node, Provider):
        _note_codes(reading, added.reply, place)
        reading.nodes[key] = replaced(node, reply=(*node.reply, *added.reply))


def _read_comparison(reading: _Reading, table: Any, place: Place) -> None:
    if not isinstance(table, dict) or not isinstance(table.get("items"), list):
        place.inside("items").report("a list of the keys to compare", "nothing")
        return
    names = [str(item).partition(":")[2] for item in table["items"]]
    summary = table.get("summary", "")
    given = {"name": " ".join(names), "title": " vs ".join(names), "meaning": summary}
    comparison = structure(CuratedComparison, table, place, given=given)
    if comparison is not INVALID:
        _add(reading, comparison, place)


def _resolve_items(reading: _Reading, node: Node, names: Names) -> Node:
    """Check the keys that a comparison, an extension or an example names."""
    place = reading.places[node.key]
    if isinstance(node, CuratedComparison):
        for field_name in ("items", "see_also"):
            for index, item in enumerate(getattr(node, field_name)):
                resolved(item, place.inside(field_name).inside(index), names)
        return replaced(node, meaning=node.summary)
    if isinstance(node, Extension):
        for index, item in enumerate(node.introduces):
            resolved(item, place.inside("introduces").inside(index), names)
    if isinstance(node, ReplyCode):
        for index, example in enumerate(node.example):
            at = place.inside("example").inside(index).inside("provider")
            resolved(f"provider:{example.provider}", at, names)
    return node
