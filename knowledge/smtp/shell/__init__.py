"""The graph from a terminal; stands above all other rooms."""
