"""Files of facts of a project: one mistake takes away its own file, and nothing else."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from sphinx_project import page

from knowledge import smtp
from sphinxext_smtp.warnings import LONGEST

if TYPE_CHECKING:
    from sphinx_project import Project

OURS: Final = '[code.535]\nnote = "Ask the mail team."\n'
WRONG: Final = "[code.530]\nnote = 5\n\n[code.534]\nnote = true\n\n[cmmand.AUTH]\nx = 1\n"
DOCUMENT: Final = """
[document."Our rules"]
title = "Our rules"
summary = "The rules of our mail service."
meaning = "The rules say which mail our service takes."
status = "provider documentation"
url = "https://example.org/rules"
cite = [{ doc = "Our rules" }]
"""
CITING: Final = """
[[code.450.relation]]
kind = "confused with"
to = "code:535"
why = "`450` answers `RCPT`, `535` answers `AUTH`."
cite = [{ doc = "Our rules" }]
"""
NEW: Final = """
[code.299]
title = "Held for approval"
standing = "nonstandard"
summary = "`299` holds a message until somebody has approved it."
meaning = "The gateway holds the message."
choose = "Expect it from the gateway."
avoid = ["Sending again does not help, because the message is there already."]
closes = "no"
actor = ["sender"]
when = { client = "You sent a large message.", server = "A rule asks for approval." }
fix = { sender = "Wait.", administrator = "Approve it.", developer = "Treat it as `250`." }
retry = { when = "not-needed", what = "nothing", text = "Nothing needs to be repeated." }
cite = [{ doc = "RFC 5321", section = "4.2" }]

[provider.gate]
summary = "Our gateway filters mail."
meaning = "Our gateway filters mail."
cite = [{ doc = "RFC 5321", section = "4.2" }]
title = "Our gateway"

[[provider.gate.reply]]
code = "554"
pattern = "Blocked by GATE"
meaning = "Our gateway found a macro in an attachment."
do = "Send the file without macros."
actor = "sender"
cite = [{ doc = "RFC 5321", section = "4.2" }]
"""


def conf(value: str) -> str:
    return f'from pathlib import Path\n\nextensions = ["sphinxext_smtp"]\nsmtp_facts = {value}\n'


@pytest.mark.parametrize(
    "value",
    [
        '"sub/ours.toml"',
        '("sub/ours.toml",)',
        'Path("sub/ours.toml")',
        '["sub/ours.toml", "./sub/ours.toml", Path("sub/ours.toml")]',
        'str(Path(__file__).parent / "sub/ours.toml")',
    ],
)
def test_a_file_may_be_named_in_every_way_in_which_paths_are(project: Project, value: str) -> None:
    project.write({"conf.py": conf(value), "sub/ours.toml": OURS, "index.rst": page("Title", ".. smtp-code:: 535")})
    build = project.build("text")
    assert build.warnings == []
    assert "Ask the mail team." in build.output("index.txt")


@pytest.mark.parametrize("form", [str, Path, lambda path: [str(path)], lambda path: (path,), lambda path: iter([path])])
def test_python_takes_one_file_or_several(tmp_path: Path, form: object) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(OURS, encoding="utf-8")
    assert smtp.load(facts=form(path)).code(535).note == "Ask the mail team."  # type: ignore[operator]  # a function


def test_a_file_with_mistakes_is_left_out_with_all_it_says_and_the_others_stay(project: Project) -> None:
    project.write(
        {
            "conf.py": conf('["wrong.toml", "ours.toml"]'),
            "ours.toml": OURS,
            "wrong.toml": WRONG,
            "index.rst": page("Title", ".. smtp-code:: 535"),
        }
    )
    build = project.build("text")
    assert "Ask the mail team." in build.output("index.txt")
    told = "\n".join(build.warnings)
    assert "wrong.toml: code.530.note: expected a text, found the number 5 [smtp.facts]" in told
    assert "wrong.toml: code.534.note: expected a text, found " in told
    assert "wrong.toml: cmmand: expected one of " in told
    last = "WARNING: wrong.toml is left out; these entries are missing: code:530, code:534, cmmand:AUTH [smtp.facts]"
    assert build.warnings[3:] == [last]


def test_a_file_that_needs_one_that_is_left_out_is_left_out_as_well(project: Project) -> None:
    files = {"conf.py": conf('["citing.toml", "document.toml", "ours.toml"]'), "ours.toml": OURS, "citing.toml": CITING}
    project.write({**files, "index.rst": page("Title", ".. smtp-code:: 535"), "document.toml": DOCUMENT})
    assert project.build("text").warnings == []
    project.write({"document.toml": f"{DOCUMENT}status = 5\n"})
    build = project.build("text")
    assert [re.sub(": expected.*", "", warning) for warning in build.warnings] == [
        "WARNING: document.toml",
        "WARNING: citing.toml: code.450.relation[1].cite[1].doc",
        "WARNING: citing.toml is left out; these entries are missing: code:450 [smtp.facts]",
    ]
    assert "Ask the mail team." in build.output("index.txt")


def test_a_page_that_waits_for_a_name_is_read_again_when_there_is_one(project: Project) -> None:
    waiting = {
        "code": ".. smtp-code:: 299",
        "compare": ".. smtp-compare:: 299 535",
        "graph": ".. smtp-graph:: 299",
        "role": ":smtp:code:`299`",
        "both": ":smtp:compare:`299 535`",
        "table": ".. smtp-table::\n   :provider: gate",
        "replies": ".. smtp-code:: 554\n   :provider: gate",
    }
    contents = page("Index", ".. toctree::\n   :glob:\n\n   *")
    project.write(
        {"conf.py": conf('"ours.toml"'), "ours.toml": NEW.replace('"Held for approval"', "5"), "index.rst": contents}
    )
    project.write({f"{name}.rst": page("Page", text) for name, text in waiting.items()})
    first = project.build("text")
    pages = {warning.partition(".rst")[0] for warning in first.warnings if "[smtp.facts]" not in warning}
    assert pages == set(waiting)
    project.write({"ours.toml": NEW})
    again = project.build("text")
    assert again.warnings == []
    assert again.read == set(waiting)


def test_of_many_missing_entries_the_first_are_named(project: Project) -> None:
    wrong = "".join(f"[code.{number}]\nnote = 5\n" for number in smtp.load().codes)
    project.write({"conf.py": conf('"wrong.toml"'), "wrong.toml": wrong, "index.rst": page("Title", "Text.")})
    *_, last = project.build("dummy").warnings
    count = len(smtp.load().codes) - 8
    assert re.fullmatch(rf"WARNING: wrong\.toml is left out; .* missing: (code:\d+, ){{8}}and {count} more \[.*", last)


NO_FILES: Final = [
    ('"absent.toml"', "No such file or directory"),
    ('"folder"', "a folder"),
    ('""', "a folder"),
    ('"pipe"', "a pipe, a socket or a device"),
    ('"/dev/zero"', "a pipe, a socket or a device"),
    ('"huge.toml"', "17 MiB"),
    ('"loop.toml"', "Too many levels of symbolic links"),
    ('"ours.toml/more.toml"', "Not a directory"),
    (r'"nul\0.toml"', "a path with a NUL character"),
    (r'"half\ud800.toml"', "a path with half of a surrogate pair"),
    (r'"\x1b[31mred\n.toml"', "No such file or directory"),
    ('"x" * 100_000', "File name too long"),
    ('"x/" * 50_000', "File name too long"),
    ('"bytes.toml"', "'utf-8' codec can't decode byte 0x80 in position 128: invalid start byte"),
    ('"broken.toml"', "Expected ']' at the end of a table declaration (at end of document)"),
]


@pytest.mark.parametrize(("value", "found"), NO_FILES)
def test_what_is_no_file_of_facts_gives_one_warning_of_one_line(project: Project, value: str, found: str) -> None:
    project.write(
        {
            "conf.py": conf(f'[{value}, "ours.toml"]'),
            "ours.toml": OURS,
            "broken.toml": "[code.535",
            "index.rst": page("Title", ".. smtp-code:: 535"),
        }
    )
    source = project.folder / "source"
    (source / "folder").mkdir()
    (source / "bytes.toml").write_bytes(bytes(range(256)))
    (source / "loop.toml").symlink_to("loop.toml")
    os.mkfifo(source / "pipe")
    with (source / "huge.toml").open("wb") as huge:
        huge.truncate(17 << 20)
    build = project.build("text")
    assert len(build.warnings) == 1, build.warnings
    assert f", found {found}" in build.warnings[0]
    assert build.warnings[0].endswith(" [smtp.facts]")
    assert len(build.warnings[0]) < LONGEST
    assert build.warnings[0].isprintable()
    assert "Ask the mail team." in build.output("index.txt")
