"""Which pages a reference has, and what stands on each; nothing here knows of files or of Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.compare.comparison import compare
from knowledge.smtp.compare.pairs import chosen_comparisons
from knowledge.smtp.compare.questions import is_in_matrix, question_of
from knowledge.smtp.explain.indexes import LEAD, PAIRS, index_of
from knowledge.smtp.model.keys import ComparisonKey, file_word, written
from knowledge.smtp.model.prose import plain
from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from knowledge import smtp
    from knowledge.smtp.model.vocabulary import Choice, Kind
    from sphinxext_smtp.choices import PageKind

NODE_KINDS: Final[Mapping[PageKind, tuple[Kind, ...]]] = {
    "codes": ("code",),
    "enhanced": ("enhanced", "tag"),
    "classes": ("class",),
    "commands": ("command",),
    "mechanisms": ("mechanism",),
    "extensions": ("extension",),
    "causes": ("cause",),
    "providers": ("provider",),
}
"""The kinds of pages that explain one node each, with the kinds of the nodes."""

DIRECTIVES: Final[Mapping[Kind, str]] = {
    "code": "smtp-code",
    "enhanced": "smtp-code",
    "class": "smtp-class",
    "command": "smtp-command",
    "mechanism": "smtp-mechanism",
    "extension": "smtp-extension",
    "cause": "smtp-cause",
    "provider": "smtp-provider",
    "tag": "smtp-code",
    "comparison": "smtp-compare",
}


class PageOptions(Record):
    """Which pages to generate."""

    kinds: tuple[PageKind, ...]
    comparisons: Choice | tuple[str, ...] = "curated"
    """Which comparisons: one of the choices, or each by the names of its items (``211 535``)."""
    toctree: bool = True
    """Whether the pages of nodes stand in toctrees of their indexes; comparisons never do."""


class Directive(Record):
    """A directive in a page."""

    name: str
    argument: str = ""
    options: tuple[tuple[str, str], ...] = ()


class Toctree(Record):
    """A toctree in a page."""

    entries: tuple[str, ...]
    hidden: bool = False


class Heading(Record):
    """A heading below the title of a page."""

    text: str


Block = Directive | Toctree | Heading


class Page(Record):
    """A page: what stands on it, apart from the language of its source."""

    name: str
    """The name of the page within the folder: ``code/535``."""
    key: str
    """What the page is about, ``code:535``; empty for an index."""
    title: str
    blocks: tuple[Block, ...]
    orphan: bool = False


def planned_pages(graph: smtp.Graph, options: PageOptions) -> Iterator[Page]:
    """Yield the pages of a reference; none for no kinds.

    :raises UnknownNameError: if a listed comparison has a name that is none.
    :raises ComparisonError: if a listed comparison cannot be made.
    """
    for kind in _kinds(options):
        yield from _pages_of_kind(graph, kind, options)
    if "comparisons" in options.kinds:
        compared = list(_comparison_pages(graph, options.comparisons))
        yield from compared
        yield _comparisons(graph, [page.key for page in compared if isinstance(page.key, ComparisonKey)])
    if "explainer" in options.kinds:
        yield Page("explainer", "", graph.words.BOX["title"], (Directive("smtp-explainer"),))
    if options.kinds:
        yield _root(graph, options)


def _root(graph: smtp.Graph, options: PageOptions) -> Page:
    first = ["explainer"] if "explainer" in options.kinds else []
    folders = [*_kinds(options), *(["compare"] if "comparisons" in options.kinds else [])]
    entries = (*first, *(f"{folder}/index" for folder in folders))
    return Page("index", "", graph.words.REFERENCE, (Directive("smtp-index"), Toctree(entries, hidden=True)))


def _kinds(options: PageOptions) -> list[Kind]:
    """Return the kinds of the nodes that have pages."""
    return [kind for name, kinds in NODE_KINDS.items() if name in options.kinds for kind in kinds]


def _pages_of_kind(graph: smtp.Graph, kind: Kind, options: PageOptions) -> Iterator[Page]:
    nodes = [node for node in graph if node.kind == kind]
    for node in nodes:
        block = Directive(DIRECTIVES[kind], node.name)
        yield Page(f"{kind}/{file_word(node.name)}", node.key, node.heading, (block,), not options.toctree)
    toctree = [Toctree(tuple(file_word(node.name) for node in nodes), hidden=True)] if options.toctree else []
    groups = [(group.name, group.heading) for group in index_of(graph, kind).groups]
    yield Page(f"{kind}/index", "", graph.words.GROUPS[kind], _in_groups("smtp-index", kind, groups, toctree))


def _in_groups(
    directive: str, argument: str, groups: Iterable[tuple[str, str]], toctree: Iterable[Toctree] = ()
) -> tuple[Block, ...]:
    """Return the blocks of an index: what stands above the groups, and each group below its heading.

    :param groups: the name and the heading of each group.
    """
    found: list[Block] = [Directive(directive, argument, (("groups", LEAD),)), *toctree]
    for name, heading in groups:
        found += [Heading(heading), Directive(directive, argument, (("groups", name),))]
    return tuple(found)


def _comparisons(graph: smtp.Graph, keys: Sequence[ComparisonKey]) -> Page:
    words = graph.words
    asked = {question_of(graph, key) for key in keys if key.name in graph.comparisons or not is_in_matrix(key)}
    groups = [(name, question) for name, question in words.INDEX_GROUPS["comparison"].items() if name in asked]
    if any(map(is_in_matrix, keys)):
        groups.append((PAIRS, words.ALL_PAIRS))
    return Page("compare/index", "", words.GROUPS["comparison"], _in_groups("smtp-comparisons", "", groups))


def _comparison_pages(graph: smtp.Graph, comparisons: Choice | tuple[str, ...]) -> Iterator[Page]:
    found: set[ComparisonKey] = set()
    for items in _compared(graph, comparisons):
        comparison = compare(graph, items)
        key = comparison.key
        if key not in found:
            found.add(key)
            block = Directive("smtp-compare", written([item.asked for item in items]))
            yield Page(f"compare/{key.file}", key, plain(comparison.title), (block,), orphan=True)


def _compared(graph: smtp.Graph, comparisons: Choice | tuple[str, ...]) -> Iterable[Sequence[smtp.Node]]:
    if isinstance(comparisons, tuple):
        return [graph.compare(*graph.names.split(listed)).items for listed in comparisons]
    return chosen_comparisons(graph, comparisons)
