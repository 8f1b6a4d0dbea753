"""What a page is called that holds one directive of ours, and what a directive is inside somebody's page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx import addnodes
from sphinx_project import page

from knowledge import smtp

if TYPE_CHECKING:
    from sphinx_project import Build, Project

QUIET = {"suppress_warnings": ["toc.not_included"]}
PARTS = ["Side by side", "Key differences", "Which to expect when", "Meaning", "When you see it"]
TITLE = "211 System status vs 535 Authentication failed"
COMPARE = ".. smtp-compare:: 211 535"


def indented(text: str) -> str:
    return "".join(f"   {line}\n" for line in text.splitlines())


def sections(build: Build, docname: str = "index") -> list[str]:
    """Return the titles of all sections of a page."""
    return [section[0].astext() for section in build.doctree(docname).findall(nodes.section)]


def contents(build: Build, docname: str = "index") -> list[str]:
    """Return the entries of the table of contents of a page."""
    return [entry.astext() for entry in build.app.env.tocs[docname].findall(nodes.reference)]


# A comparison in somebody's page


@pytest.mark.parametrize(
    ("place", "headings"),
    [
        (page("Title", COMPARE, "My next paragraph."), ["Title"]),
        (page("Title", "Before.", COMPARE), ["Title"]),
        (page("Title", COMPARE, ".. smtp-compare:: 450 550"), ["Title"]),
        (page("Title", COMPARE, ".. smtp-code:: 535"), ["Title"]),
        (page("Title", COMPARE, "Mine\n----\n\nText."), ["Title", "Mine"]),
        (page("Title", f"Mine\n----\n\n{COMPARE}", "Next.", "Other\n-----\n\nText."), ["Title", "Mine", "Other"]),
        (page("Title", f".. note::\n\n{indented(COMPARE)}"), ["Title"]),
        (page("Title", ".. list-table::\n\n   * - .. smtp-compare:: 211 535\n     - Text.\n"), ["Title"]),
        (page("Title", f".. only:: not nothing\n\n{indented(COMPARE)}"), ["Title"]),
        (f"{COMPARE}\n\nMy next paragraph.\n", []),
    ],
    ids=["before", "after", "two", "beside a code", "over", "in", "note", "table", "only", "untitled"],
)
def test_a_comparison_in_somebodys_page_is_a_block(project: Project, place: str, headings: list[str]) -> None:
    project.write({"index.rst": place})
    build = project.build("dummy")
    assert build.warnings == []
    assert sections(build) == headings
    block = next(node for node in build.resolved("index").findall(addnodes.desc) if node["objtype"] == "compare")
    assert block[0].astext() == TITLE
    assert block[0]["ids"] == ["smtp-compare-211-535"]
    assert set(PARTS) <= {rubric.astext() for rubric in block.findall(nodes.rubric)}
    assert "My next paragraph" not in block.astext()


def test_two_comparisons_of_a_page_are_told_apart_in_its_contents(project: Project) -> None:
    hidden = ".. smtp-compare:: 4xx 5xx\n   :no-index:"
    project.write({"index.rst": page("Title", COMPARE, "Text.", ".. smtp-compare:: 450 550", hidden)})
    build = project.build("html")
    titles = [smtp.load().compare(*names).title for names in ((211, 535), (450, 550))]
    assert contents(build) == ["Title", *titles]


@pytest.mark.parametrize("directive", ["smtp-code:: 535", "smtp-compare:: 211 535", "smtp-command:: AUTH"])
@pytest.mark.parametrize("option", ["no-index", "noindex"])
def test_what_is_not_indexed_is_not_in_the_contents(project: Project, directive: str, option: str) -> None:
    project.write({"index.rst": page("Title", f".. {directive}\n   :{option}:", "Text.")})
    assert contents(project.build("dummy")) == ["Title"]


def test_a_block_in_somebodys_page_has_a_title_and_part_names_but_no_heading(project: Project) -> None:
    project.write({"index.rst": page("Title", COMPARE, ".. smtp-code:: 535", "Text.")})
    html = project.build("html").output("index.html")
    main = html[html.index("<h1>") : html.index("Text.")]
    assert re.findall(r"<h[2-6]", main) == []
    assert re.findall(r'<p class="smtp-part [^>]*>([^<]*)<', main)[: len(PARTS)] == PARTS
    assert re.findall(r'role="group" aria-label="([^"]*)"|aria-label="([^"]*)" [^>]*role="group"', main)


# A comparison on a page of its own


@pytest.mark.parametrize(
    "source",
    [
        page("Title", COMPARE),
        page("Title", ".. A comment.", ".. contents::", f".. _here:\n\n{COMPARE}", ".. |x| replace:: y"),
        f":orphan:\n\n{page('Title', COMPARE)}",
        f":smtp-page: comparison:211 535\n\n{page('Title', COMPARE, 'A note of ours.')}",
    ],
    ids=["alone", "with what nobody sees", "metadata", "generated"],
)
def test_a_comparison_on_a_page_of_its_own_has_sections(project: Project, source: str) -> None:
    project.write({"index.rst": source})
    build = project.build("dummy")
    assert build.warnings == []
    assert sections(build)[:6] == ["Title", *PARTS]
    assert [entry for entry in contents(build) if entry in PARTS] == PARTS


# A node on a page of its own

OWN = {
    ".. smtp-code:: 535": ["What the text tells", "What to do", "What does not help", "Meaning"],
    ".. smtp-code:: 5.7.8": ["What the text tells", "What to do", "What does not help", "Meaning"],
    ".. smtp-cause:: mailbox-full": ["How to tell it from its neighbors", "What to do", "What does not help"],
    ".. smtp-command:: AUTH": ["Meaning", "When to choose it", "Replies", "Mechanisms"],
    ".. smtp-mechanism:: PLAIN": ["Meaning", "When to choose it", "What it reveals", "What to avoid"],
    ".. smtp-extension:: SIZE": ["Meaning"],
    ".. smtp-class:: 5xx": ["Meaning", "What a client may conclude"],
    ".. smtp-provider:: gmail": ["Meaning", "What it answers"],
}
"""What readers of each kind of page ask first."""


@pytest.mark.parametrize("directive", OWN)
def test_a_node_on_a_page_of_its_own_has_sections_and_its_title_once(project: Project, directive: str) -> None:
    project.write({"index.rst": f"{directive}\n"})
    build = project.build("html")
    assert build.warnings == []
    title, *parts = sections(build)
    assert parts[: len(OWN[directive])] == OWN[directive]
    assert set(OWN[directive]) <= set(contents(build))
    html = build.output("index.html")
    main = html[html.index('role="main"') : html.index('class="sphinxsidebar"')]
    assert main.count(f">{title}<") == 1
    section = next(iter(build.doctree("index").findall(nodes.section)))
    places = build.app.env.domains["smtp"].places["index"]
    assert [place.anchor for place in places] == section["ids"][1:]
    for anchor in section["ids"]:
        assert f'id="{anchor}"' in main


def test_a_title_of_the_author_stands_over_ours(project: Project) -> None:
    project.write({"index.rst": page("Wrong password", ".. smtp-code:: 535\n\n   Ask us.")})
    build = project.build("html")
    html = build.output("index.html")
    own = html.index('<p class="smtp-title" id="smtp-code-535"><strong>535 Authentication failed</strong></p>')
    assert html.index("<h1>") < own < html.index("Ask us.") < html.index('id="smtp-code-535-fix"')


def test_several_nodes_of_one_directive_stay_boxes(project: Project) -> None:
    project.write({"index.rst": ".. smtp-code:: 450 550\n"})
    build = project.build("html")
    assert len(sections(build)) == 1
    assert build.output("index.html").count('class="smtp-entry ') == 2


# A page without a title


UNTITLED = {
    ".. smtp-code:: 535": "535 Authentication failed",
    ".. smtp-code:: 5.7.8": "5.7.8 Authentication credentials invalid",
    ".. smtp-code:: 450 550": "450 Mailbox temporarily unavailable, 550 Mailbox unavailable",
    ".. smtp-class:: 5xx": "5xx Permanent failure",
    ".. smtp-command:: end of data": "end of data End of the message data",
    ".. smtp-mechanism:: PLAIN": "PLAIN User name and password in clear",
    ".. smtp-code:: 535\n\n   Words of mine.": "535 Authentication failed",
    ".. smtp-code:: 535\n   :no-index:": "535 Authentication failed",
    ":orphan:\n\n.. smtp-code:: 535": "535 Authentication failed",
    ".. _mine:\n\n.. A comment.\n\n.. smtp-code:: 535": "535 Authentication failed",
    COMPARE: TITLE,
    ".. smtp-graph:: 535": "535 Authentication failed",
    ".. smtp-table::\n   :class: 2xx": "Reply codes",
    ".. smtp-table:: What AUTH gets\n   :command: AUTH": "What AUTH gets",
    ".. smtp-table:: Who gets what\n   :matrix:": "Who gets what",
    ".. smtp-comparisons::": "Comparisons",
    ".. smtp-index:: cause": "Causes",
    ".. smtp-index::": "SMTP reference",
    ".. smtp-explainer::": "Explain a reply",
}


@pytest.mark.parametrize("source", UNTITLED)
def test_a_page_of_one_directive_says_what_it_is(project: Project, source: str) -> None:
    project.write({"index.rst": page("Home", ".. toctree::\n\n   about"), "about.rst": f"{source}\n"})
    build = project.build("html")
    assert [line for line in build.warnings if "not included" not in line] == []
    assert build.app.env.titles["about"].astext() == UNTITLED[source]
    assert contents(build, "about")[0] == UNTITLED[source]
    assert f">{UNTITLED[source]}</a>" in build.output("index.html")
    assert ("orphan" in build.app.env.metadata["about"]) == (":orphan:" in source)


def test_a_page_of_one_directive_says_what_it_is_in_markdown(project: Project) -> None:
    project.write({"index.md": "---\norphan: true\n---\n\n```{smtp-code} 535\n```\n"})
    build = project.build("dummy")
    assert build.warnings == []
    assert build.app.env.titles["index"].astext() == "535 Authentication failed"
    assert "orphan" in build.app.env.metadata["index"]


@pytest.mark.parametrize(
    "source",
    [
        ".. smtp-code:: 535\n\nA paragraph.",
        ".. smtp-code:: 450\n\n.. smtp-code:: 550",
        ".. title:: Mine\n\n.. smtp-code:: 535",
        "A paragraph.",
        ".. smtp-code:: 999",
    ],
)
def test_other_pages_without_a_title_stay_as_they_are(project: Project, source: str) -> None:
    project.write({"index.rst": f"{source}\n"})
    assert sections(project.build("dummy")) == []


# Labels of sections


def test_sections_have_labels_of_their_own(project: Project) -> None:
    conf = """
extensions = ["sphinxext_smtp", "sphinx.ext.autosectionlabel"]
smtp_pages = ["codes", "classes", "commands", "mechanisms", "enhanced", "extensions", "comparisons"]
"""
    own_pages = {f"own{number}.rst": f"{COMPARE}\n" for number in (1, 2)}
    titled = {f"titled{number}.rst": page(f"Title {number}", COMPARE) for number in (1, 2)}
    index = page("Home", ".. toctree::\n   :glob:\n\n   own*\n   titled*\n   embedded\n   smtp/index")
    embedded = page("Embedded", "See :ref:`title 1`.", COMPARE, ".. smtp-code:: 535", "Text.")
    project.write({"conf.py": conf, "index.rst": index, "embedded.rst": embedded, **own_pages, **titled})
    build = project.build("dummy")
    assert build.warnings == []
