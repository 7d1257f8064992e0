"""Two packages → what differs, as sentences, as data or as a document with tracked changes."""
