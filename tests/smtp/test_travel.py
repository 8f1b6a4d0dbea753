"""What the graph gives out travels: it can be copied, pickled for another process, and shared between threads."""

from __future__ import annotations

import copy
import multiprocessing
import os
import pickle
import subprocess
import sys
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from at_once import THREADS, ask_at_once

from knowledge import smtp
from knowledge.smtp.language.catalogue import catalogue
from knowledge.smtp.model.errors import SourceError
from knowledge.smtp.reading.packing import Shelf, pack, unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PROBLEM = smtp.Problem("ours.toml", "code.535.title", "a text", "the number 7")
ERRORS: dict[type[smtp.SmtpKnowledgeError], smtp.SmtpKnowledgeError] = {
    smtp.SmtpKnowledgeError: smtp.SmtpKnowledgeError("something went wrong"),
    smtp.UnknownNameError: smtp.UnknownNameError("AUHT", "%(name)s is unknown", {"name": "AUHT"}, ["AUTH"]),
    smtp.UnknownLanguageError: smtp.UnknownLanguageError("de/AT", ["de", "en"], ["de"]),
    smtp.ComparisonError: smtp.ComparisonError("a comparison takes two or more names"),
    smtp.FactsError: smtp.FactsError([PROBLEM, PROBLEM]),
    SourceError: SourceError("no such folder"),
}
"""One of each kind; a kind of error that is missing here fails a test, so that a later one is covered too."""


def by_pickle(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # noqa: S301 -- our own


WAYS = [copy.copy, copy.deepcopy, by_pickle]


def kinds_of_error(kind: type[smtp.SmtpKnowledgeError] = smtp.SmtpKnowledgeError) -> Iterator[type]:
    yield kind
    for inner in kind.__subclasses__():
        if inner.__module__.startswith("knowledge."):
            yield from kinds_of_error(inner)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", list(kinds_of_error()), ids=lambda kind: kind.__name__)
def test_an_error_travels_with_all_that_it_knows(
    kind: type[smtp.SmtpKnowledgeError], way: Callable[[Any], Any]
) -> None:
    error = ERRORS[kind]
    error.add_note("while the page was rendered")
    travelled = way(error)
    assert type(travelled) is kind
    assert (str(travelled), travelled.args, vars(travelled)) == (str(error), error.args, vars(error))


class _Later(smtp.UnknownNameError):
    """An error that somebody derives, with a constructor of its own."""

    def __init__(self, *, line: int) -> None:
        super().__init__("536", "%(name)s is unknown", {"name": "536"})
        self.line = line


@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy])
def test_an_error_that_somebody_derives_travels_too(way: Callable[[Any], Any]) -> None:
    assert way(_Later(line=7)).line == 7


PATIENCE = 300
"""For how many seconds a worker may start; an error that cannot travel would leave the pool waiting for ever."""


def test_an_error_in_a_worker_reaches_the_parent(graph: smtp.Graph) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        with pytest.raises(smtp.UnknownNameError, match="AUHT") as caught:
            pool.apply_async(graph.command, ("AUHT",)).get(timeout=PATIENCE)
        assert caught.value.nearest[0] == "AUTH"
        assert pool.apply_async(graph.compare, (211, 535)).get(timeout=PATIENCE) == graph.compare(211, 535)


def things(graph: smtp.Graph) -> list[Any]:
    comparison = graph.compare(211, 535)
    return [
        *graph,
        graph.enhanced("5.7.8"),
        *graph.related(535),
        *comparison.rows,
        *graph.search("app password"),
        comparison,
        graph.compare("530", "535"),
        smtp.explain_node(graph, graph["535"]),
        smtp.explain_comparison(comparison),
        PROBLEM,
        graph,
    ]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_the_graph_gives_out_travels(language: str, way: Callable[[Any], Any]) -> None:
    for thing in things(smtp.load(language=language)):
        travelled = way(thing)
        assert travelled == thing
        assert hash(travelled) == hash(thing)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_every_protocol_carries_errors_and_comparisons(protocol: int, graph: smtp.Graph) -> None:
    error, comparison = ERRORS[smtp.UnknownNameError], graph.compare("5.1.1", "5.7.1")
    assert str(pickle.loads(pickle.dumps(error, protocol))) == str(error)  # noqa: S301 -- our own
    assert pickle.loads(pickle.dumps(comparison, protocol)) == comparison  # noqa: S301 -- our own


def test_cached_properties_stay_at_home(graph: smtp.Graph) -> None:
    fresh, used = graph.compare(211, 535), graph.compare(211, 535)
    assert used.rows
    assert used.see_also
    assert pickle.dumps(used) == pickle.dumps(fresh)
    assert by_pickle(used).rows == used.rows


def test_comparisons_that_travel_share_one_graph(graph: smtp.Graph) -> None:
    one, other = by_pickle(graph.compare(211, 535)), by_pickle(graph.compare(450, 550))
    assert one.graph is other.graph


def test_graphs_of_other_facts_or_another_language_are_not_equal(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[code.535]\nnote = "Ask the help desk."\n', encoding="utf-8")
    assert len({smtp.load(), smtp.load(language="ja"), smtp.load(facts=own), smtp.load(facts=[own])}) == 3


def test_another_process_gets_the_same_answers_though_the_files_are_gone(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[code.535]\nnote = "Ask the help desk."\n', encoding="utf-8")
    graph = smtp.load(facts=own, language="ja")
    (tmp_path / "graph.pickle").write_bytes(pickle.dumps(graph))
    own.unlink()
    code = (
        "import pickle, sys; sys.stdout.buffer.write(pickle.load(open('graph.pickle', 'rb')).export('json').encode())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True)
    assert done.stdout.decode() == graph.export("json")
    assert by_pickle(graph).untranslated >= graph.untranslated


def test_a_graph_as_a_wheel_holds_it_travels_before_it_is_opened(graph: smtp.Graph) -> None:
    packed = smtp.Graph(unpack(pack(graph.assembled)), graph.digest, catalogue("en"))
    assert by_pickle(packed).export("json") == graph.export("json")


@pytest.mark.parametrize("own", [False, True], ids=["built-in", "own facts"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_cold_threads_get_one_graph(*, language: str, own: bool, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('[code.535]\nnote = "Ask the help desk."\n', encoding="utf-8")
    asked = {"language": language, "facts": [str(file)] if own else []}
    code = f"""
from at_once import THREADS, ask_at_once
from knowledge import smtp
found = ask_at_once(lambda: smtp.load(**{asked}))
assert len(found) == THREADS and len(set(map(id, found))) == 1
"""
    subprocess.run(
        [sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )


def test_threads_get_one_object_of_a_shelf() -> None:
    opening = Barrier(THREADS)

    def open_slowly(packed: bytes) -> object:
        opening.wait()  # until all threads have found the shelf empty
        return [packed]

    shelf: Shelf[bytes, object] = Shelf({"code:535": b""}, open_slowly)
    found = ask_at_once(lambda: shelf["code:535"])
    assert len(found) == THREADS
    assert len(set(map(id, found))) == 1
