"""Pages that show other pages in their navigation, written again when these have come, gone or changed their titles.

Sphinx does not write a page again when only its navigation changes, which a change of the generated pages does to the
pages beside them. Every theme links a page to the one before, to the one after and to the ones above. Many show the
whole table of contents on every page too, some by a template and some by a program, so that nobody can tell beforehand
which do: where the generated part of it changes, every HTML page is written again, and none is read. What has no
navigation beside its pages shows others in its toctrees alone.

Each output has its own state, because builders share what Sphinx keeps between builds.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from knowledge.smtp.model.record import Record
from sphinxext_smtp.project.domain import domain_of
from sphinxext_smtp.project.generated import PAGE_FIELD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    Relations = Mapping[str, Sequence[str | None]]
    """The pages above, before and after each page of the table of contents, in its order."""

LATEST: Final = ""
"""Stands for the state after the build before, whatever its output; the other states have the folders of outputs."""


class Navigation(Record):
    """What pages show of other pages."""

    near: Mapping[str, tuple[str, ...]]
    """The names and titles of the pages before, after and above each page of the table of contents."""
    generated: str
    """What changes when the part of the table of contents changes that is generated."""


def update_neighbors(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Work out what pages show of each other; return the pages of this output that show something else than before."""
    data: dict[str, Any] = domain_of(env).data
    states: dict[str, Navigation] = data.get("navigation", {})
    before, generates = states.get(str(app.outdir)), bool(app.config.smtp_pages)
    if before is None and not generates:
        return []
    now = _navigation(env, states.get(LATEST))
    others = {place: state for place, state in states.items() if place not in (LATEST, str(app.outdir))}
    others = {place: state for place, state in others.items() if Path(place).is_dir()}
    data["navigation"] = others | ({LATEST: now, str(app.outdir): now} if generates else {})
    if before is None:  # nobody knows what stood around a page before
        return sorted(env.found_docs)
    if before.generated == now.generated:
        return sorted(name for name in env.found_docs if before.near.get(name) != now.near.get(name))
    return sorted(env.found_docs if app.builder.format == "html" else env.found_docs & env.toctree_includes.keys())


def _navigation(env: BuildEnvironment, latest: Navigation | None) -> Navigation:
    """Return what pages show of each other, from the build before where no page was read and none has gone."""
    if latest and not domain_of(env).reading and latest.near.keys() <= env.found_docs:
        return latest
    relations = env.collect_relations()
    return Navigation(neighbors(env, relations), generated_contents(env, relations))


def neighbors(env: BuildEnvironment, relations: Relations) -> dict[str, tuple[str, ...]]:
    """Return the names and titles of the pages before, after and above each page of the table of contents."""
    titles = {name: title.astext() for name, title in env.titles.items()}
    found = {}
    for docname, (parent, *beside) in relations.items():
        near = [name or "" for name in beside]
        above = parent
        while above and above not in near[2:]:
            near.append(above)
            above = relations[above][0] if above in relations else None
        found[docname] = tuple(f"{name} {titles.get(name, '')}" for name in near)
    return found


def generated_contents(env: BuildEnvironment, relations: Relations) -> str:
    """Return what changes when the generated part of the table of contents changes; nothing where there is none."""
    shown = [
        (docname, parent, env.tocs[docname].astext(), env.toc_secnumbers.get(docname))
        for docname, (parent, *_beside) in relations.items()
        if PAGE_FIELD in env.metadata[docname]
    ]
    return hashlib.blake2b(repr(shown).encode(), digest_size=8).hexdigest() if shown else ""
