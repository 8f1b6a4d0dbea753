"""The graph in other forms; imports `graph` and what it stands on."""
