"""The sentences that comparisons derive from the fields of the nodes.

Every sentence is a whole template with named slots. A slot takes a name in backticks or a list of such names, never a
part of a sentence; lists are put together by `Phrases.listed`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Sentences:
    """The templates of sentences, in English."""

    LIST_PAIR = "{first} and {second}"
    LIST_MORE = "{first}, {rest}"
    LIST_LAST = "{first}, and {last}"

    MOMENTS: Mapping[str, str] = {
        "connection": "the opening of the `connection`",
        "end of data": "the `end of data`",
    }
    """How sentences name the two moments that get a reply without a verb."""

    NUMBERS_UNKNOWN = "No standard, no registry and no provider is known to have the numbers of this reply."
    EVIDENCE: Mapping[str, str] = {
        "reply": "{provider} replies with the words {words}.",
        "tag": "{words} is a mark by which {provider} tells this reply from others.",
        "phrase": "The reply holds the words {words}.",
        "enhanced": "The enhanced code {words} stands for it.",
        "code": "The reply code {words} comes with it.",
    }
    """What speaks for a cause. The slot of the provider is filled where the reply shows who sent it."""
    REPLY_WARNINGS: Mapping[str, str] = {
        "class-mismatch": (
            "{code} and {enhanced} begin with different digits, although a server has to send the same class in both."
        ),
        "mixed-codes": "The lines of the reply begin with different codes, although each line has to repeat the first.",
        "enhanced-not-allowed": (
            "{enhanced} stands where no enhanced code may stand: in a `3xx` reply, in the greeting or in the answer to "
            "`EHLO`."
        ),
        "unknown-code": "No standard defines {code}, and no server is known to send it.",
        "unknown-enhanced": "No registry has {enhanced}, and no provider is known to have made it up.",
        "not-a-reply": "{code} is no SMTP reply: no server is known to send it.",
    }
    NO_REPLY = "{code} is no SMTP reply: no standard has it, and no server is known to send it."

    REPLY_SINCE = "The provider gives this reply from {date} on."
    REPLY_UNTIL = "The provider gives this reply until {date}."
    REPLY_QUOTES = (
        "The provider reports with these words what another server replied, and that reply stands behind them."
    )

    BOTH_ANSWER = "Both codes can answer {commands}."
    BOTH_ANSWER_SUCH = "Both codes can answer many commands, {commands} among them."
    ALL_ANSWER_SUCH = "All of these codes can answer many commands, {commands} among them."
    UNDEFINED = "No standard says which command {code} answers."
    ALL_ANSWER = "All of these codes can answer {commands}."

    RETRY_OF_CLASS: Mapping[str, str] = {
        "2xx": "Nothing needs to be repeated after {code}, because its first digit reports success.",
        "4xx": "The first digit of {code} says that the failure may pass, so the sending server tries again by itself.",
        "5xx": "The first digit of {code} says that the failure lasts, so change something before you try again.",
    }

    CLASS_EXCLUDED = (
        "The document that defines {entry} calls it useful in {classes} only, "
        "so {code} has a class that it does not foresee."
    )

    READINGS_CONTRARY = (
        "By {numbers} alone, these programs contradict each other: no cause fits the terms of all of them. "
        "Read the text of the reply."
    )
