"""Which pages a reference has, and how each reads as a source file."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from knowledge.smtp.model.keys import ComparisonKey
from sphinxext_smtp.choices import PAGE_KINDS
from sphinxext_smtp.pages.plan import PageOptions, planned_pages
from sphinxext_smtp.pages.source import source_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge import smtp
    from knowledge.smtp.model.vocabulary import Choice
    from sphinxext_smtp.choices import PageKind
    from sphinxext_smtp.pages.plan import Page


def pages(graph: smtp.Graph, *kinds: PageKind, comparisons: Choice | tuple[str, ...] = "curated") -> dict[str, Page]:
    return {page.name: page for page in planned_pages(graph, PageOptions(kinds, comparisons))}


def pairs_of(found: dict[str, Page], kind: str) -> set[tuple[str, ...]]:
    comparisons = (page.key for page in found.values() if page.key.startswith("comparison:"))
    names: Iterable[list[str]] = (key.removeprefix("comparison:").split() for key in comparisons)
    if kind == "enhanced":
        names = (["X" + name[1:] for name in each] for each in names if all("." in name for name in each))
    else:
        names = (each for each in names if all(map(str.isdigit, each)))
    return {tuple(each) for each in names if len(each) == 2}


def test_each_kind_has_its_pages_and_an_index(graph: smtp.Graph) -> None:
    found = pages(graph, *PAGE_KINDS)
    assert {"index", "code/index", "compare/index", "code/535", "class/5xx", "command/AUTH"} <= found.keys()
    assert {"command/end-of-data", "mechanism/PLAIN", "enhanced/X.7.8", "extension/STARTTLS"} <= found.keys()
    assert "compare/211-vs-535" in found
    assert len([name for name in found if name.startswith("code/")]) == len(graph.codes) + 1


def test_no_kinds_means_no_pages(graph: smtp.Graph) -> None:
    assert pages(graph) == {}


def test_only_the_chosen_kinds_are_there(graph: smtp.Graph) -> None:
    assert {name.partition("/")[0] for name in pages(graph, "classes", "comparisons")} == {"index", "class", "compare"}


def test_the_choices_of_comparisons_hold_what_they_say(graph: smtp.Graph) -> None:
    chosen: list[Choice] = ["curated", "related", "standard", "all"]
    curated, related, standard, everything = (pages(graph, "comparisons", comparisons=each) for each in chosen)
    assert len(curated) == len(graph.comparisons) + 2
    assert curated.keys() < related.keys() < everything.keys()
    assert curated.keys() < standard.keys()
    kept = [code.name for code in graph.codes.values() if code.standing in ("standard", "historic")]
    assert len(kept) == 38
    assert pairs_of(standard, "code") >= set(itertools.combinations(kept, 2))
    assert pairs_of(everything, "code") == set(itertools.combinations(graph.codes, 2))


def test_every_pair_of_enhanced_codes_of_a_subject_is_among_all(graph: smtp.Graph) -> None:
    found = pairs_of(pages(graph, "comparisons", comparisons="all"), "enhanced")
    for subject in graph.subjects:
        names = [name for name in graph.enhanced_codes if name.rpartition(".")[0] == subject]
        assert set(itertools.combinations(names, 2)) <= found


def test_listed_pairs_are_taken_in_either_order_and_once(graph: smtp.Graph) -> None:
    found = pages(graph, "comparisons", comparisons=("535 211", "211 535", "PLAIN LOGIN", "550 5.1.1 550 5.7.1"))
    compared = {name for name, page in found.items() if page.key}
    assert compared == {"compare/211-vs-535", "compare/LOGIN-vs-PLAIN", "compare/5.1.1-vs-5.7.1"}


def test_titles_begin_with_the_name_and_are_unique(graph: smtp.Graph) -> None:
    found = [page for page in pages(graph, *PAGE_KINDS, comparisons="all").values() if page.key]
    for page in found:
        items = page.key.items if isinstance(page.key, ComparisonKey) else [page.key]
        assert any(page.title.startswith((item.spelled, graph[item].heading)) for item in items)
    assert len({page.title for page in found}) == len(found)


def test_no_two_pages_have_names_that_a_file_system_may_take_for_one(graph: smtp.Graph) -> None:
    names = [name.casefold() for name in pages(graph, *PAGE_KINDS, comparisons="all")]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("rst", ":smtp-page: code:535\n\n535 Authentication failed\n=========================\n\n.. smtp-code:: 535\n"),
        ("md", "---\nsmtp-page: code:535\n---\n\n# 535 Authentication failed\n\n```{smtp-code} 535\n```\n"),
    ],
)
def test_a_page_is_a_title_and_a_directive(graph: smtp.Graph, form: str, text: str) -> None:
    assert source_text(pages(graph, "codes")["code/535"], form) == text  # type: ignore[arg-type]  # one of the forms


def test_comparisons_are_orphans_and_nodes_only_where_that_is_asked_for(graph: smtp.Graph) -> None:
    for toctree in (True, False):
        options = PageOptions(PAGE_KINDS, "curated", toctree)
        for page in planned_pages(graph, options):
            assert page.orphan == (page.key.startswith("comparison:") or (bool(page.key) and not toctree)), page.name
