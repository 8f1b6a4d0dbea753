"""Far more of everything than a project has: it works, it stays linear, and threads share what they get.

Linear is counted in calls of functions, which are the same on every machine; `make bench` measures seconds.
"""

from __future__ import annotations

import cProfile
import pstats
from itertools import count
from typing import TYPE_CHECKING

import pytest
from at_once import THREADS, ask_at_once
from load.much import DIRECTIVES, NODES, ON_A_PAGE, RELATIONS, ROLES, TIES, marked_up, own_facts
from sphinx_project import Project

from knowledge import smtp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def counted(sizes: Sequence[int], work: Callable[[int], object]) -> list[int]:
    """Return how many calls of functions some work takes, by its size; what is done once is done before."""
    work(sizes[0])
    counts = []
    for size in sizes:
        profile = cProfile.Profile()
        profile.runcall(work, size)
        counts.append(int(pstats.Stats(profile).total_calls))  # type: ignore[attr-defined]  # the stubs do not have it
    return counts


def grows_linearly(counts: Sequence[int]) -> bool:
    """Tell whether work grows with its size: from each size to the next, which is twice as large, by twice as much."""
    first, second, third = counts
    return (third - second) < 2.2 * (second - first)


def test_growth_that_is_not_linear_is_seen() -> None:
    assert grows_linearly([100 + size for size in (1000, 2000, 4000)])
    assert not grows_linearly([100 + size**2 // 1000 for size in (1000, 2000, 4000)])


def test_loading_own_facts_is_linear(tmp_path: Path) -> None:
    def load(nodes: int) -> None:
        smtp.load(facts=own_facts(tmp_path, nodes)).path("extension:X-OWN-0", "extension:X-OWN-7")

    counts = counted((250, 500, 1000), load)
    assert grows_linearly(counts), counts


def test_twenty_thousand_own_nodes_can_be_asked(tmp_path: Path) -> None:
    graph = smtp.load(facts=own_facts(tmp_path, NODES))
    assert len([name for name in graph.extensions if name.startswith("X-OWN-")]) == NODES
    related = {
        relation.target.name for relation in graph.related("extension:X-OWN-7") if relation.kind == "confused with"
    }
    assert {f"X-OWN-{(7 + 7 * step) % NODES}" for step in range(1, TIES + 1)} <= related
    assert [hop.target.name for hop in graph.path("extension:X-OWN-0", "extension:X-OWN-35")] == ["X-OWN-35"]
    assert graph.search("own 777")[0].node.name == "X-OWN-777"
    assert graph.compare("extension:X-OWN-0", "extension:X-OWN-7").rows
    assert graph.networkx.number_of_edges() > 2 * RELATIONS


@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_build_is_linear(tmp_path: Path, builder: str) -> None:
    runs = count()

    def build(directives: int) -> None:
        project = Project(tmp_path / f"{next(runs)}")
        project.write(marked_up(directives, 5 * directives))
        assert project.build(builder).warnings == []

    counts = counted((100, 200, 400), build)
    assert grows_linearly(counts), counts


def test_ten_thousand_directives_and_fifty_thousand_roles_build(project: Project) -> None:
    project.write(marked_up(DIRECTIVES, ROLES))
    build = project.build("html")
    assert build.warnings == []
    pages = [build.output(f"page{number}.html") for number in range(DIRECTIVES // ON_A_PAGE)]
    assert sum(text.count('class="smtp smtp-code ') for text in pages) == DIRECTIVES
    again = project.build("html")
    assert (again.read, again.written, again.warnings) == (set(), set(), [])


def asked(graph: smtp.Graph) -> list[object]:
    """Return answers of all sorts."""
    return [
        graph.code(535),
        graph.enhanced("5.7.8"),
        tuple(graph.related(535)),
        graph.compare(211, 535),
        graph.compare(450, 550).rows,
        tuple(graph.path("PLAIN", 535)),
        tuple(hit.node for hit in graph.search("app password")),
        graph.explain("552 5.2.2 <kim@example.com>: Mailbox full").cause,
        graph.networkx.number_of_edges(),
        graph.export("json"),
    ]


def test_threads_that_ask_one_cold_graph_get_the_same_answers(tmp_path: Path) -> None:
    note = tmp_path / "note.toml"
    note.write_text('[code.535]\nnote = "Ask the help desk."\n', encoding="utf-8")
    graph = smtp.load(facts=note)
    answers = ask_at_once(lambda: asked(graph))
    assert len(answers) == THREADS
    alone = asked(graph)
    assert all(answer == alone for answer in answers)
    nodes = {id(answer[0]) for answer in answers if isinstance(answer, list)}
    assert nodes == {id(graph.code(535))}
