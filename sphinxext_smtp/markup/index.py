"""The directive ``smtp-index``: the nodes of a kind in groups; without a kind, what the project lists where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.explain.indexes import LEAD, index_of, indexed_kinds
from sphinxext_smtp.markup.directives import SmtpDirective
from sphinxext_smtp.markup.options import INDEX_OPTIONS, check_options, nearest, valid_names
from sphinxext_smtp.messages import __
from sphinxext_smtp.project.shown import ShownFront, ShownIndex
from sphinxext_smtp.render.placeholder import placeholder
from sphinxext_smtp.warnings import Subtype, shortened, warn

if TYPE_CHECKING:
    from docutils import nodes

    from knowledge.smtp.model.vocabulary import Kind


class SmtpIndex(SmtpDirective):
    """``.. smtp-index:: code``, or without an argument the front page of a reference."""

    kinds = ()
    example = "code"

    def explain(self) -> list[nodes.Node]:
        """Return a placeholder, because where links lead is known when all pages are read."""
        check_options(self.options, INDEX_OPTIONS, self.name, self._location)
        if not self.arguments:
            self.domain.note_shown(self.docname, ShownFront())
            return [*self._named_target(), placeholder(self.docname, ShownFront(), classes=self._classes)]
        kind = self._kind(self.arguments[0].strip())
        return self._listed(kind) if kind else []

    def _kind(self, name: str) -> Kind | None:
        """Return the kind of a name; warn if it has no index."""
        kinds = indexed_kinds()
        found = next((kind for kind in kinds if kind == name), None)
        if found is None:
            message = __("%(directive)s: %(name)r has no index") % {"directive": self.name, "name": shortened(name)}
            warn(Subtype.argument, message, self._location, nearest=nearest(name, kinds))
        return found

    def _listed(self, kind: Kind) -> list[nodes.Node]:
        names = [LEAD, *(group.name for group in index_of(self.domain.graph, kind).groups)]
        asked = self.options.get("groups", "")
        chosen = tuple(valid_names(asked, "groups", names, self.name, self._location))
        shown = ShownIndex(kind, chosen)
        self.domain.note_shown(self.docname, shown)
        return [
            *self._named_target(),
            placeholder(self.docname, shown, chosen or names, headed=len(chosen) != 1, classes=self._classes),
        ]
