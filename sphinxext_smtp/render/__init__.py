"""Articles as doctree nodes, put into pages when they are written; imports `project` and `pictures`."""
