"""The directives as docutils knows them before a page has one: what they take, and where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx.util.docutils import SphinxDirective

from sphinxext_smtp.late import imported
from sphinxext_smtp.markup.options import open_option_spec
from sphinxext_smtp.project.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils.nodes import Node


class LateDirective(SphinxDirective):
    """A directive whose class is imported where a page has it."""

    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], str]] | None] = open_option_spec()

    place: ClassVar[str]
    """Where its class is."""

    def run(self) -> list[Node]:
        """Do what the directive does."""
        domain_of(self.env).note_ours(self.env.current_document.docname)
        directive: SphinxDirective = imported(self.place)(
            self.name,
            self.arguments,
            self.options,
            self.content,
            self.lineno,
            self.content_offset,
            self.block_text,
            self.state,
            self.state_machine,
        )
        return list(directive.run())


def late_directive(place: str, *, has_content: bool, arguments: int) -> type[LateDirective]:
    """Return what stands for the directive at a place.

    :param arguments: how many arguments it takes at most; all of ours take none too.
    """
    taken = {"has_content": has_content, "optional_arguments": arguments, "place": place, "__module__": __name__}
    return type(place.partition(":")[2], (LateDirective,), taken)
