"""Raw replies: what a server said, read off the wire, out of a log line, an exception or a bounce message."""
