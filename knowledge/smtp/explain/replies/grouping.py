"""Numbers that belong together: the lines of a reply, a reply inside another server's report, replies side by side."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from knowledge.smtp.explain.replies.beside import REPEATS, SURE
from knowledge.smtp.explain.replies.numbers import Number, numbers

FIELD_GAP: Final = 400
"""How far from a reply a field such as ``dsn=`` may stand that reports its enhanced code."""


class Group:
    """The numbers of one reply while a text is read."""

    __slots__ = ("code", "code_number", "enhanced", "enhanced_number", "mixed", "numbers", "outer", "words")

    def __init__(self, first: Number) -> None:
        self.outer = first.start
        self.mixed = False
        self.begin(first)

    def begin(self, first: Number) -> None:
        """Begin with the first number of a reply; of one around it, only where it began is kept."""
        self.numbers = [first]
        self.words = first
        self.code = first.code
        self.code_number = first if first.code else None
        self.enhanced = first.enhanced
        self.enhanced_number = first if first.enhanced else None

    @property
    def start(self) -> int:
        """Where the reply begins."""
        return self.numbers[0].start

    @property
    def end(self) -> int:
        """Where its last number ends."""
        return self.numbers[-1].end

    @property
    def digit(self) -> str:
        """The class of the reply."""
        return str(self.code)[0] if self.code else self.enhanced[0] if self.enhanced else ""

    @property
    def weight(self) -> int:
        """How much it matters beside other replies: a permanent failure, another failure, a success."""
        return 2 * {"5": 2, "4": 1}.get(self.digit, 0) + bool(self.code)

    def add(self, number: Number, *, quoted: bool = False) -> None:
        """Add the number of a further line, or one that the reply lacked.

        :param quoted: what stands before the number told of the reply, and only here it is quoted.
        """
        self.numbers.append(number)
        if quoted:
            self.words = number
        if number.code and not self.code:
            self.code, self.code_number = number.code, number
        if number.enhanced and not self.enhanced:
            self.enhanced, self.enhanced_number = number.enhanced, number

    def enter(self, inner: Number) -> None:
        """Begin with a reply inside this one, which keeps the enhanced code where the inner reply says the same."""
        code, enhanced, number = self.code, self.enhanced, self.enhanced_number
        self.begin(inner)
        if enhanced and not self.enhanced and (code == inner.code or (code is None and enhanced[0] == self.digit)):
            self.enhanced, self.enhanced_number = enhanced, number


@cache
def _apart() -> re.Pattern[str]:
    """Return what stands between the replies to several recipients in one line."""
    return re.compile(
        r"SMTP error from remote mail|[\"')][)}\]]\s*,\s*\{?b?['\"(]|\}\s*,\s*\{|\n[ \t]*\n|"
        r"\n[^\n]{0,80}\b(?:RCPT|MAIL|DATA|EHLO|AUTH)\b"
    )


def groups(text: str) -> list[Group]:
    """Return the replies of a text as groups of numbers, in their order.

    >>> [(group.code, group.enhanced) for group in groups("554 5.1.0 < #5.1.10 smtp;550 5.1.10 Not found>")]
    [(550, '5.1.10')]
    """
    found: list[Group] = []
    field: Number | None = None
    for number in numbers(text):
        last = found[-1] if found else None
        between = text[last.end : number.start] if last else ""
        if number.place == "report" and not (last and _goes_on(between)):
            field = number
            continue
        if last is None or not _joined(last, number, between, announced=text[last.numbers[-1].start + 3] == "-"):
            if number.sure > REPEATS or (number.place == "end" and not found and number.enhanced):
                found.append(Group(number))
                if field and number.code and not number.enhanced:
                    _report(found[-1], field, number)
            continue
        _join(last, number, between, _quoted(text, number, between), announced=text[last.numbers[-1].start + 3] == "-")
    if field and not found:
        found.append(Group(field))
    elif field and len(found) == 1 and not found[0].enhanced and found[0].digit == (field.enhanced or "")[0]:
        found[0].enhanced, found[0].enhanced_number = field.enhanced, field
    return found


def _report(group: Group, field: Number, number: Number) -> None:
    if number.start - field.end < FIELD_GAP and field.enhanced and field.enhanced[0] == group.digit:
        group.enhanced, group.enhanced_number = field.enhanced, field


def _goes_on(between: str) -> bool:
    return "\n" not in between


def _joined(last: Group, number: Number, between: str, *, announced: bool) -> bool:
    """Tell whether a number belongs to the reply before it, as a further line or as what that reply quotes."""
    if "\n" in between:
        line = between.rpartition("\n")
        folded = line[2][:1] in (" ", "\t") and "\n\n" not in between
        further = announced and (last.code == number.code or (number.place == "start" and between.count("\n") == 1))
        if not (folded or further or _same(last, number) or between.isspace()):
            return False
    return not (_apart_needed(between) and _apart().search(between))


def _apart_needed(between: str) -> bool:
    return "," in between or "SMTP error" in between or "\n" in between


def _same(last: Group, number: Number) -> bool:
    if number.code is None:
        return number.enhanced == last.enhanced
    return False


def _quoted(text: str, number: Number, between: str) -> bool:
    """Tell whether a number begins a quotation of the reply."""
    return number.place != "report" and (
        (text[number.start - 1] in "'\"" and text[number.end : number.end + 1] in (" ", "-")) or "xception" in between
    )


def _join(last: Group, number: Number, between: str, quoted: bool, *, announced: bool) -> None:
    """Add a number to the reply that it belongs to."""
    quoted = quoted and not announced
    if number.code is None:
        same_class = number.enhanced and last.digit == number.enhanced[0]
        if last.code and not last.enhanced and last.digit != "2" and (number.sure == SURE or same_class):
            last.add(number, quoted=quoted)
        elif last.enhanced == number.enhanced or number.sure == REPEATS:
            if last.enhanced == number.enhanced:
                last.add(number)
        elif last.code is None:
            last.enter(number)
        return
    if number.code == last.code and (number.enhanced in (None, last.enhanced) or last.enhanced is None):
        last.add(number, quoted=quoted)
    elif last.code is None and (number.place == "paren" or not between.strip(" :-,)]")):
        last.add(number)
    elif number.sure > REPEATS and (number.code >= 400 or last.weight < 2):
        last.mixed = last.mixed or (announced and number.place == "start")
        last.enter(number)
