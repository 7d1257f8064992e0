"""One procurement: its profile, its facts, and which items it takes and why."""
