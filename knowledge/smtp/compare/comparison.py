"""Comparisons of nodes of one kind: curated where somebody wrote the distinction, derived from the fields elsewhere."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from knowledge.smtp.compare.differences import differences
from knowledge.smtp.compare.providers import cause_rows
from knowledge.smtp.compare.rows import rows
from knowledge.smtp.compare.ties import conditions_of_any_command, conditions_of_shared_commands, verdict
from knowledge.smtp.model.cards import Carded
from knowledge.smtp.model.errors import ComparisonError
from knowledge.smtp.model.keys import ComparisonKey, natural, versus
from knowledge.smtp.model.kinds import row_of
from knowledge.smtp.model.nodes import Provider
from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.smtp.compare.rows import Row
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.nodes import CuratedComparison
    from knowledge.smtp.model.statements import Citation
    from knowledge.smtp.model.vocabulary import Kind


class Comparison(Carded, Record):
    """Two or more nodes of one kind, held against each other.

    All texts are prose; the parts are worked out when they are first asked for.
    """

    items: tuple[Node, ...]
    graph: Store
    curated_as: CuratedComparison | None

    def __repr__(self) -> str:
        return f"<Comparison {self.name}>"

    @property
    def curated(self) -> bool:
        """Whether somebody has written the distinction out."""
        return self.curated_as is not None

    @property
    def kind(self) -> Kind:
        """The kind of the nodes that are compared."""
        return self.items[0].kind

    @cached_property
    def key(self) -> ComparisonKey:
        """The key of the comparison: the same for either order of two items."""
        return ComparisonKey([item.asked for item in self.items])

    @property
    def name(self) -> str:
        """The names of the items in natural order: ``211 535``."""
        return self.key.name

    @cached_property
    def title(self) -> str:
        """The names and titles of the items."""
        names = [item.title if isinstance(item, Provider) else f"{item.spelled} {item.title}" for item in self.items]
        if len(names) == 2:
            return self.graph.words.COMPARED.format(first=names[0], second=names[1])
        return versus(names)

    @cached_property
    def summary(self) -> tuple[str, ...]:
        """What the items are and what sets them apart, as whole sentences."""
        if self.curated_as:
            return (self.curated_as.summary,)
        return tuple(dict.fromkeys([*verdict(self.graph, self.items), *(item.summary for item in self.items)]))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The fields side by side; of providers first what each answers for the same cause."""
        providers = [item for item in self.items if isinstance(item, Provider)]
        return (*cause_rows(self.graph, providers), *rows(self.graph, self.items))

    @cached_property
    def differences(self) -> tuple[str, ...]:
        """The key differences, as whole sentences."""
        if self.curated_as:
            return self.curated_as.differences
        return tuple(differences(self.graph, self.items))

    @cached_property
    def choose(self) -> tuple[str, ...]:
        """Which to expect, or to use, when."""
        if self.curated_as:
            return self.curated_as.choose
        shared = conditions_of_shared_commands(self.graph, self.items)
        own = (getattr(item, "choose", "") for item in self.items)
        stepping_in = conditions_of_any_command(self.graph, self.items)
        return tuple(dict.fromkeys([*shared, *filter(None, own), *stepping_in]))

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The sources of the comparison and of its items."""
        own = self.curated_as.citations if self.curated_as else ()
        return tuple(dict.fromkeys([*own, *(citation for item in self.items for citation in item.citations)]))

    @cached_property
    def see_also(self) -> tuple[Comparison, ...]:
        """Curated comparisons that share an item with this one."""
        return tuple(
            compare(self.graph, [self.graph[key] for key in curated.items])
            for curated in curated_with(self.graph, self.items)
            if curated is not self.curated_as
        )


def compare(graph: Store, items: Sequence[Node]) -> Comparison:
    """Compare nodes; the order of the items is kept.

    :raises ComparisonError: if there are fewer than two nodes, or two the same, or of several kinds.
    """
    if len(items) < 2:
        raise ComparisonError("a comparison takes two or more names")
    if len({item.kind for item in items}) > 1:
        given = " and ".join(f"{item.spelled} is {row_of(item.kind).what}" for item in items)
        raise ComparisonError(f"a comparison takes names of one kind, and {given}")
    asked = [item.asked for item in items]
    for key in asked:
        if asked.count(key) > 1:
            raise ComparisonError(f"a comparison takes different names, and {key.spelled} is given more than once")
    return Comparison(tuple(items), graph, _curated(graph, items))


def curated_with(graph: Store, items: Sequence[Node]) -> Iterator[CuratedComparison]:
    """Yield the curated comparisons that have one of the items."""
    found = {each.key: each for item in items for each in graph.curated_by_item.get(item.key, ())}
    yield from sorted(found.values(), key=lambda each: natural(each.name))


def _curated(graph: Store, items: Sequence[Node]) -> CuratedComparison | None:
    return graph.comparisons.get(ComparisonKey([item.asked for item in items]).name)
