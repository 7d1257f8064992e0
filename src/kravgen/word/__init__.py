"""Document tree → .docx: how Word stores a document, and nothing about what it says."""
