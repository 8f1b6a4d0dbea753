"""What defines a name, what is cited, and the checks that hold citations against what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from smtp.own_facts import ALL, CITE, CODE, DOCUMENT

from knowledge import smtp
from knowledge.smtp.checks.citations import defining_sections_print_the_name
from knowledge.smtp.checks.registries import mechanisms_agree
from knowledge.smtp.checks.sources import (
    codes_of_a_standard_are_defined,
    texts_cite_what_they_name,
    updates_are_cited,
)
from knowledge.smtp.export.forms import to_plain
from knowledge.smtp.graph.fields import fields_of

if TYPE_CHECKING:
    from pathlib import Path


def load(tmp_path: Path, text: str) -> smtp.Graph:
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return smtp.load(facts=path)


def to_documents(graph: smtp.Graph, name: str, kind: str) -> dict[str, str]:
    """Return the documents to which a kind of relation leads from a node, each with its basis."""
    relations = [relation for relation in graph.related(name) if relation.kind == kind]
    return {relation.target.name: relation.basis for relation in relations if relation.target.kind == "document"}


@pytest.mark.parametrize(
    ("name", "defined", "row"),
    [
        ("535", {"RFC 4954": "standard"}, "`RFC 4954`, section 6"),
        ("521", {"RFC 7504": "standard"}, "`RFC 7504`, section 3"),
        ("5.1.10", {"RFC 7505": "standard"}, "`RFC 7505`, section 6"),
        (
            "X.7.28",
            {"IANA SMTP enhanced status codes": "registry"},
            "`IANA SMTP enhanced status codes`",
        ),
        ("DIGEST-MD5", {"RFC 2831": "standard"}, "`RFC 2831`, section 1"),
        ("EXTERNAL", {"RFC 4422": "standard"}, "`RFC 4422`, Appendix A"),
        ("XOAUTH2", {"Google XOAUTH2 protocol": "observed"}, "`Google XOAUTH2 protocol`"),
        ("XOAUTH", {}, ""),
        ("447", {}, ""),
        ("524", {}, ""),
        ("extension:ONEX", {}, ""),
    ],
)
def test_defined_in_leads_to_what_defines_the_name(
    graph: smtp.Graph, name: str, defined: dict[str, str], row: str
) -> None:
    assert to_documents(graph, name, "defined in") == defined
    assert dict(fields_of(graph, graph[name]))["defined"] == row
    if defined:
        assert graph[name].address == graph[name].defined_by[0].url


def test_each_citation_stands_in_one_relation_with_the_rank_of_its_document(graph: smtp.Graph) -> None:
    for node in graph:
        if node.kind != "document":
            relations = [*graph.out(node, "defined in"), *graph.out(node, "cites")]
            assert sorted(map(repr, (each for rel in relations for each in rel.citations))) == sorted(
                map(repr, node.citations)
            )
            for relation in relations:
                assert isinstance(relation.target, smtp.Document)
                assert relation.basis == relation.target.rank


def test_a_code_is_defined_unless_its_standing_says_that_it_is_not(graph: smtp.Graph) -> None:
    undefined = {code.standing for code in graph.codes.values() if not code.defined_by}
    defined = {code.standing for code in graph.codes.values() if code.defined_by}
    assert undefined == {"nonstandard", "registry-only"}
    assert defined == {"standard", "historic", "experimental"}


@pytest.mark.parametrize("standing", ["standard", "historic", "experimental"])
def test_a_code_of_a_standard_that_nothing_defines_is_found(tmp_path: Path, standing: str) -> None:
    undefined = CODE.replace('"nonstandard"', f'"{standing}"')
    wrong = f"code:299: is {standing}, and none of its citations says `defines = true`"
    assert codes_of_a_standard_are_defined(load(tmp_path, undefined)) == [wrong]
    defined = undefined.replace('"4.2.3"', '"4.2.3", defines = true')
    assert codes_of_a_standard_are_defined(load(tmp_path, defined)) == []


@pytest.mark.parametrize(
    ("name", "basis"),
    [("PLAIN", "standard"), ("XOAUTH2", "observed"), ("LOGIN", "observed"), ("NMAS_LOGIN", "registry")],
)
def test_what_follows_from_a_definition_has_its_rank(graph: smtp.Graph, name: str, basis: str) -> None:
    [relation] = graph.into(graph.mechanism(name), "authenticates with")
    assert relation.basis == basis


def test_a_citation_says_in_the_export_what_it_bears_out(graph: smtp.Graph) -> None:
    node = next(node for node in to_plain(graph)["nodes"] if node["key"] == "code:422")
    by_document = {citation["document"]: citation for citation in node["citations"]}
    assert by_document["Stalwart documentation"]["fields"] == ["meaning"]
    assert not any("defines" in citation for citation in node["citations"])
    defining = next(node for node in to_plain(graph)["nodes"] if node["key"] == "code:535")["citations"]
    assert [citation["section"] for citation in defining if citation.get("defines")] == ["6"]


DEFINES = 'cite = [{{ doc = "RFC 99999", section = "{section}", defines = true }}]'
TEXT = "1. Tickets\n\n   The name of the mechanism is X-TICKET.\n\n2. Thanks\n\n   To everybody.\n"


@pytest.mark.parametrize(("section", "found"), [("1", 0), ("2", 1), ("3", 1)])
def test_a_section_that_defines_a_name_prints_it(tmp_path: Path, section: str, found: int) -> None:
    document = DOCUMENT.replace("Our handbook", "RFC 99999")
    graph = load(tmp_path, document + ALL["mechanism"].replace(CITE, DEFINES.format(section=section)))
    (tmp_path / "rfc99999.txt").write_text(TEXT, encoding="utf-8")
    wrong = f"mechanism:X-TICKET: RFC 99999 {section} defines it and prints none of X-TICKET"
    assert defining_sections_print_the_name(graph, tmp_path) == [wrong][:found]


@pytest.mark.parametrize(
    ("meaning", "named"),
    [
        ("The source is `RFC 5321`.", ""),
        ("The source is `RFC 7504`.", "RFC 7504"),
        ("Exim takes the ticket as well.", "Exim"),
        ("Servers of Exchange Online take the ticket as well.", "Exchange Online"),
        ("The word `Exim` stands in the ticket.", ""),
        ("Eximious servers take the ticket as well.", ""),
    ],
)
def test_a_text_that_names_what_nobody_cites_is_found(tmp_path: Path, meaning: str, named: str) -> None:
    graph = load(tmp_path, ALL["mechanism"].replace("The client sends a ticket.", meaning))
    places = [each.partition(", and cites")[0] for each in texts_cite_what_they_name(graph)]
    assert places == ([f"mechanism:X-TICKET meaning: names {named}"] if named else [])


def test_a_note_of_a_project_may_name_what_it_will(tmp_path: Path) -> None:
    note = '[code.535]\nnote = "Ask the help desk, as Exim does."\n'
    assert texts_cite_what_they_name(load(tmp_path, note)) == []


@pytest.mark.parametrize(
    ("cite", "found"),
    [
        (
            '{ doc = "RFC 2831", section = "1" }',
            ["mechanism:X-TICKET: cites RFC 2831, and not RFC 6331, which changes it"],
        ),
        ('{ doc = "RFC 2831", section = "1" }, { doc = "RFC 6331", section = "2" }', []),
        (
            '{ doc = "RFC 8314", section = "4.1" }',
            ["mechanism:X-TICKET: cites RFC 8314 4.1, and not RFC 8997 3, which changes it"],
        ),
        ('{ doc = "RFC 8314", section = "4.1" }, { doc = "RFC 8997", section = "3" }', []),
        ('{ doc = "RFC 8314", section = "3" }', []),
        ('{ doc = "RFC 7208", section = "8.6" }', []),
    ],
)
def test_a_changed_section_is_cited_with_its_change(tmp_path: Path, cite: str, found: list[str]) -> None:
    graph = load(tmp_path, ALL["mechanism"].replace(CITE, f"cite = [{cite}]"))
    assert updates_are_cited(graph) == found


def test_a_change_that_concerns_what_does_not_cite_it_is_found(tmp_path: Path) -> None:
    update = '[[document."Our handbook".updated]]\nby = "Our notes"\nconcerns = ["code:211"]\n'
    assert updates_are_cited(load(tmp_path, DOCUMENT + update)) == [
        "Our handbook: is changed by Our notes, which is not there",
        "Our handbook: concerns code:211, which is not there or does not cite it",
    ]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("PLAIN,COMMON,yes", []),
        ("PLAIN,LIMITED,yes", ["PLAIN: the use in the registry is limited, the graph has common"]),
        ("PLAIN,COMMON,partial", []),
        ("PLAIN,COMMON,no", ["PLAIN: the use in the registry is unknown, the graph has common"]),
        ("PL*,COMMON,yes", []),
        (
            "X-NONE,COMMON,yes",
            ["X-NONE: not in the graph", "PLAIN: the use in the registry is None, the graph has common"],
        ),
    ],
)
def test_the_use_of_a_mechanism_is_the_one_of_its_row(
    graph: smtp.Graph, tmp_path: Path, row: str, found: list[str]
) -> None:
    (tmp_path / "sasl-mechanisms.csv").write_text(f"Mechanisms,Usage,Row verified\n{row}\n", encoding="utf-8")
    wrong = [each for each in mechanisms_agree(graph, tmp_path) if each.startswith(("PLAIN:", "X-NONE:"))]
    assert wrong == found
