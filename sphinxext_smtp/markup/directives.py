"""The directives that explain and compare; `sphinxext_smtp.markup.table` has the one that lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_id

from knowledge import smtp
from knowledge.smtp.compare.comparison import compare
from knowledge.smtp.explain.chosen import Answers
from knowledge.smtp.graph.around import enhanced_beside
from knowledge.smtp.graph.spellings import bare, reply_in
from knowledge.smtp.graph.unknown import unknown
from knowledge.smtp.model.keys import ComparisonKey, hyphenated
from knowledge.smtp.model.kinds import comparable_kinds, row_of
from knowledge.smtp.model.prose import plain
from sphinxext_smtp.guard import guarded
from sphinxext_smtp.markup.options import OPTIONS, check_options, chosen_parts, names_in, valid_names
from sphinxext_smtp.messages import __
from sphinxext_smtp.project.domain import Place, SmtpDomain, domain_of, objtype_of
from sphinxext_smtp.project.shown import ShownComparison, ShownInVain, ShownNode, article_of
from sphinxext_smtp.render.elements import own
from sphinxext_smtp.render.placeholder import SUMMARY, placeholder
from sphinxext_smtp.warnings import MOST_TOLD, Subtype, shortened, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.smtp.model.vocabulary import Kind


class SmtpDirective(SphinxDirective):
    """What the directives have in common: names as the argument, the options, and the author's own content."""

    kinds: ClassVar[tuple[Kind, ...]]
    """The kinds of nodes that the argument may name."""
    example: ClassVar[str]
    """A valid argument, for messages."""

    @property
    def domain(self) -> SmtpDomain:
        """The domain of this project."""
        return domain_of(self.env)

    @property
    def docname(self) -> str:
        """The page that is being read."""
        return self.env.current_document.docname

    def run(self) -> list[nodes.Node]:
        """Return what the directive leaves in the page; the author's own content where something of ours fails."""
        with guarded(f"{self.name}:: {shortened(' '.join(self.arguments))}", self._location):
            return self.explain()
        return self.fallback()

    def fallback(self) -> list[nodes.Node]:
        """Return what stands there where nothing can be explained: the author's own content."""
        return self.parse_content_to_nodes()

    def explain(self) -> list[nodes.Node]:
        """Render what the argument names; a wrong argument gives a warning and the author's own content."""
        check_options(self.options, OPTIONS, self.name, self._location)
        items = self.read_argument()
        return self.render(items) if items else self.fallback()

    def read_argument(self) -> list[smtp.Node]:
        """Return the nodes that the argument names; warn of each name that is none."""
        names = self.names
        if not names:
            message = __("%(directive)s: expected a name such as %(example)s, found nothing")
            self._warn(Subtype.argument, message, example=self.example)
        items: list[smtp.Node] = []
        wrong = 0
        for name in names:
            if wrong < MOST_TOLD or self.domain.graph.names.first(name, self.kinds):
                found = self.find(name)
                items += found
                wrong += not found
        return items

    @property
    def names(self) -> list[str]:
        """The names in the argument."""
        return self.domain.graph.names.split(self.arguments[0]) if self.arguments else []

    def find(self, name: str) -> list[smtp.Node]:
        """Return the node that a name means, in a list; warn if there is none."""
        graph = self.domain.graph
        if key := graph.names.first(name, self.kinds):
            return [graph[key]]
        self.note_in_vain([name])
        warn(Subtype.unknown, f"{self.name}: {unknown(graph, name, self.kinds).told(__)}", self._location)
        return []

    def note_in_vain(self, names: Iterable[str]) -> None:
        """Note names that mean nothing, so that the page is read again when one of them comes to mean something."""
        for name in sorted(names)[:MOST_TOLD]:
            self.domain.note_shown(self.docname, ShownInVain(name))

    def render(self, items: list[smtp.Node]) -> list[nodes.Node]:
        """Return what the directive leaves in the page."""
        raise NotImplementedError

    def chosen_parts(self, valid: Sequence[str]) -> set[str]:
        """Return the names of the parts that the options leave."""
        return chosen_parts(valid, self.options, self.name, self._location)

    def _warn(self, subtype: Subtype, message: str, **slots: object) -> None:
        """Give a warning at the place of the directive, which fills the slot of its name itself."""
        warn(subtype, message % {"directive": self.name, **slots}, self._location)

    @property
    def _location(self) -> nodes.Node:
        """The place of the directive, which may be in a file that the page includes, or in a docstring."""
        place = nodes.comment()
        self.set_source_info(place)
        return place

    @property
    def _classes(self) -> list[str]:
        return [nodes.make_id(name) for name in self.options.get("class", "").split()]

    @property
    def _is_unindexed(self) -> bool:
        return "no-index" in self.options or "noindex" in self.options

    def _named_target(self) -> list[nodes.Node]:
        """Return a target with the ``:name:``, if there is one. Labels on object descriptions do not count."""
        if "name" not in self.options:
            return []
        target = nodes.target("", "")
        self.add_name(target)
        return [target]

    def _description(
        self, objtype: str, signature: addnodes.desc_signature, body: addnodes.desc_content
    ) -> addnodes.desc:
        """Return an object description, which is a block wherever it stands."""
        description = addnodes.desc("", signature, body, domain="smtp", objtype=objtype, desctype=objtype)
        description["classes"] = ["smtp", f"smtp-{objtype}", *self._classes]
        self.set_source_info(description)
        return description

    def _signature(self, fullname: str, shown: tuple[str, str]) -> addnodes.desc_signature:
        """Return the title of an object description, with its entry for the table of contents.

        :param shown: the name as readers see it, which may be empty, and what it is called.
        """
        name, title = shown
        has_entry = self.config.toc_object_entries and not self._is_unindexed
        named = [own(addnodes.desc_name("", name)), addnodes.desc_sig_space()] if name else []
        signature = addnodes.desc_signature(
            fullname,
            "",
            *named,
            own(addnodes.desc_annotation("", title) if name else addnodes.desc_name("", title)),
            fullname=fullname,
            _toc_parts=(fullname,),
            _toc_name=f"{name} {title}".strip() if has_entry else "",
        )
        self.set_source_info(signature)
        return own(signature)

    def _add_anchor(self, signature: addnodes.desc_signature, anchor: str) -> None:
        signature["ids"].append(anchor)
        self.state.document.note_explicit_target(signature)


class ExplainDirective(SmtpDirective):
    """Explains each named node, as an object description."""

    @property
    def names(self) -> list[str]:
        """The names in the argument; the line of a command and a reply with its text are one name."""
        return self.domain.graph.names.several(self.arguments[0], self.kinds) if self.arguments else []

    def render(self, items: list[smtp.Node]) -> list[nodes.Node]:
        """Return one description for each node; the author's content goes into the first."""
        parts = self.chosen_parts(list(dict.fromkeys(part for kind in self.kinds for part in row_of(kind).parts)))
        answers = Answers(
            self._names_of("provider", list(self.domain.graph.providers)),
            self._names_of("cause", list(self.domain.graph.causes)),
        )
        found = self._named_target()
        content = self.parse_content_to_nodes()
        for node in items:
            explained = ShownNode(node.asked)
            self.domain.note_shown(self.docname, explained)
            article = article_of(self.domain.graph, explained, answers)
            shown = [part.name for part in article.parts if part.name in parts]
            body = addnodes.desc_content(
                "",
                placeholder(self.docname, explained, [SUMMARY]),
                *content,
                placeholder(self.docname, explained, shown, answers=answers),
            )
            name = "" if node.heading == node.title else node.spelled
            signature = self._signature(node.spelled, (name, node.title))
            index = self._add_target(node, signature)
            found += [index, self._description(objtype_of(node.key), signature, body)]
            content = []
        return found

    def _names_of(self, option: str, known: Sequence[str]) -> tuple[str, ...]:
        """Return the names in an option that chooses replies; the page is read again when a wrong one becomes right."""
        asked = self.options.get(option, "")
        self.note_in_vain(set(names_in(asked)).difference(known))
        return tuple(valid_names(asked, option, known, self.name, self._location))

    def _add_target(self, node: smtp.Node, signature: addnodes.desc_signature) -> addnodes.index:
        """Give the signature its anchor, and unless ``:no-index:`` is set make it a target and index it."""
        name = node.spelled
        anchor = make_id(self.env, self.state.document, f"smtp-{objtype_of(node.key)}", name)
        self._add_anchor(signature, anchor)
        index = addnodes.index(entries=[])
        if self._is_unindexed:
            return index
        place = Place(node.key, anchor, "canonical" in self.options)
        self.domain.note_place(self.docname, place)
        index["entries"] = [("single", text, anchor, "", None) for text in self._index_texts(node)]
        return index

    def _index_texts(self, node: smtp.Node) -> list[str]:
        """Return the index entries of a node.

        The built-in search finds numbers in index entries only, and an entry only by at least half of its length:
        so the number is an entry of its own, and so is each form in which people look for it.
        """
        name = node.spelled
        kind = self.domain.graph.words.KINDS[node.kind]
        texts = [f"{name}; {kind}"]
        if isinstance(node, smtp.ReplyCode):
            texts.append(f"SMTP {name}")
            texts.extend(f"{name} {plain(beside)}" for beside in enhanced_beside(self.domain.graph, node))
            texts.extend(node.keywords)
        elif isinstance(node, smtp.Provider):
            texts.append(f"{node.title}; {kind}")
        elif isinstance(node, smtp.Cause):
            texts.extend(node.keywords)
        elif isinstance(node, smtp.EnhancedCode):
            texts.extend(f"{status[0]}{node.name[1:]}; {kind}" for status in node.classes)
        return texts


class SmtpCode(ExplainDirective):
    """``.. smtp-code:: 535``, also ``5.7.8``, ``535 5.7.8`` or several."""

    kinds = ("code", "enhanced", "tag")
    example = "535"

    def find(self, name: str) -> list[smtp.Node]:
        """Return the node of a name; a reply with its enhanced code gives the two of them.

        An enhanced code that no registry has is left out, because the reply is explained without it.
        """
        reply = reply_in(bare(name))
        if not reply or not reply.code or not reply.enhanced:
            return super().find(name)
        if reply.code[0] != reply.enhanced[0]:
            message = __("%(directive)s: %(name)s mixes the classes of %(code)s and %(enhanced)s")
            self._warn(Subtype.argument, message, name=shortened(name), code=reply.code, enhanced=reply.enhanced)
        if self.domain.graph.names.first(reply.enhanced, self.kinds) is None:
            self.note_in_vain([reply.enhanced])
            return super().find(reply.code)
        return [node for number in reply for node in super(SmtpCode, self).find(number)]


class SmtpClass(ExplainDirective):
    """``.. smtp-class:: 5xx``."""

    kinds = ("class",)
    example = "5xx"


class SmtpCommand(ExplainDirective):
    """``.. smtp-command:: AUTH``."""

    kinds = ("command",)
    example = "AUTH"


class SmtpMechanism(ExplainDirective):
    """``.. smtp-mechanism:: PLAIN``."""

    kinds = ("mechanism",)
    example = "PLAIN"


class SmtpExtension(ExplainDirective):
    """``.. smtp-extension:: STARTTLS``."""

    kinds = ("extension",)
    example = "STARTTLS"


class SmtpCause(ExplainDirective):
    """``.. smtp-cause:: mailbox-full``."""

    kinds = ("cause",)
    example = "mailbox-full"


class SmtpProvider(ExplainDirective):
    """``.. smtp-provider:: gmail``, also by its title."""

    kinds = ("provider",)
    example = "gmail"


class SmtpCompare(SmtpDirective):
    """``.. smtp-compare:: 211 535``: two or more names of one kind against each other."""

    kinds = comparable_kinds()
    example = "211 535"

    def read_argument(self) -> list[smtp.Node]:
        """Return the nodes to compare, or nothing after a warning."""
        graph = self.domain.graph
        keys = graph.names.together(self.names, self.kinds)
        items = [graph[key] for key in keys] or super().read_argument()
        if len(items) < len(self.names) or not items:
            return []
        try:
            compare(graph, items)
        except smtp.ComparisonError as error:
            self._warn(Subtype.argument, "%(directive)s: %(error)s", error=error)
            return []
        return items

    def render(self, items: list[smtp.Node]) -> list[nodes.Node]:
        """Return the comparison as one block; `own_page` makes sections of it on a page of its own."""
        shown = ShownComparison(tuple(item.asked for item in items))
        self.domain.note_shown(self.docname, shown)
        article = article_of(self.domain.graph, shown)
        chosen = self.chosen_parts(row_of("comparison").parts)
        names = [part.name for part in article.parts if part.name in chosen]
        body = addnodes.desc_content(
            "",
            placeholder(self.docname, shown, [name for name in names if name == "summary"]),
            *self.parse_content_to_nodes(),
            placeholder(self.docname, shown, [name for name in names if name != "summary"]),
        )
        key = ComparisonKey(shown.items)
        signature = self._signature(key.versus, ("", plain(article.title)))
        anchor = make_id(self.env, self.state.document, "smtp-compare", hyphenated(key.name))
        self._add_anchor(signature, anchor)
        if not self._is_unindexed:
            self.domain.note_place(self.docname, Place(key, anchor, "canonical" in self.options))
        return [*self._named_target(), self._description(objtype_of(key), signature, body)]
