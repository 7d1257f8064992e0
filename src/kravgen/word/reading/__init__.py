"""Word files that somebody else has saved, read with limits."""
