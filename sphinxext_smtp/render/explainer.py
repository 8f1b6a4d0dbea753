"""The box into which readers paste a reply, and the table of codes for all who have no box."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from docutils import nodes

from knowledge.smtp.explain.tables import Selection
from sphinxext_smtp.project.shown import ShownTable, table_of
from sphinxext_smtp.render.tags import Fragment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.builders import Builder

    from sphinxext_smtp.project.domain import SmtpDomain
    from sphinxext_smtp.render.article import Renderer

BUILDERS: Final = ("html", "dirhtml", "singlehtml")
"""The builders whose pages run scripts; what the others write may be read by programs that run none."""

FORM: Final = """\
<form class="smtp-ask" action="#" aria-label="{title}" novalidate hidden>
<label for="{id}">{label}</label>
<p class="smtp-quiet" id="{id}-hint">{hint}</p>
<textarea id="{id}" rows="3" spellcheck="false" autocapitalize="none" autocomplete="off" \
aria-describedby="{id}-hint"></textarea>
<p class="smtp-ask-error" id="{id}-error" hidden></p>
<button type="submit">{button}</button> <span class="smtp-quiet">{keys}</span>
<div class="smtp-answer">
<p class="smtp-title" role="status"></p>
</div>
</form>
"""
"""The box. It is hidden until its script shows it, so that nobody fills in what cannot answer."""


def has_box(builder: Builder) -> bool:
    """Tell whether a builder writes pages in which the box can work."""
    return builder.name in BUILDERS


def rendered_explainer(domain: SmtpDomain, renderer: Renderer, docname: str) -> Iterator[nodes.Element]:
    """Yield the box with the table of codes where there is no JavaScript; the table alone for most builders."""
    words = domain.graph.words.BOX
    table = renderer.tables(table_of(domain.graph, ShownTable(Selection())), "table")
    if not has_box(domain.builder):
        yield from table
        return
    labels = {name: escape(text) for name, text in words.items()}
    box = FORM.format(id=nodes.make_id(f"smtp-ask-{docname}-{domain.env.new_serialno('smtp-ask')}"), **labels)
    container = nodes.container(classes=["smtp-explainer", "smtp-box"])
    container += Fragment("", nodes.Text(words["title"]), html=box)
    container += Fragment("", nodes.Text(""), html=f"<noscript>\n<p>{labels['script']}</p>\n")
    container += list(table)
    container += Fragment("", nodes.Text(""), html="</noscript>\n")
    yield container
