"""What stands on the indexes of a reference and on its front page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.smtp.model.vocabulary import Kind


class Listings:
    """The words of indexes, in English."""

    LEADS: Mapping[Kind, str] = {
        "class": "The first digit of a reply is its class; it tells a client what to do even if the code is new to it.",
        "code": "The first digit of a reply code says how the command ended, and the text behind it says why.",
        "enhanced": (
            "An enhanced status code such as `5.7.8` stands behind the reply code. Its first number is the class, "
            "the second one the subject, and the third one the detail."
        ),
        "tag": "Some providers mark their replies with numbers and words of their own, which no registry has.",
        "command": "A command is what the client says; the server answers each one with a reply code.",
        "mechanism": "A mechanism is a way to log in: `AUTH` names it, and both sides have to know it.",
        "extension": "A server lists its extensions when it answers `EHLO`, one keyword on each line.",
        "cause": (
            "A cause is what happened, apart from any number: one code may stand for several causes, and one cause may "
            "come with several codes."
        ),
        "provider": "A provider is who answers, or who reports a failure: a service, a server, a filter or a program.",
        "comparison": (
            "Each comparison tells what sets two or more names apart, and which of them to expect when. "
            "What is confused most comes first."
        ),
    }
    """What an index lists, in a sentence or two."""

    INDEX_GROUPS: Mapping[Kind, Mapping[str, str]] = {
        "command": {
            "opening": "Open the session",
            "login": "Start TLS and log in",
            "message": "Send a message",
            "queue": "Fetch mail that waits",
            "any": "At any time",
        },
        "mechanism": {
            "recommended": "Recommended",
            "proprietary": "Made by vendors",
            "limited": "For limited use",
            "name": "Known by name only",
            "obsolete": "Obsolete",
        },
        "extension": {
            "commands": "They add commands",
            "parameters": "They add parameters",
            "behavior": "They tell what a client may rely on",
        },
        "cause": {
            "recipient": "The recipient",
            "message": "The message",
            "login": "The login and the account",
            "domain": "The domain of the sender",
            "address": "The sending IP address",
            "session": "The session and the connection",
            "command": "A single command",
        },
        "provider": {
            "mailbox-service": "Mailbox services",
            "sending-service": "Sending services",
            "server": "Mail servers",
            "filter": "Filters",
            "block-list": "Block lists",
            "client": "Programs that send",
            "unknown": "Others",
        },
        "comparison": {
            "failure": "Which failure is it?",
            "final": "Does it pass, or is it final?",
            "cause": "What has happened?",
            "enhanced": "Which enhanced code is it?",
            "worked": "Did it work?",
            "made-up": "Is it a code of a standard?",
            "mechanism": "Which login mechanism?",
            "command": "Which command?",
            "success": "What has the server agreed to?",
            "provider": "Who answers how?",
            "extension": "Which extension?",
            "digit": "What does the digit say?",
        },
    }
    """The groups of an index in their order, each with its heading; those of the other kinds have facts as headings."""

    INDEX_SENTENCES: Mapping[Kind, Mapping[str, str]] = {
        "code": {"none": "Lists and programs print these numbers, although no server is known to send them."},
        "command": {
            "opening": "The server greets, and the client says who it is and learns what the server can do.",
            "login": "The connection is encrypted, and the server learns who sends.",
            "message": "The client names the sender and the recipients, and hands the message over.",
            "queue": "The client asks for the mail that the server holds for a host.",
            "any": "The client asks something, starts anew or ends the session; no message moves.",
        },
        "mechanism": {
            "recommended": "Take one of these where both sides have it.",
            "proprietary": "No standard defines them; take one where a service asks for it.",
            "limited": "They fit some sites, such as those with Kerberos or with certificates of clients.",
            "name": "Little more than the name is known, from the registry.",
            "obsolete": "Take another one wherever both sides have it.",
        },
        "extension": {
            "commands": "Where the keyword is listed, the server takes a further command.",
            "parameters": "Where the keyword is listed, `MAIL` or `RCPT` takes a further parameter.",
            "behavior": "They add neither a command nor a parameter.",
        },
        "cause": {
            "recipient": "The message fails for this recipient; others may get it.",
            "message": "This message is refused; another one may pass.",
            "login": "Another account, or another way to log in, may do.",
            "domain": "Mail of this domain fails; that of another one may pass.",
            "address": "Mail from this address fails; the same mail from another one may pass.",
            "session": "This session fails; another one, or one that is set up otherwise, may go better.",
            "command": "One line of the client is refused; the session may go on.",
        },
        "provider": {
            "mailbox-service": "They take mail for the mailboxes and domains of others.",
            "sending-service": "They send mail in the name of others, and report what came of it.",
            "server": "Sites run these programs to take mail and to pass it on.",
            "filter": "They check mail for a server or a service.",
            "block-list": "They list senders, and servers ask them whom to refuse.",
            "client": "They print errors of their own, some of which no server has said.",
        },
        "comparison": {
            "failure": "They begin with the same digit and report a failure; the reasons differ.",
            "final": "Some begin with 4 and may pass, others begin with 5 and last.",
            "worked": "Some report success or ask for more, others report a failure.",
            "made-up": "At least one of them is in no standard.",
            "success": "None of them reports a failure.",
        },
    }
    """A sentence about each group of an index; those of the other kinds and groups have facts in its place, or none."""

    LISTED = "Listed: {count}."
    LISTED_IN_STANDARD = "Listed: {count}, in a standard: {standard}."
    UNOFFICIAL = "Seen, but in no standard"
    DISUSED = "No longer used"
    IN_COMMON = "What all {name} have in common"
    """The text of a link to the page about a class."""
    ALL_PAIRS = "All pairs"
    """The heading of the matrices of the pairs that have a page."""
    ALL_COMPARISONS = "All comparisons"
    """The text of a link to the list of all comparisons of a project."""

    FINDING = "How to find something"
    CONTENTS = "What is where"
    BY_NUMBER = "By number: search for `535`, `5.7.8` or `535 5.7.8`. The general index has each of these numbers too."
    BY_WORDS = "By words: search for what the server wrote, such as mailbox full. The text tells more than the number."
    BY_LINE = (
        "By the whole line: paste it into the box, and read what happened, whose move it is, and whether to try again."
    )
