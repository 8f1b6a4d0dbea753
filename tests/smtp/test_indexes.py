"""Indexes: every node stands where a reader looks for it; and comparisons by what people ask."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from knowledge.smtp.compare.comparison import curated_with
from knowledge.smtp.compare.questions import MOST, most_confused_first, others_beside, others_with, question_of
from knowledge.smtp.explain.indexes import index_of, indexed_kinds
from knowledge.smtp.language.listings import Listings
from knowledge.smtp.model.kinds import comparable_kinds
from knowledge.smtp.model.nodes import Provider

if TYPE_CHECKING:
    from knowledge import smtp
    from knowledge.smtp.explain.indexes import Group
    from knowledge.smtp.model.vocabulary import Kind


def groups(graph: smtp.Graph, kind: Kind) -> dict[str, Group]:
    return {group.name: group for group in index_of(graph, kind).groups}


def names(group: Group) -> tuple[list[str], list[str]]:
    return [each.key.name for each in group.listed], [each.key.name for each in group.others]


@pytest.mark.parametrize("kind", [kind for kind in indexed_kinds() if kind not in ("class", "tag")])
def test_an_index_lists_every_node_once(graph: smtp.Graph, kind: Kind) -> None:
    found = Counter(each.key.name for group in index_of(graph, kind).groups for each in (*group.listed, *group.others))
    assert found == Counter(list(graph.of_kind(kind)))


def test_a_mark_stands_at_each_provider_that_uses_it(graph: smtp.Graph) -> None:
    found = {(name, each.key) for name, group in groups(graph, "tag").items() for each in group.listed}
    assert found == {(provider.name, tag.key) for tag in graph.tags.values() for provider in tag.providers}


@pytest.mark.parametrize("kind", indexed_kinds())
def test_every_group_says_what_it_is_and_how_many_it_holds(graph: smtp.Graph, kind: Kind) -> None:
    index = index_of(graph, kind)
    assert index.lead.endswith(".")
    for group in index.groups:
        assert group.heading, group
        assert group.sentence.endswith("."), group
        count = len(group.listed) + len(group.others)
        assert kind == "class" or group.count.startswith(f"Listed: {count}"), group


def test_codes_of_a_standard_come_first_and_lead_to_their_class(graph: smtp.Graph) -> None:
    found = groups(graph, "code")
    assert list(found) == ["2xx", "3xx", "4xx", "5xx", "none"]
    assert names(found["2xx"]) == (["211", "214", "220", "221", "235", "250", "251", "252", "253"], ["200"])
    assert found["2xx"].count == "Listed: 10, in a standard: 9."
    assert found["2xx"].others_heading == "Seen, but in no standard"
    assert (found["2xx"].about, found["2xx"].about_text) == ("class:2xx", "What all 2xx have in common")
    assert found["none"].about is None


@pytest.mark.parametrize(
    ("kind", "group", "listed", "others"),
    [
        ("enhanced", "X.2", ["X.2.0", "X.2.1", "X.2.2", "X.2.3", "X.2.4"], []),
        ("command", "opening", ["EHLO", "HELO", "LHLO", "connection"], []),
        ("command", "queue", ["ATRN", "ETRN"], ["TURN"]),
        ("mechanism", "proprietary", ["NTLM", "XOAUTH2"], []),
        ("extension", "parameters", None, ["SUBMITTER", "UTF8SMTP"]),
        ("extension", "behavior", ["ENHANCEDSTATUSCODES", "LIMITS", "PIPELINING", "VERB"], ["ONEX"]),
        ("cause", "domain", ["dmarc-failed", "sender-unauthenticated", "sender-domain-unusable", "spf-failed"], []),
        ("provider", "block-list", ["cloudmark", "sorbs", "spamcop", "spamhaus", "uceprotect", "uribl"], []),
    ],
)
def test_a_node_stands_where_a_reader_looks_for_it(
    graph: smtp.Graph, kind: Kind, group: str, listed: list[str] | None, others: list[str]
) -> None:
    found = names(groups(graph, kind)[group])
    assert (found[0] if listed else None, found[1]) == (listed, others)


def test_a_mark_without_a_title_of_its_own_says_its_cause(graph: smtp.Graph) -> None:
    texts = {each.key.name: each.text for each in groups(graph, "tag")["gmail"].listed}
    assert texts["4.7.31"] == "DMARC failed"
    assert texts["5.7.90"] == "Login wants more than a password (Gmail)"


def test_every_group_that_has_a_heading_has_nodes(graph: smtp.Graph) -> None:
    for kind, headings in Listings.INDEX_GROUPS.items():
        if kind != "comparison":
            assert headings.keys() - groups(graph, kind).keys() <= {"unknown"}, kind
        assert Listings.INDEX_SENTENCES[kind].keys() <= headings.keys(), kind


def test_somebody_has_said_what_sort_each_provider_is(graph: smtp.Graph) -> None:
    assert Provider.FIELDS["sort"] == "unknown"
    assert [provider.name for provider in graph.providers.values() if provider.sort == "unknown"] == []


# Comparisons


def test_every_written_comparison_answers_a_question(graph: smtp.Graph) -> None:
    found = {question_of(graph, curated.compared) for curated in graph.comparisons.values()}
    assert found == Listings.INDEX_GROUPS["comparison"].keys()


def test_what_can_be_compared_has_a_question() -> None:
    assert set(comparable_kinds()) - Listings.INDEX_GROUPS["comparison"].keys() == {"class", "category", "code"}


def test_what_is_confused_comes_before_what_is_only_related_and_that_before_the_rest(graph: smtp.Graph) -> None:
    keys = [graph.compare(*pair).key for pair in ((500, 550), (250, 550), (450, 550), (550, 554))]
    assert [key.versus for key in most_confused_first(graph, keys)] == [
        "550 vs 554",
        "450 vs 550",
        "250 vs 550",
        "500 vs 550",
    ]


def test_a_page_leads_to_ten_comparisons_and_says_that_there_are_more(graph: smtp.Graph) -> None:
    for node in graph:
        written, found = len(list(curated_with(graph, [node]))), others_with(graph, node)
        assert len(found.curated) == min(written, MOST)
        assert len(found.curated) + len(found.nearest) <= MOST
        assert len(found.more) == max(written - MOST, 0)


def test_a_comparison_leads_to_others_and_not_to_itself(graph: smtp.Graph) -> None:
    items = [graph.code(535), graph.code(550)]
    found = others_beside(graph, items)
    assert graph.compare(535, 550).key not in found.curated
    assert all({item.name for item in key.items} & {"535", "550"} for key in found.curated)
    assert (len(found.curated), found.nearest, len(found.more) > MOST) == (MOST, (), True)
