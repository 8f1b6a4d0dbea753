"""Facts to graph: schema, files, relations, assembly, packing, loading; imports the face and what it stands on."""
