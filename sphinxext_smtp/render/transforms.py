"""Content that is rendered when a page is written.

While a page is read, its doctree holds sections, signatures and what the author wrote; for the parts of an explanation
it holds placeholders. A post-transform puts the rendered parts in their place, with the links already resolved. Nothing
of it is parsed, transformed or pickled, which makes a page of ours cheaper than the same page written by hand.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from knowledge.smtp.explain.article import Glance, Paragraphs, Part, headed
from knowledge.smtp.explain.contents import part_of
from sphinxext_smtp.guard import guarded
from sphinxext_smtp.project.domain import SmtpDomain, domain_of
from sphinxext_smtp.project.shown import (
    EVERY,
    Explained,
    ShownComparison,
    ShownComparisons,
    ShownExplainer,
    ShownFront,
    ShownIndex,
    ShownNode,
    ShownPicture,
    ShownReply,
    ShownTable,
    article_of,
    picture_of,
    table_of,
)
from sphinxext_smtp.render.article import Renderer
from sphinxext_smtp.render.boxes import box, box_all
from sphinxext_smtp.render.english import Marks, is_right_to_left
from sphinxext_smtp.render.indexes import Indexes
from sphinxext_smtp.render.overview import Overview
from sphinxext_smtp.render.page_links import PageLinks
from sphinxext_smtp.render.placeholder import SUMMARY, LateContent
from sphinxext_smtp.render.tags import SmtpTable
from sphinxext_smtp.render.titles import mark_group, mark_index, mark_titles
from sphinxext_smtp.render.typography import tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from knowledge.smtp.explain.article import Article
    from sphinxext_smtp.project.shown import Rendered

PROJECTS_OWN: Final = "note"
"""The part whose text is the project's own, and in its language."""


class RenderEarly(SphinxPostTransform):
    """Renders what the placeholders of a page stand for, before all else that is done to a page for the builder.

    The builders for print and text do things to links and tables, such as footnotes with addresses.
    """

    default_priority = 5

    def is_supported(self) -> bool:
        """Tell whether the builder has to see the content early; the one that checks links has no need of ours."""
        return domain_of(self.env).builder.format != "html" and domain_of(self.env).builder.name != "linkcheck"

    def run(self, **kwargs: Any) -> None:
        """Replace every placeholder."""
        render_all(self.document, self.env)


class RenderLast(RenderEarly):
    """Renders what the placeholders of an HTML page stand for, after all else.

    A dozen transforms look at each node of a page for things of theirs that our content does not hold.
    """

    default_priority = 900

    def is_supported(self) -> bool:
        """Tell whether the builder writes HTML."""
        return domain_of(self.env).builder.format == "html"


class LeaveOwnLinks(SphinxPostTransform):
    """Takes the links out of our own texts for the builder that checks links: a project is to check its own."""

    default_priority = 5
    builders = ("linkcheck",)

    def run(self, **kwargs: Any) -> None:
        """Leave the text of each link."""
        for text in self.document.findall(nodes.TextElement):
            for reference in list(text.findall(nodes.reference)) if not text.get("translatable", True) else ():
                reference.parent.replace(reference, reference.children)


def render_all(document: nodes.document, env: BuildEnvironment) -> None:
    """Replace every placeholder of a page, or of all pages that a builder has put together."""
    mark_index(document, env, Marks(domain_of(env).graph, env.config.language))
    links_of_page = cache(partial(PageLinks, env))
    for late in list(document.findall(LateContent)):
        with guarded(f"{type(late['shown']).__name__} in {late['docname']}", late):
            _render(late, env, links_of_page(late["docname"]))
            continue
        _leave_out(late)
    if domain_of(env).builder.format == "html":
        box_all(document, env.config.language)


def _render(late: LateContent, env: BuildEnvironment, links: PageLinks) -> None:
    """Replace one placeholder."""
    domain = domain_of(env)
    html = domain.builder.format == "html"
    level = _heading_level(late) if html else 0
    own_key = late["shown"].key if isinstance(late["shown"], ShownNode) else None
    shares = isinstance(late["shown"], ShownComparison)
    tokens = tokenizer(env, domain.builder)
    renderer = Renderer(
        domain.graph,
        late["docname"],
        own_key,
        tokens=tokens,
        links=links,
        level=level,
        shares=shares,
        language=env.config.language,
    )
    if renderer.marks.any and isinstance(late["shown"], ShownNode | ShownComparison | ShownReply):
        mark_titles(domain, late, renderer.marks)
    rendered = list(_rendered(domain, renderer, links, late))
    if html and isinstance(late["shown"], ShownIndex | ShownFront | ShownComparisons):
        rendered = [box(rendered, right_to_left=renderer.is_right_to_left)] if rendered else []
    elif html and isinstance(late["shown"], Explained):
        rendered = _in_box(domain, renderer, late, rendered)
    if late["ids"]:
        _keep_anchors(late, rendered)
    _set_for_builder(domain, rendered)
    placed = _put(late, rendered, env.config.language)
    if isinstance(late.parent, nodes.table) and domain.builder.format in ("text", "man"):
        from sphinxext_smtp.render.terminal import set_caption_before

        set_caption_before(late.parent)
    if not html:
        from sphinxext_smtp.render.cells import unnest_tables

        unnest_tables(placed)


def _in_box(
    domain: SmtpDomain, renderer: Renderer, late: LateContent, rendered: list[nodes.Element]
) -> list[nodes.Element]:
    """Put content into a box of its own, unless it stands in a description, which becomes one."""
    if not isinstance(late.parent, addnodes.desc_content):
        return [box(rendered, right_to_left=renderer.is_right_to_left)] if rendered else []
    late.parent.parent["tone"] = _tone(domain, late["shown"])
    return rendered


def _tone(domain: SmtpDomain, shown: Explained) -> str:
    """Return the class of the replies of which an explanation tells, or the standing of a mechanism."""
    if isinstance(shown, ShownNode):
        return domain.graph[shown.key].tone
    blocks = (block for part in article_of(domain.graph, shown).parts for block in part.blocks)
    return next((block.tone for block in blocks if isinstance(block, Glance)), "")


def _leave_out(late: LateContent) -> None:
    """Take a placeholder out of its page, with a table that would be empty without it; its anchors stay."""
    place = late.parent if isinstance(late.parent, nodes.table) else late
    if place.parent is not None and late in late.parent:
        ids = [*late["ids"], *(place["ids"] if place is not late else ())]
        place.parent.replace(place, nodes.target("", "", ids=ids))


def _set_for_builder(domain: SmtpDomain, rendered: list[nodes.Element]) -> None:
    if domain.builder.format == "latex":
        from sphinxext_smtp.render.paper import set_for_print

        set_for_print(rendered)
    elif domain.builder.format in ("text", "man"):
        from sphinxext_smtp.render.terminal import set_for_terminal

        set_for_terminal(rendered, domain.graph, domain.builder)


def _put(late: LateContent, rendered: list[nodes.Element], language: str) -> list[nodes.Element]:
    """Put content in the place of a placeholder, and return what stands in the page now.

    A table that comes in pieces becomes as many tables.
    """
    place = late.parent
    if not isinstance(place, nodes.table):
        place.replace(late, rendered)
        return rendered
    first, *others = rendered
    if isinstance(first, SmtpTable):
        return [_captioned(place, late, first, language)]
    place["classes"] = first["classes"]
    place.replace(late, first.children)
    place.parent.insert(place.parent.index(place) + 1, others)
    return [place, *others]


def _captioned(place: nodes.table, late: LateContent, table: SmtpTable, language: str) -> nodes.Element:
    """Put a table of HTML, with the caption of its author, in the place of the one that holds the placeholder."""
    place.remove(late)
    table[0:0] = place.children
    table["ids"], table["names"] = place["ids"], place["names"]
    found = box([table], right_to_left=is_right_to_left(language))
    place.parent.replace(place, found)  # the anchors are those of the table
    return found


def _keep_anchors(late: LateContent, rendered: list[nodes.Element]) -> None:
    """Give the anchors, which docutils has moved from a target to what follows it, to what takes the place."""
    if not rendered:
        rendered.append(nodes.target())
    rendered[0]["ids"].extend(late["ids"])


def _heading_level(node: nodes.Node) -> int:
    """Return the level that a heading at a place of a page has: 2 below the title of the page, and so on to 6."""
    sections = 0
    while node.parent is not None:
        sections += isinstance(node, nodes.section)
        node = node.parent
    return min(sections + 1, 6)


def _rendered(domain: SmtpDomain, renderer: Renderer, links: PageLinks, late: LateContent) -> Iterator[nodes.Element]:
    shown: Rendered = late["shown"]
    if isinstance(shown, ShownTable):
        for table in renderer.tables(table_of(domain.graph, shown), "matrix" if shown.selection.matrix else "table"):
            for rows in _rows_of(table):
                renderer.marks.whole(rows)  # the caption is the author's
            yield table
        return
    if isinstance(shown, ShownComparisons):
        found = Overview(domain, links, renderer).render(late["parts"], headed=late["headed"])
    elif isinstance(shown, ShownIndex | ShownFront):
        found = _rendered_index(domain, renderer, late)
    elif isinstance(shown, ShownExplainer):
        found = _rendered_explainer(domain, renderer, late["docname"])
    elif isinstance(shown, ShownPicture):
        found = _rendered_picture(domain, renderer, shown)
    else:
        found = _rendered_parts(renderer, links, article_of(domain.graph, shown, late["answers"] or EVERY), late)
    for node in found:
        node["classes"].extend(late["classes"])
        yield node


def _rendered_index(domain: SmtpDomain, renderer: Renderer, late: LateContent) -> Iterator[nodes.Element]:
    mark_group(domain, late, renderer.marks)
    indexes = Indexes(domain, renderer)
    if isinstance(late["shown"], ShownFront):
        found = indexes.front()
    else:
        found = indexes.index(late["shown"].kind, late["parts"], headed=late["headed"])
    for node in found:
        renderer.marks.whole(node)
        yield node


def _rows_of(table: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the header and the body of a table, in HTML or for any other builder."""
    for node in table.findall(nodes.Element):
        if isinstance(node, nodes.thead | nodes.tbody) or node.get("tag") in ("thead", "tbody"):
            yield node


def _rendered_explainer(domain: SmtpDomain, renderer: Renderer, docname: str) -> Iterator[nodes.Element]:
    from sphinxext_smtp.render.explainer import rendered_explainer

    for node in rendered_explainer(domain, renderer, docname):
        renderer.marks.whole(node)
        yield node


def _rendered_picture(domain: SmtpDomain, renderer: Renderer, shown: ShownPicture) -> Iterator[nodes.Element]:
    from sphinxext_smtp.render.picture import rendered as rendered_picture

    picture = rendered_picture(domain.graph, picture_of(domain.graph, shown), renderer, domain.builder)
    renderer.marks.whole(picture)
    yield picture


def _rendered_parts(
    renderer: Renderer, links: PageLinks, article: Article, late: LateContent
) -> Iterator[nodes.Element]:
    summary = Part(SUMMARY, "", (Paragraphs(article.summary),))
    for part in headed(summary if name == SUMMARY else part_of(article, name) for name in late["parts"]):
        told = renderer.named(part) if late["headed"] else renderer.content(part)
        for index, node in enumerate(links.settled(told, is_summary=part.name == "summary")):
            if part.name != PROJECTS_OWN or (late["headed"] and not index):
                renderer.marks.whole(node)
            yield node
