"""Measures what the extension costs; `make bench` runs it. Nothing here asserts a time."""
