"""The English titles of ours that stand around rendered content in a page of another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from knowledge.smtp.explain.contents import part_of
from knowledge.smtp.explain.indexes import index_of
from knowledge.smtp.explain.replies.telling import title_of
from sphinxext_smtp.project.generated import INDEX, PAGE_FIELD
from sphinxext_smtp.project.shown import ShownComparison, ShownIndex, ShownReply, article_of, replies_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from knowledge.smtp.face import Graph
    from sphinxext_smtp.project.domain import SmtpDomain
    from sphinxext_smtp.project.shown import Explained
    from sphinxext_smtp.render.english import Marks
    from sphinxext_smtp.render.placeholder import LateContent


def mark_index(document: nodes.document, env: BuildEnvironment, marks: Marks) -> None:
    """Mark a generated page that lists others, all of which is ours."""
    if env.metadata[env.docname].get(PAGE_FIELD) == INDEX:
        for section in document.findall(nodes.section):
            if section.parent is document:
                marks.whole(section)


def mark_group(domain: SmtpDomain, late: LateContent, marks: Marks) -> None:
    """Mark the title of a section that a generated index has for one group."""
    shown = late["shown"]
    if isinstance(shown, ShownIndex) and not late["headed"] and isinstance(late.parent, nodes.section):
        titles = [group.title for group in index_of(domain.graph, shown.kind).groups if group.name in late["parts"]]
        if any(titles):
            marks.text(_title_of(late.parent), *titles)


def mark_titles(domain: SmtpDomain, late: LateContent, marks: Marks) -> None:
    """Mark the titles around an explanation: of a generated page, of a section, in the signature of a description."""
    shown: Explained = late["shown"]
    titles = _titles(domain.graph, shown)
    sections = [each for each in _within_page(late) if isinstance(each, nodes.section)]
    if sections and domain.generated_about(late["docname"]):
        marks.title(_title_of(sections[-1]), *titles)
    if isinstance(late.parent, addnodes.desc_content):
        signature = late.parent.parent[0]
        assert isinstance(signature, addnodes.desc_signature)
        title = signature[-1]  # behind the name, where it has one
        assert isinstance(title, nodes.Element)
        marks.title(title, *titles)
    if isinstance(late.parent, nodes.section) and not late["headed"]:
        article = article_of(domain.graph, shown)
        marks.title(_title_of(late.parent), part_of(article, late["parts"][0]).heading)


def _titles(graph: Graph, shown: Explained) -> list[str]:
    """Return the titles of ours that stand over what is shown."""
    if isinstance(shown, ShownReply):
        return [title_of(graph, replies_in(graph, shown.text)[shown.number])]
    return [graph[key].title for key in (shown.items if isinstance(shown, ShownComparison) else [shown.key])]


def _within_page(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield what stands around a node in its own page, the innermost first, where a builder puts pages together too."""
    while node.parent is not None and not isinstance(node.parent, addnodes.start_of_file):
        node = node.parent
        yield node


def _title_of(section: nodes.Element) -> nodes.Element:
    title = section[0]
    assert isinstance(title, nodes.Element)
    return title
