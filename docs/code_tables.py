"""Tables of this documentation that come from the code: configuration values, options, parts, warnings, coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from knowledge import smtp
from knowledge.smtp.describe import PARTS
from knowledge.smtp.labels import HEADINGS
from sphinxext_smtp.config import VALUES
from sphinxext_smtp.options import OPTIONS, TABLE_OPTIONS
from sphinxext_smtp.warnings import TYPE, Subtype

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LEAD = {
    "facts": "The fields at the top",
    "summary": "What sets the items apart",
    "items": "Each item on its own",
}
"""What the parts without a heading hold."""


def setup(app: Sphinx) -> dict[str, bool]:
    for directive in (ConfigTable, OptionTable, TableOptionTable, PartTable, WarningTable, CoverageTable):
        app.add_directive(directive.name_in_docs, directive)
    return {"parallel_read_safe": True}


class CodeTable(SphinxDirective):
    """A table with a header, whose first column holds literals."""

    name_in_docs: ClassVar[str]
    header: ClassVar[tuple[str, ...]]

    def rows(self) -> list[tuple[str, ...]]:
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        group = nodes.tgroup(cols=len(self.header))
        group += [nodes.colspec(colwidth=width) for width in (20, *(40 for _ in self.header[1:]))]
        group += nodes.thead("", row(*(nodes.Text(cell) for cell in self.header)))
        group += nodes.tbody("", *(self.body_row(cells) for cells in self.rows()))
        return [nodes.table("", group)]

    def body_row(self, cells: tuple[str, ...]) -> nodes.row:
        first, *others = cells
        return row(nodes.literal("", first), *(nodes.Text(cell) for cell in others))


def row(*cells: nodes.Node) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))


class ConfigTable(CodeTable):
    """The values of conf.py."""

    name_in_docs = "smtp-docs-config"
    header = ("Name", "Default", "Takes", "What it does")

    def rows(self) -> list[tuple[str, ...]]:
        return [(value.name, repr(value.default), value.expects, value.help) for value in VALUES]


class OptionTable(CodeTable):
    """The options of the directives."""

    name_in_docs = "smtp-docs-options"
    header = ("Option", "What it does")

    def rows(self) -> list[tuple[str, ...]]:
        return [(f":{name}:", what) for name, what in OPTIONS.items()]


class TableOptionTable(CodeTable):
    """The options of the directive for tables."""

    name_in_docs = "smtp-docs-table-options"
    header = ("Option", "What it does")

    def rows(self) -> list[tuple[str, ...]]:
        return [(f":{name}:", what) for name, what in TABLE_OPTIONS.items()]


class PartTable(CodeTable):
    """The parts of one kind of explanation, which is the argument."""

    name_in_docs = "smtp-docs-parts"
    header = ("Part", "Heading in the output")
    required_arguments = 1

    def rows(self) -> list[tuple[str, ...]]:
        names = next(parts for kind, parts in PARTS.items() if kind == self.arguments[0])
        return [(name, HEADINGS[name] or LEAD[name]) for name in names]


class WarningTable(CodeTable):
    """The subtypes of warnings."""

    name_in_docs = "smtp-docs-warnings"
    header = ("Warning", "When it is given")

    def rows(self) -> list[tuple[str, ...]]:
        return [(f"{TYPE}.{subtype.name}", subtype.value) for subtype in Subtype]


class CoverageTable(CodeTable):
    """How many nodes and citations the graph holds."""

    name_in_docs = "smtp-docs-coverage"
    header = ("Kind", "Nodes", "Citations")

    def rows(self) -> list[tuple[str, ...]]:
        graph = smtp.load()
        kinds = dict.fromkeys(node.kind for node in graph)
        found = []
        for kind in kinds:
            members = [node for node in graph if node.kind == kind]
            found.append((kind, str(len(members)), str(sum(len(node.citations) for node in members))))
        return found
