"""Whole example files for a new block, source, document or profile, with room for what a human must decide."""
