"""What stands beside a number, and whether that makes it a reply code or an enhanced code."""

from __future__ import annotations

from string import ascii_letters
from typing import Final, NamedTuple

from knowledge.smtp.explain.replies.signs import (
    ANNOUNCING,
    COLONS,
    GAP,
    HTTP,
    NO_REPLY,
    OPENING,
    PROGRAMS,
    REPORTING,
    SELDOM,
    UNUSUAL,
    foreign,
    unit,
)

SEEN_BEFORE: Final = 48
"""How many characters before a number are looked at."""
REPEATS, FAIR, SURE = 1, 2, 3
"""How sure a number is: one that counts only as the repetition of another, one with a sign before it, and a pair."""

Verdict = tuple[int, str]
"""How sure a number is, and its place: the start of a line, a prompt, a report's field, brackets, a mark before it."""
NOTHING: Final[Verdict] = (0, "")


class Beside(NamedTuple):
    """A number and what stands beside it."""

    text: str
    start: int
    end: int
    seen: str
    """The characters before it."""
    gap: str
    """The signs between it and the last word before it."""
    word: str
    """That word, in lower case; empty if it has other letters than those of English."""
    closing: str
    """The last character of that word."""

    @property
    def first(self) -> bool:
        """Whether it begins a line."""
        return self.closing in ("", "\n")

    @property
    def before(self) -> str:
        """The character before it."""
        return self.text[self.start - 1 : self.start]

    @property
    def after(self) -> str:
        """The character after it."""
        return self.text[self.end : self.end + 1]

    @property
    def announced(self) -> bool:
        """Whether the word before it says that a reply follows."""
        return self.word.endswith(ANNOUNCING) and self.word not in NO_REPLY


def beside(text: str, start: int, end: int) -> Beside:
    """Return a number of a text with what stands beside it."""
    seen = text[max(0, start - SEEN_BEFORE) : start]
    bare = seen.rstrip(GAP)
    gap = seen[len(bare) :]
    if bare.endswith("b") and gap[:1] in ("'", '"') and not bare[-2:-1].isalnum():
        bare = bare[:-1].rstrip(GAP)
        gap = seen[len(bare) :].replace("b", "")
    word = bare[len(bare.rstrip(ascii_letters)) :].lower()
    return Beside(text, start, end, seen, gap, word, bare[-1:])


def begins_line(text: str, start: int) -> bool:
    """Tell whether a line begins at a position, or with quotes and brackets before it."""
    seen = text[max(0, start - SEEN_BEFORE) : start].rstrip(OPENING)
    return not seen or seen[-1] == "\n"


def judged_code(number: Beside) -> Verdict:
    """Return how sure three digits are a reply code, and their place."""
    if _counts(number) or _belongs_elsewhere(number):
        return NOTHING
    code, before, after = number.text[number.start : number.end], number.before, number.after
    is_likely = code[1] in "012345" or (number.word == "said" and code[0] in "45")
    usual = (is_likely and code not in UNUSUAL) or code in SELDOM
    if before == "(" and after == ")":
        follows = number.text[number.end + 1 : number.end + 4].strip(" -")
        return (FAIR, "paren") if usual and code[0] in "45" and not follows.isdigit() else NOTHING
    if before == "(" and after == "," and number.text[number.end + 1 : number.end + 4].lstrip(" b")[:1] in ("'", '"'):
        return FAIR, "mark"
    if number.first:
        opened = not number.gap.strip(OPENING + "-~=") or "<" in number.gap
        return (FAIR, "start") if opened and (code[1] in "012345" or after in " -") else NOTHING
    if not usual:
        return (REPEATS, "") if after in (" ", "-", "\n", "") else NOTHING
    return _marked(number, code)


def _counts(number: Beside) -> bool:
    """Tell whether what follows makes the number an amount, a status of HTTP or a telephone number."""
    text, end = number.text, number.end
    phrase = HTTP.get(text[number.start : end])
    if phrase and text[end : end + 40].lstrip(" :").lower().startswith(phrase):
        return True
    if number.after == "-":
        digits = text[end + 1 : end + 6]
        if digits[:3].isdigit() and digits[3:4] != "." and digits[4:5] != ".":
            return True
    return unit().match(text, end) is not None


def _belongs_elsewhere(number: Beside) -> bool:
    """Tell whether what stands before makes the number a part of something else."""
    before, after = number.before, number.after
    if not before:
        return False
    return (
        (before in "-+$%&?~/" and not number.gap.endswith(("->", "> -", " - ", "--")))
        or (before == "#" and not number.announced)
        or (before == "," and number.text[number.start - 2 : number.start - 1].isdigit())
        or before + after in ("[]", "<>")
        or (number.word in NO_REPLY and not number.first)
        or (bool(number.word) and foreign().search(number.seen) is not None)
    )


def _marked(number: Beside, code: str) -> Verdict:
    """Return how sure a code inside a line is."""
    gap, before, after = number.gap, number.before, number.after
    if number.announced and gap:
        vague = code[0] in "23" and number.word in ("error", "err", "with", "was", "message", "failed", "received")
        return NOTHING if vague else (FAIR, "mark")
    if after and after not in " -\n'\":;,)]}>.<":
        return NOTHING
    if "<<" in gap or "<-" in gap or "< " in gap or (number.word == "s" and gap.startswith(":")):
        return FAIR, "prompt"
    coloned = any(sign in gap for sign in COLONS) and _worded(number)
    if before == ":" or (coloned and code[0] in "23" and ";" not in gap and number.closing != "]"):
        return NOTHING
    if coloned or _quoted(number, code):
        return FAIR, "mark"
    return (REPEATS, "") if before in (" ", "\n") else NOTHING


def _quoted(number: Beside, code: str) -> bool:
    """Tell whether a code stands where a quotation or a further field begins."""
    text, before, after = number.text, number.before, number.after
    if (number.closing == "]" or not number.closing.isascii()) and code[0] in "45" and after in " -\n":
        return text[number.end + 1 : number.end + 2].isalpha()
    if before and before in "'\"`(" and after in " -":
        return _worded(number)
    return text[number.start - 4 : number.start] == "... " or (before == "," == number.gap[0] and after == " ")


def _worded(number: Beside) -> bool:
    """Tell whether words follow a code, as they do in a reply; its end is enough where no word stands before it."""
    rest = number.text[number.end : number.end + 16].lstrip(" -:")
    if rest[:1] == "\n" and rest[1:2] not in (" ", "\t"):
        return not number.word
    rest = rest.lstrip(" -:'\"([<#\n\t")
    if not rest:
        return not number.word
    return rest[0].isalpha() or not rest.isascii() or rest[0] in "0123456789/*{"


def judged_enhanced(number: Beside) -> Verdict:
    """Return how sure three numbers with dots are an enhanced code, and their place."""
    digit, subject, _ = number.text[number.start : number.end].split(".")
    if len(subject) > 1 or subject in "89" or digit == "3":
        return NOTHING
    if number.before == "#":
        return SURE, "mark"
    reported = number.word.endswith(REPORTING)
    if (number.word in PROGRAMS and not number.first) or (number.before in ("-", "/", "=") and not reported):
        return NOTHING
    if reported and ("=" in number.gap or ":" in number.gap or number.word == "dsn"):
        return SURE, "report"
    if number.first:
        return FAIR, "start"
    return NOTHING if digit == "2" else _marked_enhanced(number)


def _marked_enhanced(number: Beside) -> Verdict:
    """Return how sure an enhanced code inside a line is."""
    if number.before in ("(", "[") and number.after in (")", "]"):
        return FAIR, "paren"
    if any(sign in number.gap for sign in ":;>|,'\"") or (number.word.endswith(ANNOUNCING) and number.gap):
        return FAIR, "mark"
    return REPEATS, "end" if not number.text[number.end : number.end + 3].strip(" .)'\"\n") else ""
