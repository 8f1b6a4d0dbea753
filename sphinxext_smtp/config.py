"""The configuration values of the extension: one table that registers, checks and documents them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from knowledge.smtp.record import Record

from .warnings import Subtype, warn

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config


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


VALUES: Final = (
    Value(
        "smtp_facts",
        [],
        "",
        frozenset({list, tuple}),
        "a list of paths",
        "TOML files with facts of your own, relative to the folder of conf.py. Pages that show a changed fact are read "
        "again by themselves.",
        _is_list_of_text,
    ),
    Value(
        "smtp_index_mentions",
        True,  # noqa: FBT003 -- the default of a switch
        "env",
        frozenset({bool}),
        "True or False",
        "Whether each role such as :smtp:code:`535` puts its place into the general index, and so into the results of "
        "a search for the number.",
        lambda value: isinstance(value, bool),
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
                f"{value.name}: expected {value.expects}, found {given!r}; using {value.default!r}",
            )
            config[value.name] = value.default
