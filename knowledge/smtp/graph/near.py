"""Which names come near a wrong one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph.names import LONGEST, kind_before
from knowledge.smtp.graph.spellings import ENHANCED, folded
from knowledge.smtp.model.kinds import kinds

if TYPE_CHECKING:
    from collections.abc import Collection

    from knowledge.smtp.graph.names import Names
    from knowledge.smtp.model.keys import NodeKey
    from knowledge.smtp.model.vocabulary import Kind

_WORD: Final = r"[\w.-]+"
_NUMBER: Final = rf"(?<![0-9.])(?:{ENHANCED}|[0-9]{{3}})(?![0-9.])"
"""A code within a word in which something is mistyped."""
NEAR: Final = 0.6
"""How much of a name, from 0 to 1, another must have in common with it to be called near."""
MOST: Final = 3
"""How many names are given at most."""


def nearest(names: Names, name: str, tried: Collection[Kind] = ()) -> list[str]:
    """Return the names that come nearest to a wrong one, best first.

    The names that the wrong one holds as a part come first, and then those that are spelled like it. No number is near
    another, because the next one may mean something else.

    >>> from knowledge import smtp
    >>> known = smtp.load().names
    >>> nearest(known, "AUHT", ["command"]), nearest(known, "551x"), nearest(known, "536")
    (['AUTH'], ['551'], [])

    :param tried: the kinds of nodes that were asked for; none for all of them.
    """
    from difflib import get_close_matches

    kind, wanted = kind_before(name)
    tried = tried or ((kind,) if kind else tuple(kinds()))
    if len(wanted) > LONGEST:
        return []
    parts = [*re.findall(_WORD, wanted), *re.findall(_NUMBER, wanted)]
    exact = (names.exact(part, each) for part in parts for each in tried)
    found = [key.spelled for key in exact if key]
    spelled = {each: key.name for one in tried for each, key in names.of_kind(one).items() if not _is_number(key)}
    found += [spelled[match] for match in get_close_matches(folded(wanted), spelled, n=MOST, cutoff=NEAR)]
    return list(dict.fromkeys(found))[:MOST]


def nearest_keys(names: Names, name: str) -> list[NodeKey]:
    """Return the keys that come nearest to a wrong one: of what the bare name means, or of the names near it."""
    if bare := names.find(name):
        return [bare]
    kind, _wanted = kind_before(name)
    return [found for each in nearest(names, name) if (found := names.find(each, kind))]


def _is_number(key: NodeKey) -> bool:
    """Tell whether the digits of a name carry its meaning: codes, subjects, marks, and comparisons of codes."""
    return key.kind in ("code", "enhanced", "subject") or (key.kind in ("comparison", "tag") and key.name[0].isdigit())
