"""The projects that are measured: ours and the same by hand, and the same number of objects of other extensions."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from knowledge import smtp
from knowledge.smtp.compare.comparison import compare
from knowledge.smtp.compare.pairs import chosen_comparisons
from knowledge.smtp.model.keys import file_word
from knowledge.smtp.model.prose import plain

from .handwritten import handwritten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from knowledge.smtp.model.vocabulary import Choice, Kind
    from sphinxext_smtp.choices import PageKind

INDEX = "Benchmark\n=========\n\nNothing of interest.\n"


def write(folder: Path, conf: str, files: Mapping[str, str] = {}) -> Path:
    """Write a project and return its folder."""
    for name, text in {"conf.py": conf, "index.rst": INDEX, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def conf(theme: str, *extensions: str, **values: object) -> str:
    """Return a conf.py."""
    lines = [f"extensions = {list(extensions)!r}", f"html_theme = {theme!r}", "html_copy_source = False"]
    return "\n".join([*lines, *(f"{name} = {value!r}" for name, value in values.items())]) + "\n"


def empty(folder: Path, theme: str, *extensions: str) -> Path:
    """Write a project of one page."""
    return write(folder, conf(theme, *extensions))


def some_pairs(count: int) -> list[str]:
    """Return the names of pairs of reply codes.

    :raises ValueError: if there are not so many.
    """
    found = [" ".join(pair) for pair in itertools.islice(itertools.combinations(smtp.load().codes, 2), count)]
    if len(found) < count:
        raise ValueError(f"{count} pairs are asked for, and the reply codes make {len(found)}")
    return found


def generated_comparisons(folder: Path, theme: str, pages: Choice | list[str]) -> Path:
    """Write a project whose comparison pages are generated."""
    values = {"smtp_pages": ["comparisons"], "smtp_compare_pages": pages, "suppress_warnings": ["toc"]}
    return write(folder, conf(theme, "sphinxext_smtp", **values))


def handwritten_comparisons(folder: Path, theme: str, pages: Choice | list[str]) -> Path:
    """Write a project with the same comparison pages by hand."""
    graph = smtp.load()
    chosen = (
        chosen_comparisons(graph, pages)
        if isinstance(pages, str)
        else ([graph[name] for name in names.split()] for names in pages)
    )
    files = {}
    for items in chosen:
        article = smtp.explain_comparison(compare(graph, items))
        files[f"smtp/compare/{article.key.removeprefix('comparison:').replace(' ', '-vs-')}.rst"] = handwritten(
            graph, article
        )
    return write(folder, conf(theme), files)


SITE: Final[Mapping[PageKind, Kind]] = {
    "codes": "code",
    "classes": "class",
    "commands": "command",
    "mechanisms": "mechanism",
    "extensions": "extension",
    "causes": "cause",
}
"""The kinds of pages of a site, and the kinds of nodes that they are about."""


def generated_site(folder: Path, theme: str) -> Path:
    """Write a project whose pages about nodes are generated, all of them in its table of contents."""
    home = f"{INDEX}\n.. toctree::\n\n   smtp/index\n"
    return write(folder, conf(theme, "sphinxext_smtp", smtp_pages=list(SITE)), {"index.rst": home})


def handwritten_site(folder: Path, theme: str) -> Path:
    """Write a project with the same pages about nodes by hand."""
    graph = smtp.load()
    files = {"index.rst": f"{INDEX}\n.. toctree::\n\n   smtp/index\n"}
    for kind in SITE.values():
        pages = {
            file_word(node.name): handwritten(graph, smtp.explain_node(graph, node))
            for node in graph.of_kind(kind).values()
        }
        for name, text in pages.items():
            files[f"smtp/{kind}/{name}.rst"] = text.removeprefix(":orphan:\n\n")
        files[f"smtp/{kind}/index.rst"] = _contents(kind, pages)
    files["smtp/index.rst"] = _contents("Reference", (f"{kind}/index" for kind in SITE.values()))
    return write(folder, conf(theme), files)


def _contents(title: str, names: Iterable[str]) -> str:
    entries = "\n".join(f"   {name}" for name in names)
    return f"{title}\n{'=' * len(title)}\n\n.. toctree::\n   :maxdepth: 1\n   :hidden:\n\n{entries}\n"


def embedded_codes(folder: Path, theme: str, copies: int) -> Path:
    """Write a project in which each page embeds a whole `smtp-code`."""
    codes = smtp.load().codes.values()
    files = {
        f"{code.name}-{copy}.rst": f":orphan:\n\n{code.name}-{copy}\n=======\n\n.. smtp-code:: {code.name}\n"
        for code in codes
        for copy in range(copies)
    }
    return write(folder, conf(theme, "sphinxext_smtp"), files)


def handwritten_codes(folder: Path, theme: str, copies: int) -> Path:
    """Write a project with the same explanations by hand."""
    graph = smtp.load()
    pages = {code.name: handwritten(graph, smtp.explain_node(graph, code)) for code in graph.codes.values()}
    return write(
        folder, conf(theme), {f"{name}-{copy}.rst": text for name, text in pages.items() for copy in range(copies)}
    )


OBJECTS_A_PAGE = 25


def ours(folder: Path, objects: int) -> Path:
    """Write a project with many objects of ours, a meaning each."""
    names = itertools.cycle(smtp.load().codes)
    blocks = (f".. smtp-code:: {next(names)}\n   :show: meaning\n   :no-index:" for _ in range(objects))
    return _on_pages(folder, conf("alabaster", "sphinxext_smtp"), list(blocks))


def needs(folder: Path, objects: int) -> Path:
    """Write a project with as many needs, with the same text and two links each."""
    texts = itertools.cycle(plain(code.meaning) for code in smtp.load().codes.values())
    blocks = [
        f".. req:: Requirement {number}\n   :id: R_{number:05}\n   :links: R_{(number + 1) % objects:05}, "
        f"R_{(number + 2) % objects:05}\n\n   {_indented(next(texts))}"
        for number in range(objects)
    ]
    return _on_pages(folder, conf("alabaster", "sphinx_needs"), blocks)


def routes(folder: Path, objects: int) -> Path:
    """Write a project with as many routes of httpdomain, with the same text and two links each."""
    texts = itertools.cycle(plain(code.meaning) for code in smtp.load().codes.values())
    blocks = [
        f".. http:get:: /codes/{number}\n\n   {_indented(next(texts))}\n\n   See :http:get:`/codes/"
        f"{(number + 1) % objects}` and :http:get:`/codes/{(number + 2) % objects}`."
        for number in range(objects)
    ]
    return _on_pages(folder, conf("alabaster", "sphinxcontrib.httpdomain"), blocks)


def _indented(text: str) -> str:
    return text.replace("*", r"\*").replace("`", "").replace("\n", "\n   ")


def _on_pages(folder: Path, configuration: str, blocks: list[str]) -> Path:
    pages = (blocks[start : start + OBJECTS_A_PAGE] for start in range(0, len(blocks), OBJECTS_A_PAGE))
    files = {
        f"page{number}.rst": ":orphan:\n\nPage\n====\n\n" + "\n\n".join(page) + "\n"
        for number, page in enumerate(pages)
    }
    return write(folder, configuration, files)
