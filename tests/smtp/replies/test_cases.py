"""What ended seventy failures of real people stands where the line that they pasted leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from smtp.replies.cases import CASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smtp.replies.cases import Case

    from knowledge import smtp

ON_A_PAGE: Final = 0.95
AT_ONCE: Final = 0.9


class Told(NamedTuple):
    """What a page says of one cause: who acts, and what they do."""

    cause: str
    actor: str | None
    remedy: str

    def answers(self, case: Case) -> bool:
        return bool(self.remedy) and self.cause in case.causes and self.actor in case.actors


def pages_of(graph: smtp.Graph, found: smtp.Explanation) -> Iterator[Told]:
    """Yield what the pages tell to which the numbers, the mark and the words of a line lead."""
    if found.cause:
        yield from (Told(found.cause.name, remedy.actor, remedy.text) for remedy in found.cause.fix)
    names = {node.name for node in (found.code, found.enhanced) if node}
    marks = {node.name for node in found.related if node.kind == "tag"}
    for provider in graph.providers.values():
        for reply in provider.reply:
            if provider == found.provider or names & {*reply.codes, *reply.enhanced_codes} or marks & {*reply.tags}:
                cause = graph.causes.get(reply.cause)
                yield Told(reply.cause, reply.actor, reply.do or (cause.remedy(reply.actor) if cause else ""))


def missed(graph: smtp.Graph) -> list[str]:
    return [
        case.line for case in CASES if not any(told.answers(case) for told in pages_of(graph, graph.explain(case.line)))
    ]


def test_what_ended_a_failure_stands_on_a_page_to_which_its_line_leads(graph: smtp.Graph) -> None:
    wrong = missed(graph)
    assert 1 - len(wrong) / len(CASES) >= ON_A_PAGE, wrong


def test_the_first_answer_to_a_line_names_what_ended_its_failure(graph: smtp.Graph) -> None:
    told = [(case, graph.explain(case.line)) for case in CASES]
    wrong = [
        (case.line, found.cause and found.cause.name, found.actor)
        for case, found in told
        if not Told(found.cause.name if found.cause else "", found.actor, found.advice or "").answers(case)
    ]
    assert 1 - len(wrong) / len(told) >= AT_ONCE, wrong


def test_a_line_that_tells_of_nothing_leads_to_no_remedy(graph: smtp.Graph) -> None:
    assert not list(pages_of(graph, graph.explain("The weather was fine, and 12 letters came by post.")))
