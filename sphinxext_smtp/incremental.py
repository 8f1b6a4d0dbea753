"""Keeps pages right from build to build: which to read again, and which to write again.

A page is read again when something that it shows has changed: each directive notes a fingerprint of the article it
shows. A page is written again when a link of it leads elsewhere than before: each page notes to what it links, and the
place of everything that can be linked to is worked out anew after all pages are read, by one rule that does not
depend on the order of reading.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from sphinx import addnodes

from knowledge import smtp
from knowledge.smtp.comparison import compare
from knowledge.smtp.describe import explain_comparison, explain_node
from knowledge.smtp.tables import Selection, table

from . import __version__
from .domain import COMPARISON, Place, SmtpDomain, Target, domain_of
from .facts import load_graph
from .warnings import Subtype, warn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from knowledge.smtp.article import Article, Table

TABLE: Final = "table:"
"""Begins the keys of what `smtp-table` shows."""
GONE: Final = "gone"
"""The fingerprint of what the graph no longer holds."""


def fingerprint(shown: Article | Table) -> str:
    """Return what changes when anything that is shown changes, or the release that renders it."""
    return hashlib.blake2b(f"{__version__} {shown!r}".encode(), digest_size=8).hexdigest()


def table_key(selection: Selection) -> str:
    """Return the key under which a page notes a table that it shows."""
    return TABLE + json.dumps(asdict(selection))


def set_graph(app: Sphinx) -> None:
    """Give the domain the graph of the project, before anything is read."""
    domain_of(app.env).graph = load_graph(app)


def outdated(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Return the pages that show something that has changed since they were read."""
    domain = domain_of(env)
    digest = f"{__version__} {domain.graph.digest}"
    if domain.data.get("digest") == digest:
        return []
    domain.data["digest"] = digest
    current: dict[str, str] = {}
    found = []
    for docname, shown in domain.shown.items():
        for key in shown:
            if key not in current:
                current[key] = current_fingerprint(domain.graph, key)
        if any(current[key] != noted for key, noted in shown.items()):
            found.append(docname)
    return found


def current_fingerprint(graph: smtp.Graph, key: str) -> str:
    """Return the fingerprint of what the graph says now of a node or a comparison."""
    try:
        if key.startswith(TABLE):
            return fingerprint(table(graph, selection_of(key)))
        if key.startswith(COMPARISON):
            names = key.removeprefix(COMPARISON).split()
            return fingerprint(explain_comparison(compare(graph, [graph[name] for name in names])))
        return fingerprint(explain_node(graph, graph[key]))
    except smtp.UnknownNameError:
        return GONE


def selection_of(key: str) -> Selection:
    """Return the selection that a key of a table stands for."""
    fields = json.loads(key.removeprefix(TABLE))
    matrix = fields.pop("matrix")
    return Selection(**{name: tuple(names) for name, names in fields.items()}, matrix=matrix)


def note_uses(app: Sphinx, doctree: nodes.document) -> None:
    """Note to which nodes a page links, by our roles, in our texts or by ``:any:``."""
    domain = domain_of(app.env)
    docname = app.env.current_document.docname
    for reference in doctree.findall(addnodes.pending_xref):
        if reference.get("refdomain") == "smtp":
            key = domain.key_for(reference["reftype"], reference["reftarget"])
        elif reference.get("reftype") in ("any", "myst"):
            node = domain.graph.find(reference["reftarget"])
            key = node.key if node else None
        else:
            continue
        if key:
            domain.note_use(docname, key)


def update_targets(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Work out where links lead now, and what they say; return the pages that have a link which has changed."""
    domain = domain_of(env)
    targets = dict(canonical_targets(domain))
    tooltips = {key: domain.tooltip(key) for key in sorted(used_keys(domain))}
    moved = changed_keys(domain.targets, targets) | changed_keys(domain.tooltips, tooltips)
    domain.data["targets"], domain.data["tooltips"] = targets, tooltips
    defining = ((docname, {place.key for place in places}) for docname, places in domain.places.items())
    return sorted({docname for docname, keys in (*domain.uses.items(), *defining) if keys & moved})


def changed_keys(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    """Return the keys that have come, gone, or changed their value."""
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def used_keys(domain: SmtpDomain) -> set[str]:
    """Return every key to which some page links."""
    return set().union(*domain.uses.values())


def canonical_targets(domain: SmtpDomain) -> Iterator[tuple[str, Target]]:
    """Yield the canonical place of each node: where ``:canonical:`` is set, else on the first page by name."""
    candidates: dict[str, list[tuple[str, Place]]] = {}
    for docname in sorted(domain.places):
        for place in domain.places[docname]:
            candidates.setdefault(place.key, []).append((docname, place))
    for key, found in candidates.items():
        chosen = [candidate for candidate in found if candidate[1].canonical]
        if len(chosen) > 1:
            (first, _), (second, _) = chosen[:2]
            name = domain.dispname(key)
            warn(Subtype.canonical, f"{name} is :canonical: in {first} and in {second}; {first} is taken", second)
        docname, place = (chosen or found)[0]
        yield key, Target(docname, place.anchor)
