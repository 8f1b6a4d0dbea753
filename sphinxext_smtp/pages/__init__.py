"""Generated pages: thin source files, a title and a directive each, for a whole reference or a part of one.

`plan` says which pages there are, `source` writes one down in reStructuredText or Markdown, `folder` keeps a folder of
them up to date without touching what it has not written. The configuration values (`extension`) and the command
(`cli`) are two ways to the same generator.
"""
