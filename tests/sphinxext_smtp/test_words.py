"""The words of every output, held against the facts: what stands between backticks is shown as it is written."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from sphinx_project import Project, page

from knowledge import smtp
from knowledge.smtp.compare.comparison import compare
from knowledge.smtp.compare.pairs import chosen_comparisons
from knowledge.smtp.explain.article import Entries, Paragraphs, Points
from knowledge.smtp.explain.contents import prose_in
from knowledge.smtp.explain.markdown import markdown
from knowledge.smtp.model.causes import Cause
from knowledge.smtp.model.keys import hyphenated
from knowledge.smtp.model.nodes import Provider
from knowledge.smtp.model.prose import paragraphs, plain, quoted, quoted_names, readable_name
from knowledge.smtp.shell.terminal import article_text
from sphinxext_smtp.render.tags import SmtpName

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from knowledge.smtp.explain.article import Block, Part

KINDS = ("class", "code", "enhanced", "command", "mechanism", "extension")
CONF = """
extensions = ["sphinxext_smtp"]
html_theme = "basic"
html_copy_source = False
smartquotes = False
root_doc = "index"
man_pages = [("index", "all", "all", [], 7)]
latex_documents = [("index", "all.tex", "all", "", "howto")]
"""
DERIVED = 80
"""How many comparisons that nobody has written out are looked at: one of each so many."""


def articles(graph: smtp.Graph) -> Iterator[smtp.Article]:
    """Yield the explanation of every node, the curated comparisons among them, and a sample of the derived ones."""
    for node in graph:
        yield smtp.explain_node(graph, node)
    for items in list(chosen_comparisons(graph, "all"))[::DERIVED]:
        yield smtp.explain_comparison(compare(graph, items))


def letters(text: str) -> str:
    """Return what no output may change: words and numbers, without what it sets around and between them."""
    return re.sub(r"[^\w.]", "", text)


def told_in(parts: tuple[Part, ...]) -> Iterator[str]:
    """Yield each paragraph that an output sets as running text; cells of tables break anywhere."""
    for part in parts:
        for block in part.blocks if part.name != "facts" else ():
            for prose in running_text(block):
                yield from paragraphs(prose)
        yield from told_in(part.parts)


def running_text(block: Block) -> Iterator[str]:
    match block:
        case Paragraphs():
            yield block.prose
        case Points():
            yield from block.items
        case Entries():
            yield from (text for _label, text in block.items)
        case _:
            pass


def missing(article: smtp.Article, output: str, shown: Callable[[str], str] = plain) -> list[str]:
    """Return the paragraphs of an article that an output, as its letters, does not hold whole as they are shown."""
    told = [*paragraphs(article.summary), *told_in(article.parts)]
    return [paragraph for paragraph in told if letters(shown(paragraph)) not in output]


def with_titles(graph: smtp.Graph, paragraph: str) -> str:
    """Return the words of a paragraph as a page shows them: the title of a provider stands in place of its name.

    So does that of a cause where it stands behind the name.
    """
    for name in quoted_names(paragraph):
        node = graph.exact(name)
        if isinstance(node, Provider):
            paragraph = paragraph.replace(quoted(name), node.title)
        elif isinstance(node, Cause):
            paragraph = paragraph.replace(f"{quoted(name)} {node.title}", node.title)
    return plain(paragraph)


def literals(article: smtp.Article) -> set[str]:
    return {readable_name(name) for prose in prose_in(article) for name in quoted_names(prose)}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_markdown_and_the_shell_hold_every_word_and_every_literal(language: str) -> None:
    graph = smtp.load(language=language)
    for article in articles(graph):
        for text in (markdown(graph, article, lambda key: f"{hyphenated(key.name)}.md"), article_text(article)):
            bare = re.sub(r"\]\(\S*?\)", "]", text)
            assert missing(article, letters(bare)) == [], article.key
            assert [name for name in literals(article) if letters(name) not in letters(bare)] == [], article.key


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project of one page a kind, which explains every node, and one that shows comparisons."""
    graph = smtp.load()
    project = Project(tmp_path_factory.mktemp("words"))
    project.write({"conf.py": CONF})
    for kind in KINDS:
        names = [node.name for node in graph if node.kind == kind]
        directive = "code" if kind == "enhanced" else kind
        blocks = [f".. smtp-{directive}:: {name}" for name in names]
        project.write({f"{kind}.rst": page(kind, *blocks)})
    keys = [article.key for article in articles(graph) if article.key.kind == "comparison"]
    project.write({"compare.rst": page("compare", *(f".. smtp-compare:: {key.name}" for key in dict.fromkeys(keys)))})
    toc = "\n".join(f"   {name}" for name in (*KINDS, "compare"))
    project.write({"index.rst": page("Home", f".. toctree::\n\n{toc}")})
    return project


def text_of(builder: str, output: str) -> str:
    """Return the words of an output, without its markup."""
    if builder == "html":
        return unescape(re.sub(r"<[^>]*>", "", output))
    if builder == "latex":
        bare = re.sub(
            r"\\(?:hyperref\[[^\]]*\]|DUrole\{[^}]*\}|sphinxhref\{[^}]*\}|sphinxurl\{[^}]*\}|[A-Za-z]+)", "", output
        )
        return bare.replace("{", "").replace("}", "")
    if builder == "man":
        return re.sub(r"\\f[A-Z]|\\\(..|\\[&e]|^\.\w+", "", output, flags=re.MULTILINE)
    return output


@pytest.mark.parametrize("builder", ["html", "text", "man", "latex"])
def test_every_builder_holds_every_word(everything: Project, builder: str) -> None:
    build = everything.build(builder)
    files = [path for path in build.app.outdir.rglob("*") if path.suffix in (".html", ".txt", ".7", ".tex")]
    output = letters("\n".join(text_of(builder, path.read_text("utf-8")) for path in sorted(files)))
    graph = smtp.load()
    lacking = {
        article.key: found
        for article in articles(graph)
        if (found := missing(article, output, lambda prose: with_titles(graph, prose)))
    }
    assert {key: found for key, found in lacking.items() if key.kind in (*KINDS, "comparison")} == {}


def test_every_literal_leads_to_what_it_names(everything: Project) -> None:
    graph = smtp.load()
    build = everything.build("html")
    shown: dict[str, set[str]] = {}
    for docname in KINDS:
        for literal in build.resolved(docname).findall(SmtpName):
            reference = literal.parent
            address = reference.get("refid") or reference.get("refuri", "").partition("#")[2]
            shown.setdefault(literal.astext(), set()).add(address)
    named = {name: node for name in wanted(graph) if (node := graph.exact(name)) and node.kind in KINDS}
    assert {"535 5.7.8", "221 2.7.0", "550 5.1.10"} <= named.keys() <= shown.keys()
    for name, node in named.items():
        if node.kind == "enhanced":
            assert shown[name] <= {"", f"smtp-enhanced-{node.name}"}, name


def wanted(graph: smtp.Graph) -> set[str]:
    """Return every literal of the explanations of the project, as it is shown."""
    return {name for node in graph if node.kind in KINDS for name in literals(smtp.explain_node(graph, node))}
