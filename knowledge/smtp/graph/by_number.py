"""What bounce taxonomies make of a number alone, and whether they contradict each other.

Programs that sort bounces often look at the numbers before the text, each in its own way: by tables that read an
enhanced code (sisimai), by rules that want the code beside it (KumoMTA), or by rules that fall back on the code
(ZoneMTA). The same reply so gets terms that have no cause in common.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.nodes import EnhancedCode, ReplyCode
from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.causes import Taxonomy
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.statements import Term

FAILURES: Final = ("4", "5")
"""The classes for which ``X`` stands in the number of a taxonomy."""


class Reading(Record):
    """A term that a taxonomy gives to a number without a look at the text."""

    taxonomy: Taxonomy
    term: Term
    numbers: tuple[str, ...]
    """The numbers of the term that fit, as the taxonomy ties them: ``550 5.7.1`` holds beside that code only."""

    @property
    def causes(self) -> frozenset[str]:
        """The names of the causes for which the term stands; none where it tells nothing."""
        return frozenset(cause for _kind, cause in self.term.meant)


def tied(taxonomies: Iterable[Taxonomy]) -> dict[str, list[Reading]]:
    """Return the terms that taxonomies tie to numbers, by the code or by what enhanced codes of all classes share."""
    found: dict[str, list[Reading]] = {}
    for taxonomy in taxonomies:
        for term in taxonomy.term:
            numbers: dict[str, list[str]] = {}
            for number in term.numbers:
                numbers.setdefault(_shared(number), []).append(number)
            for shared, each in numbers.items():
                found.setdefault(shared, []).append(Reading(taxonomy, term, tuple(each)))
    return found


def readings(graph: Store, node: Node) -> list[Reading]:
    """Return what each taxonomy makes of a code or of an enhanced code, in the class that was asked for."""
    if not isinstance(node, EnhancedCode | ReplyCode):
        return []
    found = graph.tied_to_numbers.get(_shared(node.name), [])
    if not isinstance(node, EnhancedCode) or not node.status:
        return found
    fitting = ((each, tuple(number for number in each.numbers if _has_class(number, node.status[0]))) for each in found)
    return [Reading(each.taxonomy, each.term, numbers) for each, numbers in fitting if numbers]


def contradicted(graph: Store, node: Node) -> list[str]:
    """Return the numbers of a node for which no cause fits the terms of all taxonomies that tell something.

    The entry of an enhanced code stands for its code in each class of failures, because a taxonomy may treat them
    differently: `4.5.3` is one thing and `5.5.3` another.
    """
    if not isinstance(node, EnhancedCode) or node.status:
        return [node.spelled] if are_contrary(readings(graph, node)) else []
    codes = [graph.enhanced(f"{digit}{node.name[1:]}") for digit in FAILURES]
    return [code.spelled for code in codes if are_contrary(readings(graph, code))]


def are_contrary(found: Iterable[Reading]) -> bool:
    """Tell whether taxonomies give a number terms for which no cause fits: two at least that tell something."""
    causes: dict[str, set[str]] = {}
    for reading in found:
        if reading.causes:
            causes.setdefault(reading.taxonomy.name, set()).update(reading.causes)
    return len(causes) > 1 and not set.intersection(*causes.values())


def _shared(number: str) -> str:
    """Return a code as it is, and an enhanced code without its class, whichever code stands before it."""
    enhanced = number.rpartition(" ")[2]
    return enhanced[1:] if "." in enhanced else enhanced


def _has_class(number: str, digit: str) -> bool:
    written = number.rpartition(" ")[2][0]
    return written == digit or (written == "X" and digit in FAILURES)
