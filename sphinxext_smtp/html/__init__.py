"""What HTML needs besides: style sheets, descriptions, the search index; imports `project`."""
