"""Wrong input gives one warning with its place, subtype and the nearest valid names; the rest of the page stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx import addnodes
from sphinx_project import Project, page, page_per_case

from sphinxext_smtp.warnings import Subtype

if TYPE_CHECKING:
    from sphinx_project import Build

BAD = [
    (".. smtp-code:: 999", "smtp-code: 999 is no reply code, because", "unknown"),
    (
        ".. smtp-code:: abc",
        "smtp-code: 'abc' names nothing of these kinds: SMTP reply code, .*status code",
        "unknown",
    ),
    (".. smtp-code:: 5.7.99", "smtp-code: 5.7.99 is in no registry .*class 5xx .*subject X.7", "unknown"),
    (
        ".. smtp-code:: AUTH",
        "smtp-code: expected one of these kinds: SMTP reply code, .*; found AUTH, which is: SMTP command",
        "unknown",
    ),
    (".. smtp-code:: 535 4.7.8", "smtp-code: 535 4.7.8 mixes the classes of 535 and 4.7.8", "argument"),
    (".. smtp-code::", "smtp-code: expected a name such as 535, found nothing", "argument"),
    (".. smtp-code:: 535\n   :colour: red", "smtp-code: unknown option :colour:.*nearest: .*", "option"),
    (".. smtp-code:: 535\n   :shwo: meaning", "smtp-code: unknown option :shwo: .*nearest: show", "option"),
    (".. smtp-code:: 535\n   :show: meening", "smtp-code: :show: names the unknown 'meening' .*meaning", "part"),
    (".. smtp-code:: 535\n   :hide: table", "smtp-code: :hide: names the unknown 'table' ", "part"),
    (".. smtp-code:: 450 550\n   :show: meening", "smtp-code: :show: names the unknown 'meening' .*meaning", "part"),
    (".. smtp-code:: 450 550\n   :provider: gmial", "smtp-code: :provider: names the unknown 'gmial' .*gmail", "part"),
    (".. smtp-class:: 6xx", "smtp-class: '6xx' .*nearest: .*5xx", "unknown"),
    (".. smtp-command:: AUHT", "smtp-command: 'AUHT' .*nearest: AUTH", "unknown"),
    (".. smtp-mechanism:: PLIAN", "smtp-mechanism: 'PLIAN' .*nearest: PLAIN", "unknown"),
    (".. smtp-provider:: gmial", "smtp-provider: 'gmial' .*nearest: gmail", "unknown"),
    (".. smtp-reply::", "smtp-reply: expected a reply as its content, found nothing", "argument"),
    (".. smtp-reply::\n\n   Good day", "smtp-reply: no reply in it, and no words that tell of a failure", "reply"),
    (".. smtp-compare::", "smtp-compare: expected a name such as 211 535, found nothing", "argument"),
    (".. smtp-compare:: 535", "smtp-compare: a comparison takes two or more names", "argument"),
    (".. smtp-compare:: 535 AUTH", "smtp-compare: .* names of one kind, .*AUTH is a command", "argument"),
    (".. smtp-compare:: 535 535", "smtp-compare: .*535 is given more than once", "argument"),
    (".. smtp-compare:: 535 536", "smtp-compare: no standard defines the reply code 536;.*class 5xx", "unknown"),
    (":smtp:code:`536`", ":smtp:code:: no standard defines the reply code 536;.*class 5xx", "unknown"),
    (
        ":smtp:code:`AUTH`",
        ":smtp:code:: 'AUTH' is not a name for this role; it is one for :smtp:command:",
        "unknown",
    ),
    (":smtp:code:`5.7.99`", ":smtp:code:: 5.7.99 is in no registry .*class 5xx .*subject X.7", "unknown"),
    (":smtp:code:`abc`", ":smtp:code:: 'abc' names nothing of these kinds: SMTP reply code, .*status code", "unknown"),
    (":smtp:command:`AUHT`", ":smtp:command:: 'AUHT' .*nearest: AUTH", "unknown"),
    (":smtp:compare:`450 551x`", ":smtp:compare:: '551x' .*nearest: 551", "unknown"),
    (":smtp:compare:`450`", ":smtp:compare:: '450' .*", "unknown"),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A page for each mistake, all built at once."""
    project = Project(tmp_path_factory.mktemp("mistakes"))
    pages = page_per_case(page("Title", source, "The rest of the page.") for source, *_ in BAD)
    project.write({"index.rst": page("Index"), **pages})
    return project.build("html", confoverrides={"nitpicky": True, "suppress_warnings": ["toc.not_included"]})


@pytest.mark.parametrize(
    ("docname", "source", "message", "subtype"),
    [(f"case{number}", *bad) for number, bad in enumerate(BAD)],
    ids=[source.replace("\n", " ") for source, *_ in BAD],
)
def test_one_warning_tells_what_is_wrong_and_where(
    told: Build, docname: str, source: str, message: str, subtype: str
) -> None:
    warnings = told.warnings_of(docname)
    assert len(warnings) == 1, warnings
    assert re.fullmatch(rf"{docname}\.rst:[45]: WARNING: {message}.* \[smtp\.{subtype}\]", warnings[0])
    assert "The rest of the page." in told.output(f"{docname}.html")


def test_every_warning_has_its_place(told: Build) -> None:
    assert len(told.warnings) == len(BAD)


def test_a_warning_names_the_place_that_is_to_be_mended(project: Project) -> None:
    wrong = ".. smtp-code:: 999\n\n:smtp:code:`536`\n\n.. smtp-graph:: 535\n   :depth: 9\n"
    function = 'def sample():\n    """Do it.\n\n    .. smtp-table::\n       :class: 9xx\n    """\n'
    table = ".. list-table::\n\n   * - cell\n\n       .. smtp-code:: 998"
    project.write(
        {
            "conf.py": f"import sys\n\nsys.path.insert(0, {str(project.folder / 'source')!r})\n"
            'extensions = ["sphinxext_smtp", "sphinx.ext.autodoc"]\nexclude_patterns = ["part.rst"]\n',
            "places.py": f'"""Sample.\n\n{wrong}"""\n\n\n{function}',
            "part.rst": f"Part\n\n{wrong}",
            "index.rst": page("Title", ".. include:: part.rst", ".. smtp-code:: 997", table)
            + "\n.. automodule:: places\n   :members:\n\n:smtp:code:`537`\n",
        }
    )
    warnings = project.build("dummy").warnings
    assert sorted({warning.partition(": WARNING")[0] for warning in warnings}) == [
        "index.rst:12",
        "index.rst:17",
        "index.rst:6",
        "part.rst:3",
        "part.rst:5",
        "part.rst:7",
        "places.py:docstring of places.sample:3",
        "places.py:docstring of places:3",
        "places.py:docstring of places:5",
        "places.py:docstring of places:7",
    ]


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        (":class: 2xx 9xx", True),
        (":class: 9xx", False),
        (":class:", False),
        (":command: AUHT", False),
        (":standing: standrad", False),
        (":provider: gmial", False),
        (":class: 2xx\n   :command: AUHT", False),
        (":matrix:\n   :command: AUHT", False),
        (":columns: coulmn", True),
    ],
)
def test_a_table_with_a_mistyped_filter_shows_nothing_and_says_so(project: Project, options: str, rows: bool) -> None:
    project.write({"index.rst": page("Title", f".. smtp-table::\n   {options}", "The rest.")})
    build = project.build("text")
    assert len(build.warnings) == 1
    assert build.warnings[0].startswith("index.rst:4: WARNING: smtp-table: :")
    assert ("; nothing is shown [smtp." in build.warnings[0]) is not rows
    assert ("| Code" in build.output("index.txt")) is rows
    assert "The rest." in build.output("index.txt")


def test_a_role_in_a_substitution_is_a_link_and_stands_in_the_index(project: Project) -> None:
    uses = ".. |x| replace:: :smtp:code:`535` here"
    project.write({"index.rst": page("Title", uses, "|x| and |x|.", ":smtp:code:`535`")})
    build = project.build("dummy")
    assert build.warnings == []
    tree = build.doctree("index")
    (definition,) = tree.findall(nodes.substitution_definition)
    definition.parent.remove(definition)
    assert len(list(tree.findall(addnodes.pending_xref))) == 3
    anchors = [entry[2] for index in tree.findall(addnodes.index) for entry in index["entries"]]
    assert anchors
    assert {identifier for target in tree.findall(nodes.target) for identifier in target["ids"]} >= set(anchors)


def test_the_same_mistakes_are_told_in_markdown(project: Project) -> None:
    project.write({"index.md": "# Title\n\n```{smtp-code} 999\n:shwo: x\n```\n\n{smtp:code}`536`\n"})
    build = project.build("html")
    assert [re.search(r"\[(.*)\]$", line)[1] for line in build.warnings] == [
        "smtp.option",
        "smtp.unknown",
        "smtp.unknown",
    ]  # type: ignore[index]  # the lines end so
    assert all(line.startswith("index.md:") for line in build.warnings)


@pytest.mark.parametrize(
    ("conf", "message", "subtype"),
    [
        ("smtp_facts = 5", r"smtp_facts: expected a path or a list of paths, found 5; using \[\]", "config"),
        ("smtp_facts = [5]", r"smtp_facts: expected a path or a list of paths, found \[5\]; using \[\]", "config"),
        ("smtp_index_mentions = 'no'", "smtp_index_mentions: expected True or False, found 'no'; using True", "config"),
        ('smtp_facts = ["absent.toml"]', r".*absent\.toml: expected a readable file, found No such file.*", "facts"),
        ('smtp_facts = ["broken.toml"]', r".*broken\.toml: expected TOML, found .*", "facts"),
    ],
)
def test_a_wrong_setting_warns_and_the_build_goes_on(project: Project, conf: str, message: str, subtype: str) -> None:
    project.write(
        {
            "conf.py": f'extensions = ["sphinxext_smtp"]\n{conf}\n',
            "broken.toml": "[code.535",
            "index.rst": page("Title", ".. smtp-code:: 535"),
        }
    )
    build = project.build("html")
    ours = [line for line in build.warnings if "[smtp." in line]
    assert len(ours) == 1, build.warnings
    assert re.fullmatch(rf"WARNING: {message} \[smtp\.{subtype}\]", ours[0]), ours
    assert 'id="smtp-code-535"' in build.output("index.html")


def test_two_canonical_places_warn_and_the_first_by_name_is_taken(project: Project) -> None:
    code = ".. smtp-code:: 535\n   :canonical:"
    project.write({"b.rst": page("B", code), "a.rst": page("A", code), "index.rst": page("I", ":smtp:code:`535`")})
    build = project.build("html", confoverrides={"suppress_warnings": ["toc.not_included"]})
    assert len(build.warnings) == 1
    assert re.search(r"535 is :canonical: in a and in b; a is taken \[smtp\.canonical\]", build.warnings[0])
    assert 'href="a.html#smtp-code-535"' in build.output("index.html")


@pytest.mark.parametrize("suppressed", ["smtp", "smtp.unknown"])
def test_warnings_can_be_silenced(project: Project, suppressed: str) -> None:
    project.write({"index.rst": page("Title", ".. smtp-code:: 999", ":smtp:code:`536`")})
    assert project.build("html", confoverrides={"suppress_warnings": [suppressed]}).warnings == []


def test_every_subtype_is_provoked_here_or_in_the_tests_of_its_own_part() -> None:
    provoked = {bad[2] for bad in BAD} | {"config", "facts", "canonical", "pages", "picture", "internal", "session"}
    assert provoked == {subtype.name for subtype in Subtype}
