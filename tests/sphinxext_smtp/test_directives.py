"""Each directive leaves the right doctree, in reStructuredText and in Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx import addnodes
from sphinx_project import page

from knowledge import smtp
from knowledge.smtp.explain.article import Comparisons, headed
from knowledge.smtp.explain.contents import comparisons_in

if TYPE_CHECKING:
    from sphinx_project import Project

DIRECTIVES = [
    ("smtp-code", "535", "code", "535 Authentication failed"),
    ("smtp-code", "5.7.8", "enhanced", "5.7.8 Authentication credentials invalid"),
    ("smtp-class", "5xx", "class", "5xx Permanent failure"),
    ("smtp-class", "5yz", "class", "5xx Permanent failure"),
    ("smtp-command", "auth", "command", "AUTH Authenticate"),
    ("smtp-command", "end of data", "command", "end of data End of the message data"),
    ("smtp-mechanism", "PLAIN", "mechanism", "PLAIN User name and password in clear"),
]


def rst(directive: str, argument: str, options: str = "", content: str = "") -> str:
    indented = "".join(f"   {line}\n" for line in [*options.splitlines(), "", *content.splitlines()])
    return f".. {directive}:: {argument}\n{indented}"


def myst(directive: str, argument: str, options: str = "", content: str = "") -> str:
    return f"```{{{directive}}} {argument}\n{options}\n\n{content}\n```\n"


@pytest.mark.parametrize("markup", [rst, myst])
@pytest.mark.parametrize(("directive", "argument", "objtype", "signature"), DIRECTIVES)
def test_a_directive_describes_its_node(
    project: Project, markup: object, directive: str, argument: str, objtype: str, signature: str
) -> None:
    suffix = "rst" if markup is rst else "md"
    title = page("Title") if markup is rst else "# Title\n\n"
    described = markup(directive, argument, "", "Our *own* words.")  # type: ignore[operator]  # a function
    project.write({f"index.{suffix}": f"{title}{described}\n\nMore words.\n"})
    build = project.build("dummy")
    assert build.warnings == []
    description = next(iter(build.resolved("index").findall(addnodes.desc)))
    assert (description["domain"], description["objtype"]) == ("smtp", objtype)
    assert description[0].astext() == signature
    assert description[0]["ids"]
    content = description[1]
    node = smtp.load().find(argument)
    assert node is not None
    assert content[0].astext() == node.summary.replace("`", "").replace("command:", "")
    assert content[1].astext() == "Our own words."
    assert [child.astext() for child in content[1].findall(nodes.emphasis)] == ["own"]
    headings = [rubric.astext() for rubric in content.findall(nodes.rubric)]
    article = smtp.explain_node(smtp.load(), node)
    shown = [part for part in headed(article.parts) if part.heading and not is_without_pages(part)]
    assert headings == [each.heading for part in shown for each in (part, *part.parts)]


def is_without_pages(part: smtp.Part) -> bool:
    """Tell whether a part holds only comparisons that somebody would have to make pages for."""
    only = all(isinstance(block, Comparisons) and not block.curated for block in part.blocks)
    return only and not part.parts


def test_a_document_is_named_once_for_all_its_places(project: Project) -> None:
    project.write({"index.rst": page("Title", rst("smtp-compare", "211 535", ":show: sources"))})
    found = re.sub(r"<[^>]*>", "", project.build("html").output("index.html"))
    assert "RFC 4954, section 4, section 6, section 9; RFC 5248, section 3" in found


@pytest.mark.parametrize("builder", ["html", "text", "man", "latex"])
def test_no_heading_stands_over_comparisons_to_which_nothing_leads(project: Project, builder: str) -> None:
    article = smtp.explain_node(smtp.load(), smtp.load().enhanced("5.3.5"))
    nearest = next(comparisons_in(article))
    others = ".. toctree::\n   :glob:\n\n   other*"
    project.write({"index.rst": page("Title", rst("smtp-code", "5.3.5", ":show: see-also sources"), others)})
    without = project.build(builder).resolved("index").astext()
    assert "Sources" in without
    assert "Compare also" not in without
    project.write({"other.rst": page("Other", rst("smtp-compare", nearest.name))})
    found = project.build(builder).resolved("index").astext()
    assert "Compare also" in found
    assert nearest.versus in found


def test_markdown_and_restructuredtext_leave_the_same_tree(project: Project) -> None:
    parts = ":show: facts, meaning, fix, related\n:no-index:"
    compare = ("smtp-compare", "211 535", ":no-index:")
    project.write(
        {
            "index.rst": page("Title", rst("smtp-code", "535", parts), rst(*compare)),
            "other.md": "# Title\n\n" + myst("smtp-code", "535", parts) + myst(*compare),
        }
    )
    build = project.build("dummy", confoverrides={"suppress_warnings": ["toc.not_included"]})
    assert build.warnings == []
    trees = []
    for docname in ("index", "other"):
        tree = build.resolved(docname)
        for node in tree.findall(nodes.Element):
            for name in ("refdoc", "source", "line", "myst"):
                node.attributes.pop(name, None)
        trees.append([child.pformat() for child in tree[0].children[1:]])
    assert trees[0] == trees[1]


def test_several_names_give_several_descriptions(project: Project) -> None:
    project.write({"index.rst": page("Title", rst("smtp-code", "450 550 535 5.7.8", ":show: meaning", "Once."))})
    build = project.build("dummy")
    found = list(build.resolved("index").findall(addnodes.desc))
    assert [description[0][0].astext() for description in found] == ["450", "550", "535", "5.7.8"]
    assert [("Once." in description.astext()) for description in found] == [True, False, False, False]


def test_a_part_that_only_one_of_several_names_has_is_no_mistake(project: Project) -> None:
    project.write({"index.rst": page("Title", rst("smtp-code", "535 5.7.8", ":show: examples"))})
    build = project.build("dummy")
    assert build.warnings == []
    headings = [rubric.astext() for rubric in build.resolved("index").findall(nodes.rubric)]
    assert headings == ["What real servers send"]


@pytest.mark.parametrize(
    ("options", "headings"),
    [
        (":show: meaning, retry", ["Try again?", "Meaning"]),
        (":show: retry meaning", ["Try again?", "Meaning"]),
        (":show: meaning retry\n:hide: retry", ["Meaning"]),
        (":show: fix, retry", ["What to do"]),  # a row of it says whether to try again
        (
            ":hide: verdict facts causes meaning when fix avoid retry choose conflict examples providers classifiers",
            ["Related", "Compare also", "Sources"],
        ),
    ],
)
def test_show_and_hide_choose_the_parts(project: Project, options: str, headings: list[str]) -> None:
    project.write({"index.rst": page("Title", rst("smtp-code", "535", options), "More words.")})
    build = project.build("dummy")
    assert build.warnings == []
    assert [rubric.astext() for rubric in build.resolved("index").findall(nodes.rubric)] == headings


@pytest.mark.parametrize(
    "options",
    [
        ":show: [meaning, retry]",
        ":show: ['meaning', \"retry\"]",
        "---\nshow: [meaning, retry]\n---",
        "---\nshow:\n  - meaning\n  - retry\nhide: []\n---",
    ],
)
def test_show_and_hide_take_lists_in_markdown(project: Project, options: str) -> None:
    project.write({"index.md": f"# Title\n\n{myst('smtp-code', '535', options)}\n\nMore words.\n"})
    build = project.build("dummy")
    assert build.warnings == []
    assert [rubric.astext() for rubric in build.resolved("index").findall(nodes.rubric)] == ["Try again?", "Meaning"]


def test_class_and_name_are_applied(project: Project) -> None:
    project.write(
        {
            "index.rst": page(
                "Title", rst("smtp-code", "535", ":class: wide Tall\n:name: login"), "See :ref:`the code <login>`."
            )
        }
    )
    build = project.build("dummy")
    assert build.warnings == []
    description = next(iter(build.resolved("index").findall(addnodes.desc)))
    assert {"wide", "tall", "smtp", "smtp-code"} <= set(description["classes"])
    references = [node for node in build.resolved("index").findall(nodes.reference) if node.astext() == "the code"]
    assert [node["refid"] for node in references] == ["login"]
    assert "login" in description["ids"]


def test_a_comparison_gives_sections_in_a_page_and_rubrics_elsewhere(project: Project) -> None:
    compare = rst("smtp-compare", "211 535")
    note = ".. note::\n\n" + "".join(f"   {line}\n" for line in compare.splitlines())
    project.write({"index.rst": page("Title", compare), "noted.rst": page("Other", note)})
    build = project.build("dummy", confoverrides={"suppress_warnings": ["toc.not_included"]})
    assert build.warnings == []
    wanted = [
        "Side by side",
        "Key differences",
        "Which to expect when",
        "Meaning",
        "When you see it",
        "What to do",
        "What does not help",
        "Compare also",
        "Sources",
    ]
    sections = [section[0].astext() for section in build.resolved("index").findall(nodes.section)]
    assert sections == ["Title", *wanted]
    rubrics = [rubric.astext() for rubric in build.resolved("noted").findall(nodes.rubric)]
    assert [rubric for rubric in rubrics if rubric in wanted] == wanted
    assert len(list(build.resolved("noted").findall(nodes.section))) == 1


def test_the_comparison_links_everything_it_speaks_of(project: Project) -> None:
    project.write({"index.rst": page("211 vs 535", rst("smtp-compare", "211 535"))})
    build = project.build("dummy")
    links = {link.astext() for link in build.resolved("index").findall(nodes.reference) if link.get("reftitle")}
    names = {"211", "535", "214", "530", "5.7.8", "HELP", "AUTH", "PLAIN", "LOGIN", "2xx", "5xx"}
    assert names <= links
    addresses = {reference.get("refuri") for reference in build.resolved("index").findall(nodes.reference)}
    assert {
        "https://www.rfc-editor.org/rfc/rfc5321.html#section-4.2.3",
        "https://www.rfc-editor.org/rfc/rfc4954.html#section-6",
    } <= addresses


def test_the_table_of_a_comparison_has_real_widths_and_names_its_rows(project: Project) -> None:
    project.write({"index.rst": page("Title", rst("smtp-compare", "450 451 550", ":show: table"))})
    table = next(iter(project.build("dummy").resolved("index").findall(nodes.table)))
    columns = list(table.findall(nodes.colspec))
    assert len(columns) == 4
    assert all(column["colwidth"] >= 10 for column in columns)
    assert columns[0]["stub"]
    rows = [[entry.astext() for entry in row.findall(nodes.entry)] for row in table.findall(nodes.row)]
    assert rows[0][1:] == [f"{name} {smtp.load().code(name).title}" for name in (450, 451, 550)]
    assert all(len(row) in (2, 4) and all(row[1:]) for row in rows)
    merged = [row for row in table.findall(nodes.row) if len(row) == 2]
    assert merged
    assert {row[1]["morecols"] for row in merged} == {2}
    assert all(row[1].astext().startswith("all: ") for row in merged)
    assert len(rows) > len(merged) + 1
    assert list(table.findall(nodes.row))[-len(merged) :] == merged  # what differs stands first


def test_the_authors_content_of_a_comparison_is_kept_whatever_is_hidden(project: Project) -> None:
    project.write({"index.rst": page("Title", rst("smtp-compare", "211 535", ":hide: summary", "Our own words."))})
    assert "Our own words." in project.build("dummy").resolved("index").astext()


def test_replies_with_their_enhanced_codes_can_be_compared(project: Project) -> None:
    project.write({"index.rst": page("Title", rst("smtp-compare", "550 5.1.1 550 5.7.1", ":show: table"))})
    build = project.build("dummy")
    assert build.warnings == []
    row = next(iter(build.resolved("index").findall(nodes.row)))
    cells = [entry.astext() for entry in row.findall(nodes.entry)]
    assert [cell.split()[0] for cell in cells[1:]] == ["5.1.1", "5.7.1"]


def test_own_facts_are_shown(project: Project) -> None:
    project.write(
        {
            "conf.py": 'extensions = ["sphinxext_smtp"]\nsmtp_facts = ["ours.toml"]\n',
            "ours.toml": '[code.535]\nnote = "Ask #mail-ops."\n',
            "index.rst": page("Title", rst("smtp-code", "535")),
        }
    )
    build = project.build("dummy")
    assert build.warnings == []
    assert "Ask #mail-ops." in build.resolved("index").astext()
