"""The fixed words around the facts: headings, names of fields, and names of the vocabularies' words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.model.kinds import kinds, row_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.smtp.model.vocabulary import Kind


class Captions:
    """What stands over and beside the facts, in English."""

    HEADINGS: Mapping[str, str] = {
        "facts": "Facts",
        "meaning": "Meaning",
        "conclude": "What a client may conclude",
        "exposes": "What it reveals",
        "when": "When you see it",
        "fix": "What to do",
        "avoid": "What does not help",
        "retry": "Try again?",
        "choose": "When to expect it",
        "examples": "What real servers send",
        "providers": "What providers answer",
        "conflict": "Where sources disagree",
        "codes": "Codes",
        "replies": "Replies",
        "mechanisms": "Mechanisms",
        "related": "Related",
        "numbers": "Which numbers it comes with",
        "terms": "What other programs call it",
        "classifiers": "What programs make of the number alone",
        "causes": "What the text tells",
        "verdict": "",
        "candidates": "What it can be",
        "evidence": "What speaks for it",
        "warnings": "What is wrong with the reply",
        "read": "Read on",
        "sources": "Sources",
        "note": "Note",
        "summary": "",
        "table": "Side by side",
        "items": "",
        "differences": "Key differences",
        "see-also": "Compare also",
    }
    """The heading of each part; a part without one stands where it is, under the heading above it."""

    HEADINGS_OF_KIND: Mapping[Kind, Mapping[str, str]] = {
        "command": {"when": "When it is used", "choose": "When to choose it"},
        "cause": {"choose": "How to tell it from its neighbors"},
        "taxonomy": {"terms": "Terms"},
        "provider": {"providers": "What it answers"},
        "mechanism": {"when": "When it is used", "choose": "When to choose it", "avoid": "What to avoid"},
    }
    """The headings that differ for one kind of node."""

    WHICH_TO_EXPECT = "Which to expect when"
    WHICH_TO_CHOOSE = "Which to choose when"

    FIELDS: Mapping[str, str] = {
        "title": "Title",
        "phrase": "Phrase in the standard",
        "class": "Class",
        "category": "Second digit",
        "commands": "Answers",
        "enhanced": "Enhanced codes",
        "phase": "Part of the session",
        "closes": "Connection afterwards",
        "retry": "Try again?",
        "actor": "Who must act",
        "scope": "What it is about",
        "holder": "Who has the message afterwards",
        "lasting": "How long it lasts",
        "cause": "Cause",
        "version": "Version",
        "term": "Term",
        "recipient": "Recipient",
        "reported": "Reported by",
        "moment": "In answer to",
        "confidence": "How sure",
        "relation": "Relation",
        "taxonomy": "Taxonomy",
        "standing": "Standing",
        "defined": "Defined in",
        "rfc-name": "Name in the standard",
        "notation": "Notation in the standard",
        "codes": "Codes",
        "syntax": "Syntax",
        "success": "Replies on success",
        "intermediate": "Intermediate replies",
        "error": "Replies on failure",
        "introduced": "Added by",
        "introduces": "Adds",
        "parameters": "Parameters",
        "submission": "On a submission server",
        "advice": "Advice",
        "usage": "Use in the registry",
        "needs": "Needs",
        "refused": "Refused with",
        "sample": "Text in the registry",
        "classes": "Useful in classes",
        "subject": "Subject",
        "basic": "Reply codes",
        "date": "Date",
        "status": "Status",
        "client": "At the client",
        "server": "At the server",
        "sender": "Sender",
        "administrator": "Administrator",
        "developer": "Developer",
        "code": "Code",
        "outcome": "Outcome",
        "condition": "When",
        "name": "Name",
        "summary": "Meaning",
        "meaning": "Meaning",
        "reply": "Reply",
        "do": "What to do",
        "source": "Source",
        "replies": "Replies told here",
        "evidence": "Recognized by",
        "checked": "Last checked",
        "provider": "Provider",
    }

    IF_THE_TEXT_SAYS = "If the text says"
    IT_IS = "It is"
    NO_CAUSE = "Other replies"
    """The heading of the replies whose cause the provider does not tell."""
    NO_NUMBER = "Replies without a number"

    ALSO = "Also: {names}"
    """The senders, or the causes, whose replies are not told one by one."""

    NO_DECISION = "The text does not decide"
    """The title of a reply that leaves several causes."""

    MATRIX_LEGEND = (
        "S stands for success, I for an intermediate reply and E for an error, as in `RFC 5321`, section 4.3.2."
    )

    NONE = "none"
    """What a table shows where a list is empty."""
    NOTHING = "nothing"
    """What a mechanism needs that needs nothing."""
    UNKNOWN = "not known"
    """What stands in the place of a fact that no source tells."""
    INAPPLICABLE = "does not apply"
    """What a table shows of a number that is no reply where other numbers have a class, or commands that get them."""

    ANY_COMMAND = "any command"
    ANY_COMMAND_EXCEPT = "any command except {commands}"
    AGAINST = "{name} (against the standard)"

    KINDS: Mapping[Kind, str] = {kind: row_of(kind).label for kind in kinds()}

    GROUPS: Mapping[Kind, str] = {kind: row_of(kind).heading for kind in kinds() if row_of(kind).heading}
    """The headings of groups of nodes."""

    NO_REPLIES = "Numbers that are no replies"
    """The heading of the numbers that lists print although no server is known to send them."""

    REFERENCE = "SMTP reference"
    """The title of the page that leads to all generated pages."""

    CLASS_IN_FULL = "{title} ({name})"
    """A class with its own title and the name that the standard gives it."""
    ALONE = "SMTP {title}"
    """The title of a page where it stands without its surroundings, as in the list of a search engine."""

    SECTION = "{document}, section {section}"
    APPENDIX = "{document}, {section}"
    COMPARED = "{first} vs {second}"
    """The title of a comparison of two."""
    SAME_FOR_TWO = "both: {value}"
    SAME_FOR_MORE = "all: {value}"
    """What stands once in a comparison because it is the same for all items."""
    DIFFERS = "differs:"
    """Says to readers of the screen what the sign ≠ says to others; the name of the row follows."""
    DIFFERS_LEGEND = "The sign ≠ marks each row in which they differ."

    GRAPH = "{name} and what it is related to"
    """The title of a picture, which readers of the screen hear; the relations follow as a list."""
    GRAPH_LIST = "The relations in this picture, as a list"
    SCROLLS = "What does not fit here scrolls to the side."
    """Stands over a picture or a matrix that may be wider than the page."""
