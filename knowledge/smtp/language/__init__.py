"""The words around the facts, in every language: phrases, catalogues, translation, extraction; imports `model`."""
