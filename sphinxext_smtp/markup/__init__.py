"""What authors write: directives, options and roles; imports `project` and `render`."""
