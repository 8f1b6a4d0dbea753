"""The command ``smtp-codes``, and the exports behind it."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

import networkx
import pytest

from knowledge.smtp.shell.main import main

if TYPE_CHECKING:
    from knowledge import smtp


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "535"], ["535 Authentication failed", "How to fix it", "RFC 4954, section 6 <https://"]),
        (["show", "5.7.8"], ["5.7.8 ", "Authentication credentials invalid"]),
        (["show", "AUTH", "5xx"], ["AUTH Authenticate", "5xx "]),
        (["show", "530 535"], ["530 Authentication or TLS required vs 535"]),
        (["compare", "211", "535"], ["not alternatives", "Key differences", "Which to expect when"]),
        (["compare", "PLAIN", "LOGIN"], ["PLAIN ", "Which to choose when"]),
        (["related", "535"], ["Failure of 235", "Often confused with 530"]),
        (["search", "app", "password"], ["535 (code) Authentication failed"]),
    ],
)
def test_each_command_answers_in_plain_text(
    arguments: list[str], said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 0
    out = capsys.readouterr().out
    assert [text for text in said if text not in out] == []
    assert "`" not in out
    assert max(map(len, (line for line in out.splitlines() if "http" not in line))) <= 120


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "536"], "nearest names are 535, 534, 538"),
        (["compare", "535"], "two or more names"),
        (["--facts", "absent.toml", "show", "535"], "absent.toml: expected a readable file"),
    ],
)
def test_a_mistake_is_told_in_one_message(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 1
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""


def test_json_holds_every_node_and_relation(graph: smtp.Graph) -> None:
    plain = json.loads(graph.export("json"))
    assert [node["key"] for node in plain["nodes"]] == [node.key for node in graph]
    assert len(plain["relations"]) == sum(1 for _ in graph.relations)
    code = next(node for node in plain["nodes"] if node["key"] == "code:535")
    assert code["fix"]["sender"] == graph.code(535).fix.sender
    assert code["citations"][0]["checked"] == "2026-11-23"


def test_graphml_can_be_read_back(graph: smtp.Graph) -> None:
    read = networkx.read_graphml(BytesIO(graph.export("graphml").encode()))
    assert set(read.nodes) == {node.key for node in graph}
    assert read.nodes["code:535"]["title"] == "Authentication failed"
    assert read.number_of_edges() == sum(1 for _ in graph.relations)


def test_networkx_holds_the_attributes_and_is_frozen(graph: smtp.Graph) -> None:
    assert graph.networkx.nodes["code:535"]["phrase"] == "Authentication credentials invalid"
    kinds = {data["kind"] for data in graph.networkx.get_edge_data("code:535", "command:AUTH").values()}
    assert kinds >= {"replies to"}
    with pytest.raises(networkx.NetworkXError):
        graph.networkx.add_node("other")


def test_an_unknown_form_is_refused(graph: smtp.Graph) -> None:
    with pytest.raises(ValueError, match="json, graphml"):
        graph.export("yaml")
