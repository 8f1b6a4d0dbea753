"""The directives that list: ``smtp-table`` codes and replies, ``smtp-comparisons`` the comparisons of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from docutils import nodes

from knowledge.smtp.explain.indexes import LEAD, PAIRS
from knowledge.smtp.explain.tables import CODE_COLUMNS, REPLY_COLUMNS, Selection
from knowledge.smtp.model.keys import hyphenated
from knowledge.smtp.model.vocabulary import Standing
from sphinxext_smtp.markup.directives import SmtpDirective
from sphinxext_smtp.markup.options import OVERVIEW_OPTIONS, TABLE_OPTIONS, check_options, names_in, valid_names
from sphinxext_smtp.messages import __
from sphinxext_smtp.project.shown import ShownComparisons, ShownTable, table_of
from sphinxext_smtp.render.placeholder import placeholder
from sphinxext_smtp.render.prose import Prose
from sphinxext_smtp.warnings import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class SmtpTable(SmtpDirective):
    """``.. smtp-table:: Caption`` with filters; the caption may be left out."""

    kinds = ()
    example = ""

    def explain(self) -> list[nodes.Node]:
        """Return the table, or nothing after a warning where nothing fits the filters."""
        check_options(self.options, TABLE_OPTIONS, self.name, self._location)
        selection = self._selection()
        if any(option in self.options and not chosen for option, chosen in self._filters(selection)):
            return []
        shown = ShownTable(selection)
        self.domain.note_shown(self.docname, shown)
        if not table_of(self.domain.graph, shown).rows:
            self._warn(Subtype.argument, __("%(directive)s: nothing fits all of the filters"))
            return []
        rendered = nodes.table("", placeholder(self.docname, shown))
        if self.arguments:
            texts, messages = self.state.inline_text(self.arguments[0], self.lineno)
            rendered.insert(0, [nodes.title(self.arguments[0], "", *texts), *messages])
        self.set_source_info(rendered)
        self.add_name(rendered)
        if not selection.matrix:
            return [rendered]
        placed = nodes.container("", rendered, classes=["smtp-scroll"])
        return [placed, self._legend()]

    def _legend(self) -> nodes.Element:
        prose = Prose(self.domain.graph, self.docname, language=self.config.language)
        found = prose.paragraph(self.domain.graph.words.MATRIX_LEGEND)
        prose.marks.whole(found)
        return found

    def _selection(self) -> Selection:
        graph = self.domain.graph
        providers = self._filter("provider", graph.providers)
        commands = {hyphenated(name).casefold(): name for name in graph.commands}
        columns = list(REPLY_COLUMNS if providers else CODE_COLUMNS)
        return Selection(
            classes=self._filter("class", graph.classes),
            commands=tuple(commands[name] for name in self._filter("command", commands)),
            standings=self._filter("standing", get_args(Standing)),
            providers=providers,
            columns=tuple(valid_names(self.options.get("columns", ""), "columns", columns, self.name, self._location)),
            matrix="matrix" in self.options,
        )

    @staticmethod
    def _filters(selection: Selection) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each option that leaves out rows, and what is left of it; a mistyped one must not show all rows."""
        yield "class", selection.classes
        yield "command", selection.commands
        yield "standing", selection.standings
        yield "provider", selection.providers

    def _filter(self, option: str, valid: Iterable[str]) -> tuple[str, ...]:
        """Return the names in the value of a filter that are valid; warn of the others, and of a value without any."""
        given = self.options.get(option, "")
        text = given.casefold() if option == "command" else given
        if option in self.options and not names_in(text):
            message = __("%(directive)s: :%(option)s: has no value; nothing is shown")
            self._warn(Subtype.argument, message, option=option)
        self.note_in_vain(set(names_in(text)).difference(valid))
        nothing = __("nothing is shown")
        return tuple(valid_names(text, option, list(valid), self.name, self._location, if_none=nothing))


class SmtpComparisons(SmtpDirective):
    """``.. smtp-comparisons::``, which takes no argument; its groups are the questions that people ask."""

    kinds = ()
    example = ""

    def explain(self) -> list[nodes.Node]:
        """Return a placeholder: which comparisons there are is known when all pages are read."""
        check_options(self.options, OVERVIEW_OPTIONS, self.name, self._location)
        valid = [LEAD, *self.domain.graph.words.INDEX_GROUPS["comparison"], PAIRS]
        asked = self.options.get("groups", "")
        chosen = tuple(valid_names(asked, "groups", valid, self.name, self._location))
        shown = ShownComparisons(chosen)
        self.domain.note_shown(self.docname, shown)
        return [*self._named_target(), placeholder(self.docname, shown, chosen or valid, headed=len(chosen) != 1)]
