"""Every directive and role works in every place that docutils has for them, with every builder that Sphinx ships.

One project has a page for each place, with every directive in it; each builder writes it from the same doctrees.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from docutils import nodes
from sphinx_project import Project, page

from sphinxext_smtp.render.placeholder import LateContent

if TYPE_CHECKING:
    from sphinx_project import Build

# MyST and some builders call Sphinx in ways that newer versions of it warn of.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.* is deprecated. Check CHANGES for Sphinx API"),
    pytest.mark.filterwarnings("ignore:'tags' will become a required keyword argument"),
]

BUILDERS: Final = {
    # each builder, and whether its output holds what the pages say
    **dict.fromkeys(["html", "dirhtml", "singlehtml", "json", "pickle", "xml", "pseudoxml", "text", "man"], True),
    **dict.fromkeys(["htmlhelp", "qthelp", "devhelp", "applehelp", "epub", "latex", "texinfo"], True),
    **dict.fromkeys(["gettext", "changes", "coverage", "doctest", "dummy", "linkcheck"], False),
}
CONF: Final = """
import sys

sys.path.insert(0, SOURCE)
extensions = ["sphinxext_smtp", "myst_parser", "sphinx.ext.autodoc", "sphinx.ext.coverage", "sphinx.ext.doctest"]
project = "Sample"
copyright = "Somebody"
version = release = "1"
html_theme = "basic"
applehelp_bundle_id = "org.example.sample"
applehelp_disable_external_tools = True
epub_show_urls = "no"
man_pages = [("index", "sample", "Sample", ["Somebody"], 7)]
latex_documents = [("index", "sample.tex", "Sample", "Somebody", "manual", True)]
texinfo_documents = [("index", "sample", "Sample", "Somebody", "sample", "A sample", "Miscellaneous", True)]
exclude_patterns = ["part.*"]
suppress_warnings = ["toc.no_title"]
rst_prolog = ".. |prolog| replace:: :smtp:code:`535` of the prolog"
rst_epilog = ".. |epilog| replace:: :smtp:compare:`450 550` of the epilog"
"""
DIRECTIVES: Final = {
    # each directive, and words of it that every format shows
    ".. smtp-code:: 535 5.7.8\n   :show: examples\n\n   Own *words*.": "Own",
    ".. smtp-code:: 535\n   :show: facts": "Authentication failed",
    ".. smtp-class:: 3xx\n   :show: facts": "More input expected",
    ".. smtp-command:: NOOP\n   :show: facts": "NOOP",
    ".. smtp-mechanism:: PLAIN\n   :show: facts": "User name and password in clear",
    ".. smtp-extension:: SIZE\n   :show: facts": "SIZE",
    ".. smtp-compare:: 211 535\n   :show: summary, table": "not alternatives",
    ".. smtp-table:: A *caption*\n   :class: 3xx": "caption",
    ".. smtp-table::\n   :provider: amazon-ses\n   :class: 4xx": "",
    ".. smtp-table:: The matrix\n   :matrix:\n   :command: NOOP, HELP": "The matrix",
    ".. smtp-graph:: 334\n   :class: drawn\n   :relations: in-class": "334",
    ".. smtp-session::\n\n   S: 220 mx.example.org ready\n   C: QUIT\n   S: 221 Bye": "mx.example.org ready",
    ".. smtp-comparisons::": "",
    ".. smtp-index:: code\n   :groups: 3xx": "334",
    ".. smtp-explainer::": "535",
    "See :smtp:code:`535 5.7.8`, :smtp:compare:`450 550`, :smtp:command:`AUTH` and :smtp:class:`5xx`.": "See",
}


def indented(text: str, width: int = 3) -> str:
    return "\n".join(f"{' ' * width}{line}" if line else line for line in text.splitlines())


def grid(text: str) -> str:
    width = max(map(len, text.splitlines())) + 2
    rows = "\n".join(f"| {line.ljust(width - 1)}|" for line in text.splitlines())
    return f"+{'-' * width}+\n{rows}\n+{'-' * width}+"


def inside(before: str, width: int = 3) -> str:
    """Return a template for a place whose content is indented."""
    return f"{before}\n\n%{width}"


PLACES: Final = {
    "page": "%0",
    "listed": ".. list-table::\n\n   * - cell\n     -\n%7",
    "grid": "%grid",
    "note": inside(".. note::"),
    "admonition": inside(".. admonition:: Title"),
    "container": inside(".. container:: tab"),
    "compound": inside(".. compound::"),
    "footnote": inside("See [1]_.\n\n.. [1] A note."),
    "citation": inside("See [Cit]_.\n\n.. [Cit] A note."),
    "only": inside(".. only:: not nothing"),
    "quote": inside("Somebody said:"),
    "bullets": "* first\n\n%2",
    "numbers": "#. first\n\n%3",
    "definitions": inside("term\n   Definition."),
    "fields": inside(":field: value"),
    "sidebar": inside(".. sidebar:: Beside"),
    "topic": inside(".. topic:: Topic"),
    "figure": inside(".. figure:: dot.png\n\n   Caption."),
    "object": inside(".. py:function:: described()"),
    "ours": inside(".. smtp-command:: QUIT\n   :show: facts"),
    "glossary": inside(".. glossary::\n\n   sample term\n      Definition.", 6),
    "versionadded": inside(".. versionadded:: 1"),
    "columns": "After.\n\n.. hlist::\n\n   * first\n\n%5",
    "deep": inside(".. note::\n\n   .. container:: tab", 6),
    "footer": "Part\n----\n\nDeep\n~~~~\n\n%0",
}
OTHERS: Final = {
    "prolog.rst": page("Prolog", "|prolog| and |prolog|, |epilog| and |epilog|.", "After prolog."),
    "include.rst": page("Include", ".. include:: part.txt", "After include."),
    "docstring.rst": page("Docstring", ".. automodule:: sample", "After docstring."),
    "markdown.md": "# Markdown\n\n```{include} part.md\n```\n\n:::{note}\n```{smtp-code} 535\n:show: facts\n```\n:::"
    "\n\n```{eval-rst}\n.. smtp-compare:: 211 535\n```\n\nAfter markdown.\n",
    "part.txt": "\n\n".join(DIRECTIVES),
    "part.md": "```{smtp-table} Caption\n:class: 3xx\n```\n\nSee {smtp:code}`535`.\n",
    "sample.py": '"""Sample.\n\n' + "\n\n".join(DIRECTIVES) + '\n"""\n',
}
DOT: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6368000000820081"
    "77cd72b60000000049454e44ae426082"
)
"""A picture of one point, as PNG."""
ALL: Final = [*PLACES, "prolog", "include", "docstring", "markdown"]


def placed(template: str, text: str) -> str:
    if template == "%grid":
        return grid(text)
    return re.sub(r"%(\d+)$", lambda found: indented(text, int(found[1])), template)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("everywhere"))
    for place, template in PLACES.items():
        project.write({f"{place}.rst": page(place, placed(template, "\n\n".join(DIRECTIVES)), f"After {place}.")})
    (project.folder / "source" / "dot.png").write_bytes(DOT)
    project.write({**OTHERS, "conf.py": CONF.replace("SOURCE", repr(str(project.folder / "source")))})
    project.write({"index.rst": page("Index", ".. toctree::\n\n" + "".join(f"   {place}\n" for place in ALL))})
    return project


def said(build: Build) -> str:
    """Return the words of everything that a builder has written."""
    found = []
    for path in build.app.outdir.rglob("*"):
        if path.suffix in (
            ".fpickle",
            ".html",
            ".xhtml",
            ".fjson",
            ".xml",
            ".pseudoxml",
            ".txt",
            ".7",
            ".texi",
            ".tex",
        ):
            found.append(path.read_bytes().decode("utf-8", "ignore"))
    text = "".join(found)
    return " ".join(re.sub(r"<[^>]*>|\\fP|\\f[BI]|\\[A-Za-z]+|[{}|]", " ", text).split())


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_writes_every_directive_in_every_place(project: Project, builder: str) -> None:
    build = project.build(builder, out="gettext" if builder == "gettext" else "build")
    assert [warning for warning in build.warnings if not is_table_of_coverage(warning)] == []
    if builder in ("changes", "coverage"):  # they write nothing of a page
        return
    trees = {docname: build.resolved(docname) for docname in ALL}
    for docname, tree in trees.items():
        assert builder == "linkcheck" or not list(tree.findall(LateContent)), docname
        assert f"After {docname}." in tree.astext()
    if BUILDERS[builder]:
        words = said(build)
        for expected in (*DIRECTIVES.values(), *(f"After {place}." for place in ALL)):
            assert expected in words
    nested = [table for entry in trees["listed"].findall(nodes.entry) for table in entry.findall(nodes.table)]
    assert bool(nested) == (build.app.builder.format == "html" or builder == "linkcheck"), "other writers cannot"
    links = {reference.get("refuri", "#") for tree in trees.values() for reference in tree.findall(nodes.reference)}
    outside = {link for link in links if link.startswith("https:")}
    assert bool(outside) == (builder != "linkcheck"), "a project is to check its own links"


def is_table_of_coverage(line: str) -> bool:
    """Tell whether a line belongs to what the builder of coverage prints among the warnings."""
    return line.startswith(("+", "|"))
