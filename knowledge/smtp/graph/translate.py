"""The crosswalk: a term of one bounce taxonomy in the words of another, by way of the causes that both stand for.

What a term does in its own program (stop, try again, take the address off a list) is not carried over: only what it
means is. A term that one program calls hard may lead to one that another calls soft.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph.asked import asked_name
from knowledge.smtp.graph.near import NEAR
from knowledge.smtp.graph.spellings import folded
from knowledge.smtp.model.brief import brief, described
from knowledge.smtp.model.errors import UnknownNameError
from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.causes import Cause, Taxonomy
    from knowledge.smtp.model.relations import Relation
    from knowledge.smtp.model.statements import Term
    from knowledge.smtp.model.vocabulary import Exactness, RelationKind

CROSSWALK: Final[tuple[RelationKind, ...]] = ("same as", "narrower than", "broader than")
"""The kinds of relations that lead from a cause to the terms of taxonomies."""

NEAREST: Final[tuple[Exactness, ...]] = ("same", "narrower", "broader", "overlapping", "related")
"""What a translation can be, the best first."""

LONGEST: Final = 200
"""Of how many characters of a wrong term near ones are looked for."""

_EXACTNESS: Final[Mapping[tuple[RelationKind, RelationKind], Exactness]] = {
    ("same as", "same as"): "same",
    ("same as", "narrower than"): "broader",
    ("same as", "broader than"): "narrower",
    ("narrower than", "same as"): "narrower",
    ("narrower than", "narrower than"): "overlapping",
    ("narrower than", "broader than"): "narrower",
    ("broader than", "same as"): "broader",
    ("broader than", "narrower than"): "broader",
    ("broader than", "broader than"): "related",
}
"""What follows from what a cause is to the term that was asked for, and to the one that is found."""


NO_TERM: Final = "%(name)s is not a term of %(taxonomy)s"
NO_TAXONOMY: Final = "%(name)s is not a term with its taxonomy before it, such as kumomta:QuotaIssues"


class Translation(Record, kw_only=True):
    """A term of another taxonomy that stands for a cause of the term that was asked for."""

    taxonomy: Taxonomy
    """The taxonomy of the term."""
    term: str
    """The term as its programs write it."""
    cause: Cause
    """The cause that both terms have to do with."""
    asked: RelationKind
    """What the cause is to the term that was asked for: ``same as``, ``narrower than`` or ``broader than``."""
    found: RelationKind
    """What the cause is to this term."""

    @property
    def exactness(self) -> Exactness:
        """What this term is to the one that was asked for; ``same`` only where the cause is the same as both."""
        return _EXACTNESS[self.asked, self.found]

    def __repr__(self) -> str:
        return described(self, f"{self.taxonomy.name}:{self.term}", self.exactness, "by", self.cause.key)


def translations(graph: Store, name: str, to: str) -> tuple[Translation, ...]:
    """Return what a term is called in another taxonomy, the nearest first.

    The main cause of the term comes first, and for each cause the closest terms.
    """
    taxonomy = graph.taxonomy(to)
    found: list[Translation] = []
    for asked, cause in find_term(graph, name).meant:
        each = [
            Translation(taxonomy=taxonomy, term=term.name, cause=graph.causes[cause], asked=asked, found=kind)
            for term in taxonomy.term
            for kind, other in term.meant
            if other == cause
        ]
        found.extend(sorted(each, key=lambda one: NEAREST.index(one.exactness)))
    return tuple(found)


def terms_of(graph: Store, cause: Cause) -> tuple[Relation, ...]:
    """Return what taxonomies call a cause, as relations to them; those that mean the same first."""
    return tuple(relation for kind in CROSSWALK for relation in graph.out(cause, kind))


def find_term(graph: Store, name: str) -> Term:
    """Return the term that a name means: ``kumomta:QuotaIssues``; case does not matter.

    :raises UnknownNameError: if there is no such taxonomy, or it has no such term.
    """
    text = asked_name(name)
    owner, colon, wanted = text.partition(":")
    taxonomies = [graph.taxonomy(owner)] if colon else [*graph.taxonomies.values()]
    written = {folded(spelled): term for taxonomy in taxonomies for spelled, term in _spelled(taxonomy.term)}
    if colon and (term := written.get(folded(wanted))):
        return term
    message = NO_TERM if colon else NO_TAXONOMY
    slots = {"name": brief(wanted if colon else text), "taxonomy": taxonomies[0].title if colon else ""}
    raise UnknownNameError(text, message, slots, _near(wanted if colon else text, taxonomies))


def _spelled(terms: Iterable[Term]) -> Iterator[tuple[str, Term]]:
    for term in terms:
        for spelled in (term.name, *term.also):
            yield spelled, term


def _near(wanted: str, taxonomies: Iterable[Taxonomy]) -> list[str]:
    """Return the terms that come nearest to a wrong one, each with its taxonomy; exact ones of several come all."""
    keys: dict[str, list[str]] = {}
    for taxonomy in taxonomies:
        for spelled, term in _spelled(taxonomy.term):
            keys.setdefault(folded(spelled), []).append(f"{taxonomy.name}:{term.name}")
    near = get_close_matches(folded(wanted)[:LONGEST], keys, cutoff=NEAR)
    return list(dict.fromkeys(key for match in near for key in keys[match]))[:3]
