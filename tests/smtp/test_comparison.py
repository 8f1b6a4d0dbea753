"""Comparisons: every pair of codes reads well, and what is said of a pair is true of it."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from knowledge import smtp
from knowledge.smtp.checks.comparisons import comparison_figures
from knowledge.smtp.explain.article import Entries, Paragraphs, Points, Sides, Table
from knowledge.smtp.explain.contents import part_of
from knowledge.smtp.model.prose import paragraphs, plain, quoted_names, readable_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.smtp.explain.article import Part

CURATED = [
    *("530 535", "450 550", "4xx 5xx", "421 450", "452 552", "5.1.1 5.7.1", "550 554", "450 451", "454 535", "534 535"),
    *("550 551", "251 551", "250 251", "250 252", "252 502", "500 502", "501 555", "503 530", "221 421", "250 354"),
    *("504 535", "534 538", "432 534", "550 553", "501 553", "521 554", "521 556", "503 554", "4.2.2 5.2.2"),
    *("4.5.3 5.5.3", "455 555", "502 504", "500 501", "220 250", "220 554", "334 354", "235 250", "211 214"),
    *("221 421 521", "5.7.26 5.7.27", "5.1.1 5.1.10", "211 535"),
    *("EHLO HELO", "MAIL RCPT", "BDAT DATA", "EXPN VRFY", "ATRN ETRN TURN", "LOGIN PLAIN", "PLAIN SCRAM-SHA-256"),
    *("OAUTHBEARER XOAUTH2", "CRAM-MD5 DIGEST-MD5"),
]
"""The comparisons that somebody has written out, by their names."""


def sentences_of(comparison: smtp.Comparison) -> Iterator[str]:
    yield from (*comparison.summary, *comparison.differences, *comparison.choose)


def flaws(text: str, graph: smtp.Graph) -> list[str]:
    """Return what is wrong with the form of a text."""
    found = []
    bare = plain(text)
    if not re.match(r"[A-Z`\"]", text):
        found.append("does not start with a capital or a name")
    if text[-1] != ".":
        found.append("does not end with a stop")
    if re.search(r"(?<![\w-])(\w+) \1(?![\w-])", bare) and "that that" not in bare:
        found.append("doubles a word")
    if text.count("`") % 2 or text.count("(") != text.count(")"):
        found.append("is not balanced")
    if re.search(r"[{}]|\bNone\b|  |,,|\.\.|\( | [,.;:]", re.sub(r"`[^`]*`", "`x`", text)):
        found.append("shows a hole of a template")
    if any(name not in graph and name not in graph.literals and name.isdigit() for name in quoted_names(text)):
        found.append("names an unknown code")
    return found


def names_in(texts: Sequence[str]) -> set[str]:
    """Return what texts quote, without the kind before a name."""
    return {readable_name(name) for text in texts for name in quoted_names(text)}


def test_every_pair_of_codes_reads_well(graph: smtp.Graph) -> None:
    wrong = []
    for one, other in combinations(graph.codes, 2):
        comparison = graph.compare(one, other)
        for text in sentences_of(comparison):
            wrong += [f"{one} {other}: {flaw}: {text}" for part in paragraphs(text) for flaw in flaws(part, graph)]
        for name, part in (("summary", comparison.summary), ("choose", comparison.choose)):
            if not {one, other} <= names_in(part):
                wrong.append(f"{one} {other}: {name} does not name both: {part}")
        if not comparison.differences or len(set(comparison.differences)) < len(comparison.differences):
            wrong.append(f"{one} {other}: differences are missing or repeated")
    assert wrong == []


def test_every_pair_of_codes_differs_from_every_other_pair(graph: smtp.Graph) -> None:
    seen: dict[tuple[str, ...], str] = {}
    for one, other in combinations(graph.codes, 2):
        comparison = graph.compare(one, other)
        assert (*comparison.summary, *comparison.differences) not in seen
        seen[*comparison.summary, *comparison.differences] = f"{one} {other}"


def test_every_pair_of_enhanced_codes_of_a_subject_has_differences_of_its_own(graph: smtp.Graph) -> None:
    seen: set[tuple[str, ...]] = set()
    for subject in graph.subjects:
        entries = [name for name in graph.enhanced_codes if name.rpartition(".")[0] == subject]
        for one, other in combinations(entries, 2):
            comparison = graph.compare(one, other)
            assert comparison.differences, comparison.name
            assert (*comparison.summary, *comparison.differences) not in seen
            seen.add((*comparison.summary, *comparison.differences))


@pytest.mark.parametrize("kind", ["commands", "mechanisms", "classes", "enhanced_codes", "extensions", "categories"])
def test_pairs_of_every_other_kind_read_well(graph: smtp.Graph, kind: str) -> None:
    names = list(getattr(graph, kind))
    prefix = next(iter(getattr(graph, kind).values())).kind
    wrong = []
    for one, other in combinations(names, 2):
        comparison = graph.compare(f"{prefix}:{one}", f"{prefix}:{other}")
        assert comparison.summary
        assert comparison.rows
        for text in sentences_of(comparison):
            wrong += [f"{one} {other}: {flaw}: {text}" for part in paragraphs(text) for flaw in flaws(part, graph)]
    assert wrong == []


@pytest.mark.parametrize(
    "names", [("211", "214", "250"), ("421", "450", "451", "452"), ("220", "354", "500"), ("334", "354", "235")]
)
def test_three_or_more_codes_read_well(graph: smtp.Graph, names: tuple[str, ...]) -> None:
    comparison = graph.compare(*names)
    assert [flaw for text in sentences_of(comparison) for part in paragraphs(text) for flaw in flaws(part, graph)] == []
    assert set(names) <= names_in(comparison.summary)
    assert all(len(row.values) == len(names) for row in comparison.rows)


@pytest.mark.parametrize("pair", CURATED)
def test_the_curated_pairs_use_what_somebody_wrote(graph: smtp.Graph, pair: str) -> None:
    names = pair.split()
    for comparison in (graph.compare(*names), graph.compare(*reversed(names))):
        assert comparison.curated
        assert comparison.name == pair
        assert comparison.summary == (graph.comparisons[pair].summary,)
        assert comparison.differences == graph.comparisons[pair].differences


def test_curated_differences_name_their_items(graph: smtp.Graph) -> None:
    silent = []
    for curated in graph.comparisons.values():
        items = {key.partition(":")[2] for key in curated.items}
        for text in curated.differences:
            if not items & names_in([text]):
                silent.append(text)
        for part in (curated.differences, curated.choose):
            if not items <= names_in(part):
                silent.append(f"{curated.name}: {part}")
    assert silent == []


def test_211_and_535_are_no_alternatives(graph: smtp.Graph) -> None:
    comparison = graph.compare(211, 535)
    assert "not alternatives" in comparison.summary[0]
    assert {"HELP", "AUTH"} <= names_in(comparison.summary)
    assert {"214", "530"} <= names_in(comparison.choose)


def test_codes_without_a_common_command_are_said_to_be_no_choice(graph: smtp.Graph) -> None:
    for one, other in combinations(graph.codes.values(), 2):
        comparison = graph.compare(one.key, other.key)
        shared = {rel.target.key for rel in graph.out(one, "replies to")} & {
            rel.target.key for rel in graph.out(other, "replies to")
        }
        if any("never has to choose" in text for text in comparison.summary):
            assert not shared
        if any(text.startswith("Both codes can answer") for text in comparison.summary):
            assert shared


def test_rows_tell_where_the_items_differ(graph: smtp.Graph) -> None:
    rows = {row.name: row for row in graph.compare(211, 535).rows}
    assert rows["commands"].values == ("`HELP`", "`AUTH`")
    assert rows["class"].differs
    assert not rows["standing"].differs
    assert "`5.7.8`" in rows["enhanced"].values[1]
    assert all(rows["actor"].values)


@pytest.mark.parametrize(
    ("names", "message"),
    [((), "two or more"), (("535",), "two or more"), (("535", "AUTH"), "one kind"), (("535", 535), "more than once")],
)
def test_what_cannot_be_compared_is_refused(graph: smtp.Graph, names: tuple[str | int, ...], message: str) -> None:
    with pytest.raises(smtp.ComparisonError, match=message):
        graph.compare(*names)


def test_one_entry_with_two_classes_can_be_compared(graph: smtp.Graph) -> None:
    comparison = graph.compare("4.7.1", "5.7.1")
    assert comparison.name == "4.7.1 5.7.1"
    assert {row.name: row.values for row in comparison.rows}["basic"][0] != ""


def test_an_article_of_a_comparison_has_its_parts_in_order(graph: smtp.Graph) -> None:
    article = smtp.explain_comparison(graph.compare(211, 535))
    names = [part.name for part in article.parts]
    assert names == ["summary", "table", "differences", "choose", "items", "see-also", "sources"]
    items = next(part for part in article.parts if part.name == "items")
    assert [part.name for part in items.parts] == ["meaning", "when", "fix", "avoid"]
    for part in items.parts:
        (block,) = part.blocks
        assert isinstance(block, Sides)
        assert [side.title for side in block.items] == ["`211` System status", "`535` Authentication failed"]


@pytest.mark.parametrize(
    ("pair", "names"), [("211 535", []), ("5.7.1 5.7.26", ["sender-unauthenticated", "dmarc-failed", "5.7.23"])]
)
def test_other_nodes_are_listed_where_nothing_before_has_led_to_them(
    graph: smtp.Graph, pair: str, names: list[str]
) -> None:
    found = part_of(smtp.explain_comparison(graph.compare(*pair.split())), "see-also")
    listed = [item for block in found.blocks if isinstance(block, Points) for item in block.items]
    assert [next(map(readable_name, quoted_names(item))) for item in listed] == names
    assert graph.comparisons[pair].see_also


def test_no_article_holds_an_empty_block(graph: smtp.Graph) -> None:
    def check(part: Part) -> None:
        assert part.blocks or part.parts, part
        for block in part.blocks:
            if isinstance(block, Paragraphs):
                assert block.prose or block.verdict
            elif isinstance(block, Points | Entries):
                assert block.items
            elif isinstance(block, Table):
                assert block.rows
        for inner in part.parts:
            check(inner)

    for node in graph:
        for part in smtp.explain_node(graph, node).parts:
            check(part)


def test_all_comparisons_of_standard_codes_keep_their_bounds(graph: smtp.Graph) -> None:
    past = {each.name: each.found for each in comparison_figures(graph) if len(each.found) > each.most}
    assert past == {}
