"""Labels of authors, and anchors where many pages become one."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx_project import page

if TYPE_CHECKING:
    from sphinx_project import Build, Project

QUIET = {"suppress_warnings": ["toc.not_included"]}
COMPARED = "211 System status vs 535 Authentication failed"

LABELLED = {
    ".. smtp-table:: Who gets what\n   :matrix:\n   :name: mine": "Who gets what",
    ".. smtp-table:: Positive\n   :class: 2xx\n   :name: mine": "Positive",
    ".. _mine:\n\n.. smtp-table:: Positive\n   :class: 2xx": "Positive",
    ".. smtp-code:: 535\n   :name: mine": "535 Authentication failed",
    ".. smtp-code:: 535\n   :name: mine\n   :no-index:": "535 Authentication failed",
    ".. _mine:\n\n.. smtp-code:: 5.7.8": "5.7.8 Authentication credentials invalid",
    ".. smtp-compare:: 211 535\n   :name: mine": COMPARED,
    ".. _mine:\n\n.. smtp-compare:: 211 535": COMPARED,
    ".. smtp-command:: end of data\n   :name: Mine": "end of data End of the message data",
}


def links(build: Build, docname: str = "index") -> list[nodes.reference]:
    return list(build.resolved(docname).findall(nodes.reference))


@pytest.mark.parametrize("is_alone", [True, False])
@pytest.mark.parametrize("source", LABELLED)
def test_a_label_shows_what_it_stands_before(project: Project, source: str, is_alone: bool) -> None:
    labelled = page("Other", source, *([] if is_alone else ["Text."]))
    project.write({"index.rst": page("Title", ":ref:`mine` :ref:`words <mine>`"), "other.rst": labelled})
    build = project.build("html", confoverrides=QUIET)
    assert build.warnings == []
    first, second = links(build)
    assert (first.astext(), second.astext()) == (LABELLED[source], "words")
    anchor = first["refuri"].partition("#")[2]
    assert f'id="{anchor}"' in build.output("other.html")


@pytest.mark.parametrize("builder", ["html", "singlehtml", "latex"])
def test_a_table_with_a_caption_has_a_number(project: Project, builder: str) -> None:
    matrix = ".. smtp-table:: Who gets what\n   :matrix:\n   :name: matrix"
    table = ".. smtp-table:: Positive\n   :class: 2xx\n   :name: plain"
    toctree = ".. toctree::\n   :numbered:\n\n   other"
    project.write(
        {
            "conf.py": 'extensions = ["sphinxext_smtp"]\nnumfig = True\n',
            "index.rst": page("Title", toctree),
            "other.rst": page("Other", ":numref:`matrix` :numref:`plain` :ref:`matrix`", table, matrix),
        }
    )
    build = project.build(builder)
    assert build.warnings == []
    if builder == "html":
        assert [link.astext() for link in links(build, "other")][:3] == ["Table 1.2", "Table 1.1", "Who gets what"]


EVERYWHERE = (
    ".. contents::\n   :local:",
    ".. smtp-code:: 535 5.7.8, 450",
    ":smtp:code:`550` :smtp:command:`AUTH`",
    ".. smtp-compare:: 450 550",
    ".. smtp-command:: AUTH",
    ".. smtp-table:: Who\n   :matrix:",
    ".. smtp-graph:: 535",
    ".. smtp-comparisons::",
    ".. smtp-index:: class",
    ".. smtp-explainer::",
)


@pytest.mark.parametrize("builder", ["singlehtml", "html", "epub"])
def test_anchors_are_unique_in_a_page(project: Project, builder: str) -> None:
    own = page("Own", ".. contents::", ".. smtp-compare:: 450 550")
    names = ["a", "b", "c", "own1", "own2"]
    project.write(
        {
            "conf.py": 'extensions = ["sphinxext_smtp"]\nversion = "1"\ncopyright = "Mine"\n',
            "index.rst": page("Home", ".. toctree::\n\n   " + "\n   ".join(names)),
            **{f"{name}.rst": page(name, *EVERYWHERE, *EVERYWHERE[1:]) for name in "abc"},
            **{f"{name}.rst": own for name in ("own1", "own2")},
            "b.rst": page("b", ".. smtp-code:: 535\n   :canonical:", *EVERYWHERE),
        }
    )
    build = project.build(builder)
    assert build.warnings == []
    suffix = "xhtml" if builder == "epub" else "html"
    for path in build.app.outdir.glob(f"*.{suffix}"):
        text = path.read_text(encoding="utf-8")
        found = re.findall(r'\bid="(smtp-[^"]*)"', text)
        assert [anchor for anchor, count in Counter(found).items() if count > 1] == [], path.name
        linked = set(re.findall(r'href="#(smtp-[^"]*)"', text))
        assert linked <= set(found), path.name


def test_links_of_one_page_lead_to_the_canonical_place(project: Project) -> None:
    project.write(
        {
            "index.rst": page("Home", ".. toctree::\n\n   a\n   b", ":smtp:code:`535`"),
            "a.rst": page("A", "First.", ".. smtp-code:: 535\n   :show: meaning", "x"),
            "b.rst": page("B", "Second.", ".. smtp-code:: 535\n   :show: retry\n   :canonical:", "x"),
        }
    )
    text = project.build("singlehtml").output("index.html")
    assert 'href="#smtp-code-535"' in text
    assert text.index("Second.") < text.index('id="smtp-code-535"')
    assert text.index("First.") < text.index('id="smtp-code-535-2"') < text.index("Second.")
