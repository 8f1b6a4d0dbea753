"""The links of one page, and the content that it shares with other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from knowledge.smtp.model.keys import ComparisonKey
from sphinxext_smtp.project.domain import domain_of
from sphinxext_smtp.render.fragments import Fragments
from sphinxext_smtp.render.pieces import Pieces
from sphinxext_smtp.render.tags import Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx import addnodes
    from sphinx.environment import BuildEnvironment

    from knowledge.smtp.model.keys import Key, NodeKey


class PageLinks:
    """The links of one page to the pages of the project, and out of it."""

    def __init__(self, env: BuildEnvironment, docname: str) -> None:
        self._linked: set[str] = set()
        """The pages to which the content that is being made links."""
        self._env = env
        self._domain = domain_of(env)
        self._fragments = Fragments(self._domain.builder, docname, self._domain.writing)
        self._docname = docname

    def to_page(self, key: Key, text: nodes.Element) -> nodes.Element | None:
        """Return the link to the page of the project for a key, or None if the project has none."""
        if not self.has_page(key):
            return None
        self._linked.add(self._domain.targets[key].docname)
        return self._domain.link(self._docname, self._domain.builder, key, text)

    def has_page(self, key: Key) -> bool:
        """Tell whether the project has a page for a key to which a link can lead."""
        place = self._domain.targets.get(key)
        return place is not None and place.docname in self._domain.reached

    def to_list(self, name: str, text: nodes.Element) -> nodes.Element | None:
        """Return the link to a page that lists what a project explains, or None if the project has none.

        :param name: what stands among the keys for the list.
        """
        docname = self._domain.lists.get(name)
        if docname is None or docname not in self._domain.reached:
            return None
        try:
            link = make_refnode(self._domain.builder, self._docname, docname, "", text)
        except NoUri:  # an orphan, which is in none of the documents that the builder puts together
            return None
        self._linked.add(docname)
        return link

    def elsewhere(self, reference: addnodes.pending_xref) -> nodes.Element:
        """Return the link that another project or the RFC answers, as the resolver of references asks for it.

        It is asked for once for all pages of a folder. A comparison that has no page becomes links to its items, which
        may stand in the page itself.
        """
        if reference["reftype"] == "compare":
            pages = self._pages_of_items(reference["reftarget"])
            self._linked |= pages
            if not self._fragments.are_shared or self._docname in pages:
                return self._ask(reference)
        asked = (reference["reftype"], reference["reftarget"], reference.astext(), self._fragments.place)
        answers = self._domain.writing.answers
        if asked not in answers:
            answers[asked] = self._ask(reference)
        return answers[asked].deepcopy()

    def _pages_of_items(self, comparison: str) -> set[str]:
        """Return the pages to which the items of a comparison lead."""
        key = self._domain.key_for("compare", comparison)
        items = key.items if isinstance(key, ComparisonKey) else ()
        return {place.docname for item in items if (place := self._domain.targets.get(item.entry))}

    def pieces(self, *, right_to_left: bool) -> Pieces | None:
        """Return what makes elements of HTML that the page shares with others, or None where pages share nothing."""
        return Pieces(self._fragments, right_to_left=right_to_left) if self._fragments.are_shared else None

    def shared(self, name: str, make: Callable[[], nodes.Node]) -> Piece:
        """Return content that pages have in common: made here, or what another page of the folder has made of it."""
        if found := self._fragments.find(name):
            self._linked |= found.linked
            return found
        before, self._linked = self._linked, set()
        made = self._fragments.share(name, make(), self._linked)
        self._linked |= before
        return made

    def side(self, part: str, item: NodeKey, make: Callable[[], nodes.Element]) -> nodes.Element:
        """Return what an item of a comparison says in a part, for which all comparisons of a folder share it.

        A generated comparison repeats what the page about the item says, and a search should find that page.
        """
        found = self.shared(f"{part} of {item}", make)
        key = self._domain.generated_about(self._docname)
        if isinstance(key, ComparisonKey) and item.entry in self._domain.targets:
            return Piece(found.html, english=found.english)
        return found

    def settled(self, content: Iterable[nodes.Element], *, is_summary: bool) -> list[nodes.Element]:
        """Return content with its words for the search index; in a comparison that nobody has written out without them.

        The search leaves them out there in any case, and collecting them takes longer than writing them.

        :param is_summary: whether it tells other extensions what the page is about.
        """
        if self._fragments.are_shared and self._domain.is_derived(self._docname) and not is_summary:
            return [self._fragments.written(node).placed(searched=False) for node in content]
        return [node.placed(searched=True) if isinstance(node, Piece) else node for node in content]

    def _ask(self, reference: addnodes.pending_xref) -> nodes.Element:
        text = reference[0]
        assert isinstance(text, nodes.Element)
        found = self._env.events.emit_firstresult("missing-reference", self._env, reference, text)
        return found or text
