"""The domain ``smtp``: which page explains which node, who links there, and where links lead."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from docutils.nodes import literal
from sphinx.domains import Domain, Index, IndexEntry, ObjType
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from knowledge import smtp
from knowledge.smtp.model.keys import ComparisonKey, Key, NodeKey, natural
from knowledge.smtp.model.kinds import row_of
from knowledge.smtp.model.prose import plain
from sphinxext_smtp.guard import guarded
from sphinxext_smtp.messages import _
from sphinxext_smtp.project.generated import PAGE_FIELD
from sphinxext_smtp.project.names import inventory_name, is_prefixed, key_for, keys_for_any, shown_name
from sphinxext_smtp.project.writing import Writing
from sphinxext_smtp.warnings import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinxext_smtp.project.shown import Shown


INDEX_PAGE: Final = "smtp-index"
"""The page of our index, and the label with which it is linked to."""
UNSEARCHED: Final = -1
"""The priority with which Sphinx leaves an object out of its search."""


class Place(NamedTuple):
    """A place in a page that explains a node."""

    key: Key
    anchor: str
    canonical: bool
    """Whether the author has called it the canonical place."""
    only: tuple[str, ...] = ()
    """The conditions of the ``only`` directives around it, all of which have to hold for the builder to write it."""


class Target(NamedTuple):
    """Where links to a node lead."""

    docname: str
    anchor: str


class _Told:
    """A text of a class that is read as plain text in the language of the build.

    Sphinx puts the names of indexes into the context of pages, and not every builder can write a text that is still to
    be translated there.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def __get__(self, index: object, owner: type) -> str:
        return str(self._text)


class SmtpIndex(Index):
    """The index of what the project explains, grouped by kind, codes by class; `smtp-comparisons` lists comparisons."""

    name = "index"
    localname = _Told(_("SMTP index"))
    shortname = _Told(_("SMTP"))

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the entries, codes first."""
        assert isinstance(self.domain, SmtpDomain)
        if self.domain.builder.name == "epub":  # the anchors that Sphinx makes of the names of groups are no addresses
            return [], False
        if self.domain.index_taken_by:
            return [], False
        wanted = None if docnames is None else set(docnames)
        groups: dict[str, list[IndexEntry]] = {}
        for key, target in self.domain.sorted_targets():
            if isinstance(key, NodeKey) and (wanted is None or target.docname in wanted):
                entry = IndexEntry(key.name, 0, target.docname, target.anchor, "", "", self.domain.tooltip(key))
                groups.setdefault(self._group(key), []).append(entry)
        return list(groups.items()), False

    def _group(self, key: NodeKey) -> str:
        assert isinstance(self.domain, SmtpDomain)
        if key.kind == "code":
            group = self.domain.graph[key].tone or self.domain.graph.words.NO_REPLIES
        else:
            group = self.domain.graph.words.GROUPS[key.kind]
        return group.replace(" ", "\N{NO-BREAK SPACE}")  # Sphinx makes an anchor of it, which must not hold spaces


class SmtpDomain(Domain):
    """Roles, objects and links of SMTP. It has no directives of its own, so `default-domain` takes nothing over."""

    name = "smtp"
    label = "SMTP"
    object_types: ClassVar[dict[str, ObjType]] = {
        "code": ObjType(_("SMTP reply code"), "code", searchprio=0),
        "enhanced": ObjType(_("SMTP enhanced status code"), "code", searchprio=0),
        "tag": ObjType(_("SMTP number or tag of a provider"), "code", searchprio=0),
        "class": ObjType(_("SMTP reply class"), "class", searchprio=0),
        "command": ObjType(_("SMTP command"), "command", searchprio=0),
        "mechanism": ObjType(_("SASL mechanism"), "mechanism", searchprio=0),
        "extension": ObjType(_("SMTP extension"), "extension", searchprio=0),
        "cause": ObjType(_("SMTP cause"), "cause", searchprio=0),
        "provider": ObjType(_("SMTP provider"), "provider", searchprio=0),
        "compare": ObjType(_("SMTP comparison"), "compare", searchprio=1),
    }
    indices: ClassVar[list[type[Index]]] = [SmtpIndex]
    initial_data: ClassVar[dict[str, Any]] = {
        "places": {},
        "uses": {},
        "shown": {},
        "targets": {},
        "lists": {},
        "told": {},
        "digest": "",
        "generated": None,
    }
    data_version = 8

    builder: Builder
    """The builder that writes the pages; `sphinxext_smtp.start` sets it before anything is read."""
    writing: Writing
    """What pages share while they are written; made anew when it is known where links lead."""
    reached: AbstractSet[str] = frozenset()
    """The pages to which the builder can make links."""
    reading: frozenset[str] = frozenset()
    """The pages that this build reads."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._load: Callable[[], smtp.Graph] = _built_in
        self.writing = Writing({}, {}, {}, {}, {})

    def setup(self) -> None:
        """Set the label of our index anew: the builder before may have let it lead to a page that this one has not."""
        standard = self.env.domains.standard_domain
        standard.anonlabels.pop(INDEX_PAGE, None)
        standard.labels.pop(INDEX_PAGE, None)
        super().setup()

    def start(self, builder: Builder, load: Callable[[], smtp.Graph]) -> None:
        """Take over what a build gives.

        :param load: returns the graph of the project, the same each time.
        """
        self.builder = builder
        self._load = load

    @property
    def graph(self) -> smtp.Graph:
        """The graph of the project, loaded when something asks for it first."""
        return self._load()

    @property
    def is_used(self) -> bool:
        """Whether a page of the project has something of ours, or had when an output was written."""
        return any(self.data.get(name) for name in ("places", "uses", "shown", "told"))

    # What the pages hold; each map has the name of the page as its key

    @property
    def places(self) -> dict[str, list[Place]]:
        """The places in each page that explain a node."""
        return self.data.setdefault("places", {})  # type: ignore[no-any-return]  # typed by this property

    @property
    def uses(self) -> dict[str, set[Key]]:
        """The keys of the nodes to which each page links."""
        return self.data.setdefault("uses", {})  # type: ignore[no-any-return]  # typed by this property

    @property
    def shown(self) -> dict[str, dict[Shown, str]]:
        """What each page shows, each with the fingerprint of what was shown."""
        return self.data.setdefault("shown", {})  # type: ignore[no-any-return]  # typed by this property

    @property
    def targets(self) -> dict[Key, Target]:
        """Where links to each explained node lead; worked out after all pages are read."""
        return self.data.setdefault("targets", {})  # type: ignore[no-any-return]  # typed by this property

    @property
    def lists(self) -> dict[str, str]:
        """The pages that list the nodes of a kind, or have the box; worked out after all pages are read."""
        return self.data.setdefault("lists", {})  # type: ignore[no-any-return]  # typed by this property

    def note_place(self, docname: str, place: Place) -> None:
        """Note that a page explains a node."""
        self.places.setdefault(docname, []).append(place)

    def note_shown(self, docname: str, shown: Shown) -> None:
        """Note what a page shows, so that it is read again when that changes."""
        from sphinxext_smtp.project.shown import fingerprint  # here, because only a page that shows something needs it

        self.shown.setdefault(docname, {})[shown] = fingerprint(self.graph, shown)

    def note_ours(self, docname: str) -> None:
        """Note that a page has something of ours, whatever becomes of it."""
        self.uses.setdefault(docname, set())

    def note_use(self, docname: str, key: Key) -> None:
        """Note that a page links to a node, so that it is written again when the link changes."""
        self.uses.setdefault(docname, set()).add(key)

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        for noted in (self.places, self.uses, self.shown):
            noted.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process noted of its pages."""
        for name in ("places", "uses", "shown"):
            for docname, noted in otherdata[name].items():
                if docname in docnames:
                    self.data[name][docname] = noted

    # Names and keys

    def key_for(self, role: str, target: str) -> Key | None:
        """Return the key that a role means by its target, or None for an unknown name."""
        return key_for(self.graph, role, target)

    def tooltip(self, key: Key) -> str:
        """Return the one-line meaning of what a key names."""
        return key.versus if isinstance(key, ComparisonKey) else plain(self.graph[key].summary)

    def generated_about(self, docname: str) -> Key | None:
        """Return the key of what a generated page is about.

        Nothing for an index, for an author's page, and for a page about what the graph does not hold any more.
        """
        about = str(self.env.metadata[docname].get(PAGE_FIELD, ""))
        if not about:
            return None
        for place in self.places.get(docname, ()):
            if place.key == about:  # the page has found it in the graph; whatever is gone from there is read again
                return place.key
        kind, _colon, names = about.partition(":")
        if kind == "comparison":
            return self.key_for("compare", names)
        node = self.graph.exact(about)
        return node.key if node else None

    def is_derived(self, docname: str) -> bool:
        """Tell whether a page is a generated comparison that nobody has written out.

        It says again what the pages of its items say, so a search should find those.
        """
        key = self.generated_about(docname)
        return isinstance(key, ComparisonKey) and key.name not in self.graph.comparisons

    @property
    def index_taken_by(self) -> str:
        """The page of an author that has the name of our index, which is not written then; empty if there is none."""
        names = (INDEX_PAGE, f"{INDEX_PAGE}/index") if self.builder.name == "dirhtml" else (INDEX_PAGE,)
        return next((name for name in names if name in self.env.found_docs), "")

    @property
    def comparisons(self) -> list[ComparisonKey]:
        """The comparisons that have a place in the project, in natural order."""
        return sorted((key for key in self.targets if isinstance(key, ComparisonKey)), key=natural)

    def sorted_targets(self) -> list[tuple[Key, Target]]:
        """Return keys and their places in the order of kinds and numbers."""
        order = list(self.object_types)
        return sorted(self.targets.items(), key=lambda item: (order.index(objtype_of(item[0])), natural(item[0])))

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: A002, FBT002 -- as in Sphinx
        """Return what a kind is called; our names say already that they are of SMTP."""
        return str(type.lname)

    # Links

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Return a link to the project's own page, or None so that other projects and the RFC get their turn."""
        with guarded(f":smtp:{typ}:`{shortened(target)}`", node):
            key = self.key_for(typ, target)
            return self.link(fromdocname, builder, key, contnode) if key else None
        return None

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return the link for a name that the project explains and no other domain has, in the spelling of the graph.

        What the author has called so wins. It is asked for here, because Sphinx warns of more than one answer.
        """
        with guarded(f":any:`{shortened(target)}`", node):
            for key in keys_for_any(self.graph, target):
                role = row_of(key.kind).role
                text = contnode if node.get("refexplicit") or not is_prefixed(target) else literal("", shown_name(key))
                if link := self.link(fromdocname, builder, key, text):
                    is_taken = not is_prefixed(target) and self._has_other(fromdocname, builder, target, node, contnode)
                    return [] if is_taken else [(f"smtp:{role}", link)]
        return []

    def _has_other(
        self, fromdocname: str, builder: Builder, target: str, node: pending_xref, contnode: Element
    ) -> bool:
        """Tell whether a document, a label or another domain answers to a name."""
        asked = (self.env, fromdocname, builder)
        standard = self.env.domains.standard_domain
        if standard.resolve_xref(*asked, "doc", target, node, contnode.deepcopy()):
            return True
        for domain in self.env.domains.sorted():
            if domain is self:
                continue
            try:
                found = bool(domain.resolve_any_xref(*asked, target, node, contnode.deepcopy()))
            except NotImplementedError:  # Sphinx asks the roles of an old domain one by one
                found = any(domain.resolve_xref(*asked, role, target, node, contnode) for role in domain.roles)
            if found:
                return True
        return False

    def link(self, fromdocname: str, builder: Builder, key: Key, contnode: Element) -> nodes.reference | None:
        """Return a link to the page that explains what a key names, or None if the builder writes no such page."""
        key = key.entry if isinstance(key, NodeKey) else key
        place = self.targets.get(key)
        if place is None:
            return None
        said = self.writing.tooltips
        if key not in said:
            said[key] = self.tooltip(key)
        try:
            return make_refnode(builder, fromdocname, place.docname, place.anchor, contnode, said[key])
        except NoUri:  # an orphan, which is in none of the documents that the builder puts together
            return None

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield what the project explains, for search and for the inventory."""
        is_one_page = self.builder.name == "singlehtml"
        for key, target in self.sorted_targets():
            if is_one_page and target.docname not in self.reached:
                continue
            objtype = objtype_of(key)
            priority = UNSEARCHED if self.is_derived(target.docname) else self.object_types[objtype].attrs["searchprio"]
            anchor = "" if is_one_page else target.anchor  # there the page itself is an anchor, and no address has two
            for name in self._names_of(key):
                shown = key.versus if isinstance(key, ComparisonKey) else name
                yield name, shown, objtype, target.docname, anchor, priority

    def _names_of(self, key: Key) -> Iterator[str]:
        """Yield the names under which other projects may link to what a key names."""
        yield inventory_name(key)
        node = self.graph.find(key) if isinstance(key, NodeKey) else None
        if isinstance(node, smtp.EnhancedCode):
            for reply_class in node.classes:
                yield reply_class[0] + node.name[1:]


@cache
def _built_in() -> smtp.Graph:
    return smtp.load()


def domain_of(env: BuildEnvironment) -> SmtpDomain:
    """Return the domain of a project."""
    domain = env.domains["smtp"]
    assert isinstance(domain, SmtpDomain)
    return domain


def objtype_of(key: Key) -> str:
    """Return the object type of what a key names."""
    return "compare" if key.kind == "comparison" else key.kind
