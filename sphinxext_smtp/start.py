"""The start of every build; one of a project that has nothing of ours in its pages pays for no more than this."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from sphinxext_smtp.late import imported
from sphinxext_smtp.project.domain import domain_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from knowledge import smtp


def start_domain(app: Sphinx) -> None:
    """Give the domain the builder, and the graph of the project, of which mistakes in own facts are told at once."""
    load = cache(partial(_load_graph, app))
    domain_of(app.env).start(app.builder, load)
    if app.config.smtp_facts:
        load()


def _load_graph(app: Sphinx) -> smtp.Graph:
    found: smtp.Graph = imported("project.facts:load_graph")(app)
    return found


def start_pages(app: Sphinx) -> None:
    """Bring generated pages up to date where conf.py asks for some, or a folder may hold some from before."""
    is_left = domain_of(app.env).data.get("generated") or (app.srcdir / app.config.smtp_pages_dir).exists()
    if app.config.smtp_pages or is_left:
        imported("pages.extension:generate")(app)


def note_reading(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Note which pages this build reads; it writes them in any case."""
    domain_of(env).reading = frozenset(docnames)
