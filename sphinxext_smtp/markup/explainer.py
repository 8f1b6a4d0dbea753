"""The directive ``smtp-explainer``: a box into which readers paste what a server said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.explain.tables import Selection
from sphinxext_smtp.markup.directives import SmtpDirective
from sphinxext_smtp.markup.options import EXPLAINER_OPTIONS, check_options
from sphinxext_smtp.project.shown import ShownExplainer, ShownTable
from sphinxext_smtp.render.placeholder import placeholder

if TYPE_CHECKING:
    from docutils import nodes


class SmtpExplainer(SmtpDirective):
    """``.. smtp-explainer::``, which takes no argument."""

    kinds = ()
    example = ""

    def explain(self) -> list[nodes.Node]:
        """Return a placeholder: whether a box or a table takes its place depends on the builder."""
        check_options(self.options, EXPLAINER_OPTIONS, self.name, self._location)
        self.domain.note_shown(self.docname, ShownExplainer())
        self.domain.note_shown(self.docname, ShownTable(Selection()))
        return [*self._named_target(), placeholder(self.docname, ShownExplainer(), classes=self._classes)]
