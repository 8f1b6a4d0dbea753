"""Articles of nodes and comparisons, ready for any output; imports `compare` and what it stands on."""
