"""Whether the names of causes in the facts are those of causes, and the terms of taxonomies make sense."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph.near import nearest
from knowledge.smtp.graph.spellings import folded
from knowledge.smtp.reading.schema import Place, describe

if TYPE_CHECKING:
    from knowledge.smtp.graph.names import Names
    from knowledge.smtp.model.causes import Taxonomy
    from knowledge.smtp.model.statements import Term

_CODE: Final = "[2-5][0-9]{2}"
_DETAIL: Final = r"\.[0-9]{1,3}\.[0-9]{1,3}"
_NUMBER: Final = re.compile(rf"{_CODE}|[245X]{_DETAIL}|(?P<digit>[245])[0-9]{{2}} (?P=digit){_DETAIL}")
"""A number that a taxonomy ties to a term; it need not be one that a registry has, because programs make up some."""
_FORM: Final = "a number such as 552, 5.7.1, X.7.1, or 550 5.7.1 with the same first digit twice"


def check_cause_name(name: str, place: Place, names: Names) -> None:
    """Note a name that is not the one of a cause; an empty one says that the cause is not known."""
    if name and ((found := names.exact(name, "cause")) is None or found.name != name):
        near = ", ".join(nearest(names, name, ["cause"])) or "mailbox-full"
        place.report(f"the name of a cause such as {near}", describe(name))


def check_terms(taxonomy: Taxonomy, place: Place, names: Names) -> None:
    """Note terms that stand twice, that name no cause or no number, or that stand for causes in two ways at once."""
    if not taxonomy.term:
        place.inside("term").report("at least one term", "an empty list")
    seen: dict[str, str] = {}
    for index, term in enumerate(taxonomy.term):
        at = place.inside("term").inside(index)
        for spelled, where in ((term.name, at.inside("name")), *_others(term, at)):
            if first := seen.get(folded(spelled)):
                where.report("each term once, in any case of its letters", f"a second {first}")
            seen.setdefault(folded(spelled), spelled)
        _check_term(term, at, names)


def _others(term: Term, place: Place) -> list[tuple[str, Place]]:
    return [(spelled, place.inside("also").inside(index)) for index, spelled in enumerate(term.also)]


def _check_term(term: Term, place: Place, names: Names) -> None:
    check_cause_name(term.same, place.inside("same"), names)
    check_cause_name(term.broader, place.inside("broader"), names)
    for index, cause in enumerate(term.narrower):
        at = place.inside("narrower").inside(index)
        check_cause_name(cause, at, names)
        if cause in term.narrower[:index]:
            at.report("each cause once", f"a second {cause}")
    ways = [name for name in ("same", "broader", "narrower", "unmapped") if getattr(term, name)]
    if len(ways) != 1:
        place.report("one of `same`, `broader`, `narrower` and `unmapped`", " and ".join(ways) or "none of them")
    for index, number in enumerate(term.numbers):
        at = place.inside("numbers").inside(index)
        if not _NUMBER.fullmatch(number):
            at.report(_FORM, describe(number))
        elif number in term.numbers[:index]:
            at.report("each number once", f"a second {number}")
