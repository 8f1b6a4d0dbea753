"""Drawings of a neighborhood: what is in one, where it stands, SVG; imports no other room."""
