"""Checks of the graph against copies of the IANA registries, row by row."""

from __future__ import annotations

import csv
import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.vocabulary import MechanismUse, SubmissionUse

WILDCARD: Final = "*"
"""Registry rows that stand for a family of names hold it."""
SAMPLE: Final = "Sample Text"
BASIC: Final = "Associated basic status code"
KEYWORD: Final = "EHLO Keyword"
VERBS: Final = "Additional Verbs (from RFC)"
USE: Final = "Message Submission Use (RFC 6409 7 or own RFC)"
MECHANISM: Final = "Mechanisms"
USAGE: Final = "Usage"
VERIFIED: Final = "Row verified"

USES: Final[Mapping[str, MechanismUse]] = {"COMMON": "common", "LIMITED": "limited", "OBSOLETE": "obsolete"}
"""How the registry of SASL mechanisms writes their use."""
UNVERIFIED: Final[MechanismUse] = "unknown"


SUBMISSION_USES: Final[Mapping[str, SubmissionUse]] = {
    "MUST": "must",
    "SHOULD": "should",
    "MAY": "may",
    "MUST NOT": "must-not",
    "allowed": "allowed",
    "submission only": "only",
    "": "unspecified",
}
"""How the registry copy writes the uses of an extension on a submission server."""


def rows(folder: Path, name: str, *columns: str) -> list[dict[str, str]]:
    """Return the rows of a registry.

    :param columns: the names of the columns that are read.
    :raises SourceError: if it lacks one of them, or is no CSV file.
    """
    with (folder / name).open(encoding="utf-8", newline="") as file:
        try:
            reader = csv.DictReader(file)
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            found = [] if missing else list(reader)
        except (csv.Error, UnicodeDecodeError) as error:
            raise SourceError(f"{file.name}: is no CSV file: {error}") from error
    if missing:
        raise SourceError(f"{file.name}: has no column {', '.join(missing)}")
    return found


def enhanced_codes_agree(graph: Store, folder: Path) -> list[str]:
    """Compare the enhanced codes: names, sample texts, and the reply codes beside them (RFC 5248)."""
    registered = {row["Code"]: row for row in rows(folder, "smtp-enhanced-status-codes-3.csv", "Code", SAMPLE, BASIC)}
    wrong = [f"{name}: not in the registry" for name in graph.enhanced_codes if name not in registered]
    for name, row in registered.items():
        entry = graph.enhanced_codes.get(name)
        if entry is None:
            wrong.append(f"{name}: not in the graph")
            continue
        if " ".join(row[SAMPLE].split()) != entry.sample:
            wrong.append(f"{name}: the registry has the sample text {row['Sample Text']!r}")
        basic = set(re.findall(r"\b[2-5]\d\d\b", row[BASIC])) & set(graph.codes)
        held = {rel.target.name for rel in graph.out(entry, "pairs with") if rel.basis == "registry"}
        if basic != held:
            wrong.append(f"{name}: the registry has {sorted(basic)}, the graph {sorted(held)}")
    return wrong


def extensions_agree(graph: Store, folder: Path) -> list[str]:
    """Compare the EHLO keywords, and the verbs that they add."""
    wrong = []
    registered = rows(folder, "smtp-service-extensions.csv", KEYWORD, VERBS, USE)
    for row in registered:
        extension = graph.extensions.get(row[KEYWORD])
        if extension is None:
            wrong.append(f"{row['EHLO Keyword']}: not in the graph")
            continue
        verbs = {f"command:{verb}" for verb in re.findall(r"[A-Z]{4,}", row[VERBS])}
        known = {key for key in verbs if key in graph}
        if not known <= set(extension.introduces):
            wrong.append(f"{extension.name}: adds {sorted(known)}, the graph has {extension.introduces}")
        use = SUBMISSION_USES[row[USE]]
        if use != extension.submission:
            wrong.append(f"{extension.name}: submission use is {use}, the graph has {extension.submission}")
    names = {row[KEYWORD] for row in registered}
    return wrong + [f"{name}: not in the registry" for name in graph.extensions if name not in names]


def mechanisms_agree(graph: Store, folder: Path) -> list[str]:
    """Compare the SASL mechanisms: every registered one that names a single mechanism is in the graph, with its use."""
    registered = rows(folder, "sasl-mechanisms.csv", MECHANISM, USAGE, VERIFIED)
    names = [row[MECHANISM] for row in registered]
    wrong = [f"{name}: not in the graph" for name in names if WILDCARD not in name and name not in graph.mechanisms]
    for mechanism in graph.mechanisms.values():
        row = next((row for row in _exact_first(registered) if fnmatchcase(mechanism.name, row[MECHANISM])), None)
        uses = _uses(row)
        if mechanism.usage not in uses:
            allowed = " or ".join(str(use) for use in uses)
            wrong.append(f"{mechanism.name}: the use in the registry is {allowed}, the graph has {mechanism.usage}")
    return wrong


def _exact_first(registered: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the rows with those last that stand for a family."""
    return sorted(registered, key=lambda row: WILDCARD in row[MECHANISM])


def _uses(row: dict[str, str] | None) -> tuple[MechanismUse | None, ...]:
    """Return what the graph may say of the use of a mechanism: what nobody has verified is not known."""
    if row is None:
        return (None,)
    use = USES.get(row[USAGE], "unknown")
    return {"yes": (use,), "partial": tuple(dict.fromkeys((use, UNVERIFIED)))}.get(row[VERIFIED], (UNVERIFIED,))


REGISTRY_CHECKS: Final[Mapping[str, Callable[[Store, Path], list[str]]]] = {
    "enhanced codes agree with the registry": enhanced_codes_agree,
    "extensions agree with the registry": extensions_agree,
    "mechanisms agree with the registry": mechanisms_agree,
}
