"""Which pages a reference has, and what stands on each; nothing here knows of files or of Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.compare.comparison import compare
from knowledge.smtp.compare.pairs import chosen_comparisons
from knowledge.smtp.model.keys import ComparisonKey, file_word, written
from knowledge.smtp.model.kinds import row_of
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


class RoleLinks(Record):
    """A list of links, each by a role of the domain."""

    role: str
    targets: tuple[str, ...]


Block = Directive | Toctree | Heading | RoleLinks


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
        yield from _comparison_pages(graph, options.comparisons)
        yield Page("compare/index", "", graph.words.GROUPS["comparison"], (Directive("smtp-comparisons"),))
    if "explainer" in options.kinds:
        yield Page("explainer", "", graph.words.BOX["title"], (Directive("smtp-explainer"),))
    if options.kinds:
        yield _root(graph, options)


def _root(graph: smtp.Graph, options: PageOptions) -> Page:
    first = ["explainer"] if "explainer" in options.kinds else []
    folders = [*_kinds(options), *(["compare"] if "comparisons" in options.kinds else [])]
    entries = (*first, *(f"{folder}/index" for folder in folders))
    return Page("index", "", graph.words.REFERENCE, (Toctree(entries),))


def _kinds(options: PageOptions) -> list[Kind]:
    """Return the kinds of the nodes that have pages."""
    return [kind for name, kinds in NODE_KINDS.items() if name in options.kinds for kind in kinds]


def _pages_of_kind(graph: smtp.Graph, kind: Kind, options: PageOptions) -> Iterator[Page]:
    nodes = [node for node in graph if node.kind == kind]
    for node in nodes:
        block = Directive(DIRECTIVES[kind], node.name)
        yield Page(f"{kind}/{file_word(node.name)}", node.key, node.heading, (block,), not options.toctree)
    names = tuple(file_word(node.name) for node in nodes)
    if kind == "code":
        blocks = _codes_by_class(graph, names, options)
    elif options.toctree:
        blocks = (Toctree(names),)
    else:
        blocks = (RoleLinks(row_of(kind).role, tuple(node.name for node in nodes)),)
    yield Page(f"{kind}/index", "", graph.words.GROUPS[kind], blocks)


def _codes_by_class(graph: smtp.Graph, names: tuple[str, ...], options: PageOptions) -> tuple[Block, ...]:
    found: list[Block] = [Toctree(names, hidden=True)] if options.toctree else []
    for reply_class in graph.classes.values():
        found.append(Heading(f"{reply_class.name} {reply_class.rfc_name}"))
        found.append(Directive("smtp-table", options=(("class", reply_class.name),)))
    if others := tuple(code.name for code in graph.codes.values() if not code.is_reply):
        found.append(Heading(graph.words.NO_REPLIES))
        found.append(RoleLinks(row_of("code").role, others))
    return tuple(found)


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
