"""What there is: records, vocabulary, nodes, keys, kinds and prose; imports no other room."""
