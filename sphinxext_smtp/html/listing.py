"""What a generated page that lists others says, in Markdown and in the order of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.compare.comparison import compare
from knowledge.smtp.compare.questions import by_question, matrices, most_confused_first
from knowledge.smtp.explain.indexes import index_of, indexed_kinds
from knowledge.smtp.explain.markdown import escaped, inline, link
from knowledge.smtp.model.prose import plain, quoted
from sphinxext_smtp.project.shown import COMPARISON, EXPLAINER, ShownComparisons, ShownFront, ShownIndex, list_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from knowledge.smtp.compare.questions import Matrix
    from knowledge.smtp.explain.indexes import Group, Listed
    from knowledge.smtp.model.keys import ComparisonKey, Key, NodeKey
    from knowledge.smtp.model.vocabulary import Kind
    from sphinxext_smtp.project.domain import SmtpDomain

ShownListing = ShownFront | ShownIndex | ShownComparisons


class Listing:
    """Writes the indexes and the front page of a project.

    :param address_of: returns the address of the page about a node or a comparison; empty where there is none.
    :param address_of_list: returns the address of a page by what stands among the keys for its list.
    """

    def __init__(
        self,
        domain: SmtpDomain,
        address_of: Callable[[Key], str],
        address_of_list: Callable[[str], str],
    ) -> None:
        self._graph = domain.graph
        self._address_of = address_of
        self._address_of_list = address_of_list
        self._compared = domain.comparisons

    def text(self, title: str, shown: ShownListing) -> str:
        """Return a whole page."""
        blocks = (
            self._index(shown.kind)
            if isinstance(shown, ShownIndex)
            else self._comparisons()
            if isinstance(shown, ShownComparisons)
            else self._front()
        )
        return "\n\n".join([f"# {escaped(title)}", *filter(None, blocks)]) + "\n"

    def _front(self) -> Iterator[str]:
        words = self._graph.words
        ways = [words.BY_NUMBER, words.BY_WORDS]
        box = self._address_of_list(EXPLAINER)
        by_line = [words.joined([words.BY_LINE, link(escaped(words.BOX["title"]), box)])] if box else []
        yield _heading(words.FINDING)
        yield _items([*map(self._inline, ways), *by_line])
        yield _heading(words.CONTENTS)
        yield _items(self._lists())

    def _lists(self) -> Iterator[str]:
        words = self._graph.words
        kinds: tuple[Kind, ...] = (*indexed_kinds(), COMPARISON)
        for kind in kinds:
            if address := self._address_of_list(list_of(kind)):
                count = len(self._compared) if kind == COMPARISON else len(self._graph.of_kind(kind))
                about = self._about(words.LEADS[kind], words.LISTED.format(count=count))
                yield f"{link(escaped(words.GROUPS[kind]), address)}: {about}"

    def _index(self, kind: Kind) -> Iterator[str]:
        index = index_of(self._graph, kind)
        yield self._inline(index.lead)
        for group in index.groups:
            yield _heading(group.heading)
            yield self._about(group.sentence, group.count, self._more(group))
            yield _items(map(self._listed, group.listed))
            if group.others:
                yield f"**{escaped(group.others_heading)}**"
                yield _items(map(self._listed, group.others))

    def _more(self, group: Group) -> str:
        """Return the link to the node to which a group leads for more; nothing where it has no page."""
        address = self._address_of(group.about) if group.about else ""
        return link(escaped(group.about_text), address) if address else ""

    def _listed(self, each: Listed) -> str:
        if not each.is_named:
            return self._linked(each.key, escaped(each.text))
        return f"{self._linked(each.key, quoted(each.key.spelled))} {escaped(each.text)}".rstrip()

    def _comparisons(self) -> Iterator[str]:
        words = self._graph.words
        yield self._inline(words.LEADS[COMPARISON])
        for name, keys in by_question(self._graph, self._compared).items():
            yield _heading(words.INDEX_GROUPS[COMPARISON][name])
            yield self._about(words.INDEX_SENTENCES[COMPARISON].get(name, ""), words.LISTED.format(count=len(keys)))
            yield _items(map(self._titled, most_confused_first(self._graph, keys)))
        for number, matrix in enumerate(matrices(self._graph, self._compared)):
            if not number:
                yield _heading(words.ALL_PAIRS)
            yield f"### {escaped(matrix.caption)}"
            yield _items(self._rows(matrix))

    def _titled(self, key: ComparisonKey) -> str:
        title = compare(self._graph, [self._graph[item] for item in key.items]).title
        return link(escaped(plain(title)), self._address_of(key))

    def _rows(self, matrix: Matrix) -> Iterator[str]:
        """Yield each node of a matrix with the comparisons that it has; a table would be wider than anybody reads."""
        for row in matrix.items:
            found = ((column, matrix.between(row, column)) for column in matrix.items)
            links = (link(escaped(column.name), self._address_of(key)) for column, key in found if key)
            yield f"{escaped(f'{row.name} {row.title}')}: {', '.join(links)}"

    def _inline(self, prose: str) -> str:
        return inline(self._graph, prose, self._address_of)

    def _linked(self, key: NodeKey, text: str) -> str:
        return link(text, self._address_of(key) or self._graph[key].address)

    def _about(self, prose: str, *others: str) -> str:
        """Return what stands over a list: a sentence, which may be empty, and what is written already."""
        return self._graph.words.joined(filter(None, (self._inline(prose), *others)))


def _heading(text: str) -> str:
    return f"## {escaped(plain(text))}"


def _items(texts: Iterable[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)
