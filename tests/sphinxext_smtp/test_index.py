"""Indexes in pages, the front page of a reference, and the way from a code to all comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx_project import page

from knowledge import smtp
from knowledge.smtp.compare.questions import MOST, others_with
from knowledge.smtp.explain.indexes import index_of, indexed_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_project import Build, Project

ALL = '["codes", "classes", "causes", "explainer", "comparisons"]'
HOME = page("Home", ".. toctree::\n\n   smtp/index")


def conf(**values: str) -> str:
    given = {"extensions": '["sphinxext_smtp"]', "html_theme": '"basic"', **values}
    return "".join(f"{name} = {value}\n" for name, value in given.items())


def sections(tree: nodes.document) -> dict[str, nodes.section]:
    """Return the sections below the title of a page by their titles."""
    return {section[0].astext(): section for section in tree.findall(nodes.section) if section.parent is not tree}


def lists(place: nodes.Element) -> Iterator[list[str]]:
    for found in place.findall(nodes.bullet_list):
        if "smtp-index" in found["classes"]:
            yield [item.astext() for item in found.children]


def links(place: nodes.Element) -> dict[str, str]:
    return {link.astext(): link.get("refuri", "").partition("#")[0] for link in place.findall(nodes.reference)}


def headings(build: Build, docname: str = "index") -> list[str]:
    return [rubric.astext() for rubric in build.resolved(docname).findall(nodes.rubric)]


def test_a_generated_index_has_a_section_for_each_class(project: Project) -> None:
    project.write({"conf.py": conf(smtp_pages=ALL), "index.rst": HOME})
    build = project.build("html", confoverrides={"nitpicky": True})
    assert build.warnings == []
    found = sections(build.resolved("smtp/code/index"))
    assert list(found)[:2] == ["2xx Success", "3xx More input expected"]
    standard, others = lists(found["2xx Success"])
    assert (standard[0], others) == ("211 System status", ["200 Success, without a standard meaning"])
    assert links(found["2xx Success"])["211"] == "211.html"
    assert links(found["2xx Success"])["What all 2xx have in common"] == "../class/2xx.html"
    about, *_ = found["2xx Success"].findall(nodes.paragraph)
    assert "Listed: 10, in a standard: 9." in about.astext()


def test_causes_are_linked_by_their_titles(project: Project) -> None:
    project.write({"conf.py": conf(smtp_pages='["causes"]'), "index.rst": HOME})
    found = sections(project.build("html").resolved("smtp/cause/index"))["The recipient"]
    assert links(found)["Mailbox full"] == "mailbox-full.html"


def test_the_sections_are_in_the_contents_and_the_pages_behind_the_index(project: Project) -> None:
    project.write({"conf.py": conf(smtp_pages='["codes"]'), "index.rst": HOME})
    build = project.build("html")
    assert "5xx Permanent failure" in build.app.env.tocs["smtp/code/index"].astext()
    assert "smtp/code/535" in build.app.env.toctree_includes["smtp/code/index"]


def test_the_front_page_says_what_is_where_how_many_and_how_to_search(project: Project) -> None:
    project.write({"conf.py": conf(smtp_pages=ALL), "index.rst": HOME})
    build = project.build("html")
    tree = build.resolved("smtp/index")
    assert headings(build, "smtp/index") == ["How to find something", "What is where"]
    where = next(found for found in tree.findall(nodes.definition_list) if "smtp-contents" in found["classes"])
    assert [term.astext() for term in where.findall(nodes.term)] == [
        "Reply codes",
        "Reply classes",
        "Causes",
        "Comparisons",
    ]
    assert links(where)["Causes"] == "cause/index.html"
    counts = [quiet.astext() for quiet in where.findall(nodes.inline) if "smtp-quiet" in quiet["classes"]]
    assert counts[:3] == ["Listed: 63.", "Listed: 4.", "Listed: 50."]
    ways = next(iter(tree.findall(nodes.bullet_list)))
    assert [way.astext().partition(":")[0] for way in ways.children] == ["By number", "By words", "By the whole line"]
    assert links(ways)["Explain a reply"] == "explainer.html"


def test_the_front_page_leads_to_no_box_and_no_list_that_is_not_there(project: Project) -> None:
    project.write({"conf.py": conf(smtp_pages='["classes"]'), "index.rst": HOME})
    found = project.build("html").resolved("smtp/index")
    assert [term.astext() for term in found.findall(nodes.term)] == ["Reply classes"]
    assert "paste" not in found.astext()


def test_the_front_page_is_written_again_when_a_list_comes_or_goes(project: Project) -> None:
    front, causes = page("Front", ".. smtp-index::"), page("Causes", ".. smtp-index:: cause")
    project.write({"conf.py": conf(), "index.rst": page("Home", ".. toctree::\n   :glob:\n\n   *"), "front.rst": front})
    assert "Causes" not in project.build("html").output("front.html").partition("What is where")[2]
    project.write({"causes.rst": causes})
    build = project.build("html")
    assert "front" in build.written
    assert 'href="causes.html' in build.output("front.html")


@pytest.mark.parametrize("kind", indexed_kinds())
def test_an_index_in_a_page_of_an_author_has_no_sections(project: Project, graph: smtp.Graph, kind: str) -> None:
    project.write({"index.rst": page("Title", f".. smtp-index:: {kind}", "After it.")})
    build = project.build("dummy")
    assert build.warnings == []
    assert len(list(build.resolved("index").findall(nodes.section))) == 1
    expected = [group.heading for group in index_of(graph, kind).groups]  # type: ignore[arg-type]  # one of the kinds
    assert headings(build) == expected


def test_an_author_chooses_groups(project: Project) -> None:
    project.write({"index.rst": page("Title", ".. smtp-index:: code\n   :groups: 3xx", "And.")})
    one = project.build("dummy")
    assert headings(one) == []
    assert [names[0] for names in lists(one.resolved("index"))] == ["334 Authentication challenge"]
    project.write({"index.rst": page("Title", ".. smtp-index:: code\n   :groups: 3xx 2xx", "And.")})
    assert headings(project.build("dummy")) == ["2xx Success", "3xx More input expected"]


@pytest.mark.parametrize(
    ("source", "warning"),
    [
        (".. smtp-index:: codes", "smtp-index: 'codes' has no index"),
        (".. smtp-index:: code\n   :groups: 6xx", "smtp-index: :groups: names the unknown '6xx'"),
        (".. smtp-index:: code\n   :group: 5xx", "smtp-index: unknown option :group:"),
        (".. smtp-comparisons::\n   :groups: why", "smtp-comparisons: :groups: names the unknown 'why'"),
    ],
)
def test_a_wrong_name_gives_one_warning(project: Project, source: str, warning: str) -> None:
    project.write({"index.rst": page("Title", source)})
    (found,) = project.build("dummy").warnings
    assert warning in found


def test_the_index_reads_well_as_text(project: Project) -> None:
    project.write({"conf.py": conf(smtp_pages='["codes", "classes"]'), "index.rst": HOME})
    text = project.build("text").output("smtp/code/index.txt")
    assert "* 200 Success, without a standard meaning" in text
    assert "have in common" not in text
    assert text.index("Seen, but in no standard") < text.index("* 200")


# Comparisons


def test_comparisons_stand_below_the_questions_that_people_ask(project: Project) -> None:
    pairs = '["450 451", "450 550", "211 214", "PLAIN LOGIN", "421 530"]'
    project.write({"conf.py": conf(smtp_pages='["comparisons"]', smtp_compare_pages=pairs), "index.rst": HOME})
    build = project.build("html")
    assert build.warnings == []
    found = sections(build.resolved("smtp/compare/index"))
    assert list(found) == [
        "Which failure is it?",
        "Does it pass, or is it final?",
        "Which login mechanism?",
        "What has the server agreed to?",
        "All pairs",
    ]
    (listed,) = lists(found["Which failure is it?"])
    assert listed == ["450 Mailbox temporarily unavailable vs 451 Local error in processing"]
    assert len(list(found["All pairs"].findall(nodes.definition_list))) == 1


def test_a_page_leads_first_to_the_comparisons_that_have_a_page(project: Project) -> None:
    least = others_with(smtp.load(), smtp.load().code(550)).more[-1]
    values = conf(smtp_pages='["comparisons"]', smtp_compare_pages=f'["{least.name}"]')
    code = ":orphan:\n\n" + page("Code", ".. smtp-code:: 550\n   :show: see-also")
    project.write({"conf.py": values, "index.rst": HOME, "code.rst": code})
    (listed,) = lists(project.build("html").resolved("code"))
    assert listed[0] == least.versus
    assert len(listed) == MOST + 1  # and the list of all
    project.write({"conf.py": conf(), "index.rst": page("Home", "Nothing.")})
    (listed,) = lists(project.build("html").resolved("code"))
    assert least.versus not in listed


def test_a_page_with_many_comparisons_leads_to_the_list_of_all(project: Project) -> None:
    values = conf(smtp_pages='["comparisons"]', smtp_compare_pages='["550 554", "211 535"]')
    code = ":orphan:\n\n" + page("Code", ".. smtp-code:: 550\n   :show: see-also")
    project.write({"conf.py": values, "index.rst": HOME, "code.rst": code})
    assert links(project.build("html").resolved("code"))["All comparisons"] == "smtp/compare/index.html"
    project.write({"conf.py": conf(), "index.rst": page("Home", "Nothing.")})
    assert "All comparisons" not in project.build("html").resolved("code").astext()
