"""Writers of far more than a project has, for the tests of load and for the benchmarks."""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING

from knowledge import smtp

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NODES, RELATIONS = 20_000, 100_000
DIRECTIVES, ROLES = 10_000, 50_000
ON_A_PAGE = 100
"""How many directives stand on each page."""
TIES = RELATIONS // NODES
FILES = 4
"""Over how many files the own nodes are spread; one file has its limit."""

NODE = """
[extension.X-OWN-{number}]
title = "Own {number}"
standing = "experimental"
introduces = []
parameters = []
summary = "`X-OWN-{number}` is our own."
meaning = "It is our own."
cite = [{{ doc = "RFC 5321", section = "4.2.3" }}]
"""
TIE = """
[[extension.X-OWN-{number}.relation]]
kind = "confused with"
to = "extension:X-OWN-{other}"
why = "Both are our own."
cite = [{{ doc = "RFC 5321", section = "4.2.3" }}]
"""


def own_facts(folder: Path, nodes: int) -> list[Path]:
    """Write files with own nodes, each tied to some others, and return their paths."""
    paths = []
    for file in range(FILES):
        path = folder / f"own-{nodes}-{file}.toml"
        numbers = range(file, nodes, FILES)
        path.write_text("".join(text for number in numbers for text in own_node(number, nodes)), encoding="utf-8")
        paths.append(path)
    return paths


def own_node(number: int, nodes: int) -> Iterator[str]:
    yield NODE.format(number=number)
    for step in range(1, TIES + 1):
        yield TIE.format(number=number, other=(number + 7 * step) % nodes)


def marked_up(directives: int, roles: int) -> dict[str, str]:
    """Return the pages of a project that explains every code in turn, again and again, and mentions them between."""
    codes = cycle(smtp.load().codes)
    names = [f"page{number}" for number in range(directives // ON_A_PAGE)]
    pages = {
        f"{name}.rst": "\n\n".join(
            [
                f"{name}\n{'=' * len(name)}",
                *(text for code in islice(codes, ON_A_PAGE) for text in explained(code, roles // directives)),
            ]
        )
        for name in names
    }
    toctree = "\n   ".join(names)
    return {**pages, "index.rst": f"Index\n=====\n\n.. toctree::\n\n   {toctree}\n"}


def explained(name: str, roles: int) -> Iterator[str]:
    yield f".. smtp-code:: {name}\n   :show: meaning"
    yield "We got " + ", ".join([f":smtp:code:`{name}`"] * roles)
