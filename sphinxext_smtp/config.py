"""The configuration values of the extension: one table that registers, checks and documents them."""

from __future__ import annotations

import os
from pathlib import PurePath, PurePosixPath
from typing import TYPE_CHECKING, Any, Final, Literal

from knowledge.smtp.model.brief import brief
from knowledge.smtp.model.record import Record
from sphinxext_smtp.choices import CHOICES, PAGE_KINDS
from sphinxext_smtp.messages import __
from sphinxext_smtp.warnings import Subtype, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config

LONGEST_FOLDER: Final = 200
"""The longest name of a folder, in characters."""


class Value(Record):
    """One value of conf.py."""

    name: str
    default: Any
    rebuild: Literal["env", "html", ""]
    types: frozenset[type]
    expects: str
    """What a valid value is, in words."""
    help: str
    is_valid: Callable[[Any], bool]


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)


def _is_list_of_kinds(value: object) -> bool:
    return _is_list_of_text(value) and set(value) <= set(PAGE_KINDS)  # type: ignore[call-overload]  # a list of text


def _is_choice_of_comparisons(value: object) -> bool:
    if isinstance(value, str):
        return value in CHOICES
    return isinstance(value, list | tuple) and all(isinstance(item, str) or _is_pair(item) for item in value)


def _is_pair(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, str) or _is_number(item) for item in value)


def _is_number(value: object) -> bool:
    """Tell whether a value may stand for a reply code (RFC 5321, section 4.2.1)."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 999


def _is_path(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, os.PathLike) and isinstance(os.fspath(value), str))


def _is_list_of_paths(value: object) -> bool:
    return _is_path(value) or (isinstance(value, list | tuple) and all(map(_is_path, value)))


def fact_files(given: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[str]:
    """Return the files of facts that a valid value of ``smtp_facts`` names, each once.

    >>> fact_files("ours.toml"), fact_files([PurePath("ours.toml"), "./theirs.toml", "./ours.toml"])
    (['ours.toml'], ['ours.toml', 'theirs.toml'])
    """
    paths = [given] if isinstance(given, str | os.PathLike) else given
    return list(dict.fromkeys(str(PurePath(path)) for path in paths))


def _is_folder(value: object) -> bool:
    """Tell whether a value is a folder below the sources that every file system can have."""
    if not isinstance(value, str) or not value.isprintable() or len(value) > LONGEST_FOLDER:
        return False
    path = PurePosixPath(value)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def _is_switch(value: object) -> bool:
    return isinstance(value, bool)


VALUES: Final = (
    Value(
        "smtp_facts",
        [],
        "",
        frozenset({str, list, tuple}),
        "a path or a list of paths",
        "TOML files with facts of your own, as texts or as paths, relative to the folder of conf.py. Pages that show a "
        "changed fact are read again by themselves. A file with a mistake is left out, and the build says which "
        "entries are missing.",
        _is_list_of_paths,
    ),
    Value(
        "smtp_index_mentions",
        True,  # noqa: FBT003 -- the default of a switch
        "env",
        frozenset({bool}),
        "True or False",
        "Whether each role such as :smtp:code:`535` puts its place into the general index, and so into the results of "
        "a search for the number.",
        _is_switch,
    ),
    Value(
        "smtp_hover",
        False,  # noqa: FBT003 -- the default of a switch
        "html",
        frozenset({bool}),
        "True or False",
        "Whether a small script shows the meaning of a link in a bubble, for the keyboard too. Without it a link has "
        "the meaning as its title, which browsers show to the pointer alone.",
        _is_switch,
    ),
    Value(
        "smtp_pages",
        [],
        "",
        frozenset({list, tuple}),
        f"a list of some of {', '.join(PAGE_KINDS)}",
        "The pages to generate: one for each code, class and so on, and an index of each kind; explainer is a page on "
        "which readers have a reply explained.",
        _is_list_of_kinds,
    ),
    Value(
        "smtp_compare_pages",
        "curated",
        "",
        frozenset({str, list, tuple}),
        f"one of {', '.join(CHOICES)}, or a list of pairs such as '211 535'",
        "The comparisons to generate pages for, where smtp_pages lists them: curated are the ones that somebody has "
        "written out; related also each two that a stated reason ties together; standard the curated ones and each two "
        "reply codes that a standard defines; all the related ones, each two reply codes, and each two enhanced codes "
        "of one subject.",
        _is_choice_of_comparisons,
    ),
    Value(
        "smtp_pages_dir",
        "smtp",
        "",
        frozenset({str}),
        "the name of a folder below the sources, such as 'smtp'",
        "The folder in which the generated pages lie.",
        _is_folder,
    ),
    Value(
        "smtp_pages_toctree",
        True,  # noqa: FBT003 -- the default of a switch
        "",
        frozenset({bool}),
        "True or False",
        "Whether the generated pages stand in the table of contents below their indexes; else they are orphans that "
        "the indexes link to. Pages of comparisons are orphans in any case.",
        _is_switch,
    ),
    Value(
        "smtp_markdown",
        False,  # noqa: FBT003 -- the default of a switch
        "html",
        frozenset({bool}),
        "True or False",
        "Whether each generated page gets a twin in Markdown beside it, and the site a file llms.txt, for readers that "
        "are programs; with the builders html and dirhtml.",
        _is_switch,
    ),
)


def register(app: Sphinx) -> None:
    """Register every value."""
    for value in VALUES:
        app.add_config_value(value.name, value.default, value.rebuild, value.types, value.help)


def check(app: Sphinx, config: Config) -> None:
    """Replace each value of a wrong form by its default, with one warning; never stop a build."""
    for value in VALUES:
        given = config[value.name]
        if not value.is_valid(given):
            warn(
                Subtype.config,
                __("%(name)s: expected %(expected)s, found %(found)s; using %(default)r")
                % {
                    "name": value.name,
                    "expected": value.expects,
                    "found": brief(given),
                    "default": value.default,
                },
            )
            config[value.name] = value.default
    config["smtp_facts"] = fact_files(config["smtp_facts"])  # texts, which Sphinx can keep from build to build
