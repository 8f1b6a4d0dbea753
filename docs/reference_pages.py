"""Writes the reference pages of this documentation: a title and a directive for every node of the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from knowledge import smtp
from knowledge.smtp.names import hyphenated
from knowledge.smtp.prose import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx

SEED = ("211", "535")
"""The pair that started the project; the curated comparisons come from the facts."""


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("builder-inited", write_pages)
    return {"parallel_read_safe": True}


def write_pages(app: Sphinx) -> None:
    """Write each page whose content has changed, and remove pages of nodes that are gone."""
    folder = Path(app.srcdir, "smtp")
    pages = dict(all_pages(smtp.load()))
    for name, text in pages.items():
        path = folder / f"{name}.rst"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for path in folder.rglob("*.rst"):
        if path.relative_to(folder).with_suffix("").as_posix() not in pages:
            path.unlink()


def all_pages(graph: smtp.Graph) -> Iterator[tuple[str, str]]:
    kinds: Mapping[str, Mapping[str, smtp.Node]] = {
        "class": graph.classes,
        "code": graph.codes,
        "command": graph.commands,
        "mechanism": graph.mechanisms,
        "extension": graph.extensions,
        "enhanced": graph.enhanced_codes,
    }
    for kind, nodes in kinds.items():
        for node in nodes.values():
            directive = f".. smtp-{DIRECTIVES.get(kind, kind)}:: {node.name}\n   :canonical:\n"
            yield f"{kind}/{hyphenated(node.name)}", page(f"{node.name} {node.title}", directive)
        yield f"{kind}/index", contents(INDEX_TITLES[kind], map(hyphenated, nodes))
    answering = {name: provider for name, provider in graph.providers.items() if provider.reply}
    for provider in answering.values():
        table = f".. smtp-table::\n   :provider: {provider.name}\n"
        yield f"provider/{provider.name}", page(provider.title, f"{plain(provider.meaning)}\n\n{table}")
    yield "provider/index", contents("Providers", answering)
    compared = [[graph[key] for key in each.items] for each in graph.comparisons.values()]
    for items in compared:
        names = [item.spelled if isinstance(item, smtp.EnhancedCode) else item.name for item in items]
        directive = f".. smtp-compare:: {' '.join(names)}\n   :canonical:\n"
        yield f"compare/{'-vs-'.join(names)}", ":orphan:\n\n" + page(" vs ".join(names), directive)
    yield "compare/index", page("Comparisons", "\n".join(links(graph)))


INDEX_TITLES = {
    "class": "Reply classes",
    "code": "Reply codes",
    "command": "Commands",
    "mechanism": "SASL mechanisms",
    "extension": "Extensions",
    "enhanced": "Enhanced status codes",
}
DIRECTIVES = {"enhanced": "code"}
"""The directives that explain nodes of a kind, where they have another name."""


def page(title: str, body: str) -> str:
    return f"{title}\n{'=' * len(title)}\n\n{body}"


def contents(title: str, names: Iterable[str]) -> str:
    return page(title, ".. toctree::\n   :maxdepth: 1\n\n" + "".join(f"   {name}\n" for name in names))


def links(graph: smtp.Graph) -> Iterator[str]:
    for comparison in graph.comparisons.values():
        yield f"* :smtp:compare:`{comparison.name}`"
    yield ""
