"""Keeps pages right from build to build: which to read again, and which to write again.

A page is read again when something that it shows has changed: each directive notes a fingerprint of the article it
shows. A page is written again when a link of it leads elsewhere than before: each page notes to what it links, and the
place of everything that can be linked to is worked out anew after all pages are read, by one rule that does not
depend on the order of reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes

from knowledge.smtp.model.keys import ComparisonKey
from sphinxext_smtp.messages import __
from sphinxext_smtp.project.domain import Place, SmtpDomain, Target, domain_of
from sphinxext_smtp.project.generated import PAGE_FIELD
from sphinxext_smtp.project.index_label import has_index
from sphinxext_smtp.project.shown import (
    ALL,
    COMPARISON,
    EXPLAINER,
    ShownComparisons,
    ShownExplainer,
    ShownIndex,
    fingerprint,
    links_of,
    list_of,
)
from sphinxext_smtp.project.told import Told, changed, fingerprints, note_told, told_by, words_of
from sphinxext_smtp.project.writing import Writing
from sphinxext_smtp.version import __version__
from sphinxext_smtp.warnings import Subtype, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.tags import Tags

    from knowledge.smtp.model.keys import Key
    from sphinxext_smtp.project.shown import Shown


def outdated(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Return the pages that show something that has changed since they were read."""
    domain = domain_of(env)
    if domain.data.get("digest") == _digest(domain):
        return []
    current: dict[Shown, str] = {}
    found = []
    for docname, noted in domain.shown.items():
        for shown in noted:
            if shown not in current:
                current[shown] = fingerprint(domain.graph, shown)
        if any(current[shown] != before for shown, before in noted.items()):
            found.append(docname)
    return found


def _digest(domain: SmtpDomain) -> str:
    """Return what changes when the facts do, or the release that renders them."""
    return f"{__version__} {domain.graph.digest}"


def note_conditions(app: Sphinx, doctree: nodes.document) -> None:
    """Note of each place in a page under which conditions a builder writes it."""
    places = domain_of(app.env).places.get(app.env.current_document.docname, [])
    for number, place in enumerate(places):
        if conditions := _conditions_around(doctree.ids.get(place.anchor)):
            places[number] = place._replace(only=conditions)


def _conditions_around(node: nodes.Node | None) -> tuple[str, ...]:
    found = []
    while node is not None:
        if isinstance(node, addnodes.only):
            found.append(str(node["expr"]))
        node = node.parent
    return tuple(found)


def update_targets(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Work out where links lead now, and what they say; return the pages that have a link which has changed.

    The pages of an output of which nobody knows what it says are written anew: it is a new one, or its record is lost.
    """
    domain = domain_of(env)
    domain.data["digest"] = _digest(domain)
    domain.writing = Writing({}, {}, {}, {}, {})
    domain.reached = reached_pages(env, domain.builder)
    domain.data["targets"] = dict(canonical_targets(domain))
    domain.data["lists"] = dict(list_pages(domain))
    before = told_by(domain, app.outdir)
    words, shown = words_of(domain, before), fingerprints(domain)
    now = Told(domain.graph.digest, domain.targets, domain.lists, words, shown, has_index(domain))
    note_told(domain, app.outdir, now)
    if before is None or before.has_index != now.has_index:
        return sorted(env.found_docs - domain.reading)
    moved: set[Key | str] = {*changed(before.targets, now.targets), *changed(before.words, now.words)}
    moved |= changed(before.lists, now.lists)
    if any(isinstance(key, ComparisonKey) for key in moved):
        moved.add(ALL)
    other = changed(before.shown, now.shown)
    unread = sorted(env.found_docs - domain.reading) if moved or other else ()
    return [docname for docname in unread if docname in other or (moved and moved & links_in(domain, docname))]


def reached_pages(env: BuildEnvironment, builder: Builder) -> AbstractSet[str]:
    """Return the pages to which links can lead: all of them, or the ones that the builder puts on its single page."""
    if builder.name != "singlehtml":
        return env.found_docs
    found: set[str] = set()
    waiting = [env.config.root_doc]
    while waiting:
        docname = waiting.pop()
        if docname not in found:
            found.add(docname)
            waiting.extend(env.toctree_includes.get(docname, ()))
    return found


def _is_built(tags: Tags, conditions: Iterable[str]) -> bool:
    """Tell whether all conditions hold."""
    return all(_holds(tags, condition) for condition in conditions)


def _holds(tags: Tags, condition: str) -> bool:
    """Tell whether a condition holds; one that cannot be read does, as Sphinx has it."""
    try:
        return tags.eval_condition(condition)
    except Exception:
        return True


def links_in(domain: SmtpDomain, docname: str) -> set[Key | str]:
    """Return the keys of everything to which a page links, and of what it is a place of."""
    found: set[Key | str] = {place.key for place in domain.places.get(docname, [])}
    found |= domain.uses.get(docname, set())
    for shown in domain.shown.get(docname, {}):
        found |= links_of(domain.graph, shown)
    return found


def list_pages(domain: SmtpDomain) -> Iterator[tuple[str, str]]:
    """Yield the page of each list of ours: the generated one, else the first by name that shows the whole list."""
    candidates: dict[str, list[str]] = {}
    for docname in sorted(domain.shown, key=lambda name: (PAGE_FIELD not in domain.env.metadata[name], name)):
        for shown in domain.shown[docname]:
            if isinstance(shown, ShownExplainer):
                candidates.setdefault(EXPLAINER, []).append(docname)
            elif isinstance(shown, ShownIndex | ShownComparisons) and _is_whole(domain, docname, shown):
                kind = shown.kind if isinstance(shown, ShownIndex) else COMPARISON
                candidates.setdefault(list_of(kind), []).append(docname)
    yield from ((name, found[0]) for name, found in candidates.items())


def _is_whole(domain: SmtpDomain, docname: str, shown: ShownIndex | ShownComparisons) -> bool:
    """Tell whether a page shows a whole list; a generated one shows each group below a heading of its own."""
    return not shown.groups or PAGE_FIELD in domain.env.metadata[docname]


def canonical_targets(domain: SmtpDomain) -> Iterator[tuple[Key, Target]]:
    """Yield the canonical place of each node.

    It is where ``:canonical:`` is set, else on the generated page about the node, else on the first page by name.
    """
    candidates: dict[Key, list[tuple[str, Place]]] = {}
    for docname in sorted(domain.places):
        for place in domain.places[docname]:
            if _is_built(domain.builder.tags, place.only):
                candidates.setdefault(place.key, []).append((docname, place))
    for key, found in candidates.items():
        chosen = [candidate for candidate in found if candidate[1].canonical]
        if len(chosen) > 1:
            (first, _), (second, _) = chosen[:2]
            name = key.versus if isinstance(key, ComparisonKey) else key.name
            message = __("%(name)s is :canonical: in %(first)s and in %(second)s; %(first)s is taken")
            warn(Subtype.canonical, message % {"name": name, "first": first, "second": second}, second)
        several = found if len(found) > 1 else ()
        generated = [candidate for candidate in several if domain.generated_about(candidate[0]) == key]
        docname, place = (chosen or generated or found)[0]
        yield key, Target(docname, place.anchor)
