"""What the census tells its readers: the cells and rows of the tables in the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from census.compare import WORDS, differences, known_texts, reasons
from census.situations import SITUATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from census.compare import Answer, Difference, Reason
    from census.record import Record
    from knowledge import smtp

CLOSED: Final = "\N{DAGGER}"
"""Marks that the server closes the connection without having been asked to."""
NOT_REACHED: Final = "-"


def cell(answer: Answer) -> str:
    """Return the numbers with which a server answers, in short."""
    if not answer.reached:
        return NOT_REACHED
    closed = CLOSED if answer.closed and not answer.situation.name.startswith("quit") else ""
    if not answer.replies:
        return f"nothing {closed}".strip()
    numbers = dict.fromkeys(reply.numbers for reply in answer.replies)
    return f"{', '.join(numbers)} {closed}".strip()


def untold(records: Iterable[Record], graph: smtp.Graph) -> Iterator[tuple[str, str, str]]:
    """Yield the replies that the facts about their server do not have: the server, the command, the reply."""
    for record in records:
        for reply in known_texts(record, graph)[1]:
            yield record.title, reply.asks, f"{reply.numbers} {reply.text}"


def departures(records: Iterable[Record], graph: smtp.Graph) -> Iterator[tuple[str, str, str]]:
    """Yield the situations in which servers do not answer as an RFC asks: the situation, the rule, who says what."""
    found = [(record, each) for record in records for each in differences(record, graph) if _departs(each)]
    for situation in SITUATIONS:
        others = [f"{record.title} {each.reply.code}" for record, each in found if each.situation is situation]
        if others:
            yield situation.title, f"{' or '.join(situation.wants)} ({situation.rule})", ", ".join(others)


def _departs(found: Difference) -> bool:
    return found.kind == "rule" and not any(each.explains(found) for each in reasons())


def explained(records: Iterable[Record], graph: smtp.Graph) -> Iterator[tuple[str, str, str]]:
    """Yield the replies that need a reason: the reply, who says it and where, and why.

    Replies with the same numbers and the same reason are told together.
    """
    told: dict[tuple[str, str, str], list[str]] = {}
    found_reasons = reasons()
    for record in records:
        for each in differences(record, graph):
            if not _departs(each):
                key = (each.reply.numbers, WORDS[each.kind], reason(each, found_reasons).why)
                told.setdefault(key, []).append(f"{record.title}: {each.situation.title}")
    for (numbers, words, why), places in sorted(told.items()):
        yield numbers, "; ".join(dict.fromkeys(places)), f"{words[0].upper()}{words[1:]}. {why}"


def reason(found: Difference, known: Iterable[Reason]) -> Reason:
    """Return why a difference is there.

    :raises LookupError: if nobody has found out.
    """
    for each in known:
        if each.explains(found):
            return each
    raise LookupError(
        f"{found.server}: {found.reply.numbers} in the situation {found.situation.name}: {WORDS[found.kind]}; "
        "put the fact right, or say in tests/census/reasons.toml why this is so"
    )
