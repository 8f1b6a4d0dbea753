"""What can be asked of nodes and relations: names, store, fields, paths, search; imports `model` and `language`."""
