"""Whatever stands in a file of facts, it gives facts that can be used, or errors that say what is wrong."""

from __future__ import annotations

import copy
import datetime
import os
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from smtp.own_facts import ALL

from knowledge import smtp
from knowledge.smtp.face import Graph
from knowledge.smtp.language.catalogue import ENGLISH, catalogue
from knowledge.smtp.reading.assembly import assemble
from knowledge.smtp.reading.facts import read_facts
from knowledge.smtp.reading.loading import FACTS, toml_tables
from knowledge.smtp.shell.terminal import article_text

if TYPE_CHECKING:
    from collections.abc import Iterator

VALUES: list[Any] = [True, 5, -5.5, datetime.date(2026, 1, 2), "", "x", "\x00", [], ["x"], [[]], [{}], {}]
"""One or more values of each type that TOML has."""
KEPT = {
    "class": ["2xx", "4xx", "5xx"],
    "category": ["x1x", "x5x"],
    "subject": ["X.7"],
    "code": ["211", "250", "252", "535", "550"],
    "command": ["AUTH", "VRFY", "QUIT"],
    "provider": ["gmail"],
    "mechanism": ["PLAIN"],
    "document": ["RFC 5321"],
}
"""The built-in nodes that are enough to read own facts beside them."""
CITED = {"doc": "RFC 5321", "section": "4.2.3"}
LEFT_OUT = ("relation", "reply", "example", "variants")
FEW = 100
EXAMPLES = int(os.environ.get("SMTP_EXAMPLES", FEW))


def _base() -> list[tuple[str, dict[str, Any]]]:
    """Return a small part of the built-in facts, without relations and with one citation a node."""
    found: dict[str, dict[str, Any]] = {}
    for _, tables in toml_tables(FACTS):
        for kind in KEPT.keys() & tables.keys():
            for name in set(KEPT[kind]) & tables[kind].keys():
                table = {key: value for key, value in tables[kind][name].items() if key not in LEFT_OUT}
                found.setdefault(kind, {})[name] = table if kind == "document" else {**table, "cite": [CITED]}
    return [("base.toml", found)]


BASE = _base()


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each value inside a table."""
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from paths(each, (*path, key))


def changed(tables: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """Return tables with another value at the end of a path."""
    found = copy.deepcopy(tables)
    place: Any = found
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return found


def use(tables: dict[str, Any]) -> bool:
    """Read own facts and use every node of them; tell whether they were facts."""
    told: list[str] = []
    try:
        facts = read_facts([*BASE, ("ours.toml", tables)])
    except smtp.FactsError as error:
        told = list(map(str, error.problems))
    assert all(problem.startswith("ours.toml: ") and problem.isprintable() for problem in told), told
    if told:
        return False
    graph = Graph(assemble(facts), "", catalogue(ENGLISH))
    built_in = {f"{kind}:{name}" for kind, nodes in BASE[0][1].items() for name in nodes}
    for node in graph:
        if node.key not in built_in:
            assert article_text(smtp.explain_node(graph, node))
            compare_with_others(graph, node)
    assert graph.search("mail") is not None
    return True


def compare_with_others(graph: smtp.Graph, node: smtp.Node) -> None:
    for other in graph.of_kind(node.kind).values():
        if other is not node and node.kind in ("code", "command", "enhanced", "mechanism", "class", "extension"):
            assert article_text(smtp.explain_comparison(graph.compare(node.key, other.key)))


@pytest.mark.parametrize("name", ALL)
def test_each_value_of_each_type_gives_facts_or_says_what_is_wrong(name: str) -> None:
    tables = tomllib.loads(ALL[name])
    assert use(tables), "the example itself is right"
    wrong = [not use(changed(tables, path, value)) for path in paths(tables) for value in VALUES]
    assert any(wrong)


names = st.text(st.sampled_from("aX5.-_ /\\:`\n\x00\x1b\N{SUPERSCRIPT TWO}\N{BYTE ORDER MARK}é"), max_size=12)


@settings(max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES == FEW)
@given(kind=st.sampled_from([kind for kind in ALL if kind not in ("note", "literals", "relation")]), name=names)
def test_any_name_is_a_good_one_or_is_refused(kind: str, name: str) -> None:
    tables = tomllib.loads(ALL[kind])
    if isinstance(tables.get(kind), dict):
        table = next(iter(tables[kind].values()))
        use({kind: {name: table}})
