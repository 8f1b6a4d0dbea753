"""Pictures of a neighborhood: `drawing` says what is in one, `layout` where it stands, `svg` draws it.

Graphviz finds the places where a project has `sphinx.ext.graphviz` and the program is there, else igraph does. Where
neither is at hand, and for builders that cannot show a picture, the list stands alone.
"""
