"""Pages whose neighbors in the table of contents have come, gone or changed their titles.

Themes link each page to the one before, to the one after and to the ones above. Sphinx does not write a page again when
only these change, which a change of the generated pages does to the pages beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_smtp.project.domain import domain_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def update_neighbors(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Work out the neighbors of all pages; return the pages that have others than before."""
    data = domain_of(env).data
    before: dict[str, tuple[str, ...]] | None = data.get("neighbors")
    if before is None and not app.config.smtp_pages:
        return []
    after = dict(neighbors(env))
    data["neighbors"] = after
    if before is None:  # the generator is new, and nobody knows what stood beside a page before
        return sorted(after)
    return sorted(name for name in env.found_docs if before.get(name) != after.get(name))


def neighbors(env: BuildEnvironment) -> list[tuple[str, tuple[str, ...]]]:
    """Return the names and titles of the pages before, after and above each page of the table of contents."""
    titles = {name: title.astext() for name, title in env.titles.items()}
    relations = env.collect_relations()
    found = []
    for docname, (parent, *beside) in relations.items():
        near = [name or "" for name in beside]
        above = parent
        while above and above not in near[2:]:
            near.append(above)
            above = relations[above][0] if above in relations else None
        found.append((docname, tuple(f"{name} {titles.get(name, '')}" for name in near)))
    return found
