"""The directive ``smtp-graph``, which draws the neighborhood of a node."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from knowledge.smtp.explain.neighborhood import DRAWN
from knowledge.smtp.model.keys import hyphenated
from knowledge.smtp.model.vocabulary import RelationKind
from sphinxext_smtp.markup.directives import SmtpDirective
from sphinxext_smtp.markup.options import GRAPH_OPTIONS, check_options, valid_names
from sphinxext_smtp.messages import __
from sphinxext_smtp.project.shown import ShownPicture
from sphinxext_smtp.render.placeholder import placeholder
from sphinxext_smtp.warnings import Subtype, shortened

if TYPE_CHECKING:
    from docutils import nodes

    from knowledge import smtp

DEPTHS = ("1", "2", "3")


class SmtpGraph(SmtpDirective):
    """``.. smtp-graph:: 535``."""

    kinds = ("code", "enhanced", "class", "command", "mechanism", "extension", "cause", "category", "subject")
    example = "535"

    def explain(self) -> list[nodes.Node]:
        """Return a picture for each node; a wrong argument gives a warning and nothing else."""
        check_options(self.options, GRAPH_OPTIONS, self.name, self._location)
        return self.render(self.read_argument())

    def render(self, items: list[smtp.Node]) -> list[nodes.Node]:
        """Return a placeholder for each picture: its links are known when all pages are read."""
        depth, relations = self._depth(), self._relations()
        found = self._named_target()
        for node in items:
            shown = ShownPicture(node.asked, depth, relations)
            self.domain.note_shown(self.docname, shown)
            found.append(placeholder(self.docname, shown, classes=self._classes))
        return found

    def _depth(self) -> int:
        given = self.options.get("depth", "1").strip()
        if given not in DEPTHS:
            message = __("%(directive)s: :depth: expected one of %(valid)s, found %(found)r")
            self._warn(Subtype.option, message, valid=", ".join(DEPTHS), found=shortened(given))
            return 1
        return int(given)

    def _relations(self) -> tuple[RelationKind, ...]:
        kinds = {hyphenated(kind): kind for kind in get_args(RelationKind) if kind != "mentions"}
        given = self.options.get("relations", "")
        names = valid_names(given, "relations", list(kinds), self.name, self._location)
        return tuple(kinds[name] for name in names) or DRAWN
