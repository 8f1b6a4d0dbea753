"""Own facts for tests: one valid table of each kind, as text in TOML."""

from __future__ import annotations

CITE = 'cite = [{ doc = "RFC 5321", section = "4.2.3" }]'

CODE = f"""
[code.299]
title = "Held for approval"
phrase = "Held"
standing = "nonstandard"
summary = "`299` says that the gateway holds the message."
meaning = "The gateway holds the message."
closes = "no"
actor = ["nobody"]
avoid = ["Sending the message again makes a duplicate."]
choose = "Expect `299` from our gateway."
{CITE}
when = {{ client = "You sent a message.", server = "The gateway holds it." }}
fix = {{ sender = "Nothing failed.", administrator = "Nothing failed.", developer = "Treat it as `250`." }}
retry = {{ when = "not-needed", what = "nothing", text = "Nothing failed." }}
"""

ENHANCED = f"""
[enhanced."X.7.99"]
title = "Held by a rule"
classes = ["5xx"]
actor = ["sender", "receiving administrator"]
scope = ["message"]
judges = "policy"
cures = "permission"
summary = "`X.7.99` says that a rule holds the message."
meaning = "A rule holds the message."
choose = "Expect it from our gateway."
when = {{ client = "You sent a message.", server = "A rule holds it." }}
fix = {{ sender = "Ask us.", administrator = "Approve it.", developer = "Show the text." }}
retry = {{ when = "after-change", what = "message", text = "Ask us first." }}
{CITE}
"""

COMMAND = f"""
[command.XCLIENT]
title = "Client information"
syntax = "XCLIENT NAME=name"
standing = "current"
phase = "session"
judges = "client"
leaves = "connection"
summary = "`XCLIENT` tells the server which client a proxy speaks for."
meaning = "The proxy names the client."
choose = "Use it between your own hosts."
when = {{ client = "A proxy has a new client.", server = "The proxy is trusted." }}
{CITE}

[[command.XCLIENT.reply]]
code = "550"
outcome = "error"
condition = "`550` refuses a proxy that is not trusted."
{CITE}
"""

MECHANISM = f"""
[mechanism.X-TICKET]
title = "Ticket"
standing = "proprietary"
needs = ["tls"]
judges = "token"
cures = "token"
summary = "`X-TICKET` logs a client in with a ticket."
meaning = "The client sends a ticket."
exposes = "The server learns the ticket."
choose = "Use it inside our network."
avoid = ["A ticket is no password."]
when = {{ client = "You have a ticket.", server = "It knows tickets." }}
{CITE}
"""

EXTENSION = f"""
[extension.X-HOLD]
title = "Hold"
standing = "experimental"
introduces = ["command:VRFY"]
parameters = ["HOLD"]
summary = "`X-HOLD` lets a client ask that a message is held."
meaning = "The server holds messages on request."
{CITE}
"""

DOCUMENT = """
[document."Our handbook"]
title = "Handbook of the mail team"
status = "internal"
url = "https://mail.example.org/handbook"
summary = "Our handbook says how mail runs here."
meaning = "It says how mail runs here."
"""

PROVIDER = f"""
[provider.our-gateway]
title = "Our gateway"
summary = "Our gateway stands before all our servers."
meaning = "It filters mail."
{CITE}

[[provider.our-gateway.reply]]
code = "550"
enhanced = "5.7.1"
pattern = "Message held by rule"
meaning = "A rule holds the message."
do = "Ask the mail team."
actor = "sender"
{CITE}
"""

SUBJECT = f"""
[subject."X.8"]
title = "Our own subject"
summary = "`X.8` is our own subject."
meaning = "It is our own subject."
{CITE}
"""

COMPARISON = f"""
[[comparison]]
items = ["code:550", "code:252"]
summary = "`252` and `550` both answer `VRFY`."
differences = ["`252` says nothing about the mailbox, `550` says no."]
choose = ["Expect `252` from us."]
see_also = ["code:250"]
{CITE}
"""

COMMON_REPLY = f"""
[[common_reply]]
code = "550"
outcome = "error"
condition = "`550` answers any command while our gateway stops."
except = ["QUIT"]
{CITE}
"""

RELATION = f"""
[[code.252.relation]]
kind = "confused with"
to = "code:550"
why = "`252` accepts the question, `550` refuses the name."
{CITE}
"""

ALL = {
    "code": CODE,
    "enhanced": ENHANCED,
    "command": COMMAND,
    "mechanism": MECHANISM,
    "extension": EXTENSION,
    "document": DOCUMENT,
    "provider": PROVIDER,
    "subject": SUBJECT,
    "comparison": COMPARISON,
    "common_reply": COMMON_REPLY,
    "relation": RELATION,
    "note": '[code.535]\nnote = "Ask the help desk."\n',
    "literals": 'literals = ["XYZZY"]\n',
}
