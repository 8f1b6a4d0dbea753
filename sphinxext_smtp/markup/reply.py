"""The directive ``smtp-reply``, which shows a reply as it came off the wire, takes it apart, and explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from knowledge.smtp.explain.replies.telling import REPLY_PARTS, numbers_of, title_of
from knowledge.smtp.model.brief import harmless
from sphinxext_smtp.markup.directives import SmtpDirective
from sphinxext_smtp.markup.options import REPLY_OPTIONS, check_options
from sphinxext_smtp.messages import __
from sphinxext_smtp.project.shown import ShownReply, article_of, every_reply_in, replies_in
from sphinxext_smtp.render.elements import own
from sphinxext_smtp.render.placeholder import SUMMARY, placeholder
from sphinxext_smtp.render.prose import reference_to
from sphinxext_smtp.warnings import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge import smtp
    from knowledge.smtp.explain.replies.explanation import Explanation
    from knowledge.smtp.explain.replies.raw_reply import Span

    Named = tuple[Span, smtp.Node | None]
    """Where a number or a mark stands in a text, and the node that it names, if the graph has one."""


class SmtpReply(SmtpDirective):
    """``.. smtp-reply::`` with a reply, a line of a log, an exception or a whole bounce as its content."""

    kinds = ()
    example = ""

    def explain(self) -> list[nodes.Node]:
        """Return the text as it came and an explanation of each reply in it, or of each recipient of a bounce."""
        check_options(self.options, REPLY_OPTIONS, self.name, self._location)
        parts = self.chosen_parts(REPLY_PARTS)
        if not self._text.strip():
            self._warn(Subtype.argument, __("%(directive)s: expected a reply as its content, found nothing"))
            return []
        found = replies_in(self.domain.graph, self._text)
        self._note(len(found))
        if not found:
            self._warn(Subtype.reply, __("%(directive)s: no reply in it, and no words that tell of a failure"))
            return self.fallback()
        described = (self._described(number, each, parts) for number, each in enumerate(found))
        block = nodes.container("", self._literal(), *described, classes=["smtp-reply", *self._classes])
        self.set_source_info(block)
        return [*self._named_target(), block]

    def fallback(self) -> list[nodes.Node]:
        """Return the text as it came."""
        return [*self._named_target(), self._literal()] if self._text.strip() else []

    @property
    def _text(self) -> str:
        return "\n".join(self.content)

    def _note(self, count: int) -> None:
        """Note what the page shows, and that it shows nothing behind that, which facts may change as well."""
        for number in range(count + 1):
            self.domain.note_shown(self.docname, ShownReply(self._text, number))

    def _described(self, number: int, found: Explanation, parts: set[str]) -> addnodes.desc:
        """Return the explanation of one reply as an object description, to which no link leads."""
        shown = ShownReply(self._text, number)
        names = [part.name for part in article_of(self.domain.graph, shown).parts if part.name in parts]
        body = addnodes.desc_content(
            "", placeholder(self.docname, shown, [SUMMARY]), placeholder(self.docname, shown, names)
        )
        numbers = numbers_of(found)
        signature = self._signature(numbers, (numbers, title_of(self.domain.graph, found)))
        return self._description("explanation", signature, body)

    def _literal(self) -> nodes.literal_block:
        """Return the text as it came, with its numbers and marks set apart and linked to what explains them.

        The links are ours, so a project that checks its links is not to check them.
        """
        source = f"{self._text}\n"  # as it differs from the text, Sphinx takes the block for one with markup in it
        found = own(nodes.literal_block(source, ""))
        end = 0
        for (first, last), node in self._named():
            found += [nodes.Text(harmless(self._text[end:first])), self._number(self._text[first:last], node)]
            end = last
        found += nodes.Text(harmless(self._text[end:]))
        self.set_source_info(found)
        return found

    def _number(self, text: str, node: smtp.Node | None) -> nodes.Element:
        number = nodes.inline("", harmless(text), classes=["smtp-number"])
        if node is None:
            return number
        return reference_to(self.docname, "code", node.spelled, number, is_explicit=True)

    def _named(self) -> Sequence[Named]:
        """Return the numbers and marks of the text from left to right; of two that overlap, the first."""
        found: list[Named] = []
        replies = every_reply_in(self.domain.graph, self._text)
        named_in_all = (each for reply in replies for each in _named_in(self._text, reply))
        for named in sorted(named_in_all, key=lambda each: each[0]):
            if not found or named[0][0] >= found[-1][0][1]:
                found.append(named)
        return found


def _named_in(text: str, found: Explanation) -> Iterator[Named]:
    """Yield the numbers of a reply, and what its provider calls it where that stands beside them."""
    if found.reply is None:
        return
    for span, node in ((found.reply.code_span, found.code), (found.reply.enhanced_span, found.enhanced)):
        if span:
            yield span, node
    for mark in found.related:
        start = text.find(mark.name, *found.reply.span) if mark.kind == "tag" else -1
        if start >= 0:
            yield (start, start + len(mark.name)), mark
