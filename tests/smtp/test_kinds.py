"""A kind is one row: what the rows say holds for each kind, and one more row makes a kind that everything knows."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, ClassVar

import pytest

from knowledge import smtp
from knowledge.smtp.face import Graph
from knowledge.smtp.language.captions import Captions
from knowledge.smtp.language.catalogue import ENGLISH, catalogue
from knowledge.smtp.model import vocabulary
from knowledge.smtp.model.kind_row import KindRow
from knowledge.smtp.model.kinds import is_valid_name, kinds, row_of
from knowledge.smtp.model.rows import ROWS
from knowledge.smtp.reading.assembly import assemble
from knowledge.smtp.reading.facts import read_facts
from knowledge.smtp.reading.loading import FACTS, toml_tables
from knowledge.smtp.shell.terminal import article_text

if TYPE_CHECKING:
    from knowledge.smtp.model.vocabulary import Kind


class Port(smtp.Node, kw_only=True):
    """A port on which a server listens; a kind for this test alone."""

    kind: ClassVar[str] = "port"  # type: ignore[assignment]  # the vocabulary does not know this kind

    status: str
    date: str = ""


PORTS = """
[port.25]
title = "Relay"
summary = "`port:25` is for servers."
meaning = "Servers talk to each other on `port:25`, and read `RFC 5321`."
status = "standard"
cite = [{ doc = "RFC 5321", section = "2.1" }]

[port.587]
title = "Submission"
summary = "`port:587` is for clients."
meaning = "Clients hand in mail on `port:587`."
status = "standard"
date = "1998-12"
cite = [{ doc = "RFC 6409", section = "3.1" }]
"""


@pytest.fixture
def ports(monkeypatch: pytest.MonkeyPatch) -> Graph:
    """A graph with a kind that one row and its words have added."""
    row = KindRow(
        record=Port,
        names="[1-9][0-9]{1,4}",
        form="a number such as 587",
        what="a port",
        label="port",
        group="ports",
        fields=("status", "date", "defined"),
        glance=("status",),
        is_comparable=True,
    )
    monkeypatch.setitem(ROWS, "port", row)  # type: ignore[arg-type]  # a table with one row more
    monkeypatch.setitem(Captions.KINDS, "port", row.label)  # type: ignore[arg-type]  # likewise
    facts = read_facts([*toml_tables(FACTS), ("ports.toml", tomllib.loads(PORTS))])
    return Graph(assemble(facts), "", catalogue(ENGLISH))


def test_one_row_adds_a_kind(ports: Graph) -> None:
    node = ports["port:587"]
    assert (node.title, node.key, type(node)) == ("Submission", "port:587", Port)
    assert list(ports.of_kind("port")) == ["25", "587"]  # type: ignore[arg-type]  # a kind of this test
    text = article_text(smtp.explain_node(ports, node))
    assert "Clients hand in mail on 587." in text
    assert "Date: 1998-12" in text
    assert [row.name for row in ports.compare("port:25", "port:587").rows] == ["status", "date", "defined"]
    assert ports.search("587")[0].node is ports["port:587"]
    assert {relation.target.name for relation in ports.related("port:25")} == {"RFC 5321"}
    assert '"port:587"' in ports.export("json")
    with pytest.raises(smtp.UnknownNameError, match="nearest: 587"):
        ports["port:578"]


def test_a_row_refuses_names_of_another_form(ports: Graph) -> None:
    with pytest.raises(smtp.FactsError, match="expected a name of the form of a port: a number such as 587"):
        read_facts([("ports.toml", {"port": {"smtp": {}}})])


@pytest.mark.parametrize("kind", kinds())
def test_the_row_of_each_kind_agrees_with_the_graph(graph: smtp.Graph, kind: Kind) -> None:
    row = row_of(kind)
    group = getattr(graph, row.group)
    assert all(type(node) is row.record and node.kind == kind for node in group.values())
    assert row.record.kind == kind
    if kind != "comparison":
        assert all(is_valid_name(kind, name) for name in group)
    if row.example:
        assert graph.find(row.example, kind)
    assert set(row.glance) <= set(row.fields)
    assert set(row.item_parts) <= set(row.parts) | {"meaning"}


def test_the_vocabulary_and_the_rows_have_the_same_kinds() -> None:
    assert set(kinds()) == set(vocabulary.Kind.__args__)  # type: ignore[attr-defined]  # a Literal has its words
