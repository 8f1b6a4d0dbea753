"""The graph: nodes by name, relations, paths, search."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from knowledge import smtp
from knowledge.smtp.reading import loading

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (535, "code:535"),
        ("535", "code:535"),
        (" code:535 ", "code:535"),
        ("5.7.8", "enhanced:X.7.8"),
        ("X.7.8", "enhanced:X.7.8"),
        ("535 5.7.8", "enhanced:X.7.8"),
        ("auth", "command:AUTH"),
        ("AUTH", "command:AUTH"),
        ("extension:AUTH", "extension:AUTH"),
        ("End of Data", "command:end of data"),
        ("end-of-data", "command:end of data"),
        ("plain", "mechanism:PLAIN"),
        ("5xx", "class:5xx"),
        ("5yz", "class:5xx"),
        ("x3x", "category:x3x"),
        ("rfc 4954", "document:RFC 4954"),
        ("X.7", "subject:X.7"),
        ("gmail", "provider:gmail"),
        ("530 535", "comparison:530 535"),
    ],
)
def test_a_node_is_found_by_any_of_its_names(graph: smtp.Graph, name: str | int, key: str) -> None:
    assert graph[name].key == key
    assert name in graph


@pytest.mark.parametrize(
    ("accessor", "name", "nearest"),
    [
        ("code", 999, ()),
        ("code", "536", ()),
        ("code", "551x", ("551",)),
        ("code", "AUTH", ()),
        ("command", "AUHT", ("AUTH",)),
        ("mechanism", "PLIAN", ("PLAIN",)),
        ("enhanced", "5.7.88", ()),
        ("reply_class", "6xx", ("5xx",)),
        ("document", "RFC 4945", ("RFC 4954",)),
    ],
)
def test_an_unknown_name_raises_with_the_nearest_names(
    graph: smtp.Graph, accessor: str, name: str | int, nearest: tuple[str, ...]
) -> None:
    with pytest.raises(smtp.UnknownNameError) as caught:
        getattr(graph, accessor)(name)
    assert isinstance(caught.value, LookupError)
    assert caught.value.nearest[: len(nearest)] == nearest
    assert all(each in str(caught.value) for each in (str(name), *nearest))


def test_a_reply_whose_enhanced_code_has_another_class_is_no_name(graph: smtp.Graph) -> None:
    assert "535 4.7.8" not in graph


@pytest.mark.parametrize("status", ["5.7.8", "4.7.8"])
def test_an_enhanced_code_keeps_its_class(graph: smtp.Graph, status: str) -> None:
    code = graph.enhanced(status)
    assert (code.status, code.spelled, code.name) == (status, status, "X.7.8")
    pairs = {rel.target.name for rel in graph.related(status) if rel.kind == "pairs with"}
    assert all(name[0] == status[0] for name in pairs)


@pytest.mark.parametrize(("name", "excluded"), [("5.7.8", False), ("4.7.8", True), ("X.7.8", False), ("2.7.8", True)])
def test_a_class_that_an_entry_excludes_is_said_to_be_so(graph: smtp.Graph, name: str, excluded: bool) -> None:
    article = smtp.explain_node(graph, graph.enhanced(name))
    meaning = next(part for part in article.parts if part.name == "meaning")
    assert any("does not foresee" in repr(block) for block in meaning.blocks) == excluded


def test_mappings_are_in_natural_order_and_cannot_be_changed(graph: smtp.Graph) -> None:
    assert list(graph.codes) == sorted(graph.codes)
    assert list(graph.enhanced_codes).index("X.7.9") < list(graph.enhanced_codes).index("X.7.10")
    with pytest.raises(TypeError):
        graph.codes["999"] = graph.code(535)  # type: ignore[index]  # the point of the test


def test_records_are_frozen(graph: smtp.Graph) -> None:
    with pytest.raises(AttributeError):
        graph.code(535).title = "Other"  # type: ignore[misc]  # the point of the test


def test_a_code_holds_all_its_parts(graph: smtp.Graph) -> None:
    code = graph.code(535)
    assert (code.key, code.kind, code.name, code.number) == ("code:535", "code", "535", 535)
    assert code.phrase == "Authentication credentials invalid"
    assert code.closes == "no"
    assert code.retry.when == "after-change"
    assert code.citations[0].document == "RFC 4954"
    assert code.citations[0].url == "https://www.rfc-editor.org/rfc/rfc4954.html#section-6"
    assert code.citations[0].checked is not None


def test_related_gives_the_nearest_relations_first(graph: smtp.Graph) -> None:
    kinds = [relation.kind for relation in graph.related(550)]
    assert kinds[0] == "permanent form of"
    assert kinds.index("confused with") < kinds.index("replies to") < kinds.index("defined in")
    assert "mentions" in kinds


def test_relations_that_hold_both_ways_are_told_from_both_ends(graph: smtp.Graph) -> None:
    assert [rel.target.name for rel in graph.related(450) if rel.kind == "transient form of"] == ["550"]
    for one, other in (("530", "535"), ("535", "530")):
        confused = [rel for rel in graph.related(one) if rel.kind == "confused with" and rel.target.name == other]
        assert [relation.source.name for relation in confused] == [one]


def test_replies_tell_outcome_phase_and_condition(graph: smtp.Graph) -> None:
    reply = next(relation for relation in graph.replies("AUTH") if relation.source.name == "235")
    assert (reply.kind, reply.outcome, reply.phase) == ("replies to", "success", "authentication")
    assert "`235`" in reply.condition
    assert reply.citations


@pytest.mark.parametrize(
    ("start", "end", "kinds"),
    [
        ("PLAIN", "535", ["refused with"]),
        ("450", "550", ["transient form of"]),
        ("535", "535", []),
        ("X.7.8", "AUTH", ["pairs with", "replies to"]),
    ],
)
def test_a_path_is_the_shortest_telling_chain(graph: smtp.Graph, start: str, end: str, kinds: list[str]) -> None:
    assert [relation.kind for relation in graph.path(start, end)] == kinds


def test_a_path_leads_from_one_end_to_the_other(graph: smtp.Graph) -> None:
    steps = graph.path("gmail", "HELO")
    here = "provider:gmail"
    for step in steps:
        ends = {step.source.key, step.target.key}
        assert here in ends
        here = (ends - {here}).pop()
    assert here == "command:HELO"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("535", "code:535"),
        ("app password", "code:535"),
        ("mailbox full", "cause:mailbox-full"),
        ("greylisting", "code:450"),
        ("shut down", "code:421"),
        ("STARTTLS", "command:STARTTLS"),
    ],
)
def test_search_finds_the_node_among_the_first_three(graph: smtp.Graph, text: str, key: str) -> None:
    hits = graph.search(text)
    assert key in [hit.node.key for hit in hits[:3]]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_search_for_nothing_known_is_empty(graph: smtp.Graph) -> None:
    assert graph.search("zyzzyva") == ()


def test_the_same_files_give_the_same_graph_and_an_edit_takes_effect(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[code.535]\nnote = "Ask the help desk."\n', encoding="utf-8")
    first = smtp.load(facts=[own])
    assert smtp.load(facts=[own]) is first
    assert first.code(535).note == "Ask the help desk."
    own.write_text('[code.535]\nnote = "Ask somebody else."\n', encoding="utf-8")
    second = smtp.load(facts=[own])
    assert second.code(535).note == "Ask somebody else."
    assert second.digest != first.digest
    assert smtp.load().code(535).note == ""


def test_an_edit_of_the_built_in_facts_takes_effect_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "facts"
    shutil.copytree(loading.FACTS, folder)
    monkeypatch.setattr(loading, "FACTS", folder)
    assert smtp.load().code(535).title == "Authentication failed"
    codes = folder / "codes.toml"
    edited = codes.read_text(encoding="utf-8").replace('"Authentication failed"', '"Login failed"')
    codes.write_text(edited, encoding="utf-8")
    assert smtp.load().code(535).title == "Login failed"
