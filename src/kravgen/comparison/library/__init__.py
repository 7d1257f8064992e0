"""Two states of a library → what differs, whether that asks for more or less, and what rests on it."""
