"""The words around the facts, in every language: phrases, catalogues, translation; imports `model`."""
