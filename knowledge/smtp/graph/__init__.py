"""What can be asked of the nodes: names, store, shelf, fields, paths, search; imports `model` and `language`."""
