"""A document tree → a Word file on the styles of a reference document."""
