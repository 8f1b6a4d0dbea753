"""What the built-in search needs to find codes by their numbers.

The search drops words that are numbers, so a code is found through its index entries alone. Two things are done for
them here: the entries of canonical places are marked as main ones, which puts these places first; and the entries of
pages that a build does not write again are put back, because Sphinx forgets them and would not find them any more. With
that, the search index after any series of builds is the one of a clean build.

And one thing is done for speed: the stems of words are remembered from page to page, because pages of one subject share
most of their words, and finding stems takes a third of the time in which such a page is written.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.index_entries import split_index_msg

from sphinxext_smtp.project.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

IndexEntry = tuple[str, str, str, str, str | None]
"""Kind, text, anchor, ``main`` or nothing, and category, as Sphinx keeps an entry."""


class MainIndexEntries(SphinxPostTransform):
    """Marks the index entries of canonical places as main ones."""

    default_priority = 400

    def run(self, **kwargs: Any) -> None:
        """Mark the entries of one page, or of all pages that a builder has put together."""
        anchors = canonical_anchors(self.env, self.env.docname)
        for index in self.document.findall(addnodes.index) if anchors else ():
            index["entries"] = with_main_entries(anchors, index["entries"])


def canonical_anchors(env: BuildEnvironment, docname: str) -> set[str]:
    """Return the anchors of the canonical places in a page."""
    domain = domain_of(env)
    targets = ((place, domain.targets.get(place.key)) for place in domain.places.get(docname, []))
    return {place.anchor for place, target in targets if target == (docname, place.anchor)}


def with_main_entries(anchors: AbstractSet[str], entries: Iterable[IndexEntry]) -> list[IndexEntry]:
    """Return index entries of a page, with the ones of its canonical places marked."""
    return [
        (kind, text, anchor, "main" if anchor in anchors else main, category)
        for kind, text, anchor, main, category in entries
    ]


def remember_stems(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Remember the stem of each word for the rest of the build; Sphinx does so for one page."""
    language = getattr(getattr(app.builder, "indexer", None), "lang", None)
    if language is not None and not hasattr(language.stem, "cache_info"):
        language.stem = cache(language.stem)


def complete_search_index(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Put the index entries of all pages into the search index, and take out words that no page holds any more.

    Sphinx has no public way to either; where a version keeps them elsewhere, the index stays as Sphinx made it.

    :returns: no pages; the event asks for some.
    """
    indexer = getattr(app.builder, "indexer", None)
    known: dict[str, list[tuple[str, str, str]]] | None = getattr(indexer, "_index_entries", None)
    titles: dict[str, str] = getattr(indexer, "_titles", {})
    if known is not None:
        complete = {
            page: searchable_entries(app.env, page, canonical_anchors(app.env, page)) for page in sorted(titles)
        }
        known.clear()
        known.update(complete)
    for name in ("_mapping", "_title_mapping"):
        words: dict[str, set[str]] = getattr(indexer, name, {})
        for word in [word for word, docnames in words.items() if not docnames]:
            del words[word]
    return []


def searchable_entries(env: BuildEnvironment, docname: str, anchors: AbstractSet[str]) -> list[tuple[str, str, str]]:
    """Return the index entries of a page as the search index keeps them; none for a page that is not to be searched."""
    if {"nosearch", "no-search"} & env.metadata[docname].keys():
        return []
    entries: list[IndexEntry] = env.domains.index_domain.entries.get(docname, [])
    return sorted(set(_split(with_main_entries(anchors, entries))))


def _split(entries: Iterable[IndexEntry]) -> Iterator[tuple[str, str, str]]:
    for kind, text, anchor, main, _category in entries:
        try:
            parts = split_index_msg(kind, text)
        except ValueError:
            continue
        for part in parts:
            yield part, anchor or "", main
