"""The release, which is part of what a page shows: another release may render it otherwise."""

__version__ = "0.1.0"
