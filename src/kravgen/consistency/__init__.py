"""Whether a package says one thing throughout: each check reads the documents as they have been made."""
