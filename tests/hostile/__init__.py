"""Files that nobody should have to meet: made at test time, from a seed, and read by every command."""
