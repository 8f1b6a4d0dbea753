"""From facts to graph: schema, files, relations, assembly, packing, translated, loading; stands on the face."""
