"""What HTML needs besides: style sheets, descriptions, the search index, twins in Markdown; imports `project`."""
