"""The kinds of nodes, one row a kind: what is called what, and which parts, fields and comparisons a kind has.

Whoever treats kinds apart asks their rows. To add a kind, write its record, its row here, its facts, and its words in
`knowledge.smtp.language`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypedDict

from knowledge.smtp.model import nodes
from knowledge.smtp.model.grammar import KEYWORD, LONGEST, MARK, MECHANISM, NUMBER, TITLE, WORDS
from knowledge.smtp.model.kind_row import KindRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.smtp.model.vocabulary import Kind

_ADVISED: Final = ("meaning", "when", "fix", "avoid", "retry", "choose", "conflict")
"""The parts about a code and what to do about it."""

KindRows = TypedDict(
    "KindRows",
    {
        "class": KindRow,
        "category": KindRow,
        "code": KindRow,
        "enhanced": KindRow,
        "tag": KindRow,
        "subject": KindRow,
        "command": KindRow,
        "mechanism": KindRow,
        "extension": KindRow,
        "cause": KindRow,
        "document": KindRow,
        "provider": KindRow,
        "taxonomy": KindRow,
        "comparison": KindRow,
    },
)
"""A row for each kind: the type checker finds one that is missing."""

ROWS: Final[KindRows] = {
    "class": KindRow(
        record=nodes.ReplyClass,
        names="[2-5]xx",
        form="2xx, 3xx, 4xx or 5xx (RFC 5321, section 4.2.1)",
        what="a class of replies",
        label="reply class",
        group="classes",
        heading="Reply classes",
        example="5xx",
        role="class",
        parts=("facts", "meaning", "conclude", "choose", "conflict", "codes", "see-also", "sources"),
        item_parts=("meaning", "conclude"),
        fields=("rfc-name", "notation", "codes", "defined"),
        is_comparable=True,
        definers=("standard",),
        is_titled=True,
        is_named_first=True,
    ),
    "category": KindRow(
        record=nodes.Category,
        names="x[0-5]x",
        form="x0x to x5x (RFC 5321, section 4.2.1)",
        what="a category of replies",
        label="reply category",
        group="categories",
        example="x3x",
        fields=("rfc-name", "notation", "codes", "defined"),
        is_comparable=True,
        definers=("standard",),
        is_titled=True,
        is_named_first=True,
    ),
    "code": KindRow(
        record=nodes.ReplyCode,
        names="[0-9]{3}",
        form="three digits such as 535 (RFC 5321, section 4.2.1)",
        what="a reply code",
        label="SMTP reply code",
        group="codes",
        heading="Reply codes",
        example="535",
        role="code",
        parts=(
            "facts",
            "note",
            "causes",
            *_ADVISED,
            "examples",
            "providers",
            "classifiers",
            "related",
            "see-also",
            "sources",
        ),
        item_parts=("meaning", "when", "fix", "avoid", "retry"),
        fields=(
            "phrase",
            "standing",
            "class",
            "category",
            "commands",
            "enhanced",
            "closes",
            "retry",
            "actor",
            "scope",
            "holder",
            "defined",
        ),
        glance=("class", "retry", "actor", "closes"),
        is_comparable=True,
        neighbors="command",
        definers=("standard",),
        is_titled=True,
        is_named_first=True,
    ),
    "enhanced": KindRow(
        record=nodes.EnhancedCode,
        names=rf"X\.{NUMBER}\.{NUMBER}",
        form="an entry such as X.7.8 (RFC 3463, section 2)",
        what="an enhanced status code",
        label="SMTP enhanced status code",
        group="enhanced_codes",
        heading="Enhanced status codes",
        example="5.7.8",
        role="code",
        parts=("facts", "causes", *_ADVISED, "providers", "classifiers", "related", "see-also", "sources"),
        item_parts=("meaning", "when", "fix", "avoid", "retry"),
        fields=("class", "retry", "actor", "scope", "sample", "subject", "classes", "basic", "defined"),
        glance=("class", "retry", "actor"),
        is_comparable=True,
        neighbors="subject",
        definers=("standard", "registry"),
        is_titled=True,
        is_named_first=True,
    ),
    "tag": KindRow(
        record=nodes.Tag,
        names=rf"[245]\.{NUMBER}\.{NUMBER}(?:-{NUMBER})?|(?=.*[A-Z0-9]){MARK}",
        form="a number such as 5.7.515, a range such as 4.7.500-699, or a word such as S3140",
        what="a mark of a provider",
        label="number or tag of a provider",
        group="tags",
        heading="Numbers and tags of providers",
        example="5.7.515",
        role="code",
        parts=("facts", "causes", "meaning", "providers", "related", "sources"),
        fields=("provider", "class", "cause"),
        glance=("provider", "cause"),
        is_titled=True,
    ),
    "subject": KindRow(
        record=nodes.Subject,
        names=rf"X\.{NUMBER}",
        form="a subject such as X.7 (RFC 3463, section 2)",
        what="a subject of enhanced status codes",
        label="enhanced status code subject",
        group="subjects",
        example="X.7",
        fields=("defined",),
        definers=("standard",),
        is_titled=True,
    ),
    "command": KindRow(
        record=nodes.Command,
        names=f"{KEYWORD}|connection|end of data",
        form="a verb in capitals such as AUTH (RFC 5321, section 4.1.1), or connection, or end of data",
        what="a command",
        label="SMTP command",
        group="commands",
        heading="Commands",
        example="AUTH",
        role="command",
        parts=(
            "facts",
            "meaning",
            "when",
            "choose",
            "conflict",
            "replies",
            "mechanisms",
            "related",
            "see-also",
            "sources",
        ),
        item_parts=("meaning", "when"),
        fields=("syntax", "standing", "phase", "introduced", "success", "intermediate", "error", "defined"),
        glance=("standing", "phase"),
        is_comparable=True,
        is_chosen=True,
        definers=("standard", "registry", "observed"),
        is_titled=True,
        is_named_first=True,
    ),
    "mechanism": KindRow(
        record=nodes.Mechanism,
        names=MECHANISM,
        form="capitals, digits, hyphens and underscores such as CRAM-MD5 (RFC 4422, section 3.1)",
        what="a SASL mechanism",
        label="SASL mechanism",
        group="mechanisms",
        heading="SASL mechanisms",
        example="PLAIN",
        role="mechanism",
        parts=(
            "facts",
            "meaning",
            "exposes",
            "when",
            "choose",
            "avoid",
            "conflict",
            "related",
            "see-also",
            "sources",
        ),
        item_parts=("meaning", "exposes", "when", "avoid"),
        fields=("advice", "usage", "needs", "refused", "defined"),
        glance=("advice", "needs"),
        is_comparable=True,
        is_chosen=True,
        definers=("standard", "registry", "observed"),
        is_titled=True,
        is_named_first=True,
    ),
    "extension": KindRow(
        record=nodes.Extension,
        names=KEYWORD,
        form="a keyword in capitals such as STARTTLS (RFC 5321, section 4.1.1.1)",
        what="an extension",
        label="SMTP extension",
        group="extensions",
        heading="Extensions",
        example="STARTTLS",
        role="extension",
        parts=("facts", "meaning", "conflict", "related", "see-also", "sources"),
        fields=("standing", "introduces", "parameters", "submission", "defined"),
        glance=("standing", "submission"),
        is_comparable=True,
        is_chosen=True,
        definers=("standard", "registry", "observed"),
        is_titled=True,
        is_named_first=True,
    ),
    "cause": KindRow(
        record=nodes.Cause,
        names=WORDS,
        form="small letters, digits and hyphens such as mailbox-full",
        what="a cause",
        label="cause",
        group="causes",
        heading="Causes",
        example="mailbox-full",
        role="cause",
        parts=(
            "facts",
            "meaning",
            "choose",
            "fix",
            "avoid",
            "retry",
            "conflict",
            "numbers",
            "providers",
            "terms",
            "related",
            "see-also",
            "sources",
        ),
        item_parts=("meaning", "fix", "avoid", "retry"),
        fields=("lasting", "actor", "retry", "scope", "holder"),
        glance=("lasting", "actor", "retry", "scope"),
        is_comparable=True,
        is_titled=True,
        is_named_first=False,
    ),
    "document": KindRow(
        record=nodes.Document,
        names=rf"RFC [1-9][0-9]{{0,4}}|(?!(?i:RFC) ?[0-9])[A-Za-z]{TITLE}*(?: {TITLE}+)*",
        form="RFC 5321, or a title in letters, digits and common signs such as Postfix source",
        what="a document",
        label="document",
        group="documents",
        example="RFC 5321",
        fields=("status", "date"),
    ),
    "provider": KindRow(
        record=nodes.Provider,
        names=WORDS,
        form="small letters, digits and hyphens such as exchange-online",
        what="a provider",
        label="mail provider",
        group="providers",
        example="gmail",
        parts=("facts", "meaning", "providers", "sources"),
    ),
    "taxonomy": KindRow(
        record=nodes.Taxonomy,
        names=WORDS,
        form="small letters, digits and hyphens such as kumomta",
        what="a bounce taxonomy",
        label="bounce taxonomy",
        group="taxonomies",
        example="kumomta",
        parts=("facts", "meaning", "terms", "sources"),
        fields=("version",),
    ),
    "comparison": KindRow(
        record=nodes.CuratedComparison,
        names="",
        form="the names of the items",
        what="a curated comparison",
        label="SMTP comparison",
        group="comparisons",
        heading="Comparisons",
        example="450 550",
        role="compare",
        parts=("summary", "table", "items", "differences", "choose", "see-also", "sources"),
    ),
}
"""The kinds in their order: nodes are sorted by it, and a bare name that several kinds have means the first of them."""


def kind_named(text: str) -> Kind | None:
    """Return the kind of a name, or None if there is none: ``code`` is one, ``codes`` is not."""
    return next((kind for kind in kinds() if kind == text), None)


def kinds() -> Iterable[Kind]:
    """Return the kinds in their order."""
    return ROWS.keys()  # type: ignore[return-value]  # the keys of the table are the kinds


def row_of(kind: Kind) -> KindRow:
    """Return the row of a kind."""
    return ROWS[kind]


def kinds_of_role(role: str) -> tuple[Kind, ...]:
    """Return the kinds of the nodes that a role may name; none for what is no role.

    >>> kinds_of_role("code")
    ('code', 'enhanced')
    """
    return tuple(kind for kind in kinds() if role and ROWS[kind].role == role)


def comparable_kinds() -> tuple[Kind, ...]:
    """Return the kinds of the nodes that can be compared."""
    return tuple(kind for kind in kinds() if ROWS[kind].is_comparable)


def is_valid_name(kind: Kind, name: str) -> bool:
    """Tell whether a name has the form that names of a kind have.

    >>> is_valid_name("code", "535"), is_valid_name("code", "5x5"), is_valid_name("mechanism", "plain")
    (True, False, False)
    """
    return len(name) <= LONGEST and re.fullmatch(ROWS[kind].names, name) is not None
