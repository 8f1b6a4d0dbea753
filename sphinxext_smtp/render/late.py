"""Content that is rendered when a page is written.

While a page is read, its doctree holds sections, signatures and what the author wrote; for the parts of an explanation
it holds placeholders. A post-transform puts the rendered parts in their place, with the links already resolved. Nothing
of it is parsed, transformed or pickled, which makes a page of ours cheaper than the same page written by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from knowledge.smtp.explain.parts import ITEM
from sphinxext_smtp.project.domain import SmtpDomain, domain_of
from sphinxext_smtp.project.shown import (
    ALL_COMPARISONS,
    COMPARISON,
    PICTURE,
    TABLE,
    article_of,
    is_matrix,
    picture_of,
    table_of,
)
from sphinxext_smtp.render.article import Renderer
from sphinxext_smtp.render.fragments import Fragment, Fragments
from sphinxext_smtp.render.overview import Overview
from sphinxext_smtp.render.typography import tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx import addnodes
    from sphinx.environment import BuildEnvironment

    from knowledge.smtp.explain.article import Article, Part

SUMMARY: Final = "*"
"""Names the summary of an explanation, beside the names of its parts."""


class LateContent(nodes.container):
    """A placeholder; where nothing replaces it, every builder writes an empty container."""


def late_parts(
    docname: str,
    key: str,
    parts: Sequence[str],
    *,
    headed: bool = True,
    providers: Sequence[str] = (),
    classes: Sequence[str] = (),
) -> LateContent:
    """Return a placeholder for parts of what a page shows.

    :param key: what the page shows, in the form that `sphinxext_smtp.project.shown` describes.
    :param headed: whether each part stands under a rubric with its heading; else the page has the heading already.
    :param classes: class names for everything that takes the place.
    """
    return LateContent(
        "",
        docname=docname,
        key=key,
        parts=list(parts),
        headed=headed,
        providers=list(providers),
        classes=list(classes),
    )


def late_table(docname: str, key: str) -> LateContent:
    """Return a placeholder for the columns and rows of a table."""
    return LateContent("", docname=docname, key=key)


def late_picture(docname: str, key: str, classes: Sequence[str]) -> LateContent:
    """Return a placeholder for the picture of a neighborhood."""
    return LateContent("", docname=docname, key=key, classes=list(classes))


def late_overview(docname: str) -> LateContent:
    """Return a placeholder for all comparisons of the project."""
    return LateContent("", docname=docname, key=ALL_COMPARISONS)


class RenderEarly(SphinxPostTransform):
    """Renders what the placeholders of a page stand for, before all else that is done to a page for the builder.

    The builders for print and text do things to links and tables, such as footnotes with addresses.
    """

    default_priority = 5

    def is_supported(self) -> bool:
        """Tell whether the builder has to see the content early."""
        return domain_of(self.env).builder.format != "html"

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
        return not super().is_supported()


class PageLinks:
    """The links of one page to the pages of the project, and out of it."""

    def __init__(self, env: BuildEnvironment, docname: str) -> None:
        self._linked: set[str] = set()
        """The pages to which the content that is being made links."""
        self._env = env
        self._domain = domain_of(env)
        self._fragments = Fragments(self._domain.builder, self._domain.writing.written)
        self._docname = docname
        self._folder = docname.rpartition("/")[0]

    def to_page(self, key: str, text: nodes.Element) -> nodes.Element | None:
        """Return the link to the page of the project for a key, or None if the project has none."""
        place = self._domain.targets.get(key)
        if place is None or place.docname not in self._domain.reached:
            return None
        self._linked.add(place.docname)
        return self._domain.link(self._docname, self._domain.builder, key, text)

    def elsewhere(self, reference: addnodes.pending_xref) -> nodes.Element:
        """Return the link that another project or the RFC answers, as the resolver of references asks for it.

        A link out of the project is asked for once for all pages of a folder. A comparison that has no page becomes
        links to its items, which may stand in the page itself.
        """
        if reference["reftype"] == "compare":
            return self._ask(reference)
        asked = (reference["reftype"], reference["reftarget"], self._folder)
        answers = self._domain.writing.answers
        if asked not in answers:
            answers[asked] = self._ask(reference)
        return answers[asked].deepcopy()

    def shared(self, prose: str, make: Callable[[], nodes.Element]) -> nodes.Element:
        """Return what a paragraph becomes, from another page of the folder where one has it."""
        return self.share(prose, lambda: [make()])[0]

    def share(self, name: str, make: Callable[[], list[nodes.Element]]) -> list[nodes.Element]:
        """Return content that pages have in common: made here, or what another page of the folder has made of it."""
        if found := self._fragments.find(self._docname, name):
            return [found]
        before, self._linked = self._linked, set()
        made = make()
        shared = self._fragments.share(self._docname, name, made, self._linked)
        self._linked |= before
        return [shared] if shared else made

    def _ask(self, reference: addnodes.pending_xref) -> nodes.Element:
        text = reference[0]
        assert isinstance(text, nodes.Element)
        found = self._env.events.emit_firstresult("missing-reference", self._env, reference, text)
        return found or text


def render_all(document: nodes.document, env: BuildEnvironment) -> None:
    """Replace every placeholder of a page, or of all pages that a builder has put together."""
    domain = domain_of(env)
    tokens = tokenizer(env, domain.builder)
    html = domain.builder.format == "html"
    for late in list(document.findall(LateContent)):
        level = _heading_level(late) if html else 0
        links = PageLinks(env, late["docname"])
        own_key = "" if late["key"].startswith(COMPARISON) else late["key"]
        renderer = Renderer(domain.graph, late["docname"], own_key, tokens=tokens, links=links, level=level)
        rendered = _shared(domain, renderer, links, late, level) or list(_rendered(domain, renderer, links, late))
        if late["ids"]:
            _keep_anchors(late, rendered)
        _set_for_builder(domain, rendered)
        _put(late, rendered)
        if isinstance(late.parent, nodes.table) and domain.builder.format in ("text", "man"):
            from sphinxext_smtp.render.terminal import set_caption_before

            set_caption_before(late.parent)


def _set_for_builder(domain: SmtpDomain, rendered: list[nodes.Element]) -> None:
    if domain.builder.format == "latex":
        from sphinxext_smtp.render.paper import set_for_print

        set_for_print(rendered)
    elif domain.builder.format in ("text", "man"):
        from sphinxext_smtp.render.terminal import set_for_terminal

        set_for_terminal(rendered, domain.graph, domain.builder)


def _put(late: LateContent, rendered: list[nodes.Element]) -> None:
    """Put content in the place of a placeholder; a table that comes in pieces becomes as many tables."""
    place = late.parent
    if not isinstance(place, nodes.table):
        place.replace(late, rendered)
        return
    first, *others = rendered
    place["classes"] = first["classes"]
    place.replace(late, first.children)
    place.parent.insert(place.parent.index(place) + 1, others)


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


def _shared(
    domain: SmtpDomain, renderer: Renderer, links: PageLinks, late: LateContent, level: int
) -> list[nodes.Element] | None:
    """Return what a comparison tells of one of its items, for which all comparisons share it; None for the rest."""
    name = late["parts"][0] if late.get("parts") else ""
    if not name.startswith(ITEM):
        return None
    shared_as = f"{name} {level} {' '.join(late['classes'])}"
    found = links.share(shared_as, lambda: list(_rendered(domain, renderer, links, late)))
    if _is_told_elsewhere(domain, late["docname"], name.removeprefix(ITEM)):
        for each in found:
            if isinstance(each, Fragment):
                each.clear()  # its only child is its text for the search index
    return found


def _is_told_elsewhere(domain: SmtpDomain, docname: str, name: str) -> bool:
    """Tell whether a generated comparison repeats what a page about an item says; a search should find that page."""
    node = domain.graph.find(name)
    is_generated = domain.generated_about(docname).startswith(COMPARISON)
    return is_generated and node is not None and node.key in domain.targets


def _rendered(domain: SmtpDomain, renderer: Renderer, links: PageLinks, late: LateContent) -> Iterator[nodes.Element]:
    key = late["key"]
    if key == ALL_COMPARISONS:
        yield from Overview(domain, links, renderer).render()
        return
    if key.startswith(PICTURE):
        from sphinxext_smtp.render.picture import rendered as rendered_picture

        picture = rendered_picture(domain.graph, picture_of(domain.graph, key), renderer, domain.builder)
        picture["classes"].extend(late["classes"])
        yield picture
        return
    if key.startswith(TABLE):
        yield from renderer.tables(table_of(domain.graph, key), "matrix" if is_matrix(key) else "table")
        return
    article = article_of(domain.graph, key, tuple(late["providers"]))
    for name in late["parts"]:
        for node in _rendered_part(renderer, article, name, headed=late["headed"]):
            node["classes"].extend(late["classes"])
            yield node


def _rendered_part(renderer: Renderer, article: Article, name: str, *, headed: bool) -> Sequence[nodes.Element]:
    if name == SUMMARY:
        return renderer.prose(article.summary)
    part = _find(article.parts, name)
    return renderer.under_rubric(part) if headed else renderer.content(part)


def _find(parts: Sequence[Part], name: str) -> Part:
    """Return the part of a name, or the part inside another."""
    return next(part for outer in parts for part in (outer, *outer.parts) if part.name == name)
