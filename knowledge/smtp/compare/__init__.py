"""Nodes held against each other: comparisons, ties, differences, pairs; imports `graph` and what it stands on."""
