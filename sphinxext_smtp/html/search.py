"""What the built-in search needs to find codes by their numbers.

The search drops words that are numbers, so a code is found through its index entries alone. Two things are done for
them here: the entries of canonical places are marked as main ones, which puts these places first; and the entries of
pages that a build does not write again are put back, because Sphinx forgets them and would not find them any more. With
that, the search index after any series of builds is the one of a clean build.

A project may have a thousand generated comparisons, which say again what the pages of their items say. A search finds
the ones that nobody has written out by their titles and their numbers only, so that they bury nobody's prose.

And one thing is done for speed: the stems of words are remembered from page to page, because pages of one subject share
most of their words, and finding stems takes a third of the time in which such a page is written.
"""

from __future__ import annotations

from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING, Any, Final

from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.index_entries import split_index_msg

from knowledge.smtp.model.keys import ComparisonKey, versus
from sphinxext_smtp.project.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxext_smtp.project.domain import SmtpDomain

PAIR: Final = 2
"""How many names people write in any order."""

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
    """Put the index entries of all pages into the search index, and let generated pages stand behind those of authors.

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
    words: dict[str, set[str]] = getattr(indexer, "_mapping", {})
    title_words: dict[str, set[str]] = getattr(indexer, "_title_mapping", {})
    generated = {page: key for page in titles if (key := domain_of(app.env).generated_about(page))}
    comparisons = {page for page, key in generated.items() if isinstance(key, ComparisonKey)}
    _leave_out(words, title_words, {page for page in comparisons if domain_of(app.env).is_derived(page)})
    _set_behind(words, title_words, comparisons)
    if language := getattr(indexer, "lang", None):
        own = {page: set(_words_of(language, titles[page])) for page in sorted(generated.keys() - comparisons)}
        _set_behind_titles(words, title_words, own)
        for page, own_words in own.items():
            _set_behind_authors(words, title_words, page, own_words, generated.keys())
    for mapping in (words, title_words):
        for word in [word for word, docnames in mapping.items() if not docnames]:
            del mapping[word]
    all_titles: dict[str, list[tuple[str, str | None]]] = getattr(indexer, "_all_titles", {})
    for page in generated.keys() & all_titles.keys():  # their sections have the titles of those of other pages
        all_titles[page] = [(title, anchor) for title, anchor in all_titles[page] if anchor is None]
    return []


Words = dict[str, set[str]]
"""The pages that hold each word."""


def _leave_out(words: Words, title_words: Words, pages: AbstractSet[str]) -> None:
    """Let pages be found by none of their words."""
    for mapping in (words, title_words):
        for docnames in mapping.values():
            docnames.difference_update(pages)


def _set_behind(words: Words, title_words: Words, pages: AbstractSet[str]) -> None:
    """Let the words in the titles of pages count as the words in their text do."""
    for word, docnames in title_words.items():
        if moved := docnames & pages:
            docnames.difference_update(moved)
            words.setdefault(word, set()).update(moved)


def _set_behind_titles(words: Words, title_words: Words, own: Mapping[str, AbstractSet[str]]) -> None:
    """Let the words in the titles of sections count as the words in the text do; "meaning" is on every page of ours.

    :param own: the words in the titles of the pages themselves.
    """
    for word, docnames in title_words.items():
        if moved := {page for page in docnames & own.keys() if word not in own[page]}:
            docnames.difference_update(moved)
            words.setdefault(word, set()).update(moved)


def _set_behind_authors(
    words: Words, title_words: Words, page: str, own: AbstractSet[str], generated: AbstractSet[str]
) -> None:
    """Let a word in the title of a generated page count as one in its text if an author has a title with that word.

    Of pages that a search finds as good, it shows the ones first whose titles begin with a number.
    """
    for word in own:
        titled, told = title_words.setdefault(word, set()), words.setdefault(word, set())
        first, second = (told, titled) if titled - generated else (titled, told)
        first.add(page)
        second.discard(page)


def _words_of(language: Any, title: str) -> Iterator[str]:
    """Yield the words of a title as the search index has them."""
    for word in language.split(title):
        stemmed = str(language.stem(word)).lower()
        if language.word_filter(stemmed):
            yield stemmed
        elif language.word_filter(word):
            yield str(word)


def searchable_entries(env: BuildEnvironment, docname: str, anchors: AbstractSet[str]) -> list[tuple[str, str, str]]:
    """Return the index entries of a page as the search index keeps them; none for a page that is not to be searched."""
    if {"nosearch", "no-search"} & env.metadata[docname].keys():
        return []
    entries: list[IndexEntry] = env.domains.index_domain.entries.get(docname, [])
    found = {*_split(with_main_entries(anchors, entries)), *_compared_names(domain_of(env), docname)}
    return sorted(found)


def _compared_names(domain: SmtpDomain, docname: str) -> Iterator[tuple[str, str, str]]:
    """Yield the names of what a generated page compares, for the search alone; of two in either order."""
    key = domain.generated_about(docname)
    if not isinstance(key, ComparisonKey):
        return
    names = [item.spelled for item in key.items]
    for ordered in permutations(names) if len(names) == PAIR else [names]:
        for place in domain.places.get(docname, []):
            yield versus(ordered), place.anchor, "main"
            yield " ".join(ordered), place.anchor, "main"


def _split(entries: Iterable[IndexEntry]) -> Iterator[tuple[str, str, str]]:
    for kind, text, anchor, main, _category in entries:
        try:
            parts = split_index_msg(kind, text)
        except ValueError:
            continue
        for part in parts:
            yield part, anchor or "", main
