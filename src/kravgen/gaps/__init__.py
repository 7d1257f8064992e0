"""The gaps of a procurement: listed for those who can fill them, sent to them, and read back into the file."""
