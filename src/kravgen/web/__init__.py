"""The web form for those who buy once a year: a page a question, and the package as a file. Nothing is kept on disk."""
