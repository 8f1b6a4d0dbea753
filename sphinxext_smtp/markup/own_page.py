"""A page that holds one directive of ours and nothing else: it gets a title, and each part is a section of it.

Everywhere else what a directive leaves is a block, so that the text after it belongs to the author's own section.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from knowledge.smtp.explain.article import Comparisons, Table, headed
from knowledge.smtp.model.prose import plain
from sphinxext_smtp.project.domain import domain_of
from sphinxext_smtp.project.generated import PAGE_FIELD
from sphinxext_smtp.project.shown import (
    EVERY,
    ShownComparison,
    ShownComparisons,
    ShownExplainer,
    ShownFront,
    ShownIndex,
    ShownPicture,
    article_of,
)
from sphinxext_smtp.render.elements import own
from sphinxext_smtp.render.placeholder import LateContent, placeholder
from sphinxext_smtp.render.typography import has_typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from knowledge.smtp.explain.article import Part

BEFORE_TARGETS: Final = 200
"""Before docutils moves the labels of targets to what follows them (at 260), and takes metadata out (at 340)."""

UNSEEN: Final = (nodes.Invisible, nodes.title, nodes.system_message, nodes.meta, addnodes.index, addnodes.highlightlang)
"""What stands in a page without being content of it, such as comments, labels and substitutions."""


MANY: Final = 3
"""From how many sections of rows on a line leads to each of them."""

TITLE: Final = "smtp-title"
"""The class of a title that is none of the page."""


def note_titles(app: Sphinx, doctree: nodes.document) -> None:
    """Let ``:ref:`` show what a label stands before; Sphinx gives titles to labels of sections, tables and the like."""
    standard = app.env.domains.standard_domain
    kinds = addnodes.desc | LateContent | nodes.container | nodes.paragraph
    for node in doctree.findall(lambda node: isinstance(node, kinds)):
        assert isinstance(node, nodes.Element)
        for name in node["names"]:
            title = _title_for_label(app.env, node)
            if title and name in standard.anonlabels:
                standard.labels.setdefault(name, (*standard.anonlabels[name], title))


def _title_for_label(env: BuildEnvironment, node: nodes.Element) -> str:
    """Return what a description, a comparison or a reply is called; nothing for what is not ours."""
    if isinstance(node, LateContent):
        shown = node["shown"]
        is_comparison = isinstance(shown, ShownComparison)
        return plain(article_of(domain_of(env).graph, shown).title) if is_comparison else ""
    if TITLE in node["classes"]:
        return node.astext()
    if "smtp-reply" in node["classes"]:
        node = next(node.findall(addnodes.desc))
    return node[0].astext() if _is_description(node) else ""


class OwnPage(SphinxTransform):
    """Gives a page that is about one directive of ours its title and its sections."""

    default_priority = BEFORE_TARGETS

    def apply(self, **kwargs: Any) -> None:
        """Change the page that has been read, if it is one."""
        content = list(_content(_body(self.document)))
        if not self.document.get("title") and not _has_title(self.document) and (title := self._title_of(content)):
            self._add_title(title, content[0])
        explained = [node for node in content if _is_description(node)]
        page = _body(self.document)
        if len(explained) == 1 and page is not self.document and (len(content) == 1 or _is_generated(self.document)):
            self._spread(page, explained[0])
        if _is_generated(self.document):
            self._label_groups()

    def _label_groups(self) -> None:
        """Mark the groups of an index as ours, with labels of their own: pages of nodes have the same titles."""
        for section in self.document.findall(nodes.section):
            title = section[0]
            if (
                section.parent is not self.document
                and isinstance(title, nodes.title)
                and title.get("translatable", True)
            ):
                section["classes"].append("smtp")
                title.rawsource = f"{self.env.current_document.docname}#{title.astext()}"

    def _title_of(self, content: Sequence[nodes.Element]) -> str:
        """Return what the directive shows that is all there is in a page, or nothing."""
        if len({(node.source, node.line) for node in content}) == 1 and all(map(_is_description, content)):
            return ", ".join(node[0].astext() for node in content)
        found = [late for node in content for late in node.findall(LateContent)]
        return self._caption(found[0]) if len(found) == len(content) == 1 else ""

    def _caption(self, late: LateContent) -> str:  # noqa: PLR0911 -- one line a directive
        """Return what a table, a picture, the box or the list of comparisons is called."""
        graph = domain_of(self.env).graph
        match late["shown"]:
            case ShownComparisons():
                return graph.words.GROUPS["comparison"]
            case ShownIndex(kind=kind):
                return graph.words.GROUPS[kind]
            case ShownFront():
                return graph.words.REFERENCE
            case ShownExplainer():
                return graph.words.BOX["title"]
            case ShownPicture(center=center):
                return plain(graph[center].heading)
        if not isinstance(late.parent, nodes.table):
            return ""
        caption = late.parent[0]
        return caption.astext() if isinstance(caption, nodes.title) else graph.words.GROUPS["code"]

    def _add_title(self, text: str, about: nodes.Node) -> None:
        """Put all that a page holds below a title."""
        section = nodes.section("", _own_title(f"{self.env.current_document.docname}#", text, about))
        section["names"].append(nodes.fully_normalize_name(text))
        section.source, section.line = about.source, about.line
        fields = _metadata(self.document)
        first = self.document.index(fields) + 1 if fields else 0
        section += self.document.children[first:]
        del self.document[first:]
        self.document += section
        self.document.note_implicit_target(section, section)

    def _spread(self, page: nodes.Element, block: nodes.Element) -> None:
        """Put what a page is about in the place of the block; its anchor becomes one of the page itself.

        Where the author calls the page otherwise, the title of the block stands below that of the page.
        """
        signature = block[0]
        assert isinstance(signature, nodes.Element)
        chapters = list(self._chapters(block))
        place, title = page, signature.astext()
        if page[0].astext().split() != title.split():
            place = nodes.target()  # docutils moves its label on; in print, a paragraph alone has no anchor
            place.source, place.line = block.source, block.line
            called = own(nodes.paragraph("", "", nodes.strong("", title), classes=[TITLE]))
            chapters = [place, called, *chapters]
        block.parent.replace(block, chapters)
        place["names"].extend(block["names"])
        for anchor in (*block["ids"], *signature["ids"]):
            place["ids"].append(anchor)
            self.document.ids[anchor] = place

    def _chapters(self, block: nodes.Element) -> Iterator[nodes.Element]:
        """Yield what a directive is on a page of its own: its summary, and a section for each part."""
        signature, content = block.children
        assert isinstance(signature, nodes.Element)
        assert isinstance(content, nodes.Element)
        *before, late = content.children
        assert isinstance(late, LateContent)
        late.source, late.line = block.source, block.line
        classes = [name for name in block["classes"] if name not in ("smtp", f"smtp-{block['objtype']}")]
        for node in before:
            assert isinstance(node, nodes.Element)
            if isinstance(node, LateContent):
                node["classes"] = classes
            yield node
        article = article_of(domain_of(self.env).graph, late["shown"], late["answers"] or EVERY)
        parts = headed(part for part in article.parts if part.name in late["parts"])
        yield from self._sections(late, parts, signature["ids"][0], classes)

    def _sections(
        self, late: LateContent, parts: Sequence[Part], prefix: str, classes: Sequence[str]
    ) -> Iterator[nodes.Element]:
        """Yield each part as a section of its own; one without a heading goes on under the heading above it.

        :param prefix: begins the anchor of each section, so that it is the same in every build.
        """
        docname, answers = late["docname"], late["answers"]
        last: nodes.section | None = None
        for part in parts:
            if part.heading and not _may_be_empty(part):
                anchor = f"{prefix}-{part.name}"
                last = nodes.section("", ids=[anchor], classes=["smtp", *classes])
                last += _own_title(f"{docname}#{anchor}", plain(part.heading), late)
                if part.blocks:
                    last += placeholder(docname, late["shown"], [part.name], headed=False, answers=answers)
                last += [*_jumps(part.parts, prefix), *self._sections(late, part.parts, prefix, classes)]
                yield last
            elif part.parts:
                yield from self._sections(late, part.parts, prefix, classes)
            elif last is not None and not part.heading:
                going_on = last[-1]
                assert isinstance(going_on, LateContent)
                going_on["parts"].append(part.name)
            else:
                shown = placeholder(docname, late["shown"], [part.name], headed=bool(part.heading), answers=answers)
                if last is None:
                    yield shown
                else:
                    last += shown


def _jumps(parts: Sequence[Part], prefix: str) -> Iterator[nodes.Element]:
    """Yield the line that leads to each of several sections of rows, and says how many rows each has.

    A large provider has a hundred replies, and whoever comes with a line from a log wants those of one cause.
    """
    counts = [sum(len(block.rows) for block in part.blocks if isinstance(block, Table)) for part in parts]
    if len(parts) < MANY or not all(counts):
        return
    line = own(nodes.paragraph(classes=["smtp-quiet"]))
    for part, count in zip(parts, counts, strict=True):
        link = nodes.reference("", plain(part.heading), refid=f"{prefix}-{part.name}", internal=True)
        line += [
            nodes.Text(" \N{MIDDLE DOT} " if line.children else ""),
            link,
            nodes.Text(f"\N{NO-BREAK SPACE}({count})"),
        ]
    yield line


def _may_be_empty(part: Part) -> bool:
    """Tell whether only the writing shows if there is something in a part: comparisons may have no page."""
    return all(isinstance(block, Comparisons) and not block.curated for block in part.blocks) and not part.parts


def _own_title(label: str, text: str, about: nodes.Node) -> nodes.title:
    """Return a title of ours.

    :param about: what it stands over, whose place in the source it takes; Sphinx writes a record of each that has none.
    :param label: what `sphinx.ext.autosectionlabel` takes for the name of the section, in place of the text, which many
        pages have in common.
    """
    title = own(nodes.title(label, "", nodes.Text(text)))
    title.source, title.line = about.source, about.line
    title["support_smartquotes"] = has_typed(text)  # for Sphinx tries thirty patterns on each title that it may change
    return title


def _body(document: nodes.document) -> nodes.Element:
    """Return what holds the content of a page: the section of its title, or the page itself if it has none."""
    content = list(_content(document))
    return content[0] if len(content) == 1 and isinstance(content[0], nodes.section) else document


def _has_title(document: nodes.document) -> bool:
    return any(isinstance(node, nodes.section) for node in document.children)


def _content(place: nodes.Element) -> Iterator[nodes.Element]:
    """Yield what readers see at a place, without its title, its metadata and contents, and our words below a table."""
    fields = _metadata(place)
    for node in place.children:
        if not isinstance(node, nodes.Element) or isinstance(node, UNSEEN) or node is fields:
            continue
        is_list_of_contents = isinstance(node, nodes.topic) and "contents" in node["classes"]
        if node.get("translatable", True) and not is_list_of_contents:
            yield node


def _is_description(node: nodes.Element) -> bool:
    return isinstance(node, addnodes.desc) and node["domain"] == "smtp"


def _is_generated(document: nodes.document) -> bool:
    """Tell whether the metadata of a page say that it is generated; Sphinx has not read them yet."""
    fields = _metadata(document)
    return fields is not None and any(name.astext() == PAGE_FIELD for name in fields.findall(nodes.field_name))


def _metadata(place: nodes.Element) -> nodes.field_list | None:
    """Return the fields with which a page begins, if it has some."""
    found = next((node for node in place.children if not isinstance(node, nodes.PreBibliographic)), None)
    return found if isinstance(place, nodes.document) and isinstance(found, nodes.field_list) else None
