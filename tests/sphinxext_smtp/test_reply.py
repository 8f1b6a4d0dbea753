"""``smtp-reply`` shows a reply as it came, and explains it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx import addnodes
from sphinx_project import Project, files_of, page, page_per_case

if TYPE_CHECKING:
    from sphinx_project import Build

FULL = "552 5.2.2 <anna@example.org>: Mailbox full"

BOUNCE = """\
From: MAILER-DAEMON@example.org
Subject: Undelivered Mail
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; out.example.org

Final-Recipient: rfc822; anna@example.net
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 No such user here

Final-Recipient: rfc822; ben@example.net
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552 5.2.2 Mailbox full

--b--
"""


def reply(text: str, options: str = "") -> str:
    lines = [*options.splitlines(), "", *text.splitlines()]
    return ".. smtp-reply::\n" + "\n".join(f"   {line}".rstrip() for line in lines) + "\n"


def shown(build: Build, docname: str = "index") -> nodes.Element:
    tree = build.resolved(docname)
    return next(node for node in tree.findall(nodes.container) if "smtp-reply" in node["classes"])


def titles(build: Build, docname: str = "index") -> list[str]:
    boxes = shown(build, docname).findall(nodes.Element)
    return [node.astext() for node in boxes if node["classes"] == ["smtp-title"]] or [
        node[0].astext() for node in shown(build, docname).findall(addnodes.desc)
    ]


def headings(build: Build, docname: str = "index") -> list[str]:
    return [node.astext() for node in shown(build, docname).findall(nodes.rubric)]


SOURCES = [
    ("rst", page("Title", reply(FULL))),
    ("rst", page("Title", f".. smtp-reply:: {FULL}")),
    ("md", f"# Title\n\n```{{smtp-reply}}\n{FULL}\n```\n"),
    ("md", f"# Title\n\n```{{smtp-reply}} {FULL}\n```\n"),
]


@pytest.mark.parametrize(("suffix", "source"), SOURCES)
def test_a_reply_is_shown_as_it_came_and_explained(project: Project, suffix: str, source: str) -> None:
    project.write({f"index.{suffix}": source})
    build = project.build("dummy")
    assert build.warnings == []
    literal = shown(build)[0]
    assert isinstance(literal, nodes.literal_block)
    assert literal.astext() == FULL
    numbers = [node.astext() for node in literal.findall(nodes.inline) if "smtp-number" in node["classes"]]
    assert numbers == ["552", "5.2.2"]
    assert [link.astext() for link in literal.findall(nodes.reference)] == numbers
    assert titles(build) == ["552 5.2.2 Mailbox full"]
    assert "Who must act" in shown(build).astext()
    assert headings(build)[0] == "What to do"
    assert "Read on" in headings(build)


def test_the_mark_of_a_provider_is_linked_too(project: Project) -> None:
    text = "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. (S3140)"
    project.write({"index.rst": page("Title", reply(text), ".. smtp-code:: S3140\n   :show: facts")})
    build = project.build("html")
    assert build.warnings == []
    literal = shown(build)[0]
    assert isinstance(literal, nodes.Element)
    assert literal.astext() == text
    assert [link.astext() for link in literal.findall(nodes.reference)] == ["550", "5.7.1", "S3140"]
    (block,) = re.findall("<pre.*?</pre>", build.output("index.html"), re.DOTALL)
    assert block.count('class="smtp-number"') == 3
    assert 'href="#smtp-tag-S3140"' in block


def test_several_replies_are_explained_each_by_itself(project: Project) -> None:
    project.write({"index.rst": page("Title", reply(f"{FULL}\n\n250 2.0.0 Ok\n535 5.7.8 Bad password"))})
    build = project.build("dummy")
    assert build.warnings == []
    assert titles(build)[0] == "552 5.2.2 Mailbox full"
    assert titles(build)[-1] == "535 5.7.8 Login refused"


def test_a_whole_bounce_is_explained_for_each_recipient(project: Project) -> None:
    project.write({"index.rst": page("Title", reply(BOUNCE))})
    build = project.build("dummy")
    assert build.warnings == []
    assert shown(build)[0].astext() == BOUNCE.rstrip()
    assert titles(build) == ["550 5.1.1 Recipient does not exist", "552 5.2.2 Mailbox full"]
    described = [node.astext() for node in shown(build).findall(addnodes.desc)]
    assert ["anna@example.net" in text for text in described] == [True, False]
    assert ["ben@example.net" in text for text in described] == [False, True]


def test_parts_are_shown_and_hidden(project: Project) -> None:
    project.write(
        {
            **page_per_case(
                [
                    page("Shown", reply(FULL, ":show: fix, sources\n:class: ours\n:name: full")),
                    page("Hidden", reply(FULL, ":hide: fix, sources, verdict, evidence, read")),
                    page("Wrong", reply(FULL, ":show: evidense\n:provider: gmail")),
                ]
            ),
            "index.rst": page("Title", ".. toctree::\n   :glob:\n\n   case*", "See :ref:`full`."),
        }
    )
    build = project.build("dummy")
    assert headings(build, "case0") == ["What to do", "Sources"]
    assert "ours" in shown(build, "case0")["classes"]
    assert "See 552 5.2.2 Mailbox full." in build.resolved("index").astext()
    assert headings(build, "case1") == []
    assert "Who must act" not in shown(build, "case1").astext()
    wrong = build.warnings_of("case2")
    assert len(wrong) == 2
    assert "smtp-reply: :show: names the unknown 'evidense'" in " ".join(wrong)
    assert "smtp-reply: unknown option :provider:" in " ".join(wrong)


NO_REPLIES = ["Good morning", "", "The 450 chairs were not enough.", "<script>alert(1)</script>"]


def test_a_text_without_a_reply_stands_alone_with_one_warning(project: Project) -> None:
    index = {"index.rst": page("Title", ".. toctree::\n   :glob:\n\n   case*")}
    project.write({**page_per_case(page("Case", reply(text)) for text in NO_REPLIES), **index})
    build = project.build("html")
    for number, text in enumerate(NO_REPLIES):
        warnings = build.warnings_of(f"case{number}")
        assert len(warnings) == 1
        assert "[smtp.reply]" in warnings[0] or "[smtp.argument]" in warnings[0]
        blocks = list(build.resolved(f"case{number}").findall(nodes.literal_block))
        assert [block.astext() for block in blocks] == ([text] if text else [])
        assert not list(build.resolved(f"case{number}").findall(addnodes.desc))


HOSTILE = "550 5.7.1 <script>alert(1)</script> \x1b[31mred\x07 \u202etxt.exe \x00 | `x` *y* \\z"


@pytest.mark.parametrize("builder", ["html", "text", "latex", "man", "xml", "texinfo", "epub", "gettext", "singlehtml"])
def test_nothing_in_a_reply_does_anything(project: Project, builder: str) -> None:
    project.write({"index.rst": page("Title", reply(HOSTILE))})
    build = project.build(builder)
    assert [line for line in build.warnings if "smtp" in line] == []
    for path in build.app.outdir.rglob("*"):
        if path.suffix in (".html", ".txt", ".tex", ".1", ".xml", ".texi", ".xhtml"):
            found = path.read_text(encoding="utf-8")
            assert not {"\x1b", "\x07", "\x00", "\u202e"} & set(found), path
            assert "<script>alert" not in found or builder in ("text", "latex", "man", "texinfo")


def test_it_stands_in_a_list_and_in_a_table(project: Project) -> None:
    item = "* Item\n\n" + "".join(f"  {line}\n" for line in reply(FULL).splitlines())
    table = ".. list-table::\n\n   * - " + reply(FULL).replace("\n", "\n       ")
    project.write({"index.rst": page("Title", item, table)})
    for builder in ("html", "text", "latex", "man"):
        assert project.build(builder).warnings == []


FACTS = """
[provider.our-gateway]
title = "Our gateway"
summary = "Our gateway stands before all our servers."
meaning = "It filters mail."
cite = [{ doc = "RFC 5321", section = "4.2" }]

[[provider.our-gateway.reply]]
code = "552"
enhanced = "5.2.2"
pattern = "The drawer behind our gateway has overflowed until next week"
cause = "mailbox-full"
meaning = "The drawer is full."
do = "Empty the drawer."
actor = "recipient"
cite = [{ doc = "RFC 5321", section = "4.2" }]
"""


def test_a_page_is_read_again_when_the_explanation_changes(project: Project) -> None:
    project.write(
        {
            "conf.py": 'extensions = ["sphinxext_smtp"]\nhtml_theme = "basic"\nsmtp_facts = ["ours.toml"]\n',
            "ours.toml": "",
            "index.rst": page("Title", ".. toctree::\n\n   full\n   other\n   code"),
            "full.rst": page("Full", reply("552 5.2.2 The drawer behind our gateway has overflowed until next week")),
            "other.rst": page("Other", reply("421 4.3.2 Closing")),
            "code.rst": page("Code", ".. smtp-code:: 535"),
        }
    )
    assert project.build().warnings == []
    assert project.build().read == set()
    project.write({"ours.toml": FACTS})
    again = project.build()
    assert again.warnings == []
    assert again.read == {"full"}
    assert "Empty the drawer." in again.output("full.html")
    assert files_of(again.app.outdir) == files_of(project.build(out="clean").app.outdir)


def test_a_project_that_checks_links_does_not_check_ours(project: Project) -> None:
    project.write({"index.rst": page("Title", reply(FULL), "See https://example.org/.")})
    build = project.build("linkcheck", confoverrides={"linkcheck_ignore": [".*"]})
    assert [json.loads(line)["uri"] for line in build.output("output.json").splitlines()] == ["https://example.org/"]


@pytest.mark.parametrize(("language", "title"), [("ja", "メールボックス"), ("eo", "Mailbox full")])
def test_the_explanation_speaks_the_language_of_the_project(project: Project, language: str, title: str) -> None:
    project.write({"index.rst": page("Title", reply(FULL), reply("450 4.2.0 Hello"))})
    build = project.build(confoverrides={"language": language})
    assert [line for line in build.warnings if "smtp" in line] == []
    assert title in titles(build)[0]
    assert shown(build)[0].astext() == FULL


def test_pages_built_in_parallel_are_the_same(tmp_path_factory: pytest.TempPathFactory) -> None:
    pages = {f"p{number}.rst": page(f"Page {number}", reply(FULL), reply("550 5.1.1 No user")) for number in range(12)}
    pages["index.rst"] = page("Title", ".. toctree::\n   :glob:\n\n   p*")
    found = []
    for parallel in (0, 2):
        project = Project(tmp_path_factory.mktemp("parallel") / "project")
        project.write(pages)
        build = project.build(parallel=parallel)
        assert build.warnings == []
        found.append(files_of(build.app.outdir))
    assert found[0] == found[1]
