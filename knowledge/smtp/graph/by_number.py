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
    from knowledge.smtp.model.nodes import Node, Taxonomy
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


def readings(graph: Store, node: Node) -> list[Reading]:
    """Return what each taxonomy makes of a code or of an enhanced code, in the class that was asked for."""
    return [
        Reading(taxonomy, term, numbers)
        for taxonomy in graph.taxonomies.values()
        for term in taxonomy.term
        if (numbers := tuple(number for number in term.numbers if _fits(number, node)))
    ]


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


def _fits(number: str, node: Node) -> bool:
    enhanced = number.rpartition(" ")[2]
    if isinstance(node, ReplyCode):
        return number == node.name
    if not isinstance(node, EnhancedCode) or enhanced[1:] != node.name[1:]:
        return False
    digits = FAILURES if enhanced[0] == "X" else (enhanced[0],)
    return not node.status or node.status[0] in digits
