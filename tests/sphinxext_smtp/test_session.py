"""The directive for transcripts: what it shows and links, of what it warns, and where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from docutils import nodes
from sphinx_project import Project, page, page_per_case

from sphinxext_smtp.warnings import MOST_TOLD

if TYPE_CHECKING:
    from sphinx_project import Build

pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated. Check CHANGES for Sphinx API")

SESSION: Final = """\
S: 220 mx.example.org ready
C: EHLO a.example
S: 250-mx.example.org
S: 250-STARTTLS
S: 250 AUTH SCRAM-SHA-256
C: AUTH SCRAM-SHA-256
S: 334
C: biwsbj1hZGE=
S: 535 5.7.8 No
C: MAIL FROM:<ada@a.example>
S: 250 2.1.0 OK"""
WRONG: Final = "S: 220 mx.example.org\nC: MAIL FROM:<ada@a.example>\nS: 250 4.0.0 OK"


def directive(transcript: str, *options: str) -> str:
    lines = [*(f":{option}" for option in options), "", *transcript.split("\n")]
    return "\n".join([".. smtp-session::", *(f"   {line}" if line else "" for line in lines)])


def links(build: Build, docname: str = "index") -> dict[str, str]:
    found = build.resolved(docname).findall(nodes.reference)
    return {reference.astext(): reference.get("refuri") or f"#{reference.get('refid')}" for reference in found}


def block(build: Build, docname: str = "index") -> nodes.literal_block:
    (found,) = build.doctree(docname).findall(nodes.literal_block)
    return found


def test_the_transcript_is_shown_as_it_is_with_a_link_for_each_name(project: Project) -> None:
    project.write({"index.rst": page("Title", directive(SESSION), ".. smtp-code:: 535", ".. smtp-command:: AUTH")})
    build = project.build()
    assert build.warnings == []
    assert block(build).astext() == SESSION.replace("biwsbj1hZGE=", "****")
    found = links(build)
    assert found["535"] == "#smtp-code-535"
    assert found["AUTH"].endswith(("#smtp-command-AUTH", "rfc4954.html#section-3")), "the command, and the extension"
    assert found["220"].startswith("https://www.rfc-editor.org/rfc/rfc5321.html#section-4.2.")
    assert {"EHLO", "MAIL", "STARTTLS", "SCRAM-SHA-256", "5.7.8", "2.1.0", "334", "250"} <= found.keys()


def test_parts_have_the_classes_of_a_highlighter(project: Project) -> None:
    project.write({"index.rst": page("Title", directive(SESSION))})
    html = project.build().output("index.html")
    assert 'class="highlight-smtp notranslate docutils container"' in html
    for wanted in ("gp", "k", "m", "mf", "nc", "no", "s", "sx"):
        assert f'<span class="{wanted}">' in html


@pytest.mark.parametrize(("options", "shown"), [([], "C: ****\n"), (["show-credentials:"], "C: biwsbj1hZGE=\n")])
@pytest.mark.parametrize("builder", ["html", "text", "latex", "man", "texinfo", "epub", "xml", "gettext"])
def test_what_a_login_sends_is_masked_everywhere(
    project: Project, builder: str, options: list[str], shown: str
) -> None:
    project.write({"index.rst": page("Title", directive(SESSION, *options))})
    build = project.build(
        builder, confoverrides={"version": "1", "copyright": "x", "gettext_additional_targets": ["literal-block"]}
    )
    assert shown in block(build).astext()
    outputs = [
        path.read_bytes() for path in build.app.outdir.rglob("*") if path.is_file() and "doctrees" not in path.parts
    ]
    assert any(b"biwsbj1hZGE" in output for output in outputs) is bool(options)


@pytest.mark.parametrize("builder", ["latex", "man", "texinfo", "epub"])
def test_no_address_stands_in_a_transcript(project: Project, builder: str) -> None:
    project.write({"index.rst": page("Title", directive(SESSION), ".. smtp-code:: 535")})
    conf = {"latex_show_urls": "footnote", "man_show_urls": True, "version": "1", "copyright": "x"}
    build = project.build(builder, confoverrides=conf)
    tree = build.resolved("index")
    (found,) = (each for each in tree.findall(nodes.literal_block) if "smtp-session" in each["classes"])
    assert found.astext() == SESSION.replace("biwsbj1hZGE=", "****")
    assert [reference.astext() for reference in found.findall(nodes.reference)] == ["535"]


# Warnings


def told(build: Build, docname: str = "index") -> list[str]:
    return [line for line in build.warnings if line.startswith(f"{docname}.") and "[smtp." in line]


def test_what_is_forbidden_is_told_at_its_line(project: Project) -> None:
    project.write({"index.rst": page("Title", directive(WRONG))})
    first, second = told(project.build())
    assert first.startswith("index.rst:7: WARNING: smtp-session: A client has to send EHLO or HELO, and to have it")
    assert first.endswith("before it sends MAIL. (RFC 5321, section 4.1.4) [smtp.session]")
    assert second.startswith("index.rst:8: WARNING: smtp-session: 250 and 4.0.0 begin with different digits")
    assert second.endswith("(RFC 2034, section 4) [smtp.session]")


PLACES: Final = {
    "plain.rst": (page("Title", directive(WRONG)), "plain.rst:7"),
    "options.rst": (page("Title", directive(WRONG, "class: a", "name: b")), "options.rst:9"),
    "nested.rst": (page("Title", ".. note::\n\n   " + directive(WRONG).replace("\n", "\n   ")), "nested.rst:9"),
    "include.rst": (page("Title", "Text.", "More.", ".. include:: part.txt"), "part.txt:4"),
    "plain.md": (f"# Title\n\n```{{smtp-session}}\n{WRONG}\n```\n", "plain.md:5"),
    "options.md": (f"# Title\n\n```{{smtp-session}}\n:class: a\n:name: c\n\n{WRONG}\n```\n", "options.md:8"),
    "nested.md": (f"# Title\n\n::::{{note}}\nText.\n\n:::{{smtp-session}}\n{WRONG}\n:::\n::::\n", "nested.md:8"),
}


def test_the_line_is_the_one_that_is_to_be_mended(project: Project) -> None:
    sources = {name: source for name, (source, _place) in PLACES.items()}
    pages = {name.replace(".", "_") + "." + name.split(".")[1]: source for name, source in sources.items()}
    part = directive(WRONG) + "\n"
    project.write({"conf.py": CONF, "index.rst": page("Index"), "part.txt": part, **pages})
    warnings = project.build("dummy").warnings
    found = {line.partition(": WARNING")[0] for line in warnings if "before it sends" in line}
    expected = {
        place if name.startswith("include") else f"{name.replace('.', '_')}.{place.split('.')[1]}"
        for name, (_, place) in PLACES.items()
    }
    assert found == expected


CONF: Final = """
extensions = ["sphinxext_smtp", "myst_parser"]
myst_enable_extensions = ["colon_fence"]
suppress_warnings = ["toc.not_included"]
"""

CASES: Final = [
    # the directive, the warnings by their subtypes, and what is shown
    (directive(WRONG, "check: off"), [], "4.0.0"),
    (directive(WRONG, "check: on"), ["session", "session"], "4.0.0"),
    (directive(WRONG, "check: perhaps"), ["option", "session", "session"], "4.0.0"),
    (directive(SESSION, "chekc: off"), ["option"], "535"),
    (directive(""), ["argument"], ""),
    (directive("   "), ["argument"], ""),
    (directive("nothing of a session"), ["argument"], "nothing of a session"),
    (directive("S: 220 mx\x00\x1b[31m\nC: QUIT"), [], "\N{REPLACEMENT CHARACTER}[31m"),
    (directive("S: 220 <b>mx</b> & *x* |y| `z`\nC: QUIT"), [], "<b>mx</b> & *x* |y| `z`"),
    (directive("S: 220 mx\n" + "C: NOOP\nS: 354 No\n" * 20 + "C: QUIT"), ["session"] * MOST_TOLD, "354 No"),
    (directive("S: 220 mx\n" + "C: NOOP\nS: 250 OK\n" * 1000 + "C: QUIT\nS: 221 Bye"), [], "221 Bye"),
    (directive("x" * 100_000), ["argument"], "xxx"),
    (directive("S: 220 mx\nC: XCLIENT a\nS: 299 x 9.9.9\nC: AUTH NOSUCH"), None, "NOSUCH"),
]


def test_whatever_it_holds_the_page_is_built(project: Project) -> None:
    pages = page_per_case(page("Title", source, "The rest of the page.") for source, *_ in CASES)
    project.write({"conf.py": CONF, "index.rst": page("Index"), **pages})
    build = project.build()
    assert not [line for line in build.warnings if "[smtp.internal]" in line]
    for number, (_, subtypes, shown) in enumerate(CASES):
        docname = f"case{number}"
        found = [re.sub(r".*\[smtp\.(\w+)\]$", r"\1", line) for line in told(build, docname)]
        assert subtypes is None or found == subtypes, docname
        tree = build.doctree(docname)
        assert shown in tree.astext()
        assert bool(list(tree.findall(nodes.literal_block))) is bool(shown)
        assert "The rest of the page." in build.output(f"{docname}.html")


def test_ten_thousand_lines_are_shown(project: Project) -> None:
    lines = "S: 220 mx\n" + "C: NOOP\nS: 250 OK\n" * 5000 + "C: QUIT"
    project.write({"index.rst": page("Title", directive(lines), "The rest.")})
    build = project.build("dummy")
    assert build.warnings == []
    assert block(build).astext().count("\n") == 10_001


def test_it_has_a_name_and_classes(project: Project) -> None:
    project.write(
        {"index.rst": page("Title", directive(SESSION, "name: here", "class: mine"), "See :ref:`it <here>`.")}
    )
    build = project.build()
    assert build.warnings == []
    assert '<div class="highlight-smtp notranslate mine docutils container" id="here">' in build.output("index.html")
    assert 'href="#here"' in build.output("index.html")


NOTES: Final = """
[document."Our notes"]
title = "Our notes"
summary = "Notes."
meaning = "Notes."
status = "living"
url = "https://example.org/"
"""
OURS: Final = """
[mechanism.OURS]
title = "Ours"
standing = "proprietary"
needs = ["tls"]
summary = "`OURS` is our own."
meaning = "`OURS` is our own."
exposes = "`OURS` reveals nothing."
choose = "Choose `OURS` with us."
avoid = []
cite = [{ doc = "Our notes" }]

[mechanism.OURS.when]
client = "The client sends it."
server = "The server lists it."
"""


def test_a_page_is_read_again_when_its_names_come_to_mean_something_else(project: Project) -> None:
    conf = 'extensions = ["sphinxext_smtp"]\nsmtp_facts = ["own.toml"]\n'
    project.write({"conf.py": conf, "own.toml": NOTES, "index.rst": page("Title", directive("C: AUTH OURS"))})
    assert project.build().warnings == []
    assert project.build().read == set()
    project.write({"own.toml": NOTES + OURS})
    build = project.build()
    assert build.warnings == []
    assert build.read == {"index"}
    assert "OURS" in links(build)


def test_the_language_of_the_project_tells_what_is_forbidden(project: Project) -> None:
    project.write({"index.rst": page("Title", directive("S: 220 2.0.0 mx"))})
    (line,) = told(project.build(confoverrides={"language": "ja"}))
    assert "RFC 2034" in line
