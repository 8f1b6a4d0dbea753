"""Tables of this documentation that come from the code: configuration values, options, parts, warnings, coverage."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, get_args

from babel.messages.pofile import read_po
from docutils import nodes
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.docutils import SphinxDirective

from knowledge import smtp
from knowledge.smtp.explain.article import Entries, Part
from knowledge.smtp.explain.neighborhood import DRAWN
from knowledge.smtp.explain.replies import explanation
from knowledge.smtp.explain.replies.explanation import Explanation
from knowledge.smtp.explain.replies.telling import REPLY_PARTS
from knowledge.smtp.graph.around import mention
from knowledge.smtp.language.captions import Captions
from knowledge.smtp.language.catalogue import LOCALE
from knowledge.smtp.language.listings import Listings
from knowledge.smtp.language.vocabulary import Vocabulary
from knowledge.smtp.model import vocabulary
from knowledge.smtp.model.keys import hyphenated
from knowledge.smtp.model.kinds import ROWS
from knowledge.smtp.model.nearness import NEARNESS
from knowledge.smtp.model.prose import plain, quoted
from knowledge.smtp.model.verdicts import Cure, Judged, Left, LoginCure, Proof
from knowledge.smtp.model.vocabulary import Actor
from sphinxext_smtp.config import VALUES
from sphinxext_smtp.html.static_folder import STATIC, STYLE_SHEET
from sphinxext_smtp.markup.options import (
    GRAPH_OPTIONS,
    INDEX_OPTIONS,
    OPTIONS,
    REPLY_OPTIONS,
    SESSION_OPTIONS,
    TABLE_OPTIONS,
)
from sphinxext_smtp.messages import LOCALE as EXTENSION_LOCALE
from sphinxext_smtp.render.article import Renderer
from sphinxext_smtp.warnings import TYPE, Subtype

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from sphinx.application import Sphinx

BENCHMARKS = Path(__file__).parent / "benchmarks.json"

LEAD = {
    "facts": "The fields at the top",
    "summary": "What sets the items apart",
    "items": "Each item on its own",
    "verdict": "Whose move it is, whether to try again, and what happened",
}
"""What the parts without a heading hold."""


STYLE: Final[Mapping[str, str]] = {
    "--smtp-success": "2xx, and what is recommended or current",
    "--smtp-intermediate": "3xx, and the rows of a comparison that differ",
    "--smtp-transient": "4xx, and what is of limited use or experimental",
    "--smtp-permanent": "5xx, and what is obsolete",
    "--smtp-line": "lines between things",
    "--smtp-tint": "the ground of what a server prints",
    "--smtp-surface": "the ground of what lies above other content, such as the names of rows in a matrix",
}
"""What each variable of the style sheet is for."""
WITHIN: Final = ("--smtp-tone", "--smtp-stroke")
"""Variables that the style sheet sets itself, on whatever has a tone."""
VARIABLE: Final = re.compile(r"--smtp-[a-z-]+")
DEFAULTS: Final = re.compile(r"^\s+(--smtp-[a-z-]+): (.+);$", re.MULTILINE)

SIDES: Final[Mapping[Actor, str]] = {
    "sender": "sending",
    "developer": "sending",
    "sending administrator": "sending",
    "sending-domain owner": "sending",
    "address owner": "sending",
    "mail service": "sending",
    "forwarder": "between",
    "recipient": "receiving",
    "receiving administrator": "receiving",
    "nobody": "none",
}
"""On which side of the connection each actor stands, in the order of the table."""

ROLE = re.compile(r"^- (?P<actor>[a-z -]+): (?P<who>.+(?:\n  .+)*)$", re.MULTILINE)
"""An actor in the description of the vocabulary, and who that is."""


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
    """The options of the directives that explain."""

    name_in_docs = "smtp-docs-options"
    header = ("Option", "What it does")
    options: ClassVar[Mapping[str, str]] = OPTIONS

    def rows(self) -> list[tuple[str, ...]]:
        return [(f":{name}:", what) for name, what in self.options.items()]


class TableOptionTable(OptionTable):
    """The options of the directive for tables."""

    name_in_docs = "smtp-docs-table-options"
    options = TABLE_OPTIONS


class GraphOptionTable(OptionTable):
    """The options of the directive for pictures."""

    name_in_docs = "smtp-docs-graph-options"
    options = GRAPH_OPTIONS


class SessionOptionTable(OptionTable):
    """The options of the directive for transcripts."""

    name_in_docs = "smtp-docs-session-options"
    options = SESSION_OPTIONS


class ReplyOptionTable(OptionTable):
    """The options of the directive for replies."""

    name_in_docs = "smtp-docs-reply-options"
    options = REPLY_OPTIONS


class IndexOptionTable(OptionTable):
    """The options of the directive for indexes."""

    name_in_docs = "smtp-docs-index-options"
    options = INDEX_OPTIONS


class IndexGroupTable(CodeTable):
    """The names of the groups of the indexes."""

    name_in_docs = "smtp-docs-index-groups"
    header = ("Index", "Groups")

    def rows(self) -> list[tuple[str, ...]]:
        return [(kind, ", ".join(groups)) for kind, groups in Listings.INDEX_GROUPS.items()]


class StyleTable(CodeTable):
    """The variables of the style sheet, with what each is for and its value."""

    name_in_docs = "smtp-docs-style"
    header = ("Variable", "For", "Unless you set it")

    def rows(self) -> list[tuple[str, ...]]:
        set_to = dict(DEFAULTS.findall(style_sheet()))
        return [(name, STYLE[name], set_to.get(name, "the color of the page")) for name in variables()]


def style_sheet() -> str:
    return (STATIC / STYLE_SHEET).read_text(encoding="utf-8")


def variables() -> list[str]:
    """Return the variables that a site may set, in the order in which the style sheet has them."""
    return [name for name in dict.fromkeys(VARIABLE.findall(style_sheet())) if name not in WITHIN]


class RelationTable(CodeTable):
    """The kinds of relations."""

    name_in_docs = "smtp-docs-relations"
    header = ("Relation", "In the picture")

    def rows(self) -> list[tuple[str, ...]]:
        kinds = [kind for kind in NEARNESS if kind != "mentions"]
        return [
            (hyphenated(kind), Vocabulary.RELATIONS[kind] + (", by default" if kind in DRAWN else "")) for kind in kinds
        ]


class PartTable(CodeTable):
    """The parts of one kind of explanation, which is the argument; ``reply`` is the one off the wire."""

    name_in_docs = "smtp-docs-parts"
    header = ("Part", "Heading in the output")
    required_arguments = 1

    def rows(self) -> list[tuple[str, ...]]:
        names = REPLY_PARTS if self.arguments[0] == "reply" else ROWS[self.arguments[0]].parts
        return [(name, Captions.HEADINGS[name] or LEAD[name]) for name in names]


class WarningTable(CodeTable):
    """The subtypes of warnings."""

    name_in_docs = "smtp-docs-warnings"
    header = ("Warning", "When it is given")

    def rows(self) -> list[tuple[str, ...]]:
        return [(f"{TYPE}.{subtype.name}", subtype.value) for subtype in Subtype]


class CoverageTable(CodeTable):
    """How many nodes and citations the graph holds."""

    name_in_docs = "smtp-docs-coverage"
    header = ("Kind", "Nodes", "Citations", "Last check", "First check")

    def rows(self) -> list[tuple[str, ...]]:
        graph = smtp.load()
        kinds = dict.fromkeys(node.kind for node in graph)
        found = []
        for kind in kinds:
            members = [node for node in graph if node.kind == kind]
            citations = [citation for node in members for citation in all_citations(node)]
            checked = sorted(citation.checked.isoformat() for citation in citations if citation.checked)
            dates = (checked[-1], checked[0]) if checked else ("none", "none")
            found.append((kind, str(len(members)), str(len(citations)), *dates))
        relations = list(graph.relations)
        found.append(("relations", str(len(relations)), str(sum(len(each.citations) for each in relations)), "", ""))
        return found


class ActorTable(CodeTable):
    """Who can move after a failure, by side and role."""

    name_in_docs = "smtp-docs-actors"
    header = ("Value", "Side", "Who that is", "In a table of a page")

    def rows(self) -> list[tuple[str, ...]]:
        told = "\n".join(described_in(vocabulary)["", "Actor"])
        who = {match["actor"]: " ".join(match["who"].split()) for match in ROLE.finditer(told)}
        missing = set(get_args(Actor)) ^ set(SIDES)
        if missing:
            raise self.error(f"actors without a side, or sides without an actor: {', '.join(sorted(missing))}")
        return [(actor, side, plain(who[actor]), Vocabulary.WORDS["actor"][actor]) for actor, side in SIDES.items()]


class WordTable(CodeTable):
    """The words of one vocabulary, which is the argument, and how an English page puts them."""

    name_in_docs = "smtp-docs-words"
    header = ("Value", "On a page")
    required_arguments = 1

    def rows(self) -> list[tuple[str, ...]]:
        return [(value, plain(words)) for value, words in Vocabulary.WORDS[self.arguments[0]].items()]


class ConsequenceTable(CodeTable):
    """The fields from which comparisons make their sentences, and the words that each takes."""

    name_in_docs = "smtp-docs-consequences"
    header = ("Field", "Of", "Takes one of")
    fields: ClassVar = (
        ("judges", "a code, an enhanced code, a command", Judged),
        ("leaves", "a code, a command", Left),
        ("cures", "a code, an enhanced code", Cure),
        ("judges", "a mechanism", Proof),
        ("cures", "a mechanism", LoginCure),
    )

    def rows(self) -> list[tuple[str, ...]]:
        return [(name, kinds, ", ".join(get_args(words))) for name, kinds, words in self.fields]


class ExplanationTable(CodeTable):
    """The fields of an explanation of a reply."""

    name_in_docs = "smtp-docs-explanation"
    header = ("Field", "Type", "What it holds")

    def rows(self) -> list[tuple[str, ...]]:
        told = described_in(explanation)
        types = Explanation.__annotations__
        return [(name, types[name], plain(" ".join(told["Explanation", name]))) for name in Explanation.FIELDS]


def described_in(module: ModuleType) -> dict[tuple[str, str], list[str]]:
    """Return the descriptions that stand below the names in a module, as Sphinx reads them."""
    return ModuleAnalyzer.for_module(module.__name__).find_attr_docs()


def all_citations(node: smtp.Node) -> list[smtp.Citation]:
    replies = node.reply if isinstance(node, smtp.Provider) else ()
    return [*node.citations, *(citation for reply in replies for citation in reply.citations)]


class ConflictTable(SphinxDirective):
    """The places where sources disagree, as a list."""

    name_in_docs: ClassVar[str] = "smtp-docs-conflicts"

    def run(self) -> list[nodes.Node]:
        graph = smtp.load()
        renderer = Renderer(graph, self.env.current_document.docname)
        items = tuple((mention(graph, node), node.conflict) for node in graph if node.conflict)
        return list(renderer.blocks(Part("conflicts", "", (Entries(items),))))


class DeviationTable(SphinxDirective):
    """The replies in which a provider gives a number another meaning, as a list."""

    name_in_docs: ClassVar[str] = "smtp-docs-deviations"

    def run(self) -> list[nodes.Node]:
        graph = smtp.load()
        renderer = Renderer(graph, self.env.current_document.docname)
        replies = [(provider, reply) for provider in graph.providers.values() for reply in provider.reply]
        named = ((f"{provider.title}: {quoted(reply.text)}", reply.deviates) for provider, reply in replies)
        items = tuple(item for item in named if item[1])
        return list(renderer.blocks(Part("deviations", "", (Entries(items),))))


class LanguageTable(CodeTable):
    """How many messages each catalogue has in each language."""

    name_in_docs = "smtp-docs-languages"
    header = ("Language", "Catalogue", "Translated", "Fuzzy", "Missing")

    def rows(self) -> list[tuple[str, ...]]:
        paths = [path for folder in (LOCALE, EXTENSION_LOCALE) for path in folder.glob("*/LC_MESSAGES/*.po")]
        return [self._row(path) for path in sorted(paths, key=lambda path: (path.parents[1].name, path.stem))]

    def _row(self, path: Path) -> tuple[str, ...]:
        self.env.note_dependency(str(path))
        with path.open("rb") as file:
            messages = [message for message in read_po(file) if message.id]
        fuzzy = sum(message.fuzzy for message in messages)
        said = sum(bool(message.string) and not message.fuzzy for message in messages)
        counts = (said, fuzzy, len(messages) - said - fuzzy)
        return (path.parents[1].name, path.stem, *map(str, counts))


class BenchmarkTable(CodeTable):
    """The latest run of the benchmarks."""

    name_in_docs = "smtp-docs-benchmarks"
    header = ("Measured", "Result", "Bound", "Figures behind it")

    def rows(self) -> list[tuple[str, ...]]:
        self.env.note_dependency(str(BENCHMARKS))
        results = json.loads(BENCHMARKS.read_text(encoding="utf-8"))["results"]
        return [
            (
                each["name"],
                f"{each['value']:.3g} {each['unit']}".strip(),
                "" if each["bound"] is None else f"{each['bound']:g} {each['unit']}".strip(),
                each["note"],
            )
            for each in results
        ]


class BenchmarkDate(SphinxDirective):
    """When, on what and how often was measured."""

    name_in_docs: ClassVar[str] = "smtp-docs-benchmark-date"

    def run(self) -> list[nodes.Node]:
        found = json.loads(BENCHMARKS.read_text(encoding="utf-8"))
        text = f"Measured on {found['date']} with {found['rounds']} rounds on {found['machine']}."
        return [nodes.paragraph("", text)]


DIRECTIVES = (
    LanguageTable,
    BenchmarkTable,
    BenchmarkDate,
    ConfigTable,
    OptionTable,
    TableOptionTable,
    GraphOptionTable,
    SessionOptionTable,
    ReplyOptionTable,
    IndexOptionTable,
    IndexGroupTable,
    StyleTable,
    RelationTable,
    PartTable,
    WarningTable,
    ActorTable,
    WordTable,
    ConsequenceTable,
    ExplanationTable,
    CoverageTable,
    ConflictTable,
    DeviationTable,
)


def setup(app: Sphinx) -> dict[str, bool]:
    for directive in DIRECTIVES:
        app.add_directive(directive.name_in_docs, directive)
    return {"parallel_read_safe": True}
