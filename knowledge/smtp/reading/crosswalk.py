"""Whether the names of causes in the facts are those of causes, and the terms of taxonomies make sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.reading.schema import Place, describe

if TYPE_CHECKING:
    from knowledge.smtp.graph.names import Names
    from knowledge.smtp.model.nodes import Taxonomy
    from knowledge.smtp.model.statements import Term


def check_cause_name(name: str, place: Place, names: Names) -> None:
    """Note a name that is not the one of a cause; an empty one says that the cause is not known."""
    if name and ((found := names.exact(name, "cause")) is None or found.name != name):
        near = ", ".join(names.nearest(name, "cause")) or "mailbox-full"
        place.report(f"the name of a cause such as {near}", describe(name))


def check_terms(taxonomy: Taxonomy, place: Place, names: Names) -> None:
    """Note terms that stand twice, that name no cause, or that name one although they say that none fits."""
    seen: set[str] = set()
    for index, term in enumerate(taxonomy.term):
        at = place.inside("term").inside(index)
        if term.name in seen:
            at.inside("name").report("each term once", f"a second {term.name}")
        seen.add(term.name)
        _check_term(term, at, names)


def _check_term(term: Term, place: Place, names: Names) -> None:
    check_cause_name(term.same, place.inside("same"), names)
    check_cause_name(term.broader, place.inside("broader"), names)
    for index, cause in enumerate(term.narrower):
        check_cause_name(cause, place.inside("narrower").inside(index), names)
    ways = [bool(way) for way in (term.same, term.broader, term.narrower, term.unmapped)]
    if sum(ways) != 1:
        place.report("one of `same`, `broader`, `narrower` and `unmapped`", f"{sum(ways) or 'none'} of them")
